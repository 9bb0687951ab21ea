"""Acts of a person: parents are what was shown, all of it is written or nothing, and a part has its limits."""

from collections.abc import Callable
from pathlib import Path

import pytest

from peerdesk.desk.acting import NotYoursError
from peerdesk.desk.desk import (
    FILE,
    HEADER,
    DamagedDeskError,
    Desk,
    DeskHereError,
    KeyGoneError,
    NoDeskError,
    open_here,
    start_here,
)
from peerdesk.domain.evidence import Note
from peerdesk.errors import PeerDeskError
from tests.people import LEAD, Clock, Shelf, Team, take
from tests.storage.pen import Pen


def note_of(desk: Desk, record_id: str) -> Note:
    note = desk.capture.note(record_id)
    assert note is not None
    return note


def test_keep_after_merge_overwrites_nothing(team: Team) -> None:
    scope = team.scope
    team.lead.findings.add(scope, title="begun", text="said")
    team.hand(team.lead, team.ben)
    shown = team.lead.findings.all(scope)[0]
    team.lead.capture.keep_draft("finding:title", "the lead's", "|".join(shown.tips))
    team.ben.findings.change(team.ben.findings.all(scope)[0], title="Ben's", wondering="why?")
    team.hand(team.ben, team.lead)
    assert team.lead.capture.drafts()[0].text == "the lead's"
    team.lead.findings.change(shown, title="the lead's")
    team.hand(team.lead, team.ben)
    for desk in (team.lead, team.ben):
        finding = desk.findings.all(scope)[0]
        assert finding.two_versions == ("title",)
        assert finding.title in ("the lead's", "Ben's")
        assert (finding.text, finding.wondering) == ("said", "why?")


def test_different_fields_merge_by_themselves(team: Team) -> None:
    scope = team.scope
    team.lead.findings.add(scope, title="begun")
    team.hand(team.lead, team.ben)
    team.lead.findings.change(team.lead.findings.all(scope)[0], text="the lead's")
    team.ben.findings.change(team.ben.findings.all(scope)[0], caution="Ben's")
    team.meet()
    finding = team.cara.findings.all(scope)[0]
    assert (finding.title, finding.text, finding.caution) == ("begun", "the lead's", "Ben's")
    assert finding.two_versions == ()


def test_the_same_said_twice_is_no_conflict(team: Team) -> None:
    scope = team.scope
    team.lead.findings.add(scope, title="begun")
    team.hand(team.lead, team.ben)
    for desk in (team.lead, team.ben):
        desk.findings.change(desk.findings.all(scope)[0], title="the same")
    team.meet()
    assert team.cara.findings.all(scope)[0].two_versions == ()


def test_what_says_so_already_makes_no_revision(team: Team) -> None:
    note_id, _ = team.ben.capture.keep_note(team.scope, text="said")
    before = team.ben.keeping.digest()
    changes = team.ben.capture.change_note(note_of(team.ben, note_id), text="said", starred=False)
    assert (changes.records, changes.undo_label) == (frozenset(), "")
    assert team.ben.keeping.digest() == before


def test_an_edit_beside_a_conflict_leaves_it_open_and_settling_closes_it_everywhere(team: Team) -> None:
    scope = team.scope
    team.lead.findings.add(scope, title="begun")
    team.hand(team.lead, team.ben)
    for desk, title in ((team.lead, "one"), (team.ben, "two")):
        desk.findings.change(desk.findings.all(scope)[0], title=title)
    team.meet()
    team.cara.findings.change(team.cara.findings.all(scope)[0], text="beside")
    team.meet()
    shown = team.ben.findings.all(scope)[0]
    assert (shown.text, shown.two_versions) == ("beside", ("title",))
    team.ben.findings.change(shown, title=shown.title)
    team.meet()
    for desk in team.desks.values():
        assert desk.findings.all(scope)[0].two_versions == ()
    assert len({desk.keeping.digest() for desk in team.desks.values()}) == 1


def test_refused_acts_write_nothing(team: Team) -> None:
    scope = team.scope
    note_id, _ = team.ben.capture.keep_note(scope, text="Ben's")
    team.dan.capture.keep_note(scope, text="Dan's")
    team.meet()
    before = {name: desk.keeping.digest() for name, desk in team.desks.items()}
    plan = team.ben.plan.look(scope)
    assert plan is not None
    acts: list[Callable[[], object]] = [
        lambda: team.cara.capture.change_note(note_of(team.cara, note_id), text="Cara's"),
        lambda: team.cara.capture.delete(note_of(team.cara, note_id)),
        lambda: team.dan.findings.add(scope, title="a shadow's"),
        lambda: team.dan.findings.include(team.dan.capture.notes(scope)),
        lambda: team.ben.plan.add(scope, "question", text="Ben's"),
        lambda: team.ben.plan.change(plan.questions[0], text="Ben's"),
        lambda: team.ben.plan.add_member(scope, "Eve", "reviewer"),
        lambda: team.ben.plan.delete(plan.members[0]),
        lambda: team.ben.reports.add_section(scope, "page", text="Ben's"),
    ]
    for act in acts:
        with pytest.raises(NotYoursError):
            act()
    assert {name: desk.keeping.digest() for name, desk in team.desks.items()} == before
    assert [desk.keeping.last_act() for desk in (team.cara, team.ben, team.dan)] == ["", "keep a note", "keep a note"]


