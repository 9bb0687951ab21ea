"""The check on notes as kept: is this about somebody's safety? It knows only whether to ask, and whom it is about.

What it looks for is data (resources/safeguarding/phrases.toml): words that stand near one another, in any case, with
or without apostrophes, in reviewers' shorthand, with a slip of the finger. It asks rather once too often.
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from typing import Literal

About = Literal["child", "adult"]
Span = tuple[int, int]

_SHORTEST_SLIP = 5  # letters that a word has at least to be known in spite of a slip
_REST = " | | | "  # the end of a sentence is as far as three words
_WORD = re.compile(r"[^\W_]+(?:/[^\W_]*)?|[&@|]")
_APOSTROPHES = re.compile(r"(?<=\w)['’‘`´](?=\w)")
_END = re.compile(r"[.!?;]+(?=\s|$|[\"”'’)])|\n+")


@dataclass(frozen=True)
class Asked:
    """A text is to be asked about; `about` says whose safety's card to show: a child's, or about an adult in school."""

    about: About


@dataclass(frozen=True)
class Match:
    """Why a text is to be asked about.

    Attributes:
        pattern_id: which pattern.
        words: what of it was there, as patterns write it; the same words in another sentence match in the same way.
    """

    pattern_id: str
    about: About
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SafetyPattern:
    """Words that stand near one another.

    Attributes:
        groups: each has to be there, as one of its phrases; `~` in a phrase stands for up to two other words.
        within: words from the first to the last, both counted.
        in_order: the groups stand in the order given; else in any.
        unless: phrases that excuse it where they stand inside it, or no farther from it than `near` words.
    """

    pattern_id: str
    about: About
    groups: Sequence[Sequence[str]]
    within: int
    in_order: bool
    unless: Sequence[str]
    near: int

    @cached_property
    def compiled(self) -> tuple[re.Pattern[str], ...]:
        """The groups, ready to be looked for."""
        return tuple(_any_of(group) for group in self.groups)

    @cached_property
    def excuses(self) -> re.Pattern[str]:
        """What excuses it, ready to be looked for."""
        return _any_of(self.unless)


class SafetyCheck:
    """Looks at texts that were kept; the same text is always answered in the same way."""

    def __init__(
        self, patterns: Sequence[SafetyPattern], same: Mapping[str, str], words_of_their_own: Iterable[str] = ()
    ) -> None:
        """Look for these patterns.

        Args:
            patterns: what to ask about.
            same: shorthand and the words that it stands for, both in lower case and without apostrophes.
            words_of_their_own: words that are no slip, though they nearly are a word of a pattern: "bother".
        """
        self._patterns = sorted(patterns, key=lambda one: one.about)  # about an adult in school comes first
        self._same = same
        phrases = [phrase for one in patterns for group in (*one.groups, one.unless) for phrase in group]
        self._known = {word for phrase in phrases for word in phrase.split()}
        self._own = frozenset(words_of_their_own)
        self._slips = {
            slip: word
            for word in sorted(self._known)
            if len(word) >= _SHORTEST_SLIP
            for slip in _slips_of(word)
            if slip not in self._known and slip not in self._own
        }

    def asks(self, text: str) -> Asked | None:
        """Return whom a text seems to be about, if it may be about somebody's safety; None: nothing is asked."""
        return next((Asked(one.about) for one in self._matches(text)), None)

    def matches(self, text: str) -> tuple[Match, ...]:
        """Return all that there is to ask about in a text, what is about an adult in school first."""
        return tuple(self._matches(text))

    def _matches(self, text: str) -> Iterator[Match]:
        words = self.as_words(text)
        line = f" {' '.join(words)} "
        starts = [found.start() for found in re.finditer(r"(?<= )\S", line)]
        for one in self._patterns:
            if met := _met(one, line, starts):
                said = {" ".join(words[first:end]) for first, end in met}
                yield Match(one.pattern_id, one.about, tuple(sorted(said)))

    def as_words(self, text: str) -> list[str]:
        """Return a text's words as patterns write them; `|`, three times, is the end of a sentence."""
        plain = _APOSTROPHES.sub("", text.casefold())
        return [word for one in _WORD.findall(_END.sub(_REST, plain)) for word in self._known_as(one)]

    def _known_as(self, word: str) -> list[str]:
        said = self._same.get(word) or " ".join(self._same.get(part, part) for part in word.split("/"))
        return [self._slips.get(one, one) for one in said.split()]


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Make what finds any of some phrases in words with a space before and after each; the longest first."""
    said = sorted({_as_pattern(one) for one in phrases}, key=len, reverse=True)
    return re.compile(rf"(?<= )(?:{'|'.join(said) or '(?!)'})(?= )")


def _as_pattern(phrase: str) -> str:
    return " ".join(map(re.escape, phrase.split())).replace(r" \~ ", r"(?: [^ |]+){0,2} ")


def _met(pattern: SafetyPattern, line: str, starts: Sequence[int]) -> list[Span]:
    """Return where what a pattern looks for stands closely enough together, and is not excused."""
    met = []
    for group in pattern.compiled:
        met.append(_places(group, line, starts))
        if not met[-1]:
            return []
    excuses = _places(pattern.excuses, line, starts)
    orders = [met] if pattern.in_order else permutations(met)
    whole = [
        (first, last)
        for order in orders
        for first, last in _together(order, pattern.within)
        if not any(first - pattern.near < end and start < last + pattern.near for start, end in excuses)
    ]
    return [one for group in met for one in group if any(first <= one[0] and one[1] <= last for first, last in whole)]


def _places(looked_for: re.Pattern[str], line: str, starts: Sequence[int]) -> list[Span]:
    """Return where phrases stand, as the numbers of their first word and of the word after their last."""
    spans = [found.span() for found in looked_for.finditer(line)]
    return [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in spans]


def _together(groups: Sequence[Sequence[Span]], within: int) -> Iterator[Span]:
    """Yield where the groups follow one another closely enough."""
    for first, end in groups[0]:
        for others in groups[1:]:
            at = bisect_left(others, (end, 0))
            if at == len(others):
                return
            end = others[at][1]
        if end - first <= within:
            yield first, end


def _slips_of(word: str) -> Iterator[str]:
    """Yield what a slip makes of a word: two letters changed round, one left out, one twice; the first letter stays."""
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]
        if at + 1 < len(word):
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def mark_of(text: str) -> str:
    """Return what tells a text from others, in whatever case, spacing and punctuation it is written."""
    return hashlib.sha256(plain_words(text).encode()).hexdigest()


def plain_words(text: str) -> str:
    """Return a text's words, one space between each, in small letters."""
    return " ".join(_WORD.findall(text.casefold()))
