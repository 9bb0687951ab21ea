"""Copies: when they are made, what lies beside them, and the second one on a drive."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from peerdesk.desk.desk import FILE, HEADER, open_with_phrase
from peerdesk.desk.restoring import restore
from peerdesk.errors import PeerDeskError
from peerdesk.storage.backup import what_is_unsound
from peerdesk.storage.connecting import connect_file
from peerdesk.storage.failures import WrongKeyError
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


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 9000, -8192, -4096, -2000, -1])
def test_an_empty_or_cut_copy_is_never_sound(team: Team, size: int) -> None:
    copy, (key, *_) = team.lead.keeping.back_up(), team.lead.recovery.copy_keys()
    assert what_is_unsound(copy, key) == []
    copy.write_bytes(copy.read_bytes()[:size])
    try:
        assert what_is_unsound(copy, key) != []
    except WrongKeyError:
        assert size == 4095, "of less than a page nobody can tell whose it is"
    listed = team.lead.keeping.copies()
    assert [one.sound for one in listed] == [False]
    assert team.lead.keeping.check_copy(listed[0]).sound is False
    copy.unlink()
    assert what_is_unsound(copy, key) != []
    assert not copy.exists(), "looking makes no file"


def test_a_file_without_any_of_our_tables_is_not_sound(team: Team, tmp_path: Path) -> None:
    key, other = team.lead.recovery.copy_keys()[0], tmp_path / "other.backup"
    engine = connect_file(other, key)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE something (one)")
    engine.dispose()
    assert what_is_unsound(other, key) != []


def test_a_drive_that_keeps_nothing_of_what_it_takes_is_found_out(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.lead.keeping.choose_drive(tmp_path)
    monkeypatch.setattr("peerdesk.desk.copies.shutil.copyfile", lambda _, target: Path(target).write_bytes(b""))
    team.lead.keeping.back_up()
    assert "could not be read back" in team.lead.keeping.second_copy()
    assert [one.removable for one in team.lead.keeping.copies()] == [False]


def test_a_flipped_bit_is_found_when_a_copy_is_read_to_its_end(team: Team) -> None:
    copy = team.lead.keeping.back_up()
    assert team.lead.keeping.copies()[0].checked, "it was read when it was made"
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)
    listed = team.lead.keeping.copies()[0]
    assert (listed.sound, listed.checked) == (True, False)
    read = team.lead.keeping.check_copy(listed)
    assert (read.sound, read.checked) == (False, True)
    assert not team.lead.keeping.copies()[0].sound, "what was found out is not forgotten"


def test_each_copy_says_why_it_was_made_also_on_the_drive(team: Team, tmp_path: Path) -> None:
    keeping, clock = team.lead.keeping, team.clocks[LEAD]
    keeping.choose_drive(tmp_path)
    keeping.copy_if_due(clock.at, "start")
    clock.at += timedelta(hours=2)
    keeping.copy_if_due(clock.at)
    restore(team.lead, keeping.back_up())
    team.ben.packages.give(team.scope, "team", tmp_path / "Ben.peerdesk")
    team.lead.packages.merge(team.lead.packages.preview(tmp_path / "Ben.peerdesk"))
    said = [(one.why, one.place) for one in keeping.copies() if not one.removable]
    assert said == [("bringing-in", ""), ("bringing-back", ""), ("asked", ""), ("hour", ""), ("start", "")]
    assert [one.why for one in keeping.copies() if one.place == tmp_path.name] == [why for why, _ in said]


def test_it_is_told_whether_the_drive_is_in_and_on_which_disk(team: Team, tmp_path: Path) -> None:
    keeping = team.lead.keeping
    assert keeping.look_at_drive() is None
    keeping.choose_drive(tmp_path / "STICK")
    drive = keeping.look_at_drive()
    assert drive is not None
    assert (drive.name, drive.is_in) == ("STICK", False)
    (tmp_path / "STICK").mkdir()
    drive = keeping.look_at_drive()
    assert drive is not None
    assert (drive.is_in, drive.same_disk) == (True, True)
