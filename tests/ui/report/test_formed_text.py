import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.domain.citations import show_citations
from peerdesk.domain.section_text import lines_of, text_of
from peerdesk.ui.report.formed_document import kind_of
from peerdesk.ui.report.formed_text import FormedText
from peerdesk.ui.theme import Theme

NUMBERS = {"a": 1, "b": 2, "c": 3}
BEGUN = (
    "### What works well\n\n*Talk comes first.* In all sessions [[a b]], **each** of them.\n\n"
    "- What would you like?\n- *Where* next [[c]]?\n\nThe end."
)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key
WORD = """<html><head><link rel="stylesheet" href="file:///nowhere.css"><style>p {color: red}</style></head><body>
<h1 style="font-size:20pt">What works</h1>
<p class=MsoNormal style="margin:0cm"><span style="color:red">We saw <b>talk</b> in <i>all</i> lessons.</span></p>
<p class=MsoListParagraph>·<span style="font:7pt">&nbsp;&nbsp;&nbsp; </span>a first thing</p>
<ul><li>a <b>second</b></li></ul><img src="file:///secret.png"><table><tr><td>left</td><td>right</td></tr></table>
</body></html>"""


@pytest.fixture
def field(qtbot: QtBot, theme: Theme) -> FormedText:
    return shown(qtbot, theme)


def shown(qtbot: QtBot, theme: Theme) -> FormedText:
    field = FormedText(theme, "What works well")
    qtbot.addWidget(field)
    field.resize(500, 300)
    with qtbot.waitExposed(field):
        field.show()
    field.activateWindow()
    field.setFocus()
    return field


def lines(field: FormedText) -> list[tuple[str, str]]:
    block, found = field.document().begin(), list[tuple[str, str]]()
    while block.isValid():
        found.append((kind_of(block), block.text()))
        block = block.next()
    return found


def go_to(field: FormedText, words: str, *, after: bool = True) -> None:
    cursor = field.document().find(words)
    assert not cursor.isNull(), words
    cursor.setPosition(cursor.selectionEnd() if after else cursor.selectionStart())
    field.setTextCursor(cursor)


def choose(field: FormedText, words: str) -> None:
    field.setTextCursor(field.document().find(words))
    assert field.textCursor().selectedText() == words


def test_one_sees_what_will_stand_there(field: FormedText) -> None:
    field.show_kept(BEGUN, NUMBERS)
    assert lines(field) == [
        ("heading", "What works well"),
        ("text", "Talk comes first. In all sessions [1, 2], each of them."),
        ("bullet", "What would you like?"),
        ("bullet", "Where next [3]?"),
        ("text", "The end."),
    ]
    assert (field.text(), field.is_dirty()) == (BEGUN, False)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("ab *-#[]13, \n.é\N{GRINNING FACE}", max_size=60))
def test_what_is_shown_is_written_as_it_would_be_printed(field: FormedText, text: str) -> None:
    field.show_kept(text, {})
    field.mark_kept(field.text())
    assert field.text() == text_of(lines_of(text))
    assert not field.is_dirty()
    field.show_kept("", {})
    field.mark_kept("")


def test_marks_that_are_typed_become_what_they_mean(field: FormedText) -> None:
    for said in ("### What works", "It is *so* and **more** than 3 * 4.", "- first", "second", "", "After."):
        QTest.keyClicks(field, said)
        QTest.keyClick(field, KEY.Key_Return)
    assert lines(field)[:5] == [
        ("heading", "What works"),
        ("text", "It is so and more than 3 * 4."),
        ("bullet", "first"),
        ("bullet", "second"),
        ("text", "After."),
    ]
    assert field.text() == "### What works\n\nIt is *so* and **more** than 3 * 4.\n\n- first\n- second\n\nAfter."


def test_backspace_takes_a_bullet_a_heading_or_a_citation_back_whole(field: FormedText) -> None:
    field.show_kept("- one [[a b]]\n\n### two", NUMBERS)
    go_to(field, "[1, 2]")
    QTest.keyClick(field, KEY.Key_Backspace)
    QTest.keyClick(field, KEY.Key_Home)
    QTest.keyClick(field, KEY.Key_Backspace)
    go_to(field, "two", after=False)
    QTest.keyClick(field, KEY.Key_Backspace)
    assert lines(field) == [("text", "one "), ("text", "two")]
    for _ in range(3):
        QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.Undo))
    assert field.text() == "- one [[a b]]\n\n### two"


