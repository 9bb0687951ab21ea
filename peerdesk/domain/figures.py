"""One figure as it was published, whose it is, and what it is worth where pupils are few."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from peerdesk.domain.measures import Unit

Status = Literal["published", "not published", "not applicable"]
Level = Literal["school", "authority", "England"]

FEW = 30
"""Pupils up to whom a percentage is said to be of few."""
ENGLAND = "England"
AUTHORITY_DIGITS = 3
_MINUS = "\u2212"


@dataclass(frozen=True)
class Place:
    """Whose figures they are.

    Attributes:
        code: a school's URN, three digits of an authority, or "England".
        authority: three digits of the authority that a school belongs to, "" if it is not known.
    """

    code: str
    name: str = ""
    authority: str = ""

    @property
    def level(self) -> Level:
        """What kind of place it is."""
        return "England" if self.code == ENGLAND else "authority" if len(self.code) == 3 else "school"


@dataclass(frozen=True)
class Figure:
    """One figure.

    Attributes:
        year: "2018/19".
        value: the number; None unless it is published as one.
        words: what is published instead of a number ("14 March 2023"), else "".
        low, high: the bounds that it lies between by all likelihood, where they are published.
        cohort: how many pupils it is of; None if that is not known.
        source: the file that it is from.
        note: what else to know of it ("as Holm Lane Primary School, before it became an academy").
    """

    measure: str
    group: str
    year: str
    value: float | None = None
    words: str = ""
    status: Status = "published"
    low: float | None = None
    high: float | None = None
    cohort: int | None = None
    source: str = ""
    note: str = ""


Cell = float | str | tuple[float, float | None, float | None]
"""A figure as it is kept: a number, a number with its bounds, or words; "=x" and "=n" are no figure."""
WITHHELD, NOT_APPLICABLE = "=x", "=n"
Cells = Mapping[str, Mapping[str, Cell]]
"""By measure and group."""


def to_figure(measure: str, group: str, year: str, cell: Any, cohort: int | None = None, source: str = "") -> Figure:
    """Return the figure that a cell keeps."""
    made = Figure(measure, group, year, cohort=cohort, source=source)
    if cell == WITHHELD:
        return replace(made, status="not published")
    if cell == NOT_APPLICABLE:
        return replace(made, status="not applicable")
    if isinstance(cell, str):
        return replace(made, words=cell)
    if isinstance(cell, list | tuple):
        return replace(made, value=cell[0], low=cell[1], high=cell[2])
    return replace(made, value=cell)


def say(figure: Figure | None, unit: Unit) -> str:
    """Return a figure as it reads; "–" where no file says anything."""
    if figure is None:
        return "–"
    if figure.status != "published":
        return figure.status
    if figure.value is None:
        return figure.words or "–"
    return say_value(figure.value, unit)


def say_value(value: float, unit: Unit) -> str:
    """Return a number as it reads in its unit."""
    if unit == "count":
        return f"{value:,.0f}"
    text = f"{abs(value):g}"
    if unit == "percent":
        return f"{_MINUS if value < 0 else ''}{text}%"
    sign = _MINUS if value < 0 else "+" if unit == "progress" and value > 0 else ""
    return f"{sign}{text}"


def say_bounds(figure: Figure) -> str:
    """Return "from −0.6 to +4.1", or "" where no bounds are published."""
    if figure.low is None or figure.high is None:
        return ""
    return f"from {say_value(figure.low, 'progress')} to {say_value(figure.high, 'progress')}"


def points_of_one(cohort: int) -> str:
    """Return how many percentage points one pupil of so many is: "14"; below 2 with a decimal."""
    points = 100 / cohort
    return f"{points:.0f}" if points >= 2 else f"{points:.1f}"


def caution(cohort: int | None) -> str:
    """Return what to hold in mind where pupils are few, "" where they are not."""
    if not cohort or cohort > FEW:
        return ""
    return "one pupil is everything" if cohort == 1 else f"one pupil is {points_of_one(cohort)} points"


def read_year(text: str) -> str:
    """Return "2018/19" for "201819", "2018-2019", "2018/19" or "2018-19".

    Raises:
        ValueError: it is no school year.
    """
    match = re.fullmatch(r"\s*(\d{4})\s*[-/_–]?\s*(\d{2}|\d{4})\s*", text, re.ASCII)
    following = str(int(match[1]) + 1) if match else ""
    if not match or match[2] not in (following, following[2:]):
        raise ValueError(text)
    return f"{match[1]}/{following[2:]}"


def year_before(year: str, by: int = 1) -> str:
    """Return the school year that lies so many years before one."""
    begins = int(year[:4]) - by
    return f"{begins}/{(begins + 1) % 100:02}"
