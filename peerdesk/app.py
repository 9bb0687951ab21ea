"""The window: where its parts are put together."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import DamagedDeskError, Desk, is_here, open_here, start_here
from peerdesk.desk.mending import InPlace, has_remains
from peerdesk.keys.vault import Vault
from peerdesk.ui import messages
from peerdesk.ui.day_pages import make_pages_ahead, show_file
from peerdesk.ui.desk_window import DeskWindow
from peerdesk.ui.dialogs.back_again import BackAgainSheet
from peerdesk.ui.dialogs.relocking import RelockSheet
from peerdesk.ui.door import make_door
from peerdesk.ui.field_drafts import write_all_now
from peerdesk.ui.first_words import carry_on
from peerdesk.ui.handed import Handed
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.mending import NotesMending, offer_mending
from peerdesk.ui.page import Page
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.opening import OpeningPage
from peerdesk.ui.pages.welcome import WelcomePage
from peerdesk.ui.practising import Practising, Seat
from peerdesk.ui.relocking import Relocking
from peerdesk.ui.session.locking import Locking, Opening
from peerdesk.ui.session.own_lock import OwnLock
from peerdesk.ui.session.source import SessionSource, Why
from peerdesk.ui.theme import Theme
from peerdesk.ui.unlocking import Unlocking
from peerdesk.ui.whole_window import build_window

__all__ = ["Program", "build_window"]

Clock = Callable[[], datetime]
APage = TypeVar("APage", OpeningPage, WelcomePage)


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
        door: MainWindow | None = None,
    ) -> None:
        """Prepare.

        Args:
            theme: the look of all windows.
            folder: where the person's desk lies, or will.
            vault: keeps its key.
            now: the clock; aware.
            clock: seconds that only grow, for the time in which nobody touches anything.
            door: the window that stands already, with the page that is seen first.
        """
        super().__init__(theme)
        self._theme, self._folder, self._vault, self._now = theme, folder, vault, now
        self._own: Desk | None = None
        self._practising = Practising(folder, now, self._seat, self)
        self._practising.opened.connect(self._show_practice)
        self._practising.left.connect(self._leave_practice)
        self._practising.moved.connect(self._show_moved)
        self._locking = Locking(theme, self, Opening(folder, vault, now))
        self._locking.opened.connect(self._on_opened_again)
        self._locking.told.connect(self._say)
        self._own_lock = OwnLock(clock, self)
        self._own_lock.wanted.connect(self.lock)
        self._door = door
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
        door, self._door = self._door, None
        if door is not None and door.current_page() is page:
            return door
        return make_door(self._theme, jobs, page, self._now)

    def _first_page(self, kind: type[APage]) -> APage:
        """Return the page that is seen since the first moment, if it is of a kind, else a new one."""
        seen = self._door.current_page() if self._door is not None else None
        return seen if isinstance(seen, kind) else kind(self._theme, JobRunner(messages.show_failure))

    def _desks(self) -> list[Desk]:
        return [desk for desk in (self._own, self._practising.desk) if desk is not None]

    def _on_opened_again(self, vault: Vault) -> None:
        self._vault = vault
        practice = self._practising.desk
        if practice is not None and practice.is_locked:
            self._practising.desk = None
            if self._theme.practice:
                self._leave_practice()
        self._show_handed()

    def _show_opening(self, trouble: Exception | None = None) -> None:
        """Open what is here; `trouble` is said once it is open."""
        page = self._first_page(OpeningPage)
        jobs = page.jobs
        unlocking = Unlocking(page, jobs, self._folder, self._vault, self._now)
        work = partial(open_here, self._folder, now=self._now)
        unlocking.opened.connect(lambda desk: self._show_own(desk, unlocking.vault, page.words))
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
        page = self._first_page(WelcomePage)
        jobs = page.jobs
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
        page.practice_requested.connect(lambda: begin(partial(self._practising.go, at_line=True)))
        page.plan_requested.connect(lambda: begin(self._ask_new_review))
        self._show(self.make_door(page, jobs))
        page.hear()

    def _show_own(self, desk: Desk, vault: Vault, words: str = "") -> None:
        """Show what the person keeps; `words` were typed before it was open."""
        self._own, self._vault = desk, vault
        self._theme.set_practice(False)
        self._show_own_window(first_look=True)
        if words and isinstance(self.window, DeskWindow):
            carry_on(self.window, words)

    def _show_own_window(self, *, first_look: bool = False) -> None:
        if self._own is not None:
            window = self._build_window(self._own, first_look=first_look)
            self._show(window)
            make_pages_ahead(window)
            self._show_handed()

    def _build_window(self, desk: Desk, *, first_look: bool = False) -> MainWindow:
        return build_window(
            desk,
            self._theme,
            self._now,
            self._practising.leave if self._theme.practice else self._practising.go,
            self._relock,
            first_look=first_look,
            mend=self._mend,
            own_lock=self._own_lock,
            practising=self._practising,
        )

    def _seat(self) -> Seat | None:
        return Seat(self._own, self._vault, self.window) if self._own is not None and self.window is not None else None

    @Slot(object, bool)
    def _show_practice(self, desk: Desk, at_line: bool) -> None:
        self._theme.set_practice(True)
        window = self._build_window(desk)
        self._show(window)
        if at_line:
            window.show_page("now")

    def _show_moved(self, changes: Changes, scope: str) -> None:
        """Show what came from the practice where it is now."""
        if self.window is not None:
            self.window.on_changes(changes)
            home = self.window.show_page("home")
            assert isinstance(home, HomePage)  # noqa: S101 - the page of that name
            home.review_requested.emit(scope, "notes")
            self.window.say(self.tr("They are here now, and in the practice as before."), undoable=True)

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
