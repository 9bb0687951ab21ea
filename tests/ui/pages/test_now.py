import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.domain.review import Note
from peerdesk.errors import PeerDeskError
from peerdesk.ui.commands import find_clashes
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.messages import show_failure
from peerdesk.ui.now.drafts import PLACE
from peerdesk.ui.now.line_edit import LineEdit
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.theme import Choice, Theme
from tests.ui.accessibility import find_faults
from tests.ui.pages.review_desk import Pages, show_in_window
from tests.ui.pages.wrenholt import DAY, Wrenholt, find_button, make_day

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
QUOTE = (
    '"were told not to give them the sentence but if i dont theres nothing in the book & its the book gets looked at"'
)


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Wrenholt:
    day = make_day(tmp_path_factory.mktemp("planned") / "desk")
    day.desk.close()
    return day


@pytest.fixture
def day(planned: Wrenholt, tmp_path: Path) -> Iterator[Wrenholt]:
    day = planned.copy(tmp_path / "desk")
    yield day
    day.desk.close()


class Now(Pages):
    """The page in its window, and the hands of whoever types."""

    page: NowPage

    @property
    def line(self) -> LineEdit:
        return self.page.composer.line

    def enter(self) -> None:
        self.press(KEY.Key_Return)

    def keep(self, text: str) -> None:
        """Type a line and press Enter."""
        self.type(text)
        self.enter()


def show_now(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: Wrenholt) -> Now:
    page = NowPage(day.desk, jobs, theme)
    page.show_review(day.scope)
    pages = show_in_window(qtbot, theme, jobs, page)
    return Now(pages.window, page, jobs, pages.said)


@pytest.fixture
def now(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: Wrenholt) -> Now:
    return show_now(qtbot, theme, jobs, day)


def last(day: Wrenholt) -> Note:
    notes = sorted(day.notes(), key=lambda note: (note.seen_at, note.first_written_at))
    return notes[-1]


TEN: list[tuple[str, str, dict[str, object]]] = [
    (
        "a2",
        "y5 eng 26/27 say it tweak it say it again. no prompting. 4/5 pairs nr me changed a word first #q1 +",
        {
            "text": "say it tweak it say it again. no prompting. 4/5 pairs nr me changed a word first",
            "where": "Y5 English 26/27",
            "year": "5",
            "present": (26, 27),
            "sign": "yes",
            "source": "observation",
            "questions": ("q1",),
        },
    ),
    (
        "a2",
        "back table 3 chn + TA, TA says sentence chn write it. whose sentence #q1 -",
        {
            "text": "back table 3 chn + TA, TA says sentence chn write it. whose sentence",
            "sign": "not_yet",
            "questions": ("q1",),
        },
    ),
    (
        "a2",
        "y4 28/30 talk time 40s (timed) abt half not started -",
        {"text": "talk time 40s (timed) abt half not started", "where": "Y4 28/30", "sign": "not_yet"},
    ),
    (
        "a2",
        'same room display drafts w green changes, post its, "i changed it cos nobody says parched" +',
        {"source": "work", "sign": "yes", "questions": ("q1",)},
    ),
    (
        "a2",
        "lovely talk but abt the puppet not the story ?",
        {"text": "lovely talk but abt the puppet not the story", "sign": "unsure"},
    ),
    (
        "a4",
        "snack songs nothing for us",
        {"text": "snack songs nothing for us", "sign": "noted", "questions": ()},
    ),
    (
        "a4",
        f"TA pg: {QUOTE} q1",
        {
            "text": QUOTE,
            "source": "talk",
            "voice": "support staff",
            "where": "TA, playground",
            "questions": ("q1",),
        },
    ),
    (
        "a6",
        'y4 p "im scared of getting it wrong when its hands up but not w my partner"',
        {
            "text": '"im scared of getting it wrong when its hands up but not w my partner"',
            "source": "talk",
            "voice": "pupils",
            "where": "Y4 pupil",
            "year": "4",
            "questions": (),
        },
    ),
    (
        "a7",
        "y4 hist egypt 5 lessons lots sticking in 1 longer piece timeline 1/6",
        {
            "text": "egypt 5 lessons lots sticking in 1 longer piece timeline 1/6",
            "source": "work",
            "where": "Y4 history",
            "tally": (1, 6),
        },
    ),
    (
        "a8",
        '"ask me in july" laughs. then no i dont know',
        {"source": "talk", "voice": "leaders", "questions": ("q3",), "sign": "noted"},
    ),
]


