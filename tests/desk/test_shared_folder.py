"""The stick between four laptops."""

from pathlib import Path

import pytest

from peerdesk.desk.ejecting import NotEjectedError, can_eject, eject, stick_of
from peerdesk.desk.shared_folder import FolderGoneError, FolderLook, bring_in, copy_mine, look_into
from tests.people import BEN, CARA, DAN, LEAD, Team


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def look(team: Team, name: str, stick: Path | None) -> FolderLook:
    return look_into(team.desks[name], stick, team.scope, lambda *_: None)


def give(team: Team, name: str, stick: Path) -> Path:
    desk = team.desks[name]
    plan = desk.plan.look(team.scope)
    assert plan is not None
    return copy_mine(desk, plan, "team", stick)


def test_notes_go_to_the_lead_and_word_comes_back(team: Team, stick: Path) -> None:
    team.ben.capture.keep_note(team.scope, text="one")
    file = give(team, BEN, stick)
    assert file.name == "Notes from Ben Okoro, Saltmarsh Primary School.peerdesk"
    seen = look(team, LEAD, stick)
    assert seen.hub is not None
    assert [one.name for one in seen.hub.missing] == [BEN, CARA, f"{DAN} (in training)"]
    preview = seen.offers[0].preview
    assert preview is not None
    arrival = bring_in(team.lead, preview)
    assert arrival.told
    hub = look(team, LEAD, stick).hub
    assert hub is not None
    assert [one.name for one in hub.there] == [BEN]
    back = look(team, BEN, stick)
    assert back.hub is None
    assert back.sent[0].receipts == (arrival.receipt,)


def test_one_s_own_file_is_one_s_own_and_offers_nothing(team: Team, stick: Path) -> None:
    give(team, BEN, stick)
    (offer,) = look(team, BEN, stick).offers
    assert offer.mine is not None
    assert (offer.mine.kind, offer.preview, offer.trouble) == ("team", None, None)


def test_what_the_lead_closed_for_the_partnership_alone_is_the_lead_s_own(team: Team, stick: Path) -> None:
    plan = team.lead.plan.look(team.scope)
    assert plan is not None
    copy_mine(team.lead, plan, "partnership", stick, [team.ben.people.mine])
    (offer,) = look(team, LEAD, stick).offers
    assert offer.trouble is None
    assert offer.mine is not None
    assert offer.mine.kind == "partnership"


def test_what_one_made_on_another_laptop_of_one_s_own_can_be_brought_in(team: Team, stick: Path) -> None:
    team.ben.keeping.back_up()
    (copy, *_) = (one.path for one in team.ben.keeping.copies())
    clone = team.put_back(f"{BEN} again", copy, team.folder / "clone")
    clone.capture.keep_note(team.scope, text="on my other laptop")
    plan = clone.plan.look(team.scope)
    assert plan is not None
    copy_mine(clone, plan, "team", stick)
    (offer,) = look(team, BEN, stick).offers
    assert offer.preview is not None
    assert offer.preview.known
    bring_in(team.ben, offer.preview)
    assert [one.text for one in team.ben.capture.notes(team.scope)] == ["on my other laptop"]


def test_each_who_brings_it_in_leaves_a_word_and_the_lead_s_comes_first(team: Team, stick: Path) -> None:
    give(team, BEN, stick)
    for name in (CARA, LEAD, DAN):
        offer = next(one for one in look(team, name, stick).offers if one.preview)
        assert offer.preview is not None
        bring_in(team.desks[name], offer.preview)
    words = sorted(path.name for path in stick.glob("*.arrived"))
    assert words == [
        f"Notes from Ben Okoro, Saltmarsh Primary School, arrived at {name}.arrived" for name in (LEAD, CARA, DAN)
    ]
    for _ in range(2):  # nothing is kept twice
        sent = look(team, BEN, stick).sent[0]
        assert [one.by for one in sent.receipts] == [team.desks[name].identity.key_id for name in (LEAD, CARA, DAN)]


