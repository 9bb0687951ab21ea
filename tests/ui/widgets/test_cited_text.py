import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peerdesk.domain.citations import show_citations
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.cited_text import CitedText, number_all, to_kept

NUMBERS = {"a": 1, "b": 2, "c": 3}


@pytest.fixture
def field(qtbot: QtBot, theme: Theme) -> CitedText:
    field = CitedText(theme, "What we saw")
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.setFocus()
    return field


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        ("so [1].", "so [[a]]."),
        ("so [1 2].", "so [[a b]]."),
        ("so [1,2], [3]", "so [[a b]], [[c]]"),
        ("so [1 9].", "so [1 9]."),
        ("in [2027] and [x]", "in [2027] and [x]"),
    ],
)
def test_numbers_that_are_known_become_ids(shown: str, kept: str) -> None:
    assert to_kept(shown, NUMBERS) == kept


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, unique=True), max_size=4), st.text("xyz .\n", max_size=9))
def test_what_is_shown_and_kept_again_is_the_same(brackets: list[list[str]], between: str) -> None:
    kept = between + between.join(f"[[{' '.join(ids)}]]" for ids in brackets)
    assert to_kept(show_citations(kept, NUMBERS), NUMBERS) == kept


def test_notes_without_a_number_get_one_after_all_others() -> None:
    assert number_all({"b": 1}, ["[[c b]]", "[[a]] [[c]]"]) == {"b": 1, "c": 2, "a": 3}


def test_brackets_are_renumbered_under_the_caret_beside_letters_of_two_places(field: CitedText) -> None:
    field.show_kept("\N{GRINNING FACE}\u00a0one [[a]] and two [[b]]", NUMBERS)
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(field, "!")
    field.show_kept("what somebody else wrote", {"b": 1, "a": 12})
    assert field.text() == "\N{GRINNING FACE}\u00a0one [[a]] and two [[b]]!"
    assert field.toPlainText().endswith("one [12] and two [1]!")
    assert field.textCursor().atEnd()


def test_a_line_takes_one_line_also_from_elsewhere(field: CitedText, qtbot: QtBot, theme: Theme) -> None:
    line = CitedText(theme, "The finding", one_line=True)
    qtbot.addWidget(line)
    pasted = QMimeData()
    pasted.setText("one\ntwo\r\n three")
    line.insertFromMimeData(pasted)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "one two three"


def test_it_is_as_high_as_its_words(field: CitedText, theme: Theme) -> None:
    field.resize(400, 50)
    field.show_kept("one", {})
    low = field.height()
    field.show_kept("one\n\ntwo\nthree", {})
    assert field.height() - low >= 2 * theme.line("reading")


def test_what_is_typed_and_taken_back_leaves_no_draft(field: CitedText, qtbot: QtBot) -> None:
    field.show_kept("so", {})
    with qtbot.waitSignal(field.journal_requested, timeout=1000) as journaled:
        QTest.keyClicks(field, "x")
    assert journaled.args == ["xso"]
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    with qtbot.waitSignal(field.journal_requested, timeout=1000) as taken_back:
        field.clearFocus()
    assert taken_back.args == [""]
