"""The pages of the window: what each is made of, and how one leads to another."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Protocol, runtime_checkable

from peerdesk.desk.desk import Desk
from peerdesk.desk.searching import Found
from peerdesk.paths import resources
from peerdesk.ui.current_review import CurrentReview
from peerdesk.ui.dialogs.relocking import RelockSheet
from peerdesk.ui.jobs import JobRunner, Progress
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page, PageEntry
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.ready_ways import ask_words
from peerdesk.ui.soon import soon
from peerdesk.ui.theme import Theme

_LOAD_MS = 500  # after the first page was shown; by then it is filled


@runtime_checkable
class ShowsReview(Protocol):
    """A page that is about one review."""

    def show_review(self, scope: str) -> None:
        """Show another review."""


def page_entries(desk: Desk, jobs: JobRunner, theme: Theme, wired: Callable[[Page], Page]) -> list[PageEntry]:
    """Return the rows of the rail in the order of the day, and what has none; a page is imported when first shown.

    Args:
        desk: it is open.
        jobs: of the window.
        theme: the look; nothing has to be ready for a practice.
        wired: gets each page when it is first shown.
    """

    def home() -> Page:
        return HomePage(desk, jobs, theme)

    def plan() -> Page:
        from peerdesk.ui.pages.plan import PlanPage

        return PlanPage(desk, jobs, theme)

    def now() -> Page:
        from peerdesk.ui.pages.now import NowPage

        return NowPage(desk, jobs, theme)

    def notes() -> Page:
        from peerdesk.ui.pages.notes import NotesPage

        return NotesPage(desk, jobs, theme)

    def share() -> Page:
        from peerdesk.ui.pages.share import SharePage

        return SharePage(desk, jobs, theme)

    def table() -> Page:
        from peerdesk.ui.pages.table import TablePage

        return TablePage(desk, jobs, theme)

    def report() -> Page:
        from peerdesk.ui.pages.report import ReportPage

        return ReportPage(desk, jobs, theme, resources() / "fonts")

    rows = (
        ("home", "Home", "house", home, "start"),
        ("plan", "Plan", "calendar-days", plan, "before"),
        ("now", "Now", "pencil-line", now, "day"),
        ("notes", "Notes", "notebook-pen", notes, "day"),
        ("share", "Share", "arrow-left-right", share, "day"),
        ("table", "Table", "layers", table, "together"),
        ("report", "Report", "file-text", report, "together"),
    )
    ways = [PageEntry(name, word, icon, build, group, wire=wired) for name, word, icon, build, group in rows]
    ways += [] if theme.practice else [_ready_entry(desk, jobs, theme, wired)]
    return [
        *ways,
        _look_entry(desk, jobs, theme, wired),
        _context_entry(desk, jobs, theme, wired),
        _noticed_entry(desk, jobs, theme, wired),
    ]


def _context_entry(desk: Desk, jobs: JobRunner, theme: Theme, wired: Callable[[Page], Page]) -> PageEntry:
    def context() -> Page:
        from peerdesk.ui.pages.context import ContextPage

        return ContextPage(desk, jobs, theme, resources() / "fonts")

    return PageEntry("context", "The school in context", "table-2", context, under="plan", wire=wired)


def _noticed_entry(desk: Desk, jobs: JobRunner, theme: Theme, wired: Callable[[Page], Page]) -> PageEntry:
    def noticed() -> Page:
        from peerdesk.ui.pages.noticed import NoticedPage

        return NoticedPage(desk, jobs, theme)

    return PageEntry("noticed", "What I noticed", "graduation-cap", noticed, "alone", apart=True, wire=wired)


def _ready_entry(desk: Desk, jobs: JobRunner, theme: Theme, wired: Callable[[Page], Page]) -> PageEntry:
    def ready() -> Page:
        from peerdesk.ui.pages.ready import ReadyPage

        return ReadyPage(desk, jobs, theme, resources() / "fonts")

    return PageEntry("ready", "Ready for tomorrow?", "list-checks", ready, under="home", wire=wired)


def _look_entry(desk: Desk, jobs: JobRunner, theme: Theme, wired: Callable[[Page], Page]) -> PageEntry:
    def look() -> Page:
        from peerdesk.ui.pages.look_through import LookThroughPage

        return LookThroughPage(desk, jobs, theme)

    return PageEntry("look", "Look through my notes", "eye", look, under="home", wire=wired)


def wire_page(
    page: Page,
    current: CurrentReview,
    window: MainWindow,
    practice: Callable[[], object],
    relock: Callable[[RelockSheet], object],
) -> Page:
    """Let a page follow the review that is open, and ask for another."""

    def open_review(scope: str, name: str = "plan") -> Page:
        current.choose(scope)
        return window.show_page(name)

    page.changed.connect(current.on_changes)
    if isinstance(page, HomePage):
        page.review_requested.connect(open_review)
        page.open_requested.connect(partial(show_file, window))
        page.practice_requested.connect(lambda: practice())
        page.words_requested.connect(lambda: ask_words(window))
        page.settings_requested.connect(lambda: window.do("window.settings"))
        page.way_requested.connect(window.do)
    else:
        _wire_later_page(page, window, open_review, relock)
    if isinstance(page, ShowsReview):
        current.chosen.connect(page.show_review)
        if current.scope:
            page.show_review(current.scope)
    return page


def _wire_later_page(
    page: Page, window: MainWindow, open_review: Callable[..., Page], relock: Callable[[RelockSheet], object]
) -> None:
    from peerdesk.ui.pages.ready import ReadyPage
    from peerdesk.ui.pages.share import SharePage

    if isinstance(page, ReadyPage):
        page.open_requested.connect(partial(show_file, window))
        page.relock_requested.connect(relock)
        page.plan_requested.connect(lambda scope, part: show_part(open_review(scope), part))
    if isinstance(page, SharePage):
        page.review_came.connect(lambda scope: show_part(open_review(scope), "day"))
        page.change_requested.connect(partial(_show_place, window, page.desk))


def _show_place(window: MainWindow, desk: Desk, found: Found) -> None:
    from peerdesk.ui.search.going import go_to

    go_to(window, desk, found)


def show_file(window: MainWindow, path: Path) -> None:
    """Show what is in a file that somebody sent."""
    from peerdesk.ui.pages.share import SharePage

    page = window.show_page("share")
    if isinstance(page, SharePage):
        page.open_file(path)


def show_part(page: Page, part: str) -> None:
    """Show a part of the plan."""
    from peerdesk.ui.pages.plan import PlanPage

    if isinstance(page, PlanPage):
        page.show_part(part)


def load_pages_soon(window: MainWindow) -> None:
    """Load what the other pages are made of and make them, one after the other, while the first one is looked at."""
    soon(window, lambda: _load_pages(window), _LOAD_MS)


def _load_pages(window: MainWindow) -> None:
    for name in ("now", "notes", "plan", "share", "table", "report"):
        window.jobs.start(window, partial(_load_page, name), partial(_make_page, window, name))
    for name in ("ready", "look_through", "copies", "frameworks"):
        window.jobs.start(window, partial(_load_page, name), lambda _: None)


def _make_page(window: MainWindow, name: str, _: None) -> None:
    window.make_page(name)


def _load_page(name: str, _: Progress) -> None:
    import_module(f"peerdesk.ui.pages.{name}")
