"""Pages are made ahead in pauses, one step at a time, and never while somebody types."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.ui import pages_ahead
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages_ahead import QUIET_S, PagesAhead
from peerdesk.ui.theme import Theme
from tests.ui.example import Day, ExamplePage, make_window


class Watch:
    """Seconds that only grow when somebody says so."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def day() -> Day:
    return Day()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: Day, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(pages_ahead, "LOOK_MS", 3_600_000)  # the test looks, not the clock
    window = make_window(theme, jobs, day)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    window.show_page("notes")
    return window


@pytest.fixture
def look(window: MainWindow, watch: Watch, jobs: JobRunner) -> Callable[[], None]:
    ahead = PagesAhead(window, ["home", "share"], ["notes"], watch)

    def look() -> None:
        ahead.look()
        assert jobs.wait_idle()

    return look


def test_after_a_pause_one_step_is_taken_at_a_time(day: Day, watch: Watch, look: Callable[[], None]) -> None:
    look()
    assert day.built == ["notes"]
    watch.at += QUIET_S
    made = []
    for _ in range(5):
        look()
        made.append(day.built[1:])
    assert made == [[], ["home"], ["home"], ["home", "share"], ["home", "share"]]


def test_a_key_puts_the_next_page_off(day: Day, watch: Watch, look: Callable[[], None], window: MainWindow) -> None:
    watch.at += QUIET_S
    look()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_A)
    watch.at += QUIET_S / 2
    look()
    assert day.built == ["notes"]
    watch.at += QUIET_S
    look()
    assert day.built == ["notes", "home"]
    page = window.current_page()
    assert isinstance(page, ExamplePage)
    assert page.line.text() == "a"


def test_a_page_that_somebody_opened_meanwhile_is_not_made_twice(
    day: Day, watch: Watch, look: Callable[[], None], window: MainWindow
) -> None:
    window.show_page("share")
    window.show_page("home")
    watch.at += QUIET_S
    for _ in range(5):
        look()
    assert sorted(day.built) == ["home", "notes", "share"]


def test_a_window_that_was_closed_makes_no_page(
    day: Day, watch: Watch, look: Callable[[], None], window: MainWindow
) -> None:
    window.close()
    assert window.isHidden()
    for _ in range(4):
        watch.at += QUIET_S + 1
        look()
    assert day.built == ["notes"]
