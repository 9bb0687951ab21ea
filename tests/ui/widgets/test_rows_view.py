import random
from dataclasses import dataclass, replace
from itertools import accumulate
from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.rows_view import RowsView


@dataclass(frozen=True)
class Note:
    key: str
    text: str


class NoteDelegate(RowsDelegate[Note]):
    guessed = 0

    @override
    def measure(self, row: Note, width: int) -> int:
        return self.words.height(row.text, "body", width - 16) + 16

    @override
    def guess(self, row: Note, width: int) -> int:
        self.guessed += 1
        return self.words.guess(row.text, "body", width - 16) + 16

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: Note, said: str) -> None:
        self.words.paint(painter, rect.adjusted(8, 8, -8, -8), row.text)


def make_notes(count: int, start: int = 0) -> list[Note]:
    chance = random.Random(start)
    words = [
        "pupils",
        "chose",
        "a",
        "number",
        "line",
        "and",
        "could",
        "say",
        "why",
        "it",
        "would",
        "not",
        "help",
        "them",
        "with",
        "the",
        "next",
        "question",
    ]
    return [
        Note(str(start + at), " ".join(chance.choice(words) for _ in range(chance.randint(4, 40))))
        for at in range(count)
    ]


class Bench:
    """A list of notes on the screen."""

    def __init__(self, theme: Theme) -> None:
        self.model: RowsModel[Note] = RowsModel(lambda note: note.text, lambda note: note.key)
        self.delegate = NoteDelegate(theme)
        self.view: RowsView[Note] = RowsView(theme, self.model, self.delegate, "Notes of the day")


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme) -> Bench:
    bench = Bench(theme)
    qtbot.addWidget(bench.view)
    bench.view.resize(600, 400)
    with qtbot.waitExposed(bench.view):
        bench.view.show()
    return bench


def scroll_through(view: RowsView[Note]) -> None:
    for row in range(view.model().rowCount()):
        view.scrollTo(view.model().index(row, 0))


def test_rows_stand_where_their_heights_say(bench: Bench) -> None:
    notes = make_notes(60)
    bench.model.show_rows(notes)
    scroll_through(bench.view)
    bench.view.verticalScrollBar().setValue(0)
    width = bench.view.viewport().width()
    tops = list(accumulate((bench.delegate.measure(note, width) for note in notes), initial=0))
    for row, top in enumerate(tops[:-1]):
        rect = bench.view.visualRect(bench.model.index(row, 0))
        assert (rect.top(), rect.height()) == (top, tops[row + 1] - top)
        assert bench.view.indexAt(QPoint(5, rect.center().y())).row() == row


def test_rows_that_say_the_same_are_not_guessed_again(bench: Bench) -> None:
    notes = make_notes(60)
    bench.model.show_rows(notes)
    bench.model.show_rows(notes[:30])
    bench.delegate.guessed = 0
    bench.view.hide()
    bench.model.show_rows([replace(note) for note in notes[:30]])
    bench.view.show()
    bench.view.doItemsLayout()
    assert bench.delegate.guessed == 0


def test_rows_that_came_while_nobody_looked_stand_where_they_should(bench: Bench) -> None:
    bench.model.show_rows(make_notes(60))
    bench.view.hide()
    bench.model.show_rows(make_notes(20, start=100))
    bench.view.show()
    scroll_through(bench.view)
    bench.view.verticalScrollBar().setValue(0)
    width = bench.view.viewport().width()
    heights = [bench.delegate.measure(note, width) for note in bench.model.rows()]
    assert [bench.view.visualRect(bench.model.index(row, 0)).height() for row in range(20)] == heights


def test_after_random_changes_the_sums_still_hold(bench: Bench) -> None:
    chance = random.Random(7)
    notes = make_notes(30)
    bench.model.show_rows(notes)
    for turn in range(40):
        at = chance.randrange(len(notes) + 1)
        if chance.random() < 0.6 or not notes:
            notes[at:at] = make_notes(chance.randint(1, 3), start=1000 + turn * 10)
        else:
            del notes[at : at + 2]
        bench.model.show_rows(notes)
        bench.view.verticalScrollBar().setValue(chance.randint(0, 2000))
    scroll_through(bench.view)
    bench.view.verticalScrollBar().setValue(0)
    width = bench.view.viewport().width()
    last = bench.view.visualRect(bench.model.index(len(notes) - 1, 0))
    assert last.bottom() + 1 == sum(bench.delegate.measure(note, width) for note in notes)


