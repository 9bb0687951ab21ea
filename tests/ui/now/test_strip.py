"""The strip of the day: the clock offers, and moves nobody."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.now.hands import Now, last
from tests.ui.pages.wrenholt import Wrenholt

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_the_strip_tells_the_day(now: Now, day: Wrenholt) -> None:
    rows = now.page.day.strip.rows()
    assert [row.title for row in rows if not row.activity] == ["Yours", "The others'"]
    assert [row.title for row in rows if row.current] == ["Learning walk, English"]
    assert "Marek (in training)" in next(row.who for row in rows if row.title == "Reception and nursery")
    day.clock.set("10:00")
    now.page._show_day()
    states = {row.title: row.state for row in now.page.day.strip.rows()}
    assert (states["Learning walk, English"], states["Reception and nursery"]) == ("done", "now")


def test_the_clock_offers_and_moves_nobody(now: Now, day: Wrenholt) -> None:
    now.type("begun in the walk")
    day.clock.set("10:45")
    now.page._show_day()
    offer = now.page.clock_offer
    assert offer.isVisible()
    assert offer.text.text() == "10:45, Pupil group: Y4 and Y6. Go there?"
    assert now.page.composer.activity is not None
    assert now.page.composer.activity.record_id == day.ids["a2"]
    now.enter()
    assert last(day).activity == day.ids["a2"]
    QTest.keyClick(now.line, KEY.Key_L, CTRL)
    assert now.page.composer.activity.record_id == day.ids["a6"]
    assert not offer.isVisible()
    assert now.page.composer.slots.source.text() == "@ Talk, pupils"


def test_staying_is_asked_once(now: Now, day: Wrenholt) -> None:
    day.clock.set("10:45")
    now.page._show_day()
    now.click(now.page.clock_offer.buttons[1])
    now.page._show_day()
    assert not now.page.clock_offer.isVisible()


def test_a_begun_line_stays_in_its_activity_and_comes_back_there(now: Now, day: Wrenholt) -> None:
    now.type("begun in the walk -")
    strip = now.page.day.strip
    QTest.mouseClick(
        strip.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        strip.rect_of(day.ids["a4"]).center(),
    )
    now.settle()
    assert now.line.text() == ""
    assert [row.title for row in strip.rows() if row.begun] == ["Learning walk, English"]
    now.keep("in the nursery")
    now.page.go_to(day.ids["a2"])
    assert now.line.text() == "begun in the walk -"
    now.enter()
    assert {note.text: note.activity for note in day.notes()} == {
        "in the nursery": day.ids["a4"],
        "begun in the walk": day.ids["a2"],
    }


def test_the_strip_is_walked_by_keys(now: Now, day: Wrenholt) -> None:
    strip = now.page.day.strip
    strip.setFocus()
    now.press(KEY.Key_Down)
    assert now.page.composer.activity is not None
    assert now.page.composer.activity.record_id == day.ids["a2"]  # arrows look, Enter goes
    now.press(KEY.Key_Return)
    assert now.page.composer.activity.record_id == day.ids["a4"]
    assert QApplication.focusWidget() is now.line


def test_something_nobody_planned_is_one_act(now: Now, day: Wrenholt) -> None:
    QTest.keyClick(now.line, KEY.Key_N, CTRL)
    now.keep("playground, TA")
    now.settle()
    activity = now.page.composer.activity
    assert activity is not None
    assert (activity.title, activity.planned, activity.kind) == ("playground, TA", False, "passing")
    assert QApplication.focusWidget() is now.line
    now.keep("said on the way")
    assert last(day).activity == activity.record_id


# What belongs to a note