def test_new_are_things_and_not_how_often_they_were_changed(team: Team, stick: Path) -> None:
    note, _ = team.ben.capture.keep_note(team.scope, text="one")
    for text in ("two", "three"):
        kept = team.ben.capture.note(note)
        assert kept is not None
        team.ben.capture.change_note(kept, text=text)
    brought = team.lead.packages.preview(give(team, BEN, stick)).brought
    assert (brought.new["note"], brought.begun["note"], brought.changed.get("note", 0)) == (3, 1, 0)
    team.hand(team.ben, team.lead)
    for text in ("four", "five"):
        kept = team.ben.capture.note(note)
        assert kept is not None
        team.ben.capture.change_note(kept, text=text)
    brought = team.lead.packages.preview(give(team, BEN, stick)).brought
    assert (brought.begun.get("note", 0), brought.changed["note"]) == (0, 1)


def test_a_stick_is_known_by_where_it_is_mounted(tmp_path: Path) -> None:
    stick, folder = Path("/media/anita/STICK"), Path("/media/anita/STICK/Review")
    assert stick_of(folder, lambda place: Path(place) in (stick, Path("/"))) == stick
    assert stick_of(tmp_path) is None  # the computer's own disk


def test_what_cannot_be_ejected_says_how_a_person_does_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = tmp_path / "gio"
    command.write_text("#!/bin/sh\necho busy >&2\nexit 1\n")
    command.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert can_eject()
    with pytest.raises(NotEjectedError, match=r"still in use\..*eject sign"):
        eject(tmp_path)
    command.write_text("#!/bin/sh\nexit 0\n")
    eject(tmp_path)


def test_what_leaves_is_counted_and_for_whom_is_said(team: Team) -> None:
    team.ben.capture.keep_note(team.scope, text="one")
    team.ben.capture.keep_jotting(team.scope, "only me")
    leaving = look(team, BEN, None).leaving
    assert leaving is not None
    assert (leaving.notes, leaving.pictures, leaving.findings) == (1, 0, 0)
    assert (leaving.readers, leaving.others) == ((LEAD, CARA, DAN), ())
    team.lead.plan.add_member(team.scope, "On paper", "reviewer")
    lead = look(team, LEAD, None)
    assert lead.leaving is not None
    assert lead.leaving.others == ("On paper",)
    assert lead.hub is not None
    assert "On paper" not in [one.name for one in lead.hub.colleagues]


def test_files_that_are_none_and_words_for_others_harm_nothing(team: Team, stick: Path) -> None:
    (stick / "Holiday.peerdesk").write_bytes(b"a picture")
    (stick / ".hidden.peerdesk").write_bytes(b"")
    (stick / "notes.txt").write_bytes(b"")
    (stick / "Odd.arrived").write_bytes(b"{}")
    offers = look(team, LEAD, stick).offers
    assert [offer.path.name for offer in offers] == ["Holiday.peerdesk"]
    assert offers[0].preview is None
    assert offers[0].trouble is not None


def test_a_name_of_a_school_that_no_disk_takes_is_left_out_of_the_file_s(team: Team, stick: Path) -> None:
    plan = team.lead.plan.look(team.scope)
    assert plan is not None
    team.lead.plan.change(plan.review, school_name="St. Mary's / St: John's?")
    assert give(team, LEAD, stick).name == "Notes from Anita Shah, St Marys St Johns.peerdesk"


def test_a_stick_that_is_out_is_a_sentence(team: Team, stick: Path) -> None:
    stick.rmdir()
    with pytest.raises(FolderGoneError, match="not there any more"):
        look(team, LEAD, stick)


def test_records_of_two_versions_are_found(team: Team) -> None:
    plan = team.lead.plan.look(team.scope)
    assert plan is not None
    for purpose in ("ours", "theirs"):
        team.lead.plan.change(plan.review, purpose=purpose)
    assert [one.two_versions for one in look(team, LEAD, None).disputed] == [("purpose",)]
