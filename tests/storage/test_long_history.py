"""A record that was changed ten thousand times is changed once more as quickly as a new one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select
from sqlalchemy.engine.default import DefaultExecutionContext

from peerdesk.desk.acting import tips_of
from peerdesk.desk.desk import Desk
from peerdesk.desk.history import MOST_SHOWN
from peerdesk.domain.entries import Words, link_id, write_revision
from peerdesk.domain.evidence import Note
from peerdesk.domain.history import before_deletion
from peerdesk.domain.kinds import KINDS
from peerdesk.domain.outcome import Finding
from peerdesk.domain.records import in_team_view
from peerdesk.domain.undoing import CannotUndoError, edits_to_undo
from peerdesk.storage.acts import add_act
from peerdesk.storage.entries import add_entries, add_words
from peerdesk.storage.projection import History, fallen_histories, histories, project, rebuild, short_histories
from peerdesk.storage.schema import EntryRow
from tests.people import Team, start_team

MANY = 10_000


@pytest.fixture(scope="module")
def first_team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """A team of which no test changes anything."""
    team = start_team(tmp_path_factory.mktemp("unchanged") / "laptops")
    yield team
    team.close()


@dataclass
class Asked:
    """What was asked of the file: statements, and the rows that came back."""

    statements: int = 0
    rows: int = 0


class CountingCursor:
    """Passes everything on to a cursor, and counts the rows that come from it."""

    def __init__(self, cursor: Any, asked: Asked) -> None:
        self._cursor, self._asked = cursor, asked

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def fetchone(self) -> Any:
        row = self._cursor.fetchone()
        self._asked.rows += row is not None
        return row

    def fetchmany(self, *size: int) -> Any:
        rows = self._cursor.fetchmany(*size)
        self._asked.rows += len(rows)
        return rows

    def fetchall(self) -> Any:
        rows = self._cursor.fetchall()
        self._asked.rows += len(rows)
        return rows


@contextmanager
def asking(desk: Desk) -> Iterator[Asked]:
    """Count the statements that are made on a desk's file, and the rows that they bring."""
    asked = Asked()
    create = DefaultExecutionContext.create_cursor

    def on_asked(*_: object) -> None:
        asked.statements += 1

    def create_counting(context: DefaultExecutionContext) -> Any:
        return CountingCursor(create(context), asked)

    event.listen(desk.engine, "before_cursor_execute", on_asked)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DefaultExecutionContext, "create_cursor", create_counting)
        yield asked
    event.remove(desk.engine, "before_cursor_execute", on_asked)


@contextmanager
def counted(desk: Desk) -> Iterator[list[int]]:
    """Count what is asked of the file."""
    asked = [0]

    def on_asked(*_: object) -> None:
        asked[0] += 1

    event.listen(desk.engine, "before_cursor_execute", on_asked)
    yield asked
    event.remove(desk.engine, "before_cursor_execute", on_asked)


def finding_of(desk: Desk, scope: str) -> Finding:
    return desk.findings.all(scope)[0]


def lengthen(desk: Desk, scope: str, record_id: str, many: int) -> None:
    """Change a finding's title many times, as somebody would who writes for years."""
    said = finding_of(desk, scope)
    parents, entries, words = said.tips, [], []
    for number in range(many):
        title = Words(f"{number:032x}", f"title {number}")
        one = write_revision(
            scope=scope,
            kind="finding",
            record=record_id,
            fields={"title": title},
            parents=parents,
            author=desk.identity.key_id,
            written_at="2025-10-14T09:30:00Z",
        )
        parents = (one.entry_id,)
        entries.append(one)
        words.append((one.entry_id, "title", title))
    with desk.acting.sessions.write.begin() as session:
        add_entries(session, entries, here=True)
        add_words(session, words)
        project(session, [record_id])


