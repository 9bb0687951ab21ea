"""Schools by what is typed: every school as one line of plain words, in the order in which they are listed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter

from peerdesk.domain.school import FIELDS, SchoolRow

_APART = re.compile(r"[^\W_]+")
_DROPPED = {ord(letter): None for letter in "'’."}
_ASCII = {at: letter if (letter := chr(at).lower()).isalnum() else " " for at in range(128)} | _DROPPED | {10: "\n"}
_COUNTS_KEPT = 500
_NAME_ENDS = "\t"  # between the words of a line and its URN


class SchoolIndex:
    """Finds schools while a name is typed. It holds some 100 bytes a school."""

    def __init__(self, *groups: Iterable[tuple[str, str]]) -> None:
        """Take (folded words, URN) in the order in which schools are listed, group after group."""
        self._groups = [_Lines(lines) for lines in groups]

    def find(self, typed: str, limit: int) -> list[str]:
        """Return the URNs of schools of which each typed word begins some word; those that begin so come first.

        Args:
            typed: as typed so far; accents, capitals and apostrophes do not count. Nothing typed finds nothing.
            limit: at most so many.
        """
        found: list[str] = []
        if words := words_of(typed):
            for group in self._groups:
                found += group.find(words, limit - len(found))
        return found


class _Lines:
    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        self._text = "\n" + "".join(f"{folded}{_NAME_ENDS}{urn}\n" for folded, urn in lines)
        self._counts: dict[str, int] = {}

    def find(self, words: Sequence[str], limit: int) -> list[str]:
        first = list(islice(self._lines(f"\n {' '.join(words)}", ()), limit))
        if len(first) == limit:
            return first
        needles = [f" {word}" for word in words]
        if len(needles) > 1:
            needles.sort(key=self._count)
            if not self._count(needles[0]):
                return []
        others = (urn for urn in self._lines(needles[0], needles[1:]) if urn not in first)
        return first + list(islice(others, limit - len(first)))

    def _count(self, needle: str) -> int:
        """Return how often something stands in all lines: what is rare is looked for first."""
        if needle not in self._counts:
            if len(self._counts) > _COUNTS_KEPT:
                self._counts.clear()
            self._counts[needle] = self._text.count(needle)
        return self._counts[needle]

    def _lines(self, needle: str, others: Sequence[str]) -> Iterator[str]:
        """Give the URNs of the lines that hold all the needles."""
        text, at = self._text, 0
        while (at := text.find(needle, at)) >= 0:
            tab = text.index(_NAME_ENDS, at)
            end = text.index("\n", tab)
            if all(text.find(other, text.rindex("\n", 0, tab), tab) >= 0 for other in others):
                yield text[tab + 1 : end]
            at = end


def words_of(text: str) -> list[str]:
    """Return the words of a text in plain small letters."""
    if text.isascii():
        return text.translate(_ASCII).split()
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _APART.findall(plain.translate(_DROPPED).casefold())


def fold(schools: Sequence[SchoolRow]) -> list[str]:
    """Return the words that each school is found by, the name's first, a space before each; a postcode also whole."""
    text = "\n".join(map(_line, map(_FOUND_BY, schools))).translate(_ASCII)
    while "  " in text:
        text = text.replace("  ", " ")
    return [f" {line.strip()}" for line in text.split("\n")]


def _line(said: tuple[str, ...]) -> str:
    name, locality, town, postcode, urn, laestab = said
    line = f"{name} {locality} {town} {postcode} {postcode.replace(' ', '')} {urn} {laestab}"
    return line if line.isascii() else " ".join(words_of(line))


_FOUND_BY = itemgetter(*map(FIELDS.index, ("name", "locality", "town", "postcode", "urn", "laestab")))
