"""The long proofs in a short form, and that they would see a loss if there was one."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from peerdesk.desk import mending
from peerdesk.desk.desk import FILE
from peerdesk.desk.opening import find_key
from peerdesk.storage.engine import open_desk
from torture import kills
from torture.acts import ACTS, Done
from torture.desks import must_hold, open_at, template
from torture.lives import LossError, Tell, live
from torture.older import held_in, held_in_file, later_steps, must_be_old_or_new
from torture.wholes import WHOLES

ROOT = Path(__file__).resolve().parents[2]


def torture(*words: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-m", "torture", *words, "--jobs", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.endswith("no losses\n")
    return ended.stdout


def test_writers_that_are_killed_lose_nothing() -> None:
    said = torture("kills", "--kills", "10")
    counts = re.findall(r"killed [\w ]+? +(\d+) kills, \d+ acts acknowledged, 0 lost", said)
    assert sum(map(int, counts)) >= 10
    assert len(counts) == len(kills.SHARES)


def test_what_fails_below_is_refused_in_a_sentence_and_nothing_is_lost() -> None:
    said = torture("fails", "--fails", "4")
    assert re.search(r"4 tries, \d+ kept, [1-9]\d* refused, \d+ let through, 0 lost", said)


def test_a_full_disk_takes_nothing_that_was_kept() -> None:
    assert re.search(r"[1-9]\d* refused, 1 times only to be read, 0 lost|NOT RUN", torture("disks", "--disks", "1"))


def test_a_desk_that_is_killed_on_the_way_to_a_later_version_is_old_or_new_and_copied() -> None:
    said = torture("migrations", "--migrations", "2", "--notes", "40")
    assert re.search(r"migrations +2 kills, \d+ copies looked at, 0 lost", said)
    assert re.search(r"2 tries at [\d,]+ calls, \d opened, \d refused, 0 lost", said)


def test_days_of_four_laptops_a_stick_and_a_server_end_in_one_digest() -> None:
    said = torture("days", "--days", "1")
    assert re.search(r"1 days,.*[1-9]\d* files,.* 1 on PostgreSQL,.* 0 lost", said)


@pytest.mark.parametrize("loses", ["a row", "a column", "the version"])
def test_a_migration_that_loses_something_is_seen(tmp_path: Path, loses: str) -> None:
    made = template()
    folder = made.copy(tmp_path / "desk")
    key = find_key(folder, made.shelf)[1]
    old = held_in_file(folder / FILE, key)
    engine = open_desk(folder / FILE, key, steps=later_steps())
    new = held_in(engine, old.schema)
    assert must_be_old_or_new(new, old, new.schema)
    with engine.begin() as connection:
        if loses == "a row":
            connection.execute(text("DELETE FROM note WHERE seq = (SELECT min(seq) FROM note)"))
            connection.execute(text("DELETE FROM setting"))
        elif loses == "a column":
            connection.execute(text("ALTER TABLE draft DROP COLUMN context"))
        else:
            connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    columns = {name: said for name, said in old.schema.items() if name != "draft"}
    found = held_in(engine, columns)
    engine.dispose()
    with pytest.raises(LossError):
        must_be_old_or_new(found, replace(old, content={one: old.content[one] for one in columns}), new.schema)


def test_a_mending_that_is_killed_before_the_copy_is_in_place_still_finds_what_was_written_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, folder, aside = WHOLES["in its place"], tmp_path / "desk", mending.set_aside
    whole.prepare(folder)

    def killed(*words: Any) -> None:
        aside(*words)
        raise KeyboardInterrupt

    with monkeypatch.context() as patches:
        patches.setattr(mending, "set_aside", killed)
        with pytest.raises(KeyboardInterrupt):
            whole.work(folder, lambda **_: None)
    whole.look(folder, False)
    whole.work(folder, lambda **_: None)
    whole.look(folder, True)


def test_a_window_that_is_killed_loses_nothing_that_it_said_was_saved() -> None:
    said = torture("windows", "--windows", "1")
    assert re.search(r"1 killed: pictures, [1-9]\d* said to be saved: pictures, 0 lost", said)


def test_what_is_typed_is_nowhere_in_clear() -> None:
    said = torture("canaries", "--canaries", "1")
    assert re.search(r"\d\d words typed, \d+ files looked at, 0 written in clear , 0 found in clear", said)


@pytest.mark.parametrize("act", ["keep a note", "keep a draft", "add a picture", "make a copy"])
def test_what_is_missing_is_seen(tmp_path: Path, act: str) -> None:
    made = template()
    desk = open_at(made.copy(tmp_path / "desk"), made, 0)
    empty = open_at(made.copy(tmp_path / "empty"), made, 0)
    said: Done = ACTS[act](desk, made.scope, 2)
    must_hold(desk, said, made.scope, rebuild=True)
    with pytest.raises(LossError, match="said to be saved"):
        must_hold(empty, said, made.scope)
    desk.close()
    empty.close()


def test_an_older_version_is_a_loss(tmp_path: Path) -> None:
    made = template()
    desk = open_at(made.copy(tmp_path / "desk"), made, 0)
    said = ACTS["keep a note"](desk, made.scope, 2)
    with pytest.raises(LossError, match="said to be saved"):
        must_hold(desk, {name: number + 1 for name, number in said.items()}, made.scope)
    desk.close()


def test_a_child_that_sees_a_loss_is_heard(capfd: pytest.CaptureFixture[str]) -> None:
    def work(tell: Tell) -> None:
        tell(begun=1)
        raise LossError("a note is gone")

    with pytest.raises(LossError):
        live(work, 5)
    assert "a note is gone" in capfd.readouterr().err


def test_a_child_is_killed_in_the_middle() -> None:
    def work(tell: Tell) -> None:
        while True:
            tell(more=1)

    life = live(work, 0.05, from_first_word=True)
    assert life.killed
    assert life.said


def test_an_empty_file_among_the_copies_is_no_copy_and_stops_none(tmp_path: Path) -> None:
    made = template()
    desk = open_at(made.copy(tmp_path / "desk"), made, 0)
    desk.keeping.back_up()
    (desk.folder / "copies" / "2025-10-14T080000Z.backup").touch()
    assert desk.keeping.back_up().stat().st_size > 0
    desk.close()
