"""A line stays until it is on disk, and nothing that is typed meanwhile is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from peerdesk.errors import PeerDeskError
from tests.ui.now.hands import Now, last
from tests.ui.pages.wrenholt import Wrenholt

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_the_line_stays_until_it_is_on_disk(now: Now, day: Wrenholt) -> None:
    now.type("still here +")
    QTest.keyClick(now.line, KEY.Key_Return)
    assert now.line.text() == "still here +"
    now.settle()
    assert now.line.text() == ""
    assert last(day).text == "still here"


def test_the_next_line_is_typed_while_the_one_before_is_saved(now: Now, day: Wrenholt) -> None:
    for words in ("the first line +", "the second line -", "the third line"):
        QTest.keyClicks(now.line, words)
        QTest.keyClick(now.line, KEY.Key_Return)
        QTest.keyClick(now.line, KEY.Key_Return)  # a finger that trembles
    QTest.keyClicks(now.line, "and a fo")
    now.settle()
    assert now.line.text() == "and a fo"
    kept = {(note.text, note.sign) for note in day.notes()}
    assert kept == {("the first line", "yes"), ("the second line", "not_yet"), ("the third line", "noted")}


def full(*_: object, **__: object) -> None:
    raise PeerDeskError("The disk is full.", "Free some space, then press Keep again.")


def test_a_failure_leaves_the_line_as_it_was(now: Now, day: Wrenholt, monkeypatch: pytest.MonkeyPatch) -> None:
    composer = now.page.composer
    now.type("y5 eng not to be lost #q2 -")
    composer.switch_star()
    QTest.keyClick(now.line, KEY.Key_Left)
    caret = now.line.textCursor().position()
    with monkeypatch.context() as patch:
        patch.setattr(day.desk.capture, "keep_note", full)
        now.enter()
    assert now.line.text() == "y5 eng not to be lost #q2 -"
    assert now.line.textCursor().position() == caret
    assert composer.signs["not_yet"].isChecked()
    assert composer.star.isChecked()
    assert composer.why.isVisible()
    assert composer.why.text() == "The disk is full. Free some space, then press Keep again."
    now.click(composer.keep)
    assert (last(day).text, last(day).starred) == ("not to be lost", True)
    assert not composer.why.isVisible()


def test_a_failure_behind_ones_back_loses_neither_line(
    now: Now, day: Wrenholt, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(day.desk.capture, "keep_note", full)
        QTest.keyClicks(now.line, "the one that failed -")
        QTest.keyClick(now.line, KEY.Key_Return)
        QTest.keyClicks(now.line, "the next")
        now.settle()
    assert now.line.text() == "the next"
    assert now.page.kept.text.text() == "the one that failed"
    assert "The disk is full." in now.page.kept.saved.text()
    now.page.writing.drafts.flush()
    now.settle()
    assert {draft.text for draft in day.desk.drafts.all()} == {"the one that failed -", "the next"}
    now.click(now.page.kept.again)
    now.enter()
    assert {(note.text, note.sign) for note in day.notes()} == {
        ("the one that failed", "not_yet"),
        ("the next", "noted"),
    }
    assert day.desk.drafts.all() == []


def test_what_is_composed_or_pasted_meanwhile_is_not_lost(now: Now, day: Wrenholt) -> None:
    now.type("one")
    QTest.keyClick(now.line, KEY.Key_Return)
    composed = QInputMethodEvent()
    composed.setCommitString("é")
    QApplication.sendEvent(now.line, composed)
    now.settle()
    assert now.line.text() == "é"
    QGuiApplication.clipboard().setText("copied\twords")
    QTest.keyClick(now.line, KEY.Key_Return)
    now.line.paste()
    now.settle()
    assert now.line.text() == "copied, words"
    assert {note.text for note in day.notes()} == {"one", "é"}


def test_the_main_act_keeps(now: Now, day: Wrenholt) -> None:
    now.type("one")
    now.press((KEY.Key_Return, CTRL))
    assert last(day).text == "one"


# Drafts
