"""Pictures before they are kept: what was agreed, and what lies on a phone."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from peerdesk.desk.pictures import camera_folders, list_pictures, read_file
from peerdesk.errors import PictureError
from tests.people import Team


def put(path: Path, at: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (40, 30), "white").save(path)
    os.utime(path, (at, at))
    return path


def test_the_pictures_of_a_phone_are_listed_newest_first_and_not_opened(tmp_path: Path) -> None:
    phone = tmp_path / "phone"
    old, new = put(phone / "DCIM" / "Camera" / "old.jpg", 1_000), put(phone / "DCIM" / "100APPLE" / "new.PNG", 2_000)
    (phone / "DCIM" / "Camera" / "film.mp4").write_bytes(b"film")
    put(phone / "DCIM" / ".thumbnails" / "tiny.jpg", 3_000)
    (phone / "DCIM" / "Camera" / "broken.heic").write_bytes(b"")
    os.utime(phone / "DCIM" / "Camera" / "broken.heic", (500, 500))
    before = {path: path.stat().st_atime_ns for path in phone.rglob("*") if path.is_file()}
    assert camera_folders([phone, tmp_path / "nothing"]) == [phone / "DCIM"]
    assert camera_folders([tmp_path]) == [phone / "DCIM"]  # as Linux shows a phone: one folder deeper
    found = list_pictures(phone / "DCIM")
    assert [one.path for one in found] == [new, old, phone / "DCIM" / "Camera" / "broken.heic"]
    assert {path: path.stat().st_atime_ns for path in before} == before
    assert list_pictures(tmp_path / "gone") == []


def test_looking_can_be_stopped(tmp_path: Path) -> None:
    for number in range(5):
        put(tmp_path / f"{number}.jpg", number)

    def stop(count: int) -> None:
        if count == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list_pictures(tmp_path, stop)


def test_a_small_one_is_made_in_memory_and_nothing_is_left_behind(team: Team, tmp_path: Path) -> None:
    path = put(tmp_path / "phone" / "canary.jpg", 1_000)
    before = sorted(team.ben.folder.rglob("*"))
    assert Image.open(io.BytesIO(team.ben.pictures.glance(path))).size == (40, 30)
    assert sorted(team.ben.folder.rglob("*")) == before
    with pytest.raises(PictureError, match="cannot be read"):
        read_file(tmp_path / "gone.jpg")


def test_what_was_agreed_is_said_and_nothing_asks_for_one_act_more(team: Team) -> None:
    assert team.ben.pictures.agreed(team.scope).asks
    plan = team.lead.plan.look(team.scope)
    assert plan is not None
    team.lead.plan.change(plan.review, photographs="displays")
    assert not team.lead.pictures.agreed(team.scope).asks
    assert team.lead.pictures.agreed(team.scope).said.startswith("The school said yes to displays.")
    assert team.lead.pictures.agreed("0" * 64).said == ""


def test_who_kept_it_or_leads_says_what_it_shows(team: Team, tmp_path: Path) -> None:
    note_id, _ = team.ben.capture.keep_note(team.scope, text="a wall", questions=[team.questions[0]])
    note = team.ben.capture.note(note_id)
    assert note is not None
    team.ben.capture.add_picture(note, put(tmp_path / "wall.png", 1).read_bytes(), "wall.png", "")
    team.hand(team.ben, team.cara, team.lead)
    (picture,) = team.ben.pictures.undescribed(team.scope)
    mine = [desk.pictures.mine_to_describe(team.scope)(picture) for desk in (team.ben, team.cara, team.lead)]
    assert mine == [True, False, True]
    team.ben.pictures.describe(picture, "a wall of drafts")
    assert team.ben.pictures.undescribed(team.scope) == []
    team.ben.keeping.undo()
    assert len(team.ben.pictures.undescribed(team.scope)) == 1
