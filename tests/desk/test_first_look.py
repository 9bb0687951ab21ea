"""A first look at a large file: what is in it is said before its pictures are read, and nothing is taken on trust."""

import io
from pathlib import Path

import pytest
from PIL import Image

from peerdesk.desk.capture import Capture
from peerdesk.errors import DamagedPackageError
from peerdesk.intake.pictures import read_picture
from tests.people import Team


@pytest.fixture
def file(team: Team, tmp_path: Path) -> Path:
    note, _ = team.ben.capture.keep_note(team.scope, text="Pairs talk")
    shown = team.ben.capture.note(note)
    assert shown is not None
    for shade in range(3):
        picture = io.BytesIO()
        Image.effect_noise((400, 400), 90 + shade).convert("RGB").save(picture, "PNG")
        Capture(team.ben.acting, read_picture).add_picture(shown, picture.getvalue(), "wall.png", "a wall")
    path = tmp_path / "Ben.peerdesk"
    team.ben.packages.give(team.scope, "team", path)
    return path


def test_a_first_look_says_the_same_and_that_it_was_one(team: Team, file: Path) -> None:
    first, whole = team.lead.packages.preview(file, pictures=False), team.lead.packages.preview(file)
    assert (first.is_whole, whole.is_whole) == (False, True)
    assert first.brought == whole.brought
    team.lead.packages.merge(first)
    assert team.lead.keeping.digest() == team.ben.keeping.digest()
    kept = [sha256 for note in team.lead.capture.notes(team.scope) for sha256 in note.pictures]
    assert [team.lead.capture.picture(one) for one in kept] == [team.ben.capture.picture(one) for one in kept] != []


@pytest.mark.parametrize("spoil", ["cut", "changed"])
def test_what_a_first_look_does_not_see_is_seen_before_anything_is_brought_in(
    team: Team, file: Path, spoil: str
) -> None:
    data = bytearray(file.read_bytes())
    if spoil == "cut":
        del data[-70_000:]
    else:
        data[-70_000] ^= 1
    file.write_bytes(data)
    first = team.lead.packages.preview(file, pictures=False)
    assert first.brought.begun["note"] == 1
    before = team.lead.keeping.digest()
    with pytest.raises(DamagedPackageError):
        team.lead.packages.preview(file)
    with pytest.raises(DamagedPackageError):
        team.lead.packages.merge(first)
    assert team.lead.keeping.digest() == before
    assert team.lead.capture.notes(team.scope) == []
