"""The name guard: likely names of people in a text, each with its place and a role to offer instead.

It looks at text that others will read, never while a note is taken. It knows by titles, by lists of names, by who is
known to be there, by words that are no words, and by what stands around them; all of it is data (resources/names).
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

_WORD = re.compile(r"[^\W\d_]+(?:['’‘-][^\W\d_]+)*|\d+")
_POSSESSIVE = re.compile(r"['’]s?$")
_BEGINS = re.compile(r"(?:^|[.!?:;•|…]\s*|\n\s*(?:[-–#*>]+ *|\d+[.)] *)?|[“\"‘(\[*_]|[–—-]\s)$")
_SHORT = 3  # letters of words that may be anything
_STRONG = (
    "ask",
    "asked",
    "told",
    "spoke to",
    "spoke with",
    "talked to",
    "met with",
    "child",
    "pupil",
    "ta",
    "hlta",
    "lsa",
)
_YEAR_BEFORE = re.compile(r" (?:y|yr|year) \d$")
_NO_NAMES = ("and", "or", "in", "from", "the", "to", "of", "a", "men")
_SAYING = ("says", "said", "thinks", "wrote", "explains", "explained")
_NEAR = 4  # words on either side that tell the role


@dataclass(frozen=True)
class LikelyName:
    """Words that are likely somebody's name, from `start` up to `end`, and the role to say instead."""

    start: int
    end: int
    words: str
    instead: str


@dataclass(frozen=True, kw_only=True)
class NameWords:
    """What resources/names says, in lower case; `not_names` as sequences of words.

    Attributes:
        first_names: that are no words; surnames: likewise.
        names_and_words: names that are words; never_by_capital: those that a capital makes no more likely.
        certain: what stands before a name that need have no capital; certain_not: what looks like it.
        before: what stands before a name; after: what stands after one; in_a_year: what follows one, as a pattern.
        things: make what stands before them a place or a thing.
        capitals: letters in a row that are nobody.
        roles: words near a name, and what to say instead of it.
    """

    titles: Collection[str]
    titles_and_words: Collection[str]
    first_names: Collection[str]
    surnames: Collection[str]
    names_and_words: Collection[str]
    never_by_capital: Collection[str]
    certain: Collection[str]
    certain_not: Collection[str]
    before: Collection[str]
    after: Collection[str]
    in_a_year: re.Pattern[str]
    things: Collection[str]
    capitals: Collection[str]
    roles: Sequence[tuple[Collection[str], str]]
    not_names: Collection[tuple[str, ...]]


@dataclass(frozen=True)
class _Word:
    """A word of the text: as it stands, in lower case without a possessive, and whether a sentence begins with it."""

    start: int
    end: int
    said: str
    plain: str
    begins: bool
    gap: str  # what stands between it and the word before

    @property
    def capital(self) -> bool:
        return self.said[:1].isupper()


@dataclass(frozen=True)
class NameGuard:
    """Finds likely names.

    Attributes:
        said: the lists.
        is_word: answers whether a word, in lower case, is one of the language; is_capital: whether the language
            has it with a capital: places, peoples, days, and names too.
        roster: names of people known to be there, and the role to say instead: "Anita" → "a reviewer".
        own_words: the school's own words and the framework's capitals, as they are written; nobody's names.
    """

    said: NameWords
    is_word: Callable[[str], bool]
    is_capital: Callable[[str], bool]
    roster: Mapping[str, str] = field(default_factory=dict)
    own_words: Collection[str] = ()

    def find(self, text: str) -> list[LikelyName]:
        """Return the likely names in a text, in order; none overlap."""
        return list(_Look(self, text).names())

    @cached_property
    def titles(self) -> frozenset[str]:
        """All titles, those that are words too among them."""
        return frozenset({*self.said.titles, *self.said.titles_and_words})

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """What to say instead of each word of a name of the roster."""
        return {
            part: role for name, role in self.roster.items() for part in words_of_name(name) if part not in self.titles
        }

    @cached_property
    def own(self) -> frozenset[tuple[str, ...]]:
        """The words that are nobody's here, as sequences."""
        return frozenset(one for one in map(words_of_name, self.own_words) if len("".join(one)) > 1)

    @cached_property
    def nobody(self) -> Mapping[str, Sequence[tuple[str, ...]]]:
        """All that is nobody, by its first word."""
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for one in {*self.said.not_names, *self.own}:
            by_first.setdefault(one[0], []).append(one)
        return by_first


