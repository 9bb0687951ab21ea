"""From one version of the tables to the next: a copy first, all steps or none, the same on either database."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Engine, Text, create_engine, insert, inspect, select, text

from peerdesk.desk.checking import check
from peerdesk.desk.desk import open_here
from peerdesk.keys.vault import PassphraseVault
from peerdesk.storage import search
from peerdesk.storage.attachments import put_attachment, put_thumbnail, read_thumbnail
from peerdesk.storage.backup import key_of
from peerdesk.storage.connecting import connect_file
from peerdesk.storage.engine import open_desk, open_record, sessions_on
from peerdesk.storage.failures import NewerDeskError, StorageError
from peerdesk.storage.migrating import STEPS, Steps, migrate, newest, version_in
from peerdesk.storage.schema import VersionRow
from tests.people import Clock
from tests.storage.later import LATER
from tests.storage.server import programs, running

KEY = b"\x07" * 32
DESKS = Path(__file__).parents[1] / "desks"
PASSPHRASE = "four words that nobody guesses"
PLANNED = {
    "0001": ([0, 0, 0], False, False),
    **dict.fromkeys(("0002", "0003", "0004", "0005"), ([1, 1, 1], True, True)),
}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        engine = connect_file(tmp_path / "old.db", KEY)
        yield engine
        engine.dispose()
        return
    where = programs()
    assert where is not None, "install PostgreSQL to run this test"
    with running(where) as url:
        engine = create_engine(url.replace("postgresql", "postgresql+psycopg", 1))
        yield engine
        engine.dispose()


def not_taken(_: Any) -> None:
    raise AssertionError("this step was taken long ago")


def step_to(engine: Engine, steps: Steps = STEPS) -> None:
    """Make tables by nothing but the steps."""
    with engine.begin() as connection:
        VersionRow.metadata.create_all(connection, [VersionRow.__table__])  # type: ignore[list-item]
        connection.execute(insert(VersionRow).values(version_num="0000"))
    migrate(engine, lambda _: None, {"0000": not_taken, **steps})
    with engine.begin() as connection:
        search.create(connection)


def schema_of(engine: Engine) -> dict[str, Any]:
    """Return all that the database tells of its tables, in an order of its own."""
    seen = inspect(engine)
    return {
        name: {
            "columns": [{**one, "type": str(one["type"])} for one in seen.get_columns(name)],
            "key": seen.get_pk_constraint(name),
            "indexes": sorted(seen.get_indexes(name), key=lambda one: one["name"] or ""),
            "unique": sorted(seen.get_unique_constraints(name), key=lambda one: one["name"] or ""),
            "ends": sorted(seen.get_foreign_keys(name), key=lambda one: one["name"] or ""),
        }
        for name in sorted(seen.get_table_names())
    }


def test_the_steps_make_the_tables_of_today(empty: Engine, tmp_path: Path) -> None:
    step_to(empty)
    by_steps = schema_of(empty)
    assert len(by_steps) > 20
    if empty.dialect.name == "sqlite":
        today = open_desk(tmp_path / "today.db", KEY)
    else:
        with empty.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        today = open_record(empty.url.set(drivername="postgresql").render_as_string(), KEY)
    assert schema_of(today) == by_steps
    today.dispose()


def add_column(op: Any) -> None:
    with op.batch_alter_table("note") as batch:
        batch.add_column(Column("mood", Text(), nullable=False, server_default="calm"))
    op.execute("UPDATE draft SET text = 'changed'")


def break_midway(op: Any) -> None:
    op.create_table("fleeting", Column("one", Text()))
    op.drop_table("jotting")
    raise RuntimeError("midway")


def test_all_steps_or_none_and_a_copy_first(empty: Engine) -> None:
    step_to(empty)
    with empty.begin() as connection:
        connection.execute(text("INSERT INTO draft VALUES ('now.line', 'typed', '', '')"))
    before = schema_of(empty)
    copied: list[str] = []
    broken = {"0005": not_taken, "9001": add_column, "9002": break_midway}
    with pytest.raises(RuntimeError, match="midway"):
        migrate(empty, copied.append, broken)
    assert schema_of(empty) == before
    with empty.connect() as connection:
        assert version_in(connection) == "0005"
        assert connection.execute(text("SELECT text FROM draft")).scalar() == "typed"
    assert copied == ["0005"]
    migrate(empty, copied.append, {"0005": not_taken, "9001": add_column})
    with empty.connect() as connection:
        assert version_in(connection) == "9001"
        assert connection.execute(text("SELECT text FROM draft")).scalar() == "changed"
    assert "mood" in [one["name"] for one in schema_of(empty)["note"]["columns"]]
    migrate(empty, copied.append, {"0005": not_taken, "9001": not_taken})
    assert copied == ["0005", "0005"]


def test_without_a_copy_nothing_is_changed_and_a_newer_one_is_refused(empty: Engine) -> None:
    step_to(empty)
    before = schema_of(empty)

    def no_room(_: str) -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        migrate(empty, no_room, {"0005": not_taken, "9001": add_column})
    with pytest.raises(NewerDeskError):
        migrate(empty, no_room, {"0000": not_taken})
    assert schema_of(empty) == before


def test_an_older_desk_is_copied_and_brought_to_this_version_when_it_is_opened(tmp_path: Path) -> None:
    open_desk(tmp_path / "desk.db", KEY).dispose()
    engine = open_desk(tmp_path / "desk.db", KEY, steps={"0005": not_taken, "9001": add_column})
    with engine.connect() as connection:
        assert connection.execute(select(VersionRow.version_num)).scalar() == "9001"
    engine.dispose()
    copies = list((tmp_path / "copies").glob("*.backup"))
    assert [key_of(one, [KEY]) for one in copies] == [KEY]
    old = connect_file(copies[0], KEY, looks=True)
    with old.connect() as connection:
        assert version_in(connection) == "0005"
    old.dispose()


def test_a_step_that_writes_a_table_anew_takes_nothing_that_refers_to_it(tmp_path: Path) -> None:
    engine = open_desk(tmp_path / "desk.db", KEY)
    with sessions_on(engine).write.begin() as session:
        picture = put_attachment(session, b"a picture", "image/png")
        put_thumbnail(session, picture, b"small")
    engine.dispose()
    engine = open_desk(tmp_path / "desk.db", KEY, steps=LATER)
    with sessions_on(engine).read.begin() as session:
        assert read_thumbnail(session, picture) == b"small"
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
    engine.dispose()


def test_a_step_that_loses_what_others_refer_to_is_taken_back(tmp_path: Path) -> None:
    engine = open_desk(tmp_path / "desk.db", KEY)
    with sessions_on(engine).write.begin() as session:
        put_thumbnail(session, put_attachment(session, b"a picture", "image/png"), b"small")

    def lose(op: Any) -> None:
        op.execute("DELETE FROM attachment_bytes")

    with pytest.raises(StorageError, match="as they were"):
        migrate(engine, lambda _: None, {"0005": not_taken, "9001": lose})
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM attachment_bytes")) == 1
        assert version_in(connection) == newest(STEPS)
    engine.dispose()


def test_what_a_newer_peerdesk_wrote_is_refused_and_not_a_byte_of_it_is_changed(tmp_path: Path) -> None:
    open_desk(tmp_path / "desk.db", KEY).dispose()
    open_desk(tmp_path / "desk.db", KEY, steps=LATER).dispose()
    before = bytes_in(tmp_path)
    with pytest.raises(NewerDeskError, match="newer PeerDesk"):
        open_desk(tmp_path / "desk.db", KEY)
    assert bytes_in(tmp_path) == before


def test_a_newer_peerdesk_that_was_killed_finds_all_that_it_wrote_after_an_older_one_was_refused(
    tmp_path: Path,
) -> None:
    there = tmp_path / "there"
    there.mkdir()
    open_desk(there / "desk.db", KEY).dispose()
    engine = open_desk(there / "desk.db", KEY, steps=LATER)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO draft VALUES ('now.line', 'typed', '', '')"))
    here = shutil.copytree(there, tmp_path / "here")  # as it lies there when nobody closes it
    engine.dispose()
    assert (here / "desk.db-wal").stat().st_size
    with pytest.raises(NewerDeskError):
        open_desk(here / "desk.db", KEY)
    engine = open_desk(here / "desk.db", KEY, steps=LATER)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT text FROM draft")) == "typed"
    engine.dispose()


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_a_start_that_has_nothing_to_do_does_not_load_what_does_it() -> None:
    code = "import sys, peerdesk.desk.desk; sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[2]).returncode == 0


@pytest.mark.parametrize("version", [one.name for one in sorted(DESKS.iterdir()) if one.is_dir()])
def test_a_real_desk_of_each_version_opens_and_says_what_it_said(tmp_path: Path, version: str) -> None:
    folder = tmp_path / "laptop"
    shutil.copytree(DESKS / version, folder)
    (tmp_path / "passphrase.txt").write_text(PASSPHRASE + "\n")
    desk = open_here(folder, PassphraseVault.from_file(folder, tmp_path / "passphrase.txt"), Clock())
    assert check(desk.engine) == []
    review = desk.plan.reviews()[0]
    assert review.school_name == "Saltmarsh Primary School"
    notes = desk.capture.notes(review.scope)
    assert sorted(one.text for one in notes) == ["Children talk in pairs.", "The library is open at noon."]
    assert sum(bool(one.questions) for one in notes) == 1
    assert len(desk.capture.jottings(review.scope)) == 0
    assert desk.keeping.digest().says == (folder / "says.txt").read_text().strip()
    plan = desk.plan.look(review.scope)
    assert plan is not None
    planned = [len(rows) for rows in (plan.self_views, plan.contexts, plan.actions)]
    assert (planned, bool(plan.framework), bool(plan.letter)) == PLANNED[version]
    desk.close()


def test_there_is_a_real_desk_of_each_version() -> None:
    assert {one.name for one in DESKS.iterdir() if one.is_dir()} == {*STEPS}


def test_what_an_older_peerdesk_kept_and_could_not_show_is_shown_by_this_one(tmp_path: Path) -> None:
    """Its rows had no place for it; the words were there."""
    folder = tmp_path / "laptop"
    shutil.copytree(DESKS / "0002", folder)
    (tmp_path / "passphrase.txt").write_text(PASSPHRASE + "\n")
    vault = PassphraseVault.from_file(folder, tmp_path / "passphrase.txt")
    desk = open_here(folder, vault, Clock())
    with desk.engine.begin() as connection:
        connection.execute(text("DELETE FROM framework"))
        connection.execute(text("UPDATE review SET invites = ''"))
        connection.execute(text("DELETE FROM setting WHERE name = 'projection.form'"))
    desk.close()
    desk = open_here(folder, vault, Clock())
    plan = desk.plan.look(desk.plan.reviews()[0].scope)
    assert plan is not None
    assert plan.framework is not None
    assert (plan.framework.title, plan.review.invites) == ("Core enquiry", "books")
    desk.close()
