"""Pictures of what a person sees who looks through their notes, and of what is said of a clock that is off."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget
from sqlalchemy import text

from peerdesk.app import build_window
from peerdesk.desk.desk import Desk
from peerdesk.ui.pages.look_through import LookThroughPage
from peerdesk.ui.theme import Theme

BROKEN = ("UPDATE question SET text = 'made'", "UPDATE act SET entries = 'no list'", "UPDATE review SET for_team = 0")


def show_looked_through(theme: Theme, make: Callable[[], Desk], at: datetime, *, broken: bool = False) -> QWidget:
    """Show what was found: nothing, or a few things that can be made anew."""
    desk = make()
    window = build_window(desk, theme, lambda: at, list)
    window.show()
    window.jobs.wait_idle()
    page = window.show_page("look")
    assert isinstance(page, LookThroughPage)
    if broken:
        with desk.acting.sessions.write.begin() as session:
            for statement in BROKEN:
                session.execute(text(statement))
    page.look.click()
    window.jobs.wait_idle()
    return window


def show_odd_clock(theme: Theme, make: Callable[[], Desk], at: datetime) -> QWidget:
    """Show Home on a laptop whose clock was set back by a day."""
    desk = make()
    earlier = at - timedelta(days=1)
    object.__setattr__(desk.acting, "now", lambda: earlier)
    window = build_window(desk, theme, lambda: earlier, list)
    window.show()
    window.jobs.wait_idle()
    return window