def test_notes_from_elsewhere_do_not_move_what_is_being_read(bench: Bench) -> None:
    notes = make_notes(100)
    bench.model.show_rows(notes)
    bench.view.scrollTo(bench.model.index(50, 0), RowsView.ScrollHint.PositionAtTop)
    read = bench.view.indexAt(QPoint(5, 5)).data()
    bench.model.show_rows(make_notes(5, start=900) + notes)
    assert bench.view.indexAt(QPoint(5, 5)).data() == read


def test_choice_is_kept_over_refreshes(bench: Bench) -> None:
    notes = make_notes(20)
    bench.model.show_rows(notes)
    bench.view.choose(["3", "7"])
    bench.model.show_rows([*make_notes(2, start=500), *notes])
    assert [row.key for row in bench.view.chosen_rows()] == ["3", "7"]


def test_keys_walk_the_list(bench: Bench) -> None:
    bench.model.show_rows(make_notes(50))
    bench.view.setFocus()
    bench.view.choose(["0"])
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(bench.view, key)
    assert bench.view.currentIndex().row() == 1
    QTest.keyClick(bench.view, Qt.Key.Key_End)
    assert bench.view.currentIndex().row() == 49
    assert bench.view.viewport().rect().intersects(bench.view.visualRect(bench.view.currentIndex()))
    QTest.keyClick(bench.view, Qt.Key.Key_PageUp)
    assert bench.view.currentIndex().row() < 49
    QTest.keyClick(bench.view, Qt.Key.Key_Home)
    assert bench.view.currentIndex().row() == 0


def test_a_click_chooses_and_shift_click_takes_all_between(bench: Bench) -> None:
    bench.model.show_rows(make_notes(10))
    for row, modifier in ((1, Qt.KeyboardModifier.NoModifier), (3, Qt.KeyboardModifier.ShiftModifier)):
        spot = bench.view.visualRect(bench.model.index(row, 0)).center()
        QTest.mouseClick(bench.view.viewport(), Qt.MouseButton.LeftButton, modifier, spot)
    assert [row.key for row in bench.view.chosen_rows()] == ["1", "2", "3"]


def test_a_screen_reader_finds_a_list_and_its_rows(bench: Bench) -> None:
    notes = make_notes(10)
    bench.model.show_rows(notes)
    told = QAccessible.queryAccessibleInterface(bench.view)
    assert told.role() == QAccessible.Role.List
    assert told.text(QAccessible.Text.Name) == "Notes of the day"
    assert told.child(2).text(QAccessible.Text.Name) == notes[2].text


def test_larger_text_makes_rows_higher(bench: Bench, theme: Theme) -> None:
    bench.model.show_rows(make_notes(5))
    before = bench.view.visualRect(bench.model.index(0, 0)).height()
    theme.choose(Choice("light", contrast=False, scale=2.0))
    bench.view.grab()
    assert bench.view.visualRect(bench.model.index(0, 0)).height() >= 2 * before - 32


def test_an_empty_list_is_no_trap(bench: Bench) -> None:
    bench.model.show_rows([])
    QTest.keyClick(bench.view, Qt.Key.Key_Down)
    QTest.mouseClick(bench.view.viewport(), Qt.MouseButton.LeftButton)
    assert bench.view.current_row() is None
    assert bench.view.chosen_rows() == []
    assert not bench.view.grab().isNull()


def test_ten_thousand_notes_are_shown_without_a_pause(bench: Bench) -> None:
    notes = make_notes(10_000)
    began = perf_counter()
    bench.model.show_rows(notes)
    bench.view.grab()
    many = perf_counter() - began
    assert QApplication.instance() is not None
    assert many < 0.25  # 13 to 17 ms on a quiet machine; here several share it


def test_a_row_that_is_gone_to_is_seen_whole_whatever_was_guessed_above_it(qtbot: QtBot, theme: Theme) -> None:
    class Low(NoteDelegate):
        @override
        def guess(self, row: Note, width: int) -> int:
            return 20  # every row is higher

    model: RowsModel[Note] = RowsModel(lambda row: row.text, lambda row: row.key)
    view = RowsView(theme, model, Low(theme), "Notes")
    qtbot.addWidget(view)
    view.resize(300, 240)
    model.show_rows(make_notes(60))
    with qtbot.waitExposed(view):
        view.show()
    for at in (30, 45, 59):
        view.scrollTo(model.index(at, 0))
        view.grab()
        rect = view.visualRect(model.index(at, 0))
        assert view.viewport().rect().contains(rect), (at, rect)
