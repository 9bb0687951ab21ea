"""A few words that fill what room there is: the fewer they are, the larger, to be read from across a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from peerdesk.overriding import override
from peerdesk.ui.theme import Theme

_LARGEST = 84  # pixels at 100 % text
_SMALLEST = 12  # whatever the words: nothing is cut off
_STEP = 0.95
_LINE = 1.28  # of the type's size
_GAP = 0.75  # of the smaller type beside it
_LONGEST = 30  # letters: a longer word may break, rather than make all others small
_WRAP = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


@dataclass(frozen=True)
class Piece:
    """One of the things that are said.

    Attributes:
        size: of the largest type here, 1.0 or less.
    """

    text: str
    size: float = 1.0
    bold: bool = False
    tone: str = "ink"


@dataclass(frozen=True)
class _Laid:
    layouts: tuple[tuple[QTextLayout, float, str], ...]
    height: float


class Fitted(QLabel):
    """Shows pieces from top to bottom, in the middle of its height. To screen readers it is one text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._pieces: tuple[Piece, ...] = ()
        self._fit = lru_cache(maxsize=8)(self._find)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._on_theme)

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Say this now."""
        self._pieces = tuple(one for one in pieces if one.text)
        self.setText("\n".join(one.text for one in self._pieces))
        self.setAccessibleName(self.text())
        self.update()

    def size_of_type(self) -> int:
        """Return the size of the largest type, in pixels."""
        return self._fit(self._pieces, self.width(), self.height(), self._theme.scale)[0]

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self._theme.px(320))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(60))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        _, laid = self._fit(self._pieces, self.width(), self.height(), self._theme.scale)
        top = max(0.0, (self.height() - laid.height) / 2)
        with QPainter(self) as painter:
            for layout, at, tone in laid.layouts:
                painter.setPen(self._theme.colour(tone))
                layout.draw(painter, QPointF(0, top + at))

    def _on_theme(self) -> None:
        self._fit.cache_clear()
        self.update()

    def _find(self, pieces: tuple[Piece, ...], width: int, height: int, scale: float) -> tuple[int, _Laid]:
        """Return the largest type in which all of it has room, and how it then lies."""
        size = min(round(_LARGEST * scale), max(_SMALLEST, height // 3))
        while True:
            laid = self._lay_out(pieces, width, size)
            if size <= _SMALLEST or (laid.height <= height and self._words_are_whole(pieces, width, size)):
                return size, laid
            size = max(_SMALLEST, min(size - 1, int(size * _STEP)))

    def _words_are_whole(self, pieces: tuple[Piece, ...], width: int, size: int) -> bool:
        for one in pieces:
            metrics = QFontMetricsF(self._theme.font_of(_type(one, size), bold=one.bold))
            words = (word for word in one.text.split() if len(word) <= _LONGEST)
            if max(map(metrics.horizontalAdvance, words), default=0) > width:
                return False
        return True

    def _lay_out(self, pieces: tuple[Piece, ...], width: int, size: int) -> _Laid:
        layouts: list[tuple[QTextLayout, float, str]] = []
        top = 0.0
        for number, one in enumerate(pieces):
            top += size * _GAP * min(one.size, pieces[number - 1].size) if number else 0
            layout, tall = self._lay_out_one(one, width, _type(one, size))
            layouts.append((layout, top, one.tone))
            top += tall
        return _Laid(tuple(layouts), top)

    def _lay_out_one(self, piece: Piece, width: int, pixels: int) -> tuple[QTextLayout, float]:
        layout = QTextLayout(
            piece.text.replace("\n", "\N{LINE SEPARATOR}"), self._theme.font_of(pixels, bold=piece.bold)
        )
        option = QTextOption()
        option.setWrapMode(_WRAP)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, top + (pixels * _LINE - line.height()) / 2))
            top += pixels * _LINE
        layout.endLayout()
        return layout, top


def _type(piece: Piece, size: int) -> int:
    return max(_SMALLEST, round(size * piece.size))
