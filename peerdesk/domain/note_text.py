"""Notes as plain text that any program shows: in the order of *seen*, a paragraph each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from peerdesk.domain.evidence import Jotting, Note
from peerdesk.domain.looking import say_note
from peerdesk.domain.review import Activity, Member, Question, Review
from peerdesk.domain.shorthand import SIGN_WORDS

UNPROTECTED = "NOT PROTECTED. Whoever has this file can read it; names of people are in it."
_RULE = "-" * 64


@dataclass(frozen=True)
class Around:
    """What notes stand in.

    Attributes:
        writer: name of whose notes they are.
        look_fors: words of the framework's look-fors by id.
    """

    review: Review
    questions: Sequence[Question]
    activities: Sequence[Activity]
    members: Sequence[Member]
    writer: str
    look_fors: Mapping[str, str] = field(default_factory=dict)


def to_text(around: Around, notes: Iterable[Note], jottings: Iterable[Jotting]) -> str:
    """Return the notes, and private lines where they are wanted, under their days."""
    told = [(one.seen_at, _note(around, one)) for one in notes]
    told += [(one.seen_at, [f"{one.seen_at[-5:]}  only me", *_words(one.text)]) for one in jottings]
    lines = [around.review.school_name, f"Notes of {around.writer}", UNPROTECTED]
    day = ""
    for seen_at, paragraph in sorted(told, key=lambda one: one[0]):
        if seen_at[:10] != day:
            day = seen_at[:10]
            lines += ["", _RULE, day]
        lines += ["", *paragraph]
    return "\n".join([*lines, ""])


def _note(around: Around, note: Note) -> list[str]:
    numbers = {one.record_id: f"Q{at} {one.short_name}".rstrip() for at, one in enumerate(around.questions, 1)}
    names: Mapping[str, str] = {one.record_id: one.name for one in around.members}
    activity = next((one.title for one in around.activities if one.record_id == note.activity), "")
    saw = names.get(note.observed_by, "")
    asked = names.get(note.asked_by, "")
    parts = (
        activity,
        *(numbers[one] for one in note.questions if one in numbers),
        note.source,
        note.where or note.voice,
        SIGN_WORDS[note.sign],
        "" if note.look_for in around.look_fors else " of ".join(map(str, note.tally)),
        f"seen by {saw}" if saw else "",
        f"asked by {asked}" if asked else "",
        "to the table" if note.starred else "",
    )
    head = f"{note.seen_at[-5:]}  {' · '.join(filter(None, parts))}"
    meaning = [f"       -> {line}" for line in note.made_of_it.splitlines()]
    return [head, *_words(say_note(note, around.look_fors)), *meaning]


def _words(text: str) -> list[str]:
    return [f"       {line}" for line in text.splitlines()]
