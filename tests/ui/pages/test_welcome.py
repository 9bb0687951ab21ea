from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.welcome import WelcomePage
from peerdesk.ui.theme import Choice, Theme
from tests.ui.accessibility import find_faults


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> WelcomePage:
    page = WelcomePage(theme, jobs)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    with qtbot.waitExposed(page):
        page.show()
    page.first_focus().setFocus()
    return page


def test_a_newcomer_types_a_name_and_practises(page: WelcomePage, qtbot: QtBot) -> None:
    names: list[str] = []
    page.named.connect(names.append)
    QTest.keyClicks(page.name, "  Amina   Rahman ")
    with qtbot.waitSignal(page.practice_requested):
        QTest.mouseClick(page.practice_button, Qt.MouseButton.LeftButton)
    page.practice_button.click()
    assert names == ["Amina Rahman"]


def test_enter_after_the_name_leads_to_what_one_was_sent(page: WelcomePage) -> None:
    QTest.keyClicks(page.name, "Amina")
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.open_button


def test_a_newcomer_opens_what_was_sent(page: WelcomePage, qtbot: QtBot, tmp_path: Path) -> None:
    told: list[object] = []
    page.named.connect(told.append)
    page.open_requested.connect(told.append)
    QTest.keyClicks(page.name, "Amina")
    page.open_button.click()
    dialog = page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "briefing.peerdesk"))
    dialog.reject()
    assert told == ["Amina", tmp_path / "briefing.peerdesk"]


@pytest.mark.parametrize("typed", ["", "   ", "x" * 5000])
def test_without_a_name_it_is_asked_for_first_and_nothing_else_happens(page: WelcomePage, typed: str) -> None:
    told: list[object] = []
    for signal in (page.named, page.practice_requested, page.plan_requested, page.open_requested):
        signal.connect(lambda *_: told.append("something"))
    page.name.setText(typed)
    for button in (page.open_button, page.practice_button, page.plan_button):
        button.setFocus()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.findChild(QFileDialog) is None
    assert told == []
    if not typed.strip():
        assert page.name.hasFocus()
        assert page.waiting.text() == "First your name, then any of these."
        QTest.keyClicks(page.name, "Amina")
        assert page.waiting.text() == ""


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_is_named_and_fits(page: WelcomePage, theme: Theme, scale: float) -> None:
    theme.choose(Choice("light", contrast=False, scale=scale))
    assert find_faults(page) == []
    assert page.minimumSizeHint().width() <= 1280
    assert page.minimumSizeHint().height() <= 640
