"""The rest of a day on a real desk: what was promised, what could still be done, one act and its undo."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from peerdesk.desk.acting import NotYoursError
from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.swaps import PlanMovedError, RestOfDay
from peerdesk.domain.coverage import look_at_coverage
from peerdesk.domain.swaps import Proposal
from tests.people import Shelf
from tests.ui.pages.wrenholt import Clock, Wrenholt, make_day

AT = "2027-03-09T"


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Wrenholt]:
    day = make_day(tmp_path / "desk", "12:20")
    for title, begins, ends in (("History", "13:05", "13:50"), ("Team", "14:30", "15:25")):
        day.desk.plan.add(
            day.scope,
            "activity",
            title=title,
            kind="meeting" if title == "Team" else "walk",
            time=(AT + begins, AT + ends),
            who=(day.ids["me"], day.ids["tom"]),
            questions=(day.ids["q2"],),
        )
    yield day
    day.desk.close()


def plan_of(day: Wrenholt) -> ReviewPlan:
    plan = day.desk.plan.look(day.scope)
    assert plan is not None
    return plan


def rest_of(day: Wrenholt) -> RestOfDay:
    plan, notes = plan_of(day), day.notes()
    return day.desk.swaps.look(plan, notes, look_at_coverage(plan.questions, notes, plan.members))


def first_of(day: Wrenholt) -> Proposal:
    return rest_of(day).proposals[0][0]


def test_what_is_planned_and_left_nothing_is_asked_about_until_a_reason_is_given(day: Wrenholt) -> None:
    day.desk.capture.keep_note(day.scope, text="a book", activity=day.ids["a7"])
    day.desk.conversation.keep_answer(day.scope, activity=day.ids["a6"], text="“I say it first”")
    asked = {one.activity.record_id: one for one in rest_of(day).promises}
    assert set(asked) == {day.ids[one] for one in ("a2", "a3", "a4", "a8")}
    day.desk.swaps.say_not_done(asked[day.ids["a8"]].activity, "moved, because the leader was away")
    last = rest_of(day).promises[-1]
    assert last.question.endswith("moved, because the leader was away")
    day.desk.keeping.undo()
    assert not rest_of(day).promises[-1].activity.not_done


def test_a_proposal_changes_the_plan_in_one_act_and_one_undo_takes_it_back(day: Wrenholt) -> None:
    before = plan_of(day)
    proposal, told = rest_of(day).proposals[0]
    changes = day.desk.swaps.take(before, proposal)
    assert changes.undo_label == "change the afternoon"
    (new,) = [one for one in plan_of(day).activities if one.record_id not in {a.record_id for a in before.activities}]
    assert new.title == told.title
    assert new.questions == (proposal.need.question.record_id,)
    assert new.who == proposal.who
    day.desk.keeping.undo()
    assert plan_of(day).activities == before.activities


def test_what_no_longer_fits_is_refused_and_changes_nothing(day: Wrenholt) -> None:
    proposal = first_of(day)
    day.desk.swaps.take(plan_of(day), proposal)
    before = plan_of(day).activities
    with pytest.raises(PlanMovedError):
        day.desk.swaps.take(plan_of(day), proposal)
    assert plan_of(day).activities == before


def test_only_the_lead_changes_the_plan(day: Wrenholt) -> None:
    with pytest.raises(NotYoursError):
        day.desk.swaps.take(replace(plan_of(day), my_role="reviewer"), first_of(day))


def test_after_the_day_nothing_is_proposed(day: Wrenholt) -> None:
    day.clock.set("14:29")
    assert rest_of(day).proposals == ()


def test_a_desk_without_questions_proposes_nothing(tmp_path: Path) -> None:
    desk: Desk = start_here(tmp_path / "other", Shelf(), "Anita", Clock("12:20"))
    scope, _ = desk.plan.begin(school_name="Wrenholt", days=("2027-03-09",))
    plan = desk.plan.look(scope)
    assert plan is not None
    assert desk.swaps.look(plan, [], ()) == RestOfDay()
    desk.close()
