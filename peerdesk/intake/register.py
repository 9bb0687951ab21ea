"""The register of schools (Get Information about Schools): a download in, schools and findings about its rows out."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

from peerdesk.domain.school import LinkWay, School, SchoolLink, SchoolRow, from_row
from peerdesk.errors import NotARegisterError
from peerdesk.intake.register_columns import (
    HEADINGS,
    HEADS,
    LINKS,
    NEEDED,
    Cells,
    Value,
    default,
    find_columns,
    plain,
    to_rows,
)
from peerdesk.intake.tables import LONGEST_LINE, Progress, Table, open_table

__all__ = ["LONGEST_LINE", "Progress", "Register", "RowFinding", "is_register", "open_register"]

_ODD = -1  # no cell of a register means it
_NO_LINKS = "Does not have links"
_LINK = re.compile(r"\b(\d{1,8})\s+([^\d,;|]+)", re.ASCII)
REMEDY = "Choose the CSV or ZIP file that “Download” gives on Get Information about Schools."


@dataclass(frozen=True, slots=True)
class RowFinding:
    """Something about a row that the person should know.

    Attributes:
        row: as a spreadsheet counts, the headings being row 1.
        message: one sentence.
        taken: what this row says was read all the same.
    """

    row: int
    message: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """Some schools, and the row that each stands in."""

    rows: Sequence[int]
    schools: Sequence[SchoolRow]


@dataclass(slots=True)
class Register:
    """An open register. Iterate over it, or over its `batches`, once; `findings` and `links` grow meanwhile."""

    _table: Table
    _columns: Mapping[str, int]
    findings: list[RowFinding] = field(default_factory=list)
    links: list[SchoolLink] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _columns_of_links: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._columns_of_links = find_columns(self._table.headings, LINKS)

    def __iter__(self) -> Iterator[School]:
        """Give each school once; what cannot be read becomes a finding.

        Raises:
            NotARegisterError: from some row on, the file can be read no further.
        """
        return (from_row(school) for batch in self.batches() for school in batch.schools)

    def batches(self) -> Iterator[Batch]:
        """Give the schools some hundreds at a time; rows like any other are read together.

        Raises:
            NotARegisterError: from some row on, the file can be read no further.
        """
        cells = {name: Cells(name) for name in self._columns}
        for first, rows in self._table.in_hundreds(self._taking()):
            if all(isinstance(row, tuple) for row in rows):
                yield self._once(first, rows, self._together(rows, cells, first))
            else:
                schools = [school for row, one in enumerate(rows, first) for school in self._alone(one, cells, row)]
                yield self._once(first, rows, schools)

    def _taking(self) -> Callable[[list[str]], Sequence[str]]:
        """Return what takes the cells that count, as a tuple, out of a row like any other; an odd row stays whole."""
        table, width, at = self._table, len(self._table.headings), self._table.line
        pick = itemgetter(*self._columns.values(), *self._columns_of_links.values())
        before = at()

        def take(row: list[str]) -> Sequence[str]:
            nonlocal before
            last, before = before, at()
            return pick(row) if len(row) == width and before - last == 1 and table.clear else row

        return take

    def _together(
        self, rows: Sequence[Sequence[str]], cells: Mapping[str, Cells], first: int
    ) -> Sequence[SchoolRow | None]:
        """Return the schools of rows that look alike; one of which a cell is odd sends them all to be read alone."""
        columns = zip(*rows, strict=True)
        try:
            read = {name: cells[name].read(column) for name, column in zip(self._columns, columns, strict=False)}
        except ValueError:
            return [school for row, one in enumerate(rows, first) for school in self._alone(one, cells, row)]
        return to_rows(read, len(rows))

    def _alone(self, row: Sequence[str], cells: Mapping[str, Cells], number: int) -> list[SchoolRow | None]:
        """Return the school of a row, None if it would be a wrong one; what is odd becomes a finding."""
        width = len(self._table.headings)
        if isinstance(row, tuple):  # it was like any other
            row = self._whole(row)
        if len(row) <= max(self._columns.values()):
            if any(row):
                self._find(number, f"The row has only {len(row)} of {width} cells.", taken=False)
            return [None]
        said = {name: row[column] for name, column in self._columns.items()}
        read = {name: [_understood(name, cell, cells)] for name, cell in said.items()}
        odd = [name for name, values in read.items() if values == [_ODD]]
        moved = "" if len(row) == width else f"The row has {len(row)} cells, not {width}."
        if (moved and odd) or not NEEDED.keys().isdisjoint(odd):
            if any(row):
                self._find(number, f"{_cannot_be(said, odd[0])} {moved}".rstrip(), taken=False)
            return [None]
        for message in _oddities(row, said, odd, moved):
            self._find(number, message, taken=True)
        return [*to_rows(read | {name: [default(name)] for name in odd}, 1)]

    def _whole(self, picked: Sequence[str]) -> list[str]:
        """Return a row with the cells that were taken out of it, in their places."""
        row = [""] * len(self._table.headings)
        for place, cell in zip(self._columns.values(), picked, strict=False):
            row[place] = cell
        return row

    def _once(self, first: int, rows: Sequence[Sequence[str]], schools: Sequence[SchoolRow | None]) -> Batch:
        """Return the schools that did not come before, and note their links."""
        sound = [school for school in schools if school]
        urns = {str(school[0]) for school in sound}
        if len(urns) == len(rows) and self._seen.isdisjoint(urns):
            self._seen |= urns
            batch = Batch(range(first, first + len(rows)), sound)
        else:
            fresh = [(row, one) for row, one in enumerate(schools, first) if one and self._is_first(row, str(one[0]))]
            batch = Batch([row for row, _ in fresh], [one for _, one in fresh])
        linked = self._columns_of_links.get("linked")
        if linked is not None:
            for row, school in zip(batch.rows, batch.schools, strict=True):
                cells = rows[row - first]
                said = cells[-1] if isinstance(cells, tuple) else ",".join(cells[linked:])
                if said != _NO_LINKS:
                    self.links += links_in(str(school[0]), said)
        return batch

    def _is_first(self, row: int, urn: str) -> bool:
        if urn in self._seen:
            self._find(row, f"URN {urn} came before; the first one counts.", taken=False)
            return False
        self._seen.add(urn)
        return True

    def _find(self, row: int, message: str, *, taken: bool) -> None:
        self.findings.append(RowFinding(row, message, taken))


def _understood(name: str, cell: str, cells: Mapping[str, Cells]) -> Value:
    try:
        return cells[name][cell]
    except ValueError:
        return _ODD


def _oddities(row: Sequence[str], said: Mapping[str, str], odd: Sequence[str], moved: str) -> Iterator[str]:
    """Give a sentence for each thing about a row that was taken all the same."""
    yield from (f"{_cannot_be(said, name)} It was left empty." for name in odd)
    if moved:
        yield moved
    if any("\ufffd" in cell for cell in said.values()):
        yield "Some letters of this row are not clear."
    if any("\n" in cell for cell in row):
        yield "A stray quotation mark may have swallowed schools after this row."


def links_in(urn: str, cell: str) -> list[SchoolLink]:
    """Return what a cell says of a school and others: "125134 Predecessor", several parted by commas."""
    said = _LINK.findall(cell)
    return [SchoolLink(urn, other, "", way_of(words), words.strip()) for other, words in said]


def way_of(words: str) -> LinkWay:
    """Return which way a link goes, by the register's words for it ("Predecessor - merged")."""
    kind = words.strip().casefold()
    return "before" if kind.startswith("predecessor") else "after" if kind.startswith("successor") else "other"


