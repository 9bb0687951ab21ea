"""The school census by pupil group and Ofsted's list of inspections: published lists with a row a school."""

import re
from collections.abc import Callable, Mapping, Sequence

from peerdesk.domain.dates import day_in_words
from peerdesk.domain.figures import ENGLAND, Cell, Place
from peerdesk.intake.register_columns import read_day
from peerdesk.intake.results_cells import read_cell, standing
from peerdesk.intake.results_wide import Column, Wide

_CENSUS = {
    "nor": ("census.pupils", "all"),
    "norb": ("census.pupils", "boys"),
    "norg": ("census.pupils", "girls"),
    "pnorb": ("census.share", "boys"),
    "pnorg": ("census.share", "girls"),
    "tsenelse": ("census.pupils", "ehcp"),
    "psenelse": ("census.share", "ehcp"),
    "tsenelk": ("census.pupils", "send"),
    "psenelk": ("census.share", "send"),
    "numeal": ("census.pupils", "eal"),
    "pnumeal": ("census.share", "eal"),
    "numengfl": ("census.pupils", "english"),
    "pnumengfl": ("census.share", "english"),
    "numfsm": ("census.pupils", "fsm"),
    "pnumfsm": ("census.share", "fsm"),
    "numfsmever": ("census.pupils", "fsm6"),
    "pnumfsmever": ("census.share", "fsm6"),
}
_OFSTED = {
    "inspection start date of latest oeif graded inspection": ("ofsted.inspected", "all"),
    "inspection start date": ("ofsted.inspected", "all"),
    "publication date of latest oeif graded inspection": ("ofsted.published", "all"),
    "publication date": ("ofsted.published", "all"),
    "the income deprivation affecting children index (idaci) quintile": ("ofsted.deprivation", "all"),
}
"""No judgement is read, and no grade: a review asks its own questions."""


def is_census(headings: Sequence[str]) -> bool:
    """Say whether these are the headings of the school census of the performance tables."""
    return {"urn", "nor", "pnumeal"} <= standing(headings).keys()


def is_ofsted(headings: Sequence[str]) -> bool:
    """Say whether these are the headings of Ofsted's list of schools."""
    names = standing(headings).keys()
    return "urn" in names and "ofsted phase" in names and not names.isdisjoint(_OFSTED)


def census(headings: Sequence[str]) -> Wide:
    """Return how the school census is read."""
    return Wide(_columns(headings, _CENSUS), _whose(headings, authority="la", name="schname"))


def ofsted(headings: Sequence[str]) -> Wide:
    """Return how Ofsted's list is read."""
    columns, met = [], set[str]()
    for column in _columns(headings, _OFSTED):
        if column.measure not in met:
            met.add(column.measure)
            columns.append(column)
    read: dict[str, Callable[[str], Cell | None]] = {
        "ofsted.inspected": _day,
        "ofsted.published": _day,
        "ofsted.deprivation": _fifth,
    }
    return Wide(columns, _whose(headings, authority="", name="school name"), read=read)


def _columns(headings: Sequence[str], names: Mapping[str, tuple[str, str]]) -> list[Column]:
    at = standing(headings)
    return [Column(at[heading], *said) for heading, said in names.items() if heading in at]


def _whose(headings: Sequence[str], *, authority: str, name: str) -> Callable[[Sequence[str]], Place | None]:
    at = standing(headings)

    def cell(cells: Sequence[str], heading: str) -> str:
        place = at.get(heading, len(cells))
        return cells[place].strip() if place < len(cells) else ""

    def place(cells: Sequence[str]) -> Place | None:
        urn, code = cell(cells, "urn"), cell(cells, authority)
        if urn.upper() in ("NAT", "ENGLAND"):
            return Place(ENGLAND, ENGLAND)
        if not re.fullmatch(r"\d{4,8}", urn, re.ASCII):
            raise ValueError(urn or "nothing")
        return Place(urn, cell(cells, name), code if re.fullmatch(r"\d{3}", code, re.ASCII) else "")

    return place


def _day(cell: str) -> Cell | None:
    text = cell.strip()
    return None if text.upper() in ("", "NULL") else day_in_words(read_day(text))


def _fifth(cell: str) -> Cell | None:
    value = read_cell(cell) if cell.strip().upper() != "NULL" else None
    words = {1: "the least deprived", 2: "the second", 3: "the middle", 4: "the fourth", 5: "the most deprived"}
    if isinstance(value, float | int) and int(value) in words:
        return f"{words[int(value)]} fifth"
    return value if isinstance(value, str) else None
