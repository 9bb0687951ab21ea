"""The window: where its parts are put together."""

import logging
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk, is_here, open_here, start_here
from peerdesk.desk.keeping import NothingToUndoError
from peerdesk.desk.practice import start_practice
from peerdesk.intake.demo import read_demo
from peerdesk.keys.vault import KeyringVault, Vault
from peerdesk.log import start_log
from peerdesk.paths import data_folder, resources
from peerdesk.ui import messages
from peerdesk.ui.current_review import CurrentReview
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.kept_look import KeptLook
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page, PageEntry
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.opening import OpeningPage
from peerdesk.ui.pages.share import SharePage
from peerdesk.ui.pages.welcome import WelcomePage
from peerdesk.ui.theme import Theme
from peerdesk.ui.unlocking import Unlocking

Clock = Callable[[], datetime]


@runtime_checkable
class ShowsReview(Protocol):
    """A page that is about one review."""

    def show_review(self, scope: str) -> None:
        """Show another review."""


log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window; return when it is closed.

    Args:
        argv: words for Qt; None takes those of the command line.
    """
    app = QApplication(list(sys.argv if argv is None else ["peerdesk", *argv]))
    app.setApplicationName("PeerDesk")
    folder = data_folder()
    start_log(folder)
    theme = Theme(app, resources())
    program = Program(theme, folder, KeyringVault(), lambda: datetime.now(UTC))
    sys.excepthook = partial(tell_bug, program)
    program.start()
    return app.exec()


class Program(QObject):
    """Shows one window at a time: the welcome, one's own reviews, or the practice.

    Attributes:
        window: the one that is seen; None before `start`.
    """

    def __init__(self, theme: Theme, folder: Path, vault: Vault, now: Clock) -> None:
        """Prepare.

        Args:
            theme: the look of all windows.
            folder: where the person's desk lies, or will.
            vault: keeps its key.
            now: the clock; aware.
        """
        super().__init__(theme)
        self._theme, self._folder, self._vault, self._now = theme, folder, vault, now
        self._own: Desk | None = None
        self._practice: Desk | None = None
        self.window: MainWindow | None = None

    def start(self) -> None:
        """Open what the person keeps here, or welcome somebody who is here for the first time."""
        if is_here(self._folder):
            self._show_opening()
        else:
            self._show_welcome()

    def close(self) -> None:
        """Close the window and let go of all files."""
        if self.window is not None:
            self.window.close()
        for desk in (self._own, self._practice):
            if desk is not None:
                desk.close()

    def _show_opening(self) -> None:
        jobs = JobRunner(messages.show_failure)
        page = OpeningPage(self._theme, jobs)
        unlocking = Unlocking(page, jobs, self._folder, self._vault)
        work = partial(open_here, self._folder, now=self._now)
        unlocking.opened.connect(lambda desk: self._show_own(desk, unlocking.vault))
        unlocking.ended.connect(page.show_closed)
        page.again.connect(lambda: unlocking.open(work))
        self._show(make_door(self._theme, jobs, page, self._now))
        unlocking.open(work)

    def _show_welcome(self) -> None:
        jobs = JobRunner(messages.show_failure)
        page = WelcomePage(self._theme, jobs)
        unlocking = Unlocking(page, jobs, self._folder, self._vault)
        then: list[Callable[[], object]] = []

        def begin(after: Callable[[], object]) -> None:
            then[:] = [after]
            name = " ".join(page.name.text().split())
            unlocking.open(lambda vault: start_here(self._folder, vault, name, self._now))

        def begun(desk: Desk) -> None:
            self._show_own(desk, unlocking.vault)
            then[0]()

        unlocking.opened.connect(begun)
        page.open_requested.connect(lambda path: begin(partial(self._show_file, path)))
        page.practice_requested.connect(lambda: begin(self._go_to_practice))
        page.plan_requested.connect(lambda: begin(self._ask_new_review))
        self._show(make_door(self._theme, jobs, page, self._now))

    def _show_own(self, desk: Desk, vault: Vault) -> None:
        self._own, self._vault = desk, vault
        self._theme.set_practice(False)
        self._show(build_window(desk, self._theme, self._now, self._go_to_practice, first_look=True))

    def _show_practice(self, desk: Desk) -> None:
        self._practice = desk
        self._theme.set_practice(True)
        self._show(build_window(desk, self._theme, self._now, self._leave_practice))

    def _go_to_practice(self) -> None:
        window, own = self.window, self._own
        if window is None or own is None:
            return
        name, folder = own.people.mine.name, self._folder / "practice"

        def work() -> Desk:
            if self._practice is not None:
                return self._practice
            if is_here(folder):
                return open_here(folder, self._vault, self._now)
            desk = start_here(folder, self._vault, name, self._now)
            start_practice(desk, read_demo(resources() / "demo"))
            return desk

        window.jobs.start(window, lambda _: work(), self._show_practice, label=window.tr("Preparing the practice"))

    def _leave_practice(self) -> None:
        if self._own is not None:
            self._theme.set_practice(False)
            self._show(build_window(self._own, self._theme, self._now, self._go_to_practice))

    def _ask_new_review(self) -> None:
        if self.window is not None:
            home = self.window.show_page("home")
            assert isinstance(home, HomePage)  # noqa: S101 - the page of that name
            home.ask_new()

    def _show_file(self, path: Path) -> None:
        if self.window is not None:
            show_file(self.window, path)

    def _show(self, window: MainWindow) -> None:
        """Put a window in the place of the one before."""
        before, self.window = self.window, window
        if before is not None:
            window.setGeometry(before.geometry())
        elif screen := QGuiApplication.primaryScreen():
            room = screen.availableSize()
            window.resize(QSize(1280, 800).boundedTo(room))  # on a small laptop that is all of it
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()


class DeskWindow(MainWindow):
    """Keeps what is being typed before it closes."""

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self.jobs.wait_idle()
        super().closeEvent(event)


def make_door(theme: Theme, jobs: JobRunner, page: Page, now: Clock) -> MainWindow:
    """Make a window with one page, for somebody whose desk is not open."""
    window = MainWindow(theme, jobs, [PageEntry("door", page.title, "house", lambda: page)], now=now)
    window.show_page("door")
    return window


def build_window(
    desk: Desk, theme: Theme, now: Clock, practice: Callable[[], object], *, first_look: bool = False
) -> MainWindow:
    """Make the window on one desk; tests call this with a desk of their own.

    Args:
        desk: it is open.
        theme: the look.
        now: the clock; aware.
        practice: goes into the practice, or out of it.
        first_look: put on the look that was kept on the desk.
    """
    jobs = JobRunner(messages.show_failure)
    window = DeskWindow(
        theme,
        jobs,
        _entries(desk, jobs, theme, lambda page: _wire_page(page, current, window, practice)),
        now=now,
        contacts=lambda: current.contacts(),
        passed_on=lambda at: current.note_passed_on(at),
        undo=lambda: take_back(desk, window, current),
    )
    current = CurrentReview(desk, jobs, window)
    look = KeptLook(theme, desk, jobs, window)
    current.told.connect(window.show_header)
    if first_look:
        look.put_on()
    window.show_page("home")
    current.find()
    return window


def take_back(desk: Desk, window: MainWindow, current: CurrentReview) -> None:
    """Undo the last act on a desk, as a job, and say what it was."""

    def done(result: tuple[str, Changes]) -> None:
        label, changes = result
        window.on_changes(changes)
        current.on_changes(changes)
        window.say(window.tr("Taken back: {}").format(label))

    def failed(error: Exception) -> None:
        if isinstance(error, NothingToUndoError):
            window.say(error.message)
        else:
            messages.show_failure(window, error)

    window.jobs.start(window, lambda _: (desk.keeping.last_act(), desk.keeping.undo()), done, failed)


def tell_bug(program: Program, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log what nobody foresaw, and say so; the window stays. For `sys.excepthook`."""
    log.critical("a bug outside of any job", exc_info=(kind, error, trace))
    if program.window is not None and isinstance(error, Exception):
        messages.show_failure(program.window, error)
    else:
        sys.__excepthook__(kind, error, trace)


