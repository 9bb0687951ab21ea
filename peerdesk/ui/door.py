"""The window of somebody whose notes are not open: one page, and no rail."""

from collections.abc import Callable
from datetime import datetime
from typing import Self

from peerdesk.ui import messages
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page, PageEntry
from peerdesk.ui.theme import Theme

_NAME = "door"


class EmptyDoor(MainWindow):
    """Stands in its frame before there is anything to show."""

    def __init__(self, theme: Theme, now: Callable[[], datetime]) -> None:
        """Make the frame; `now` is the clock, aware."""
        self._coming: list[Page] = []
        entry = PageEntry(_NAME, "PeerDesk", "house", self._coming.pop)
        super().__init__(theme, JobRunner(messages.show_failure), [entry], now=now)

    def receive(self, page: Page) -> Self:
        """Show the page, whose jobs are this window's."""
        self._coming.append(page)
        self.show_page(_NAME)
        return self


def make_door(theme: Theme, jobs: JobRunner, page: Page, now: Callable[[], datetime]) -> MainWindow:
    """Make a window with one page."""
    window = MainWindow(theme, jobs, [PageEntry(_NAME, page.title, "house", lambda: page)], now=now)
    window.show_page(_NAME)
    return window
