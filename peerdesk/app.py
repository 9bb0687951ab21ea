"""The window: where its parts are put together."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication

from peerdesk.desk.desk import DamagedDeskError, Desk, is_here, open_here, start_here
from peerdesk.desk.mending import InPlace, has_remains
from peerdesk.desk.practice import start_practice
from peerdesk.intake.demo import read_demo
from peerdesk.keys.vault import Vault
from peerdesk.paths import resources
from peerdesk.ui import messages
from peerdesk.ui.arrivals import Arrivals, arrivals_commands
from peerdesk.ui.copies_ways import copies_commands, copies_entry
from peerdesk.ui.current_review import CurrentReview
from peerdesk.ui.day_pages import load_pages_soon, page_entries, show_file, wire_page
from peerdesk.ui.desk_window import DeskWindow
from peerdesk.ui.dialogs.back_again import BackAgainSheet
from peerdesk.ui.dialogs.relocking import RelockSheet
from peerdesk.ui.door import EmptyDoor, make_door
from peerdesk.ui.field_drafts import write_all_now
from peerdesk.ui.framework_ways import framework_commands, framework_entries
from peerdesk.ui.handed import Handed
from peerdesk.ui.hourly_copies import keep_copies
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.kept_look import KeptLook
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.mending import NotesMending, offer_mending
from peerdesk.ui.page import Page
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.home_unkept import unkept_commands
from peerdesk.ui.pages.opening import OpeningPage
from peerdesk.ui.pages.welcome import WelcomePage
from peerdesk.ui.ready_ways import ready_commands
from peerdesk.ui.relocking import Relocking
from peerdesk.ui.saved_words import SavedWords
from peerdesk.ui.search.searching import Searching, search_commands
from peerdesk.ui.session.commands import session_commands
from peerdesk.ui.session.locking import Locking, Opening
from peerdesk.ui.session.own_lock import OwnLock
from peerdesk.ui.session.source import SessionSource, Why
from peerdesk.ui.stepping import do_again, take_back
from peerdesk.ui.theme import Theme
from peerdesk.ui.unlocking import Unlocking

Clock = Callable[[], datetime]


class Program(QObject):
    """Shows one window at a time: the welcome, one's own reviews, or the practice.

    Attributes:
        window: the one that is seen; None before `start`.
    """

    def __init__(
        self,
        theme: Theme,
        folder: Path,
        vault: Vault,
        now: Clock,
        clock: Callable[[], float] = monotonic,
        *,
        door: EmptyDoor | None = None,
    ) -> None:
        """Prepare.

        Args:
            theme: the look of all windows.
            folder: where the person's desk lies, or will.
            vault: keeps its key.
            now: the clock; aware.
            clock: seconds that only grow, for the time in which nobody touches anything.
            door: the window that stands already, for the first page.
        """
        super().__init__(theme)
        self._theme, self._folder, self._vault, self._now = theme, folder, vault, now
        self._own: Desk | None = None
        self._practice: Desk | None = None
        self._locking = Locking(theme, self, Opening(folder, vault, now))
        self._locking.opened.connect(self._on_opened_again)
        self._locking.told.connect(self._say)
        self._own_lock = OwnLock(clock, self)
        self._own_lock.wanted.connect(self.lock)
        self._empty_door = door
        self._handed: Handed | None = None
        self.window: MainWindow | None = door

    def start(self) -> None:
        """Open what the person keeps here, or welcome somebody who is here for the first time."""
        if is_here(self._folder) or has_remains(self._folder):
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

    def open_what_comes(self, handed: Handed) -> None:
        """Show what is in files that the system hands over, as soon as there is a window that can."""
        self._handed = handed
        handed.came.connect(self._show_handed)

    def follow(self, sources: Sequence[SessionSource]) -> None:
        """Lock and open with the session, as those say who hear of it."""
        for source in sources:
            source.setParent(self)  # nobody else holds it
            source.away.connect(self.lock)
            source.back.connect(self._locking.lift)
            self._locking.may_sleep.connect(source.let_go)
            source.listen()

    @Slot(str)
    def lock(self, why: Why = "own") -> None:
        """Let nothing of the notes be seen, and close them, as soon as what runs has ended."""
        self._locking.note(why)
        if isinstance(self.window, DeskWindow):
            self._locking.cover(self.window, self._desks())
        if why == "sleep":
            self._locking.hurry()
        self._locking.settle()

    def keep_now(self) -> None:
        """Put on disk what is typed, before this returns: the session ends."""
        if self.window is not None:
            self.window.jobs.hurry()
            write_all_now(self.window)

    def close(self) -> None:
        """Close the window and let go of all files."""
        self._locking.let_go()
        if self.window is not None:
            self.window.close()
        for desk in self._desks():
            desk.close()

    def put(self, window: MainWindow) -> None:
        """Show a window in the place of the one before, which stays."""
        before, self.window = self.window, window
        if before is not None:
            window.setGeometry(before.geometry())
        elif screen := QGuiApplication.primaryScreen():
            room = screen.availableSize()
            window.resize(QSize(1280, 800).boundedTo(room))  # on a small laptop that is all of it
        window.show()

    def make_door(self, page: Page, jobs: JobRunner) -> MainWindow:
        """Return a window with one page, for somebody whose desk is not open."""
        door, self._empty_door = self._empty_door, None
        if door is not None and door.jobs is jobs:
            return door.receive(page)
        return make_door(self._theme, jobs, page, self._now)

    def _jobs_of_door(self) -> JobRunner:
        return self._empty_door.jobs if self._empty_door is not None else JobRunner(messages.show_failure)

    def _desks(self) -> list[Desk]:
        return [desk for desk in (self._own, self._practice) if desk is not None]

    def _on_opened_again(self, vault: Vault) -> None:
        self._vault = vault
        if self._practice is not None and self._practice.is_locked:
            self._practice = None
            if self._theme.practice:
                self._leave_practice()
        self._show_handed()

    def _show_opening(self, trouble: Exception | None = None) -> None:
        """Open what is here; `trouble` is said once it is open."""
        jobs = self._jobs_of_door()
        page = OpeningPage(self._theme, jobs)
        unlocking = Unlocking(page, jobs, self._folder, self._vault, self._now)
        work = partial(open_here, self._folder, now=self._now)
        unlocking.opened.connect(lambda desk: self._show_own(desk, unlocking.vault))
        if trouble is not None:
            unlocking.opened.connect(lambda _: messages.show_failure(self.window or page, trouble))
        unlocking.told.connect(self._say)
        unlocking.ended.connect(page.show_closed)
        page.again.connect(lambda: unlocking.open(work))
        offer_mending(unlocking, page, jobs, (self._folder, self._now), self._on_in_place)
        self._show(self.make_door(page, jobs))
        unlocking.open(work)

    def _mend(self) -> None:
        """Put a copy in the place of the file of the notes, which opened, but is damaged somewhere."""
        own = self._own
        if own is None:
            return
        jobs = JobRunner(messages.show_failure)
        page = OpeningPage(self._theme, jobs)
        mending = NotesMending(page, jobs, self._folder, self._vault, self._now)
        mending.opened.connect(lambda placed: self._on_in_place(placed, self._vault))
        mending.ended.connect(self._show_opening)
        page.again.connect(self._show_opening)
        self._show(self.make_door(page, jobs))
        own.close()
        self._own = None
        mending.look(DamagedDeskError("The file with your notes is damaged.", "Put a copy in its place."))

    def _on_in_place(self, placed: InPlace, vault: Vault) -> None:
        """Go on with notes of which a copy took the place, and tell what came from where."""
        self._show_own(placed.desk, vault)
        if self.window is not None:
            BackAgainSheet(self.window, placed).open_over()

    def _show_welcome(self) -> None:
        jobs = self._jobs_of_door()
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
        self._show(self.make_door(page, jobs))

    def _show_own(self, desk: Desk, vault: Vault) -> None:
        self._own, self._vault = desk, vault
        self._theme.set_practice(False)
        self._show_own_window(first_look=True)

    def _show_own_window(self, *, first_look: bool = False) -> None:
        if self._own is not None:
            ways = (self._go_to_practice, self._relock)
            lock, mend, now = self._own_lock, self._mend, self._now
            window = build_window(self._own, self._theme, now, *ways, first_look=first_look, own_lock=lock, mend=mend)
            self._show(window)
            load_pages_soon(window)
            self._show_handed()

    def _show_practice(self, desk: Desk) -> None:
        self._practice = desk
        self._theme.set_practice(True)
        self._show(build_window(desk, self._theme, self._now, self._leave_practice, own_lock=self._own_lock))

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

    def _show_handed(self) -> None:
        if self._handed is None or not self._handed.waits or self._own is None or self._locking.is_wanted:
            return
        if self._theme.practice:
            self._leave_practice()
        else:
            self._handed.show(self._show_file)

    def _show_file(self, path: Path) -> None:
        if self.window is not None:
            show_file(self.window, path)

    def _show(self, window: MainWindow) -> None:
        """Put a window in the place of the one before."""
        before = self.window
        if self._locking.is_wanted and isinstance(window, DeskWindow):
            self._locking.cover(window, self._desks())
        else:
            self.put(window)
        if before not in (None, self.window):
            before.close()
            before.deleteLater()


def build_window(
    desk: Desk,
    theme: Theme,
    now: Clock,
    practice: Callable[[], object],
    relock: Callable[[RelockSheet], object] = RelockSheet.end,
    *,
    first_look: bool = False,
    mend: Callable[[], object] = list,
    own_lock: OwnLock | None = None,
) -> MainWindow:
    """Make the window on one desk; tests call this with a desk of their own.

    Args:
        desk: it is open.
        theme: the look.
        now: the clock; aware.
        practice: goes into the practice, or out of it.
        relock: changes what opens the desk, once the sheet has what it takes.
        first_look: put on the look that was kept on the desk.
        mend: puts a copy in the place of the file of the desk, which is damaged.
        own_lock: locks the window at a wish, or when nobody has touched it for a while.
    """
    jobs = JobRunner(messages.show_failure)

    def wired(page: Page) -> Page:
        return wire_page(page, current, window, practice, relock)

    copies = [] if theme.practice else [copies_entry(desk, jobs, theme, wired, mend)]
    frameworks = framework_entries(desk, jobs, theme, wired, lambda: window)
    window = DeskWindow(
        theme,
        jobs,
        [*page_entries(desk, jobs, theme, wired), *copies, *frameworks],
        now=now,
        contacts=lambda: current.contacts(),
        passed_on=lambda at: current.note_passed_on(at),
        undo=lambda: take_back(desk, window, current.on_changes),
        redo=lambda: do_again(desk, window, current.on_changes),
        commands=[
            *search_commands(lambda: searching),
            *unkept_commands(lambda: window),
            *framework_commands(lambda: window),
            *(() if theme.practice else ready_commands(lambda: window)),
            *(() if theme.practice else copies_commands(lambda: window)),
            *(() if theme.practice else arrivals_commands(lambda: arrivals)),
            *(session_commands(desk, own_lock, lambda: window) if own_lock else ()),
        ],
        say_saved=lambda: saved.answer(),
    )
    arrivals = None if theme.practice else Arrivals(desk, window, partial(show_file, window))
    current = CurrentReview(desk, jobs, window)
    look = KeptLook(theme, desk, jobs, window)
    saved = SavedWords(desk, window)
    searching = Searching(desk, window, current)
    current.told.connect(window.show_header)
    if first_look:
        look.put_on()
    if own_lock is not None and not theme.practice:
        own_lock.follow(desk.keeping, jobs, window)
    window.show_page("home")
    current.find()
    keep_copies(desk, window, now)
    return window
