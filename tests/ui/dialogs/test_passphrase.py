import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from peerdesk.ui.dialogs.passphrase import PassphraseSheet, ask_passphrase
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.theme import Theme
from tests.ui.accessibility import find_faults
from tests.ui.example import Day, make_window


class Asked:
    """What was given, and whether the person gave up."""

    def __init__(self, window: MainWindow) -> None:
        self.given: list[str] = []
        self.gave_up = 0
        self.sheet: PassphraseSheet = ask_passphrase(
            window, "Open your notes", "The words on the card you printed.", self.given.append, self._on_gave_up
        )

    def _on_gave_up(self) -> None:
        self.gave_up += 1


@pytest.fixture
def asked(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> Asked:
    window = make_window(theme, jobs, Day())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return Asked(window)


def test_a_person_types_the_words_and_presses_enter(asked: Asked) -> None:
    sheet = asked.sheet
    assert sheet.field.hasFocus()
    assert not sheet.open_button.isEnabled()
    QTest.keyClicks(sheet.field, "harbour sixpence")
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert asked.given == ["harbour sixpence"]
    assert not sheet.open_button.isEnabled()
    sheet.accept()
    assert asked.gave_up == 0


def test_other_words_may_be_tried_and_what_was_typed_stays(asked: Asked) -> None:
    sheet = asked.sheet
    QTest.keyClicks(sheet.field, "harbor")
    sheet.open_button.click()
    sheet.refuse("These words do not open it. Look at the third one.")
    assert sheet.answer.isVisible()
    assert sheet.field.text() == "harbor"
    assert sheet.open_button.isEnabled()


def test_the_words_are_hidden_until_asked_for(asked: Asked) -> None:
    assert asked.sheet.field.echoMode() == QLineEdit.EchoMode.Password
    asked.sheet.shown.click()
    assert asked.sheet.field.echoMode() == QLineEdit.EchoMode.Normal


def test_giving_up_is_told(asked: Asked) -> None:
    QTest.keyClick(asked.sheet.field, Qt.Key.Key_Escape)
    assert asked.gave_up == 1
    assert asked.given == []


def test_its_controls_are_named(asked: Asked) -> None:
    assert find_faults(asked.sheet) == []
