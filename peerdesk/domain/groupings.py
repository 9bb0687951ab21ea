"""Notes that could stand together in a finding: proposed by what they share. Not a word is written for anybody."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from peerdesk.domain.evidence import Note, Sign
from peerdesk.domain.sides import side_of

_TOGETHER = 2
"""So many notes on the same look-for are worth a look together."""
_ONE_IDEA = range(3, 10)
"""So many that one side says alike are, where they count nothing in common; more are hardly one idea."""
_SAYS: Mapping[Sign, str] = {"yes": "“yes, here”", "not_yet": "“not yet”", "unsure": "“unsure”"}


@dataclass(frozen=True)
class Grouping:
    """Notes that no finding cites and that share a question and a sign.

    Attributes:
        look_for: id of what all of them count or describe, or "".
        notes: ids, as they were seen.
        question_words: whether they could make a finding, as a question.
    """

    question: str
    look_for: str
    sign: Sign
    notes: tuple[str, ...]
    question_words: str


def propose_groupings(
    question: str, notes: Sequence[Note], cited: Collection[str], look_fors: Mapping[str, str]
) -> tuple[Grouping, ...]:
    """Return what could stand together on a question: what was looked for first, then what one side says alike.

    Each note is in one grouping at most. What somebody in training wrote and the lead has not included is in none.

    Args:
        question: record id.
        notes: all of the review, in any order.
        cited: ids of the notes that a finding cites.
        look_fors: the words of each look-for, by id.
    """
    free = [
        one
        for one in sorted(notes, key=lambda one: (one.seen_at, one.record_id))
        if question in one.questions and one.sign in _SAYS and not one.marked and one.record_id not in cited
    ]
    found = list(_by_look_for(question, free, look_fors))
    used = {note for one in found for note in one.notes}
    return (*found, *_by_sign(question, [one for one in free if one.record_id not in used]))


def _by_look_for(question: str, notes: Sequence[Note], look_fors: Mapping[str, str]) -> Iterator[Grouping]:
    groups: dict[tuple[str, Sign], list[str]] = defaultdict(list)
    for note in notes:
        if note.look_for:
            groups[note.look_for, note.sign].append(note.record_id)
    for (look_for, sign), found in groups.items():
        if len(found) >= _TOGETHER:
            about = look_fors.get(look_for, "the same look-for").rstrip(".")
            words = f"{len(found)} notes say {_SAYS[sign]} to “{about}”. Do they make a finding?"
            yield Grouping(question, look_for, sign, tuple(found), words)


def _by_sign(question: str, notes: Sequence[Note]) -> Iterator[Grouping]:
    groups: dict[tuple[Sign, str], list[str]] = defaultdict(list)
    for note in notes:
        groups[note.sign, side_of(note.source, note.voice)].append(note.record_id)
    for (sign, side), found in groups.items():
        if len(found) in _ONE_IDEA:
            words = (
                f"{len(found)} notes from {side} say {_SAYS[sign]}, and no finding cites them. Is there one in them?"
            )
            yield Grouping(question, "", sign, tuple(found), words)
