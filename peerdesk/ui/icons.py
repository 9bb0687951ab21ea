"""Icons in the text's colour: Lucide's drawings, painted anew for each ground, size and screen."""

from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from peerdesk.overriding import override
from peerdesk.ui.marks import SIGN_TONES, paint_mark
from peerdesk.ui.theme import Theme

Paint = Callable[[QPainter, QRectF, QColor], None]


def paint_icon(painter: QPainter, rect: QRect | QRectF, theme: Theme, name: str, tone: str = "ink") -> None:
    """Paint the icon `name` ("shield", "pencil-line" …) into a square, in the colour of a token."""
    _paint_drawing(theme.icons / f"{name}.svg", painter, QRectF(rect), theme.colour(tone))


def make_icon(theme: Theme, name: str, tone: str = "soft", chosen: str = "accent", gap: int = 0) -> QIcon:
    """Return an icon for a control; it follows theme, state and screen by itself.

    Args:
        theme: whose colours it takes at the moment of painting.
        name: an icon ("shield"), or a sign of a note as "sign:not_yet".
        tone: its colour.
        chosen: its colour on a checked control.
        gap: free pixels at its right, before the word.
    """
    if name.startswith("sign:"):
        sign = name.removeprefix("sign:")
        return QIcon(_Engine(theme, partial(_paint_sign, sign), tone, SIGN_TONES[sign], gap))
    path = theme.icons / f"{name}.svg"
    return QIcon(_Engine(theme, partial(_paint_drawing, path), tone, chosen, gap))


class _Engine(QIconEngine):
    """Paints when asked, so nothing is left in yesterday's ink."""

    def __init__(self, theme: Theme, paint: Paint, tone: str, chosen: str, gap: int) -> None:
        super().__init__()
        self._theme, self._paint, self._tone, self._chosen, self._gap = theme, paint, tone, chosen, gap

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        tone = self._chosen if state == QIcon.State.On else self._tone
        if mode == QIcon.Mode.Disabled:
            tone = "soft"
        side = min(rect.height(), rect.width())
        square = QRectF(rect.x(), rect.y() + (rect.height() - side) / 2, side, side)
        self._paint(painter, square, self._theme.colour(tone))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            self.paint(painter, QRect(0, 0, size.width() - self._gap, size.height()), mode, state)
        return pixmap

    @override
    def clone(self) -> QIconEngine:
        return _Engine(self._theme, self._paint, self._tone, self._chosen, self._gap)


def _paint_sign(sign: str, painter: QPainter, rect: QRectF, colour: QColor) -> None:
    inset = rect.width() / 6  # a solid shape weighs more than an outline
    paint_mark(painter, rect.adjusted(inset, inset, -inset, -inset), sign, colour)


def _paint_drawing(path: Path, painter: QPainter, rect: QRectF, colour: QColor) -> None:
    _drawing(path, colour.name(), _stroke(rect.width())).render(painter, rect)


def _stroke(side: float) -> str:
    """Return a stroke that weighs as much as the letters beside an icon of that size in pixels."""
    return "2.25" if side <= 16 else "1.75" if side <= 24 else "1.5"


@lru_cache(maxsize=256)
def _drawing(path: Path, colour: str, stroke: str) -> QSvgRenderer:
    svg = path.read_text(encoding="utf-8")
    svg = svg.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    return QSvgRenderer(QByteArray(svg.encode()))
