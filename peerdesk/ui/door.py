"""The window of somebody whose notes are not open: one page, and no rail."""

from collections.abc import Callable
from datetime import datetime

from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page, PageEntry
from peerdesk.ui.theme import Theme


def make_door(theme: Theme, jobs: JobRunner, page: Page, now: Callable[[], datetime]) -> MainWindow:
    """Make a window with one page; `now` is the clock, aware."""
    window = MainWindow(theme, jobs, [PageEntry("door", page.title, "house", lambda: page)], now=now)
    window.top_bar.saved.hide()  # nothing is open, so nothing that is typed is kept
    window.show_page("door")
    return window
