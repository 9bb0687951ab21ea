"""A double click on a file shows what is in it: in the window that is open, or in the one that opens."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.app import Program
from peerdesk.desk.desk import start_here
from peerdesk.paths import resources
from peerdesk.ui.handed import Handed
from peerdesk.ui.one_process import OneProcess
from peerdesk.ui.pages.share import SharePage
from peerdesk.ui.theme import Choice, Theme
from tests.people import Clock, Shelf, Team

ROOT = Path(__file__).parents[1]
NOW = datetime(2027, 3, 9, 9, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def handed(qapp: QApplication) -> Iterator[Handed]:
    handed = Handed(qapp)
    handed.listen()
    yield handed
    handed.deleteLater()


@pytest.fixture
def program(qapp: QApplication, home: Path, handed: Handed, qtbot: QtBot) -> Iterator[Program]:
    theme = Theme(qapp, resources(), Choice("light", contrast=False))
    program = Program(theme, home, Shelf(), Clock(NOW))
    program.open_what_comes(handed)
    yield program
    program.close()
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    theme.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def heading(program: Program) -> str:
    page = program.window.current_page() if program.window else None
    return page.ui.contents.heading.text() if isinstance(page, SharePage) else ""


def shows(program: Program, words: str) -> Callable[[], None]:
    def look() -> None:
        assert heading(program) == words

    return look


@pytest.fixture
def briefing(team: Team, tmp_path: Path) -> Path:
    file = tmp_path / "Holiday pictures (1).peerdesk"
    team.lead.packages.give(team.scope, "briefing", file)
    return file


def begin(program: Program, home: Path) -> None:
    """Let Tom have notes of his own here, and open them."""
    start_here(home, program._vault, "Tom Hale", Clock(NOW)).close()
    program.start()


def test_a_second_process_hands_its_file_to_the_window_that_is_open(
    program: Program, handed: Handed, home: Path, briefing: Path, qtbot: QtBot
) -> None:
    begin(program, home)
    one = OneProcess(home)
    assert one.take()
    one.called.connect(handed.put)
    environment = {**os.environ, "PEERDESK_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "peerdesk", briefing.name]
    with subprocess.Popen(command, cwd=briefing.parent, env=environment) as second:
        qtbot.waitUntil(shows(program, "Briefing from Anita Shah"), timeout=20_000)
        assert second.wait(10) == 0
    one.let_go()


def test_a_file_that_comes_before_there_is_a_window_waits_for_it(
    program: Program, handed: Handed, home: Path, briefing: Path, qtbot: QtBot
) -> None:
    handed.put([briefing])
    assert handed.waits
    begin(program, home)
    qtbot.waitUntil(shows(program, "Briefing from Anita Shah"), timeout=10_000)
    assert not handed.waits


def test_who_practises_is_brought_back_to_their_own_notes(
    program: Program, handed: Handed, home: Path, briefing: Path, qtbot: QtBot
) -> None:
    begin(program, home)
    qtbot.waitUntil(lambda: program._own is not None, timeout=10_000)
    program._practising.go()
    qtbot.waitUntil(lambda: program._theme.practice, timeout=20_000)
    handed.put([briefing])
    qtbot.waitUntil(shows(program, "Briefing from Anita Shah"), timeout=10_000)
    assert not program._theme.practice


def test_a_file_that_comes_while_the_notes_are_being_locked_waits_until_they_are_open(
    program: Program, handed: Handed, home: Path, briefing: Path, qtbot: QtBot
) -> None:
    begin(program, home)
    qtbot.waitUntil(lambda: program._own is not None, timeout=10_000)
    program._practising.go()
    qtbot.waitUntil(lambda: program._theme.practice, timeout=20_000)
    own = program._own
    assert own is not None
    program.lock()
    handed.put([briefing])
    assert program._theme.practice, "no window was made of notes that are being closed"
    qtbot.waitUntil(lambda: own.is_locked and program._locking._is_closed, timeout=10_000)
    assert handed.waits
    program._locking.lift("own")
    qtbot.waitUntil(shows(program, "Briefing from Anita Shah"), timeout=10_000)
    assert not own.is_locked


def test_macos_tells_of_a_double_click_by_an_event(handed: Handed, qapp: QApplication, briefing: Path) -> None:
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(briefing))))
    assert handed.waits
