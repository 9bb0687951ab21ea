import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peerdesk.errors import Cancelled, PeerDeskError
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.messages import FailureSheet, show_failure
from peerdesk.ui.theme import Theme
from tests.ui.accessibility import find_faults
from tests.ui.example import Day, ExamplePage, make_window

FULL = PeerDeskError("The disk is full.", "Free some space, then press Keep again.", detail="errno 28")


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> MainWindow:
    window = make_window(theme, jobs, Day())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.show_page("notes")
    return window


def sheet_over(window: MainWindow) -> FailureSheet:
    sheet = window.findChild(FailureSheet, "failure")
    assert isinstance(sheet, FailureSheet)
    return sheet


def test_a_failure_says_what_happened_and_what_to_do_and_folds_the_rest_away(window: MainWindow) -> None:
    show_failure(window.stack, FULL)
    sheet = sheet_over(window)
    assert (sheet.message.text(), sheet.remedy.text()) == (FULL.message, FULL.remedy)
    assert not sheet.details.isVisible()
    sheet.fold.click()
    assert sheet.details.isVisible()
    assert sheet.details.text() == "errno 28"
    assert find_faults(sheet) == []
    assert FULL.message in sheet.accessibleName()


def test_words_of_a_stranger_are_never_taken_for_markup(window: MainWindow) -> None:
    show_failure(window, PeerDeskError("<b>Bold</b>", "<a href='x'>press</a>"))
    assert sheet_over(window).message.textFormat() == Qt.TextFormat.PlainText
    assert not sheet_over(window).fold.isVisible()


def test_what_was_typed_stays_and_focus_comes_back(window: MainWindow) -> None:
    page = window.current_page()
    assert isinstance(page, ExamplePage)
    QTest.keyClicks(page.line, "The well is dry")
    show_failure(page, FULL)
    QTest.keyClick(sheet_over(window), Qt.Key.Key_Escape)
    assert window.findChild(FailureSheet) is None or not sheet_over(window).isVisible()
    assert page.line.text() == "The well is dry"
    assert page.line.hasFocus()


def test_a_bug_says_so_and_is_logged(window: MainWindow, caplog: pytest.LogCaptureFixture) -> None:
    show_failure(window, ZeroDivisionError("division by zero"))
    assert "not your doing" in sheet_over(window).message.text()
    assert "ZeroDivisionError" in sheet_over(window).details.text()
    assert "a bug reached the person" in caplog.text
    caplog.clear()


def test_the_person_s_own_wish_is_no_failure(window: MainWindow) -> None:
    show_failure(window, Cancelled())
    assert window.findChild(FailureSheet) is None


def test_a_job_without_a_listener_for_failures_shows_them(window: MainWindow, jobs: JobRunner) -> None:
    def full(_: object) -> None:
        raise FULL

    jobs.start(window.stack, full, lambda _: None)
    assert jobs.wait_idle()
    assert sheet_over(window).message.text() == FULL.message