def test_an_act_that_breaks_off_writes_nothing(team: Team) -> None:
    before = team.lead.keeping.digest()

    def break_off() -> None:
        with team.lead.acting.act("break") as act:
            act.add(team.scope, "note", text="half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert team.lead.keeping.digest() == before


def test_a_shadows_notes_wait_until_the_lead_includes_them(team: Team) -> None:
    note_id, _ = team.dan.capture.keep_note(team.scope, text="Dan's", questions=team.questions[:1])
    team.hand(team.dan, team.lead)
    note = note_of(team.lead, note_id)
    assert note.marked
    assert team.lead.reports.material(team.scope).notes == ()
    team.lead.findings.include([note])
    (reported,) = team.lead.reports.material(team.scope).notes
    assert (reported.text, reported.questions) == ("Dan's", team.questions[:1])
    team.hand(team.lead, team.dan)
    team.dan.capture.change_note(note_of(team.dan, note_id), text="Dan's later words")
    team.hand(team.dan, team.lead)
    assert team.lead.reports.material(team.scope).notes[0].text == "Dan's"
    assert note_of(team.lead, note_id).text == "Dan's later words"


def test_including_takes_what_was_shown(team: Team) -> None:
    note_id, _ = team.dan.capture.keep_note(team.scope, text="shown")
    team.hand(team.dan, team.lead)
    shown = note_of(team.lead, note_id)
    team.dan.capture.change_note(note_of(team.dan, note_id), text="not shown")
    team.hand(team.dan, team.lead)
    team.lead.findings.include([shown])
    assert team.lead.reports.material(team.scope).notes[0].text == "shown"


def test_a_line_too_long_is_refused_with_a_sentence(team: Team) -> None:
    before = team.ben.keeping.digest()
    with pytest.raises(PeerDeskError):
        team.ben.capture.keep_note(team.scope, text="x" * 300_000)
    assert team.ben.keeping.digest() == before


def test_what_is_kept_is_clean_and_whole(team: Team) -> None:
    typed = "caf\u0065\u0301 \x00\x07“so” \ud800\r\nnext \U0001f600 <b>\u202e"
    note_id, _ = team.ben.capture.keep_note(team.scope, text=typed)
    assert note_of(team.ben, note_id).text == "caf\u00e9 “so” \nnext \U0001f600 <b>\u202e"


def test_a_desk_is_not_begun_twice(team: Team) -> None:
    before = team.lead.keeping.digest()
    with pytest.raises(DeskHereError):
        start_here(team.lead.folder, team.shelf, "Somebody else", Clock())
    assert team.lead.keeping.digest() == before


def test_a_folder_without_notes_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(NoDeskError):
        open_here(tmp_path, Shelf(), Clock())
    assert list(tmp_path.iterdir()) == []


def test_a_vault_without_the_key_is_no_wrong_key(team: Team) -> None:
    with pytest.raises(KeyGoneError):
        open_here(team.lead.folder, Shelf(), Clock())


@pytest.mark.parametrize("header", [b"", b"{}", b"[]", b"\xff", b'{"desk_id": 5}', b'{"desk_id": "../../x"}'])
def test_a_damaged_header_gets_a_sentence(team: Team, header: bytes) -> None:
    team.lead.close()
    (team.lead.folder / HEADER).write_bytes(header)
    with pytest.raises(DamagedDeskError):
        open_here(team.lead.folder, team.shelf, Clock())


def test_an_empty_or_missing_file_is_not_begun_anew(team: Team) -> None:
    team.lead.close()
    file = team.lead.folder / FILE
    whole = file.read_bytes()
    file.write_bytes(b"")
    with pytest.raises(DamagedDeskError):
        open_here(team.lead.folder, team.shelf, Clock())
    file.unlink()
    with pytest.raises(DamagedDeskError):
        open_here(team.lead.folder, team.shelf, Clock())
    assert not file.exists()
    file.write_bytes(whole)
    assert team.open(LEAD, team.lead.folder).plan.reviews()


def test_a_page_that_rotted_gets_a_sentence(team: Team) -> None:
    for number in range(20):
        team.lead.capture.keep_note(team.scope, text=f"note {number} " * 100)
    team.lead.close()
    file = team.lead.folder / FILE
    content = bytearray(file.read_bytes())
    for at in range(20_000, len(content), 4096):
        content[at] ^= 0xFF
    file.write_bytes(content)
    with pytest.raises(PeerDeskError):
        open_here(team.lead.folder, team.shelf, Clock()).capture.notes(team.scope)


def test_a_record_of_a_hundred_versions_is_settled_undone_and_done_again(team: Team) -> None:
    """An edit names thirty-two at most, so others that say nothing gather them."""
    lead = Pen(team.lead, team.scope)
    first = lead.revise({"title": "begun"}, kind="finding")
    versions = [lead.revise({"title": f"version {number}"}, first, kind="finding") for number in range(100)]
    take(team.lead, lead.parcel(first, *versions))
    before = team.lead.keeping.digest().says
    (shown,) = team.lead.findings.all(team.scope)
    assert len(shown.tips) == 100
    team.lead.findings.change(shown, title="settled")
    (settled,) = team.lead.findings.all(team.scope)
    assert (settled.title, settled.two_versions, len(settled.tips)) == ("settled", (), 1)
    team.hand(team.lead, team.cara)
    assert team.cara.findings.all(team.scope)[0].title == "settled"
    assert team.cara.keeping.digest() == team.lead.keeping.digest()
    team.lead.keeping.undo()
    assert team.lead.keeping.digest().says == before
    assert len(team.lead.findings.all(team.scope)[0].tips) == 100
    team.lead.keeping.redo()
    assert team.lead.findings.all(team.scope)[0].title == "settled"
    team.lead.findings.delete(team.lead.findings.all(team.scope)[0])
    assert team.lead.findings.all(team.scope) == []
