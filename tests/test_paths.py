from pathlib import Path

import pytest

from peerdesk.paths import data_folder, resources


def test_the_typeface_lies_in_the_resources() -> None:
    assert (resources() / "fonts" / "OFL.txt").is_file()


def test_a_person_says_where_desks_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERDESK_HOME", str(tmp_path / "desks"))
    assert data_folder() == tmp_path / "desks"
    assert not data_folder().exists()


def test_a_relative_folder_stays_the_same_when_the_program_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEERDESK_HOME", "desks")
    monkeypatch.chdir(tmp_path)
    assert data_folder() == tmp_path / "desks"


def test_without_a_word_the_system_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PEERDESK_HOME")
    assert data_folder().name == "PeerDesk"
    assert data_folder().is_absolute()
