"""The report handed over, signed by one or by two at once, corrected after it was final; and findings that move."""

import hashlib
from pathlib import Path

import pytest

from peerdesk.desk.acting import NotYoursError
from peerdesk.desk.desk import Desk, start_here
from peerdesk.domain.editions import corrects, next_state
from peerdesk.domain.outcome import Finding, Section
from peerdesk.paths import resources
from tests.people import Clock, Team, pack, take

FONTS = resources() / "fonts"


@pytest.fixture
def section(team: Team) -> str:
    """A section that the lead began from a finding on a note."""
    lead, scope = team.lead, team.scope
    told = lead.capture.keep_note(scope, text="say it", seen_at="2027-03-09T09:08", questions=team.questions[:1])[0]
    lead.findings.add(
        scope, question=team.questions[0], title="Talk comes first.", text=f"It does [[{told}]].", agreed=True
    )
    text = f"### What works well\n\n*Talk comes first.* It does [[{told}]].\n\n*This section stands on 1 observation.*"
    return lead.reports.add_section(scope, "question", question=team.questions[0], text=text)[0]


def one(desk: Desk, scope: str) -> tuple[Section, Finding]:
    return desk.reports.sections(scope)[0], desk.findings.all(scope)[0]


def test_each_handing_over_is_kept_with_its_file_once(team: Team, section: str) -> None:
    editions, scope = team.lead.editions, team.scope
    plan = team.lead.plan.look(scope)
    assert plan is not None
    team.lead.plan.change(plan.review, check_by="2025-10-21")
    assert next_state(editions.all(scope)) == "on the day"
    editions.keep(scope, "on the day", b"%PDF-1")
    editions.keep(scope, "for checking", b"%PDF-2")
    editions.keep(scope, "for checking", b"%PDF-2")
    page, report = editions.all(scope)
    assert (page.state, page.handed_on, page.check_by) == ("on the day", "2025-10-14", "2025-10-21")
    assert (report.pdf, report.signoff) == (hashlib.sha256(b"%PDF-2").hexdigest(), "")
    assert editions.document(report) == b"%PDF-2"
    assert next_state(editions.all(scope)) == "final"
    with pytest.raises(NotYoursError):
        team.ben.editions.keep(scope, "for checking", b"%PDF-3")


def test_what_changed_since_is_told_part_by_part(team: Team, section: str) -> None:
    lead, scope = team.lead, team.scope
    lead.editions.keep(scope, "for checking", b"%PDF-1")
    (first,) = lead.editions.all(scope)
    assert lead.editions.differences(first) == ()
    written, finding = one(lead, scope)
    lead.reports.change_section(written, text=written.text.replace("It does", "It often does"))
    lead.editions.keep(scope, "for checking", b"%PDF-2")
    second = lead.editions.all(scope)[1]
    lead.findings.delete(finding)
    (part,) = lead.editions.differences(first, second)
    assert (part.kind, part.record_id) == ("section", section)
    assert "It does" in part.before
    assert "It often does" in part.after
    assert [(gone.kind, gone.after) for gone in lead.editions.differences(second)] == [("finding", "")]


def test_a_correction_is_said_once_and_stands_in_what_is_signed(team: Team, section: str) -> None:
    lead, scope = team.lead, team.scope
    lead.reports.sign_off(scope, FONTS)
    assert lead.reports.material(scope, "final").signed_on == "2025-10-14"
    lead.editions.keep(scope, "final", b"%PDF-1")
    assert not corrects(lead.editions.all(scope), stale=False)
    written, _ = one(lead, scope)
    lead.reports.change_section(written, text=written.text + "\n\nMore.")
    assert corrects(lead.editions.all(scope), stale=True)
    lead.editions.correct(scope, "A sentence was added.")
    lead.editions.correct(scope, "One sentence was added.")
    assert not corrects(lead.editions.all(scope), stale=True)
    (told,) = lead.reports.material(scope, "final").corrections
    assert (told.on, told.words) == ("2025-10-14", "One sentence was added.")
    lead.reports.sign_off(scope, FONTS)
    lead.editions.keep(scope, "final", b"%PDF-2")
    final, corrected = lead.editions.all(scope)
    signed = lead.reports.last_sign_off(scope)
    assert signed is not None
    assert (corrected.what_changed, corrected.signoff) == ("One sentence was added.", signed.signoff_id)
    assert final.signoff not in ("", signed.signoff_id)
    lead.keeping.undo()
    assert [bool(each.pdf) for each in lead.editions.all(scope)] == [True, False]


