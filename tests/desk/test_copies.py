"""Copies: when they are made, what lies beside them, and the second one on a drive."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from peerdesk.desk.desk import FILE, HEADER, open_with_phrase
from peerdesk.errors import PeerDeskError
from tests.people import LEAD, Clock, Shelf, Team


def texts(team: Team) -> list[str]:
    return sorted(one.text for one in team.lead.capture.notes(team.scope))


def test_a_copy_is_made_every_hour_and_not_sooner(team: Team) -> None:
    keeping, clock = team.lead.keeping, team.clocks[LEAD]
    assert keeping.copy_if_due(clock.at) is not None
    assert keeping.copy_if_due(clock.at + timedelta(minutes=59)) is None
    clock.at += timedelta(hours=1)
    assert keeping.copy_if_due(clock.at) is not None
    assert keeping.copy_if_due(clock.at - timedelta(days=1)) is not None, "a clock that was set back"
    assert len(keeping.copies()) == 3


def test_copies_are_listed_the_newest_first_and_a_damaged_one_is_told(team: Team) -> None:
    first = team.lead.keeping.back_up()
    second = team.lead.keeping.back_up()
    content = bytearray(first.read_bytes())
    first.write_bytes(bytes(4096) + content[4096:])
    listed = team.lead.keeping.copies()
    assert [(one.path, one.sound) for one in listed] == [(second, True), (first, False)]
    assert listed[0].size_bytes == second.stat().st_size > 0
    assert listed[0].made_at > listed[1].made_at


def test_what_lies_in_a_copys_pair_opens_on_a_new_laptop_by_the_words(team: Team, tmp_path: Path) -> None:
    words = team.lead.recovery.make_words()
    team.lead.recovery.confirm(words)
    team.lead.capture.keep_note(team.scope, text="kept")
    copy = team.lead.keeping.back_up()
    laptop = tmp_path / "new laptop"
    laptop.mkdir()
    shutil.copy(copy, laptop / FILE)
    shutil.copy(copy.with_suffix(".json"), laptop / HEADER)
    desk = open_with_phrase(laptop, Shelf(), words, Clock())
    assert [one.text for one in desk.capture.notes(team.scope)] == ["kept"]
    desk.close()


def test_the_second_copy_is_made_as_long_as_the_drive_is_in(team: Team, tmp_path: Path) -> None:
    drive, keeping = tmp_path / "drive", team.lead.keeping
    keeping.choose_drive(drive)
    keeping.back_up()
    assert "is not in" in keeping.second_copy()
    assert not drive.exists()
    drive.mkdir()
    first = keeping.back_up()
    assert keeping.second_copy() == f"A second copy is on {drive}."
    carried = [one for one in keeping.copies() if one.removable]
    assert [one.path.name for one in carried] == [first.name]
    assert carried[0].sound
    assert carried[0].path.read_bytes() == first.read_bytes()
    assert carried[0].path.with_suffix(".json").read_bytes() == (team.lead.folder / HEADER).read_bytes()
    keeping.choose_drive(None)
    keeping.back_up()
    assert (keeping.second_copy(), keeping.drive()) == ("", None)


def test_two_desks_on_one_drive_keep_apart(team: Team, tmp_path: Path) -> None:
    for desk in (team.lead, team.ben):
        desk.keeping.choose_drive(tmp_path)
        desk.keeping.back_up()
    assert [sum(one.removable for one in desk.keeping.copies()) for desk in (team.lead, team.ben)] == [1, 1]


def test_a_full_drive_is_a_sentence_and_the_first_copy_stands(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: Path, target: Path) -> None:
        Path(target).write_bytes(b"half")
        raise OSError(28, "No space left on device")

    team.lead.keeping.choose_drive(tmp_path)
    monkeypatch.setattr("peerdesk.desk.copies.shutil.copyfile", full)
    copy = team.lead.keeping.back_up()
    assert "make room" in team.lead.keeping.second_copy()
    assert [one.path for one in team.lead.keeping.copies()] == [copy]
    assert list(tmp_path.rglob("*.unfinished")) == []


def test_a_copy_is_checked_page_by_page_before_it_counts(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    from peerdesk.storage import backup

    whole = backup._copy

    def damaging(engine: object, path: Path) -> None:
        whole(engine, path)  # type: ignore[arg-type]
        content = bytearray(path.read_bytes())
        content[-2000] ^= 1
        path.write_bytes(content)

    monkeypatch.setattr(backup, "_copy", damaging)
    with pytest.raises(PeerDeskError):
        team.lead.keeping.back_up()
    assert list((team.lead.folder / "copies").iterdir()) == []
