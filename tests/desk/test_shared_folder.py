"""The stick between four laptops."""

from pathlib import Path

import pytest

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
    assert (seen.people_in, seen.people_missing) == ((), (BEN, CARA, DAN))
    preview = seen.offers[0].preview
    assert preview is not None
    arrival = bring_in(team.lead, preview, "", leads=True)
    assert arrival.told
    assert look(team, LEAD, stick).people_in == (BEN,)
    back = look(team, BEN, stick)
    assert back.offers == []  # one's own is no offer
    assert back.passages[-1].receipt == arrival.receipt.to_bytes().decode()


def test_the_lead_s_word_of_arrival_stands_over_a_colleague_s(team: Team, stick: Path) -> None:
    give(team, BEN, stick)
    for name, leads, by in ((CARA, False, CARA), (LEAD, True, LEAD), (DAN, False, LEAD)):
        preview = look(team, name, stick).offers[0].preview
        assert preview is not None
        bring_in(team.desks[name], preview, "", leads=leads)
        look(team, BEN, stick)
        passage = team.ben.packages.passages(team.scope)[-1]
        assert team.desks[by].identity.key_id in passage.receipt


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
    assert "On paper" not in lead.people_missing


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
