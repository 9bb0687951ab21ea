"""Where a role is a name: phrases that point at one person of a small school, and another way to say them.

The phrases are data (resources/plan/one_person.toml). They are looked for where text is composed for others,
never while notes are taken; nothing is changed unless somebody asks for it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from peerdesk.domain.phrases import FoundPhrase, Phrases
from peerdesk.domain.review import Review

CLASS, SMALL = "class", "small"
_BEGINS_SENTENCE = re.compile(r"(?:^|[.!?:]\s+|\n\s*(?:[-#]+ )?)$")
_YOUNGEST = 4  # years at which Reception begins


@dataclass(frozen=True, kw_only=True)
class Role:
    """A role that one person may hold; `usual`: mostly so where each year has one class."""

    role_id: str
    name: str
    usual: bool


@dataclass(frozen=True, kw_only=True)
class Saying:
    """A way of pointing at one person.

    Attributes:
        when: "class", "small", or the id of a role.
        instead: how else to say it; may hold {phase} and the parts of the phrase.
        why: it points at one person, a sentence.
    """

    saying_id: str
    when: str
    words: tuple[str, ...]
    instead: str
    why: str
    parts: Mapping[str, str] = field(default_factory=dict)
    phrases: Phrases = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Make the words ready to be looked for."""
        object.__setattr__(self, "phrases", Phrases(self.words, self.parts))


@dataclass(frozen=True, kw_only=True)
class OnePersonWords:
    """What resources/plan/one_person.toml says; `phases` by year: "4" → "lower key stage 2"."""

    roles: Sequence[Role]
    sayings: Sequence[Saying]
    phases: Mapping[str, str]
    most_in_a_class: int


@dataclass(frozen=True)
class PointsAtOne:
    """Words of a text that point at one person, from `start` up to `end`, and how else to say them."""

    start: int
    end: int
    words: str
    instead: str
    why: str


def is_small(review: Review) -> bool:
    """Answer whether somewhere at the school one person holds a role, or a year has one class."""
    return review.one_class or bool(review.one_person)


def find_pointing(text: str, review: Review, said: OnePersonWords) -> list[PointsAtOne]:
    """Return what in a text points at one person of the school, in order; nothing in a quote."""
    if not is_small(review):
        return []
    met = [
        (found, one)
        for one in said.sayings
        if one.when == SMALL or (one.when == CLASS and review.one_class) or one.when in review.one_person
        for found in one.phrases.all_in(text)
    ]
    pointing: list[PointsAtOne] = []
    for found, saying in sorted(met, key=lambda pair: (pair[0].start, -pair[0].end)):
        if not pointing or found.start >= pointing[-1].end:
            instead = _instead(text, found, saying, said.phases)
            pointing.append(PointsAtOne(found.start, found.end, found.words, instead, saying.why))
    return pointing


def is_likely_one_class(ages: str, roll: str, most: int) -> bool:
    """Answer whether each year has one class, as far as numbers tell; False where they tell nothing.

    Args:
        ages: "3-11", youngest and oldest; nursery children are counted as part of a year.
        roll: number of pupils in digits.
        most: pupils in a year up to which it is so.
    """
    low, _, high = ages.partition("-")
    if not (low.strip().isdecimal() and high.strip().isdecimal() and roll.isdecimal() and int(roll)):
        return False
    years = int(high) - max(int(low), _YOUNGEST)
    return years > 0 and int(roll) <= years * most


def _instead(text: str, found: FoundPhrase, saying: Saying, phases: Mapping[str, str]) -> str:
    year = found.parts.get("year", "").casefold()
    number = re.sub(r"^(?:yr|year|y)[ -]?|eception$", "", year) or "r"
    said = saying.instead.replace("{phase}", phases.get(number, "the school"))
    before = text[: found.start]
    if before.endswith("in "):
        said = said.removeprefix("in ")
    capital = found.words[:1].isupper() and _BEGINS_SENTENCE.search(before) is not None
    return said[:1].upper() + said[1:] if capital else said
