"""Whose badges count, to and from OpenSSH; and a person who brings a key of their own."""

import subprocess
from pathlib import Path

import pytest

from tests.cli.test_commands import Laptop


@pytest.fixture
def anita(tmp_path: Path) -> Laptop:
    return begun(tmp_path, "Anita Shah")


def begun(folder: Path, name: str, *more: object) -> Laptop:
    laptop = Laptop(folder / name.split()[0])
    laptop.ask("start", name, *more)
    return laptop


def badge_of(laptop: Laptop, folder: Path) -> tuple[Path, str]:
    said = laptop.ask_json("badge", "show", "--save", folder)
    return Path(said["file"]), said["words"]


def test_what_leaves_comes_back_on_another_laptop(tmp_path: Path, anita: Laptop) -> None:
    ben, cara = begun(tmp_path, "Ben Okoro"), begun(tmp_path, "Cara Lind")
    badge, words = badge_of(ben, tmp_path)
    anita.ask("badge", "add", badge, "--words", words)
    listed = tmp_path / "allowed_signers"
    assert anita.ask_json("roster", "export", listed)["people"] == 2
    cara.ask("badge", "add", badge)
    said = cara.ask_json("roster", "import", listed)
    assert (said["confirmed"], said["expected"]) == (["Ben Okoro"], ["Anita Shah"])
    lead, _ = badge_of(anita, tmp_path)
    assert cara.ask_json("badge", "add", lead)["confirmed"] is True
    assert cara.ask_json("roster", "import", listed)["confirmed"] == ["Anita Shah", "Ben Okoro"]


def test_somebody_with_another_key_stays_as_they_are(tmp_path: Path, anita: Laptop) -> None:
    badge, words = badge_of(begun(tmp_path, "Ben Okoro"), tmp_path)
    anita.ask("badge", "add", badge, "--words", words)
    (tmp_path / "other").mkdir()
    other = begun(tmp_path / "other", "Ben Okoro")
    listed = tmp_path / "allowed_signers"
    other.ask("roster", "export", listed)
    said = anita.ask("roster", "import", listed)
    assert said == "Ben Okoro has another badge here. Nothing was changed; ask them for their six words.\n"
    later, _ = badge_of(other, tmp_path / "other")
    assert anita.ask_json("badge", "add", later)["confirmed"] is False


def test_what_is_no_list_is_refused(tmp_path: Path, anita: Laptop) -> None:
    for data in (b"", b"rubbish\n", b"\xff\xfe"):
        (tmp_path / "list").write_bytes(data)
        assert "no list of badges" in anita.refused("roster", "import", tmp_path / "list")
    assert "no list of badges" in anita.refused("roster", "import", tmp_path / "gone")


def test_an_openssh_key_signs_as_it_signed_before(tmp_path: Path) -> None:
    key = tmp_path / "id_ed25519"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "anita", "-f", key], check=True)
    anita = begun(tmp_path, "Anita Shah", "--key", key)
    line = anita.ask_json("badge", "show")["line"]
    assert line == " ".join(key.with_suffix(".pub").read_text().split()[:2])


def test_keys_of_other_kinds_are_refused(tmp_path: Path) -> None:
    rsa, closed = tmp_path / "rsa", tmp_path / "closed"
    subprocess.run(["ssh-keygen", "-q", "-t", "rsa", "-N", "", "-f", rsa], check=True)
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "secret words", "-f", closed], check=True)
    for key in (rsa, closed, tmp_path / "gone"):
        laptop = Laptop(tmp_path / "laptop")
        assert "no Ed25519 key" in laptop.refused("start", "Anita Shah", "--key", key)
