"""Typing a line: what is understood of it, its chips and slots, and the echo."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.now.hands import Now, last
from tests.ui.pages.wrenholt import DAY, Wrenholt, find_button

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


QUOTE = (
    '"were told not to give them the sentence but if i dont theres nothing in the book & its the book gets looked at"'
)


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
