"""One of several that exclude each other, with a ring that is seen on every ground."""

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QWidget

from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.words import paint_line

_DOT = 0.28  # of the ring's width


class Radio(QRadioButton):
    """A word behind a ring; chosen, the ring holds a dot."""

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        """Make one that is not chosen."""
        super().__init__(text, parent)
        self._theme = theme

    @override
    def sizeHint(self) -> QSize:
        theme = self._theme
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(theme.px("icon") + theme.gap("s") + words + 2, theme.px("control"))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px("control"), self._theme.px("control"))

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, side = self._theme, self._theme.px("icon")
        middle = QPointF(side / 2, self.height() / 2)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent" if self.isChecked() else "edge"), 1.5))
            painter.setBrush(theme.colour("sheet"))
            painter.drawEllipse(middle, side / 2 - 1, side / 2 - 1)
            if self.isChecked():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("accent"))
                painter.drawEllipse(middle, side * _DOT, side * _DOT)
            if self.hasFocus():
                painter.setPen(QPen(theme.colour("accent"), 2.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(middle, side / 2 - 1, side / 2 - 1)
            words = self.rect().adjusted(side + theme.gap("s"), 0, 0, 0)
            paint_line(painter, words, theme, self.text(), align=Qt.AlignmentFlag.AlignLeft)
