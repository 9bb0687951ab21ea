"""The lists of names are read whole, or refused with the place."""

import shutil
from pathlib import Path

import pytest

from peerdesk.errors import DataFileError
from peerdesk.intake.name_words import read_name_guard, read_name_words
from peerdesk.paths import resources

NAMES, DICTIONARY = resources() / "names", resources() / "spelling" / "en_GB.dic"


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return Path(shutil.copytree(NAMES, tmp_path / "names"))


def test_names_that_are_words_are_not_among_those_that_are_none() -> None:
    said = read_name_words(NAMES)
    assert len(said.first_names) > 2000
    assert not set(said.first_names) & set(said.names_and_words)
    assert set(said.never_by_capital) - set(said.titles) - set(said.titles_and_words)


def test_a_school_may_add_a_name_and_a_capital(ours: Path) -> None:
    text = "they drew vuvu, Blorpington on top"
    before = read_name_guard(NAMES, DICTIONARY, {}, ())
    assert [one.words for one in before.find(text)] == ["Blorpington"]
    with (ours / "first_names.txt").open("a", encoding="utf-8") as file:
        file.write("# ours\nVuvu\n")
    after = read_name_guard(ours, DICTIONARY, {}, ["Blorpington"])
    assert [one.words for one in after.find(text)] == ["vuvu"]


@pytest.mark.parametrize(
    ("said", "instead", "words"),
    [
        ("titles = [", "title = [", "“title” means nothing here"),
        ("in_a_year = '", "in_a_year = '(", "cannot be looked for"),
        ("[not_names]", "[no_names]", "“no_names” means nothing here"),
    ],
)
def test_a_file_with_a_fault_is_refused(ours: Path, said: str, instead: str, words: str) -> None:
    file = ours / "words.toml"
    text = file.read_text(encoding="utf-8")
    assert said in text
    file.write_text(text.replace(said, instead, 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=words):
        read_name_words(ours)


def test_a_list_that_is_gone_is_said(ours: Path) -> None:
    (ours / "surnames.txt").unlink()
    with pytest.raises(DataFileError, match=r"surnames\.txt"):
        read_name_words(ours)
