"""How it goes: maturity of schools, the health of the partnership, and what its meetings decide.

Values of records of a partnership's scope (docs/decisions/0026). Days are `YYYY-MM-DD`, "" for not said; what names
another record holds its record id, "" for none.
"""

from dataclasses import dataclass
from typing import Literal

from peerdesk.domain.review import Record


@dataclass(frozen=True, kw_only=True)
class Maturity(Record):
    """Where a school stands on one characteristic, on one day; in the record only because the school shared it.

    Attributes:
        framework: id of the framework; version: of it.
        characteristic: id of one of its characteristics.
        school_level: its own; level: the one that was agreed at the review, or "".
        review: scope of that review, or "".
        shared_by: who at the school shared it, by role.
    """

    school: str = ""
    framework: str = ""
    version: str = ""
    characteristic: str = ""
    school_level: str = ""
    level: str = ""
    said_on: str = ""
    review: str = ""
    shared_by: str = ""


@dataclass(frozen=True, kw_only=True)
class HealthCheck(Record):
    """A round in which several people say how the partnership works.

    Attributes:
        what: the partnership's health, or a survey of leaders.
        framework, version: the dimensions that are asked about.
        next_steps: what was agreed after it.
    """

    group: str = ""
    what: Literal["health check", "leaders' survey"] = "health check"
    framework: str = ""
    version: str = ""
    begins_on: str = ""
    ends_on: str = ""
    next_steps: str = ""


@dataclass(frozen=True, kw_only=True)
class HealthAnswer(Record):
    """What one of them says of one dimension; shown only as mean and spread, and words without a name.

    Attributes:
        said_by: a number that is the same within one round and says nothing else.
    """

    health_check: str = ""
    said_by: str = ""
    dimension: str = ""
    level: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class GroupFigures(Record):
    """Outcome data of a group, of one year, beside its health.

    Attributes:
        body: the figures, one JSON object (docs/CONTEXT.md).
    """

    group: str = ""
    title: str = ""
    year: str = ""
    source: str = ""
    body: str = ""


@dataclass(frozen=True, kw_only=True)
class Meeting(Record):
    """A meeting of the management group, a quadrant or the county's board.

    Attributes:
        present: who was there, as it is written down.
        words: what was talked about.
    """

    group: str = ""
    what: Literal["management group", "quadrant meeting", "county board", "other"] = "management group"
    held_on: str = ""
    place: str = ""
    present: str = ""
    words: str = ""
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class Decision(Record):
    """What a meeting decided, and what became of it.

    Attributes:
        owner: who does it; due: by when, as it was said.
        became: what became of it: opens the next meeting, and goes back to schools.
        told_on: when schools were told.
    """

    meeting: str = ""
    text: str = ""
    owner: str = ""
    due: str = ""
    state: Literal["done", "going on", "dropped", ""] = ""
    became: str = ""
    told_on: str = ""
