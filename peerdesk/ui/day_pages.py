"""The pages of the window: what each is made of, and how one leads to another."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol, runtime_checkable

from peerdesk.desk.desk import Desk
from peerdesk.desk.feedback import place_of
from peerdesk.desk.packages import SUFFIX
from peerdesk.desk.searching import Found
from peerdesk.paths import resources
from peerdesk.ui.current_review import CurrentReview
from peerdesk.ui.dialogs.relocking import RelockSheet
from peerdesk.ui.file_drops import FileDrops
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page, PageEntry
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages_ahead import PagesAhead
from peerdesk.ui.ready_ways import ask_words
from peerdesk.ui.theme import Theme


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
    ways += [_feedback_entry(desk, jobs, theme, wired)]
    ways += [] if theme.practice else [_ready_entry(desk, jobs, theme, wired)]
    return [
        *ways,
        _look_entry(desk, jobs, theme, wired),
        _context_entry(desk, jobs, theme, wired),
        _noticed_entry(desk, jobs, theme, wired),
        _outbox_entry(desk, jobs, theme, wired),
    ]


def _feedback_entry(desk: Desk, jobs: JobRunner, theme: Theme, wired: Callable[[Page], Page]) -> PageEntry:
    def feedback() -> Page:
        from peerdesk.ui.pages.feedback import FeedbackPage

        return FeedbackPage(desk, jobs, theme)

    return PageEntry("feedback", "Feedback", "message-circle", feedback, "together", wire=wired)


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


def _outbox_entry(desk: Desk, jobs: JobRunner, theme: Theme, wired: Callable[[Page], Page]) -> PageEntry:
    def outbox() -> Page:
        from peerdesk.ui.pages.outbox import OutboxPage

        return OutboxPage(desk, jobs, theme, resources() / "fonts")

    return PageEntry("outbox", "To send", "printer", outbox, under="home", wire=wired)


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
        FileDrops(page, (SUFFIX, ".docx", ".pdf"), partial(show_file, window))
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
    """Wire a page by the module that it comes from: only that one is loaded already."""
    match type(page).__module__.rpartition(".")[2]:
        case "feedback":
            _wire_feedback(page, window)
        case "ready":
            _wire_ready(page, window, open_review, relock)
        case "share":
            _wire_share(page, window, open_review)
        case "report":
            _wire_report(page, window)


def _wire_feedback(page: Page, window: MainWindow) -> None:
    from peerdesk.ui.pages.feedback import FeedbackPage

    if isinstance(page, FeedbackPage):
        page.finding_requested.connect(lambda finding: _show_place(window, page.desk, place_of(finding)))
        page.question_requested.connect(partial(_show_question, window))


def _wire_ready(
    page: Page, window: MainWindow, open_review: Callable[..., Page], relock: Callable[[RelockSheet], object]
) -> None:
    from peerdesk.ui.pages.ready import ReadyPage

    if isinstance(page, ReadyPage):
        page.open_requested.connect(partial(show_file, window))
        page.relock_requested.connect(relock)
        page.plan_requested.connect(lambda scope, part: show_part(open_review(scope), part))


def _wire_share(page: Page, window: MainWindow, open_review: Callable[..., Page]) -> None:
    from peerdesk.ui.pages.share import SharePage

    if isinstance(page, SharePage):
        page.review_came.connect(lambda scope: show_part(open_review(scope), "day"))
        page.change_requested.connect(partial(_show_place, window, page.desk))


def _wire_report(page: Page, window: MainWindow) -> None:
    from peerdesk.ui.pages.report import ReportPage

    if isinstance(page, ReportPage):
        page.record_requested.connect(partial(_show_record, window, page.reviewed()[0]))


def _show_place(window: MainWindow, desk: Desk, found: Found) -> None:
    from peerdesk.ui.search.going import go_to

    go_to(window, desk, found)


def _show_record(window: MainWindow, desk: Desk, found: Found) -> None:
    """Show a record, or the plan where it has no place of its own."""
    from peerdesk.ui.search.going import PAGES, go_to

    if found.kind in PAGES:
        go_to(window, desk, found)
    else:
        window.show_page("plan")


def _show_question(window: MainWindow, question: str) -> None:
    from peerdesk.ui.search.going import go_to_question

    go_to_question(window, question)


def show_file(window: MainWindow, path: Path) -> None:
    """Show what is in a file that somebody sent: a colleague's, or a sheet that the head filled in."""
    from peerdesk.ui.pages.report import ReportPage
    from peerdesk.ui.pages.share import SharePage
    from peerdesk.ui.reply.answering import ENDINGS

    page = window.show_page("report" if path.suffix.lower() in ENDINGS else "share")
    if isinstance(page, SharePage):
        page.open_file(path)
    elif isinstance(page, ReportPage):
        page.leaving.answering.read_soon(path)


def show_part(page: Page, part: str) -> None:
    """Show a part of the plan."""
    from peerdesk.ui.pages.plan import PlanPage

    if isinstance(page, PlanPage):
        page.show_part(part)


def make_pages_ahead(window: MainWindow) -> None:
    """Make the other pages while the first one is looked at, and load what others are made of."""
    pages = ("now", "notes", "plan", "share", "table", "report", "feedback")
    PagesAhead(window, pages, ("ready", "look_through", "copies", "frameworks"))
