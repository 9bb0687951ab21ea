"""The window: where its parts are put together."""

import logging
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from peerdesk.desk.desk import Desk, is_here, open_here, start_here
from peerdesk.desk.practice import start_practice
from peerdesk.intake.demo import read_demo
from peerdesk.keys.vault import KeyringVault, Vault
from peerdesk.log import start_log
from peerdesk.paths import data_folder, resources
from peerdesk.ui import messages
from peerdesk.ui.current_review import CurrentReview
from peerdesk.ui.day_pages import page_entries, show_file, wire_page
from peerdesk.ui.desk_window import DeskWindow
from peerdesk.ui.dialogs.relocking import RelockSheet
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.kept_look import KeptLook
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.one_process import OneProcess
from peerdesk.ui.page import Page, PageEntry
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.opening import OpeningPage
from peerdesk.ui.pages.welcome import WelcomePage
from peerdesk.ui.ready_ways import ready_commands
from peerdesk.ui.relocking import Relocking
from peerdesk.ui.stepping import do_again, take_back
from peerdesk.ui.theme import Theme
from peerdesk.ui.unlocking import Unlocking

Clock = Callable[[], datetime]
LOOK_FOR_COPY_MS = 600_000


log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window; return when it is closed.

    Args:
        argv: words for Qt; None takes those of the command line.
    """
    app = QApplication(list(sys.argv if argv is None else ["peerdesk", *argv]))
    app.setApplicationName("PeerDesk")
    folder = data_folder()
    one = OneProcess(folder)
    if not one.take():
        return 0
    start_log(folder)
    theme = Theme(app, resources())
    program = Program(theme, folder, KeyringVault(), lambda: datetime.now(UTC))
    sys.excepthook = partial(tell_bug, program)
    one.called.connect(program.come_forward)
    program.start()
    code = app.exec()
    one.let_go()
    return code


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

    def come_forward(self) -> None:
        """Show the window before all others: somebody started PeerDesk again."""
        if self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()

    def close(self) -> None:
        """Close the window and let go of all files."""
        if self.window is not None:
            self.window.close()
        for desk in (self._own, self._practice):
            if desk is not None:
                desk.close()

    def _show_opening(self, trouble: Exception | None = None) -> None:
        """Open what is here; `trouble` is said once it is open."""
        jobs = JobRunner(messages.show_failure)
        page = OpeningPage(self._theme, jobs)
        unlocking = Unlocking(page, jobs, self._folder, self._vault, self._now)
        work = partial(open_here, self._folder, now=self._now)
        unlocking.opened.connect(lambda desk: self._show_own(desk, unlocking.vault))
        if trouble is not None:
            unlocking.opened.connect(lambda _: messages.show_failure(self.window or page, trouble))
        unlocking.told.connect(self._say)
        unlocking.ended.connect(page.show_closed)
        page.again.connect(lambda: unlocking.open(work))
        self._show(make_door(self._theme, jobs, page, self._now))
        unlocking.open(work)

    def _show_welcome(self) -> None:
        jobs = JobRunner(messages.show_failure)
        page = WelcomePage(self._theme, jobs)
        unlocking = Unlocking(page, jobs, self._folder, self._vault, self._now)
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
        self._show_own_window(first_look=True)

    def _show_own_window(self, *, first_look: bool = False) -> None:
        if self._own is not None:
            ways = (self._go_to_practice, self._relock)
            self._show(build_window(self._own, self._theme, self._now, *ways, first_look=first_look))

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
        self._theme.set_practice(False)
        self._show_own_window()

    def _relock(self, sheet: RelockSheet) -> None:
        """Change what opens the notes, and go on with them."""

        def changed(desk: Desk) -> None:
            self._show_own(desk, self._vault)
            self._say(self.tr("What opens your notes is changed, and a copy was made."))

        if isinstance(self.window, DeskWindow) and self._own is not None:
            relocking = Relocking(self.window, self._own, self._vault, self._now)
            relocking.done.connect(changed)
            relocking.ended.connect(self._show_opening)
            relocking.start(sheet)

    def _say(self, sentence: str) -> None:
        if self.window is not None:
            self.window.say(sentence)

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


def make_door(theme: Theme, jobs: JobRunner, page: Page, now: Clock) -> MainWindow:
    """Make a window with one page, for somebody whose desk is not open."""
    window = MainWindow(theme, jobs, [PageEntry("door", page.title, "house", lambda: page)], now=now)
    window.show_page("door")
    return window


def build_window(
    desk: Desk,
    theme: Theme,
    now: Clock,
    practice: Callable[[], object],
    relock: Callable[[RelockSheet], object] = RelockSheet.end,
    *,
    first_look: bool = False,
) -> MainWindow:
    """Make the window on one desk; tests call this with a desk of their own.

    Args:
        desk: it is open.
        theme: the look.
        now: the clock; aware.
        practice: goes into the practice, or out of it.
        relock: changes what opens the desk, once the sheet has what it takes.
        first_look: put on the look that was kept on the desk.
    """
    jobs = JobRunner(messages.show_failure)
    window = DeskWindow(
        theme,
        jobs,
        page_entries(desk, jobs, theme, lambda page: wire_page(page, current, window, practice, relock)),
        now=now,
        contacts=lambda: current.contacts(),
        passed_on=lambda at: current.note_passed_on(at),
        undo=lambda: take_back(desk, window, current.on_changes),
        redo=lambda: do_again(desk, window, current.on_changes),
        commands=() if theme.practice else ready_commands(lambda: window),
    )
    current = CurrentReview(desk, jobs, window)
    look = KeptLook(theme, desk, jobs, window)
    current.told.connect(window.show_header)
    if first_look:
        look.put_on()
    window.show_page("home")
    current.find()
    keep_copies(desk, window, now)
    return window


def keep_copies(desk: Desk, window: MainWindow, now: Clock) -> None:
    """Let a copy of the notes be made now and every hour, if it is time, for as long as the window is there."""

    def look() -> None:
        window.jobs.start(window, lambda _: desk.keeping.copy_if_due(now()), lambda _: None)

    timer = QTimer(window)
    timer.timeout.connect(look)
    timer.start(LOOK_FOR_COPY_MS)
    look()


def tell_bug(program: Program, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log what nobody foresaw, and say so; the window stays. For `sys.excepthook`."""
    log.critical("a bug outside of any job", exc_info=(kind, error, trace))
    if program.window is not None and isinstance(error, Exception):
        messages.show_failure(program.window, error)
    else:
        sys.__excepthook__(kind, error, trace)
