"""Ctrl+F anywhere in the window: the search box, and the way to what it finds."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from peerdesk.desk.desk import Desk
from peerdesk.desk.searching import Answer, Found
from peerdesk.domain.completing import Values
from peerdesk.ui.commands import Command
from peerdesk.ui.current_review import CurrentReview
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.search.box import SearchBox
from peerdesk.ui.search.rows import tr

_MOST_EARLIER = 5


class Searching(QObject):
    """Opens the search box over a window and follows what is picked in it.

    What was looked for is remembered while the window is open, and nowhere else.
    """

    def __init__(self, desk: Desk, window: MainWindow, current: CurrentReview) -> None:
        """Search one desk."""
        super().__init__(window)
        self._desk, self._window, self._current = desk, window, current
        self._earlier: list[str] = []

    def open(self) -> None:
        """Show the box: over Home it looks through all reviews, elsewhere through the one that is open."""
        window = self._window
        if window.findChild(SearchBox) is not None:
            return
        scope = self._current.scope
        everywhere = not scope or isinstance(window.current_page(), HomePage)
        asks = (self._ask, self._values)
        box = SearchBox(window.theme, window, window.jobs, *asks, everywhere=everywhere, one_is_open=bool(scope))
        box.show_earlier(self._earlier)
        box.picked.connect(lambda found: self._go(box.words(), found))
        box.narrow_requested.connect(self._narrow)
        box.open_over()

    def _ask(self, words: str, everywhere: bool) -> Answer:
        return self._desk.search.answer(words, "" if everywhere else self._current.scope)

    def _values(self, everywhere: bool) -> Values:
        return self._desk.search.values("" if everywhere else self._current.scope)

    def _go(self, words: str, found: Found) -> None:
        from peerdesk.ui.search.going import go_to  # it knows the pages, which are imported when first shown

        self._remember(words)
        if found.said.scope != self._current.scope:
            self._current.choose(found.said.scope)
        go_to(self._window, self._desk, found)

    def _narrow(self, words: str) -> None:
        from peerdesk.ui.pages.notes import NotesPage

        self._remember(words)
        page = self._window.show_page("notes")
        if isinstance(page, NotesPage):
            page.narrow(words)

    def _remember(self, words: str) -> None:
        words = " ".join(words.split())
        self._earlier = [words, *(one for one in self._earlier if one != words)][:_MOST_EARLIER]


def search_commands(searching: Callable[[], Searching]) -> list[Command]:
    """Return what the palette offers on every page of a window that is still being made."""
    return [
        Command(
            "search.open",
            tr("Find words that somebody wrote…"),
            tr("Search"),
            lambda: searching().open(),
            "Ctrl+F",
            "search",
        )
    ]
