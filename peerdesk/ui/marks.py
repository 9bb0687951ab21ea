"""The signs of a note: ▲ yes, here · ◆ not yet · ? unsure · noted. Painted, since the typeface lacks them."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

SIGN_TONES: Mapping[str, str] = {
    "yes": "strength",
    "not_yet": "develop",
    "unsure": "question",
    "noted": "neutral",
}
SIGN_WORDS: Mapping[str, str] = {
    "yes": "Yes, here",
    "not_yet": "Not yet",
    "unsure": "Unsure",
    "noted": "Noted",
}
_TRIANGLE = ((0.5, 0.08), (1.0, 0.94), (0.0, 0.94))
_DIAMOND = ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5))


def paint_mark(painter: QPainter, rect: QRectF, sign: str, colour: QColor) -> None:
    """Paint one sign into a square: "yes" "not_yet" "unsure" "noted"."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    match sign:
        case "yes":
            painter.drawPolygon(_shape(_TRIANGLE, rect))
        case "not_yet":
            painter.drawPolygon(_shape(_DIAMOND, rect))
        case "unsure":
            _paint_question(painter, rect, colour)
        case _:
            dot = rect.width() / 5
            painter.drawEllipse(rect.center(), dot, dot)
    painter.restore()


def _shape(points: tuple[tuple[float, float], ...], rect: QRectF) -> QPolygonF:
    width, height = rect.width(), rect.height()
    return QPolygonF([QPointF(rect.x() + x * width, rect.y() + y * height) for x, y in points])


def _paint_question(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Draw a question mark as a stroke and a dot, as heavy as the other signs."""
    side, left, top = rect.width(), rect.x(), rect.y()
    hook = QPainterPath(QPointF(left + 0.22 * side, top + 0.3 * side))
    hook.cubicTo(
        QPointF(left + 0.24 * side, top - 0.02 * side),
        QPointF(left + 0.84 * side, top - 0.02 * side),
        QPointF(left + 0.8 * side, top + 0.32 * side),
    )
    hook.cubicTo(
        QPointF(left + 0.78 * side, top + 0.5 * side),
        QPointF(left + 0.5 * side, top + 0.46 * side),
        QPointF(left + 0.5 * side, top + 0.68 * side),
    )
    pen = QPen(colour, 0.19 * side, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    painter.strokePath(hook, pen)
    painter.drawEllipse(QPointF(left + 0.5 * side, top + 0.9 * side), 0.11 * side, 0.11 * side)