def test_ten_lines_as_they_were_typed(now: Now, day: Wrenholt) -> None:
    for activity, typed, expected in TEN:
        now.page.go_to(day.ids[activity])
        before = {note.record_id for note in day.notes()}
        now.keep(typed)
        (note,) = [note for note in day.notes() if note.record_id not in before]
        wanted = {name: value for name, value in expected.items() if name != "questions"}
        assert {name: getattr(note, name) for name in wanted} == wanted, typed
        if "questions" in expected:
            ids: Any = expected["questions"]
            assert note.questions == tuple(day.ids[one] for one in ids), typed
        assert note.activity == day.ids[activity]
        assert note.observed_by == day.ids["me"]
    assert len(day.notes()) == 10
    assert now.line.text() == ""


def test_a_note_in_a_known_activity_costs_its_text_and_two_keys(now: Now, day: Wrenholt) -> None:
    assert QApplication.focusWidget() is now.line  # nothing was pressed to get there
    words = "one pair ditched the stem"
    now.type(words)
    keys = 0
    for mark in (" ", "-"):  # the space ends the word
        now.type(mark)
        keys += mark != " "
    keys += now.press(KEY.Key_Return)
    note = last(day)
    assert keys == 2
    assert (note.text, note.sign, note.source) == (words, "not_yet", "observation")
    assert note.questions == (day.ids["q1"],)
    assert note.activity == day.ids["a2"]
    assert note.seen_at == f"{DAY}T09:10"


def test_what_was_understood_is_seen_before_enter(now: Now) -> None:
    now.type("y5 eng 26/27 whole class knows it q2 +")
    composer = now.page.composer
    assert composer.slots.question.text() == "# Q2 History"
    assert composer.slots.year.text() == "^ Y5 English 26/27"
    assert composer.signs["yes"].isChecked()
    assert [mark.shown for mark in composer.echo.marks()] == ["Y5", "English", "26 of 27 here"]


def test_a_mark_in_the_middle_is_arithmetic(now: Now, day: Wrenholt) -> None:
    now.type("3 chn + TA")
    assert not now.page.composer.signs["yes"].isChecked()
    now.type(" +")
    assert now.page.composer.signs["yes"].isChecked()
    now.enter()
    assert (last(day).text, last(day).sign) == ("3 chn + TA", "yes")


def test_backspace_turns_the_last_mark_back_into_text(now: Now, day: Wrenholt) -> None:
    now.type("how about C +")
    now.press(KEY.Key_Backspace)
    assert not now.page.composer.signs["yes"].isChecked()
    now.enter()
    assert (last(day).text, last(day).sign) == ("how about C +", "noted")


def test_backspace_twice_deletes_as_anywhere(now: Now, day: Wrenholt) -> None:
    now.type("talk time short #q1")
    now.press(KEY.Key_Backspace, KEY.Key_Backspace)
    assert now.line.text() == "talk time short #q"
    now.type("3")
    now.press(KEY.Key_Backspace, KEY.Key_Backspace, KEY.Key_Backspace)
    assert now.line.text() == "talk time short #"


def test_a_chip_is_pressed_and_its_words_stay_text(now: Now, day: Wrenholt) -> None:
    now.type("y5 eng all of them")
    now.settle()
    now.click(find_button(now.page.composer.echo, "Y5"))
    assert QApplication.focusWidget() is now.line
    now.enter()
    assert (last(day).text, last(day).year) == ("y5 eng all of them", "")


def test_chips_choose_and_typing_has_the_last_word(now: Now, day: Wrenholt) -> None:
    composer = now.page.composer
    now.type("books kept +")
    now.click(composer.signs["unsure"])
    assert now.line.text() == "books kept"
    now.click(composer.star)
    now.line.setFocus()
    now.type(" and dated -")
    assert composer.signs["not_yet"].isChecked()
    now.enter()
    note = last(day)
    assert (note.text, note.sign, note.starred) == ("books kept and dated", "not_yet", True)
    assert not composer.star.isChecked()  # the next line begins anew


def test_another_question_is_chosen_in_its_slot(now: Now, day: Wrenholt) -> None:
    now.type("timeline on the wall")
    slots = now.page.composer.slots
    by_name = {action.text(): action for action in slots.question_choices()}
    by_name["Q1 Planned talk"].trigger()
    by_name = {action.text(): action for action in slots.question_choices()}
    by_name["Q2 History"].trigger()
    now.enter()
    assert last(day).questions == (day.ids["q2"],)


