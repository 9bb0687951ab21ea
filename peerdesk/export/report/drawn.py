"""Figures that are drawn: counts as bars, and places on a scale. To whoever listens each is its alternative text."""

from collections.abc import Sequence
from typing import cast

from reportlab.platypus.flowables import Flowable

from peerdesk.domain.document import Bars, Level, Levels, plain
from peerdesk.export.report.canvas import TaggedCanvas
from peerdesk.export.report.fonts import Fonts
from peerdesk.export.report.look import ACCENT, EDGE, INK, LINE, Style
from peerdesk.export.report.setting import Line, set_lines, width_of
from peerdesk.export.report.tagging import Element

_ROW, _TITLE, _SPACE = 17.0, 20.0, 6.0  # points
_GUTTER = 26.0  # points between groups of bars
_LABEL = 0.58  # of a group's width: what a bar counts
_BAR, _NUMBER = 7.0, 24.0  # points: how thick a bar is, what is kept free for its number
_NAMES = 0.34  # of the width: what stands on a scale
_LEGEND, _MARK = 20.0, 3.6  # points


class DrawnFlow(Flowable):
    """A drawn figure, never split: the parts say how high it is and how it is drawn."""

    def __init__(self, element: Element, styles: tuple[Style, Style], fonts: Fonts) -> None:
        """Take the figure's element; the styles are those of its words and of its titles."""
        super().__init__()
        self._element, self._fonts = element, fonts
        self._style, self._small = styles
        self.spaceBefore = self.spaceAfter = _SPACE

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's names
        """Return the size."""
        self.width, self.height = aW, self.high(aW)
        return self.width, self.height

    def high(self, width: float) -> float:
        """Return how high the figure is at a width, in points."""
        raise NotImplementedError

    def paint(self, canvas: TaggedCanvas) -> None:
        """Draw it."""
        raise NotImplementedError

    def draw(self) -> None:
        """Draw all of it, and say where it lies."""
        canvas = cast(TaggedCanvas, self.canv)
        left, low = canvas.absolutePosition(0, 0)
        box = f"{left:.2f} {low:.2f} {left + self.width:.2f} {low + self.height:.2f}"
        self._element.attributes = f"<< /O /Layout /Placement /Block /BBox [{box}] >>"
        with canvas.tagged(self._element):
            canvas.saveState()
            self.paint(canvas)
            canvas.restoreState()

    def lines(self, words: str, style: Style, width: float, most: int) -> list[Line]:
        """Return words set in at most so many lines; what does not fit is left to the words beside the figure."""
        set_ = set_lines(plain(words), style, width, self._fonts)
        if len(set_) <= most:
            return set_
        kept = words
        while len(set_lines(plain(f"{kept}…"), style, width, self._fonts)) > most:
            kept = kept[: -1 - len(kept) // 12].rstrip()
        return set_lines(plain(f"{kept}…"), style, width, self._fonts)


class BarsFlow(DrawnFlow):
    """Groups of bars side by side, the number at the end of each."""

    def __init__(self, bars: Bars, element: Element, styles: tuple[Style, Style], fonts: Fonts) -> None:
        """Take the counts."""
        super().__init__(element, styles, fonts)
        self._groups = bars.groups

    def high(self, width: float) -> float:  # noqa: ARG002
        """Return the height of the longest group."""
        return _TITLE + _ROW * max(len(rows) for _, rows in self._groups)

    def paint(self, canvas: TaggedCanvas) -> None:
        """Draw the groups."""
        wide = (self.width - _GUTTER * (len(self._groups) - 1)) / len(self._groups)
        for at, (title, rows) in enumerate(self._groups):
            left = at * (wide + _GUTTER)
            canvas.write_lines(left, self.height - 12, 0, self.lines(title, self._small, wide, 1))
            self._bars(canvas, left, wide, rows)

    def _bars(self, canvas: TaggedCanvas, left: float, wide: float, rows: Sequence[tuple[str, int]]) -> None:
        begins, most = left + wide * _LABEL, max(number for _, number in rows)
        longest = wide * (1 - _LABEL) - _NUMBER
        for at, (words, number) in enumerate(rows):
            y = self.height - _TITLE - (at + 0.5) * _ROW
            canvas.write_lines(left, y - 3, 0, self.lines(words, self._style, wide * _LABEL - 8, 1))
            long = max(longest * number / most, 1.5)
            canvas.setFillColorRGB(*ACCENT)
            canvas.rect(begins, y - _BAR / 2, long, _BAR, stroke=0, fill=1)
            canvas.write_lines(begins + long + 5, y - 3, 0, self.lines(str(number), self._style, _NUMBER, 1))


class LevelsFlow(DrawnFlow):
    """A scale from left to right, a row for each thing that stands on it: a hollow square and a filled circle."""

    def __init__(self, levels: Levels, element: Element, styles: tuple[Style, Style], fonts: Fonts) -> None:
        """Take the scale and its rows."""
        super().__init__(element, styles, fonts)
        self._levels = levels
        self.spaceAfter = 2 * _SPACE

    def high(self, width: float) -> float:
        """Return the height of the legend, the steps' names and the rows."""
        return _LEGEND + self._named(width) + sum(self._row_high(row, width) for row in self._levels.rows)

    def paint(self, canvas: TaggedCanvas) -> None:
        """Draw legend, steps and rows."""
        self._draw_legend(canvas)
        top = self.height - _LEGEND
        step = self._step(self.width)
        for at, words in enumerate(self._levels.steps):
            for number, line in enumerate(self.lines(words, self._small, step - 6, 4)):
                x = self._x(at) - width_of(line) / 2
                canvas.write_lines(x, top - (number + 1) * self._small.leading + 3, 0, [line])
        y = top - self._named(self.width)
        for row in self._levels.rows:
            self._draw_row(canvas, row, y)
            y -= self._row_high(row, self.width)

    def _step(self, width: float) -> float:
        return width * (1 - _NAMES) / len(self._levels.steps)

    def _x(self, at: int) -> float:
        return self.width * _NAMES + (at + 0.5) * self._step(self.width)

    def _named(self, width: float) -> float:
        most = max(len(self.lines(words, self._small, self._step(width) - 6, 4)) for words in self._levels.steps)
        return most * self._small.leading + 6

    def _row_high(self, row: Level, width: float) -> float:
        return len(self.lines(row.words, self._style, width * _NAMES - 10, 3)) * self._style.leading + 7

    def _draw_legend(self, canvas: TaggedCanvas) -> None:
        x, y = self.width * _NAMES, self.height - _LEGEND / 2
        for words, mark in ((self._levels.school, _square), (self._levels.agreed, _circle)):
            mark(canvas, x + 2 * _MARK, y)
            line = self.lines(words, self._small, self.width, 1)[0]
            canvas.write_lines(x + 5 * _MARK, y - 3, 0, [line])
            x += 5 * _MARK + width_of(line) + 16

    def _draw_row(self, canvas: TaggedCanvas, row: Level, top: float) -> None:
        high = self._row_high(row, self.width)
        y = top - high / 2
        lines = self.lines(row.words, self._style, self.width * _NAMES - 10, 3)
        first = y + (len(lines) - 1) * self._style.leading / 2 - 3
        canvas.write_lines(0, first, self._style.leading, lines)
        canvas.setLineWidth(0.6)
        canvas.setStrokeColorRGB(*LINE)
        canvas.line(0, top, self.width, top)
        canvas.line(self._x(0), y, self._x(len(self._levels.steps) - 1), y)
        if row.school is not None and row.agreed is not None:
            canvas.setStrokeColorRGB(*EDGE)
            canvas.setLineWidth(1.6)
            canvas.line(self._x(row.school), y, self._x(row.agreed), y)
        if row.school is not None:
            _square(canvas, self._x(row.school), y)
        if row.agreed is not None:
            _circle(canvas, self._x(row.agreed), y)


def _square(canvas: TaggedCanvas, x: float, y: float) -> None:
    canvas.setStrokeColorRGB(*INK)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.setLineWidth(1.2)
    side = 1.5 * _MARK  # half of it: where both marks meet, the circle lies inside
    canvas.rect(x - side, y - side, 2 * side, 2 * side, stroke=1, fill=1)


def _circle(canvas: TaggedCanvas, x: float, y: float) -> None:
    canvas.setFillColorRGB(*ACCENT)
    canvas.circle(x, y, _MARK, stroke=0, fill=1)
