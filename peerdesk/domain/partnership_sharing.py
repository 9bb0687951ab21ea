"""What schools give each other: strengths, wishes, support, cases, and learning together over years.

Values of records of a partnership's scope (docs/decisions/0026). Days are `YYYY-MM-DD`, "" for not said; what names
another record holds its record id, "" for none.
"""

from dataclasses import dataclass
from typing import Literal

from peerdesk.domain.review import Record

Gain = Literal["opportunities", "capacity", "trust", "teaching"]
GAINS: tuple[Gain, ...] = ("opportunities", "capacity", "trust", "teaching")


@dataclass(frozen=True, kw_only=True)
class Offer(Record):
    """A strength that a school offers to others.

    Attributes:
        topic: in a word or two, by which it is found ("early reading").
        text: what others could come and see.
        review: scope of the review whose release named it, or "".
        consent_by, consent_on: who let it out at the school, by role, and when; without, it is shown to nobody else.
    """

    school: str = ""
    topic: str = ""
    text: str = ""
    review: str = ""
    consent_by: str = ""
    consent_on: str = ""
    ends_on: str = ""


@dataclass(frozen=True, kw_only=True)
class Want(Record):
    """What a school looks for, and says so to all."""

    school: str = ""
    topic: str = ""
    text: str = ""
    said_on: str = ""
    ends_on: str = ""


@dataclass(frozen=True, kw_only=True)
class SupportRequest(Record):
    """A school asked for support: for named people alone. Never matched, counted or coloured.

    Attributes:
        closed: which school, what and when, encrypted to the badges of those people (`keys/for_two.py`).
        seen_by: the names of their keys.
    """

    closed: str = ""
    seen_by: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Support(Record):
    """Support that was agreed between a school or provider that gives and a school that takes.

    Attributes:
        giver: record id of a school or provider; taker: of a school.
        became: what came of it, in words; gains: which kind of gain it was.
    """

    giver: str = ""
    taker: str = ""
    topic: str = ""
    agreed_on: str = ""
    ends_on: str = ""
    brokered_by: str = ""
    became: str = ""
    gains: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CaseStudy(Record):
    """How a school came to something, in four parts; shown to others with the head's consent alone.

    Attributes:
        gains: which kinds of gain it tells of.
        consent_by, consent_on: who let it out, by role, and when.
    """

    school: str = ""
    title: str = ""
    background: str = ""
    timeline: str = ""
    aspiration: str = ""
    impact: str = ""
    gains: tuple[str, ...] = ()
    consent_by: str = ""
    consent_on: str = ""


@dataclass(frozen=True, kw_only=True)
class LearningSet(Record):
    """Schools that work on one priority together, over a time.

    Attributes:
        what: a learning set, or a development programme that somebody leads.
        led_by: record id of a colleague, often the CPD coordinator.
        became: what came of it.
    """

    title: str = ""
    what: Literal["learning set", "development programme"] = "learning set"
    priority: str = ""
    led_by: str = ""
    begins_on: str = ""
    ends_on: str = ""
    became: str = ""


@dataclass(frozen=True, kw_only=True)
class SetSchool(Record):
    """A link: a school is in a learning set. `colleague` is who comes, or ""."""

    learning_set: str = ""
    school: str = ""
    colleague: str = ""


@dataclass(frozen=True, kw_only=True)
class Quote(Record):
    """A sentence of a published inspection report, with where it stands."""

    school: str = ""
    text: str = ""
    source: str = ""
    published_on: str = ""
    gains: tuple[str, ...] = ()
