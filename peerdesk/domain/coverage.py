"""What a day's notes say about each question so far: in words first, then as a grid. Never a grade, never a winner.

Four things are told of a note: its question, its kind, whose voice it is, and who of us saw or heard it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Literal, TypeAlias, TypeVar

from peerdesk.domain.evidence import SIGNS, Note, Sign
from peerdesk.domain.review import SOURCES, VOICES, Member, Question, Source
from peerdesk.domain.sides import SAID, Sides, count_sides, counts_in_words, differing
from peerdesk.domain.stands_on import joined, number_in_words

FEW = 2
"""So many notes on a question are too few to lean on."""

By: TypeAlias = Literal["kind", "voice", "reviewer"]
"""What the columns of the grid are."""

SEEN = ""
"""In place of a voice: what was seen or read."""

LOOKS: tuple[str, ...] = ("lead", "deputy", "reviewer", "shadow", "governor")
"""The parts in a review of those who look and note."""

_RESTS_ON: Mapping[Source, str] = {
    "observation": "what we saw",
    "work": "pupils’ work",
    "talk": "what people said",
    "document": "papers",
    "data": "figures",
}
_NOT_DONE: Mapping[Source, str] = {
    "observation": "looked in lessons",
    "work": "looked at books",
    "talk": "asked anybody",
}
_ONE: Mapping[Source, str] = {
    "observation": "one observation",
    "work": "one look at work",
    "talk": "one conversation",
    "document": "one document",
    "data": "one set of figures",
}
_COULD: Mapping[Source, str] = {
    "observation": "Is there a lesson in which question {} could be seen?",
    "work": "Could somebody look at books for question {}?",
    "talk": "Whom could we ask about question {}?",
}
_SUGGESTIONS = 2
Word = TypeVar("Word", bound=str)
_KIND, _VOICE, _WHO, _SIGN = range(4)
_of = attrgetter("source", "voice", "observed_by", "sign")
_Seen: TypeAlias = tuple[Source, str, str, Sign]
"""A note's kind, voice, observer and sign."""


@dataclass(frozen=True)
class Cell:
    """What stands in one column about one question.

    Attributes:
        key: of the column: a kind of evidence, a voice (SEEN for none), or the record id of a member ("" for nobody).
        count: of notes.
        signs: how many of each sign, in the order of SIGNS; those that there are.
        kinds: how many of each kind of evidence; voices: of each voice; people: of each member, by record id. In
            their orders, those that there are.
        initials: of who saw or heard it, in the team's order.
    """

    key: str
    count: int = 0
    signs: tuple[tuple[Sign, int], ...] = ()
    kinds: tuple[tuple[Source, int], ...] = ()
    voices: tuple[tuple[str, int], ...] = ()
    people: tuple[tuple[str, int], ...] = ()
    initials: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuestionCoverage:
    """What there is on one question.

    Attributes:
        number: of the question, from 1.
        cells: one for each kind of evidence, in the order of SOURCES.
        voices: one for each voice, in the order of VOICES, and one for what nobody said.
        reviewers: one for each of those who look, in the team's order; then for whoever else noted something.
        sentences: what it rests on, what is missing, where it is thin, and who says different things.
        suggestions: what could still be done, as questions.
    """

    question: Question
    number: int
    cells: tuple[Cell, ...]
    voices: tuple[Cell, ...]
    reviewers: tuple[Cell, ...]
    sentences: tuple[str, ...]
    suggestions: tuple[str, ...]

    def by(self, by: By) -> tuple[Cell, ...]:
        """Return the cells of one way of looking at it."""
        return {"kind": self.cells, "voice": self.voices, "reviewer": self.reviewers}[by]


@dataclass(frozen=True)
class _Columns:
    """The keys of the reviewers, what people are called for short, and observers who are on no team."""

    reviewers: tuple[str, ...]
    initials: Mapping[str, str]
    others: Collection[str]


def look_at_coverage(
    questions: Sequence[Question], notes: Sequence[Note], members: Sequence[Member]
) -> tuple[QuestionCoverage, ...]:
    """Return what there is on each question, in the questions' order.

    Args:
        questions: as people number them.
        notes: all of the review, those for no question among them.
        members: in the team's order.
    """
    by_question: dict[str, list[_Seen]] = defaultdict(list)
    for note in notes:
        if note.questions:
            seen: _Seen = _of(note)
            for question in note.questions:
                by_question[question].append(seen)
    observers = {note.observed_by for note in notes}
    team = [one.record_id for one in members if one.role in LOOKS or one.record_id in observers]
    others = observers - {one.record_id for one in members}
    columns = _Columns((*team, *(("",) if others else ())), make_initials(members), others)
    return tuple(
        _look_at(question, number, by_question[question.record_id], columns)
        for number, question in enumerate(questions, 1)
    )


def make_initials(members: Sequence[Member]) -> dict[str, str]:
    """Return, by record id, the shortest beginning of each name that no other name has: "A", "To", "Te"."""
    names = {member.record_id: member.name for member in members if member.name}
    return {one: _shortest(name, [n for other, n in names.items() if other != one]) for one, name in names.items()}


def _shortest(name: str, others: Sequence[str]) -> str:
    for length in range(1, len(name)):
        if not any(other[:length] == name[:length] for other in others):
            return name[:length]
    return name


