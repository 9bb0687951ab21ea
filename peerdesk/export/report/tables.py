"""Tables: a header row that returns on each page, soft lines, and cells that can be read in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import cast

from reportlab.platypus.flowables import Flowable

from peerdesk.domain.document import Table, Text, plain, words_of
from peerdesk.export.report.canvas import TaggedCanvas
from peerdesk.export.report.fonts import Fonts
from peerdesk.export.report.look import EDGE, LINE, Style
from peerdesk.export.report.setting import Line, natural_widths, set_lines
from peerdesk.export.report.tagging import Element
from peerdesk.export.report.text import base_line

_GUTTER = 10.0  # points between columns
_PAD = 4.5  # points above and below a row's words
SMALL = 190.0
"""Points: a table that is no higher moves to the next page whole."""
_LETTER = 0.5  # of the size of a letter: its width, about
_WHOLE = 260.0  # points: a row that is higher than this may be broken


@dataclass(frozen=True)
class _Row:
    """A row's lines, cell by cell, and the elements that they belong to."""

    cells: tuple[tuple[Line, ...], ...]
    elements: tuple[Element, ...]
    style: Style

    @property
    def height(self) -> float:
        return max(map(len, self.cells), default=0) * self.style.leading + 2 * _PAD

    def cut(self, room: float) -> "tuple[_Row, _Row] | None":
        """Return what fits into so many points and the rest, if a row may be broken there at all."""
        fits = int((room - 2 * _PAD) // self.style.leading)
        if self.height <= _WHOLE or fits < 2:
            return None
        upper = _Row(tuple(cell[:fits] for cell in self.cells), self.elements, self.style)
        return upper, _Row(tuple(cell[fits:] for cell in self.cells), self.elements, self.style)


class TableFlow(Flowable):
    """Rows under a header. The header is told once, and decoration where it returns."""

    def __init__(
        self, header: _Row, rows: Sequence[_Row], lefts: Sequence[float], *, begins: bool, after: float
    ) -> None:
        """Take rows that are set already; `lefts` is where columns begin, in points."""
        super().__init__()
        self._header, self._rows, self._lefts, self._begins = header, tuple(rows), tuple(lefts), begins
        self.spaceBefore, self.spaceAfter = (6 if begins else 0), after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's names
        """Return the size."""
        self.width, self.height = aW, self._header.height + sum(row.height for row in self._rows)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803, ARG002 - ReportLab's names
        """Return the rows that fit and the rest, each under the header; nothing for a table that is small."""
        if self._begins and self.height <= SMALL:
            return []
        room, upper = aH - self._header.height, []
        for row in self._rows:
            if row.height > room:
                break
            upper.append(row)
            room -= row.height
        lower = list(self._rows[len(upper) :])
        if lower and (cut := lower[0].cut(room)):
            upper.append(cut[0])
            lower[0] = cut[1]
        if not upper or not lower:
            return []
        return [self._part(upper, self._begins, 0), self._part(lower, False, self.spaceAfter)]

    def draw(self) -> None:
        """Write the rows and the lines between them."""
        canvas = cast(TaggedCanvas, self.canv)
        top = self.height
        if self._begins:
            self._row(canvas, self._header, top)
        elif self._header.cells:
            with canvas.decoration("Pagination"):
                self._words(canvas, self._header, top)
        top -= self._header.height
        canvas.rule(0, top, self.width, EDGE, 0.8)
        for row in self._rows:
            self._row(canvas, row, top)
            top -= row.height
            canvas.rule(0, top, self.width, LINE)

    def _part(self, rows: Sequence[_Row], begins: bool, after: float) -> "TableFlow":
        return TableFlow(self._header, rows, self._lefts, begins=begins, after=after)

    def _row(self, canvas: TaggedCanvas, row: _Row, top: float) -> None:
        for left, lines, element in zip(self._lefts, row.cells, row.elements, strict=False):
            if any(lines):
                with canvas.tagged(element):
                    canvas.write_lines(left, top - _PAD - base_line(row.style), row.style.leading, lines)

    def _words(self, canvas: TaggedCanvas, row: _Row, top: float) -> None:
        for left, lines in zip(self._lefts, row.cells, strict=True):
            canvas.write_lines(left, top - _PAD - base_line(row.style), row.style.leading, lines)


def about_high(table: Table, width: float, style: Style) -> float:
    """Return how high a table will be, about, before anything of it is set; in points."""
    most = width / (_LETTER * style.size)
    shares = table.widths if len(table.widths) == len(table.headers) else (1.0,) * len(table.headers)
    letters = [max(most * share / sum(shares), 1.0) for share in shares]
    lines = (
        max((ceil(len(words_of(cell)) / room) for cell, room in zip(row, letters, strict=False)), default=1) or 1
        for row in (tuple(map(plain, table.headers)), *table.rows)
    )
    return sum(count * style.leading + 2 * _PAD for count in lines)


def table_flow(table: Table, width: float, styles: tuple[Style, Style], element: Element, fonts: Fonts) -> TableFlow:
    """Set a table for a width in points; `styles` are those of header and cells."""
    header, cell = styles
    count = len(table.headers)
    columns = [[row[at] for row in table.rows if at < len(row)] for at in range(count)]
    widths = _widths(table, columns, width - _GUTTER * (count - 1), styles, fonts)
    lefts = [sum(widths[:at]) + _GUTTER * at for at in range(count)]

    def row(cells: Sequence[Text], style: Style, parent: Element, kind: str) -> _Row:
        line = parent.add("TR")
        scope = "<< /O /Table /Scope /Column >>" if kind == "TH" else ""
        filled = [*cells, *[()] * (count - len(cells))][:count]
        lines = tuple(tuple(set_lines(c, style, w, fonts)) for c, w in zip(filled, widths, strict=True))
        return _Row(lines, tuple(line.add(kind, scope) for _ in filled), style)

    head = row([plain(word) for word in table.headers], header, element.add("THead"), "TH")
    body = element.add("TBody")
    rows = [row(cells, cell, body, "TD") for cells in table.rows]
    if head.height > _WHOLE:  # words that wide returned on each page would leave no room for anything else
        head, rows = _Row((), (), header), [head, *rows]
    return TableFlow(head, rows, lefts, begins=True, after=12)


def _widths(
    table: Table, columns: Sequence[Sequence[Text]], room: float, styles: tuple[Style, Style], fonts: Fonts
) -> list[float]:
    if len(table.widths) == len(columns):
        return [room * share / sum(table.widths) for share in table.widths]
    header, cell = styles
    least, most = [], []
    for word, column in zip(table.headers, columns, strict=True):
        sizes = [natural_widths(plain(word), header, fonts), *(natural_widths(text, cell, fonts) for text in column)]
        least.append(max(size[0] for size in sizes))
        most.append(max(size[1] for size in sizes))
    if sum(least) >= room:  # words must be broken; the root keeps a long column from starving the others
        weights = [max(whole, 1.0) ** 0.5 for whole in most]
        return [room * weight / sum(weights) for weight in weights]
    wanted = [min(whole, room) - word for whole, word in zip(most, least, strict=True)]
    spare = room - sum(least)
    if not sum(wanted):
        return [word + spare / len(least) for word in least]
    return [word + spare * wish / sum(wanted) for word, wish in zip(least, wanted, strict=True)]
