"""A combo box that paints its own chevron, since a style sheet drops it, and that no wheel changes in passing."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from peerdesk.overriding import override
from peerdesk.ui.icons import paint_icon
from peerdesk.ui.theme import Theme


class Combo(QComboBox):
    """Offers a few values, each with its word."""

    def __init__(self, theme: Theme, chevron: str = "icon", parent: QWidget | None = None) -> None:
        """Offer nothing yet; `chevron` names the size of the arrow among the theme's tokens."""
        super().__init__(parent)
        self._theme, self._chevron = theme, chevron

    def value(self) -> str:
        """Return the chosen value, "" for none."""
        return str(self.currentData() or "")

    def show_value(self, value: str) -> None:
        """Show a value as chosen without telling anybody; none if it is not offered."""
        self.setCurrentIndex(self.findData(value))

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer (value, word) pairs; what is chosen stays if it is still offered."""
        if [(self.itemData(at), self.itemText(at)) for at in range(self.count())] == list(choices):
            return
        now = self.value()
        self.clear()
        for value, word in choices:
            self.addItem(word, value)
        self.show_value(now)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side, gap = self._theme.px(self._chevron), self._theme.gap("s")
        arrow = QRect(self.width() - side - gap, (self.height() - side) // 2, side, side)
        with QPainter(self) as painter:
            paint_icon(painter, arrow, self._theme, "chevron-down", "soft")

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls
