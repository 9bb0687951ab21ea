"""Practice: Wrenholt's day, planned on a desk of its own, where nothing is real."""

from dataclasses import replace

from peerdesk.desk.demo_day import keep_notes, plan_day
from peerdesk.desk.desk import Desk
from peerdesk.intake.demo import DemoDay


def start_practice(desk: Desk, day: DemoDay) -> str:
    """Plan the fictional day on a practice desk, with this person as its lead and some notes; return its scope.

    What was practised before stays; a desk that has the day already gets no second one.
    """
    for review in desk.plan.reviews():
        return review.scope
    today = on_day(day, desk.acting.here()[:10])
    scope, ids = plan_day(desk, today, {})
    lead = next(one.record_id for one in day.people if one.role == "lead")
    keep_notes(desk, today, lead, scope, ids)
    return scope


def on_day(day: DemoDay, date: str) -> DemoDay:
    """Return the day moved to another date, `YYYY-MM-DD`: practice is always today."""

    def moved(time: str) -> str:
        return f"{date}{time[10:]}"

    return replace(
        day,
        review=replace(day.review, days=(date,), check_by="", report_by="", workshop_on="", notes_go_on=""),
        activities=tuple(replace(one, time=tuple(map(moved, one.time))) for one in day.activities),
        notes=tuple(replace(one, seen_at=moved(one.seen_at)) for one in day.notes),
        jottings=tuple(replace(one, seen_at=moved(one.seen_at)) for one in day.jottings),
    )
