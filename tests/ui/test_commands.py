import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.ui.commands import NEVER_BOUND, Command, bind, find_clashes, key_hint, make_menu


def command(name: str, keys: str = "") -> Command:
    return Command(name, name.capitalize(), "Test", lambda: None, keys)


def test_the_same_keys_twice_are_found() -> None:
    assert find_clashes([command("a", "Ctrl+J"), command("b", "Ctrl+K")]) == []
    assert find_clashes([command("a", "Ctrl+J"), command("b", "Ctrl+K; Ctrl+J")]) == ["Ctrl+J is bound twice"]


@pytest.mark.parametrize("keys", [*sorted(NEVER_BOUND), "Alt+F", "Ctrl+Alt+K", "Meta+K"])
def test_keys_of_somebody_else_are_found(keys: str) -> None:
    assert find_clashes([command("a", keys)]) == [f"{keys} belongs to somebody else"]


@pytest.mark.parametrize(
    ("keys", "hint"),
    [
        ("Ctrl+Shift+S", "Ctrl Shift S"),
        ("Ctrl+Return; Ctrl+Enter", "Ctrl Enter"),
        ("Ctrl++", "Ctrl +"),
        ("S", "S"),
        ("", ""),
    ],
)
def test_keys_are_said_as_people_read_them(keys: str, hint: str) -> None:
    assert key_hint(keys) == hint


def test_a_single_letter_works_on_the_list_and_is_typed_in_the_field(qtbot: QtBot) -> None:
    pressed: list[str] = []
    page, field, view, button = QWidget(), QLineEdit(), QListView(), QPushButton()
    column = QVBoxLayout(page)
    column.addWidget(field)
    column.addWidget(view)
    column.addWidget(button)
    qtbot.addWidget(page)
    bind(
        page,
        [
            Command("a", "A", "T", lambda: pressed.append("s"), "S"),
            Command("b", "B", "T", lambda: pressed.append("j"), "Ctrl+J"),
        ],
        [view],
    )
    with qtbot.waitExposed(page):
        page.show()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_S)
    assert (pressed, field.text()) == ([], "s")
    QTest.keyClick(field, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["j"]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_S)
    assert pressed == ["j"]
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_S)
    assert pressed == ["j", "s"]


def test_what_makes_no_sense_now_does_nothing(qtbot: QtBot) -> None:
    pressed: list[str] = []
    page = QWidget()
    qtbot.addWidget(page)
    never = Command("a", "A", "T", lambda: pressed.append("a"), "Ctrl+J", enabled=lambda: False)
    actions = bind(page, [never])
    actions[0].trigger()
    assert pressed == []
    assert not make_menu(page, [never]).actions()[0].isEnabled()
