"""A school as the public register knows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """One establishment of the register. The register's heads, by name, are never kept.

    Attributes:
        urn: unique reference number, up to 8 digits.
        laestab: code of the local authority and four digits of the school's own, "9362008"; "" if either is unknown.
        low_age: youngest pupils, in years; None if the register does not say.
        high_age: oldest pupils, in years; None if the register does not say.
        pupils: number on roll at the last census; None if the register does not say.
        opened_on: `YYYY-MM-DD`, or "".
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
    opened_on: str = ""
    closed_on: str = ""

    @property
    def address(self) -> str:
        """Return the address in one line, without what the register leaves empty."""
        parts = (self.street, self.locality, self.town, self.county, self.postcode)
        return ", ".join(part for part in parts if part)
