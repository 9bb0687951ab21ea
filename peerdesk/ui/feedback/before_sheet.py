"""What a finding said before head and team agreed other words, and which of the head's words led to that."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from peerdesk.domain.citations import show_citations
from peerdesk.domain.other_words import OtherWords
from peerdesk.ui.dialogs.history import ChangedWords, field_name, when_of
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import make_hairline
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title


class BeforeSheet(Sheet):
    """The newest first: who and when, what the head said, before and after."""

    def __init__(self, parent: QWidget, changed: Sequence[OtherWords]) -> None:
        """Show what was agreed."""
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("Agreed in other words"), width=680)
        self.content.addWidget(make_title(theme, self.tr("Agreed in other words"), "history"))
        for one in reversed(changed):
            self.content.addWidget(make_hairline())
            said = " · ".join(filter(None, (one.who, when_of(one.when), field_name(one.field))))
            self.content.addWidget(Paragraph(theme, said, "caption", "soft"))
            if one.said:
                self.content.addWidget(Paragraph(theme, self.tr("The head said: {}").format(one.said)))
            before, after = (show_citations(text, {}) for text in (one.before, one.after))
            self.content.addWidget(ChangedWords(theme, before, after))
        close = Button(theme, self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        self.foot.addStretch()
        self.foot.addWidget(close)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        close.setFocus()
