"""What lies over a picture before it is kept: what is left out, and the box in hand with its corners."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

HANDLE = 16
"""Pixels on either side of a corner that a finger takes hold of."""
_DOT = 6  # pixels that are seen of it
_VEIL = QColor(0, 0, 0, 150)


def corner_at(rect: QRectF, at: QPointF) -> tuple[int, int] | None:
    """Return which corner of a box is under a point: (-1, 1) is the left one below. A small box keeps its middle."""
    reach = min(HANDLE, rect.width() / 3), min(HANDLE, rect.height() / 3)
    for across, x in ((-1, rect.left()), (1, rect.right())):
        for upright, y in ((-1, rect.top()), (1, rect.bottom())):
            out = (at.x() - x) * across, (at.y() - y) * upright  # below 0 inside the box
            if all(-inwards <= each <= HANDLE for each, inwards in zip(out, reach, strict=True)):
                return across, upright
    return None


def is_at_edge(rect: QRectF, at: QPointF) -> bool:
    """Say whether a point is at the edge of a box, as near as a finger hits."""
    wide = rect.adjusted(-HANDLE, -HANDLE, HANDLE, HANDLE)
    return wide.contains(at) and not rect.adjusted(HANDLE, HANDLE, -HANDLE, -HANDLE).contains(at)


def paint_left_out(painter: QPainter, whole: QRectF, kept: QRectF) -> None:
    """Paint a veil over what a crop leaves out."""
    for left, top, right, bottom in (
        (whole.left(), whole.top(), whole.right(), kept.top()),
        (whole.left(), kept.bottom(), whole.right(), whole.bottom()),
        (whole.left(), kept.top(), kept.left(), kept.bottom()),
        (kept.right(), kept.top(), whole.right(), kept.bottom()),
    ):
        painter.fillRect(QRectF(QPointF(left, top), QPointF(right, bottom)), _VEIL)
    painter.setPen(QPen(QColor(255, 255, 255, 220), 1.0, Qt.PenStyle.DashLine))
    painter.drawRect(kept)


def paint_in_hand(painter: QPainter, rect: QRectF, accent: QColor) -> None:
    """Paint the box in hand: seen on any picture."""
    painter.setPen(QPen(Qt.GlobalColor.white, 4.0))
    painter.drawRect(rect)
    painter.setPen(QPen(accent, 2.0))
    painter.drawRect(rect)
    painter.setPen(QPen(Qt.GlobalColor.white, 1.5))
    painter.setBrush(accent)
    for corner in (rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight()):
        painter.drawEllipse(corner, _DOT, _DOT)
    painter.setBrush(Qt.BrushStyle.NoBrush)