def test_what_we_make_of_it_is_one_tab_away(now: Now, day: Wrenholt) -> None:
    now.type("TA says the sentence -")
    now.press(KEY.Key_Tab)
    now.keep("whose sentence is it?")
    note = last(day)
    assert (note.text, note.made_of_it, note.sign) == ("TA says the sentence", "whose sentence is it?", "not_yet")
    assert QApplication.focusWidget() is now.line
    assert now.page.composer.made_of_it.text() == ""


def test_shift_and_enter_begin_a_new_line(now: Now, day: Wrenholt) -> None:
    now.type("first")
    now.press((KEY.Key_Return, SHIFT))
    now.keep("second +")
    assert (last(day).text, last(day).sign) == ("first\nsecond", "yes")


def test_marks_alone_are_no_note(now: Now, day: Wrenholt) -> None:
    now.keep("q1 +")
    assert day.notes() == []
    assert now.line.text() == "q1 +"


def test_the_echo_says_that_it_is_saved(now: Now) -> None:
    now.keep("one")
    assert now.page.kept.text.text() == "one"
    assert now.page.kept.saved.text() == "Saved on this laptop"
    now.keep("two")
    assert (now.page.kept.text.text(), now.page.kept.saved.text()) == ("two", "Saved")


def test_an_undone_note_leaves_the_echo(now: Now, day: Wrenholt) -> None:
    now.keep("one")
    now.window.on_changes(day.desk.keeping.undo())
    now.settle()
    assert not now.page.kept.isVisible()
    assert day.notes() == []


def test_only_the_line_and_its_echo_are_seen(now: Now, day: Wrenholt) -> None:
    now.keep("a first thing")
    day.clock.set("09:12")
    now.keep("a second thing")
    assert not now.page.earlier.isVisible()
    now.click(now.page.earlier_button)
    shown = [row.text for row in now.page.earlier.notes_model.rows()]
    assert shown == ["Learning walk, English", "a first thing", "a second thing"]
    now.line.setFocus()
    QTest.keyClick(now.line, KEY.Key_R, CTRL)
    assert not now.page.earlier.isVisible()


def test_down_goes_to_the_notes_and_letters_come_back(now: Now) -> None:
    now.keep("a first thing")
    now.click(now.page.earlier_button)
    now.line.setFocus()
    now.press(KEY.Key_Down)
    assert QApplication.focusWidget() is now.page.earlier
    QTest.keyClicks(now.page.earlier, "x")
    assert QApplication.focusWidget() is now.line
    assert now.line.text() == "x"


# Saving


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
    assert now.line.text() == "copied words"
    assert {note.text for note in day.notes()} == {"one", "é"}


def test_the_main_act_keeps(now: Now, day: Wrenholt) -> None:
    now.type("one")
    now.press((KEY.Key_Return, CTRL))
    assert last(day).text == "one"


# Drafts


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
    now.page.go_to(day.ids["a6"])
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
    now.page.go_to(day.ids["a6"])
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
    now.page.go_to(day.ids["a6"])
    now.keep("hands up")
    assert last(day).asked_by == day.ids["tom"]


# The page itself


def test_without_a_review_the_page_says_what_to_do(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: Wrenholt) -> None:
    page = NowPage(day.desk, jobs, theme)
    qtbot.addWidget(page)
    page.show()
    assert page.nothing.isVisible()
    assert page.nothing.button is not None
    with qtbot.waitSignal(page.go_requested) as asked:
        page.nothing.button.click()
    assert asked.args == ["home"]


def test_keys_clash_with_nothing(now: Now) -> None:
    assert find_clashes(now.window.commands()) == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_everything_has_a_name_and_room_for_a_finger(now: Now, scale: float, theme: Theme, day: Wrenholt) -> None:
    theme.choose(Choice("light", contrast=False, scale=scale))
    now.window.resize(1280, 720)
    day.clock.set("10:46")
    now.type('y5 eng "all of us" say it -')
    now.page.composer.show_details(shown=True)
    now.page._show_day()
    now.settle()
    assert find_faults(now.page) == []
    least = now.window.minimumSizeHint()
    assert (least.width() <= 1280, least.height() <= 720) == (True, True), least


def test_a_small_window_shows_the_day_when_it_is_asked_for(now: Now, theme: Theme, day: Wrenholt) -> None:
    theme.choose(Choice("light", contrast=False, scale=2.0))
    now.window.resize(1280, 720)
    now.settle()
    assert not now.page.day.isVisible()
    now.click(now.page.composer.slots.activity)
    assert now.page.day.isVisible()
    assert not now.page.composer.isVisible()
    now.page.day.strip.picked.emit(day.ids["a4"])
    assert now.page.composer.isVisible()
    assert not now.page.day.isVisible()
