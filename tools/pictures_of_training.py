"""What somebody in training notices, what the lead wrote to them, and where the lead writes it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from peerdesk.app import build_window
from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.packages import SUFFIX
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.theme import Theme
from tools.pictures_of_the_day import Keys

_NOTICED = (
    ("09:12", "Anita waits after the answer. The second one comes, and it is the better one."),
    ("10:58", "Tom asks “what makes you say that?” and says nothing else for a minute"),
    ("11:24", "Nobody wrote down what they thought. Only what they saw. Harder than it looks: I did it twice."),
    ("14:40", "At the table she read the note that pointed the other way first, aloud."),
)
_LINES = "You asked the quiet pair first, and waited. Next time say the question once and leave it."


@cache
def desks(*, full: bool) -> tuple[Desk, Desk]:
    """Return the lead's desk and the trainee's, at the end of the day, or at its beginning."""
    clock = [datetime(2027, 3, 9, 9, 0, tzinfo=UTC)]
    lead, marek = (start_here(Path(mkdtemp()) / "desk", Keys(), name, lambda: clock[0]) for name in ("Anita", "Marek"))
    for one, other in ((lead, marek), (marek, lead)):
        one.people.add(other.people.mine, typed_words=other.people.words(other.identity.key_id))
    scope, _ = lead.plan.begin(school_name="Wrenholt Primary School", days=("2027-03-09",))
    lead.plan.add_member(scope, "Marek", "shadow", key=marek.identity.key_id)
    clock[0] = datetime(2027, 3, 9, 15, 30, tzinfo=UTC)
    if full:
        (shown,) = lead.advice.to_trainees(scope)
        lead.advice.give(shown, _LINES)
    file = Path(mkdtemp()) / f"back{SUFFIX}"
    lead.packages.give(scope, "team", file, notes=False)
    marek.packages.merge(marek.packages.preview(file))
    if full:
        for at, text in _NOTICED:
            clock[0] = datetime.fromisoformat(f"2027-03-09T{at}+00:00")
            marek.noticing.keep(scope, text)
        clock[0] = datetime(2027, 3, 9, 15, 30, tzinfo=UTC) + timedelta(minutes=1)
    return lead, marek


def show_noticed(theme: Theme, *, full: bool = True) -> QWidget:
    """Show the private page."""
    _, marek = desks(full=full)
    window = build_window(marek, theme, marek.acting.now, list)
    window.jobs.wait_idle()
    window.show_page("noticed")
    window.show()
    window.jobs.wait_idle()
    return window


def show_home(theme: Theme, *, full: bool = True) -> QWidget:
    """Show what somebody in training sees first."""
    _, marek = desks(full=full)
    window = build_window(marek, theme, marek.acting.now, list)
    window.show()
    window.jobs.wait_idle()
    return window


def show_team(theme: Theme, *, sheet: bool = False) -> QWidget:
    """Show the lead's list of the team, or the sheet over it."""
    lead, _ = desks(full=True)
    window = build_window(lead, theme, lead.acting.now, list)
    window.resize(1280, 720)
    window.show()
    window.jobs.wait_idle()
    page = window.show_page("plan")
    window.jobs.wait_idle()
    if isinstance(page, PlanPage):
        page.show_part("team")
    window.jobs.wait_idle()
    if sheet:
        window.do("window.two_lines")
        window.jobs.wait_idle()
    return window


TRAINING: Mapping[str, Callable[[Theme], QWidget]] = {
    "noticed": show_noticed,
    "noticed-empty": partial(show_noticed, full=False),
    "training-home": show_home,
    "training-home-new": partial(show_home, full=False),
    "training-team": show_team,
    "training-lines": partial(show_team, sheet=True),
}
