"""A part in the review is a right: it can be changed and taken away, and nothing that was written goes with it."""

import pytest

from peerdesk.desk.acting import NotYoursError
from peerdesk.desk.desk import Desk
from peerdesk.domain.review import Member
from tests.people import Team


def _member(team: Team, desk: Desk) -> Member:
    plan = team.lead.plan.look(team.scope)
    assert plan is not None
    return next(one for one in plan.members if one.key == desk.identity.key_id)


def _marked(team: Team) -> dict[str, bool]:
    return {note.text: note.marked for note in team.lead.capture.notes(team.scope)}


def test_who_learns_is_a_reviewer_from_the_day_that_the_lead_says_so(team: Team) -> None:
    team.dan.capture.keep_note(team.scope, text="seen in training")
    team.hand(team.dan, team.lead)
    assert _marked(team) == {"seen in training": True}
    team.lead.plan.change(_member(team, team.dan), role="reviewer")
    team.hand(team.lead, team.dan)
    plan = team.dan.plan.look(team.scope)
    assert plan is not None
    assert plan.my_role == "reviewer"
    team.dan.findings.add(team.scope, title="Dan may make findings now")
    team.meet()
    assert [one.title for one in team.lead.findings.all(team.scope)] == ["Dan may make findings now"]
    assert len({desk.keeping.digest() for desk in team.desks.values()}) == 1


def test_a_reviewer_who_leaves_the_team_writes_no_more_and_loses_nothing(team: Team) -> None:
    team.ben.capture.keep_note(team.scope, text="before")
    team.hand(team.ben, team.lead)
    team.ben.capture.keep_note(team.scope, text="not given yet")
    team.lead.plan.delete(_member(team, team.ben))
    team.lead.capture.keep_note(team.scope, text="the lead's")
    team.hand(team.ben, team.lead)
    assert _marked(team) == {"before": False, "the lead's": False}, "what was not kept by the end is held"
    team.hand(team.lead, team.ben)
    with pytest.raises(NotYoursError):
        team.ben.capture.keep_note(team.scope, text="after")


def test_a_reviewer_gives_nobody_a_part(team: Team) -> None:
    with pytest.raises(NotYoursError):
        team.ben.plan.change(_member(team, team.cara), role="shadow")
    assert _member(team, team.cara).role == "reviewer"


def test_the_founder_stays_lead_whatever_the_list_says(team: Team) -> None:
    team.lead.plan.change(_member(team, team.lead), role="reviewer")
    plan = team.lead.plan.look(team.scope)
    assert plan is not None
    assert plan.my_role == "lead"
