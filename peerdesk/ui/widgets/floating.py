"""What floats over the page: its shadow and its rounded ground."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from peerdesk.ui.theme import Theme

MARGIN = 12  # pixels around a floating thing that its shadow needs
_RINGS = 10


def paint_shadow(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Paint a soft shadow around a rounded rectangle: ten rings, cheaper than an effect."""
    whole = 0.32 if theme.dark else 0.13
    colour = QColor(theme.colour("shadow"))
    if not colour.alpha():
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = theme.fixed("radius.large")
    for ring in range(_RINGS):
        colour.setAlphaF(whole * (1 - ring / _RINGS) ** 2 / 2)  # neighbours overlap
        painter.setPen(QPen(colour, 1.5))
        grow = ring + 0.5
        painter.drawRoundedRect(rect.adjusted(-grow, -grow + 2, grow, grow + 2), radius + grow, radius + grow)
    painter.restore()


def paint_ground(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Paint a sheet with its hairline and shadow."""
    paint_shadow(painter, rect, theme)
    radius = theme.fixed("radius.large")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("line"))
    painter.setBrush(theme.colour("sheet"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
