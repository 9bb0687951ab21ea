"""A box to tick, with an edge that is seen on every ground."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from peerdesk.overriding import override
from peerdesk.ui.icons import paint_icon
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.words import paint_line


class Tick(QCheckBox):
    """A word behind a box; ticked, the box is filled and holds a tick."""

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        """Make a box that is not ticked."""
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
        box = QRect(0, (self.height() - side) // 2, side, side)
        ticked, usable = self.isChecked(), self.isEnabled()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = "accent" if ticked and usable else "edge"
            painter.setPen(QPen(theme.colour(edge), 1.0))
            painter.setBrush(theme.colour("accent" if ticked and usable else "sheet"))
            radius = theme.fixed("radius.small")
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            if ticked:
                paint_icon(painter, box.adjusted(2, 2, -2, -2), theme, "check", "on_accent" if usable else "soft")
            words = self.rect().adjusted(side + theme.gap("s"), 0, 0, 0)
            paint_line(
                painter, words, theme, self.text(), tone="ink" if usable else "soft", align=Qt.AlignmentFlag.AlignLeft
            )
