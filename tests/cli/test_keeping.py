"""`peerdesk backup`, `restore`, `check` and `rescue`, as they are typed."""

import json
import os
from pathlib import Path

import pytest
from sqlalchemy import text

from peerdesk.desk.opening import find_key
from peerdesk.keys.vault import PassphraseVault
from peerdesk.storage.engine import open_desk
from peerdesk.storage.failures import StorageError
from tests.cli.typing_words import Answer, type_words


class Laptop:
    """A desk that a passphrase opens, and a review on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(os.environ["PEERDESK_HOME"])
        self.passphrase = folder / "passphrase.txt"
        self.passphrase.write_text("four words that nobody guesses\n")
        self.run("start", "Anita Shah")
        self.run("review", "new", "123456", "--name", "Saltmarsh Primary School")

    def run(self, *words: str, typed: str = "") -> Answer:
        return type_words(("--passphrase-file", str(self.passphrase), *words), typed)

    def json(self, *words: str) -> dict[str, object]:
        code, out, err = self.run("--json", *words)
        assert code == 0, err
        said: dict[str, object] = json.loads(out)
        return said

    @property
    def file(self) -> Path:
        return self.folder / "desk.db"


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path)


def test_a_copy_is_made_listed_looked_at_and_brought_back(laptop: Laptop, tmp_path: Path) -> None:
    assert laptop.run("restore")[1] == "There is no copy yet.\n"
    code, out, _ = laptop.run("backup", "--drive", str(tmp_path))
    assert (code, "A second copy is on" in out) == (0, True)
    copies = laptop.json("restore")["copies"]
    assert isinstance(copies, list)
    assert [one["sound"] for one in copies] == [True, True]
    assert [one["removable"] for one in copies] == [False, True]
    assert laptop.json("restore", copies[0]["path"], "--preview")["comes"] == {}
    assert laptop.json("restore", copies[1]["path"])["restored"] is True
    code, _, err = laptop.run("restore", "nothing")
    assert (code, "nothing" in err) == (1, True)


def test_a_damaged_file_is_found_set_aside_and_rescued(laptop: Laptop, tmp_path: Path) -> None:
    assert laptop.run("check") == (0, "Everything is as it was written.\n", "")
    laptop.run("backup")
    content = bytearray(laptop.file.read_bytes())
    content[10 * 4096 + 50] ^= 1
    laptop.file.write_bytes(content)
    code, out, _ = laptop.run("check")
    assert (code, "cannot be read" in out) == (1, True)
    code, out, _ = laptop.run("restore")
    assert (code, "set aside" in out) == (0, True)
    assert laptop.run("check")[0] == 0
    aside = next(one for one in laptop.folder.iterdir() if ".aside" in one.name)
    code, _, err = laptop.run("rescue", str(aside), str(tmp_path / "saved"))
    assert code == 0, err
    assert "Saltmarsh Primary School" in (tmp_path / "saved" / "notes.txt").read_text()
    assert laptop.run("check", "--mend")[0] == 0


def test_recovery_words_rescue_where_the_computer_has_forgotten(laptop: Laptop, tmp_path: Path) -> None:
    words = laptop.run("recovery", "new")[1].splitlines()[0]
    laptop.run("recovery", "confirm", typed=words + "\n")
    for vault in (*laptop.folder.glob("*.vault"), *laptop.folder.glob("*.key")):
        vault.unlink()
    out = tmp_path / "saved"
    code, _, err = laptop.run("rescue", str(laptop.file), str(out), "--words", typed=words + "\n")
    assert code == 0, err
    assert "Saltmarsh" in (out / "notes.txt").read_text()


def test_a_file_that_is_busy_elsewhere_is_never_set_aside(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise StorageError("Your notes are busy in another window of PeerDesk.", "Wait until it is done there.")

    laptop.run("backup")
    before = laptop.file.read_bytes()
    monkeypatch.setattr("peerdesk.cli.keeping_commands.open_here", busy)
    code, _, err = laptop.run("restore")
    assert (code, "busy" in err) == (1, True)
    assert laptop.file.read_bytes() == before
    assert [one for one in laptop.folder.iterdir() if ".aside" in one.name] == []


def test_what_was_only_computed_is_named_and_made_anew(laptop: Laptop) -> None:
    laptop.run("note", "Saltmarsh", "kept")
    vault = PassphraseVault.from_file(laptop.folder, laptop.passphrase)
    engine = open_desk(laptop.file, find_key(laptop.folder, vault)[1])
    with engine.begin() as connection:
        connection.execute(text("UPDATE note SET text = 'made'"))
    engine.dispose()
    code, out, err = laptop.run("check")
    said = out.splitlines()
    assert (code, said[0]) == (1, "Things that are shown other than they were written: 1.")
    assert said[1] == "  PeerDesk can make this anew from what was written; no word of yours is touched."
    assert err.splitlines() == ["Not everything is as it was written.", "Make anew what can be: peerdesk check --mend."]
    assert laptop.run("check", "--mend") == (0, "Everything is as it was written.\n", "")
    assert "kept" in laptop.run("search", "kept")[1]
