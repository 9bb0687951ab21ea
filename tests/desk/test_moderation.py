"""Where the school stands, on real desks: one act each, undone, and two versions where two laptops disagree."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from peerdesk.domain.outcome import Moderation
from tests.people import Team, start_team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    team = start_team(tmp_path)
    yield team
    team.close()


def only(team: Team) -> Moderation:
    (one,) = team.lead.moderations.all(team.scope)
    return one


def test_levels_reasons_and_evidence_are_kept_and_undone(team: Team) -> None:
    desk = team.lead
    desk.moderations.begin(team.scope, "talk", school_level="How we work", team_level="Taking shape")
    desk.moderations.cite(only(team), ["n" * 64, "n" * 64, "m" * 64])
    assert only(team).evidence == ("n" * 64, "m" * 64)
    desk.moderations.uncite(only(team), "n" * 64)
    desk.moderations.change(only(team), level="Taking shape")
    said = only(team)
    assert (said.school_level, said.team_level, said.level) == ("How we work", "Taking shape", "Taking shape")
    desk.keeping.undo()
    assert only(team).level == ""
    desk.moderations.delete(only(team))
    assert desk.moderations.all(team.scope) == []
    desk.keeping.undo()
    assert only(team).team_level == "Taking shape"


def test_a_characteristic_is_begun_once_by_one_hand(team: Team) -> None:
    first, _ = team.lead.moderations.begin(team.scope, "talk", team_level="Taking shape")
    again, _ = team.lead.moderations.begin(team.scope, "talk", reasons="because")
    assert first == again
    assert (only(team).team_level, only(team).reasons) == ("Taking shape", "because")


def test_two_laptops_that_differ_leave_two_versions(team: Team) -> None:
    team.lead.moderations.begin(team.scope, "talk", team_level="Taking shape")
    team.hand(team.lead, team.ben)
    (bens,) = team.ben.moderations.all(team.scope)
    team.ben.moderations.change(bens, team_level="How we work")
    team.lead.moderations.change(only(team), team_level="First steps")
    team.hand(team.ben, team.lead)
    assert only(team).two_versions == ("team_level",)
