"""One table of a data file, asked name by name; what is missing or of the wrong sort says where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from peerdesk.errors import DataFileError

Word = TypeVar("Word", bound=str)


@dataclass(frozen=True)
class DataTable:
    """Names and values as a file gave them.

    Attributes:
        place: where it stands, as a person would look for it: "look_for 3".
        error: what to raise, always with a sentence, a remedy and the place.
    """

    values: Mapping[str, object]
    place: str
    error: type[DataFileError] = DataFileError

    def refusal(self, sentence: str, name: str = "") -> DataFileError:  # noqa: ARG002 - for those who show where
        """Make the error to raise about this table: the sentence follows its place; `name` is what it is about."""
        return self.error(
            f"In {self.place}: {sentence}",
            "Correct the file, or ask whoever made it, and read it again.",
            detail=self.place,
        )

    def only(self, *names: str) -> "DataTable":
        """Return the table itself if it says nothing but these names: a misspelt name must not vanish in silence."""
        unknown = sorted(set(self.values) - set(names))
        if unknown:
            raise self.refusal(f"“{unknown[0]}” means nothing here.", unknown[0])
        return self

    def text(self, name: str, default: str | None = None) -> str:
        """Return words, without the space around them; no default means that there must be some."""
        value = self.values.get(name, default)
        if value is None:
            raise self.refusal(f"“{name}” is missing.", name)
        if not isinstance(value, str):
            raise self.refusal(f"“{name}” ought to be words in quotation marks.", name)
        if default is None and not value.strip():
            raise self.refusal(f"“{name}” is empty.", name)
        return value.strip()

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of words; empty if it is not there."""
        return tuple(cast("list[str]", self._list(name, str, "words")))

    def numbers(self, name: str) -> tuple[int, ...]:
        """Return a list of whole numbers; empty if it is not there."""
        return tuple(cast("list[int]", self._list(name, int, "whole numbers")))

    def number(self, name: str, default: int | None = None) -> int:
        """Return a whole number; no default means that it must be there."""
        value = self.values.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.refusal(f"“{name}” ought to be a whole number.", name)
        return value

    def truth(self, name: str, default: bool) -> bool:
        """Return yes or no."""
        value = self.values.get(name, default)
        if not isinstance(value, bool):
            raise self.refusal(f"“{name}” ought to be true or false.", name)
        return value

    def choice(self, name: str, allowed: tuple[Word, ...], default: Word | None = None) -> Word:
        """Return one of the words that are allowed."""
        self.text(name, default)
        given = self.values.get(name, default)
        for word in allowed:
            if word == given:
                return word
        can = ", ".join(filter(None, allowed))
        raise self.refusal(f"“{name}” cannot be “{given}”; it can be {can}.", name)

    def table(self, name: str, *, needed: bool = True) -> "DataTable":
        """Return the table of that name; one that is not needed and not there is empty."""
        value = self.values.get(name, None if needed else {})
        if not isinstance(value, Mapping):
            raise self.refusal(f"“{name}” is missing.", name)
        return DataTable(value, name, self.error)

    def tables(self, name: str) -> tuple["DataTable", ...]:
        """Return the tables of that name, each with its number as its place; empty if there are none."""
        rows = self._list(name, Mapping, "tables")
        return tuple(
            self.row(name, number, cast("Mapping[str, object]", row)) for number, row in enumerate(rows, start=1)
        )

    def row(self, name: str, number: int, values: Mapping[str, object]) -> "DataTable":
        """Return one of the tables of a name, counted from 1."""
        return DataTable(values, f"{name} {number}", self.error)

    def _list(self, name: str, kind: type, what: str) -> list[object]:
        values = self.values.get(name, [])
        if not isinstance(values, list) or not all(isinstance(one, kind) for one in values):
            raise self.refusal(f"“{name}” ought to be a list of {what}.", name)
        return values
