"""What the head let go to the partnership, shown once more before it is stated."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from peerdesk.desk.replies import Owed
from peerdesk.domain.dates import day_in_words
from peerdesk.domain.reply_sheet import RELEASE_WORDS, words_of_finding
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title


class LetGoSheet(Sheet):
    """What the head let go, what she kept back, and the one act that states it."""

    def __init__(self, parent: QWidget, owed: Owed, go_on: Callable[[], object]) -> None:
        """Ask; `go_on` states it."""
        theme = theme_of(parent)
        super().__init__(theme, parent, parent.tr("For the partnership"), width=520)
        self.content.addWidget(make_title(theme, self.tr("For the partnership"), "message-circle"))
        on = day_in_words(owed.answered_on, year=False)
        said = self.tr("On {} the head let this go to the partnership: {}.").format(
            on, RELEASE_WORDS[owed.what].lower()
        )
        self.content.addWidget(Paragraph(theme, said, "reading"))
        for finding in owed.kept_back:
            kept = self.tr("She keeps back “{}”, and it is in the report still: does the text that goes say it?")
            self.content.addWidget(Paragraph(theme, kept.format(words_of_finding(finding))))
        stated = self.tr("What goes is the report as it is signed now. That you say so on her word is signed by you.")
        self.content.addWidget(Paragraph(theme, stated, "body", "soft"))
        self.go = Button(theme, self.tr("Let it go as she said"), kind="primary")
        self.go.clicked.connect(self.accept)
        self.accepted.connect(lambda: go_on())
        self.later = Button(theme, self.tr("Not now"), kind="quiet")
        self.later.clicked.connect(self.reject)
        self.go.setDefault(True)
        self.foot.addStretch()
        self.foot.addWidget(self.later)
        self.foot.addWidget(self.go)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
