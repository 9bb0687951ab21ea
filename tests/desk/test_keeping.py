"""Undo, copies and the two fingerprints."""

from pathlib import Path

import pytest

from peerdesk.desk.desk import FILE, Desk
from peerdesk.desk.undoing import ChangedSinceError, NothingToUndoError
from peerdesk.domain.evidence import Note
from peerdesk.domain.outcome import Finding
from peerdesk.storage.failures import StorageError
from tests.people import BEN, LEAD, Team


def note_of(desk: Desk, record_id: str) -> Note:
    note = desk.capture.note(record_id)
    assert note is not None
    return note


def finding_of(desk: Desk, scope: str) -> Finding:
    return desk.findings.all(scope)[0]


def undo_all(desk: Desk) -> int:
    times = 0
    while desk.keeping.last_act():
        desk.keeping.undo()
        times += 1
    return times


def test_undo_returns_says(team: Team) -> None:
    desk, scope = team.lead, team.scope
    undo_all(desk)
    says = [desk.keeping.digest().says]
    first, _ = desk.capture.keep_note(scope, text="one", questions=team.questions)
    says.append(desk.keeping.digest().says)
    desk.capture.change_note(note_of(desk, first), text="two", questions=team.questions[:1])
    says.append(desk.keeping.digest().says)
    desk.capture.change_note(note_of(desk, first), text="three", where="hall")
    says.append(desk.keeping.digest().says)
    desk.findings.add(scope, title="a finding", notes=[first])
    says.append(desk.keeping.digest().says)
    desk.findings.uncite(desk.findings.citations(scope)[0])
    says.append(desk.keeping.digest().says)
    desk.findings.change(finding_of(desk, scope), title="another", agreed=True)
    says.append(desk.keeping.digest().says)
    desk.capture.delete(note_of(desk, first))
    says.append(desk.keeping.digest().says)
    assert len(set(says)) == len(says)
    for before in reversed(says[:-1]):
        desk.keeping.undo()
        assert desk.keeping.digest().says == before
    assert desk.capture.notes(scope) == []
    with pytest.raises(NothingToUndoError):
        desk.keeping.undo()


def test_undoing_a_settlement_opens_it_again(team: Team) -> None:
    scope = team.scope
    team.ben.findings.add(scope, title="begun", text="said")
    team.hand(team.ben, team.lead, team.cara)
    for desk, title in ((team.lead, "the lead's"), (team.cara, "Cara's"), (team.ben, "Ben's")):
        desk.findings.change(finding_of(desk, scope), title=title)
    team.hand(team.ben, team.lead)
    team.hand(team.cara, team.lead)
    lead = team.lead
    opened = lead.keeping.digest().says
    assert finding_of(lead, scope).two_versions == ("title",)
    lead.findings.change(finding_of(lead, scope), title="settled", text="and more")
    assert finding_of(lead, scope).two_versions == ()
    lead.keeping.undo()
    assert finding_of(lead, scope).two_versions == ("title",)
    assert lead.keeping.digest().says == opened


def test_undoing_what_settled_a_deletion_opens_it_again(team: Team) -> None:
    scope = team.scope
    team.ben.findings.add(scope, title="begun")
    team.hand(team.ben, team.lead)
    team.lead.findings.delete(finding_of(team.lead, scope))
    team.ben.findings.change(finding_of(team.ben, scope), title="wanted")
    team.hand(team.ben, team.lead)
    opened = team.lead.keeping.digest().says
    assert finding_of(team.lead, scope).two_versions == ("deleted",)
    team.lead.findings.change(finding_of(team.lead, scope), agreed=True)
    assert finding_of(team.lead, scope).two_versions == ()
    team.lead.keeping.undo()
    assert team.lead.keeping.digest().says == opened


def test_what_somebody_else_wrote_on_top_is_not_undone(team: Team) -> None:
    scope = team.scope
    team.lead.findings.add(scope, title="begun")
    team.hand(team.lead, team.ben)
    team.ben.findings.change(finding_of(team.ben, scope), title="Ben's")
    team.hand(team.ben, team.lead)
    before = team.lead.keeping.digest()
    with pytest.raises(ChangedSinceError):
        team.lead.keeping.undo()
    assert team.lead.keeping.digest() == before


def test_undo_leaves_alone_what_somebody_else_said_elsewhere(team: Team) -> None:
    scope = team.scope
    team.lead.findings.add(scope, title="begun")
    team.lead.findings.change(finding_of(team.lead, scope), title="changed")
    team.hand(team.lead, team.ben)
    team.ben.findings.change(finding_of(team.ben, scope), text="Ben's")
    team.hand(team.ben, team.lead)
    team.lead.keeping.undo()
    finding = finding_of(team.lead, scope)
    assert (finding.title, finding.text, finding.two_versions) == ("begun", "Ben's", ())


def test_a_finding_stays_for_whoever_wrote_in_it(team: Team) -> None:
    scope = team.scope
    team.lead.findings.add(scope, title="begun")
    team.hand(team.lead, team.ben)
    team.ben.findings.change(finding_of(team.ben, scope), text="Ben's")
    team.hand(team.ben, team.lead)
    team.lead.keeping.undo()
    assert (finding_of(team.lead, scope).title, finding_of(team.lead, scope).text) == ("", "Ben's")


def test_undo_outlives_a_restart(team: Team) -> None:
    note_id, _ = team.ben.capture.keep_note(team.scope, text="kept")
    team.ben.close()
    desk = team.open(BEN, team.ben.folder)
    assert desk.keeping.last_act() == "keep a note"
    desk.keeping.undo()
    assert desk.capture.note(note_id) is None


def test_a_link_stays_for_whoever_made_it_too(team: Team) -> None:
    note_id, _ = team.ben.capture.keep_note(team.scope, text="linked")
    team.hand(team.ben, team.lead)
    for desk in (team.lead, team.ben):
        desk.capture.change_note(note_of(desk, note_id), questions=team.questions[:1])
    team.hand(team.ben, team.lead)
    team.lead.keeping.undo()
    assert note_of(team.lead, note_id).questions == team.questions[:1]


def test_a_copy_opens_and_says_the_same(team: Team, tmp_path: Path) -> None:
    team.lead.capture.keep_note(team.scope, text="kept")
    path = team.lead.keeping.back_up()
    said = team.lead.keeping.digest()
    again = team.put_back(LEAD, path, tmp_path / "another laptop")
    assert again.keeping.digest() == said
    assert [one.text for one in again.capture.notes(team.scope)] == ["kept"]


def test_no_clock_takes_the_copies_that_there_are(team: Team) -> None:
    for year in (2025, 2099, 1970):
        team.clocks[LEAD].set_year(year)
        newest = team.lead.keeping.back_up()
    kept = sorted(one.name[:4] for one in newest.parent.glob("*.backup"))
    assert kept == ["1970", "2025", "2099"]
    assert {one.suffix for one in newest.parent.iterdir()} == {".backup", ".json"}


def test_a_copy_that_cannot_be_written_leaves_nothing_and_says_so(team: Team) -> None:
    folder = team.lead.folder / "copies"
    folder.write_text("a file in its place")
    before = team.lead.keeping.digest()
    with pytest.raises(StorageError):
        team.lead.keeping.back_up()
    assert team.lead.keeping.digest() == before
    assert (team.lead.folder / FILE).is_file()
