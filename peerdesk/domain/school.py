"""A school as the public register knows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Literal

LinkWay = Literal["before", "after", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """One establishment of the register.

    Attributes:
        urn: unique reference number, up to 8 digits.
        laestab: code of the local authority and four digits of the school's own, "9362008"; "" if either is unknown.
        low_age: youngest pupils, in years; None if the register does not say.
        high_age: oldest pupils, in years; None if the register does not say.
        pupils: number on roll at the last census; None if the register does not say. So are `boys` and `girls`.
        capacity: places; None if the register does not say.
        fsm_percent: "10.4" of a hundred pupils have free school meals; "" if the register does not say.
        trust: name of the trust; federation: name of the federation; "" for none.
        head: name of the headteacher; "" unless the person asked for heads when the register was brought in.
        opened_on: `YYYY-MM-DD`, or "". So are `census_on` and `changed_on`, the day of the last change in the register.
        closed_on: `YYYY-MM-DD`, or "" for a school that is open or whose day of closing is not known.
    """

    urn: str
    name: str
    laestab: str = ""
    phase: str = ""
    type: str = ""
    status: str = ""
    street: str = ""
    locality: str = ""
    town: str = ""
    county: str = ""
    postcode: str = ""
    local_authority: str = ""
    low_age: int | None = None
    high_age: int | None = None
    pupils: int | None = None
    boys: int | None = None
    girls: int | None = None
    capacity: int | None = None
    fsm_percent: str = ""
    trust: str = ""
    federation: str = ""
    head: str = ""
    opened_on: str = ""
    closed_on: str = ""
    census_on: str = ""
    changed_on: str = ""

    @property
    def address(self) -> str:
        """Return the address in one line, without what the register leaves empty."""
        parts = (self.street, self.locality, self.town, self.county, self.postcode)
        return ", ".join(part for part in parts if part)

    @property
    def authority(self) -> str:
        """Return the three digits of the local authority, "" if they are unknown."""
        return self.laestab[:3]

    @property
    def ages(self) -> str:
        """Return "4-11", or "" if the register does not say both."""
        return "" if self.low_age is None or self.high_age is None else f"{self.low_age}-{self.high_age}"

    @property
    def for_review(self) -> dict[str, str]:
        """Return what a review keeps of its school, by the names of the review's attributes."""
        return {
            "school_name": self.name,
            "school_urn": self.urn,
            "school_address": self.address,
            "school_phase": self.phase,
            "school_ages": self.ages,
            "school_roll": "" if self.pupils is None else str(self.pupils),
            "school_authority": self.authority,
        }


SchoolRow = tuple[str | int | None, ...]
"""The attributes of a School in their order: what a whole register is carried in."""
FIELDS = tuple(field.name for field in fields(School))


def from_row(row: SchoolRow) -> School:
    """Return the school of a row."""
    return School(**dict(zip(FIELDS, row, strict=True)))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class SchoolLink:
    """What the register says of two schools.

    Attributes:
        urn: of the one; other: of the other.
        name: of the other, as the register has it there.
        way: the other came "before" or "after"; or what else it is to it, which `words` says.
        since: `YYYY-MM-DD`, or "".
    """

    urn: str
    other: str
    name: str
    way: LinkWay
    words: str
    since: str = ""


@dataclass(frozen=True)
class Relations:
    """Schools that belong together with one.

    Attributes:
        links: those that came before or after it, and what else the register links to it.
        pairs: the other half of an infant and junior pair; there may be more than one at one place.
        federation: others of its federation; trust: others of its trust. By name.
    """

    links: tuple[SchoolLink, ...] = ()
    pairs: tuple[School, ...] = ()
    federation: tuple[School, ...] = ()
    trust: tuple[School, ...] = ()


def pairs_of(school: School, others: Iterable[School], links: Sequence[SchoolLink] = ()) -> tuple[School, ...]:
    """Return the schools that take its pupils on or hand theirs over to it, and stand at its place.

    Such schools share a postcode, a federation or a link in the register, and the one ends where the other begins.
    """
    linked = {link.other for link in links if link.way == "other"}

    def beside(other: School) -> bool:
        same_site = bool(school.postcode) and other.postcode == school.postcode
        together = bool(school.federation) and other.federation == school.federation
        return same_site or together or other.urn in linked

    return tuple(
        other
        for other in others
        if other.urn != school.urn and not other.closed_on and _goes_on(school, other) and beside(other)
    )


def _goes_on(one: School, other: School) -> bool:
    """Say whether one of two schools ends where the other begins, both being primary."""
    ages = ((one.high_age, other.low_age), (other.high_age, one.low_age))
    return any(end is not None and begin is not None and end == begin and begin <= _JUNIOR for end, begin in ages)


_JUNIOR = 9
"""The oldest age at which a junior school begins; above it, it is a primary and its secondary school."""
