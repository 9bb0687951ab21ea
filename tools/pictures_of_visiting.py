"""The plan of a visit of two days: its team, its timetable, and what goes out before it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from peerdesk.app import build_window
from peerdesk.desk.demo_day import plan_day
from peerdesk.desk.desk import Desk, start_here
from peerdesk.intake.demo import read_demo
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.plan_day import DayPart
from peerdesk.ui.theme import Theme
from tools.pictures_of_the_day import Keys
from tools.pictures_of_the_frame import RESOURCES

AT = datetime(2027, 3, 8, 18, 12, tzinfo=UTC)


@cache
def two_day_desk() -> Desk:
    """Return a lead's desk on the evening before two days: fourteen activities on the first, a few on the second."""
    desk = start_here(Path(mkdtemp()) / "desk", Keys(), "Anita", lambda: AT)
    scope, _ = plan_day(desk, read_demo(RESOURCES / "demo"), {})
    plan = desk.plan.look(scope)
    assert plan is not None
    desk.plan.change(plan.review, days=("2027-03-09", "2027-03-10"))
    who = [one.record_id for one in plan.members]
    for title, kind, begins, ends, people in (
        ("Learning walk, mathematics", "walk", "09:00", "09:45", who[:2]),
        ("Parents at the gate", "conversation", "08:30", "08:50", who[2:]),
        ("Feedback conversation", "meeting", "14:00", "14:45", who),
    ):
        time = (f"2027-03-10T{begins}", f"2027-03-10T{ends}")
        desk.plan.add(scope, "activity", title=title, kind=kind, time=time, who=tuple(people))
    desk.plan.add(scope, "letter", arrival="We are at the main entrance at 08:15.", cars="AB27 XYZ, CD26 QRS")
    return desk


@cache
def empty_desk() -> Desk:
    """Return a lead's desk with a review of which nothing is planned."""
    desk = start_here(Path(mkdtemp()) / "desk", Keys(), "Anita", lambda: AT)
    desk.plan.begin(school_name="Wrenholt Primary School", days=("2027-03-09",))
    return desk


def show_part(theme: Theme, part: str, view: str = "", *, full: bool = True) -> QWidget:
    """Show a part of the plan, and of the day the timetable or the form."""
    window = build_window(two_day_desk() if full else empty_desk(), theme, lambda: AT, list)
    window.show()
    window.jobs.wait_idle()
    page = window.show_page("plan")
    window.jobs.wait_idle()
    if isinstance(page, PlanPage):
        page.show_part(part)
        shown = page.parts[part]
        if isinstance(shown, DayPart) and view:
            shown.show_view(view)
    window.jobs.wait_idle()
    return window


VISITING: Mapping[str, Callable[[Theme], QWidget]] = {
    "visit-day": partial(show_part, part="day", view="grid"),
    "visit-form": partial(show_part, part="day", view="form"),
    "visit-day-empty": partial(show_part, part="day", full=False),
    "visit-team": partial(show_part, part="team"),
    "visit-team-alone": partial(show_part, part="team", full=False),
    "visit-out": partial(show_part, part="out"),
    "visit-out-empty": partial(show_part, part="out", full=False),
}
