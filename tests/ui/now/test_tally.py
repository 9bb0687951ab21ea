"""The tally of a look at work, by keys: twelve books on four look-fors in four acts, and nothing typed is lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from peerdesk.desk.looking import Looking
from peerdesk.domain.evidence import Note
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.notes.rows import RowMaker
from peerdesk.ui.notes.words import note_words
from peerdesk.ui.now.tally import Tally
from peerdesk.ui.now.tally_row import TallyRow
from peerdesk.ui.theme import Choice, Theme
from tests.ui.accessibility import find_faults
from tests.ui.now.hands import Now, show_now
from tests.ui.pages.wrenholt import Wrenholt, find_button

KEY = Qt.Key


@pytest.fixture
def now(qtbot: QtBot, theme: Theme, jobs: JobRunner, asked: Wrenholt) -> Now:
    """The page in the book look, on the questions of which it is about."""
    asked.clock.set("11:25")
    return show_now(qtbot, theme, jobs, asked)


def tally(now: Now) -> Tally:
    return now.page.tally


def row(now: Now, look_for: str) -> TallyRow:
    return next(one for one in tally(now).rows if one.look_for.look_for_id == look_for)


def counted(day: Wrenholt) -> list[Note]:
    return sorted((one for one in day.notes() if one.look_for), key=lambda one: int(one.look_for[1:]))


def say_what(now: Now, what: str) -> int:
    now.type(what)
    return now.press(KEY.Key_Return)


def test_a_look_at_work_has_the_tally_and_begins_with_what_is_looked_at(now: Now) -> None:
    assert tally(now).isVisible()
    assert not now.page.composer.isVisible()
    assert tally(now).what.field.hasFocus()
    assert tally(now).what.activity.text() == "Book look"
    assert [one.look_for.look_for_id for one in tally(now).rows] == ["L2", "L6", "L12", "L14", "L15"]


def test_four_look_fors_are_four_acts(now: Now, asked: Wrenholt) -> None:
    say_what(now, "Y5+Y6, 12 writing books")
    acts = 0
    for typed in ("7/12", "5 of 12 whole phrases swapped", "12", "0/12"):
        now.type(typed)
        acts += now.press(KEY.Key_Return)
    assert acts == 4
    kept = counted(asked)
    assert [(one.look_for, one.tally) for one in kept] == [
        ("L2", (7, 12)), ("L6", (5, 12)), ("L12", (12, 12)), ("L14", (0, 12)),
    ]  # fmt: skip
    assert {(one.where, one.year, one.subject) for one in kept} == {("Y5+Y6, 12 writing books", "5-6", "writing")}
    assert {one.activity for one in kept} == {asked.ids["a7"]}
    assert [one.questions for one in kept] == [(asked.ids["q1"],)] * 2 + [(asked.ids["q2"],)] * 2
    assert {one.source for one in kept} == {"work"}
    assert kept[1].text == "whole phrases swapped"
    assert kept[0].text == "Pupils change a word or sentence after saying it aloud"
    assert row(now, "L15").field.hasFocus()
    assert all(one.field.text() == "" for one in tally(now).rows)


def test_the_sum_of_two_looks_keeps_its_parts(now: Now, asked: Wrenholt) -> None:
    say_what(now, "Y5+Y6, 6 writing books")
    now.press(KEY.Key_Down)
    now.type("5")
    now.press(KEY.Key_Return)
    tally(now).what.field.setFocus()
    tally(now).what.field.selectAll()
    say_what(now, "Y3+Y4, 6 writing books")
    now.press(KEY.Key_Down)
    asked.clock.set("11:26")
    now.type("0/6")
    now.press(KEY.Key_Return, KEY.Key_Up)
    assert row(now, "L6").field.hasFocus()
    assert find_button(row(now, "L6"), "5 of 6").isVisible()
    assert find_button(row(now, "L6"), "0 of 6").isVisible()
    told = asked.desk.looking.look(asked.scope)["L6"]
    assert (told.found, told.of) == (5, 12)
    assert [one.where[:5] for one in told.counted] == ["Y5+Y6", "Y3+Y4"]


def test_what_was_kept_stands_only_at_the_row_in_hand_while_others_look_on(now: Now, asked: Wrenholt) -> None:
    say_what(now, "6 books")
    now.type("5")
    now.press(KEY.Key_Return)
    assert not row(now, "L2").kept.isVisible()
    now.press(KEY.Key_Up)
    assert row(now, "L2").kept.isVisible()
    assert row(now, "L2").about.text() == (
        "Where you might: pairs; margins of books. Do not conclude that neat books show no thought."
    )
    asked.clock.set("12:30")
    now.press(KEY.Key_Down)
    now.page.refresh()
    now.settle()
    assert row(now, "L2").kept.isVisible()


def test_more_than_there_were_is_asked_about_and_stays(now: Now, asked: Wrenholt) -> None:
    say_what(now, "12 books")
    now.type("13/12")
    now.press(KEY.Key_Return)
    first = row(now, "L2")
    assert (first.field.text(), first.field.hasFocus()) == ("13/12", True)
    assert counted(asked) == []
    assert first.asks.text.text() == "13 of 12: more than were looked at?"
    now.click(find_button(first, "Keep 12 of 13"))
    assert [one.tally for one in counted(asked)] == [(12, 13)]
    assert first.field.text() == ""
    first.field.setFocus()
    now.type("7/0")
    now.press(KEY.Key_Return)
    assert first.asks.text.text() == "7 of 0: out of how many?"
    now.click(find_button(first, "Keep it as words"))
    assert sorted((one.tally, one.text) for one in counted(asked))[0] == ((), "7/0")


def test_words_alone_are_kept_with_their_look_for(now: Now, asked: Wrenholt) -> None:
    say_what(now, "Y4, 6 history books")
    now.type("3 books where writing is hardest: the same two sentences")
    assert row(now, "L2").echo.text() == "words alone"
    now.press(KEY.Key_Return)
    note = counted(asked)[0]
    assert (note.text, note.tally, note.look_for) == (
        "3 books where writing is hardest: the same two sentences",
        (),
        "L2",
    )


def test_a_tally_that_was_kept_can_be_changed(now: Now, asked: Wrenholt) -> None:
    say_what(now, "6 books")
    now.type("5, whole phrases")
    now.press(KEY.Key_Return, KEY.Key_Up)
    now.click(find_button(row(now, "L2"), "5 of 6"))
    assert row(now, "L2").field.text() == "5/6 whole phrases"
    now.type("4/6")
    now.press(KEY.Key_Return)
    assert [(one.tally, one.text) for one in counted(asked)] == [
        ((4, 6), "Pupils change a word or sentence after saying it aloud")
    ]


def test_a_number_is_never_without_its_words_in_notes(now: Now, asked: Wrenholt) -> None:
    say_what(now, "12 books")
    now.type("7")
    now.press(KEY.Key_Return)
    plan = asked.desk.plan.look(asked.scope)
    assert plan is not None
    maker = RowMaker(plan, "", note_words(), look_fors=asked.desk.looking.words(plan))
    shown = maker.note_row(counted(asked)[0])
    assert shown.text == "Pupils change a word or sentence after saying it aloud"
    assert ("list-checks", "7 of 12") in shown.meta
    words = maker.note_row(replace(counted(asked)[0], text="in the margins"))
    assert ("list-checks", "7 of 12: Pupils change a word or sentence after saying it aloud") in words.meta


def test_what_is_typed_comes_back_with_its_activity(now: Now, asked: Wrenholt) -> None:
    say_what(now, "6 books")
    now.type("4/6 I was interr")
    now.page.go_to(asked.ids["a2"])
    now.settle()
    assert now.page.composer.isVisible()
    assert [one.activity for one in now.page.day.strip.rows() if one.begun] == [asked.ids["a7"]]
    now.page.go_to(asked.ids["a7"])
    now.settle()
    assert tally(now).what.field.text() == "6 books"
    assert row(now, "L2").field.text() == "4/6 I was interr"
    row(now, "L2").field.setFocus()
    now.press(KEY.Key_Return)
    assert [one.tally for one in counted(asked)] == [(4, 6)]


def test_what_was_never_kept_is_offered_after_a_restart(
    now: Now, asked: Wrenholt, qtbot: QtBot, theme: Theme, jobs: JobRunner, tmp_path: Path
) -> None:
    say_what(now, "6 books")
    now.type("4/6 the lid clo")
    tally(now).flush()
    asked.desk.drafts.flush()
    assert {one.text for one in asked.desk.drafts.all()} == {"6 books", "4/6 the lid clo"}
    again = show_now(qtbot, theme, jobs, asked)
    for _ in range(2):
        again.click(tally(again).typed.buttons[0])
    assert not tally(again).typed.isVisible()
    assert tally(again).what.field.text() == "6 books"
    assert row(again, "L2").field.text() == "4/6 the lid clo"
    row(again, "L2").field.setFocus()
    again.press(KEY.Key_Return)
    assert [one.tally for one in counted(asked)] == [(4, 6)]
    asked.desk.drafts.flush()
    assert asked.desk.drafts.all() == []


def test_what_is_looked_at_is_known_from_what_was_kept(
    now: Now, asked: Wrenholt, qtbot: QtBot, theme: Theme, jobs: JobRunner
) -> None:
    say_what(now, "Y5+Y6, 6 writing books")
    now.type("5")
    now.press(KEY.Key_Return)
    again = show_now(qtbot, theme, jobs, asked)
    assert tally(again).what.field.text() == "Y5+Y6, 6 writing books"


def test_a_failure_leaves_what_was_typed(now: Now, asked: Wrenholt, monkeypatch: pytest.MonkeyPatch) -> None:
    from peerdesk.errors import PeerDeskError

    def refuse(*_: object, **__: object) -> object:
        raise PeerDeskError("The disk is full.", "Free some space.")

    say_what(now, "6 books")
    monkeypatch.setattr(Looking, "count", refuse)
    now.type("5")
    now.press(KEY.Key_Return)
    assert row(now, "L2").field.text() == "5"
    monkeypatch.undo()
    row(now, "L2").field.setFocus()
    now.press(KEY.Key_Return)
    assert [one.tally for one in counted(asked)] == [(5, 6)]


def test_far_too_much_stays_and_is_said(now: Now, asked: Wrenholt) -> None:
    say_what(now, "6 books")
    pasted = "5/6\tпривет 🦉 \u202eשלום " + "word " * 60_000
    row(now, "L2").field.insert(pasted)
    now.press(KEY.Key_Return)
    assert counted(asked) == []
    assert "too many" in row(now, "L2").field.accessibleDescription()
    assert len(row(now, "L2").field.text()) == len(pasted)
    row(now, "L2").field.setText("5/6 привет 🦉 שלום")
    now.press(KEY.Key_Return)
    assert [(one.tally, one.text) for one in counted(asked)] == [((5, 6), "привет 🦉 שלום")]


def test_the_rest_of_the_look_fors_is_one_act_away(now: Now) -> None:
    assert tally(now).whole.text() == "10 more look-fors"
    now.click(tally(now).whole)
    assert len(tally(now).rows) == 15
    assert not tally(now).whole.isVisible()


def test_the_row_in_hand_is_seen_in_a_small_window(now: Now, theme: Theme, qtbot: QtBot) -> None:
    theme.choose(Choice("light", contrast=False, scale=2.0))
    now.window.resize(1280, 720)
    say_what(now, "6 books")
    for _ in range(4):
        now.press(KEY.Key_Return)
    last = tally(now).rows[-1]
    assert last.field.hasFocus()
    qtbot.waitUntil(lambda: last.field.visibleRegion().boundingRect().height() == last.field.height())


def test_letters_from_elsewhere_go_to_the_row_that_waits(now: Now) -> None:
    say_what(now, "6 books")
    now.page.day.strip.setFocus()
    now.type("5")
    assert row(now, "L2").field.text() == "5"


def test_a_review_without_look_fors_has_the_line_a_key_away(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, day: Wrenholt
) -> None:
    day.clock.set("11:25")
    now = show_now(qtbot, theme, jobs, day)
    assert tally(now).none.isVisible()
    now.press((KEY.Key_T, Qt.KeyboardModifier.ControlModifier))
    now.keep("timeline 1/6")
    assert day.notes()[-1].tally == (1, 6)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_line_has_a_name_and_room_for_a_finger(now: Now, scale: float, theme: Theme) -> None:
    theme.choose(Choice("light", contrast=False, scale=scale))
    now.window.resize(1280, 720)
    say_what(now, "12 books")
    now.type("13/12")
    now.press(KEY.Key_Return)
    assert find_faults(tally(now)) == []
    least = now.window.minimumSizeHint()
    assert (least.width() <= 1280, least.height() <= 720) == (True, True), least


def test_a_key_leads_to_the_line_from_the_tally_and_the_checklist_and_the_way_says_which(
    now: Now, asked: Wrenholt
) -> None:
    ctrl = Qt.KeyboardModifier.ControlModifier
    way = now.page.tally.what.way
    assert (way.isVisible(), way.text(), way.toolTip()) == (True, "The line", "The line (Ctrl T)")
    say_what(now, "Y5+Y6, 12 writing books")
    now.type("7/1")
    now.press((KEY.Key_J, ctrl))
    assert now.line.hasFocus()
    back = now.page.line.way
    assert back is not None
    assert (back.isVisible(), back.text(), back.toolTip()) == (True, "Tally", "Tally (Ctrl T)")
    now.keep("a pile of books, all marked in green")
    now.press((KEY.Key_T, ctrl))
    assert row(now, "L2").field.text() == "7/1"
    now.page.checklist.switch()
    now.settle()
    assert now.page.checklist.isAncestorOf(now.window.focusWidget())
    now.press((KEY.Key_J, ctrl))
    assert now.line.hasFocus()
    now.click(back)
    assert tally(now).isVisible()
    now.click(way)
    assert now.line.hasFocus()
    now.page.go_to(asked.ids["a2"])
    now.settle()
    assert not back.isVisible()  # a walk has the line alone