def test_a_change_is_no_slower_for_what_lies_behind_it(team: Team) -> None:
    desk, scope = team.lead, team.scope
    finding_id, _ = desk.findings.add(scope, title="begun", text="said")
    with counted(desk) as few:
        desk.findings.change(finding_of(desk, scope), title="first")
    lengthen(desk, scope, finding_id, MANY)
    shown = finding_of(desk, scope)
    begun = perf_counter()
    with counted(desk) as many:
        desk.findings.change(shown, title="last")
    took_s = perf_counter() - begun
    assert many[0] <= few[0]
    assert took_s < 0.1  # all ten thousand take more than this to read
    last = finding_of(desk, scope)
    assert (last.title, last.text) == ("last", "said")
    with desk.acting.sessions.write.begin() as session:
        rebuild(session)
    assert finding_of(desk, scope) == last


def test_the_short_way_says_what_the_long_way_says(team: Team) -> None:
    desk, scope = team.lead, team.scope
    note_id, _ = desk.capture.keep_note(scope, text="one", questions=team.questions, where="hall")
    desk.findings.add(scope, title="begun", notes=[note_id])
    team.hand(desk, team.ben)
    team.ben.findings.change(finding_of(team.ben, scope), text="Ben's")
    desk.findings.change(finding_of(desk, scope), title="the lead's")
    team.hand(team.ben, desk)
    assert len(finding_of(desk, scope).tips) == 2
    desk.findings.change(finding_of(desk, scope), agreed=True)
    note = desk.capture.note(note_id)
    assert note is not None
    desk.capture.change_note(note, where="", tally=(1, 6), starred=True, questions=team.questions[:1])
    live = (desk.findings.all(scope), desk.capture.notes(scope), desk.keeping.digest())
    with desk.acting.sessions.write.begin() as session:
        rebuild(session)
    assert (desk.findings.all(scope), desk.capture.notes(scope), desk.keeping.digest()) == live
    assert [one.record_id for one in desk.capture.find("hall", scope)] == []
    desk.capture.delete(desk.capture.notes(scope)[0])
    assert desk.capture.find("one", scope) == []


SOME, LONG = 70, 2_000  # revisions; both more than are read as a whole
SLACK_ROWS = 4  # a page of an index more or less


def lengthen_note(desk: Desk, scope: str, note_id: str, many: int) -> None:
    """Change a note's text many times."""
    note = desk.capture.note(note_id)
    assert note is not None
    parents, entries, words = note.tips, [], []
    for number in range(many):
        said = Words(f"{number:032x}", f"text {number}")
        one = write_revision(
            scope=scope,
            kind="note",
            record=note_id,
            fields={"text": said},
            parents=parents,
            author=desk.identity.key_id,
            written_at="2025-10-14T09:30:00Z",
        )
        parents = (one.entry_id,)
        entries.append(one)
        words.append((one.entry_id, "text", said))
    with desk.acting.sessions.write.begin() as session:
        add_entries(session, entries, here=True)
        add_words(session, words)
        project(session, [note_id])


def lengthen_link(desk: Desk, scope: str, note_id: str, question: str, many: int) -> None:
    """Unmake and make a link again, many times."""
    link = link_id(scope, "link", note_id, question)
    with desk.acting.sessions.read() as session:
        parents = tips_of(session, link)
    entries = []
    for number in range(many):
        one = write_revision(
            scope=scope,
            kind="link",
            record=link,
            ends=(note_id, question),
            fields={},
            parents=parents,
            deleted=number % 2 == 0,
            author=desk.identity.key_id,
            written_at="2025-10-14T09:30:00Z",
        )
        parents = (one.entry_id,)
        entries.append(one)
    with desk.acting.sessions.write.begin() as session:
        add_entries(session, entries, here=True)
        project(session, [link])


