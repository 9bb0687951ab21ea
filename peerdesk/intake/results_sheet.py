"""Figures from a school's or an authority's own spreadsheet, by what a person said of its columns."""

import re
from collections.abc import Sequence
from pathlib import Path

from peerdesk.domain.figures import ENGLAND, Place, read_year
from peerdesk.domain.own_sheet import ColumnsSaid, Sheet
from peerdesk.intake.results_cells import refuse
from peerdesk.intake.results_wide import Column, Wide
from peerdesk.intake.tables import open_table

SHOWN = 5


def look_at_sheet(path: Path) -> Sheet:
    """Return the headings and the first rows of a sheet.

    Raises:
        NotResultsError: it is no table.
        OSError: it is not there or may not be read.
    """
    with open_table(path, refuse, lambda _: True) as table:
        headings = [heading.strip() for heading in table.headings]
        rows = [row for row, _ in zip(table.rows, range(SHOWN), strict=False)]
    if not any(headings):
        raise refuse("The first row of this sheet has no headings.")
    twice = sorted({heading for heading in headings if heading and headings.count(heading) > 1})
    if twice:
        column = [at for at, heading in enumerate(headings, 1) if heading == twice[0]][1]
        raise refuse(f"Row 1, column {column}: “{twice[0]}” is there twice.")
    seen = tuple({name: cell for name, cell in zip(headings, row, strict=False) if name} for row in rows)
    return Sheet(tuple(heading for heading in headings if heading), seen)


def sheet(headings: Sequence[str], mapping: ColumnsSaid, place: Place) -> Wide:
    """Return how a sheet is read.

    Args:
        headings: its first row.
        mapping: what a person said.
        place: whose rows they are that do not say.

    Raises:
        NotResultsError: a column that was named is not there.
    """
    at = {heading.strip(): number for number, heading in reversed(list(enumerate(headings)))}
    wanted = [*mapping.columns, *(name for name in (mapping.whose, mapping.years) if name)]
    if missing := [name for name in wanted if name not in at]:
        raise refuse(f"Row 1: there is no column “{missing[0]}”.", f"columns: {', '.join(at)}")

    def cell(cells: Sequence[str], name: str) -> str:
        return cells[at[name]].strip() if at[name] < len(cells) else ""

    def whose(cells: Sequence[str]) -> Place:
        said = cell(cells, mapping.whose) if mapping.whose else ""
        if not said and not mapping.whose:
            return place
        if said.casefold() in ("england", "national"):
            return Place(ENGLAND, ENGLAND)
        if not re.fullmatch(r"\d{3}|\d{5,8}", said, re.ASCII):
            raise ValueError(said or "nothing")
        return place if said == place.code else Place(said)

    columns = [Column(at[name], *both) for name, both in mapping.columns.items()]
    years = (lambda cells: read_year(cell(cells, mapping.years))) if mapping.years else None
    return Wide(columns, whose, year=years)
