"""What is read from the file does not grow with the desk: counted in statements and rows, for time is noise."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from benchmarks.drawer import Drawer, now
from benchmarks.full_desk import keep_many, plan
from peerdesk.desk.desk import Desk, open_here, start_here
from peerdesk.ui.notes.words import note_words
from peerdesk.ui.now.sight import Asked, look

MANY, FEW = 2_000, 20


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, tuple[Desk, str]]]:
    made = {}
    for notes in (FEW, MANY):
        folder = tmp_path_factory.mktemp(f"notes{notes}")
        desk = start_here(folder / "desk", Drawer(folder), "Anita", now)
        scope, questions, activities, members = plan(desk)
        keep_many(desk, notes, scope, questions, activities, members)
        made[notes] = (desk, scope)
    yield made
    for desk, _ in made.values():
        desk.close()


@contextmanager
def counted(desk: Desk) -> Iterator[list[str]]:
    """Collect the statements that reach the file."""
    said: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    event.listen(desk.engine, "before_cursor_execute", note)
    yield said
    event.remove(desk.engine, "before_cursor_execute", note)


def statements(desk: Desk, work: Callable[[], object]) -> list[str]:
    with counted(desk) as said:
        work()
    return said


def test_keeping_a_note_takes_as_many_statements_on_any_desk(desks: dict[int, tuple[Desk, str]]) -> None:
    took = {}
    for notes, (desk, scope) in desks.items():
        keep = partial(desk.capture.keep_note, scope, text="say it again", sign="yes")
        keep()  # the first may find more to do
        took[notes] = len(statements(desk, keep))
    assert took[FEW] == took[MANY] <= 25, took


def test_the_page_of_now_reads_no_note_but_the_one_that_it_echoes(desks: dict[int, tuple[Desk, str]]) -> None:
    took = {}
    for notes, (desk, scope) in desks.items():
        note_id, _ = desk.capture.keep_note(scope, text="the one that is echoed")
        said = statements(desk, partial(look, desk, Asked(scope, note_id, earlier=False, words=note_words())))
        whole = [one for one in said if "note.text" in one.partition("FROM")[0]]
        assert len(whole) == 1
        assert "note.record_id = ?" in whole[0]
        took[notes] = len(said)
    assert took[FEW] == took[MANY] <= 25, took


def test_after_a_note_was_kept_the_list_reads_that_one_and_keeps_the_others(desks: dict[int, tuple[Desk, str]]) -> None:
    desk, scope = desks[MANY]
    before = desk.capture.notes(scope)
    note_id, _ = desk.capture.keep_note(scope, text="one more", seen_at="2027-03-09T23:00")
    said = statements(desk, lambda: desk.capture.notes(scope))
    assert not [one for one in said if "note.text" in one and "note.record_id = ?" not in one]
    after = desk.capture.notes(scope)
    assert after[-1].record_id == note_id
    assert all(old is new for old, new in zip(before, after, strict=False))
    assert len(statements(desk, lambda: desk.capture.notes(scope))) <= 5


def test_opening_a_desk_takes_as_many_statements_however_full(tmp_path: Path) -> None:
    took = []
    for notes in (0, 200):
        folder = tmp_path / str(notes)
        folder.mkdir()
        desk = start_here(folder / "desk", Drawer(folder), "Anita", now)
        scope, questions, activities, members = plan(desk)
        keep_many(desk, notes, scope, questions, activities, members)
        desk.close()
        opened = open_here(folder / "desk", Drawer(folder), now)
        took.append(
            len(statements(opened, opened.plan.reviews) + statements(opened, partial(opened.capture.count, scope)))
        )
        assert opened.capture.count(scope) == notes
        opened.close()
    assert took[0] == took[1] <= 8, took


def test_the_line_about_the_clock_looks_at_what_came_last(
    desks: dict[int, tuple[Desk, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for bound in ("_LATELY", "_LAST_ENTRIES"):
        monkeypatch.setattr(f"peerdesk.storage.times.{bound}", 10)
    took = {notes: steps(desk, desk.clocks.here) for notes, (desk, _) in desks.items()}
    assert took[MANY] < took[FEW] * 1.2, took


def test_how_many_notes_there_are_is_told_without_reading_one(desks: dict[int, tuple[Desk, str]]) -> None:
    desk, scope = desks[MANY]
    (said,) = [one for one in statements(desk, partial(desk.capture.count, scope)) if "count" in one]
    with desk.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", (b"",)).all()
    assert ["COVERING INDEX" in str(row) for row in plan] == [True], plan


def steps(desk: Desk, work: Callable[[], object]) -> int:
    """Return how many hundred steps the engine itself took: rows that are read and thrown away count too."""
    taken: list[None] = []

    def watch(connection: Any, *_: Any) -> None:
        connection.set_progress_handler(lambda: taken.append(None), 100)

    def let_go(connection: Any, *_: Any) -> None:
        connection.set_progress_handler(None, 0)

    event.listen(desk.engine.pool, "checkout", watch)
    event.listen(desk.engine.pool, "checkin", let_go)
    work()
    event.remove(desk.engine.pool, "checkout", watch)
    event.remove(desk.engine.pool, "checkin", let_go)
    return len(taken)
