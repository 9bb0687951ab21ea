"""Typing a line: what is understood of it, its chips and slots, and the echo."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.now.hands import Now, last
from tests.ui.pages.wrenholt import DAY, Wrenholt, find_button

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


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
