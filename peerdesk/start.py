"""The first moments: a window stands at once and takes what is typed; what opens the notes is loaded beside it.

Nothing of the desk, the database or the keys is imported here before the window was painted: that takes longer than
all that comes after it.
"""

import logging
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from peerdesk.log import leave_no_core, start_log
from peerdesk.paths import data_folder, resources
from peerdesk.ui.door import make_door
from peerdesk.ui.handed import Handed
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.one_process import OneProcess
from peerdesk.ui.page import Page
from peerdesk.ui.soon import soon
from peerdesk.ui.steady import Steady
from peerdesk.ui.theme import Theme

if TYPE_CHECKING:
    from peerdesk.app import Program
    from peerdesk.keys.vault import Vault

log = logging.getLogger(__name__)

_LONGEST_UNSEEN = 500  # milliseconds


def main(argv: Sequence[str] | None = None, files: Sequence[Path] = ()) -> int:
    """Open the window; return when it is closed.

    Args:
        argv: words for Qt; None takes those of the command line.
        files: to be shown, with their whole paths; in the window that is open already, if one is.
    """
    leave_no_core()
    app = QApplication(list(sys.argv if argv is None else ["peerdesk", *argv]))
    app.setApplicationName("PeerDesk")
    folder = data_folder()
    one = OneProcess(folder)
    if not one.take(files):
        return 0
    handed = Handed(app)
    if sys.platform == "darwin":
        handed.listen()
    handed.put(files)
    one.called.connect(handed.put)
    start = Start(Theme(app, resources()), folder, _system_keyring, lambda: datetime.now(UTC))
    start.painted.connect(partial(start_log, folder))
    start.loaded.connect(partial(_follow, app, one, handed))
    start.begin()
    code = app.exec()
    one.let_go()
    return code


class Start(QObject):
    """Shows a window that asks for a name, or takes a line, and goes on in it once the program is loaded.

    Signals:
        painted: the window is seen.
        loaded: a Program, which starts as soon as this returns.
    """

    painted = Signal()
    loaded = Signal(object)

    def __init__(
        self, theme: Theme, folder: Path, make_vault: Callable[[], "Vault"], now: Callable[[], datetime]
    ) -> None:
        """Prepare.

        Args:
            theme: the look of all windows.
            folder: where the person's desk lies, or will.
            make_vault: makes what keeps its key; called off the window's thread.
            now: the clock; aware.
        """
        super().__init__(theme)
        self._theme, self._folder, self._make_vault, self._now = theme, folder, make_vault, now
        self._steady = Steady(self)
        jobs = JobRunner(_tell)
        self.door = make_door(theme, jobs, _first_page(theme, jobs, folder), now)
        self._begun = False

    def begin(self) -> None:
        """Show the window, and load once it was painted."""
        if screen := QGuiApplication.primaryScreen():
            self.door.resize(QSize(1280, 800).boundedTo(screen.availableSize()))  # on a small laptop that is all of it
        self.door.installEventFilter(self)
        self.door.show()
        soon(self, self._load, _LONGEST_UNSEEN)  # a window may begin minimised, and is not painted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Load as soon as the window was painted."""
        if watched is self.door and event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            soon(self, self._load)
        return super().eventFilter(watched, event)

    def _load(self) -> None:
        if self._begun:
            return
        self._begun = True
        self.painted.emit()
        make_vault = self._make_vault

        def load() -> "tuple[type[Program], Vault]":
            from peerdesk.app import Program

            return Program, make_vault()

        self.door.jobs.start(self.door, lambda _: load(), self._on_loaded)

    def _on_loaded(self, found: "tuple[type[Program], Vault]") -> None:
        self._steady.leave_be()
        if not self.door.isVisible():
            return  # closed meanwhile
        kind, vault = found
        program = kind(self._theme, self._folder, vault, self._now, door=self.door)
        self.loaded.emit(program)
        program.start()


def _first_page(theme: Theme, jobs: JobRunner, folder: Path) -> Page:
    """Return what is seen first, by a look at names of files only; `Program` makes another page if that misled."""
    if (folder / "desk.json").exists() or (folder / "copies").exists():
        from peerdesk.ui.pages.opening import OpeningPage

        return OpeningPage(theme, jobs)
    from peerdesk.ui.pages.welcome import WelcomePage

    return WelcomePage(theme, jobs, heard=False)


def _tell(owner: QObject, error: Exception) -> None:
    from peerdesk.ui import messages  # its sheet is loaded when there is something to tell

    messages.show_failure(owner, error)


def _system_keyring() -> "Vault":
    from peerdesk.keys.vault import KeyringVault

    return KeyringVault()


def _follow(app: QApplication, one: OneProcess, handed: Handed, program: "Program") -> None:
    """Let a program hear what the system and another start tell."""
    from peerdesk.ui.session.system import system_sources

    sys.excepthook = partial(tell_bug, program)
    one.called.connect(lambda _: program.come_forward())
    program.open_what_comes(handed)
    app.commitDataRequest.connect(lambda _: program.keep_now(), Qt.ConnectionType.DirectConnection)
    program.follow(system_sources())


def tell_bug(program: "Program", kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log what nobody foresaw, and say so; the window stays. For `sys.excepthook`."""
    log.critical("a bug outside of any job", exc_info=(kind, error, trace))
    if program.window is not None and isinstance(error, Exception):
        _tell(program.window, error)
    else:
        sys.__excepthook__(kind, error, trace)