def is_register(headings: Sequence[str]) -> bool:
    """Say whether a table with these headings is a register of schools."""
    return NEEDED.keys() <= find_columns(headings).keys() and "linkurn" not in "".join(headings).lower()


@contextmanager
def open_register(path: Path, progress: Progress | None = None, *, heads: bool = False) -> Iterator[Register]:
    """Open a download of the register for reading, row by row.

    Columns are found by their headings, in UTF-8 or Windows-1252, in a CSV file or the ZIP file that holds one.

    Args:
        path: the download.
        progress: told every 500 rows and at the end.
        heads: read the headteachers' names as well; else their columns are not even looked for.

    Raises:
        NotARegisterError: the file is something else; its `detail` lists the columns that were found.
        OSError: the file is not there or may not be read.
    """
    with open_table(path, _refuse, is_register, progress) as table:
        yield Register(table, _known(table.headings, heads=heads))


def _refuse(message: str, detail: str = "") -> NotARegisterError:
    return NotARegisterError(message, REMEDY, detail=detail)


def _known(headings: Sequence[str], *, heads: bool) -> Mapping[str, int]:
    columns = find_columns(headings)
    if missing := [heading for name, heading in NEEDED.items() if name not in columns]:
        first = ", ".join(heading.strip()[:30] for heading in headings[:4]) or "with nothing"
        raise _refuse(
            f"This is no register of schools: there is no column {' or '.join(missing)}. It begins: {first}.",
            f"columns: {', '.join(headings)}",
        )
    if not is_register(headings):
        raise _refuse("This is the list of links between schools, not the register.", ", ".join(headings))
    return find_columns(headings, {**HEADINGS, **HEADS}) if heads else columns


def _cannot_be(said: Mapping[str, str], name: str) -> str:
    return f"“{plain(said[name])[:40]}” cannot be the {NAMES.get(name, name.replace('_', ' '))}."


NAMES = {
    "urn": "URN",
    "name": "name of a school",
    "la_code": "code of the local authority",
    "number": "number of the school",
    "low_age": "youngest age",
    "high_age": "oldest age",
    "pupils": "number of pupils",
    "boys": "number of boys",
    "girls": "number of girls",
    "capacity": "number of places",
    "fsm_percent": "percentage with free school meals",
    "opened_on": "day of opening",
    "closed_on": "day of closing",
    "census_on": "day of the census",
    "changed_on": "day of the last change",
}
