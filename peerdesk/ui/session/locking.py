"""Locking the notes with the session and opening them with it: window covered, file closed, key gone, and back."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from peerdesk.desk.desk import Desk, open_here
from peerdesk.errors import Cancelled, PeerDeskError
from peerdesk.keys.vault import Vault
from peerdesk.ui import messages
from peerdesk.ui.field_drafts import write_all_now
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.locked import LockedPage
from peerdesk.ui.session.cover import Cover
from peerdesk.ui.session.source import Why
from peerdesk.ui.theme import Theme
from peerdesk.ui.unlocking import Unlocking

log = logging.getLogger(__name__)


class Stage(Protocol):
    """Where windows are shown, one at a time."""

    def put(self, window: MainWindow) -> None:
        """Show a window in the place of the one before, which stays."""

    def make_door(self, page: LockedPage, jobs: JobRunner) -> MainWindow:
        """Return a window with one page."""


@dataclass(frozen=True)
class Opening:
    """What it takes to open the notes again: their folder, what keeps the key, the clock."""

    folder: Path
    vault: Vault
    now: Callable[[], datetime]


class Locking(QObject):
    """Covers one window at a time.

    Signals:
        may_sleep: the computer may, for what is typed is on disk and the file is closed, or nothing was open.
        opened: the notes are open again; a Vault.
        told: something to know once they are; a sentence or two.
    """

    may_sleep = Signal()
    opened = Signal(object)
    told = Signal(str)

    def __init__(self, theme: Theme, stage: Stage, opening: Opening) -> None:
        """Cover nothing yet."""
        super().__init__(theme)
        self._theme, self._stage, self._opening = theme, stage, opening
        self._why: set[Why] = set()
        self._cover: Cover | None = None
        self._desks: Sequence[Desk] = ()
        self._door: MainWindow | None = None
        self._unlocking: Unlocking | None = None
        self._is_closed = self._has_words = self._is_asked = False

    @property
    def is_wanted(self) -> bool:
        """True as long as nothing of the notes is to be seen."""
        return bool(self._why)

    @property
    def covered(self) -> MainWindow | None:
        """The window that is held back."""
        return self._cover.window if self._cover else None

    def note(self, why: Why) -> None:
        """Take note that nothing is to be seen; what is open has to be covered next."""
        self._why.add(why)

    def cover(self, window: MainWindow, desks: Sequence[Desk]) -> None:
        """Put on disk what is typed in a window, take it away, and close its desks.

        Args:
            window: on one of the desks. It may never have been shown, and be in the place of one that was covered.
            desks: all that are open, the person's own first.
        """
        write_all_now(window)
        before, self._cover, self._desks, self._is_closed = self._cover, Cover(window), desks, False
        if self._door is None:
            self._door = self._make_door()
            self._stage.put(self._door)
        self._cover.hide_all(self._door)
        if before is not None:
            before.window.jobs.close()
            before.window.close()
            before.window.deleteLater()
        closed, badly = partial(self._on_closed, window), partial(self._on_closed_badly, window)
        window.jobs.start(window, lambda _: self._close(desks), closed, badly)

    def hurry(self) -> None:
        """Stop what the covered window still does, for the computer waits a few seconds only."""
        if self._cover is not None:
            self._cover.window.jobs.hurry()

    def settle(self) -> None:
        """Let the computer sleep if it wants to and may."""
        if "sleep" in self._why and (self._cover is None or self._is_closed):
            self.may_sleep.emit()

    def lift(self, why: Why) -> None:
        """Take note that one reason is gone; with the last of them the notes open."""
        self._why.discard(why)
        if not self._why:
            self._open()

    def let_go(self) -> None:
        """Let go of the window that is held back, for good."""
        if self._cover is not None:
            cover, self._cover, self._door = self._cover, None, None
            cover.window.jobs.close()
            cover.window.close()

    # Closing

    @staticmethod
    def _close(desks: Sequence[Desk]) -> bool | None:
        """Close all; say whether recovery words are in use, or None if the desk was closed already."""
        has_words = None if desks[0].is_locked else bool(desks[0].recovery.state().confirmed_on)
        for desk in desks:
            desk.lock()
        return has_words

    def _on_closed(self, window: MainWindow, has_words: bool | None) -> None:
        if has_words is not None:
            self._has_words = has_words
        self._settle_closed(window)

    def _on_closed_badly(self, window: MainWindow, error: Exception) -> None:
        if not isinstance(error, Cancelled):  # another window took its place meanwhile, and closes
            log.error("locking", exc_info=error)
        self._settle_closed(window)

    def _settle_closed(self, window: MainWindow) -> None:
        """Go on once a window's desks are closed, unless another took its place: that one's are closed next."""
        if window is self.covered:
            window.jobs.hold()
            self._is_closed = True
            self.settle()
            if self._is_asked:
                self._on_asked()
            elif not self._why:
                self._open()

    def _make_door(self) -> MainWindow:
        jobs = JobRunner(messages.show_failure)
        page = LockedPage(self._theme, jobs)
        page.open_requested.connect(self._on_asked)
        self._unlocking = None
        return self._stage.make_door(page, jobs)

    # Opening

    def _on_asked(self) -> None:
        """Open for the person who sits here; if they locked it themselves, only if they know the words."""
        self._is_asked = not self._is_closed  # then it is seen to once it is closed
        self._why &= {"own"}
        self._open(asks="own" in self._why and self._has_words)

    def _open(self, *, asks: bool = False) -> None:
        if self._door is None or not self._is_closed or self._unlocking is not None:
            return
        opening, page = self._opening, self._door.current_page()
        unlocking = Unlocking(page or self._door, self._door.jobs, opening.folder, opening.vault, opening.now)
        self._unlocking = unlocking
        reasons = frozenset(self._why)
        unlocking.opened.connect(lambda desk: self._on_opened(desk, reasons))
        unlocking.told.connect(self.told)
        unlocking.ended.connect(self._on_ended)
        (unlocking.open_knowing if asks else unlocking.open)(self._open_all)

    def _open_all(self, vault: Vault) -> Desk:
        own, *others = self._desks
        opened = open_here(own.folder, vault, self._opening.now)
        for other in others:
            with suppress(PeerDeskError):  # a practice that stays closed is begun anew
                other.resume(open_here(other.folder, vault, self._opening.now))
        return opened

    def _on_ended(self) -> None:
        self._unlocking = None

    def _on_opened(self, opened: Desk, reasons: frozenset[Why]) -> None:
        unlocking, self._unlocking = self._unlocking, None
        if self._why - reasons or self._cover is None or self._door is None or unlocking is None:
            opened.close()  # locked again meanwhile
            return
        self._why.clear()
        self._desks[0].resume(opened)
        cover, door, self._cover, self._door = self._cover, self._door, None, None
        self._stage.put(cover.window)
        cover.show_all(door)
        door.close()
        door.deleteLater()
        cover.window.jobs.release()
        self.opened.emit(unlocking.vault)
