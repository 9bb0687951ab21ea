"""The card must be there, whole, and send each worry to the right person."""

from dataclasses import fields
from pathlib import Path

import pytest

from peerdesk.domain.safeguarding import Card
from peerdesk.errors import DataFileError
from peerdesk.intake.safeguarding import read_card
from peerdesk.paths import resources

CARD = resources() / "safeguarding" / "card.toml"


def test_each_worry_goes_to_the_right_person() -> None:
    rows = {row.about: (row.contact, row.go_to) for row in read_card(CARD).rows}
    assert rows == {
        "a child": ("child", "the designated safeguarding lead, or the deputy"),
        "an adult in school": ("adult", "the headteacher"),
        "the headteacher": ("head", "the chair of governors, or the LADO"),
        "somebody in danger this minute": ("", "999, then the office"),
    }


def test_it_says_to_listen_and_not_to_write_here() -> None:
    card = read_card(CARD)
    assert card.heading == "Somebody may not be safe"
    assert card.words[0].startswith("Stop writing. Listen.")
    assert "Do not write it here." in card.afterwards[0]
    assert "Go to the school office" in card.no_contact


@pytest.mark.parametrize("missing", ["heading", "about", "passed_on", "no_contact"])
def test_a_card_with_a_gap_is_refused(tmp_path: Path, missing: str) -> None:
    lines = CARD.read_text(encoding="utf-8").splitlines()
    with pytest.raises(DataFileError, match=missing):
        read_card(written(tmp_path, [line for line in lines if not line.startswith(missing)]))


def test_a_card_without_anybody_to_go_to_is_refused(tmp_path: Path) -> None:
    lines = CARD.read_text(encoding="utf-8").splitlines()
    with pytest.raises(DataFileError, match="nobody to go to"):
        read_card(written(tmp_path, lines[: lines.index("[[row]]")]))


def written(folder: Path, lines: list[str]) -> Path:
    file = folder / "card.toml"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_a_card_has_nothing_to_write_in() -> None:
    assert {one.name for one in fields(Card)} == {
        "heading",
        "words",
        "rows",
        "afterwards",
        "passed_on",
        "no_contact",
    }
