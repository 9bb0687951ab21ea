"""Words of a text that others will read which are worth a second look, each with its reason and another way to say it.

Names of people, roles that are one person, words that judge: one sort of mark for all. Never while a note is taken.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from peerdesk.domain.framework import JudgingWords
from peerdesk.domain.names import LikelyName, NameGuard
from peerdesk.domain.phrases import Phrases
from peerdesk.domain.small_school import PointsAtOne

MarkKind = Literal["name", "one person", "word", "spelling"]
"""What may be the matter, the weightiest first: of marks that overlap the weightiest stands."""

KINDS: tuple[MarkKind, ...] = ("name", "one person", "word", "spelling")
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)"
_COUNTS = re.compile(rf"\b{_NUMBER}\b", re.IGNORECASE)
_QUOTED = re.compile(r"“([^”]+)”")
_BEGINS_SENTENCE = re.compile(r"(?:^|[.!?:]\s+|\n\s*(?:[-#]+ )?)$")
_ROLES = ("a pupil", "a teacher", "one leader")
_MOST_WAYS, _LONGEST = 3, 4  # ways, and words of one
_OR_A_NAME = "It may also be somebody’s name."


@dataclass(frozen=True)
class WordMark:
    """Words of a text from `start` up to `end`.

    Attributes:
        why: they are marked, a sentence; "" where the kind says it all.
        hint: what one might write, where that cannot stand in their place as it is.
        instead: what can stand in their place, likeliest first.
        sure: for a name, that it is more than a word in small letters which no list has: that may be a slip.
    """

    start: int
    end: int
    words: str
    kind: MarkKind
    why: str = ""
    hint: str = ""
    instead: tuple[str, ...] = ()
    sure: bool = True

    def moved(self, by: int) -> "WordMark":
        """Return the mark in a text that has so many letters more before it."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, eq=False)
class Reader:
    """Looks at texts of one review.

    Attributes:
        guard: over names; where members of the team are expected it knows them as nobody.
        judging: the framework's words that judge.
        points: what points at one person of the school.
    """

    guard: NameGuard
    judging: Sequence[JudgingWords] = ()
    points: Callable[[str], Sequence[PointsAtOne]] = field(default=lambda _: ())

    def look(self, text: str, kinds: Collection[MarkKind] = KINDS) -> tuple[WordMark, ...]:
        """Return the marks of these kinds in a text, in order; none overlap. Spelling is looked at elsewhere."""
        marks: list[WordMark] = []
        if "name" in kinds:
            marks += [self._name(one) for one in self.guard.find(text)]
        if "one person" in kinds:
            marks += [
                WordMark(one.start, one.end, one.words, "one person", one.why, instead=(one.instead,))
                for one in self.points(text)
            ]
        if "word" in kinds:
            marks += [mark for row in self._rows for mark in row.marks_in(text)]
        return apart(marks)

    @cached_property
    def _rows(self) -> list["_Row"]:
        return [_Row(one) for one in self.judging]

    def _name(self, one: LikelyName) -> WordMark:
        """Offer the role that fits best, then others; one that is a person here is said as it is said of them."""
        ways: list[str] = []
        for role in (one.instead, *_ROLES):
            found = self.points(role)
            ways.append(found[0].instead if found and found[0].words == role else role)
        instead = tuple(dict.fromkeys(ways))[:_MOST_WAYS]
        said, words = self.guard.said, one.words.casefold()
        listed = words in said.first_names or words in said.surnames or one.instead not in _ROLES
        sure = not one.words.islower() or " " in words or listed
        return WordMark(one.start, one.end, one.words, "name", instead=instead, sure=sure)


class _Row:
    """Words that judge for one reason."""

    def __init__(self, said: JudgingWords) -> None:
        self._why = said.why
        quoted = _QUOTED.findall(said.instead)
        wordings = quoted if not _QUOTED.sub("", said.instead).strip(" ;,.") else ()  # all of it, or an example
        self._ways = tuple(one for one in wordings if _fits_anywhere(one))[:_MOST_WAYS]
        self._hint = "" if quoted and len(self._ways) == len(quoted) else said.instead
        self._phrases = Phrases(said.words)
        counted = [one for one in said.words if any(_counts(one, way) for way in quoted)]
        self._counted = Phrases([f"{one} {{number}}" for one in counted], {"number": f"(?:the |of the |of )?{_NUMBER}"})

    def marks_in(self, text: str) -> list[WordMark]:
        """Return where they stand; not where they are counted: “all seven”."""
        counted = {one.start for one in self._counted.all_in(text)}
        found = [one for one in self._phrases.all_in(text) if one.start not in counted]
        return [
            WordMark(one.start, one.end, one.words, "word", self._why, self._hint, self._ways_for(one.words))
            for one in found
        ]

    def _ways_for(self, words: str) -> tuple[str, ...]:
        return tuple(one for one in self._ways if one.casefold() != words.casefold())


def apart(marks: Sequence[WordMark]) -> tuple[WordMark, ...]:
    """Return marks in order; of those that overlap the weightiest, and of these the first and longest.

    A name that is not sure and in no dictionary is most likely a slip; its roles are still offered.
    """
    kept: list[WordMark] = []
    unsure = {(one.start, one.end): one for one in marks if one.kind == "name" and not one.sure}
    slips = [one for one in marks if one.kind == "spelling" and (one.start, one.end) in unsure]
    likely = [replace(one, why=_OR_A_NAME, instead=unsure.pop((one.start, one.end)).instead) for one in slips]
    settled = [one for one in marks if one.kind != "name" or one.sure or (one.start, one.end) in unsure]
    for mark in sorted([*likely, *settled], key=lambda one: (KINDS.index(one.kind), one.start, -one.end)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return tuple(sorted(kept, key=lambda one: one.start))


def as_it_stands(instead: str, before: str) -> str:
    """Return words to put after a text: with a capital where a sentence begins."""
    return instead[:1].upper() + instead[1:] if _BEGINS_SENTENCE.search(before) else instead


def _fits_anywhere(wording: str) -> bool:
    """Answer whether words can be put into a text: no gap in them, nobody's count, and not half a sentence."""
    return "…" not in wording and not _COUNTS.search(wording) and len(wording.split()) <= _LONGEST


def _counts(words: str, example: str) -> bool:
    return re.search(rf"\b{re.escape(words)} {_NUMBER}\b", example, re.IGNORECASE) is not None
