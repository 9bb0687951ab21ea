"""A quiet line over every page: something has arrived."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.desk_ground import DeskGround
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.picture import Picture


class ArrivedLine(DeskGround):
    """Says it in a sentence, and stays until it is looked at or put away. It never takes focus.

    Signals:
        see_requested: what is in it?
        later_requested: it is to be put away.
    """

    see_requested = Signal()
    later_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a line that is not seen yet."""
        super().__init__(theme, "below", parent)
        self.setAccessibleName(self.tr("What has arrived"))
        self.sentence = Label(theme, "", elided=True)
        self.see = Button(theme, self.tr("See what's in it"), kind="link")
        self.later = Button(theme, self.tr("Not now"), kind="quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.gap("m"), theme.gap("xs"), theme.gap("m"), theme.gap("xs") + 1)
        row.setSpacing(theme.gap("s"))
        row.addWidget(Picture(theme, "download", tone="accent"))
        row.addWidget(self.sentence, 1)
        row.addWidget(self.see)
        row.addWidget(self.later)
        self.see.clicked.connect(self.see_requested)
        self.later.clicked.connect(self.later_requested)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say a sentence; "" puts the line away."""
        if sentence and sentence != self.sentence.text():
            announce(self, sentence)
        self.sentence.setText(sentence)
        self.setVisible(bool(sentence))
