"""Notes that are kept in memory say what the file says, whatever is written and by whom."""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.undoing import ChangedSinceError, NothingToUndoError
from peerdesk.domain.evidence import Note, Picture
from peerdesk.domain.review import Question
from peerdesk.storage.reading import read_all
from tests.people import Clock, Shelf


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, str]]:
    made = start_here(tmp_path_factory.mktemp("anita") / "desk", Shelf(), "Anita", Clock())
    scope, _ = made.plan.begin(school_name="Wrenholt")
    for text in ("How do pupils speak?", "How do they write?"):
        made.plan.add(scope, "question", text=text)
    for number in range(4):
        made.capture.keep_note(scope, text=f"note {number}")
    yield made, scope
    made.close()


def from_the_file(desk: Desk, scope: str) -> list[Note]:
    with desk.acting.look() as session:
        return read_all(session, Note, scope)


Act = Callable[[Desk, str, Note, str], object]
ACTS: dict[str, Act] = {
    "keep": lambda desk, scope, note, question: desk.capture.keep_note(scope, text="new", questions=[question]),
    "change": lambda desk, scope, note, question: desk.capture.change_note(note, text=note.text + " more"),
    "earlier": lambda desk, scope, note, question: desk.capture.change_note(note, seen_at="2020-01-01T08:00"),
    "link": lambda desk, scope, note, question: desk.capture.change_note(note, questions=[question]),
    "part": lambda desk, scope, note, question: desk.capture.change_note(note, questions=[]),
    "delete": lambda desk, scope, note, question: desk.capture.delete(note),
    "undo": lambda desk, scope, note, question: desk.keeping.undo(),
    "redo": lambda desk, scope, note, question: desk.keeping.redo(),
    "question": lambda desk, scope, note, question: desk.plan.change(question_of(desk, question), order="a"),
    "jot": lambda desk, scope, note, question: desk.capture.keep_jotting(scope, "only me"),
    "hang": lambda desk, scope, note, question: hang(desk, scope, note),
    "two versions": lambda desk, scope, note, question: [
        desk.capture.change_note(note, text=one) for one in ("this", "that")
    ],
    "let go": lambda desk, scope, note, question: desk.capture.let_go(),
}


def question_of(desk: Desk, question: str) -> Question:
    found = desk.plan.one(Question, question)
    assert isinstance(found, Question)
    return found


def hang(desk: Desk, scope: str, note: Note) -> None:
    with desk.acting.act("add a picture") as act:
        act.add(scope, "attachment", note=note.record_id, sha256="ab" * 32, media_type="image/jpeg", alt="")


@pytest.mark.parametrize("seed", range(3))
def test_notes_at_hand_are_those_of_the_file(desk: tuple[Desk, str], seed: int) -> None:
    made, scope = desk
    plan, chance = made.plan.look(scope), random.Random(seed)
    assert plan is not None
    for _ in range(40):
        notes = made.capture.notes(scope)
        with suppress(NothingToUndoError, ChangedSinceError):
            act = ACTS[chance.choice(list(ACTS))]
            act(made, scope, chance.choice(notes), chance.choice(plan.questions).record_id)
        if not from_the_file(made, scope):
            made.capture.keep_note(scope, text="there is always one")
        if chance.random() < 0.7:
            assert made.capture.notes(scope) == from_the_file(made, scope)
    assert made.capture.notes(scope) == from_the_file(made, scope)


def test_a_picture_that_is_taken_away_is_gone_from_its_note(desk: tuple[Desk, str]) -> None:
    made, scope = desk
    note = made.capture.notes(scope)[0]
    hang(made, scope, note)
    assert ("ab" * 32) in next(one for one in made.capture.notes(scope) if one.record_id == note.record_id).pictures
    picture = next(one for one in made.capture.pictures(scope) if one.note == note.record_id)
    assert isinstance(picture, Picture)
    made.capture.delete(picture)
    assert made.capture.notes(scope) == from_the_file(made, scope)