def test_keys_emphasise_and_make_bullets_and_headings(field: FormedText) -> None:
    field.show_kept("one two three\n\nfour", NUMBERS)
    choose(field, "wo thr")
    QTest.keyClick(field, KEY.Key_I, CTRL)
    assert field.text() == "one *two three*\n\nfour"
    choose(field, "two three")
    QTest.keyClick(field, KEY.Key_B, CTRL)
    assert field.text() == "one **two three**\n\nfour"
    QTest.keyClick(field, KEY.Key_B, CTRL)
    assert field.text() == "one two three\n\nfour"
    field.selectAll()
    QTest.keyClick(field, KEY.Key_Asterisk, CTRL | SHIFT)
    assert field.text() == "- one two three\n- four"
    QTest.keyClick(field, KEY.Key_Asterisk, CTRL | SHIFT)
    go_to(field, "four")
    QTest.keyClick(field, KEY.Key_3, CTRL | SHIFT)
    assert field.text() == "one two three\n\n### four"
    field.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClick(field, KEY.Key_I, CTRL)
    QTest.keyClicks(field, "So")
    QTest.keyClick(field, KEY.Key_I, CTRL)
    QTest.keyClicks(field, " it is: ")
    assert field.text().startswith("*So* it is: one")


def test_who_only_reads_changes_nothing_by_key(field: FormedText) -> None:
    field.show_kept(BEGUN, NUMBERS)
    field.set_writable(False)
    field.selectAll()
    for key, held in ((KEY.Key_I, CTRL), (KEY.Key_8, CTRL | SHIFT), (KEY.Key_Return, SHIFT), (KEY.Key_Backspace, CTRL)):
        QTest.keyClick(field, key, held)
    assert field.text() == BEGUN


def test_words_from_a_word_processor_become_ours_and_nothing_else(field: FormedText) -> None:
    pasted = QMimeData()
    pasted.setHtml(WORD)
    pasted.setText("something else")
    field.insertFromMimeData(pasted)
    assert field.text() == (
        "### What works\n\nWe saw **talk** in *all* lessons.\n\n- a first thing\n- a **second**\n\nleft\n\nright"
    )


def test_plain_words_are_pasted_where_one_is(field: FormedText) -> None:
    field.show_kept("one four", NUMBERS)
    go_to(field, "one ")
    pasted = QMimeData()
    pasted.setText("two three ")
    field.insertFromMimeData(pasted)
    assert field.text() == "one two three four"


def test_cut_and_pasted_in_another_part_a_citation_means_the_same_note(qtbot: QtBot, theme: Theme) -> None:
    one, other = shown(qtbot, theme), shown(qtbot, theme)
    one.show_kept("First [[a]]. *Then* [[c]].", NUMBERS)
    choose(one, "Then [3].")
    one.cut()
    assert QApplication.clipboard().text() == "Then [3]."
    assert one.text() == "First [[a]]."
    other.show_kept("Here. ", {"a": 1, "b": 3})  # meanwhile it was kept, and 3 is another note
    other.moveCursor(QTextCursor.MoveOperation.End)
    other.paste()
    assert other.text() == "Here.*Then* [[c]]."
    other.show_kept("Here.", {"a": 1, "b": 2})
    assert "[[c]]" in other.text()


def test_a_citation_is_put_in_by_key_and_says_what_stands_behind_it(field: FormedText, qtbot: QtBot) -> None:
    field.show_kept("One. Two.", NUMBERS)
    go_to(field, "One")
    with qtbot.waitSignal(field.stands_at, timeout=1000) as told:
        field.cite("b")
    assert told.args == [("b",)]
    field.cite("c")
    assert field.text() == "One [[b c]]. Two."
    assert field.note_ids_at_caret() == ("b", "c")
    field.cite("d")
    assert field.text() == "One [[b c d]]. Two."
    field.moveCursor(QTextCursor.MoveOperation.Start)
    assert field.note_ids_at_caret() == ()


def test_numbers_move_under_the_caret_and_what_was_typed_can_still_be_taken_back(field: FormedText) -> None:
    field.show_kept("One [[a]] and \N{GRINNING FACE} [[b]].", NUMBERS)
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(field, " More")
    field.mark_kept(field.text())
    field.show_kept(field.text(), {**NUMBERS, "d": 4})
    assert field.textCursor().atEnd()
    assert field.document().isUndoAvailable()
    field.show_kept(field.text(), {"a": 7, "b": 1})
    assert field.toPlainText() == "One [7] and \N{GRINNING FACE} [1]. More"
    assert field.text() == "One [[a]] and \N{GRINNING FACE} [[b]]. More"


def test_right_to_left_and_very_long_words_stay_as_they_are(field: FormedText) -> None:
    said = "شكرا لكم [[a]]\n\n" + "x" * 5000 + "\n\n- Ünïcode é"
    field.show_kept(said, NUMBERS)
    QTest.keyClick(field, KEY.Key_End, CTRL)
    QTest.keyClicks(field, "!")
    assert field.text() == said + "!"
    assert show_citations(field.text(), NUMBERS).startswith("شكرا لكم [1]")
