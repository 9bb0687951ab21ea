"""The ways from anywhere in the window to the frameworks, and from their list to the page on which one is changed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from peerdesk.desk.desk import Desk
from peerdesk.desk.framework_copies import Copy
from peerdesk.ui.commands import Command
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page, PageEntry
from peerdesk.ui.theme import Theme


def framework_entries(
    desk: Desk, jobs: JobRunner, theme: Theme, wired: Callable[[Page], Page], window: Callable[[], MainWindow]
) -> list[PageEntry]:
    """Return the two pages, which have no rows of their own in the rail.

    Args:
        desk: it is open.
        jobs: of the window.
        theme: the look.
        wired: gets each page when it was built, and returns it.
        window: answers the window that is still being made.
    """

    def build_list() -> Page:
        from peerdesk.ui.pages.frameworks import FrameworksPage

        page = FrameworksPage(desk, jobs, theme)
        page.edit_requested.connect(edit)
        return wired(page)

    def build_edit() -> Page:
        from peerdesk.ui.pages.framework_edit import FrameworkEditPage

        return wired(FrameworkEditPage(desk, jobs, theme))

    def edit(copy: Copy) -> None:
        from peerdesk.ui.pages.framework_edit import FrameworkEditPage

        page = window().show_page("framework")
        if isinstance(page, FrameworkEditPage):
            page.show_copy(copy)
            page.begin_here()

    return [
        PageEntry("frameworks", tr("Frameworks"), "book-open", build_list, under="plan"),
        PageEntry("framework", tr("Change a framework"), "book-open", build_edit, under="plan"),
    ]


def framework_commands(window: Callable[[], MainWindow]) -> list[Command]:
    """Return what the palette offers on every page of a window that is still being made."""
    text = tr("Frameworks: see them, bring one in, change a copy")
    return [Command("frameworks.show", text, tr("Frameworks"), partial(_show, window), icon="book-open")]


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("Frameworks", text)


def _show(window: Callable[[], MainWindow]) -> Page:
    return window().show_page("frameworks")
