import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peerdesk.ui.commands import Command
from peerdesk.ui.dialogs.palette import Palette, find_commands
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.theme import Choice, Theme
from tests.ui.accessibility import find_faults
from tests.ui.example import Day, ExamplePage, make_window


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> MainWindow:
    window = make_window(theme, jobs, Day())
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.show_page("notes")
    return window


@pytest.fixture
def palette(window: MainWindow) -> Palette:
    window.show_palette()
    palette = window.findChild(Palette)
    assert isinstance(palette, Palette)
    return palette


def shown(palette: Palette) -> list[str]:
    return [row.text for row in palette.commands_shown()]


def test_a_person_types_a_word_and_presses_enter(window: MainWindow, palette: Palette, theme: Theme) -> None:
    assert palette.field.hasFocus()
    QTest.keyClicks(palette.field, "larger")
    assert shown(palette) == ["Larger text"]
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert theme.scale == 1.1
    assert not palette.isVisible()


def test_arrows_choose_while_the_field_keeps_the_focus(window: MainWindow, palette: Palette) -> None:
    QTest.keyClicks(palette.field, "text")
    first = shown(palette)
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.field.hasFocus()
    current = palette.list.current_row()
    assert current is not None
    assert current.text == first[1]


def test_acts_of_the_page_come_first_and_work(window: MainWindow, palette: Palette) -> None:
    assert shown(palette)[0] == "Split this note in two"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    page = window.current_page()
    assert isinstance(page, ExamplePage)
    assert page.split == 1


def test_f1_shows_the_keys_of_the_page_and_then_of_the_window(window: MainWindow) -> None:
    page = window.current_page()
    assert isinstance(page, ExamplePage)
    QTest.keyClick(page.line, Qt.Key.Key_F1)
    keys = window.findChild(Palette)
    assert isinstance(keys, Palette)
    assert keys.field.placeholderText() == "The keys on this page"
    own = [one.text for one in page.commands() if one.keys and one.enabled()]
    assert shown(keys)[: len(own)] == own
    assert "The keys on this page" in shown(keys)
    assert all(one.keys for one in keys.commands_shown())
    assert "Dark or light" not in shown(keys), "it has no keys"
    assert find_faults(keys) == []
    QTest.keyClick(keys.field, Qt.Key.Key_Return)
    assert page.split == 1
    assert not keys.isVisible()


def test_esc_closes_and_gives_focus_back(window: MainWindow, palette: Palette) -> None:
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    page = window.current_page()
    assert isinstance(page, ExamplePage)
    assert not palette.isVisible()
    assert page.line.hasFocus()


def test_nothing_found_is_no_trap(palette: Palette) -> None:
    QTest.keyClicks(palette.field, "zzz")
    assert shown(palette) == []
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_keys_of_the_page_sleep_under_it(window: MainWindow, palette: Palette) -> None:
    QTest.keyClick(palette.field, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(palette.field, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    page = window.current_page()
    assert isinstance(page, ExamplePage)
    assert page.split == 0


def test_it_stays_inside_the_window_with_large_text(window: MainWindow, palette: Palette, theme: Theme) -> None:
    theme.choose(Choice("light", contrast=False, scale=2.0))
    field = palette.field.mapTo(window, palette.field.rect().bottomRight())
    foot = palette.list.mapTo(window, palette.list.rect().bottomRight())
    assert window.rect().contains(field)
    assert window.rect().contains(foot)


def test_its_controls_are_named(palette: Palette) -> None:
    assert find_faults(palette) == []


def test_every_word_must_be_there_and_beginnings_come_first() -> None:
    def named(text: str, group: str = "Look") -> Command:
        return Command(text, text, group, lambda: None)

    commands = [named("Switch the text"), named("Text at 100 %"), named("Home", "Go to")]
    assert [c.text for c in find_commands(commands, "text")] == ["Text at 100 %", "Switch the text"]
    assert [c.text for c in find_commands(commands, "go ho")] == ["Home"]
    assert find_commands(commands, "") == commands
