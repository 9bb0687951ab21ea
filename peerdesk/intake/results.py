"""Results as they are published: the kind of file is known by its headings, its year by its columns, rows or name."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from peerdesk.domain.figures import Place, read_year, year_before
from peerdesk.domain.measures import CENSUS, KS2, OFSTED, SHEET
from peerdesk.domain.own_sheet import ColumnsSaid
from peerdesk.errors import NotResultsError, NoYearError, UnknownSheetError
from peerdesk.intake.register import RowFinding
from peerdesk.intake.results_cells import Results, refuse
from peerdesk.intake.results_lists import census, is_census, is_ofsted, ofsted
from peerdesk.intake.results_long import is_long, read_long
from peerdesk.intake.results_sheet import sheet
from peerdesk.intake.results_wide import is_ks2, ks2, ks2_years, read_wide
from peerdesk.intake.tables import Progress, Table, open_table

_IN_NAME = re.compile(r"(?<!\d)(\d{4})[-_](\d{4}|\d{2})(?!\d)")
_DAY_IN_NAME = re.compile(r"(?i)(\d{1,2})[ _-]([a-z]{3})[a-z]*[ _-](\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEPTEMBER = 9
_LISTS = ((is_census, census, CENSUS), (is_ofsted, ofsted, OFSTED))


def is_results(headings: Sequence[str]) -> bool:
    """Say whether a table with these headings holds results that are known by themselves."""
    return is_ks2(headings) or is_long(headings) or any(knows(headings) for knows, _, _ in _LISTS)


@contextmanager
def open_results(path: Path, progress: Progress | None = None, *, year: str = "") -> Iterator[Results]:
    """Open a file of results for reading, row by row.

    Args:
        path: .csv, .zip or .xlsx.
        progress: told every 500 rows and at the end; may raise to end it.
        year: the school year, where the person said it ("2018/19").

    Raises:
        UnknownSheetError: it is none that is known by itself.
        NoYearError: nothing says of which year it is.
        NotResultsError: it cannot be read, or two things in it say two years.
        OSError: it is not there or may not be read.
    """
    with open_table(path, refuse, is_results, progress) as table:
        findings: list[RowFinding] = []
        if is_ks2(table.headings):
            own = _ks2_year(table, path, year)
            yield Results(KS2, path.name, own, read_wide(table, ks2(table.headings), own, findings), findings)
            return
        if is_long(table.headings):
            yield Results(KS2, path.name, "", read_long(table, findings), findings)
            return
        for knows, how, subject in _LISTS:
            if knows(table.headings):
                own = _agreed(path, year)
                yield Results(subject, path.name, own, read_wide(table, how(table.headings), own, findings), findings)
                return
        raise _unknown(table)


@contextmanager
def open_sheet(
    path: Path, mapping: ColumnsSaid, place: Place, year: str, progress: Progress | None = None
) -> Iterator[Results]:
    """Open a sheet of the school's or the authority's own, read as a person said.

    Args:
        path: .csv or .xlsx.
        mapping: what its columns are.
        place: whose rows they are that do not say.
        year: the school year of all of it; "" where rows say theirs.
        progress: as above.

    Raises:
        NotResultsError: a column that was named is not there, or it cannot be read.
        NoYearError: nothing says of which year it is.
        OSError: it is not there or may not be read.
    """
    with open_table(path, refuse, lambda _: True, progress) as table:
        findings: list[RowFinding] = []
        wide = sheet(table.headings, mapping, place)
        own = year if mapping.years else _agreed(path, year)
        yield Results(SHEET, path.name, own, read_wide(table, wide, own, findings), findings)


def year_in_name(name: str) -> str:
    """Return the school year that a file's name says, "" if it says none ("… as at 31 August 2024" is 2023/24)."""
    for match in _IN_NAME.finditer(name):
        try:
            return read_year(f"{match[1]}-{match[2]}")
        except ValueError:
            continue
    day = _DAY_IN_NAME.search(name)
    if day and day[2].lower() in _MONTHS:
        begins = int(day[3]) - (_MONTHS.index(day[2].lower()) + 1 < _SEPTEMBER)
        return f"{begins}/{(begins + 1) % 100:02}"
    return ""


def _ks2_year(table: Table, path: Path, year: str) -> str:
    """Return the year of a key stage 2 table: the one after the last that its columns repeat."""
    earlier = ks2_years(table.headings)
    if not earlier:
        return _agreed(path, year)
    own = year_before(f"{2000 + earlier[0] - 1}/{earlier[0]:02}", -1)
    said = year or year_in_name(path.name)
    if said and said != own:
        column = next(at for at, one in enumerate(table.headings, 1) if one.strip().endswith(f"_{earlier[0]}"))
        raise refuse(
            f"Row 1, column {column}: “{table.headings[column - 1].strip()}” is a figure of the year before, so this "
            f"file is of {own}; {'you said' if year else 'its name says'} {said}."
        )
    return own


def _agreed(path: Path, year: str) -> str:
    named = year_in_name(path.name)
    if year and named and year != named:
        raise refuse(f"The name of this file says {named}; you said {year}.")
    if not year and not named:
        raise NoYearError(
            f"Nothing in “{path.name}” says of which school year it is.", "Say the school year, as in 2018/19."
        )
    return year or named


def _unknown(table: Table) -> NotResultsError:
    first = ", ".join(heading.strip()[:30] for heading in table.headings[:4]) or "nothing"
    detail = f"columns: {', '.join(table.headings)}"
    headings = {heading.strip().upper() for heading in table.headings}
    if {"URN", "ESTABLISHMENTNAME"} <= headings:
        return refuse("Row 1: this is the register of schools, and no file of results.", detail)
    if "RECTYPE" in headings:
        return refuse(
            "Row 1: this table has no column PTRWM_EXP. Tables of before 2016 measured other things, which cannot "
            "stand beside today's.",
            detail,
        )
    return UnknownSheetError(
        f"This is no file of results that PeerDesk knows by itself. It begins: {first}.",
        "Say what its columns are, and it can be brought in as a sheet of the school's own.",
        detail=detail,
    )
