"""The ways from anywhere in the window to "Copies of your notes"."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from peerdesk.desk.desk import Desk
from peerdesk.ui.commands import Command
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page, PageEntry
from peerdesk.ui.theme import Theme


def copies_entry(
    desk: Desk, jobs: JobRunner, theme: Theme, wired: Callable[[Page], Page], mend: Callable[[], object]
) -> PageEntry:
    """Return the page, which has no row of its own in the rail.

    Args:
        desk: it is open.
        jobs: of the window.
        theme: the look.
        wired: gets the page when it was built, and returns it.
        mend: puts a copy in the place of the file of the notes.
    """

    def build() -> Page:
        from peerdesk.ui.pages.copies import CopiesPage

        page = CopiesPage(desk, jobs, theme)
        page.mend_requested.connect(lambda: mend())
        return wired(page)

    return PageEntry("copies", tr("Copies of your notes"), "hard-drive", build, under="home")


def copies_commands(window: Callable[[], MainWindow]) -> list[Command]:
    """Return what the palette offers on every page of a window that is still being made."""
    text = tr("Copies of your notes: see them, bring one back")
    return [Command("copies.show", text, tr("Copies"), partial(_show, window), icon="hard-drive")]


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("Copies", text)


def _show(window: Callable[[], MainWindow]) -> Page:
    return window().show_page("copies")