def test_changes_since_it_was_signed_are_named(team: Team, section: str) -> None:
    lead, scope = team.lead, team.scope
    lead.reports.sign_off(scope, FONTS)
    signed = lead.reports.last_sign_off(scope)
    assert signed is not None
    assert (signed.stale, signed.changed, signed.others) == (False, (), ())
    written, finding = one(lead, scope)
    lead.reports.change_section(written, text="Other words.")
    lead.findings.change(finding, title="Talk comes before writing.")
    signed = lead.reports.last_sign_off(scope)
    assert signed is not None
    assert signed.stale
    assert {each.record_id for each in signed.changed} == {section, finding.record_id}


def test_two_who_sign_at_once_are_both_told_and_the_next_signature_settles_it(
    team: Team, section: str, tmp_path: Path
) -> None:
    lead, scope = team.lead, team.scope
    deputy = start_here(tmp_path / "deputy", team.shelf, "Dee", Clock())
    for each, other in ((lead, deputy), (deputy, lead)):
        each.people.add(other.people.mine, typed_words=other.people.words(other.identity.key_id))
    lead.plan.add_member(scope, "Dee", "deputy", key=deputy.identity.key_id)
    take(deputy, pack(lead, scope))
    deputy.reports.sign_off(scope, FONTS)
    lead.reports.sign_off(scope, FONTS)
    take(lead, pack(deputy, scope))
    signed = lead.reports.last_sign_off(scope)
    plan = lead.plan.look(scope)
    assert signed is not None
    assert plan is not None
    roles = {member.record_id: member.role for member in plan.members}
    assert {roles[each.by] for each in (signed, *signed.others)} == {"lead", "deputy"}
    assert not any(each.stale for each in (signed, *signed.others))
    lead.reports.sign_off(scope, FONTS)
    settled = lead.reports.last_sign_off(scope)
    assert settled is not None
    assert settled.others == ()
    deputy.close()


def test_a_finding_that_moved_is_offered_and_taken_over_where_it_stood(team: Team, section: str) -> None:
    lead, scope = team.lead, team.scope
    assert lead.editions.changed_findings(scope) == []
    written, finding = one(lead, scope)
    lead.reports.change_section(written, text=written.text.replace("What works well", "What works"))
    lead.findings.change(finding, text=finding.text.replace("It does", "It does in every lesson that we saw"))
    (changed,) = lead.editions.changed_findings(scope)
    assert "It does in every lesson that we saw" in changed.now
    lead.reports.change_section(lead.reports.sections(scope)[0], text=changed.text)
    text = lead.reports.sections(scope)[0].text
    assert text.startswith("### What works\n\n*Talk comes first.* It does in every lesson that we saw [[")
    assert "It does [[" not in text
    assert lead.editions.changed_findings(scope) == []


def test_a_finding_that_moved_comes_last_where_the_lead_wrote_it_anew(team: Team, section: str) -> None:
    lead, scope = team.lead, team.scope
    written, finding = one(lead, scope)
    lead.reports.change_section(written, text="My own words.")
    lead.findings.change(finding, title="Talk comes before writing.", text="So we saw.")
    (changed,) = lead.editions.changed_findings(scope)
    assert changed.text == "My own words.\n\n*Talk comes before writing.* So we saw."
