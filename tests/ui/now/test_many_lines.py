from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.errors import PeerDeskError
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.now.many_sheet import MOST_SHOWN, ManySheet
from peerdesk.ui.theme import Theme
from tests.ui.accessibility import find_faults
from tests.ui.now.hands import Now, show_now
from tests.ui.pages.wrenholt import Wrenholt

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MANY, SWITCH, KEEP = (KEY.Key_V, CTRL | SHIFT), (KEY.Key_T, CTRL | SHIFT), (KEY.Key_Return, CTRL)


def paste(now: Now, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    now.line.setFocus()
    now.press((KEY.Key_V, CTRL))


def sheet_of(now: Now) -> ManySheet:
    sheet = now.page.many.sheet
    assert sheet is not None
    return sheet


def shown(now: Now) -> list[str]:
    return [row.field.text() for row in sheet_of(now).rows]


def texts(day: Wrenholt) -> list[str]:
    return [note.text for note in day.notes()]


def test_pasted_lines_are_looked_at_and_kept_in_one_act(now: Now, day: Wrenholt) -> None:
    paste(now, "09:20 two re-read aloud #q1 +\n\n- one waits -\nfor a turn\nout\n")
    assert now.line.text() == ""
    assert texts(day) == []
    sheet = sheet_of(now)
    assert shown(now) == ["09:20 two re-read aloud #q1 +", "one waits -", "for a turn", "out"]
    assert "seen at 09:20" in sheet.rows[0].chips.text()
    assert not list(find_faults(sheet))
    now.click(sheet.rows[2].join)
    assert shown(now) == ["09:20 two re-read aloud #q1 +", "one waits - for a turn", "out"]
    sheet.rows[1].field.setFocus()
    sheet.rows[1].field.setText("")
    now.type("one waits for a turn -")
    now.click(sheet.rows[2].tick)
    assert sheet.keep.text() == "Keep 2 notes"
    now.press(KEEP)
    assert now.page.many.sheet is None
    first, second = sorted(day.notes(), key=lambda note: note.text, reverse=True)
    assert (first.text, first.sign, first.seen_at[-5:]) == ("two re-read aloud", "yes", "09:20")
    assert (second.text, second.sign) == ("one waits for a turn", "not_yet")
    assert first.activity == second.activity == day.ids["a2"]
    assert first.questions == (day.ids["q1"],)
    assert not day.desk.drafts.all()
    day.desk.keeping.undo()
    assert texts(day) == []


def test_lines_read_aloud_for_tom_stay_in_their_order(now: Now, day: Wrenholt) -> None:
    said = [f"line {number}" for number in range(12)]
    now.press(SWITCH, KEY.Key_Return)
    now.press(MANY)
    for line in said:
        now.type(line)
        now.press(KEY.Key_Return)
    now.press(KEY.Key_Return)  # an empty line goes on to Keep
    now.press(KEY.Key_Space)
    assert texts(day) == said
    assert {note.author for note in day.notes()} == {day.desk.identity.key_id}
    saw = {note.observed_by for note in day.notes()}
    assert len(saw) == 1
    assert saw != {day.ids["me"]}


def test_only_me_lines_stay_here(now: Now, day: Wrenholt) -> None:
    paste(now, "mine alone @me\nfor all")
    now.press(KEEP)
    assert texts(day) == ["for all"]
    assert [one.text for one in day.desk.capture.jottings(day.scope)] == ["mine alone"]


def test_what_is_left_is_offered_again_as_it_was(
    now: Now, day: Wrenholt, qtbot: QtBot, theme: Theme, jobs: JobRunner
) -> None:
    now.press(SWITCH, KEY.Key_Return)
    saw = now.page.composer.typed().observed_by
    paste(now, "one\ntwo\nthree")
    now.click(sheet_of(now).rows[1].tick)
    now.press(KEY.Key_Escape)
    assert now.page.many.sheet is None
    day.desk.drafts.flush()
    again = show_now(qtbot, theme, jobs, day)  # as after a restart
    again.settle()
    again.click(again.page.many_offer.buttons[0])
    assert shown(again) == ["one", "two", "three"]
    assert [row.tick.isChecked() for row in sheet_of(again).rows] == [True, False, True]
    assert again.page.composer.typed().observed_by == saw
    again.press(KEEP)
    assert texts(day) == ["one", "three"]
    assert {note.observed_by for note in day.notes()} == {saw}


def test_a_file_that_is_dropped_becomes_lines(now: Now, day: Wrenholt, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes("café first\r\nthen maths".encode("utf-8-sig"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy = Qt.DropAction.CopyAction
    hand = copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (QDragEnterEvent(QPoint(5, 5), *hand), QDropEvent(QPoint(5, 5), *hand)):
        QApplication.sendEvent(now.page, event)
    now.settle()
    assert shown(now) == ["café first", "then maths"]


def test_what_cannot_be_kept_stays(now: Now, day: Wrenholt, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise PeerDeskError("The disk is full.", "Make room.")

    paste(now, "one\ntwo")
    monkeypatch.setattr(type(day.desk.capture), "keep_many", full)
    now.press(KEEP)
    assert shown(now) == ["one", "two"]
    monkeypatch.undo()
    now.click(sheet_of(now).keep)
    assert texts(day) == ["one", "two"]


def test_very_many_lines_come_one_screen_after_the_other(now: Now, day: Wrenholt) -> None:
    lines = [f"line {number:03}" for number in range(MOST_SHOWN + 5)]
    paste(now, "\n".join(lines))
    now.press(KEEP)
    assert shown(now) == lines[MOST_SHOWN:]
    now.press(KEEP)
    assert sorted(texts(day)) == lines
