from pathlib import Path

import pytest

from peerdesk.keys import passphrase
from tests.cli.test_commands import Laptop


@pytest.fixture(autouse=True)
def _guesses_cost_little(monkeypatch: pytest.MonkeyPatch) -> None:
    costly = passphrase.Cost
    monkeypatch.setattr(passphrase, "Cost", lambda *given: costly(*given) if given else costly(64, 1, 1))


def test_ones_own_notes_are_listed_and_written_as_text(tmp_path: Path) -> None:
    anita = Laptop(tmp_path / "anita")
    anita.ask("start", "Anita Shah")
    anita.ask("review", "new", "999991", "--name", "Saltmarsh Primary", "--question", "Do all speak?")
    assert anita.ask("notes", "Saltmarsh") == "No note of yours yet.\n"
    anita.refused("notes", "Saltmarsh", "--text", tmp_path)
    anita.ask("note", "Saltmarsh", typed="Pairs explain — café #q1 +\nmine alone @me\n".encode())
    assert [one["text"] for one in anita.ask_json("notes", "Saltmarsh")["notes"]] == ["Pairs explain — café"]
    said = anita.ask("notes", "Saltmarsh", "--text", tmp_path)
    (file,) = tmp_path.glob("*notes of Anita*.txt")
    assert str(file) in said
    assert "NOT PROTECTED" in said
    text = file.read_text("utf-8-sig")
    assert "Pairs explain — café" in text
    assert "mine alone" not in text
    anita.ask("notes", "Saltmarsh", "--text", tmp_path / "all.txt", "--only-me")
    assert "mine alone" in (tmp_path / "all.txt").read_text("utf-8-sig")
