"""A file of phrases is read whole or refused with the place."""

from pathlib import Path

import pytest

from peerdesk.errors import DataFileError
from peerdesk.intake.safety_check import read_safety_check
from peerdesk.paths import resources

PHRASES = resources() / "safeguarding" / "phrases.toml"


@pytest.mark.parametrize(
    ("said", "instead", "words"),
    [
        ('about = "child"', 'about = "pupil"', "it can be child, adult"),
        ("{family}", "{relatives}", "there is no list “relatives”"),
        ("within = 9", "within = true", "whole number"),
        ("in_order = true", "ordered = true", "“ordered” means nothing here"),
        ("near_one_another", "near", "means nothing here"),
        ('near_one_another = ["', 'near_one_another = ["|', "a phrase without words"),
    ],
)
def test_a_file_with_a_fault_is_refused(tmp_path: Path, said: str, instead: str, words: str) -> None:
    text = PHRASES.read_text(encoding="utf-8")
    head, _, patterns = text.partition("[[pattern]]")
    assert said in patterns
    file = tmp_path / "phrases.toml"
    file.write_text(head + "[[pattern]]" + patterns.replace(said, instead), encoding="utf-8")
    with pytest.raises(DataFileError, match=words):
        read_safety_check(file)


def test_a_school_may_add_a_pattern_of_its_own(tmp_path: Path) -> None:
    mine = '[[pattern]]\nid = "ours"\nabout = "adult"\nnear_one_another = ["purple|violet", "{family}"]\nwithin = 4\n'
    file = tmp_path / "phrases.toml"
    file.write_text(f"{PHRASES.read_text(encoding='utf-8')}\n{mine}", encoding="utf-8")
    assert read_safety_check(PHRASES).asks("mum wore violet") is None
    asked = read_safety_check(file).asks("mum wore violet")
    assert asked is not None
    assert asked.about == "adult"


def test_a_file_that_looks_for_nothing_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "phrases.toml"
    file.write_text("near = 3\n[same]\n[lists]\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="nothing to look for"):
        read_safety_check(file)
