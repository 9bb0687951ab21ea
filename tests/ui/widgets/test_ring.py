import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.theme import Theme
from tests.ui.example import Day, ExamplePage, make_window


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> MainWindow:
    window = make_window(theme, jobs, Day())
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.show_page("notes")
    return window


def tab_to_a_button(window: MainWindow) -> None:
    for _ in range(4):
        handle = window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, Qt.Key.Key_Tab)


def test_keys_show_where_the_focus_is_and_the_pointer_does_not(window: MainWindow, qtbot: QtBot) -> None:
    tab_to_a_button(window)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.ring.isVisible()
    corner = focused.mapTo(window, QPoint(0, 0))
    assert window.ring.geometry().contains(focused.rect().translated(corner))
    handle = window.windowHandle()
    assert handle is not None
    page = window.current_page()
    assert isinstance(page, ExamplePage)
    QTest.mouseClick(
        handle,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        window.top_bar.saved.mapTo(window, QPoint(9, 9)),
    )
    assert window.top_bar.saved.hasFocus()
    assert not window.ring.isVisible()
    page.keep.setFocus()
    assert not window.ring.isVisible()


def test_a_field_has_its_caret_and_needs_no_ring(window: MainWindow) -> None:
    tab_to_a_button(window)
    page = window.current_page()
    assert isinstance(page, ExamplePage)
    page.line.setFocus(Qt.FocusReason.TabFocusReason)
    assert not window.ring.isVisible()


def test_it_lets_the_pointer_through(window: MainWindow) -> None:
    tab_to_a_button(window)
    assert window.childAt(window.ring.geometry().center()) is not window.ring


def test_it_follows_when_what_lies_around_the_button_moves(window: MainWindow) -> None:
    tab_to_a_button(window)
    focused = QApplication.focusWidget()
    assert focused is not None
    around = focused.parentWidget()
    assert around is not None
    around.move(around.pos() + QPoint(40, 30))
    assert window.ring.geometry().contains(focused.rect().translated(focused.mapTo(window, QPoint(0, 0))))
