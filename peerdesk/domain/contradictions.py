"""What does not fit together on a question: two accounts beside each other, whole, and no winner."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peerdesk.domain.evidence import Note, Sign
from peerdesk.domain.review import Question, Source
from peerdesk.domain.sides import SAID, count_sides, counts_in_words, differing, share_of_yes, side_of
from peerdesk.domain.stands_on import joined

_SEEN: tuple[Source, ...] = ("observation", "work")
_CLASSES = {"R": "Reception", "N": "the nursery"}


@dataclass(frozen=True)
class Account:
    """One of two accounts.

    Attributes:
        name: whose it is, and what it says: "Leaders: 3 “yes, here”".
        also: what the same side says the other way, or "": nothing is told of a side without the rest of it.
        notes: as they were seen, the earliest first.
    """

    name: str
    also: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Contradiction:
    """Two accounts that do not fit together, always in the same order: nothing says which of them is right."""

    question: Question
    number: int
    sentence: str
    accounts: tuple[Account, Account]


def find_contradictions(questions: Sequence[Question], notes: Sequence[Note]) -> tuple[Contradiction, ...]:
    """Return what does not fit together, by question: two sides that differ, then years that were seen both ways.

    Args:
        questions: as people number them.
        notes: all of the review, in any order.
    """
    said: dict[str, list[Note]] = defaultdict(list)
    for note in sorted((one for one in notes if one.sign in SAID), key=lambda one: (one.seen_at, one.record_id)):
        for question in note.questions:
            said[question].append(note)
    return tuple(
        found
        for number, question in enumerate(questions, 1)
        for look in (_sides, _years)
        for found in look(question, number, said[question.record_id])
    )


def _sides(question: Question, number: int, notes: Sequence[Note]) -> Iterator[Contradiction]:
    sides = count_sides(Counter((one.source, one.voice, one.sign) for one in notes))
    pair = differing(sides)
    if pair is None:
        return
    first_says = share_of_yes(sides[pair[0]]) > share_of_yes(sides[pair[1]])
    signs: tuple[Sign, Sign] = ("yes", "not_yet") if first_says else ("not_yet", "yes")
    by_side: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        by_side[side_of(note.source, note.voice)].append(note)
    one, other = (_account(name.capitalize(), by_side[name], sign) for name, sign in zip(pair, signs, strict=True))
    sentence = f"{joined(pair).capitalize()} say different things about question {number}."
    yield Contradiction(question, number, sentence, (one, other))


def _years(question: Question, number: int, notes: Sequence[Note]) -> Iterator[Contradiction]:
    by_year: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        if note.year and note.source in _SEEN:
            by_year[note.year].append(note)
    for year, seen in sorted(by_year.items()):
        if len({one.sign for one in seen}) == len(SAID):
            name = year_in_words(year)
            sentence = f"What we saw in {name} points both ways on question {number}."
            yield Contradiction(question, number, sentence, (_plain(seen, "yes"), _plain(seen, "not_yet")))


def year_in_words(year: str) -> str:
    """Return "Year 4", "Years 3–4", "Reception"."""
    if year in _CLASSES:
        return _CLASSES[year]
    return f"Years {year.replace('-', '–')}" if "-" in year else f"Year {year}"


def _account(name: str, notes: Sequence[Note], sign: Sign) -> Account:
    counted = Counter(one.sign for one in notes)
    rest = {one: count for one, count in counted.items() if one != sign}
    also = f"and {counts_in_words(rest)}" if rest else ""
    said = counts_in_words({sign: counted[sign]})
    return Account(f"{name}: {said}", also, tuple(one for one in notes if one.sign == sign))


def _plain(notes: Sequence[Note], sign: Sign) -> Account:
    found = tuple(one for one in notes if one.sign == sign)
    return Account(counts_in_words({sign: len(found)}), "", found)
