"""One of a few words, chosen from a list that opens."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from peerdesk.ui.icons import paint_icon
from peerdesk.ui.theme import Theme


class Choice(QComboBox):
    """Values with their words; a wheel that passes over it changes nothing."""

    def __init__(self, theme: Theme, name: str, width: int = 130, parent: QWidget | None = None) -> None:
        """Offer nothing yet; `name` is what screen readers say, `width` in pixels at 100 % text."""
        super().__init__(parent)
        self._theme, self._width = theme, width
        self.setAccessibleName(name)
        self.setToolTip(name)

    def value(self) -> str:
        """Return the chosen value, "" for none."""
        return str(self.currentData() or "")

    def show_value(self, value: str) -> None:
        """Show a value as chosen without telling anybody; the first one if it is not offered."""
        self.setCurrentIndex(max(0, self.findData(value)))

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
        side, gap = self._theme.px("icon_small"), self._theme.gap("s")
        arrow = QRect(self.width() - side - gap, (self.height() - side) // 2, side, side)
        with QPainter(self) as painter:
            paint_icon(painter, arrow, self._theme, "chevron-down", "soft")

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._width), super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(64), super().minimumSizeHint().height())
