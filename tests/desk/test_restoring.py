"""Bringing a copy back: a union; and a copy in the place of a damaged file."""

import os
from pathlib import Path

import pytest

from peerdesk.desk.checking import check
from peerdesk.desk.desk import FILE, HEADER, DamagedDeskError, open_here
from peerdesk.desk.mending import Mending
from peerdesk.desk.relocking import relock
from peerdesk.desk.restoring import restore, restore_preview
from peerdesk.errors import PeerDeskError
from tests.people import LEAD, Shelf, Team


def texts(team: Team, desk: str = LEAD) -> list[str]:
    return sorted(one.text for one in team.desks[desk].capture.notes(team.scope))


def test_what_a_copy_has_and_the_desk_lacks_comes_and_nothing_goes(team: Team, tmp_path: Path) -> None:
    team.lead.capture.keep_note(team.scope, text="before")
    older = team.lead.keeping.back_up()
    team.lead.capture.keep_note(team.scope, text="both", questions=team.questions)
    team.lead.capture.keep_jotting(team.scope, "mine alone")
    team.lead.capture.keep_draft("now.line", "half a word")
    newer = team.lead.keeping.back_up()
    again = team.put_back(LEAD, older, tmp_path / "another laptop")
    again.capture.keep_note(team.scope, text="only here")
    seen = restore_preview(again, newer)
    assert dict(seen.comes) == {"note": 1, "link": 2, "jotting": 1}
    assert {one.words for one in seen.missing if one.words} == {"both", "mine alone"}
    assert all(one.is_new and not one.is_deleted for one in seen.missing)
    assert seen.typed == ("half a word",)
    assert dict(seen.only_here) == {"note": 1}
    assert texts(team) == ["before", "only here"], "looking changes nothing"
    changes = restore(again, newer)
    assert texts(team) == ["before", "both", "only here"]
    assert {"note", "link", "jotting"} <= changes.kinds
    assert [one.text for one in again.capture.jottings(team.scope)] == ["mine alone"]
    assert [one.text for one in again.capture.drafts()] == ["half a word"]
    assert check(again.engine) == []
    assert dict(restore_preview(again, newer).comes) == {}
    said = again.keeping.digest()
    restore(again, newer)
    assert again.keeping.digest() == said


def test_a_union_is_the_same_from_either_side(team: Team, tmp_path: Path) -> None:
    base = team.lead.keeping.back_up()
    team.lead.capture.keep_note(team.scope, text="one")
    left = team.lead.keeping.back_up()
    twin = team.put_back(f"{LEAD} again", base, tmp_path / "twin")
    twin.capture.keep_note(team.scope, text="two")
    team.hand(team.ben, twin)
    right = twin.keeping.back_up()
    restore(team.lead, right)
    restore(twin, left)
    assert team.lead.keeping.digest() == twin.keeping.digest()
    assert texts(team) == ["one", "two"]
    team.hand(team.lead, team.ben)
    assert texts(team, "Ben Okoro") == ["one", "two"], "what came back can be given"


def test_a_copy_is_made_before_and_the_brought_back_one_stays(team: Team) -> None:
    copy = team.lead.keeping.back_up()
    content = copy.read_bytes()
    restore(team.lead, copy)
    assert len(team.lead.keeping.copies()) == 2
    assert copy.read_bytes() == content
    assert [one.name for one in team.lead.folder.iterdir() if one.name.startswith(".")] == []


def test_what_a_stopped_look_left_goes_after_a_day(team: Team) -> None:
    copy = team.lead.keeping.back_up()
    left, at_work = (team.lead.folder / f".bringing-back-{name}" for name in ("left", "at-work"))
    for folder in (left, at_work):
        folder.mkdir()
        (folder / FILE).write_bytes(b"a copy of the notes")
    os.utime(left, (0, 0))
    restore_preview(team.lead, copy)
    assert not left.exists()
    assert at_work.exists(), "somebody may be looking into it just now"
    assert sorted(team.lead.folder.glob(".bringing-back-*")) == [at_work]


def test_somebody_elses_copy_is_refused_and_nothing_changes(team: Team) -> None:
    team.lead.keeping.back_up()
    copy = team.lead.keeping.copies()[0].path
    theirs = team.ben.keeping.back_up()
    said = team.lead.keeping.digest()
    for one in (theirs, copy.with_name("none.backup")):
        with pytest.raises(PeerDeskError):
            restore(team.lead, one)
    assert team.lead.keeping.digest() == said
    assert len(team.lead.keeping.copies()) == 1, "nothing was begun"


@pytest.mark.parametrize("damage", ["header", "page", "gone", "empty"])
def test_a_copy_takes_the_place_of_a_damaged_file_which_is_set_aside(team: Team, damage: str) -> None:
    team.lead.capture.keep_note(team.scope, text="kept")
    first = team.lead.keeping.back_up()
    second = team.lead.keeping.back_up()
    second.write_bytes(second.read_bytes()[:9000])  # the newest is not the one that is sound
    folder, file = team.lead.folder, team.lead.folder / FILE
    team.lead.close()
    content = bytearray(file.read_bytes())
    if damage == "gone":
        file.unlink()
    else:
        at = 20 if damage == "header" else 5 * 4096 + 20
        content[at] ^= 1
        file.write_bytes(b"" if damage == "empty" else content)
    desk = Mending(folder, team.shelf, team.clocks[LEAD]).put_in_place().desk
    assert [one.text for one in desk.capture.notes(team.scope)] == ["kept"]
    assert check(desk.engine) == []
    aside = [one for one in folder.iterdir() if ".aside" in one.name]
    assert len(aside) == (0 if damage == "gone" else 1)
    if damage in ("header", "page"):
        assert aside[0].read_bytes() == content
    assert first.is_file()
    desk.close()


def test_an_older_key_and_a_lost_header_are_no_hindrance(team: Team) -> None:
    shelf = Shelf()
    shelf.keys |= team.shelf.keys
    team.lead.capture.keep_note(team.scope, text="kept")
    copy = team.lead.keeping.back_up()
    folder = team.lead.folder
    team.lead.close()
    relock(folder, shelf, "", team.clocks[LEAD]).close()
    (folder / FILE).write_bytes(b"gone")
    (folder / HEADER).write_bytes(b"gone")
    with pytest.raises(DamagedDeskError):
        open_here(folder, shelf, team.clocks[LEAD])
    Mending(folder, shelf, team.clocks[LEAD]).put_in_place().desk.close()
    (folder / FILE).write_bytes(b"gone")
    desk = Mending(folder, shelf, team.clocks[LEAD]).put_in_place(copy).desk
    assert [one.text for one in desk.capture.notes(team.scope)] == ["kept"]
    assert desk.recovery.is_key_kept()
    desk.close()


def test_without_a_sound_copy_nothing_is_touched(team: Team) -> None:
    folder = team.lead.folder
    team.lead.close()
    (folder / FILE).write_bytes((folder / FILE).read_bytes()[:9000])
    before = (folder / FILE).read_bytes()
    with pytest.raises(PeerDeskError):
        Mending(folder, team.shelf, team.clocks[LEAD]).put_in_place()
    assert (folder / FILE).read_bytes() == before
