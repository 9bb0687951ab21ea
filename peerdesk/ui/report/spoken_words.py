"""The words that open a copy of the report: shown once, to be said aloud."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title


class SpokenWordsSheet(Sheet):
    """Shows the words until they are written down."""

    def __init__(self, parent: QWidget, words: str) -> None:
        """Show words that are kept nowhere."""
        theme = theme_of(parent)
        super().__init__(theme, parent, parent.tr("The words that open it"), width=480)
        self.content.addWidget(make_title(theme, self.tr("The words that open it"), "lock"))
        self.words = Paragraph(theme, words, "title")
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.content.addWidget(self.words)
        said = self.tr(
            "Say them to whoever gets the file, by telephone or face to face: small letters, a space between. Do not "
            "send them with it. PeerDesk keeps them nowhere; if they are lost, make the copy again."
        )
        self.content.addWidget(Paragraph(theme, said))
        self.close_button = Button(theme, self.tr("I have them"), kind="primary")
        self.close_button.clicked.connect(self.accept)
        self.foot.addStretch()
        self.foot.addWidget(self.close_button)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