def _entries(desk: Desk, jobs: JobRunner, theme: Theme, wired: Callable[[Page], Page]) -> list[PageEntry]:
    """Return the rows of the rail in the order of the day; a page is imported when it is first shown."""

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
    return [
        PageEntry(name, word, icon, partial(_build, build, wired), group) for name, word, icon, build, group in rows
    ]


def _build(build: Callable[[], Page], wired: Callable[[Page], Page]) -> Page:
    return wired(build())


def _wire_page(page: Page, current: CurrentReview, window: MainWindow, practice: Callable[[], object]) -> Page:
    """Let a page follow the review that is open, and ask for another."""

    def open_review(scope: str, name: str = "plan") -> None:
        current.choose(scope)
        window.show_page(name)

    page.changed.connect(current.on_changes)
    if isinstance(page, HomePage):
        page.review_requested.connect(open_review)
        page.open_requested.connect(partial(show_file, window))
        page.practice_requested.connect(lambda: practice())
    if isinstance(page, SharePage):
        page.review_came.connect(open_review)
    if isinstance(page, ShowsReview):
        current.chosen.connect(page.show_review)
        if current.scope:
            page.show_review(current.scope)
    return page


def show_file(window: MainWindow, path: Path) -> None:
    """Show what is in a file that somebody sent."""
    page = window.show_page("share")
    if isinstance(page, SharePage):
        page.open_file(path)
