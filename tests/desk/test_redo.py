"""Redo is undoing the undo: it brings back what was said, outlives a restart, and ends with the next act."""

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.undoing import ChangedSinceError, NothingToUndoError, Step
from peerdesk.domain.evidence import Note
from peerdesk.domain.outcome import Finding
from peerdesk.paths import resources
from tests.people import BEN, Team


def note_of(desk: Desk, record_id: str) -> Note:
    note = desk.capture.note(record_id)
    assert note is not None
    return note


def finding_of(desk: Desk, scope: str) -> Finding:
    return desk.findings.all(scope)[0]


def says(desk: Desk) -> str:
    return desk.keeping.digest().says


def live_through(desk: Desk, team: Team) -> list[str]:
    """Act seven times; return what the desk said after each."""
    scope, said = team.scope, [says(desk)]
    first, _ = desk.capture.keep_note(scope, text="one", questions=team.questions)
    said.append(says(desk))
    desk.capture.change_note(note_of(desk, first), text="two", questions=team.questions[:1])
    said.append(says(desk))
    desk.findings.add(scope, title="a finding", notes=[first])
    said.append(says(desk))
    desk.findings.uncite(desk.findings.citations(scope)[0])
    said.append(says(desk))
    desk.findings.change(finding_of(desk, scope), title="another", agreed=True)
    said.append(says(desk))
    desk.capture.delete(note_of(desk, first))
    said.append(says(desk))
    desk.findings.delete(finding_of(desk, scope))
    said.append(says(desk))
    return said


def test_back_and_forth_says_what_it_said(team: Team) -> None:
    desk = team.lead
    said = live_through(desk, team)
    for _ in range(2):
        for before in reversed(said[:-1]):
            desk.keeping.undo()
            assert says(desk) == before
        for after in said[1:]:
            desk.keeping.redo()
            assert says(desk) == after
    with pytest.raises(NothingToUndoError):
        desk.keeping.redo()


def test_a_zigzag_says_what_it_said(team: Team) -> None:
    desk = team.lead
    said = live_through(desk, team)
    at = len(said) - 1
    for step in (-3, 1, -2, 3, -4, 2, -1, 3):
        for _ in range(abs(step)):
            (desk.keeping.undo if step < 0 else desk.keeping.redo)()
        at += step
        assert says(desk) == said[at]


def test_redo_outlives_a_restart_and_names_the_act(team: Team) -> None:
    note_id, _ = team.ben.capture.keep_note(team.scope, text="kept")
    assert team.ben.keeping.undo().label == "keep a note"
    team.ben.close()
    desk = team.open(BEN, team.ben.folder)
    step = desk.keeping.redo()
    assert step.label == "keep a note"
    assert note_id in step.records
    assert note_of(desk, note_id).text == "kept"
    assert desk.keeping.last_act() == "keep a note"


def test_a_new_act_ends_what_could_be_done_again(team: Team) -> None:
    desk = team.ben
    desk.capture.keep_note(team.scope, text="first")
    desk.keeping.undo()
    desk.capture.keep_note(team.scope, text="second")
    before = desk.keeping.digest()
    with pytest.raises(NothingToUndoError):
        desk.keeping.redo()
    assert desk.keeping.digest() == before
    desk.keeping.undo()
    assert [one.text for one in desk.capture.notes(team.scope)] == []
    desk.keeping.redo()
    assert [one.text for one in desk.capture.notes(team.scope)] == ["second"]


def test_what_somebody_else_wrote_since_is_not_written_over_by_redo(team: Team) -> None:
    scope = team.scope
    team.lead.findings.add(scope, title="begun")
    team.lead.findings.change(finding_of(team.lead, scope), title="changed")
    team.lead.keeping.undo()
    team.hand(team.lead, team.ben)
    team.ben.findings.change(finding_of(team.ben, scope), title="Ben's")
    team.hand(team.ben, team.lead)
    before = team.lead.keeping.digest()
    with pytest.raises(ChangedSinceError):
        team.lead.keeping.redo()
    assert team.lead.keeping.digest() == before


def test_a_sign_off_is_passed_over_and_named(team: Team) -> None:
    desk, scope = team.lead, team.scope
    desk.findings.add(scope, title="first")
    desk.reports.sign_off(scope, resources() / "fonts")
    step = desk.keeping.undo()
    assert (step.label, step.stays) == ("add a finding", ("sign off",))
    assert desk.reports.last_sign_off(scope) is not None
    assert desk.findings.all(scope) == []
    assert desk.keeping.redo().label == "add a finding"
    assert desk.keeping.undo().stays == ("sign off",)  # it lies on top again


def test_where_only_a_statement_is_left_it_is_named(team: Team) -> None:
    desk = team.lead
    while desk.keeping.last_act():
        desk.keeping.undo()
    with pytest.raises(NothingToUndoError, match="cannot be undone"):
        desk.keeping.undo()
    assert team.scope in [one.scope for one in desk.plan.reviews()]


def test_several_notes_are_changed_in_one_act(team: Team) -> None:
    desk, scope = team.ben, team.scope
    ids = [desk.capture.keep_note(scope, text=text)[0] for text in ("one", "two", "three")]
    desk.capture.change_notes([note_of(desk, one) for one in ids], starred=True, sign="yes")
    assert all(note_of(desk, one).starred for one in ids)
    step: Step = desk.keeping.undo()
    assert step.label == "change 3 notes"
    assert not any(note_of(desk, one).starred for one in ids)
    desk.keeping.redo()
    assert all(note_of(desk, one).sign == "yes" for one in ids)


def test_a_settlement_is_opened_and_settled_again(team: Team) -> None:
    scope = team.scope
    team.ben.findings.add(scope, title="begun")
    team.hand(team.ben, team.lead)
    team.lead.findings.change(finding_of(team.lead, scope), title="the lead's")
    team.ben.findings.change(finding_of(team.ben, scope), title="Ben's")
    team.hand(team.ben, team.lead)
    team.lead.findings.change(finding_of(team.lead, scope), title="settled")
    settled = says(team.lead)
    team.lead.keeping.undo()
    assert finding_of(team.lead, scope).two_versions == ("title",)
    team.lead.keeping.redo()
    assert says(team.lead) == settled


def test_a_report_begun_from_the_findings_is_one_act(team: Team) -> None:
    desk, scope = team.lead, team.scope
    begun = [(None, {"place": "question", "question": one, "text": f"about {one}"}) for one in team.questions]
    desk.reports.begin_sections(scope, begun)
    assert len({one.order for one in desk.reports.sections(scope)}) == len(team.questions)
    assert desk.keeping.undo().label == "begin from the findings"
    assert desk.reports.sections(scope) == []
