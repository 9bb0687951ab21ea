"""The long proofs in a short form, and that they would see a loss if there was one."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from torture import kills
from torture.acts import ACTS, Done
from torture.desks import must_hold, open_at, template
from torture.lives import LossError, Tell, live

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
    said = torture("kills", "--kills", "20")
    counts = re.findall(r"killed [\w ]+? +(\d+) kills, \d+ acts acknowledged, 0 lost", said)
    assert sum(map(int, counts)) >= 20
    assert len(counts) == len(kills.SHARES)


def test_what_fails_below_is_refused_in_a_sentence_and_nothing_is_lost() -> None:
    said = torture("fails", "--fails", "6")
    assert re.search(r"6 tries, \d+ kept, [1-9]\d* refused, \d+ let through, 0 lost", said)


def test_a_full_disk_takes_nothing_that_was_kept() -> None:
    assert re.search(r"[1-9]\d* refused, 1 times only to be read, 0 lost|NOT RUN", torture("disks", "--disks", "1"))


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
