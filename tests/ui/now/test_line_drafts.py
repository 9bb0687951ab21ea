"""What is typed is journaled, and offered again where it was begun."""

import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.messages import show_failure
from peerdesk.ui.now.drafts import PLACE
from peerdesk.ui.theme import Theme
from tests.ui.now.hands import Now, show_now
from tests.ui.pages.wrenholt import Wrenholt

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_what_is_typed_is_journaled_within_a_second(qtbot: QtBot, now: Now, day: Wrenholt) -> None:
    now.type("half a sent")
    qtbot.waitUntil(lambda: bool(day.desk.drafts.all()), timeout=20_000)
    (draft,) = day.desk.drafts.all()
    assert (draft.place, draft.text) == (PLACE + day.ids["a2"], "half a sent")


def test_leaving_the_line_journals_at_once(now: Now, day: Wrenholt) -> None:
    now.type("half")
    now.page.day.strip.setFocus()
    now.settle()
    assert [draft.text for draft in day.desk.drafts.all()] == ["half"]


def test_closing_the_window_journals(now: Now, day: Wrenholt) -> None:
    now.type("half a thought -")
    now.window.close()
    assert [draft.text for draft in day.desk.drafts.all()] == ["half a thought -"]


def test_closing_waits_for_what_is_on_its_way(now: Now, day: Wrenholt) -> None:
    now.jobs.start(now.page, lambda _: time.sleep(0.2), lambda _: None)
    now.type("kept last")
    QTest.keyClick(now.line, KEY.Key_Return)
    QTest.keyClicks(now.line, "half a thought")
    now.window.close()
    assert [note.text for note in day.notes()] == ["kept last"]
    assert [draft.text for draft in day.desk.drafts.all()] == ["half a thought"]


def test_keeping_takes_the_draft_away(now: Now, day: Wrenholt) -> None:
    now.type("whole")
    now.page.writing.drafts.flush()
    now.settle()
    assert day.desk.drafts.all()
    now.enter()
    assert day.desk.drafts.all() == []


def again(qtbot: QtBot, theme: Theme, day: Wrenholt) -> tuple[Now, JobRunner]:
    runner = JobRunner(show_failure)
    return show_now(qtbot, theme, runner, day), runner


def test_a_draft_is_offered_where_it_was_begun(qtbot: QtBot, theme: Theme, now: Now, day: Wrenholt) -> None:
    day.clock.set("09:42")
    now.type("half a thought -")
    now.page.composer.switch_star()
    now.window.close()
    day.clock.set("10:50")
    later, runner = again(qtbot, theme, day)
    offer = later.page.draft_offer
    assert offer.isVisible()
    assert offer.text.text() == "You were typing this at 09:42 in “Learning walk, English”: half a thought -"
    assert later.page.composer.activity is not None
    assert later.page.composer.activity.record_id == day.ids["a6"]  # the clock's; nothing was put into it
    assert later.line.text() == ""
    later.keep("a line of the group")
    assert offer.isVisible()
    later.click(offer.buttons[0])
    assert later.line.text() == "half a thought -"
    assert later.page.composer.activity.record_id == day.ids["a2"]
    assert later.page.composer.star.isChecked()
    later.enter()
    assert [(note.text, note.activity) for note in day.notes() if note.starred] == [("half a thought", day.ids["a2"])]
    assert day.desk.drafts.all() == []
    runner.close()


def test_a_draft_is_left_and_brought_back(qtbot: QtBot, theme: Theme, now: Now, day: Wrenholt) -> None:
    now.type("half a thought")
    now.window.close()
    later, runner = again(qtbot, theme, day)
    offer = later.page.draft_offer
    later.click(offer.buttons[1])
    assert day.desk.drafts.all() == []
    assert offer.text.text() == "Left."
    later.click(offer.buttons[0])
    assert [draft.text for draft in day.desk.drafts.all()] == ["half a thought"]
    assert "half a thought" in offer.text.text()
    runner.close()


def test_escape_twice_blanks_the_line_and_offers_it_back(now: Now, day: Wrenholt) -> None:
    now.keep("kept before")
    now.type("the teacher")
    now.press(KEY.Key_Escape)
    assert now.line.text() == "the teacher"
    now.press(KEY.Key_Escape)
    assert now.line.text() == ""
    assert not now.page.kept.isVisible()
    offer = now.page.draft_offer
    assert offer.isVisible()
    assert "teacher" not in offer.text.text()
    assert [draft.text for draft in day.desk.drafts.all()] == ["the teacher"]
    now.type("next")  # must not write over what was put aside
    now.page.writing.drafts.flush()
    now.settle()
    assert {draft.text for draft in day.desk.drafts.all()} == {"the teacher", "next"}
    now.enter()
    now.click(offer.buttons[0])
    assert now.line.text() == "the teacher"


def test_typing_after_escape_forgets_it(now: Now) -> None:
    now.type("one")
    now.press(KEY.Key_Escape)
    now.type(" two")
    now.press(KEY.Key_Escape)
    assert now.line.text() == "one two"


# Activities
