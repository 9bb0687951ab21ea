"""The days of a review on a real desk: begun in one act, looked at, changed at lunch."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from peerdesk.desk.acting import NotYoursError
from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.timetable import RULES, NoDayError
from peerdesk.errors import DataFileError
from peerdesk.paths import resources
from tests.people import Clock, Shelf, Team

DAYS = ("2027-03-09", "2027-03-10")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = start_here(tmp_path / "anita", Shelf(), "Anita", Clock())
    yield desk
    desk.close()


def begun(desk: Desk, days: tuple[str, ...] = DAYS) -> ReviewPlan:
    scope, _ = desk.plan.begin(school_name="Wrenholt", days=days)
    return plan_in(desk, scope)


def plan_in(desk: Desk, scope: str) -> ReviewPlan:
    plan = desk.plan.look(scope)
    assert plan is not None
    return plan


def test_the_framework_s_day_comes_in_one_act_and_goes_in_one(desk: Desk) -> None:
    plan = begun(desk)
    parts = desk.days.framework(plan).day
    desk.days.begin(plan)
    activities = plan_in(desk, plan.scope).activities
    fresh = 2 * sum(not part.only_on for part in parts) + sum(bool(part.only_on) for part in parts)
    assert len(activities) == fresh
    assert [one.title for one in activities if one.time[0] >= DAYS[1]][-1] == "Feedback conversation"
    assert sum(one.title == "Feedback conversation" for one in activities) == 1
    assert {one.time[0][:10] for one in activities} == set(DAYS)
    assert len({one.order for one in activities}) == len(activities)
    lead = plan.members[0].record_id
    assert {one.who for one in activities if one.kind == "meeting"} == {(lead,)}
    desk.keeping.undo()
    assert plan_in(desk, plan.scope).activities == []
    desk.keeping.redo()
    assert len(plan_in(desk, plan.scope).activities) == fresh


def test_half_a_day_has_that_half_and_ends_in_feedback(desk: Desk) -> None:
    plan = begun(desk)
    desk.days.begin(plan, {DAYS[1]: "morning"})
    second = [one for one in plan_in(desk, plan.scope).activities if one.time[0] >= DAYS[1]]
    assert second[-1].title == "Feedback conversation"
    assert second[-1].time[1] < f"{DAYS[1]}T14:00"
    assert not desk.days.look(plan_in(desk, plan.scope)).clashes[1:]  # only that nobody goes there yet


def test_a_visit_without_a_day_says_where_to_give_one(desk: Desk) -> None:
    with pytest.raises(NoDayError, match="no day yet"):
        desk.days.begin(begun(desk, days=()))


def test_only_the_lead_begins(team: Team) -> None:
    before = plan_in(team.ben, team.scope).activities
    with pytest.raises(NotYoursError):
        team.ben.days.begin(plan_in(team.ben, team.scope))
    assert plan_in(team.ben, team.scope).activities == before


def test_what_clashes_and_what_is_not_kept_is_said(desk: Desk) -> None:
    plan = begun(desk)
    who = (plan.members[0].record_id,)
    for title in ("Walk", "Books"):
        desk.plan.add(plan.scope, "activity", title=title, time=("2027-03-09T09:00", "2027-03-09T09:30"), who=who)
    look = desk.days.look(plan_in(desk, plan.scope))
    assert [one.sentence for one in look.clashes] == [
        "Anita is in two places from 09:00 to 09:30 on Tuesday 9 March: “Walk” and “Books”."
    ]
    assert {one.rule_id for one in look.unkept} == {"lead-trained", "three-or-four"}


def test_a_partnership_s_own_rules_stand_in_place_of_ours(desk: Desk) -> None:
    plan = begun(desk)
    shipped = (resources() / "plan" / RULES).read_text(encoding="utf-8")
    (desk.folder / RULES).write_text(shipped.split("[[rule]]")[0], encoding="utf-8")
    assert desk.days.look(plan).unkept == []
    (desk.folder / RULES).write_text("[lunch]\nfrom = 3\n", encoding="utf-8")
    with pytest.raises(DataFileError):
        desk.days.look(plan)


def test_changing_the_day_at_lunch_loses_nothing_that_was_written(desk: Desk) -> None:
    plan = begun(desk)
    activity, _ = desk.plan.add(plan.scope, "activity", title="Walk", time=("2027-03-09T13:00", "2027-03-09T13:45"))
    note, _ = desk.capture.keep_note(plan.scope, text="Pairs talk", activity=activity, seen_at="2027-03-09T13:10")
    shown = plan_in(desk, plan.scope).activities[0]
    desk.plan.change(shown, time=("2027-03-09T14:00", "2027-03-09T14:30"), who=(plan.members[0].record_id,))
    kept = desk.capture.note(note)
    assert kept is not None
    assert (kept.activity, kept.seen_at, kept.text) == (activity, "2027-03-09T13:10", "Pairs talk")
    desk.plan.delete(plan_in(desk, plan.scope).activities[0])
    assert [one.text for one in desk.capture.notes(plan.scope)] == ["Pairs talk"]
    desk.keeping.undo()
    assert [one.record_id for one in plan_in(desk, plan.scope).activities] == [activity]
    assert desk.capture.notes(plan.scope)[0].activity == activity
