"""The ground of rail and top bar: the desk on which the page lies."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from peerdesk.overriding import override
from peerdesk.ui.theme import Theme


class DeskGround(QWidget):
    """Paints the desk with a hairline towards the page; hatched while practising."""

    def __init__(self, theme: Theme, hairline: Literal["below", "right"], parent: QWidget | None = None) -> None:
        """Make an empty ground."""
        super().__init__(parent)
        self.theme, self._hairline = theme, hairline
        theme.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.theme.colour("desk"))
            painter.setPen(self.theme.colour("line"))
            if self.theme.practice:
                painter.fillRect(self.rect(), QBrush(self.theme.colour("line"), Qt.BrushStyle.BDiagPattern))
            rect = self.rect()
            if self._hairline == "below":
                painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            else:
                painter.drawLine(rect.topRight(), rect.bottomRight())
