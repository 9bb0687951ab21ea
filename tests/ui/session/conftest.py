"""A private bus with a stand-in for the system on it, and a window on a real desk that hears of both."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.app import Program
from peerdesk.desk.desk import start_here
from peerdesk.ui.desk_window import DeskWindow
from peerdesk.ui.dialogs.passphrase import PassphraseSheet
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.locked import LockedPage
from peerdesk.ui.session.logind import Logind
from peerdesk.ui.session.screen_saver import ScreenSaver
from peerdesk.ui.theme import Theme
from tests.people import Shelf

ROOT = Path(__file__).parents[3]
NOW = datetime(2027, 3, 9, 9, 12, tzinfo=UTC)


class System:
    """The computer around the window."""

    def __init__(self, address: str, process: subprocess.Popen[str], qtbot: QtBot) -> None:
        self.address, self._process, self._qtbot = address, process, qtbot
        self._heard: list[str] = []
        self.listening = Thread(target=self._listen)
        self.listening.start()
        self.wait_for("here")

    def tell(self, what: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()

    def wait_for(self, what: str) -> None:
        """Wait until the system has heard something, once."""
        self._qtbot.waitUntil(lambda: what in self._heard, timeout=20_000)
        self._heard.remove(what)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._heard.append(line.strip())


@pytest.fixture
def address() -> Iterator[str]:
    """Where a bus of the test's own is."""
    bus = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with subprocess.Popen(bus, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture
def system(address: str, qtbot: QtBot) -> Iterator[System]:
    argv = [sys.executable, "-m", "tests.ui.session.stand_in", address]
    pipe = subprocess.PIPE
    with subprocess.Popen(argv, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) as process:
        system = System(address, process, qtbot)
        yield system
        process.kill()
        system.listening.join()


class Person:
    """Somebody at the window, whose computer locks."""

    def __init__(self, program: Program, system: System | None, qtbot: QtBot, folder: Path) -> None:
        self.program, self._system, self._qtbot, self.folder = program, system, qtbot, folder

    @property
    def system(self) -> System:
        assert self._system is not None
        return self._system

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    def settle(self) -> None:
        for _ in range(3):
            assert self.window.jobs.wait_idle()
            QCoreApplication.sendPostedEvents(None, 0)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def is_locked(self) -> bool:
        return isinstance(self.window.current_page(), LockedPage) and self.program._locking._is_closed

    def wait_covered(self) -> None:
        self._qtbot.waitUntil(lambda: isinstance(self.window.current_page(), LockedPage), timeout=20_000)

    def wait_locked(self) -> None:
        self._qtbot.waitUntil(self.is_locked, timeout=20_000)
        self.settle()

    def wait_asked(self) -> PassphraseSheet:
        self._qtbot.waitUntil(lambda: self.window.findChild(PassphraseSheet) is not None, timeout=20_000)
        sheet = self.window.findChild(PassphraseSheet)
        assert sheet is not None
        return sheet

    def wait_open(self) -> None:
        self._qtbot.waitUntil(lambda: isinstance(self.window, DeskWindow) and self.window.isVisible(), timeout=20_000)
        self.settle()

    def open_files(self) -> list[str]:
        """Return which of the desk's files this process has open."""
        held = []
        for one in Path("/proc/self/fd").iterdir():
            try:
                held.append(str(one.readlink()))
            except OSError:
                continue
        return [one for one in held if one.startswith(str(self.folder)) and "desk.db" in one]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def time() -> list[float]:
    """Seconds that only grow; a test sets them."""
    return [0.0]


def make_desk(folder: Path, shelf: Shelf) -> None:
    desk = start_here(folder, shelf, "Anita", lambda: NOW)
    scope, _ = desk.plan.begin(school_name="Wrenholt", days=("2027-03-09",))
    desk.capture.keep_note(scope, text="The heron stands in the reeds")
    desk.close()


@pytest.fixture
def person(
    theme: Theme, system: System, shelf: Shelf, time: list[float], tmp_path: Path, qtbot: QtBot
) -> Iterator[Person]:
    """Somebody with one review and a note, at Home."""
    folder = tmp_path / "anita"
    make_desk(folder, shelf)
    program = Program(theme, folder, shelf, lambda: NOW, lambda: time[0])
    bus = QDBusConnection.connectToBus(system.address, system.address)
    sources = [Logind(bus, program), ScreenSaver(bus, program)]
    program.follow(sources)
    program.start()
    person = Person(program, system, qtbot, folder)
    person.settle()
    system.wait_for("delay taken")
    assert isinstance(person.window, DeskWindow)
    yield person
    program.close()
    for source in sources:
        source.let_go()
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    QDBusConnection.disconnectFromBus(system.address)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