@dataclass
class Long:
    """A note with a long past, and a question that it was often linked to."""

    desk: Desk
    scope: str
    note_id: str
    question: str

    @property
    def note(self) -> Note:
        note = self.desk.capture.note(self.note_id)
        assert note is not None
        return note

    def edit(self) -> None:
        self.desk.capture.change_note(self.note, text="another text")

    def undo(self) -> None:
        self.desk.keeping.undo()

    def redo(self) -> None:
        self.desk.keeping.redo()

    def delete(self) -> None:
        self.desk.capture.delete(self.note)

    def list_deleted(self) -> None:
        (one,) = self.desk.history.deleted(self.scope)
        assert (one.record_id, one.words) == (self.note_id, "another text")

    def bring_back(self) -> None:
        (one,) = self.desk.history.deleted(self.scope)
        self.desk.history.bring_back(one)

    def look_for_versions(self) -> None:
        assert self.desk.history.versions(self.note_id) == {}

    def look_back(self) -> None:
        self.desk.history.of(self.note_id)

    def unlink(self) -> None:
        self.desk.capture.change_note(self.note, questions=())

    def link(self) -> None:
        self.desk.capture.change_note(self.note, questions=(self.question,))

    def act(self) -> None:
        """Do what undo has to pass over: one act after another."""
        for _ in range(3):
            self.edit()


def make_long(team: Team, many: int) -> Long:
    desk, scope = team.lead, team.scope
    note_id, _ = desk.capture.keep_note(scope, text="begun", where="hall", questions=team.questions[:1])
    lengthen_note(desk, scope, note_id, many)
    lengthen_link(desk, scope, note_id, team.questions[0], many)
    with desk.acting.sessions.write.begin() as session:
        for number in range(many):
            add_act(session, "keep a note", [f"{number:064x}"])
    return Long(desk, scope, note_id, team.questions[0])


ACTS: tuple[Callable[[Long], None], ...] = (
    Long.edit,
    Long.undo,
    Long.redo,
    Long.unlink,
    Long.undo,
    Long.redo,
    Long.link,
    Long.undo,
    Long.look_back,
    Long.act,
    Long.undo,
    Long.undo,
    Long.redo,
    Long.delete,
    Long.undo,
    Long.delete,
    Long.list_deleted,
    Long.bring_back,
    Long.look_for_versions,
)


def live(long: Long) -> list[tuple[str, int, int, Note | None]]:
    lived = []
    for act in ACTS:
        with asking(long.desk) as asked:
            act(long)
        lived.append((act.__name__, asked.statements, asked.rows, long.desk.capture.note(long.note_id)))
    return lived


def test_acts_on_a_long_past_ask_no_more_than_on_a_short_one(team: Team, tmp_path: Path) -> None:
    other = team.copy(tmp_path / "others")
    some, long = live(make_long(team, SOME)), make_long(other, LONG)
    for (act, statements, rows, _), (same, more, more_rows, _) in zip(some, live(long), strict=True):
        assert act == same
        assert more <= statements, act
        assert more_rows <= rows + (MOST_SHOWN if act == "look_back" else SLACK_ROWS), act
    shown = long.note
    with long.desk.acting.sessions.write.begin() as session:
        rebuild(session)
    assert long.note == shown
    assert (shown.text, shown.where, shown.questions) == ("another text", "hall", (long.question,))
    other.close()


def test_a_long_past_says_what_a_short_one_says(team: Team) -> None:
    long = make_long(team, SOME)
    said = [long.desk.keeping.digest().says]
    for act in (Long.edit, Long.unlink, Long.link, Long.delete):
        act(long)
        said.append(long.desk.keeping.digest().says)
    for before in reversed(said[:-1]):
        long.undo()
        assert long.desk.keeping.digest().says == before
    for after in said[1:]:
        long.redo()
        assert long.desk.keeping.digest().says == after


