"""Pictures of the search box: empty, with a filter begun, with what was found, and with nothing found."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from peerdesk.app import build_window
from peerdesk.desk.desk import Desk
from peerdesk.ui.search.box import SearchBox
from peerdesk.ui.theme import Theme


def show_search(
    theme: Theme, make: Callable[[], tuple[Desk, str]], at: datetime, page: str = "now", typed: str = ""
) -> QWidget:
    """Show the box over a page, with words typed into it."""
    window = build_window(make()[0], theme, lambda: at, list)
    window.show()
    window.jobs.wait_idle()
    window.show_page(page)
    window.jobs.wait_idle()
    next(one for one in window.commands() if one.name == "search.open").act()
    box = window.findChild(SearchBox)
    window.jobs.wait_idle()
    if box is not None:
        box.field.setText(typed)
    window.jobs.wait_idle()
    return window
