"""What floats over the page: its shadow and its rounded ground."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from peerdesk.ui.theme import Theme

MARGIN = 12  # pixels around a floating thing that its shadow needs
_RINGS = 10
_REACH, _DOWN = 11, 2  # pixels: how far the rings reach, and how much lower the shadow lies


def paint_shadow(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Paint a soft shadow around a rounded rectangle, out of the corners and edges of a small one."""
    colour = theme.colour("shadow")
    if not colour.alpha():
        return
    radius, ratio = theme.fixed("radius.large"), painter.device().devicePixelRatio()
    tile = _shadow(colour.rgba(), 0.32 if theme.dark else 0.13, radius, float(ratio))
    corner, outer = _REACH + radius + 1, rect.adjusted(-_REACH, _DOWN - _REACH, _REACH, _DOWN + _REACH)
    across = (outer.left(), outer.left() + corner, outer.right() - corner, outer.right())
    down = (outer.top(), outer.top() + corner, outer.bottom() - corner, outer.bottom())
    cuts = tuple(cut * ratio for cut in (0, corner, corner + 1, 2 * corner + 1))
    for row in range(3):
        for column in range(3):
            if (row, column) != (1, 1):
                painter.drawPixmap(_between(across, down, column, row), tile, _between(cuts, cuts, column, row))


def _between(across: Sequence[float], down: Sequence[float], column: int, row: int) -> QRectF:
    return QRectF(QPointF(across[column], down[row]), QPointF(across[column + 1], down[row + 1]))


@lru_cache(maxsize=8)
def _shadow(rgba: int, whole: float, radius: int, ratio: float) -> QPixmap:
    """Return the shadow of the smallest rectangle with such corners: ten rings, drawn once."""
    side = 2 * (_REACH + radius + 1) + 1
    tile = QPixmap(round(side * ratio), round(side * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    rect, colour = QRectF(_REACH, _REACH, side - 2 * _REACH, side - 2 * _REACH), QColor.fromRgba(rgba)
    with QPainter(tile) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ring in range(_RINGS):
            colour.setAlphaF(whole * (1 - ring / _RINGS) ** 2 / 2)  # neighbours overlap
            painter.setPen(QPen(colour, 1.5))
            grow = ring + 0.5
            painter.drawRoundedRect(rect.adjusted(-grow, -grow, grow, grow), radius + grow, radius + grow)
    return tile


def paint_ground(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Paint a sheet with its hairline and shadow."""
    paint_shadow(painter, rect, theme)
    radius = theme.fixed("radius.large")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("line"))
    painter.setBrush(theme.colour("sheet"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
