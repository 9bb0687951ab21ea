"""What a partnership says of itself: who belongs to it, in which groups, led by whom, and who may see what.

Values of records of a scope that a partnership founded (docs/decisions/0026). Days are `YYYY-MM-DD`, "" for not said;
what names another record holds its record id, "" for none.
"""

from dataclasses import dataclass
from typing import Literal

from peerdesk.domain.review import Record

GroupKind = Literal[
    "triad",
    "geographical group",
    "consortium",
    "partnership",
    "quadrant",
    "county",
    "cross-regional cluster",
]
OfficePart = Literal[
    "lead",
    "deputy",
    "coordinator",
    "local facilitator",
    "CPD coordinator",
    "School Effectiveness Partner",
]
Phase = Literal["developing leaders", "embedding", "local ownership"]
About = Literal["dates", "themes", "summary", "report", "plans", "offers", "wants", "maturity", "health", "figures"]
Level = Literal["school", "triad", "geographical group", "consortium", "partnership", "quadrant", "county"]

GROUP_KINDS: tuple[GroupKind, ...] = (
    "triad",
    "geographical group",
    "consortium",
    "partnership",
    "quadrant",
    "county",
    "cross-regional cluster",
)


@dataclass(frozen=True, kw_only=True)
class Partnership(Record):
    """The partnership as a whole; there is one such record in a scope.

    Attributes:
        area: where it is, in words.
        memorandum: its memorandum of understanding and ways of working, in words.
        agreed_on: when the memorandum was agreed.
        document: SHA-256 of the signed memorandum where it is kept here, or "".
        foot: who may see what, in one sentence: stands at the foot of every page that is printed.
    """

    name: str = ""
    phase: Phase | Literal[""] = ""
    area: str = ""
    memorandum: str = ""
    agreed_on: str = ""
    document: str = ""
    foot: str = ""


@dataclass(frozen=True, kw_only=True)
class ProtocolLine(Record):
    """One line of the protocol: up to which level something may be seen.

    Attributes:
        about: what it is that is seen.
        seen_by: everybody up to this level; "" is the school alone.
        group: for which group this line holds, "" for all.
        words: what else was agreed about it.
    """

    about: About = "dates"
    seen_by: Level | Literal[""] = ""
    group: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class PartnerSchool(Record):
    """A school of the partnership: one record through all its changes of number.

    Attributes:
        urn: the one that it has now.
        earlier: URNs that it had before, and those of schools that it grew out of (`domain/school_history.py`).
        local_authority: three digits.
        state: "" is active; a school that rests stays, and is asked for nothing.
        joined_on, left_on: when it came to the partnership and left it.
        pair: the other half of an infant and junior pair.
    """

    name: str = ""
    urn: str = ""
    earlier: tuple[str, ...] = ()
    phase: str = ""
    ages: str = ""
    postcode: str = ""
    local_authority: str = ""
    state: Literal["resting", "closed", "left", ""] = ""
    joined_on: str = ""
    left_on: str = ""
    pair: str = ""


@dataclass(frozen=True, kw_only=True)
class SchoolGroup(Record):
    """A group of schools. Groups nest and overlap, and change.

    Attributes:
        parents: the groups that it is a part of.
        begins_on, ends_on: while it is; "" for open.
        virtual: its reviews are done by video.
    """

    name: str = ""
    kind: GroupKind = "triad"
    parents: tuple[str, ...] = ()
    begins_on: str = ""
    ends_on: str = ""
    virtual: bool = False


@dataclass(frozen=True, kw_only=True)
class Membership(Record):
    """A school is in a group, from one day to another; one that comes back has a second such record."""

    school: str = ""
    group: str = ""
    begins_on: str = ""
    ends_on: str = ""


@dataclass(frozen=True, kw_only=True)
class Office(Record):
    """Somebody's term: who leads a group, or does another part for it. `group` is "" for the whole partnership."""

    colleague: str = ""
    group: str = ""
    part: OfficePart = "lead"
    begins_on: str = ""
    ends_on: str = ""


@dataclass(frozen=True, kw_only=True)
class Target(Record):
    """Something that the partnership, or a group of it, wants to reach.

    Attributes:
        measure: how it will be known; baseline: where it stands at the beginning.
        due: the half-term by which, "2026/27 summer 2".
        became: what became of it, in words.
    """

    group: str = ""
    text: str = ""
    measure: str = ""
    baseline: str = ""
    due: str = ""
    owner: str = ""
    state: Literal["reached", "partly reached", "not reached", "given up", ""] = ""
    became: str = ""


@dataclass(frozen=True, kw_only=True)
class Capacity(Record):
    """What the partnership says of its own capacity, on one point, on one day."""

    group: str = ""
    point: str = ""
    level: str = ""
    words: str = ""
    said_on: str = ""


@dataclass(frozen=True, kw_only=True)
class Funding(Record):
    """Money that was asked for, and what it was used for.

    Attributes:
        amount: as it is said ("£4,500"); granted: what came of it, the same way.
    """

    group: str = ""
    title: str = ""
    asked_on: str = ""
    amount: str = ""
    granted: str = ""
    used_for: str = ""
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class DevelopmentVisit(Record):
    """Somebody visits the partnership, or a group of it, to see how it works. `visitor` is a colleague or provider."""

    group: str = ""
    visitor: str = ""
    visited_on: str = ""
    words: str = ""
    next_steps: str = ""
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class Provider(Record):
    """Who gives support from outside: a School Effectiveness Partner, a hub, a charity.

    Attributes:
        gives: what they give; reach: how to come to them.
    """

    name: str = ""
    gives: str = ""
    reach: str = ""
