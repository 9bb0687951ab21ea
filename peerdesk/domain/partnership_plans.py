"""What follows a review: what a school will try, how it goes, and what pupils notice.

Values of records of a partnership's scope (docs/decisions/0026). Days are `YYYY-MM-DD`, "" for not said; what names
another record holds its record id, "" for none. A half-term is said as people say it: "2026/27 spring 1".
"""

from dataclasses import dataclass
from typing import Literal

from peerdesk.domain.review import Record

ActionState = Literal["going on", "done", "moved", "stopped"]


@dataclass(frozen=True, kw_only=True)
class PlannedAction(Record):
    """A row of a school's action plan.

    Attributes:
        cycle: whose workshop made it; school: the school itself, for rows that outlive a cycle.
        text: what we will try.
        about: the statement it follows from, in the words that the head let out.
        owner: who, by role.
        due: by which half-term.
        notice: how pupils will notice.
        state: "" is not begun.
        moved_because: why it is due later than was said at first.
    """

    cycle: str = ""
    school: str = ""
    text: str = ""
    about: str = ""
    owner: str = ""
    due: str = ""
    notice: str = ""
    state: ActionState | Literal[""] = ""
    moved_because: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckIn(Record):
    """How an action goes, as it was said on one day.

    Attributes:
        words: what was said; said_by: by whom, by role.
        half_term: for which half-term it was asked.
    """

    action: str = ""
    said_on: str = ""
    said_by: str = ""
    half_term: str = ""
    state: ActionState | Literal[""] = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Impact(Record):
    """What came of an action, or of a whole plan, at the impact review.

    Attributes:
        action: which, or "" for the plan as a whole; cycle: of which plan.
        words: what pupils, staff or leaders notice.
        evidence: what it stands on, in words; document: SHA-256 of what is kept of it, or "".
        gains: what kind of gain it is.
    """

    cycle: str = ""
    action: str = ""
    looked_on: str = ""
    words: str = ""
    evidence: str = ""
    document: str = ""
    gains: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ChampionEntry(Record):
    """A line of an Improvement Champion's own log."""

    colleague: str = ""
    cycle: str = ""
    written_on: str = ""
    words: str = ""
    next_step: str = ""
