"""A tally as it is typed into one line, and what is counted as it is said once: "7/12", "Y5+Y6, 6 writing books"."""

import re
from dataclasses import dataclass

from peerdesk.domain.shorthand import SUBJECTS, read_year

_COUNT = re.compile(r"\s*(\d{1,4})\s*(?:/|\bof\b|\bout\s+of\b)\s*(\d{1,4})(?!\d|[/.]\d)[\s,.;:–-]*", re.IGNORECASE)
_FOUND = re.compile(r"\s*(\d{1,4})\s*(?:$|[,;:–][\s–-]*)")
_INSIDE = re.compile(r"(?<!\S)[(\[]?(\d{1,4})/(\d{1,4})(?![\d/])")
_FROM_TO = re.compile(r"\b(yr?\d{1,2})[-–]yr?(?=\d)", re.IGNORECASE)
_HOW_MANY = re.compile(
    r"\b(\d{1,3})\s+(?:[^\W\d]+\s+){0,3}?(?:books?|folders?|pieces?|sheets?|displays?|chn|children|pupils)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Count:
    """What was typed: how many of how many, and words besides."""

    found: int
    of: int
    words: str = ""

    @property
    def is_possible(self) -> bool:
        """Whether there are no more found than were looked at."""
        return 0 <= self.found <= self.of and self.of > 0

    @property
    def tally(self) -> tuple[int, int]:
        """As a note keeps it."""
        return self.found, self.of

    @property
    def turned(self) -> "Count":
        """The other way round."""
        return Count(self.of, self.found, self.words)


@dataclass(frozen=True)
class Counting:
    """What is counted, said once for several tallies.

    Attributes:
        where: as it was typed.
        year, subject: as notes keep them, "" if they are not said.
        of: how many there are, 0 if that is not said.
    """

    where: str = ""
    year: str = ""
    subject: str = ""
    of: int = 0


def read_count_line(typed: str, of: int = 0) -> Count | None:
    """Return the tally in a line: "7/12", "7 of 12", words after it or before; None if there is none.

    Args:
        typed: one line.
        of: how many are looked at, if that was said: then "7" alone is a tally, too, and so is "7, whole phrases".
    """
    if begun := _COUNT.match(typed):
        return Count(int(begun[1]), int(begun[2]), typed[begun.end() :].strip())
    if of and (begun := _FOUND.match(typed)):
        return Count(int(begun[1]), of, typed[begun.end() :].strip())
    inside = list(_INSIDE.finditer(typed))
    return Count(int(inside[0][1]), int(inside[0][2]), typed.strip()) if len(inside) == 1 else None


def read_counting(typed: str) -> Counting:
    """Understand what is counted; what is not understood stays in `where`."""
    where = " ".join(typed.split())
    words = re.split(r"[\s,;+&/]+|\band\b", where)
    how_many = _HOW_MANY.search(where)
    subject = next((SUBJECTS[word.lower()] for word in words if word.lower() in SUBJECTS), "")
    return Counting(where, _year(where), subject, int(how_many[1]) if how_many else 0)


def _year(where: str) -> str:
    """Return "5", "5-6" for neighbours, or "" for none and for years that are apart."""
    found: list[str] = []
    for word in re.split(r"[\s,;+&]+", _FROM_TO.sub(r"\1-", where)):
        year = read_year(word) if not word[:1].isdigit() else None
        first, _, last = (year[0] if year else "").partition("-")
        found += map(str, range(int(first), int(last) + 1)) if last else [first] if first else []
    years = sorted(dict.fromkeys(found), key=lambda one: (one.isdigit(), int(one) if one.isdigit() else 0))
    if len(years) <= 1:
        return "".join(years)
    numbers = [int(one) for one in years if one.isdigit()]
    together = len(numbers) == len(years) and numbers[-1] - numbers[0] == len(numbers) - 1
    return f"{numbers[0]}-{numbers[-1]}" if together else ""
