"""What goes out before a visit, from the command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from peerdesk.keys import passphrase
from tests.cli.test_commands import Laptop


@pytest.fixture(scope="module", autouse=True)
def _guesses_cost_little() -> Iterator[None]:
    costly = passphrase.Cost
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passphrase, "Cost", lambda *given: costly(*given) if given else costly(64, 1, 1))
        yield


@pytest.fixture(scope="module")
def anita(tmp_path_factory: pytest.TempPathFactory) -> Laptop:
    laptop = Laptop(tmp_path_factory.mktemp("day") / "anita")
    laptop.ask("start", "Anita Shah")
    laptop.ask("review", "new", "999991", "--name", "Saltmarsh Primary", "--day", "2025-10-14")
    assert laptop.ask_json("visit", "begin", "Saltmarsh")["activities"] > 10
    return laptop


@pytest.mark.parametrize(
    ("paper", "ending", "begins"),
    [
        ("pack", "pdf", b"%PDF"),
        ("letter", "pdf", b"%PDF"),
        ("letter", "docx", b"PK"),
        ("note", "docx", b"PK"),
        ("calendar", "ics", b"BEGIN:VCALENDAR"),
    ],
)
def test_each_paper_is_written_and_is_the_same_twice(
    anita: Laptop, tmp_path: Path, paper: str, ending: str, begins: bytes
) -> None:
    one, other = tmp_path / f"one.{ending}", tmp_path / f"other.{ending}"
    for path in (one, other):
        assert str(path) in anita.ask("visit", paper, "Saltmarsh", path)
    assert one.read_bytes().startswith(begins)
    assert one.read_bytes() == other.read_bytes()


def test_a_calendar_can_be_one_person_s(anita: Laptop, tmp_path: Path) -> None:
    anita.ask("visit", "calendar", "Saltmarsh", tmp_path / "anita.ics", "--person", "anita")
    assert (tmp_path / "anita.ics").read_bytes().count(b"BEGIN:VEVENT") == 4  # the day, and the team’s own meetings
    assert "Anita Shah" in anita.refused("visit", "calendar", "Saltmarsh", tmp_path / "tom.ics", "--person", "Tom")


def test_what_there_is_to_look_at_is_said(anita: Laptop) -> None:
    said = anita.ask_json("visit", "look", "Saltmarsh")
    assert any(one.startswith("Nobody goes yet to") for one in said["clashes"])
    assert {"rule", "sentence", "reason"} == set(said["rules"][0])
    assert "trained" in anita.ask("visit", "look", "Saltmarsh")


def test_a_day_is_begun_once(anita: Laptop) -> None:
    assert "already" in anita.refused("visit", "begin", "Saltmarsh")


def test_what_cannot_be_written_is_a_sentence(anita: Laptop, tmp_path: Path) -> None:
    anita.refused("visit", "pack", "Saltmarsh", tmp_path / "no such folder" / "pack.pdf")
