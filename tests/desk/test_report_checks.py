"""The report looked at as a whole: what CONTENT's good report raises, and what is raised where something is planted."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from peerdesk.domain.report_checks import Check, ReportText
from peerdesk.intake.demo import read_demo
from peerdesk.paths import resources
from tests.people import Team


def look(team: Team, text: str, *, stands_on_notes: bool = False) -> list[Check]:
    read = [ReportText(("section", "s"), "here", text, stands_on_notes)]
    return [one for one in team.lead.checks.look(team.scope, read) if one.about[0] == "section"]


def kinds(checks: Sequence[Check]) -> list[tuple[str, str]]:
    return [(one.kind, one.words) for one in checks]


@pytest.fixture
def small(team: Team) -> Team:
    plan = team.lead.plan.look(team.scope)
    assert plan is not None
    team.lead.plan.change(plan.review, one_class=True, one_person=("subject leaders", "SENCO"))
    return team


def test_a_good_report_raises_next_to_nothing(small: Team) -> None:
    """The whole report of the practice school, page and all, in the good words that it is known for."""
    day = read_demo(resources() / "demo")
    for person in day.people:
        small.lead.plan.add_member(small.scope, person.name, "reviewer")
    texts = [
        ReportText(
            ("section", one.record_id),
            one.record_id,
            one.text.strip(),
            with_team=one.place in ("page", "how"),
        )
        for one in day.sections
    ]
    assert sum(len(one.text) for one in texts) > 14_000
    raised = [one for one in small.lead.checks.look(small.scope, texts) if one.about[0] == "section"]
    assert {one.kind for one in raised} <= {"word"}
    assert len(raised) <= 3, kinds(raised)


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("Mrs Quennelby asked.", ("name", "Mrs Quennelby")),
        ("The history leader said so.", ("one person", "The history leader")),
        ("The teaching was weak.", ("word", "weak")),
        ("“The teaching was weak”, they said.", None),
        ("Pupils told us so. Mum hits me when I get it wrong.", ("safety", "")),
        ("I’m scared of getting it wrong when it’s hands up.", None),
    ],
)
def test_what_is_planted_is_asked_about(small: Team, text: str, raised: tuple[str, str] | None) -> None:
    found = look(small, text)
    if raised is None:
        assert found == []
    else:
        (one,) = [each for each in found if each.kind == raised[0]]
        assert raised[1] in one.words
        assert text[one.start : one.end] == one.words


def test_what_is_left_stays_left_also_when_it_is_opened_again(small: Team, tmp_path: Path) -> None:
    text = "It stood there. The teaching was weak."
    found = look(small, text, stands_on_notes=True)
    assert [one.kind for one in found] == ["uncited", "uncited", "word"]
    for one in found:
        small.lead.checks.leave(small.scope, one)
    assert look(small, text, stands_on_notes=True) == []
    twin = small.copy(tmp_path / "twin")
    assert look(twin, text, stands_on_notes=True) == []
    assert kinds(look(twin, f"{text} More.", stands_on_notes=True)) == [("uncited", "More.")]
    twin.close()


def test_records_are_asked_about_too(team: Team) -> None:
    lead, scope = team.lead, team.scope
    note = lead.capture.keep_note(scope, text="say it", seen_at="2025-10-14T09:08", questions=team.questions[:1])[0]
    finding, _ = lead.findings.add(scope, question=team.questions[0], title="Talk.", notes=[note])
    assert [(one.kind, one.about) for one in lead.checks.look(scope, [])] == [("not agreed", ("finding", finding))]
    assert lead.checks.look(scope, [], "on the day") == ()
