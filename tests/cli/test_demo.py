"""The whole day by one command, as `make run` lives it where there is no screen."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from peerdesk.cli.desk_commands import MADE_BY, PASSPHRASE
from peerdesk.cli.settings import now
from peerdesk.desk.desk import Desk, open_here
from peerdesk.desk.record import open_record_of
from peerdesk.domain.entries import read_words
from peerdesk.intake.demo import read_demo
from peerdesk.keys.vault import PassphraseVault
from peerdesk.paths import resources
from peerdesk.storage.schema import EntryRow, WordsRow
from tests.export.report.making import flaws

ROOT = Path(__file__).parents[2]


def demo(out: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "peerdesk", "--json", "demo", "--out", str(out)],
        cwd=ROOT,
        env={**os.environ, "PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a day; an earlier one had left something there."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / MADE_BY).touch()
    (folder / "laptops").mkdir()
    (folder / "laptops" / "of yesterday").write_text("old")
    return folder


@pytest.fixture(scope="module")
def said(out: Path) -> Any:
    ended = demo(out)
    assert (ended.returncode, ended.stderr) == (0, "")
    return json.loads(ended.stdout)


def open_laptop(out: Path, whose: str) -> Desk:
    folder = out / "laptops" / whose
    return open_here(folder, PassphraseVault.from_file(folder, out / PASSPHRASE), now)


def test_what_an_earlier_day_left_is_gone(said: Any, out: Path) -> None:
    assert not (out / "laptops" / "of yesterday").exists()
    assert {"plan", "briefing", "notes", "bring in", "sign off", "record"} <= {one["what"] for one in said["steps"]}
    for step in said["steps"]:
        assert (out / step["where"]).exists()


def test_the_lead_says_what_was_printed(said: Any, out: Path) -> None:
    lead = open_laptop(out, next(one.record_id for one in day().people if one.role == "lead"))
    assert lead.keeping.digest().says == said["digest"]
    lead.close()


def day() -> Any:
    return read_demo(resources() / "demo")


def test_every_pdf_keeps_to_both_standards(said: Any, out: Path) -> None:
    made = sorted(out.glob("*.pdf"))
    assert len(made) == 3
    for path in made:
        assert flaws(path.read_bytes()) == [], path.name


def test_the_record_holds_no_raw_note(said: Any, out: Path) -> None:
    coordinator = open_laptop(out, "coordinator")
    record = open_record_of(coordinator, f"sqlite:///{out / 'record.db'}")
    with record._acting.look() as session:
        kinds = set(session.scalars(select(EntryRow.kind).distinct()))
        words = [read_words(line).value for line in session.scalars(select(WordsRow.line))]
    record.close()
    coordinator.close()
    assert kinds.isdisjoint(
        {
            "answer",
            "look",
            "prompt",
            "note",
            "finding",
            "jotting",
            "link",
            "citation",
            "attachment",
            "activity",
            "reply",
        }
    )
    everything = json.dumps(words, ensure_ascii=False)
    for one in (*day().notes, *day().jottings, *(said for said in day().answers if said.text)):
        assert one.text not in everything
    assert "Wrenholt" in everything


def test_nothing_of_the_day_lies_there_in_clear(said: Any, out: Path) -> None:
    words = [one.text.encode() for one in day().notes]
    for path in (one for one in out.rglob("*") if one.is_file() and one.suffix not in (".pdf", ".txt")):
        content = path.read_bytes()
        assert not any(one in content for one in words), path.name


@pytest.mark.parametrize("name", ["a folder", "a file"])
def test_what_is_somebody_elses_stays(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    theirs = place
    if name == "a folder":
        place.mkdir()
        theirs = place / "thesis.txt"
    theirs.write_text("years of work")
    ended = demo(place)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert len(ended.stderr.splitlines()) == 2
    assert theirs.read_text() == "years of work"
