"""Moving what somebody typed in the practice to a real review: a nervous newcomer will type a real morning into it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from peerdesk.desk.capture import NewNote
from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.domain.evidence import Answer, Jotting
from peerdesk.domain.review import Review
from peerdesk.intake.demo import DemoDay
from peerdesk.storage.reading import read_all

Kind = Literal["note", "answer", "jotting"]
_SAYS = (
    *("text", "made_of_it", "sign", "source", "voice", "where", "year", "subject", "tally", "present"),
    *("seen_at", "starred"),
)
"""What a note says that is true wherever it is kept; people, questions and activities are those of the practice."""


@dataclass(frozen=True)
class Practised:
    """One thing that was typed in the practice.

    Attributes:
        kind: what it is there.
        text: its words.
        seen_at: local, `YYYY-MM-DDTHH:MM`.
        pictures: how many are with it; they stay where they are.
        note: what is kept of it in a real review.
    """

    kind: Kind
    text: str
    seen_at: str
    pictures: int
    note: NewNote


@dataclass(frozen=True)
class Place:
    """A real review that it can go to, and its activities: record id and title of each."""

    review: Review
    activities: tuple[tuple[str, str], ...]


def practised_in(practice: Desk, day: DemoDay) -> tuple[Practised, ...]:
    """Return what was typed in the practice, in the order of *seen*; what came with the day is in it if changed."""
    given = {one.text for kind in (day.notes, day.answers, day.jottings) for one in kind}
    found = [one for review in practice.plan.reviews() for one in _typed_in(practice, review.scope)]
    return tuple(
        sorted((one for one in found if one.text.strip() and one.text not in given), key=lambda one: one.seen_at)
    )


def places_for(own: Desk) -> tuple[Place, ...]:
    """Return the real reviews, today's first, then the latest visit first."""
    today = own.acting.here()[:10]
    reviews = sorted(own.plan.reviews(), key=lambda one: today not in one.days)
    plans = [(one, own.plan.look(one.scope)) for one in reviews]
    return tuple(
        Place(review, tuple((one.record_id, one.title) for one in plan.activities)) for review, plan in plans if plan
    )


def move(own: Desk, scope: str, activity: str, chosen: Sequence[Practised]) -> Changes:
    """Keep what was chosen in a real review as the person's own notes, lines for oneself as such: one act.

    The practice stays as it was.

    Args:
        own: the person's real desk.
        scope: of the review.
        activity: record id there, or "".
        chosen: of what `practised_in` found.
    """
    notes = [
        one.note if one.note.only_me else NewNote({**one.note.fields, "activity": activity}, one.note.questions)
        for one in chosen
    ]
    return own.capture.keep_many(scope, notes)


def _typed_in(practice: Desk, scope: str) -> Iterator[Practised]:
    with practice.acting.look() as session:
        answers = read_all(session, Answer, scope)
    for note in practice.capture.notes(scope):
        said = {name: getattr(note, name) for name in _SAYS}
        yield Practised("note", note.text, note.seen_at, len(note.pictures), NewNote(said))
    for answer in answers:
        yield Practised("answer", answer.text, answer.seen_at, 0, NewNote(_as_note(answer)))
    for jotting in practice.capture.jottings(scope):
        yield _line_for_oneself(jotting)


def _as_note(answer: Answer) -> dict[str, Any]:
    text = f"“{answer.text}”" if answer.quote else answer.text
    said: dict[str, Any] = {"text": text, "source": "talk", "where": answer.said_by, "seen_at": answer.seen_at}
    return said | ({"tally": answer.tally} if answer.tally else {})


def _line_for_oneself(jotting: Jotting) -> Practised:
    said = {"text": jotting.text, "seen_at": jotting.seen_at}
    return Practised("jotting", jotting.text, jotting.seen_at, 0, NewNote(said, only_me=True))
