"""The plan before it is full: a new review, a question that is being written, the framework's own questions."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from peerdesk.app import build_window
from peerdesk.desk.desk import Desk, start_here
from peerdesk.paths import resources
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.plan_actions import ActionRow, ActionsPart
from peerdesk.ui.pages.plan_questions import QuestionsPart
from peerdesk.ui.pages.plan_school import SchoolPart
from peerdesk.ui.theme import Theme
from tools.pictures_of_the_day import Keys, demo_desk
from tools.pictures_of_the_evening import AT, planned_desk


@cache
def beginner_desk() -> Desk:
    """Return the desk of a lead who has just begun a review, with one question half written."""
    desk = start_here(Path(mkdtemp()) / "desk", Keys(), "Anita Shah", lambda: AT)
    scope, _ = desk.plan.begin(school_name="Fenwick Infant School", school_ages="4-7", school_roll="88")
    desk.plan.add(scope, "question", text="How effective is the teaching of phonics, and are results good?")
    return desk


def show_plan(theme: Theme, part: str, *, make: Callable[[], Desk] = beginner_desk) -> MainWindow:
    """Show a part of the plan of a review that has just begun."""
    window = build_window(make(), theme, lambda: AT, list)
    window.show()
    window.jobs.wait_idle()
    page = window.show_page("plan")
    window.jobs.wait_idle()
    if isinstance(page, PlanPage):
        page.show_part(part)
    window.jobs.wait_idle()
    return window


def _part(window: MainWindow, name: str) -> QWidget:
    page = window.show_page("plan")
    assert isinstance(page, PlanPage)
    return page.parts[name]


def show_examples(theme: Theme) -> QWidget:
    """Show the framework's own questions."""
    window = show_plan(theme, "questions")
    part = _part(window, "questions")
    if isinstance(part, QuestionsPart):
        part.show_examples()
    return window


def show_earlier(theme: Theme) -> QWidget:
    """Show what an earlier review left."""
    window = show_plan(theme, "last", make=lambda: planned_desk()[0])
    part = _part(window, "last")
    if isinstance(part, ActionsPart):
        part.ask_earlier()
    window.jobs.wait_idle()
    return window


def show_evidence(theme: Theme) -> QWidget:
    """Show the notes that an action stands on being chosen."""
    window = show_plan(theme, "last", make=lambda: demo_desk(full=True)[0])
    part = _part(window, "last")
    row = part.rows()[0] if isinstance(part, ActionsPart) else None
    if isinstance(row, ActionRow):
        row.notes.click()
    window.jobs.wait_idle()
    return window


def show_logo(theme: Theme) -> QWidget:
    """Show a school with its logo."""
    window = show_plan(theme, "school", make=lambda: demo_desk(full=True)[0])
    part = _part(window, "school")
    if isinstance(part, SchoolPart):
        part.logo.set_logo(resources() / "demo" / "logo.png")
    window.jobs.wait_idle()
    return window


PLANNING: Mapping[str, Callable[[Theme], QWidget]] = {
    "planning-school": partial(show_plan, part="school"),
    "planning-logo": show_logo,
    "planning-last": partial(show_plan, part="last"),
    "planning-self": partial(show_plan, part="self"),
    "planning-questions": partial(show_plan, part="questions"),
    "planning-examples": show_examples,
    "planning-earlier": show_earlier,
    "planning-evidence": show_evidence,
}
