"""Wrapped and elided text at the theme's own line height, for delegates and labels."""

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout, QTextOption

from peerdesk.ui.theme import Theme

_WRAP = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


class Words:
    """Lays text out in lines that are exactly one line height of its role apart.

    Laid-out text is kept by text, role, width and scale, since a list asks for the same rows at every paint.
    """

    def __init__(self, theme: Theme, kept: int = 600) -> None:
        """Prepare for one view; `kept` layouts stay ready."""
        self._theme = theme
        self._layout = lru_cache(maxsize=kept)(self._lay_out)

    def height(self, text: str, role: str, width: int, *, bold: bool = False) -> int:
        """Return how many pixels the text takes when no line is wider than `width` pixels."""
        return self._layout(text, role, width, bold, self._theme.scale).lineCount() * self._theme.line(role)

    def guesser(self, role: str, width: int) -> Callable[[str], int]:
        """Return what says about how many pixels a text takes; quick enough for 100,000 rows."""
        letters, line = max(8, 2 * width // self._theme.font(role).pixelSize()), self._theme.line(role)
        return lambda text: (1 + len(text) // letters + (text.count("\n") if "\n" in text else 0)) * line

    def guess(self, text: str, role: str, width: int) -> int:
        """Return about how many pixels the text takes."""
        return self.guesser(role, width)(text)

    def paint(
        self, painter: QPainter, rect: QRect, text: str, role: str = "body", tone: str = "ink", *, bold: bool = False
    ) -> int:
        """Paint wrapped text from the top of `rect` and return the pixels it took."""
        layout = self._layout(text, role, rect.width(), bold, self._theme.scale)
        painter.setPen(self._theme.colour(tone))
        layout.draw(painter, QPointF(rect.topLeft()))
        return layout.lineCount() * self._theme.line(role)

    def _lay_out(self, text: str, role: str, width: int, bold: bool, scale: float) -> QTextLayout:  # noqa: ARG002
        font, height = self._theme.font(role, bold=bold), self._theme.line(role)
        metrics = QFontMetricsF(font)
        layout = QTextLayout(text.replace("\n", "\N{LINE SEPARATOR}"), font)
        option = QTextOption()
        option.setWrapMode(_WRAP)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        top = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, top + (height - metrics.height()) / 2))
            top += height
        layout.endLayout()
        return layout


def paint_line(
    painter: QPainter,
    rect: QRect,
    theme: Theme,
    text: str,
    role: str = "body",
    tone: str = "ink",
    *,
    bold: bool = False,
    figures: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Paint one line, centred upright and elided at its end; return the width it took in pixels."""
    font = theme.font(role, bold=bold, figures=figures)
    painter.setFont(font)
    painter.setPen(theme.colour(tone))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignVCenter), shown)
    return metrics.horizontalAdvance(shown)
