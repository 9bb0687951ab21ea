"""A double click opens PeerDesk, and no longer when that is taken back."""

import shutil
import subprocess
from pathlib import Path

import pytest

from peerdesk.desk.association import associate, take_back

COMMAND = ["/A place/100%/peerdesk"]


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Somebody's own settings, who has a program of their own for something else."""
    for name, folder in (("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config")):
        (tmp_path / folder).mkdir()
        monkeypatch.setenv(name, str(tmp_path / folder))
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "config" / "mimeapps.list").write_text("[Default Applications]\ntext/plain=vim.desktop\n")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_is_registered_for_this_person_and_taken_back_without_a_trace(person: Path) -> None:
    before = files(person / "config")
    associate(COMMAND)
    entry = (person / "data" / "applications" / "peerdesk.desktop").read_text()
    assert 'Exec="/A place/100%%/peerdesk" open %F\n' in entry
    assert "MimeType=application/x-peerdesk;" in entry
    assert '"*.peerdesk"' in (person / "data" / "mime" / "packages" / "peerdesk.xml").read_text()
    take_back()
    take_back()
    ours = [name for name in files(person / "data") if "peerdesk" in Path(name).name]
    assert ours == []
    assert files(person / "config") == before


@pytest.mark.parametrize("ending", ["", ";"])
def test_what_the_person_chose_for_other_files_stays(person: Path, ending: str) -> None:
    chosen = person / "config" / "mimeapps.list"
    text = chosen.read_text()
    chosen.write_text(f"{text}application/x-peerdesk=peerdesk.desktop{ending}\ntext/html=web.desktop\n")
    take_back()
    assert chosen.read_text() == f"{text}text/html=web.desktop\n"


def test_the_desktop_s_own_check_finds_the_entry_sound(person: Path) -> None:
    associate(COMMAND)
    entry = person / "data" / "applications" / "peerdesk.desktop"
    if check := shutil.which("desktop-file-validate"):
        assert subprocess.run([check, str(entry)], check=False, capture_output=True).stdout == b""
    keys = dict(line.split("=", 1) for line in entry.read_text().splitlines() if "=" in line)
    assert (keys["Type"], keys["Name"], keys["Terminal"]) == ("Application", "PeerDesk", "false")
