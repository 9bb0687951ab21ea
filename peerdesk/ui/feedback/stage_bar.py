"""What may be pressed while the head is shown something: there when a hand moves, else not."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.tick import Tick


class StageBar(QWidget):
    """A row at the bottom: back, on, how we know, other words, leave; in the opening the tick for the head's leave."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make it, hidden."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("What can be done"))
        self.back = Button(theme, "", "chevron-left", "quiet", name=self.tr("Back"))
        self.on = Button(theme, "", "chevron-right", "quiet", name=self.tr("On"))
        self.more = Button(theme, self.tr("How we know"), "", "quiet")
        self.words = Button(theme, self.tr("We agreed other words"), "", "quiet")
        self.tick = Tick(theme, self.tr("Yes, one of us may write"))
        self.tick.setAccessibleName(self.tick.text())
        self.leave = Button(theme, "", "x", "quiet", name=self.tr("Leave"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.gap("xxl"), theme.gap("xs"), theme.gap("xxl"), theme.gap("s"))
        row.setSpacing(theme.gap("s"))
        for one in (self.tick, self.back, self.on, self.more, self.words):
            row.addWidget(one)
        row.addStretch()
        row.addWidget(self.leave)
        self._can: dict[Button, bool] = {}
        self._asks = self._whole = False
        self.hide()

    def show_step(self, *, is_first: bool, is_last: bool, has_more: bool, is_message: bool, asks: bool) -> None:
        """Offer what makes sense where the conversation is."""
        self.back.setEnabled(not is_first)
        self.on.setEnabled(not is_last)
        self._can = {self.more: has_more, self.words: is_message}
        self._asks = asks
        self.tick.setVisible(asks)
        self.set_whole(whole=self._whole)

    def set_whole(self, *, whole: bool) -> None:
        """Show all that may be pressed; or the tick alone, where leave is asked for, else nothing."""
        self._whole = whole
        for one in (self.back, self.on, self.leave):
            one.setVisible(whole)
        for one, can in self._can.items():
            one.setVisible(whole and can)
        self.setVisible(whole or self._asks)
