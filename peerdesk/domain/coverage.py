"""What a day's notes say about each question so far: in words first, then as a grid. Never a grade, never a winner."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from peerdesk.domain.evidence import SIGNS, Note, Sign
from peerdesk.domain.review import SOURCES, Member, Question, Source
from peerdesk.domain.stands_on import joined, number_in_words

FEW = 2
"""So many notes on a question are too few to lean on."""

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
_SAID: Mapping[Sign, str] = {"yes": "“yes, here”", "not_yet": "“not yet”"}
_SIDES = ("leaders", "classrooms", "pupils", "families", "papers")
_SIDE_OF_VOICE = {"leaders": "leaders", "governors": "leaders", "pupils": "pupils", "parents": "families"}
_SUGGESTIONS = 2
_HALF, _OFTEN = 0.5, 0.25  # of what a side says about a question


@dataclass(frozen=True)
class Cell:
    """What one kind of evidence holds about one question.

    Attributes:
        notes: their ids, in the order given.
        signs: how many of each sign, in the order of SIGNS; those that there are.
        initials: of who saw or heard it, in the team's order.
    """

    source: Source
    notes: tuple[str, ...] = ()
    signs: tuple[tuple[Sign, int], ...] = ()
    initials: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuestionCoverage:
    """What there is on one question.

    Attributes:
        number: of the question, from 1.
        cells: one for each kind of evidence, in the order of SOURCES.
        sentences: what it rests on, what is missing, where it is thin, and who says different things.
        suggestions: what could still be done, as questions.
    """

    question: Question
    number: int
    cells: tuple[Cell, ...]
    sentences: tuple[str, ...]
    suggestions: tuple[str, ...]


def look_at_coverage(
    questions: Sequence[Question], notes: Sequence[Note], members: Sequence[Member]
) -> tuple[QuestionCoverage, ...]:
    """Return what there is on each question, in the questions' order.

    Args:
        questions: as people number them.
        notes: all of the review, those for no question among them.
        members: in the team's order.
    """
    initials = make_initials(members)
    by_question: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        for question in note.questions:
            by_question[question].append(note)
    return tuple(
        _look_at(question, number, by_question[question.record_id], initials)
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


def _look_at(question: Question, number: int, notes: Sequence[Note], initials: Mapping[str, str]) -> QuestionCoverage:
    by_source: dict[Source, list[Note]] = {source: [] for source in SOURCES}
    for note in notes:
        by_source[note.source].append(note)
    cells = tuple(_cell(source, found, initials) for source, found in by_source.items())
    sides = _sides(notes)
    return QuestionCoverage(
        question,
        number,
        cells,
        tuple(_sentences(number, cells, notes, sides)),
        tuple(_suggestions(number, cells, notes, sides))[:_SUGGESTIONS],
    )


def _cell(source: Source, notes: Sequence[Note], initials: Mapping[str, str]) -> Cell:
    signs = Counter(note.sign for note in notes)
    observers = {note.observed_by for note in notes}
    return Cell(
        source,
        tuple(note.record_id for note in notes),
        tuple((sign, signs[sign]) for sign in SIGNS if signs[sign]),
        tuple(initial for record_id, initial in initials.items() if record_id in observers),
    )


def _sides(notes: Sequence[Note]) -> dict[str, Counter[Sign]]:
    """Return how often each side said yes or not yet; those that said either."""
    sides: dict[str, Counter[Sign]] = {side: Counter() for side in _SIDES}
    said = Counter((note.source, note.voice, note.sign) for note in notes if note.sign in _SAID)
    for (source, voice, sign), times in said.items():
        sides[_side_of(source, voice)][sign] += times
    return {side: signs for side, signs in sides.items() if signs}


def _side_of(source: Source, voice: str) -> str:
    if source == "talk":
        return _SIDE_OF_VOICE.get(voice, "classrooms")
    return "papers" if source in ("document", "data") else "classrooms"


def _sentences(
    number: int, cells: Sequence[Cell], notes: Sequence[Note], sides: Mapping[str, Counter[Sign]]
) -> Iterator[str]:
    if not notes:
        yield f"Nothing yet on question {number}."
        return
    there = [cell.source for cell in cells if cell.notes]
    yield f"Question {number} rests on {joined([_RESTS_ON[source] for source in there])}."
    if missing := [words for source, words in _NOT_DONE.items() if source not in there]:
        yield f"Nobody has {' or '.join(missing)} yet."
    yield from _smallness(cells, notes)
    yield from _differences(number, sides)


def _smallness(cells: Sequence[Cell], notes: Sequence[Note]) -> Iterator[str]:
    if len(notes) <= FEW:
        yield f"{number_in_words(len(notes)).capitalize()} note{'s' if len(notes) > 1 else ''}: too few to lean on."
        return
    if singles := [_ONE[cell.source] for cell in cells if len(cell.notes) == 1]:
        yield f"Only {joined(singles)} so far."
    if len({note.observed_by for note in notes}) == 1:
        yield "All of it was noted by one of us."


def _differences(number: int, sides: Mapping[str, Counter[Sign]]) -> Iterator[str]:
    pair = _differing(sides)
    if pair:
        told = "; ".join(f"{side} {_counts(signs)}" for side, signs in sides.items())
        yield f"{joined(pair).capitalize()} say different things about question {number}: {told}."
        return
    for side, signs in sides.items():
        if len(signs) > 1:
            yield f"On question {number}, {side} point both ways: {_counts(signs)}."


def _differing(sides: Mapping[str, Counter[Sign]]) -> tuple[str, str] | None:
    """Return the first two sides that say different things."""
    return next((pair for pair in combinations(sides, 2) if _differ(sides[pair[0]], sides[pair[1]])), None)


def _differ(one: Mapping[Sign, int], other: Mapping[Sign, int]) -> bool:
    """Tell whether two sides lean to different answers, or one says with one voice what the other often does not."""
    a, b = _share_of_yes(one), _share_of_yes(other)
    low, high = min(a, b), max(a, b)
    return low < _HALF < high or (high == 1 and low <= 1 - _OFTEN) or (low == 0 and high >= _OFTEN)


def _share_of_yes(signs: Mapping[Sign, int]) -> float:
    return signs.get("yes", 0) / sum(signs.values())


def _counts(signs: Mapping[Sign, int]) -> str:
    return joined([f"{signs[sign]} {words}" for sign, words in _SAID.items() if signs.get(sign)])


def _suggestions(
    number: int, cells: Sequence[Cell], notes: Sequence[Note], sides: Mapping[str, Counter[Sign]]
) -> Iterator[str]:
    if not notes:
        yield f"Who could look at question {number} first, and where?"
        return
    if pair := _differing(sides):
        yield f"What could two of us look at together, to understand why {joined(pair)} differ on question {number}?"
    there = {cell.source for cell in cells if cell.notes}
    for source, question in _COULD.items():
        if source not in there:
            yield question.format(number)
    if "talk" in there and not any(note.voice == "pupils" for note in notes):
        yield f"Could we ask pupils about question {number}?"
    if len({note.observed_by for note in notes}) == 1:
        yield f"Could a second pair of eyes look at question {number}?"
