"""Results with a row a school and a column a figure: key stage 2 tables, the census, Ofsted's list, own sheets."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from peerdesk.domain.figures import ENGLAND, Cell, Place, year_before
from peerdesk.intake.register import RowFinding
from peerdesk.intake.results_cells import CellReader, Said, note, refuse
from peerdesk.intake.tables import Table


@dataclass(frozen=True)
class Column:
    """What a column says.

    Attributes:
        at: which one it is.
        back: years before the file's own.
        part: which of the three numbers of a figure with bounds: 0 the figure, 1 and 2 the bounds.
    """

    at: int
    measure: str
    group: str
    back: int = 0
    part: int = 0


@dataclass(frozen=True)
class Wide:
    """How a wide table is read.

    Attributes:
        place: returns whose row it is; None for a row that is nobody's; raises ValueError for what is no place.
        rank: says how good a row is where two are of one place; the better one counts. None: the first counts.
        read: reads a cell; None for the words and numbers of published results.
        year: returns the year of a row, where rows say theirs; raises ValueError.
    """

    columns: Sequence[Column]
    place: Callable[[Sequence[str]], Place | None]
    rank: Callable[[Sequence[str]], int] | None = None
    read: Mapping[str, Callable[[str], Cell | None]] | None = None
    year: Callable[[Sequence[str]], str] | None = None


def read_wide(table: Table, wide: Wide, year: str, findings: list[RowFinding]) -> Iterator[Said]:
    """Give what each row says, of the file's own year and of those it repeats.

    Raises:
        NotResultsError: a row says another year than the file, or too much is odd.
    """
    reading = _Reading(table, wide, year, findings)
    for row, cells in enumerate(table.rows, start=2):
        if any(cell.strip() for cell in cells):
            yield from reading.row(row, cells)
    yield from reading.last()


class _Reading:
    def __init__(self, table: Table, wide: Wide, year: str, findings: list[RowFinding]) -> None:
        self._table, self._wide, self._year, self._findings = table, wide, year, findings
        self._known, self._seen = CellReader(), set[str]()
        self._late: dict[str, tuple[int, list[Said]]] = {}
        self._short = 0

    def row(self, row: int, cells: Sequence[str]) -> list[Said]:
        width = len(self._table.headings)
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            note(self._findings, row, f"The row has {len(cells)} cells, not {width}.", taken=False)
            return []
        self._short += len(cells) < width
        said = _row(self._table, self._wide, cells, row, self._year, self._known, self._findings)
        return self._first(row, cells, said) if said else []

    def _first(self, row: int, cells: Sequence[str], said: list[Said]) -> list[Said]:
        """Return what counts of a place that may have come before."""
        code = said[0].place.code + said[0].year
        if self._wide.rank is not None and said[0].place.code == ENGLAND:
            if self._wide.rank(cells) > self._late.get(code, (-1, []))[0]:
                self._late[code] = (self._wide.rank(cells), said)
            return []
        if code in self._seen:
            name = said[0].place.name or said[0].place.code
            note(self._findings, row, f"{name} came before; the first one counts.", taken=False)
            return []
        self._seen.add(code)
        return said

    def last(self) -> Iterator[Said]:
        for _, said in self._late.values():
            yield from said
        if self._short:
            rows = "1 row is" if self._short == 1 else f"{self._short} rows are"
            short = f"{rows} shorter than the headings: what is missing there says nothing."
            note(self._findings, 1, short)


def _row(
    table: Table,
    wide: Wide,
    cells: Sequence[str],
    row: int,
    year: str,
    known: CellReader,
    findings: list[RowFinding],
) -> list[Said]:
    try:
        place = wide.place(cells)
    except ValueError as odd:
        note(findings, row, f"“{str(odd)[:40]}” cannot be whose figures these are.", taken=False)
        return []
    if place is None:
        return []
    try:
        own = wide.year(cells) if wide.year else year
    except ValueError as odd:
        raise refuse(f"Row {row}: “{str(odd)[:40]}” is no school year.") from odd
    by_year: dict[int, dict[str, dict[str, Cell]]] = {}
    for column in wide.columns:
        if column.at >= len(cells):
            continue
        try:
            cell = wide.read[column.measure](cells[column.at]) if wide.read else known[cells[column.at]]
        except (ValueError, KeyError):
            heading = table.headings[column.at].strip()
            note(findings, row, f"Column {heading}: “{cells[column.at][:40]}” is no figure. It was left out.")
            continue
        if cell is not None:
            _put(by_year.setdefault(column.back, {}).setdefault(column.measure, {}), column, cell)
    return [Said(place, year_before(own, back), cells, back > 0) for back, cells in sorted(by_year.items())]


def _put(groups: dict[str, Cell], column: Column, cell: Cell) -> None:
    """Put a cell where it belongs; bounds go to the figure, which stands before them."""
    if not column.part:
        groups[column.group] = cell
        return
    figure = groups.get(column.group)
    if isinstance(cell, str) or figure is None or isinstance(figure, str):
        return
    value, low, high = figure if isinstance(figure, tuple) else (figure, None, None)
    groups[column.group] = (value, cell, high) if column.part == 1 else (value, low, cell)  # type: ignore[assignment]


# Key stage 2 as the performance tables lay it out

_BASES = {
    "PTRWM_EXP": "rwm.expected",
    "PTRWM_HIGH": "rwm.higher",
    "PTREAD_EXP": "reading.expected",
    "PTREAD_HIGH": "reading.higher",
    "PTWRITTA_EXP": "writing.expected",
    "PTWRITTA_HIGH": "writing.higher",
    "PTMAT_EXP": "maths.expected",
    "PTMAT_HIGH": "maths.higher",
    "PTGPS_EXP": "gps.expected",
    "PTGPS_HIGH": "gps.higher",
    "PTSCITA_EXP": "science.expected",
    "READ_AVERAGE": "reading.score",
    "MAT_AVERAGE": "maths.score",
    "GPS_AVERAGE": "gps.score",
    "READPROG": "reading.progress",
    "WRITPROG": "writing.progress",
    "MATPROG": "maths.progress",
}
_GROUPS = {
    "B": "boys",
    "G": "girls",
    "L": "low",
    "M": "middle",
    "H": "high",
    "FSM6CLA1A": "disadvantaged",
    "NOTFSM6CLA1A": "others",
    "EAL": "eal",
    "MOBN": "settled",
}
_COUNTS = {
    "TELIG": "all",
    "BELIG": "boys",
    "GELIG": "girls",
    "TKS1GROUP_L": "low",
    "TKS1GROUP_M": "middle",
    "TKS1GROUP_H": "high",
    "TFSM6CLA1A": "disadvantaged",
    "TNOTFSM6CLA1A": "others",
    "TEALGRP2": "eal",
    "TEALGRP1": "english",
    "TMOBN": "settled",
}
_FIGURE = re.compile(rf"({'|'.join(_BASES)})(?:_({'|'.join(_GROUPS)}))?(?:_(LOWER|UPPER))?(?:_(\d\d|3YR))?", re.ASCII)
_COUNT = re.compile(rf"({'|'.join(_COUNTS)})(?:_(\d\d))?", re.ASCII)


def is_ks2(headings: Sequence[str]) -> bool:
    """Say whether these are the headings of a key stage 2 table, a row a school."""
    return {"RECTYPE", "URN", "PTRWM_EXP"} <= {heading.strip().upper() for heading in headings}


def ks2_years(headings: Sequence[str]) -> tuple[int, ...]:
    """Return the earlier years that the columns repeat, as they write them (18 is 2017/18), the latest first."""
    found = (_FIGURE.fullmatch(heading.strip().upper()) for heading in headings)
    years = {int(match[4]) for match in found if match and match[4] and match[4] != "3YR"}
    return tuple(sorted(years, reverse=True))


def ks2(headings: Sequence[str]) -> Wide:
    """Return how a key stage 2 table with these headings is read, whatever their order and number."""
    at = {heading.strip().upper(): place for place, heading in reversed(list(enumerate(headings)))}
    latest = max(ks2_years(headings), default=0)
    columns = [column for name, place in at.items() if (column := _ks2_column(name, place, latest))]
    columns.sort(key=lambda column: column.part)

    def cell(cells: Sequence[str], name: str) -> str:
        place = at.get(name, len(cells))
        return cells[place].strip() if place < len(cells) else ""

    def place(cells: Sequence[str]) -> Place | None:
        kind, urn, authority = cell(cells, "RECTYPE"), cell(cells, "URN"), cell(cells, "LEA")
        name = " ".join(cell(cells, "SCHNAME").split())
        if kind in ("4", "5"):
            return Place(ENGLAND, ENGLAND)
        code = authority if kind == "3" else urn
        if kind not in ("1", "2", "3") or not re.fullmatch(r"\d{3}" if kind == "3" else r"\d{4,8}", code, re.ASCII):
            raise ValueError(code or kind)
        return Place(code, name, "" if kind == "3" else authority)

    return Wide(columns, place, rank=lambda cells: int(cell(cells, "RECTYPE")))


def _ks2_column(name: str, at: int, latest: int) -> Column | None:
    if match := _COUNT.fullmatch(name):
        return Column(at, "ks2.pupils", _COUNTS[match[1]], _back(match[2], latest))
    match = _FIGURE.fullmatch(name)
    if not match:
        return None
    base, group, bound, year = match.groups()
    measure = f"ks2.{_BASES[base]}" + (".3yr" if year == "3YR" else "")
    if year == "3YR" and not base.startswith("PTRWM"):
        return None
    part = {"LOWER": 1, "UPPER": 2}.get(bound or "", 0)
    return Column(at, measure, _GROUPS[group] if group else "all", _back(year, latest), part)


def _back(year: str | None, latest: int) -> int:
    return latest - int(year) + 1 if year and year != "3YR" else 0
