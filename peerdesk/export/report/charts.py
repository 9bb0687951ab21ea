"""Charts of dots on paper: drawn as lines and shapes, sharp at any size; said in words by their alternative text."""

from typing import cast

from reportlab.platypus.flowables import Flowable

from peerdesk.domain.chart import Chart, ChartRow
from peerdesk.domain.document import plain
from peerdesk.export.report.canvas import TaggedCanvas
from peerdesk.export.report.fonts import Fonts
from peerdesk.export.report.look import ACCENT, EDGE, INK, LINE, SOFT, Colour, Style
from peerdesk.export.report.setting import Line, set_lines, width_of
from peerdesk.export.report.tagging import Element

_ROW, _LEGEND, _AXIS, _LABELS = 15.0, 18.0, 14.0, 0.36  # points; the last: share of the width
_MARK = 3.2  # points from the middle of a mark to its edge
_SPACE = 4.0  # points above and below
_KINDS: tuple[Colour, ...] = (ACCENT, INK, INK)


def room_of(chart: Chart) -> float:
    """Return how many points high a chart is, the space above and below it included."""
    return _LEGEND + len(chart.rows) * _ROW + _AXIS + 2 * _SPACE


class ChartFlow(Flowable):
    """A chart with its legend above it. Never split."""

    def __init__(self, chart: Chart, element: Element, styles: tuple[Style, Style], fonts: Fonts) -> None:
        """Take a chart; the styles are those of its rows and of its axis."""
        super().__init__()
        self._chart, self._element, self._fonts = chart, element, fonts
        self._style, self._small = styles
        self.spaceBefore, self.spaceAfter = _SPACE, _SPACE

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's names
        """Return the size."""
        self.width, self.height = aW, room_of(self._chart) - 2 * _SPACE
        return self.width, self.height

    def draw(self) -> None:
        """Draw all of it, and say where it lies."""
        canvas = cast(TaggedCanvas, self.canv)
        left, low = canvas.absolutePosition(0, 0)
        box = f"{left:.2f} {low:.2f} {left + self.width:.2f} {low + self.height:.2f}"
        self._element.attributes = f"<< /O /Layout /Placement /Block /BBox [{box}] >>"
        with canvas.tagged(self._element):
            canvas.saveState()
            self._draw_legend(canvas)
            self._draw_axis(canvas)
            for at, row in enumerate(self._chart.rows):
                self._draw_row(canvas, row, self.height - _LEGEND - (at + 0.5) * _ROW)
            canvas.restoreState()

    def _x(self, value: float) -> float:
        begins = self.width * _LABELS
        return begins + (self.width - begins - 3 * _MARK) * self._chart.share(value)

    def _draw_legend(self, canvas: TaggedCanvas) -> None:
        x, y = self.width * _LABELS, self.height - _LEGEND / 2
        for at, name in enumerate(self._chart.series):
            _mark(canvas, at, x + _MARK, y)
            line = self._line(name, self._small, self.width * (1 - _LABELS) / 2)
            canvas.write_lines(x + 3 * _MARK, y - 3, 0, [line])
            x += 3 * _MARK + width_of(line) + 14

    def _draw_axis(self, canvas: TaggedCanvas) -> None:
        top, foot = self.height - _LEGEND, _AXIS
        for step in self._chart.steps:
            x = self._x(step)
            canvas.setStrokeColorRGB(*(EDGE if step == 0 else LINE))
            canvas.setLineWidth(0.6)
            canvas.line(x, foot, x, top)
            line = self._line(self._chart.step_words(step), self._small, 60)
            canvas.write_lines(x - width_of(line) / 2, 2, 0, [line])

    def _draw_row(self, canvas: TaggedCanvas, row: ChartRow, y: float) -> None:
        line = self._line(row.words, self._style, self.width * _LABELS - 8)
        canvas.write_lines(0, y - 3, 0, [line])
        if row.low is not None and row.high is not None:
            canvas.setStrokeColorRGB(*ACCENT)
            canvas.setLineWidth(1)
            canvas.line(self._x(row.low), y, self._x(row.high), y)
        for at, value in reversed(list(enumerate(row.values))):
            if value is not None:
                _mark(canvas, at, self._x(value), y)

    def _line(self, words: str, style: Style, width: float) -> Line:
        """Return as much of the words as fits one line."""
        lines = set_lines(plain(words), style, width, self._fonts)
        return lines[0] if len(lines) == 1 else set_lines(plain(_short(words)), style, width, self._fonts)[0]


def _short(words: str) -> str:
    return f"{words[:28].rstrip()}…" if len(words) > 28 else words


def _mark(canvas: TaggedCanvas, kind: int, x: float, y: float) -> None:
    """Draw a filled circle, a hollow square or an upright line."""
    canvas.setStrokeColorRGB(*_KINDS[kind])
    canvas.setLineWidth(1.1)
    if kind == 0:
        canvas.setFillColorRGB(*ACCENT)
        canvas.circle(x, y, _MARK, stroke=0, fill=1)
    elif kind == 1:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(x - _MARK + 0.4, y - _MARK + 0.4, 2 * _MARK - 0.8, 2 * _MARK - 0.8, stroke=1, fill=1)
    else:
        canvas.setStrokeColorRGB(*SOFT)
        canvas.setLineWidth(1.8)
        canvas.line(x, y - 1.5 * _MARK, x, y + 1.5 * _MARK)
