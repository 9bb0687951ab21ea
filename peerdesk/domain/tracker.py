"""The tracker that a partnership kept before: a spreadsheet of schools, five dates, and who took part.

Headings vary, cells are merged, days are text, rows are ragged. What can be told is read, all else is said with its
place; nothing is guessed without being told (`intake/grids.py` opens the file).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from peerdesk.domain.dates import read_days
from peerdesk.domain.partnership_cycle import STEPS, Step
from peerdesk.domain.school_year import school_year

_SEARCHED = 25
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "school": ("school", "school name", "name of school", "host school", "host"),
    "urn": ("urn", "dfe urn", "school urn"),
    "data_sharing": ("data sharing", "data sharing session", "data session", "data", "self review", "self evaluation"),
    "review": ("review", "peer review", "review visit", "visit", "school review"),
    "workshop": ("workshop", "improvement workshop", "post review workshop", "iw"),
    "impact": ("impact review", "impact", "impact visit", "follow up", "follow up visit", "impact evaluation"),
    "champions": ("champions assigned", "ics assigned", "ic assigned", "improvement champions assigned"),
    "champion": ("improvement champion", "improvement champions", "champion", "champions", "ic", "ics"),
    "lead": ("lead reviewer", "lead", "review lead", "led by"),
    "reviewer": ("team", "review team", "reviewers", "peer reviewers", "reviewer"),
    "shadow": ("shadow", "shadows", "shadowing"),
    "report": ("report", "file", "pdf", "document", "report file"),
    "released": ("released", "may be seen", "shared"),
}
_DONE, _PLANNED = (
    {"done", "completed", "complete", "actual", "held", "took", "place"},
    {"planned", "plan", "due", "booked"},
)
_EMPTY = {"date", "dates", "of", "the", "on", "day"}
_PARTS = ("champion", "lead", "reviewer", "shadow")
_RELEASES = ("nothing", "themes", "summary", "report")
_BETWEEN_NAMES = re.compile(r"[,;/\n&]|\band\b")
_YEAR = re.compile(r"\b(20\d\d)\s*[-/–]\s*(?:20)?(\d\d)\b")


@dataclass(frozen=True)
class Grid:
    """One sheet: what its cells show, days as `YYYY-MM-DD`.

    Attributes:
        merged: first row, first column, last row, last column of cells that are one, from 0.
    """

    name: str
    rows: Sequence[Sequence[str]]
    merged: Sequence[tuple[int, int, int, int]] = ()


@dataclass(frozen=True)
class Noticed:
    """Something in a tracker that is not taken as it stands, or is taken in a way that has to be known."""

    sheet: str
    row: int
    sentence: str


@dataclass(frozen=True)
class Tracked:
    """A school's cycle, as a tracker has it.

    Attributes:
        row: of the sheet, from 1.
        year: school year, "2026/27"; "" if nothing tells it.
        days: by the name of the cycle's attribute ("review_done").
        people: names by their part.
        report: name of the file of its report, or "".
        released: what the head let others see of it.
    """

    sheet: str
    row: int
    school: str
    urn: str = ""
    year: str = ""
    days: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    report: str = ""
    released: str = "nothing"


@dataclass(frozen=True)
class Tracker:
    """What is in a tracker: shown first, and taken only then.

    Attributes:
        columns: how each column is understood, by sheet, in words.
    """

    rows: tuple[Tracked, ...]
    noticed: tuple[Noticed, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True)
class _Column:
    name: str
    state: str


def read_tracker(grids: Sequence[Grid], today: str) -> Tracker:
    """Return what sheets hold, a school and year each.

    Args:
        grids: the sheets; those without a heading for schools are passed over, and said.
        today: `YYYY-MM-DD`; a day up to it is taken as done where no heading says planned or done, which is said.
    """
    rows: list[Tracked] = []
    noticed: list[Noticed] = []
    columns: list[str] = []
    for grid in grids:
        filled = _fill_merged(grid)
        at, found = _headings(filled)
        if not found:
            if any(any(row) for row in filled):
                noticed.append(
                    Noticed(grid.name, 1, "No row here names its columns, a school among them: passed over.")
                )
            continue
        columns += [_said_of(grid, filled[at], place, one) for place, one in found.items()]
        unknown = [cell for place, cell in enumerate(filled[at]) if cell and place not in found]
        if unknown:
            noticed.append(Noticed(grid.name, at + 1, f"Columns that are not read: {', '.join(unknown)}."))
        rows += _read_rows(grid, filled, at, found, today, noticed)
    return Tracker(tuple(_once(rows, noticed)), tuple(noticed), tuple(columns))


def _fill_merged(grid: Grid) -> list[list[str]]:
    """Return the rows, all as long as the longest; cells that are one say the same."""
    width = max((len(row) for row in grid.rows), default=0)
    filled = [[*(" ".join(cell.split(" ")).strip() for cell in row), *[""] * (width - len(row))] for row in grid.rows]
    for top, left, bottom, right in grid.merged:
        for row in range(top, min(bottom + 1, len(filled))):
            for column in range(left, min(right + 1, width)):
                filled[row][column] = filled[top][left]
    return filled


def _headings(rows: list[list[str]]) -> tuple[int, dict[int, _Column]]:
    """Return the row that names the columns, and what they are; a heading above one of two counts with it."""
    for at, row in enumerate(rows[:_SEARCHED]):
        above = rows[at - 1] if at else [""] * len(row)
        found = {place: one for place, cell in enumerate(row) if (one := _column(cell, above[place]))}
        names = {one.name for one in found.values()}
        if "school" in names and len(names) > 1:
            below = rows[at + 1] if at + 1 < len(rows) else []
            more = {place: said for place, cell in enumerate(below) if (said := _column(cell, row[place]))}
            two = "school" in {said.name for said in more.values()} and len(more) >= len(found)
            return (at + 1, more) if two else (at, found)
    return 0, {}


def _column(cell: str, above: str) -> _Column | None:
    for said in (cell, f"{above} {cell}"):
        words = set(_letters(said))
        took_place = {"took", "place"} <= words
        state = "done" if took_place or _DONE & words else "planned" if _PLANNED & words else ""
        if name := _KNOWN.get(_plain(said)):
            return _Column(name, state)
    return None


def _letters(said: str) -> list[str]:
    return re.sub(r"[^a-z0-9 ]", " ", said.casefold()).split()


def _plain(said: str) -> str:
    """Return the words of a heading without those that say when, or nothing."""
    return " ".join(one for one in _letters(said) if one not in _DONE | _PLANNED | _EMPTY)


_KNOWN = {_plain(word): name for name, words in _COLUMNS.items() for word in words}


def _said_of(grid: Grid, headings: Sequence[str], place: int, one: _Column) -> str:
    said = f"{grid.name}: “{headings[place]}” is read as {one.name.replace('_', ' ')}"
    if one.name in STEPS:
        said += f", {one.state}" if one.state else "; a day up to today as done, a later one as planned"
    return f"{said}."


def _read_rows(
    grid: Grid, rows: list[list[str]], at: int, found: Mapping[int, _Column], today: str, noticed: list[Noticed]
) -> Iterator[Tracked]:
    wide = {top for top, left, _, right in grid.merged if right > left and top > at}
    school = next(place for place, one in found.items() if one.name == "school")
    for number, row in enumerate(rows[at + 1 :], at + 2):
        if not any(row):
            continue
        if number - 1 in wide and len({cell for cell in row if cell}) == 1:
            noticed.append(Noticed(grid.name, number, f"“{row[school] or row[0]}” is taken as a heading."))
            continue
        if not row[school]:
            noticed.append(Noticed(grid.name, number, "No school is named here: this row is passed over."))
            continue
        yield _read_row(grid, number, row, found, today, noticed)


def _read_row(
    grid: Grid, number: int, row: Sequence[str], found: Mapping[int, _Column], today: str, noticed: list[Noticed]
) -> Tracked:
    said: dict[str, str] = {}
    days: dict[str, str] = {}
    people: dict[str, tuple[str, ...]] = {}
    for place, column in found.items():
        cell = row[place]
        if not cell:
            continue
        if column.name in STEPS:
            day = next(iter(read_days(cell, today)), "")
            if not day:
                noticed.append(
                    Noticed(grid.name, number, f"“{cell}” under {_words(column.name)} is no day that can be told.")
                )
                continue
            name = f"{column.name}_{column.state or ('done' if day <= today else 'planned')}"
            if days.get(name, day) != day:
                noticed.append(Noticed(grid.name, number, f"Two days stand for {_words(name)}: the first is taken."))
            days.setdefault(name, day)
        elif column.name in _PARTS:
            people[column.name] = (*people.get(column.name, ()), *_names(cell))
        else:
            said[column.name] = cell
    released = said.get("released", "nothing").casefold()
    if released not in _RELEASES:
        noticed.append(
            Noticed(grid.name, number, f"“{said['released']}” says nothing about what may be seen: nothing.")
        )
        released = "nothing"
    return Tracked(
        grid.name,
        number,
        said["school"],
        re.sub(r"\D", "", said.get("urn", "")),
        _year_of(days, grid.name),
        days,
        people,
        said.get("report", ""),
        released,
    )


def _words(step: str) -> str:
    return step.replace("_", " ")


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for one in _BETWEEN_NAMES.split(cell) if (name := " ".join(one.split())))


def _year_of(days: Mapping[str, str], sheet: str) -> str:
    steps: tuple[Step, ...] = ("review", "data_sharing", "champions", "workshop", "impact")
    for step in steps:
        for state in ("done", "planned"):
            if day := days.get(f"{step}_{state}"):
                return school_year(day)
    named = _YEAR.search(sheet)
    return f"{named[1]}/{named[2]}" if named else ""


def _once(rows: Sequence[Tracked], noticed: list[Noticed]) -> Iterator[Tracked]:
    """Yield each school and year once: rows of one merged cell together; of others, the second is said."""
    kept: dict[tuple[str, str], Tracked] = {}
    for one in rows:
        key = (one.urn or " ".join(one.school.casefold().split()), one.year)
        before = kept.get(key)
        if before is None:
            kept[key] = one
            continue
        other = {name for name, day in one.days.items() if before.days.get(name, day) != day}
        if other:
            where = f"row {before.row}" if before.sheet == one.sheet else f"“{before.sheet}”, row {before.row}"
            differ = ", ".join(sorted(_words(name) for name in other))
            noticed.append(
                Noticed(
                    one.sheet,
                    one.row,
                    f"{one.school} stands in {where}, too, with another day: {differ}. The first is taken.",
                )
            )
        kept[key] = _together(before, one)
    yield from kept.values()


def _together(one: Tracked, other: Tracked) -> Tracked:
    people = {part: tuple(dict.fromkeys((*one.people.get(part, ()), *other.people.get(part, ())))) for part in _PARTS}
    return Tracked(
        one.sheet,
        one.row,
        one.school,
        one.urn or other.urn,
        one.year,
        {**other.days, **one.days},
        {part: names for part, names in people.items() if names},
        one.report or other.report,
        one.released if one.report else other.released,
    )
