"""The one file that a desk is: closed to others, whole after a crash, and never half written."""

import resource
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from peerdesk.desk.desk import FILE, Desk
from peerdesk.storage.engine import open_desk, open_record
from peerdesk.storage.failures import NewerDeskError, StorageError, WrongKeyError
from tests.people import LEAD, Team

ROOT = Path(__file__).parents[2]
KEY = b"\x01" * 32
CANARY = "Quokkas-sing-at-noon"
ROUNDS = 30


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


@contextmanager
def little_room(path: Path, more_bytes: int) -> Iterator[None]:
    """Let no file of this process grow longer than one is, and a little more."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    longest = max(one.stat().st_size for one in path.parent.iterdir() if one.is_file())
    resource.setrlimit(resource.RLIMIT_FSIZE, (longest + more_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_is_kept_is_in_no_file_in_clear(team: Team) -> None:
    desk = team.lead
    desk.capture.keep_note(team.scope, text=CANARY, where=CANARY)
    desk.capture.keep_jotting(team.scope, CANARY)
    desk.capture.keep_draft("now.line", CANARY)
    desk.findings.add(team.scope, title=CANARY)
    desk.keeping.back_up()
    open_files = files_of(desk.folder)
    assert any(name.endswith("-wal") and content for name, content in open_files.items())
    desk.close()
    for name, content in [*open_files.items(), *files_of(desk.folder).items()]:
        assert CANARY.encode() not in content, name
        assert b"Saltmarsh" not in content, name
        assert b"SQLite format 3" not in content, name
        assert desk.identity.private.seed not in content, name
        assert desk.identity.private.seed.hex().encode() not in content, name


def test_another_key_does_not_open_it_and_changes_nothing(tmp_path: Path) -> None:
    open_desk(tmp_path / "desk.db", KEY).dispose()
    before = files_of(tmp_path)
    with pytest.raises(WrongKeyError):
        open_desk(tmp_path / "desk.db", b"\x02" * 32)
    assert files_of(tmp_path) == before
    open_desk(tmp_path / "desk.db", KEY).dispose()


def test_plain_sqlite_cannot_read_it(tmp_path: Path) -> None:
    open_desk(tmp_path / "desk.db", KEY).dispose()
    plain = sqlite3.connect(tmp_path / "desk.db")
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM sqlite_master").fetchall()
    plain.close()


@pytest.mark.parametrize("content", [b"SQLite format 3\x00" + b"\x00" * 5000, b"not a file of notes" * 300])
def test_another_programs_file_is_not_taken_for_notes(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "desk.db").write_bytes(content)
    with pytest.raises(WrongKeyError):
        open_desk(tmp_path / "desk.db", KEY)
    assert (tmp_path / "desk.db").read_bytes() == content


def test_what_a_newer_version_wrote_stays_untouched(tmp_path: Path) -> None:
    engine = open_desk(tmp_path / "desk.db", KEY)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    engine.dispose()
    before = files_of(tmp_path)
    with pytest.raises(NewerDeskError):
        open_desk(tmp_path / "desk.db", KEY)
    assert files_of(tmp_path) == before


def test_where_nothing_can_be_written_there_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("in the way")
    for path in (tmp_path / "nowhere" / "desk.db", tmp_path / "a file" / "desk.db", tmp_path):
        with pytest.raises(StorageError):
            open_desk(path, KEY)


@pytest.mark.parametrize("url", ["mysql://x/y", "no url", "sqlite://", "sqlite:////no/such/folder/record.db"])
def test_a_record_that_is_none_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(StorageError):
        open_record(url, KEY)


def test_each_mistake_of_ours_is_left_as_it_is(tmp_path: Path) -> None:
    engine = open_desk(tmp_path / "desk.db", KEY)
    with pytest.raises(Exception, match="no such table") as caught, engine.begin() as connection:
        connection.execute(text("SELECT * FROM nowhere"))
    assert not isinstance(caught.value, StorageError)
    engine.dispose()


def test_a_full_disk_takes_nothing_that_was_saved(team: Team) -> None:
    desk = team.lead
    saved = [desk.capture.keep_note(team.scope, text="before")[0]]

    def fill() -> None:
        for _ in range(100):
            saved.append(desk.capture.keep_note(team.scope, text="a long note " * 2_000)[0])

    with little_room(desk.folder / FILE, 200_000):
        with pytest.raises(StorageError) as caught:
            fill()
        assert "disk" in caught.value.remedy
        assert {one.record_id for one in desk.capture.notes(team.scope)} == {*saved}
    assert len(saved) > 1
    saved.append(desk.capture.keep_note(team.scope, text="after")[0])
    desk.close()
    again = team.open(LEAD, desk.folder)
    assert {one.record_id for one in again.capture.notes(team.scope)} == {*saved}


def test_a_copy_that_finds_no_room_leaves_nothing(team: Team) -> None:
    desk = team.lead
    desk.keeping.back_up()
    before = {one.name for one in (desk.folder / "copies").iterdir()}
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limit[1]))
    try:
        with pytest.raises(StorageError):
            desk.keeping.back_up()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert {one.name for one in (desk.folder / "copies").iterdir()} == before
    assert len(desk.capture.notes(team.scope)) == 0


def test_who_looks_never_waits_for_who_writes(team: Team) -> None:
    desk = team.lead
    desk.capture.keep_note(team.scope, text="before")
    seen: list[list[str]] = []
    with desk.acting.act("keep a note") as act:
        act.add(team.scope, "note", text="not yet")
        looking = threading.Thread(target=lambda: seen.append(texts(desk, team.scope)))
        looking.start()
        looking.join(2)
        assert seen == [["before"]]
    assert sorted(texts(desk, team.scope)) == ["before", "not yet"]


def texts(desk: Desk, scope: str) -> list[str]:
    return [one.text for one in desk.capture.notes(scope)]


def test_two_who_write_take_turns(team: Team) -> None:
    """Two windows on one file: each note is there in the end, and each act is whole."""
    other = team.open(f"{LEAD} again", team.lead.folder)

    def keep(desk: Desk, word: str) -> None:
        for number in range(15):
            desk.capture.keep_note(team.scope, text=f"{word} {number}", questions=team.questions)

    threads = [threading.Thread(target=keep, args=one) for one in ((team.lead, "one"), (other, "two"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    notes = other.capture.notes(team.scope)
    assert len(notes) == 30
    assert all(one.questions == team.questions for one in notes)


def test_nothing_that_was_said_to_be_saved_is_lost_when_the_writer_is_killed(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.storage.killing", str(tmp_path / "laptop"), str(ROUNDS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) > ROUNDS
