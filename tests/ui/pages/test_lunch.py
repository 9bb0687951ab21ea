"""The acts at lunch, counted: a stick going in, a key chord and a click are one each (UI.md's table)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from peerdesk.app import build_window
from peerdesk.desk.desk import Desk
from peerdesk.desk.watching import SHARED
from peerdesk.ui import arrivals
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.theme import Theme
from tests.people import Team

COLLEAGUE, LEAD = 3, 4
CTRL = Qt.KeyboardModifier.ControlModifier


class Person:
    """Somebody at their whole window, whose acts are counted."""

    def __init__(self, qtbot: QtBot, window: MainWindow, stick: Path) -> None:
        self.qtbot, self.window, self.stick, self.acts = qtbot, window, stick, 0

    def put_in(self, drawer: Path) -> None:
        drawer.rename(self.stick)
        self.acts += 1

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, CTRL)
        self.acts += 1
        assert self.window.jobs.wait_idle()

    def take_out(self, drawer: Path) -> None:
        self.stick.rename(drawer)

    def reads(self, words: str) -> None:
        """Wait until these words are seen, with no act."""

        def seen() -> None:
            assert words in self.said()

        self.qtbot.waitUntil(seen, timeout=20_000)
        assert self.window.findChild(FailureSheet) is None

    def said(self) -> str:
        return "\n".join(one.text() for one in self.window.findChildren(QLabel) if one.isVisible())


Sit = Callable[[Desk], Person]


@pytest.fixture
def drawer(tmp_path: Path) -> Path:
    folder = tmp_path / "drawer"
    folder.mkdir()
    return folder


@pytest.fixture
def sit(qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sit]:
    """Sit down at one's window: today's review is open on Now, and the stick was used the day before."""
    monkeypatch.setattr(arrivals, "LOOK_MS", 60)
    windows = []

    def open_window(desk: Desk) -> Person:
        desk.keeping.put_setting(SHARED, str(tmp_path / "STICK"))
        window = build_window(desk, theme, desk.acting.now, lambda: None)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        window.show_page("now")
        assert window.jobs.wait_idle()
        windows.append(window)
        return Person(qtbot, window, tmp_path / "STICK")

    yield open_window
    for window in windows:
        window.jobs.wait_idle()
        window.close()
        window.deleteLater()


def test_a_colleague_and_the_lead_at_lunch(team: Team, sit: Sit, drawer: Path) -> None:
    for desk in (team.ben, team.cara):
        desk.capture.keep_note(team.scope, text=f"by {desk.people.mine.name}")
    for desk in (team.ben, team.cara):
        colleague = sit(desk)
        colleague.put_in(drawer)
        colleague.press(Qt.Key.Key_5)
        colleague.reads("For Anita Shah")
        colleague.press(Qt.Key.Key_Return)
        colleague.reads("Written and read back: it is whole.")
        assert colleague.acts <= COLLEAGUE
        colleague.take_out(drawer)
    lead = sit(team.lead)
    lead.put_in(drawer)
    lead.press(Qt.Key.Key_5)
    lead.reads("0 of 3 are in. Next: Ben Okoro.")
    lead.press(Qt.Key.Key_Return)
    lead.reads("2 of 3 are in. Next: Dan Reyes (in training). Nothing missing since ")
    lead.press(Qt.Key.Key_Return)
    lead.reads("Written and read back: it is whole.")
    assert lead.acts <= LEAD
    assert len(team.lead.capture.notes(team.scope)) == 2
    lead.take_out(drawer)


def test_a_stick_that_goes_in_while_sharing_is_seen_asks_for_no_look(team: Team, sit: Sit, drawer: Path) -> None:
    team.ben.capture.keep_note(team.scope, text="one")
    team.ben.packages.give(team.scope, "team", drawer / "Ben.peerdesk")
    lead = sit(team.lead)
    lead.press(Qt.Key.Key_5)
    lead.reads("This stick or folder is not there any more.")
    lead.put_in(drawer)
    lead.reads("Notes from Ben Okoro")
    lead.press(Qt.Key.Key_Return)
    lead.reads("1 of 3 are in.")
    assert lead.acts == 3
    lead.take_out(drawer)
    ben = sit(team.ben)
    ben.put_in(drawer)
    ben.reads("Your notes arrived ")  # on whatever page he is
    assert ben.acts == 1
