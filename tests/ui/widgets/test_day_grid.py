"""A day as a grid, by keys and by hand."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.widgets.day_block import DayBlock, Slot
from peerdesk.ui.widgets.day_grid import DayGrid
from peerdesk.ui.widgets.day_sheet import lanes_of
from tests.ui.accessibility import find_faults

Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
PEOPLE = (("anita", "Anita"), ("tom", "Tom"), ("marek", "Marek"))


def slot(activity: str, person: str, begins: int, ends: int) -> Slot:
    said = f"{activity.title()}, {begins // 60:02}:{begins % 60:02} to {ends // 60:02}:{ends % 60:02}"
    return Slot(activity, person, begins, ends, activity.title(), "below", said)


SLOTS = (
    slot("walk", "anita", 545, 590),
    slot("group", "tom", 645, 675),
    slot("group", "marek", 645, 675),
    slot("books", "tom", 660, 690),
)


class Day:
    """A grid that takes what it asks for, and remembers it."""

    def __init__(self, qtbot: QtBot, theme: Theme, slots: Sequence[Slot] = SLOTS, *, editable: bool = True) -> None:
        self.grid, self.told = DayGrid(theme, "Timetable of the day"), list[tuple[Any, ...]]()
        qtbot.addWidget(self.grid)
        self.grid.resize(700, 400)
        with qtbot.waitExposed(self.grid):
            self.grid.show()
        self.grid.activateWindow()
        self.grid.show_day(PEOPLE, slots, editable=editable)
        for name in ("placed", "opened", "chosen", "add_wanted", "out_wanted", "day_wanted"):
            getattr(self.grid, name).connect(lambda *said, name=name: self.told.append((name, *said)))

    def block(self, activity: str, person: str) -> DayBlock:
        return next(one for one in self.grid.blocks() if one.slot.key == (activity, person))

    def press(self, *keys: Key | tuple[Key, Qt.KeyboardModifier]) -> None:
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, *(key if isinstance(key, tuple) else (key,)))

    def drag(self, block: DayBlock, start: QPoint, by: QPoint, *keys: Key) -> None:
        QTest.mousePress(block, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        at = block.mapToGlobal(start) + by
        QTest.mouseMove(block, block.mapFromGlobal(at))
        self.press(*keys)
        QTest.mouseRelease(block, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, block.mapFromGlobal(at))

    def placed(self) -> list[tuple[Any, ...]]:
        return [one[1:6] for one in self.told if one[0] == "placed"]


@pytest.fixture
def day(qtbot: QtBot, theme: Theme) -> Day:
    return Day(qtbot, theme)


@pytest.mark.parametrize(
    ("keys", "placed"),
    [
        (Key.Key_Down, ("walk", "anita", "anita", 550, 595)),
        (Key.Key_Up, ("walk", "anita", "anita", 540, 585)),
        ((Key.Key_Down, SHIFT), ("walk", "anita", "anita", 545, 595)),
        ((Key.Key_Up, SHIFT), ("walk", "anita", "anita", 545, 585)),
        ((Key.Key_Right, CTRL), ("walk", "anita", "tom", 545, 590)),
    ],
)
def test_keys_move_lengthen_and_hand_on(day: Day, keys: Any, placed: tuple[Any, ...]) -> None:
    day.block("walk", "anita").setFocus()
    day.press(keys)
    assert day.placed() == [placed]


def test_nothing_is_handed_on_beyond_the_last_nor_made_shorter_than_a_step(qtbot: QtBot, theme: Theme) -> None:
    day = Day(qtbot, theme, [slot("short", "anita", 0, 5)])
    day.block("short", "anita").setFocus()
    day.press((Key.Key_Left, CTRL), (Key.Key_Up, SHIFT), Key.Key_Up)
    assert day.placed() == []


def test_arrows_and_page_keys_walk_and_one_block_is_the_tab_stop(day: Day) -> None:
    day.block("walk", "anita").setFocus()
    day.press(Key.Key_Right)
    assert QApplication.focusWidget() is day.block("group", "tom")
    day.press(Key.Key_PageDown)
    assert QApplication.focusWidget() is day.block("books", "tom")
    day.press(Key.Key_Right, Key.Key_Left, Key.Key_Left)
    assert QApplication.focusWidget() is day.block("walk", "anita")
    stops = [one for one in day.grid.blocks() if one.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert stops == [day.block("walk", "anita")]
    assert day.placed() == []


def test_enter_opens_n_adds_and_del_takes_out(day: Day) -> None:
    day.block("group", "tom").setFocus()
    day.grid.choose("group")
    day.press(Key.Key_Return, Key.Key_N, Key.Key_Delete)
    assert [one for one in day.told if one[0] != "chosen"] == [
        ("opened", "group"),
        ("add_wanted", "tom", 675, ""),
        ("out_wanted", "group"),
    ]


def test_an_empty_day_takes_n_itself(qtbot: QtBot, theme: Theme) -> None:
    day = Day(qtbot, theme, ())
    day.grid.setFocus()
    day.press(Key.Key_N)
    assert day.told == [("add_wanted", "anita", 540, "")]


def test_whoever_only_reads_moves_nothing(qtbot: QtBot, theme: Theme) -> None:
    day = Day(qtbot, theme, editable=False)
    block = day.block("walk", "anita")
    block.setFocus()
    day.press(
        Key.Key_Down, (Key.Key_Right, CTRL), (Key.Key_Right, CTRL | SHIFT), Key.Key_N, Key.Key_Delete, Key.Key_Return
    )
    day.drag(block, QPoint(20, 20), QPoint(0, 60))
    assert [one[0] for one in day.told if one[0] != "chosen"] == ["opened"]


def test_a_block_is_dragged_to_another_time_and_person(day: Day) -> None:
    block = day.block("walk", "anita")
    wide = day.grid.sheet.column
    day.drag(block, QPoint(20, 40), QPoint(wide, 41))  # 20 minutes and a little
    assert day.placed() == [("walk", "anita", "tom", 565, 610)]


def test_its_edges_are_dragged_to_lengthen(day: Day) -> None:
    block = day.block("walk", "anita")
    day.drag(block, QPoint(20, block.height() - 2), QPoint(0, 30))
    day.drag(block, QPoint(20, 1), QPoint(0, -20))
    assert day.placed() == [("walk", "anita", "anita", 545, 605), ("walk", "anita", "anita", 535, 590)]


def test_esc_gives_a_drag_up_and_a_click_only_chooses(day: Day) -> None:
    block = day.block("walk", "anita")
    before = block.geometry()
    day.drag(block, QPoint(20, 40), QPoint(0, 60), Key.Key_Escape)
    assert (day.placed(), block.geometry()) == ([], before)
    QTest.mouseClick(day.block("group", "marek"), Qt.MouseButton.LeftButton)
    assert day.told[-1] == ("chosen", "group")
    assert [one.slot.key for one in day.grid.blocks() if one.isChecked()] == [("group", "tom"), ("group", "marek")]


def test_what_is_at_one_time_stands_abreast(day: Day) -> None:
    one, other = day.block("group", "tom").geometry(), day.block("books", "tom").geometry()
    assert not one.intersects(other)
    assert one.top() < other.top() < one.bottom()
    assert lanes_of(SLOTS)["group", "marek"] == (0, 1)
    three = [slot(name, "tom", *times) for name, times in {"a": (0, 60), "b": (10, 20), "c": (20, 30)}.items()]
    assert lanes_of(three) == {("a", "tom"): (0, 2), ("b", "tom"): (1, 2), ("c", "tom"): (1, 2)}


def test_the_keys_stay_on_what_was_handed_on(day: Day) -> None:
    day.block("walk", "anita").setFocus()
    day.press((Key.Key_Right, CTRL))
    moved = [one for one in SLOTS if one.activity != "walk"] + [slot("walk", "tom", 545, 590)]
    day.grid.show_day(PEOPLE, moved, editable=True)
    current = day.grid.current()
    assert current is not None
    assert current.slot.key == ("walk", "tom")


TUESDAY, WEDNESDAY = ("2027-03-09", "Tuesday 9 March"), ("2027-03-10", "Wednesday 10 March")


def test_two_days_stand_side_by_side_and_a_block_is_dragged_from_one_to_the_other(qtbot: QtBot, theme: Theme) -> None:
    day = Day(qtbot, theme)
    there = [replace(one, day=TUESDAY[0] if one.activity != "books" else WEDNESDAY[0]) for one in SLOTS]
    day.grid.show_day(PEOPLE, there, editable=True, days=(TUESDAY, WEDNESDAY))
    walk, books, group = day.block("walk", "anita"), day.block("books", "tom"), day.block("group", "tom")
    assert books.x() - group.x() == 3 * day.grid.sheet.column
    assert books.width() == group.width()  # on another day nothing stands abreast
    walk.setFocus()
    day.press(Key.Key_Right, Key.Key_Right, Key.Key_Right)
    assert QApplication.focusWidget() is books
    day.press(Key.Key_N, (Key.Key_Left, CTRL))
    day.drag(walk, QPoint(20, 40), QPoint(4 * day.grid.sheet.column, 0))
    assert [one[1:] for one in day.told if one[0] == "placed"] == [
        ("books", "tom", "anita", 660, 690, WEDNESDAY[0]),
        ("walk", "anita", "tom", 545, 590, WEDNESDAY[0]),
    ]
    assert ("add_wanted", "tom", 690, WEDNESDAY[0]) in day.told
    assert day.grid.has_room(3, 2) == (day.grid.sheet.gutter + 6 * theme.px(96) <= day.grid.area.width() - 14)


@pytest.mark.parametrize("choice", [Choice("light", contrast=False), Choice("dark", contrast=True, scale=2.0)])
def test_each_block_has_a_name_a_role_and_room(day: Day, theme: Theme, choice: Choice) -> None:
    theme.choose(choice)
    assert find_faults(day.grid) == []
    told = QAccessible.queryAccessibleInterface(day.block("walk", "anita"))
    assert told.text(QAccessible.Text.Name) == "Walk, 09:05 to 09:50"
    assert day.grid.minimumSizeHint().width() <= 500