class _Look:
    """One look at one text."""

    def __init__(self, guard: NameGuard, text: str) -> None:
        self._guard, self._said, self._text = guard, guard.said, text
        self._words = list(_words_of(text))
        self._roster, self._titles = guard.roles, guard.titles
        self._nobody: dict[int, int] = self._stand_in(guard.nobody, guard.own)

    def names(self) -> Iterator[LikelyName]:
        """Yield each likely name with all words that belong to it."""
        at = 0
        while at < len(self._words):
            end = self._name_at(at)
            if end > at:
                first = self._words[at]
                yield LikelyName(first.start, self._end_of(end - 1), *self._said_instead(at, end))
            at = max(end, at + 1)

    def _end_of(self, at: int) -> int:
        word = self._words[at]
        return word.end - len(word.said) + len(_POSSESSIVE.sub("", word.said))

    def _said_instead(self, at: int, end: int) -> tuple[str, str]:
        words = self._text[self._words[at].start : self._end_of(end - 1)]
        known = [self._roster[one.plain] for one in self._words[at:end] if one.plain in self._roster]
        return words, known[0] if known else self._role(at, end)

    def _role(self, at: int, end: int) -> str:
        near = {one.plain for one in self._words[max(0, at - _NEAR) : at] + self._words[end : end + _NEAR]}
        for words, instead in self._said.roles:
            if not near.isdisjoint(words):
                return instead
        return "a teacher" if self._words[at].plain in self._titles else "a pupil"

    def _name_at(self, at: int) -> int:
        """Return the number of the word after a name that begins here; `at` itself if none does."""
        word = self._words[at]
        if word.plain.isdecimal() or word.plain.startswith("i'") or self._is_nobody(at):
            return at
        if word.plain in self._titles:
            return self._after_title(at)
        return self._whole(at + 1) if self._is_name(at) else at

    def _is_nobody(self, at: int) -> bool:
        word = self._words[at]
        words = self._nobody.get(at, 0)  # whoever is here does not make “Goodnight Mister Tom” a person
        known = words == 1 and word.capital and word.plain in self._roster
        return words > 0 and not known and not self._is_certain(at)

    def _after_title(self, at: int) -> int:
        end = at + 1
        if end == len(self._words) or "\n" in self._words[end].gap or not re.fullmatch(r"\.? *", self._words[end].gap):
            return at
        named = self._words[end]
        unknown = not self._guard.is_word(named.plain) or named.plain in self._roster
        if named.plain in self._said.titles or named.plain.isdecimal() or named.plain in self._said.after:
            return at
        sure = self._words[at].plain in self._said.titles and named.plain not in _NO_NAMES
        looks = (named.capital and not (named.begins and self._guard.is_word(named.plain))) or (
            unknown and len(named.said) > 1
        )
        single = len(named.said) == 1 and named.plain not in ("a", "i")
        if not (sure or looks or single) or end in self._nobody:
            return at
        return self._whole(end + 1)

    def _whole(self, end: int) -> int:
        """Return where a name ends that goes on with more capitals: a surname, an initial."""
        while end < len(self._words) and re.fullmatch(r"\.? ", self._words[end].gap) and end not in self._nobody:
            word, last = self._words[end], self._words[end - 1]
            if last.said != _POSSESSIVE.sub("", last.said) or not self._goes_on(word):
                break
            end += 1
        return end

    def _goes_on(self, word: _Word) -> bool:
        if word.plain in self._said.surnames or word.plain in self._said.first_names:
            return True
        initial = len(word.said) == 1 and word.capital and word.said != "I"
        more = word.capital and not word.said.isupper() and not (self._guard.is_word(word.plain) or word.begins)
        unknown = len(word.said) > _SHORT and not (self._guard.is_word(word.plain) or word.plain in self._said.capitals)
        return initial or more or (unknown and not word.begins) or (word.capital and self._is_ambiguous(word))

    def _is_name(self, at: int) -> bool:
        word = self._words[at]
        if word.plain in self._roster:
            return word.capital or not self._is_ambiguous(word) or self._is_certain(at)
        if len(word.plain) > 1 and word.said.isupper():
            return self._are_initials(at)
        if self._is_ambiguous(word):
            return self._is_certain(at) or (word.capital and self._stands_as_name(at))
        if self._is_thing(at):
            return False
        return self._is_listed(at) or self._is_unknown(at)

    def _is_ambiguous(self, word: _Word) -> bool:
        return word.plain in self._said.names_and_words

    def _is_listed(self, at: int) -> bool:
        word = self._words[at]
        listed = word.plain in self._said.surnames or any(
            part in self._said.first_names for part in word.plain.split("-")
        )
        if not listed or word.plain in self._said.capitals:
            return False
        plainly = len(word.plain) > _SHORT and not self._guard.is_word(word.plain)  # “ali” may be a slip
        return word.capital or plainly or self._is_certain(at) or self._precedes(at, _STRONG) or self._follows(at)

    def _is_unknown(self, at: int) -> bool:
        """Answer whether a word that the language lacks is likely a name."""
        word = self._words[at]
        if self._guard.is_word(word.plain) or word.plain in self._said.capitals or len(word.plain) < _SHORT:
            return False
        known = self._guard.is_capital(word.plain)
        if word.capital:
            return self._stands_as_name(at) if known and not word.begins else not known
        sure = self._is_certain(at) or self._precedes(at, _STRONG) or self._follows(at) or self._year_follows(at)
        return sure and not (known and (word.plain,) in self._said.not_names)

    def _are_initials(self, at: int) -> bool:
        word = self._words[at]
        if word.plain in self._said.capitals or len(word.plain) > _SHORT or self._guard.is_word(word.plain):
            return False
        return self._year_follows(at) or self._follows(at)

    def _is_certain(self, at: int) -> bool:
        word = self._words[at]
        before, both = self._before(at), f"{self._last(at)} {word.plain}"
        if any(before.endswith(f" {one}") for one in self._said.certain) and both not in self._said.certain_not:
            return word.capital or self._is_ambiguous(word) or not self._guard.is_word(word.plain)
        if not word.capital or word.begins or not self._is_ambiguous(word):
            surely = self._year_follows(at) or self._surname_follows(at) or self._next(at) in _SAYING
            return word.capital and self._is_ambiguous(word) and surely
        said = self._precedes(at, _STRONG) or self._next(at) in _SAYING
        return said or self._year_follows(at) or self._surname_follows(at)

    def _stands_as_name(self, at: int) -> bool:
        word = self._words[at]
        if self._is_certain(at) or self._words[at].said != _POSSESSIVE.sub("", word.said):
            return word.plain not in self._said.never_by_capital or self._is_certain(at)
        if word.plain in self._said.never_by_capital:
            return False
        return (not word.begins and self._precedes(at, self._said.before)) or self._follows(at)

    def _precedes(self, at: int, phrases: Collection[str]) -> bool:
        if at == 0 or not re.fullmatch(r",? +|/ ?", self._words[at].gap):
            return False
        before = self._before(at)
        return _YEAR_BEFORE.search(before) is not None or any(before.endswith(f" {one}") for one in phrases)

    def _follows(self, at: int) -> bool:
        return self._next(at) in self._said.after

    def _surname_follows(self, at: int) -> bool:
        if self._next(at) == "" or not self._words[at + 1].capital or self._is_nobody(at + 1) or self._is_thing(at):
            return False
        plain = self._words[at + 1].plain
        known = self._guard.is_word(plain) or self._guard.is_capital(plain) or plain in self._said.capitals
        return plain in self._said.surnames or not known

    def _year_follows(self, at: int) -> bool:
        """Answer whether a year or a role follows, with a surname between them or none: “in y6”, “(maths lead)”."""
        if at + 1 < len(self._words) and self._goes_on(self._words[at + 1]):
            at += 1
        end = self._words[at].end
        return self._said.in_a_year.match(self._text[end : end + 30].strip().casefold()) is not None

    def _next(self, at: int) -> str:
        """Return the word that follows after a space, or "" where none does."""
        after = self._words[at + 1 : at + 2]
        return after[0].said if after and after[0].gap in (" ", ": ") else ""

    def _is_thing(self, at: int) -> bool:
        """Answer whether a capital is the name of a place or thing: “Wrenholt Primary School”, “Kestrel class”."""
        word = self._words[at]
        if not word.capital or word.said != _POSSESSIVE.sub("", word.said):
            return False
        for other in self._words[at + 1 : at + 3]:
            if other.gap != " ":
                return False
            if other.plain in self._said.things:
                return True
            if not other.capital:
                return False
        return False

    def _last(self, at: int) -> str:
        return self._words[at - 1].plain if at else ""

    def _before(self, at: int) -> str:
        return " " + " ".join(one.plain for one in self._words[max(0, at - 3) : at])

    def _stand_in(
        self, by_first: Mapping[str, Sequence[tuple[str, ...]]], own: Collection[tuple[str, ...]]
    ) -> dict[int, int]:
        """Return the numbers of the words that belong to a phrase of nobody's, and how many words the phrase has."""
        held: dict[int, int] = {}
        plain = [_flat(one.said) for one in self._words]
        for at, word in enumerate(self._words):
            for one in (*by_first.get(plain[at], ()), *by_first.get(word.plain, ())):
                here = (*plain[at : at + len(one) - 1], *(last.plain for last in self._words[at + len(one) - 1 :][:1]))
                whole = tuple(plain[at : at + len(one)]) == one or here == one  # “Michael Rosen’s” too
                if (word.capital or one in own) and whole:
                    held |= {number: max(held.get(number, 0), len(one)) for number in range(at, at + len(one))}
        return held


def _flat(word: str) -> str:
    return word.casefold().replace("’", "'").replace("‘", "'")


def words_of_name(name: str) -> tuple[str, ...]:
    """Return the words of a name as texts are compared with it."""
    return tuple(_flat(one) for one in _WORD.findall(name))


def _words_of(text: str) -> Iterator[_Word]:
    last = 0
    for found in _WORD.finditer(text):
        gap = text[last : found.start()]
        begins = _BEGINS.search(text[max(0, found.start() - 12) : found.start()]) is not None
        yield _Word(
            found.start(), found.end(), found[0], _POSSESSIVE.sub("", _flat(found[0])), begins or last == 0, gap
        )
        last = found.end()