def test_the_newest_of_a_long_past_is_told_as_all_of_it_tells_it(team: Team) -> None:
    long = make_long(team, 3 * SOME)
    long.desk.capture.change_note(long.note, where="library")
    newest = long.desk.history.of(long.note_id, 50)
    assert newest == long.desk.history.of(long.note_id, 4 * SOME)[: len(newest)]
    assert len(newest) == 50
    assert (newest[0].field, newest[0].before, newest[0].after) == ("where", "hall", "library")


FIELDS = ("title", "text", "wondering", "kind")


@settings(max_examples=20)
@given(seed=st.integers(0, 2**32))
def test_what_tells_of_a_straight_history_tells_what_all_of_it_does(seed: int, first_team: Team) -> None:
    """The few revisions that are read say what all say: now, before any of them, and without any others."""
    desk, scope, chance = first_team.lead, first_team.scope, Random(seed)
    parents: tuple[str, ...] = ()
    record, entries, words = None, [], []
    many, last = chance.randint(66, 80), chance.choice((62, 75, 99))
    for number in range(many):
        names = chance.sample(FIELDS, chance.randint(0 if record else 1, 3))
        said = {name: Words(f"{number:032x}", f"{name} {number}") for name in names}
        one = write_revision(
            scope=scope,
            kind="finding",
            record=record,
            fields=said,
            parents=parents,
            deleted=record is not None and (chance.random() < 0.1 or number > last),
            author=desk.identity.key_id,
            written_at="2025-10-14T09:30:00Z",
        )
        record, parents = one.record_id, (one.entry_id,)
        entries.append(one)
        words += [(one.entry_id, name, each) for name, each in said.items()]
    ids = [one.entry_id for one in entries]
    keep = chance.sample(ids[-12:], chance.randint(0, 3))
    silent = chance.sample(ids[-12:], chance.randint(0, 4))
    with desk.acting.sessions.write() as session:
        add_entries(session, entries, here=True)
        add_words(session, words)
        (whole,) = histories(session, [str(record)])
        (told,) = short_histories(session, [str(record)], keep, silent)
        (now,) = short_histories(session, [str(record)])
        assert len(whole.placed) == len(ids)
        assert len(now.placed) <= len(KINDS["finding"].field_names) + 2
        assert now.look(in_team_view) == whole.look(in_team_view)
        assert now.first.entry_id == whole.first.entry_id
        assert edits(told, keep, silent) == edits(whole, keep, silent)
        (deleted,) = fallen_histories(session, [str(record)])
        assert before_deletion(deleted.placed, deleted.read) == before_deletion(whole.placed, whole.read)
        assert deleted.look(in_team_view) == whole.look(in_team_view)
        session.rollback()


def edits(history: History, keep: list[str], silent: list[str]) -> object:
    try:
        return edits_to_undo(history.placed, history.read, set(keep), set(silent) - set(keep))
    except CannotUndoError:
        return "refused"


def test_a_past_that_is_not_straight_is_read_as_a_whole(team: Team) -> None:
    long = make_long(team, SOME)
    team.hand(long.desk, team.ben)
    finding_id, _ = long.desk.findings.add(long.scope, title="begun")
    lengthen(long.desk, long.scope, finding_id, SOME)
    team.hand(long.desk, team.ben)
    team.ben.findings.change(finding_of(team.ben, long.scope), title="Ben's")
    long.desk.findings.change(finding_of(long.desk, long.scope), title="the lead's")
    team.hand(team.ben, long.desk)
    assert finding_of(long.desk, long.scope).two_versions == ("title",)
    long.desk.findings.change(finding_of(long.desk, long.scope), title="settled")
    long.desk.keeping.undo()
    assert finding_of(long.desk, long.scope).two_versions == ("title",)
    assert long.desk.history.versions(finding_id).keys() == {"title"}
    with long.desk.acting.sessions.read() as session:
        ids = set(session.scalars(select(EntryRow.entry_id).where(EntryRow.record_id == finding_id)))
    assert len({line.entry_id for line in long.desk.history.of(finding_id)}) == len(ids)
