"""A school's or an authority's own spreadsheet: what is in it, and what a person said of its columns."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import orjson


@dataclass(frozen=True)
class ColumnsSaid:
    """What the columns of a sheet are, as a person said.

    Attributes:
        columns: measure and group by heading.
        whose: heading of the column that says whose row it is (a URN, three digits of an authority, or "England");
            "" where the sheet has one row, of one school.
        years: heading of the column that says the school year, "" where all is of one.
    """

    columns: Mapping[str, tuple[str, str]]
    whose: str = ""
    years: str = ""

    def to_json(self) -> str:
        """Return it as it is remembered."""
        said = {"columns": {name: list(both) for name, both in self.columns.items()}}
        return orjson.dumps(said | {"whose": self.whose, "years": self.years}).decode()

    @classmethod
    def from_json(cls, text: str) -> "ColumnsSaid":
        """Return what was remembered."""
        said = orjson.loads(text)
        columns = {name: (both[0], both[1]) for name, both in said["columns"].items()}
        return cls(columns, said["whose"], said["years"])


@dataclass(frozen=True)
class Sheet:
    """A look at a sheet.

    Attributes:
        headings: those that are not empty, in order.
        rows: the first few, the cells of each by heading.
        known_as: a name that sheets with the same headings share.
    """

    headings: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...] = field(default_factory=tuple)

    @property
    def known_as(self) -> str:
        """Under which what a person said is remembered."""
        return hashlib.sha256("\n".join(sorted(self.headings)).encode()).hexdigest()[:32]
