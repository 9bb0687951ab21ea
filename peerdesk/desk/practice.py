"""Practice: Wrenholt's day, planned on a desk of its own, where nothing is real."""

from peerdesk.desk.demo_day import keep_notes, plan_day
from peerdesk.desk.desk import Desk
from peerdesk.intake.demo import DemoDay


def start_practice(desk: Desk, day: DemoDay) -> str:
    """Plan the fictional day on a practice desk, with this person as its lead and some notes; return its scope.

    What was practised before stays; a desk that has the day already gets no second one.
    """
    for review in desk.plan.reviews():
        return review.scope
    scope, ids = plan_day(desk, day, {})
    lead = next(one.record_id for one in day.people if one.role == "lead")
    keep_notes(desk, day, lead, scope, ids)
    return scope
