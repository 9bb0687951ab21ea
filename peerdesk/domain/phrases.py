"""Phrases as data files write them, and where they stand in a text: whole words, in any case, never inside a quote."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_PIECE = re.compile(r"\{(?P<part>\w+)\}|(?P<space>\s+)|(?P<any>\*)|(?P<apostrophe>['’])|(?P<dash>-)|(?P<other>.)")


@dataclass(frozen=True)
class FoundPhrase:
    """A phrase that stands in a text, from `start` up to `end`; `parts` are the words in place of its {parts}."""

    start: int
    end: int
    words: str
    parts: Mapping[str, str] = field(default_factory=dict)


class Phrases:
    """Finds any of some phrases. `*` stands for any ending of a word, a space or hyphen for either."""

    def __init__(self, phrases: Iterable[str], parts: Mapping[str, str] | None = None) -> None:
        """Look for these phrases.

        Args:
            phrases: as a person writes them.
            parts: what {year} and the like stand for, as regular expressions; each once in a phrase.

        Raises:
            ValueError: a phrase names a part that is not there, or a part is no regular expression.
        """
        self._patterns = [_compiled(one, parts or {}) for one in phrases]

    def all_in(self, text: str) -> list[FoundPhrase]:
        """Return where they stand, in order; of those that overlap the first, and of these the longest."""
        spans = [found.span() for found in _QUOTED.finditer(text)]
        met = sorted(self._met(text), key=lambda one: (one.start, -one.end))
        found: list[FoundPhrase] = []
        for one in met:
            quoted = any(start <= one.start < end for start, end in spans)
            if not quoted and (not found or one.start >= found[-1].end):
                found.append(one)
        return found

    def first_in(self, text: str) -> FoundPhrase | None:
        """Return the first, or None."""
        return next(iter(self.all_in(text)), None)

    def begins(self, text: str) -> bool:
        """Answer whether a text begins with one of them."""
        return any(pattern.match(text.lstrip()) for pattern in self._patterns)

    def _met(self, text: str) -> Iterator[FoundPhrase]:
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                parts = {name: value for name, value in match.groupdict().items() if value}
                yield FoundPhrase(match.start(), match.end(), match[0], parts)


def _compiled(phrase: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    said = {"space": r"[\s-]+", "any": r"\w*", "apostrophe": "['’]", "dash": r"[\s-]+"}

    def piece(match: re.Match[str]) -> str:
        name = match["part"]
        if name is None:
            return said.get(str(match.lastgroup)) or re.escape(match[0])
        if name not in parts:
            raise ValueError(f"there is no part “{name}”")
        return f"(?P<{name}>{parts[name]})"

    try:
        return re.compile(rf"(?<!\w){_PIECE.sub(piece, phrase.strip())}(?!\w)", re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"“{phrase}” cannot be looked for: {error}") from error