def _look_at(question: Question, number: int, seen: Sequence[_Seen], columns: _Columns) -> QuestionCoverage:
    counted = _Counted(seen, columns.others)
    sides = count_sides(counted.of(_KIND, _VOICE, _SIGN))
    cells = _cells(counted, _KIND, SOURCES, columns)
    voices = _cells(counted, _VOICE, (*VOICES, SEEN), columns)
    reviewers = _cells(counted, _WHO, columns.reviewers, columns)
    rests = _Rests(number, cells, voices, sum(1 for one in reviewers if one.count))
    return QuestionCoverage(
        question,
        number,
        cells,
        voices,
        reviewers,
        tuple(_sentences(rests, sides)),
        tuple(_suggestions(rests, sides))[:_SUGGESTIONS],
    )


class _Counted:
    """Counts what was seen, one thing against another: columns of it, so that nothing is summed one by one."""

    def __init__(self, seen: Sequence[_Seen], others: Collection[str]) -> None:
        self._columns: list[Sequence[str]] = list(zip(*seen, strict=True)) if seen else [()] * 4
        if others:
            self._columns[_WHO] = ["" if who in others else who for who in self._columns[_WHO]]
        self._pairs: dict[tuple[int, int], Counter[tuple[str, str]]] = {}
        self._voices = (*VOICES, SEEN)
        if not set(self._columns[_VOICE]).issubset(self._voices):  # of a later version
            self._columns[_VOICE] = [one if one in self._voices else SEEN for one in self._columns[_VOICE]]

    def of(self, *at: int) -> Counter[Any]:
        """Return how often things stand together."""
        return Counter(zip(*(self._columns[one] for one in at), strict=True))

    def beside(self, one: int, other: int) -> Mapping[tuple[str, str], int]:
        """Return how often each of two things stands beside each of the other; counted once for both ways."""
        first, second = min(one, other), max(one, other)
        if first == second:
            return {(key, key): count for key, count in Counter(self._columns[one]).items()}
        if (first, second) not in self._pairs:
            self._pairs[first, second] = self.of(first, second)
        found = self._pairs[first, second]
        return found if one == first else {(b, a): count for (a, b), count in found.items()}


def _cells(counted: _Counted, at: int, keys: Sequence[str], columns: _Columns) -> tuple[Cell, ...]:
    """Return a cell for each key: of the kind, the voice or the observer."""
    kinds, voices, people, signs = (counted.beside(at, other) for other in (_KIND, _VOICE, _WHO, _SIGN))
    made = []
    for key in keys:
        who = _there(people, key, columns.reviewers)
        said = _there(signs, key, SIGNS)
        made.append(
            Cell(
                key,
                sum(count for _, count in said),
                said,
                _there(kinds, key, SOURCES),
                _there(voices, key, (*VOICES, SEEN)),
                who,
                tuple(columns.initials[one] for one, _ in who if one in columns.initials),
            )
        )
    return tuple(made)


def _there(counted: Mapping[tuple[str, str], int], key: str, others: Sequence[Word]) -> tuple[tuple[Word, int], ...]:
    """Return how often each of the others stands beside a key, in their order; those that do."""
    return tuple((one, counted[key, one]) for one in others if (key, one) in counted)


@dataclass(frozen=True)
class _Rests:
    """What a question rests on, for the sentences about it."""

    number: int
    cells: Sequence[Cell]
    voices: Sequence[Cell]
    reviewers: int

    @property
    def notes(self) -> int:
        return sum(cell.count for cell in self.cells)

    @property
    def there(self) -> list[Source]:
        return [source for source, cell in zip(SOURCES, self.cells, strict=True) if cell.count]

    @property
    def misses_pupils(self) -> bool:
        """People were asked, and no pupil among them."""
        return "talk" in self.there and not any(cell.count for cell in self.voices if cell.key == "pupils")


def _sentences(rests: _Rests, sides: Sides) -> Iterator[str]:
    if not rests.notes:
        yield f"Nothing yet on question {rests.number}."
        return
    there = rests.there
    yield f"Question {rests.number} rests on {joined([_RESTS_ON[source] for source in there])}."
    if missing := [words for source, words in _NOT_DONE.items() if source not in there]:
        yield f"Nobody has {' or '.join(missing)} yet."
    if rests.misses_pupils:
        yield "No pupil has been asked about it yet."
    yield from _smallness(rests)
    yield from _differences(rests.number, sides)


def _smallness(rests: _Rests) -> Iterator[str]:
    notes = rests.notes
    if notes <= FEW:
        yield f"{number_in_words(notes).capitalize()} note{'s' if notes > 1 else ''}: too few to lean on."
        return
    cells = zip(SOURCES, rests.cells, strict=True)
    if singles := [_ONE[source] for source, cell in cells if cell.count == 1]:
        yield f"Only {joined(singles)} so far."
    if rests.reviewers == 1:
        yield "All of it was noted by one of us."


def _differences(number: int, sides: Sides) -> Iterator[str]:
    pair = differing(sides)
    if pair:
        told = "; ".join(f"{side} {counts_in_words(signs)}" for side, signs in sides.items())
        yield f"{joined(pair).capitalize()} say different things about question {number}: {told}."
        return
    for side, signs in sides.items():
        if len(signs) == len(SAID):
            yield f"On question {number}, {side} point both ways: {counts_in_words(signs)}."


def _suggestions(rests: _Rests, sides: Sides) -> Iterator[str]:
    number = rests.number
    if not rests.notes:
        yield f"Who could look at question {number} first, and where?"
        return
    if pair := differing(sides):
        yield f"What could two of us look at together, to understand why {joined(pair)} differ on question {number}?"
    there = rests.there
    for source, question in _COULD.items():
        if source not in there:
            yield question.format(number)
    if rests.misses_pupils:
        yield f"Could we ask pupils about question {number}?"
    if rests.reviewers == 1:
        yield f"Could a second pair of eyes look at question {number}?"
