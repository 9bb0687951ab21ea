"""Records of which two versions stand: which, and about what the two laptops disagree."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from peerdesk.domain.review import Record
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import make_hairline
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title

_WORDS = ("title", "text", "name", "school_name")


class TwoVersionsSheet(Sheet):
    """Lists them. Whatever a person then writes on the record's own page settles it."""

    def __init__(self, parent: QWidget, records: Sequence[Record]) -> None:
        """Show these records."""
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("Two versions"), width=600)
        self.content.addWidget(make_title(theme, self.tr("Two versions"), "columns-2"))
        why = self.tr(
            "Two of you changed the same words, each on their own laptop. Both are kept. "
            "Open it, write what it should say, and that is what it says."
        )
        self.content.addWidget(Paragraph(theme, why, tone="soft"))
        for record in records:
            self.content.addWidget(make_hairline())
            self.content.addWidget(Paragraph(theme, _words_of(record) or self.tr("Without words")))
            about = ", ".join(name.replace("_", " ") for name in record.two_versions)
            self.content.addWidget(Paragraph(theme, self.tr("About: {}").format(about), "caption", "soft"))
        close = Button(theme, self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        self.foot.addStretch()
        self.foot.addWidget(close)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        close.setFocus()


def _words_of(record: Record) -> str:
    return next((str(said) for name in _WORDS if (said := getattr(record, name, ""))), "")
