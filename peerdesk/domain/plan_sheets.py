"""What schools send as a table: what they say of themselves, and what their last review left to do.

A table is taken whole or not at all; what cannot be meant is said with its row and column.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from peerdesk.domain.framework import Framework
from peerdesk.errors import PeerDeskError

PlanSheet = Literal["self_view", "action"]
MOST_ROWS = 500


class PlanSheetError(PeerDeskError):
    """A table cannot be taken as it stands; nothing of it was. `detail` names every place."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of such a table; `also` are other words for its heading, in small letters."""

    name: str
    heading: str
    also: tuple[str, ...] = ()


COLUMNS: Mapping[PlanSheet, tuple[Column, ...]] = {
    "self_view": (
        Column(name="text", heading="Statement", also=("what we say", "self-evaluation", "text", "judgement")),
        Column(name="characteristic", heading="Characteristic", also=("theme", "area", "characteristic or theme")),
        Column(name="level", heading="Level", also=("step", "maturity", "maturity level", "estimate")),
        Column(name="evidence", heading="Evidence", also=("what to look at", "what we invite you to look at")),
    ),
    "action": (
        Column(name="text", heading="Action", also=("action point", "what was to be done", "recommendation")),
        Column(name="agreed_on", heading="Agreed on", also=("agreed", "date agreed")),
        Column(name="owner", heading="Who", also=("owner", "role", "who answers for it", "lead")),
        Column(name="due", heading="Due", also=("by when", "due date", "date due")),
        Column(name="state", heading="Where it stands", also=("state", "status", "progress")),
        Column(name="what_we_saw", heading="What we saw", also=("notes", "comment")),
    ),
}
STATES: Mapping[str, tuple[str, ...]] = {
    "done": ("done", "complete", "completed", "yes"),
    "partly done": ("partly done", "partly", "in progress", "started"),
    "replaced by the school": ("replaced by the school", "replaced"),
    "not yet": ("not yet", "not done", "not started", "no"),
    "": ("", "not known yet"),
}


@dataclass(frozen=True)
class PlanRows:
    """What a table says, ready to be kept, and what is to be known about it ("" for nothing)."""

    rows: tuple[Mapping[str, Any], ...]
    noticed: str = ""


def columns_in(headings: Sequence[str], sheet: PlanSheet) -> dict[str, int]:
    """Return where the columns stand that a table has, by the names of their attributes."""
    known = {word: one.name for one in COLUMNS[sheet] for word in (one.heading.casefold(), *one.also)}
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        name = known.get(" ".join(heading.split()).casefold())
        if name:
            found.setdefault(name, at)
    return found


def read_plan_rows(
    name: str, headings: Sequence[str], rows: Iterable[Sequence[str]], sheet: PlanSheet, framework: Framework
) -> PlanRows:
    """Return what a table says.

    Args:
        name: of the file, for what is said about it.
        headings: its first row.
        rows: the others, in order.
        sheet: what it is a table of.
        framework: the review's; characteristics and levels are its own.

    Raises:
        PlanSheetError: a column is missing, or something in a row cannot be meant.
    """
    at = columns_in(headings, sheet)
    if "text" not in at:
        wanted = ", ".join(f"“{one.heading}”" for one in COLUMNS[sheet])
        raise PlanSheetError(
            f"“{name}” has no column “{COLUMNS[sheet][0].heading}” in its first row.",
            f"Name the columns {wanted}; a table to fill in can be saved here.",
            detail=", ".join(headings),
        )
    reading = _Reading(name, at, {one.name: one.heading for one in COLUMNS[sheet]}, framework)
    for number, cells in enumerate(rows, start=2):
        reading.read(number, cells)
    return reading.result(sheet)


class _Reading:
    """Reads row by row and remembers what cannot be meant."""

    def __init__(self, name: str, at: Mapping[str, int], headings: Mapping[str, str], framework: Framework) -> None:
        self._name, self._at, self._headings = name, at, headings
        self._places = _places_of(framework)
        self._steps = {step.casefold(): step for step in framework.scale.steps}
        self._rows: list[Mapping[str, Any]] = []
        self._wrong: list[str] = []
        self._left_out = 0

    def read(self, number: int, cells: Sequence[str]) -> None:
        """Read one row; one that says nothing is passed over."""
        said = {
            name: " ".join(cells[column].split()) if column < len(cells) else "" for name, column in self._at.items()
        }
        if not any(said.values()):
            return
        if not said["text"]:
            self._note(number, "text", "there are no words.")
        self._rows.append({name: self._meant(number, name, value) for name, value in said.items() if value})

    def result(self, sheet: PlanSheet) -> PlanRows:
        """Return what was read.

        Raises:
            PlanSheetError: something cannot be meant, or there is nothing, or too much.
        """
        if self._wrong:
            more = len(self._wrong) - 1
            rest = f" There {'is 1 place' if more == 1 else f'are {more} places'} more." if more else ""
            raise PlanSheetError(
                f"In “{self._name}”, {self._wrong[0]}{rest}",
                "Nothing was brought in. Correct the table, and choose it again.",
                detail="\n".join(self._wrong),
            )
        if not self._rows or len(self._rows) > MOST_ROWS:
            what = f"“{COLUMNS[sheet][0].heading}”"
            raise PlanSheetError(
                f"“{self._name}” has {'nothing' if not self._rows else f'more than {MOST_ROWS} rows'} under {what}.",
                "Look whether it is the right table, and choose it again.",
            )
        noticed = "Levels were left out: this framework has none." if self._left_out else ""
        return PlanRows(tuple(self._rows), noticed)

    def _meant(self, number: int, name: str, value: str) -> str:
        folded = value.casefold()
        if name == "characteristic":
            return self._known(number, name, value, self._places, "there is no “{}” in this framework.")
        if name == "level" and not self._steps:
            self._left_out += 1
            return ""
        if name == "level":
            steps = ", ".join(self._steps.values())
            return self._known(number, name, value, self._steps, f"there is no level “{{}}”; there are {steps}.")
        if name == "state":
            states = {word: state for state, words in STATES.items() for word in words}
            known = ", ".join(f"“{state}”" for state in STATES if state)
            return self._known(number, name, folded, states, f"“{{}}” is none of {known}.")
        return value

    def _known(self, number: int, name: str, value: str, known: Mapping[str, str], otherwise: str) -> str:
        if value.casefold() not in known:
            self._note(number, name, otherwise.format(value))
        return known.get(value.casefold(), "")

    def _note(self, number: int, name: str, sentence: str) -> None:
        self._wrong.append(f"row {number}, column “{self._headings[name]}”: {sentence}")


def _places_of(framework: Framework) -> dict[str, str]:
    """Return ids of themes and characteristics by their names and ids, a characteristic before a theme."""
    places: dict[str, str] = {}
    for theme in framework.themes:
        places |= {theme.theme_id.casefold(): theme.theme_id, theme.name.casefold(): theme.theme_id}
    for one in framework.characteristics:
        places |= {one.characteristic_id.casefold(): one.characteristic_id, one.name.casefold(): one.characteristic_id}
    return places
