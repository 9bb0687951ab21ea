"""Private lines, whose words they are, and paper that is put where and when it was seen."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.theme import Theme
from tests.ui.now.hands import Now, last, show_now
from tests.ui.pages.wrenholt import DAY, Wrenholt, find_button

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_only_me_is_a_private_line(now: Now, day: Wrenholt) -> None:
    now.type("take the what connects page back to my own Y5")
    QTest.keyClick(now.line, KEY.Key_M, CTRL | SHIFT)
    assert now.page.composer.only_me.isChecked()
    now.enter()
    assert day.notes() == []
    assert [one.text for one in day.desk.capture.jottings(day.scope)] == [
        "take the what connects page back to my own Y5"
    ]
    assert not now.page.composer.only_me.isChecked()
    assert now.line.text() == ""


def test_a_quote_is_asked_whose(now: Now, day: Wrenholt) -> None:
    now.go_to_line(day.ids["a6"])
    QTest.keyClick(now.line, KEY.Key_Apostrophe, CTRL)
    now.type("I forget it when I write")
    QTest.keyClick(now.line, KEY.Key_Apostrophe, CTRL)
    who = now.page.composer.who
    assert who.isVisible()
    assert QApplication.focusWidget() is who.field
    now.type("y4 p")
    now.enter()
    assert not who.isVisible()
    now.type(" 3 nod -")
    now.enter()
    note = last(day)
    assert note.text == '"I forget it when I write" 3 nod'
    assert (note.where, note.voice, note.year, note.sign) == ("Y4 pupil", "pupils", "4", "not_yet")


def test_likely_speakers_are_one_press(now: Now, day: Wrenholt) -> None:
    now.go_to_line(day.ids["a6"])
    now.type('"I can hear when it is wrong"')
    now.settle()
    now.click(find_button(now.page.composer.who, "Y6 pupil"))
    now.enter()
    assert (last(day).where, last(day).voice) == ("Y6 pupil", "pupils")


def test_paper_is_put_where_and_when_it_was_seen(now: Now, day: Wrenholt) -> None:
    day.clock.set("13:40")
    now.page.go_to(day.ids["a2"])
    QTest.keyClick(now.line, KEY.Key_D, CTRL | SHIFT)
    now.type("940")
    details = now.page.composer.details
    details.observed_by.show_value(day.ids["tom"])
    details.asked_by.show_value(day.ids["marek"])
    now.line.setFocus()
    now.keep("from my paper")
    note = last(day)
    assert (note.activity, note.seen_at) == (day.ids["a2"], f"{DAY}T09:40")
    assert (note.observed_by, note.asked_by) == (day.ids["tom"], day.ids["marek"])
    now.keep("and this one now")
    assert last(day).seen_at == f"{DAY}T13:40"


def test_a_time_that_is_none_is_said_and_nothing_is_kept(now: Now, day: Wrenholt) -> None:
    now.page.composer.show_details(shown=True)
    now.page.composer.details.seen.setText("9.75")
    now.line.setFocus()
    now.keep("from paper")
    assert day.notes() == []
    assert "09:40" in now.page.composer.why.text()
    assert now.line.text() == "from paper"


def test_where_one_of_two_writes_the_other_asks(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: Wrenholt) -> None:
    plan = day.desk.plan.look(day.scope)
    assert plan is not None
    group = next(one for one in plan.activities if one.record_id == day.ids["a6"])
    day.desk.plan.change(group, scribe=day.ids["me"])
    now = show_now(qtbot, theme, jobs, day)
    now.go_to_line(day.ids["a6"])
    now.keep("hands up")
    assert last(day).asked_by == day.ids["tom"]


# The page itself
