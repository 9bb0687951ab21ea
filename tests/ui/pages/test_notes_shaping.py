"""Notes put right on their page: parted, joined, linked, moved, and what stands behind them, all by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from peerdesk.domain.evidence import Note
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.notes.behind import BehindSheet
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.theme import Choice, Theme
from tests.people import BEN, LEAD, Team
from tests.ui.accessibility import find_controls, find_faults
from tests.ui.pages.review_desk import show_in_window
from tests.ui.pages.test_notes import Notes, keep, note_of, show_notes
from tests.ui.pages.wrenholt import DAY, Wrenholt, make_day

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SPLIT, BEHIND = (KEY.Key_Return, CTRL | SHIFT), (KEY.Key_D, CTRL | SHIFT)


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Wrenholt:
    day = make_day(tmp_path_factory.mktemp("noted") / "desk", "12:00")
    keep(day, "09:08", "all talk. one waits", sign="yes", where="Y5 English", tally=(4, 5))
    keep(day, "09:15", "TA says the sentence", sign="not_yet", made_of_it="whose?")
    keep(day, "09:20", "they write it down", questions=("q2",))
    keep(day, "10:49", "I can hear it", "a6", ("q1", "q2"), source="talk", voice="pupils")
    day.desk.capture.keep_jotting(day.scope, "ask for the page")
    day.desk.close()
    return day


@pytest.fixture
def day(noted: Wrenholt, tmp_path: Path) -> Iterator[Wrenholt]:
    day = noted.copy(tmp_path / "desk", "12:00")
    yield day
    day.desk.close()


@pytest.fixture
def notes(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: Wrenholt) -> Notes:
    return show_notes(qtbot, theme, jobs, day)


def words(day: Wrenholt) -> list[str]:
    return [note.text for note in day.notes()]


def sheet_of(notes: Notes) -> BehindSheet:
    (sheet,) = notes.window.findChildren(BehindSheet)
    return sheet


def facts(notes: Notes) -> dict[str, str]:
    notes.settle()
    return {fact.name: fact.said for fact in notes.page.detail.facts.facts()}


# Parting and joining


def test_a_note_is_parted_at_the_cursor(notes: Notes, day: Wrenholt) -> None:
    notes.go_to("all talk. one waits")
    notes.press(KEY.Key_Return)
    editor = notes.page.editing.editor
    for _ in range(len("one waits")):
        editor.text.moveCursor(QTextCursor.MoveOperation.Left)
    editor.signs.show_value("unsure")
    day.clock.set("12:01")
    notes.press(SPLIT)
    assert not editor.isVisible()
    assert words(day)[:2] == ["all talk.", "one waits"]
    one, other = note_of(day, "all talk."), note_of(day, "one waits")
    assert (one.sign, other.sign) == ("unsure", "yes")
    assert (other.where, other.questions, other.activity, other.seen_at) == (
        one.where,
        one.questions,
        one.activity,
        one.seen_at,
    )
    assert notes.said == ["Two notes now. Pictures and what is cited stay with the first."]
    notes.window.on_changes(day.desk.keeping.undo())
    notes.settle()
    assert "all talk. one waits" in notes.texts()


def test_an_emoji_is_not_parted(notes: Notes, day: Wrenholt) -> None:
    keep(day, "09:30", "a \U0001f600 b c")
    notes.page.refresh()
    notes.settle()
    notes.go_to("a \U0001f600 b c")
    notes.press(KEY.Key_Return)
    notes.page.editing.editor.text.moveCursor(QTextCursor.MoveOperation.Left)
    notes.press(SPLIT)
    assert {"a \U0001f600 b", "c"} <= {*words(day)}


def test_where_there_is_nothing_to_part_it_is_said_and_nothing_is_lost(notes: Notes, day: Wrenholt) -> None:
    notes.go_to("TA says the sentence")
    notes.press(KEY.Key_Return)
    notes.type(" again")
    notes.press(SPLIT)
    assert notes.page.editing.editor.text.toPlainText() == "TA says the sentence again"
    assert len(words(day)) == 4


def test_chosen_notes_are_joined_with_one_letter(notes: Notes, day: Wrenholt) -> None:
    notes.go_to("all talk. one waits")
    QTest.keyClick(notes.view, KEY.Key_Down, SHIFT)
    QTest.keyClick(notes.view, KEY.Key_Down, SHIFT)
    notes.press(KEY.Key_J)
    (joined,) = [note for note in day.notes() if note.activity == day.ids["a2"]]
    assert joined.text == "all talk. one waits\nTA says the sentence\nthey write it down"
    assert joined.questions == (day.ids["q1"], day.ids["q2"])
    assert joined.sign == "unsure"
    assert "unsure" in notes.said[-1]
    notes.window.on_changes(day.desk.keeping.undo())
    notes.settle()
    assert len(words(day)) == 4


def test_a_note_alone_goes_to_the_one_above(notes: Notes, day: Wrenholt) -> None:
    notes.go_to("they write it down")
    notes.press(KEY.Key_J)
    assert "TA says the sentence\nthey write it down" in words(day)
    notes.go_to("all talk. one waits")
    notes.press(KEY.Key_J)
    assert notes.said[-1] == "There is no note above to join it to."
    assert len(words(day)) == 3


# Linking and moving


def test_digits_link_to_several_questions(notes: Notes, day: Wrenholt) -> None:
    notes.go_to("TA says the sentence")
    notes.press(KEY.Key_2, KEY.Key_3)
    assert note_of(day, "TA says the sentence").questions == (day.ids["q1"], day.ids["q2"], day.ids["q3"])
    notes.press(KEY.Key_1)
    assert note_of(day, "TA says the sentence").questions == (day.ids["q2"], day.ids["q3"])
    notes.press(KEY.Key_9)  # there is no ninth
    assert len(note_of(day, "TA says the sentence").questions) == 2


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_a_note_is_put_under_another_activity(notes: Notes, day: Wrenholt) -> None:
    notes.go_to("they write it down")
    notes.press(KEY.Key_M)
    menu = next(one for one in notes.page.findChildren(QMenu) if one.isVisible())
    by_name = {action.text(): action for action in menu.actions()}
    assert by_name["09:05 Learning walk, English"].isChecked()
    by_name["09:55 Reception and nursery"].trigger()
    menu.close()
    notes.settle()
    assert note_of(day, "they write it down").activity == day.ids["a4"]
    at = notes.texts().index("they write it down")
    assert notes.texts()[at - 1] == "[Reception and nursery]"


# What stands behind it


def test_what_stands_behind_a_note_is_shown_beside_it(notes: Notes, day: Wrenholt) -> None:
    walk = (day.desk.plan.look(day.scope) or pytest.fail("no plan")).activities[0]
    day.desk.plan.change(walk, joint_with="deputy head")
    notes.page.refresh()
    notes.settle()
    notes.go_to("all talk. one waits")
    said = facts(notes)
    assert said["Joint with"] == "deputy head"
    assert (said["In"], said["Where, who"], said["Counted"]) == ("Learning walk, English", "Y5 English", "4 of 5")
    notes.go_to("I can hear it")
    assert facts(notes)["Evidence"] == "Talk: pupils"


def test_all_of_it_is_changed_by_keys(notes: Notes, day: Wrenholt) -> None:
    notes.go_to("TA says the sentence")
    notes.press(BEHIND)
    sheet = sheet_of(notes)
    assert QApplication.focusWidget() is sheet.seen
    sheet.seen.selectAll()
    notes.type("940")
    notes.press(KEY.Key_Tab)
    assert QApplication.focusWidget() is sheet.activity
    notes.type("10:45")  # as in any list of choices
    notes.press(KEY.Key_Tab)
    notes.type("SENCO")
    for chip in sheet.questions.values():
        notes.press(KEY.Key_Tab)
        assert QApplication.focusWidget() is chip
    notes.press(KEY.Key_Space)
    for field, typed in (
        (sheet.observed_by, "Tom"),
        (sheet.asked_by, "Marek"),
        (sheet.source, "Talk"),
        (sheet.voice, "Support"),
        (sheet.where, "TA, Y5"),
        (sheet.year, "Y5"),
        (sheet.subject, "English"),
    ):
        notes.press(KEY.Key_Tab)
        assert QApplication.focusWidget() is field
        notes.type(typed)
    for number in ("26", "27", "1", "6"):
        notes.press(KEY.Key_Tab)
        notes.type(number)
    notes.press((KEY.Key_Return, CTRL))
    assert not notes.window.findChildren(BehindSheet) or not sheet.isVisible()
    note = note_of(day, "TA says the sentence")
    assert (note.seen_at, note.activity) == (f"{DAY}T09:40", day.ids["a6"])
    assert note.questions == (day.ids["q1"], day.ids["q3"])
    assert (note.observed_by, note.asked_by) == (day.ids["tom"], day.ids["marek"])
    assert (note.source, note.voice, note.where) == ("talk", "support staff", "TA, Y5")
    assert (note.year, note.subject, note.present, note.tally) == ("5", "English", (26, 27), (1, 6))
    assert facts(notes)["Joint with"] == "SENCO"
    day.desk.keeping.undo()
    assert note_of(day, "TA says the sentence").source == "observation"
    assert day.desk.drafts.all() == []


@pytest.mark.parametrize(("name", "typed"), [("seen", "9.75"), ("present", "27/26"), ("tally", "1/")])
def test_what_cannot_be_is_said_and_nothing_is_kept(notes: Notes, day: Wrenholt, name: str, typed: str) -> None:
    notes.go_to("TA says the sentence")
    notes.press(BEHIND)
    sheet = sheet_of(notes)
    field = getattr(sheet, name)
    field.setText(typed) if name == "seen" else field.take_words(typed)
    notes.click(sheet.keep)
    assert sheet.isVisible()
    assert sheet.why.isVisible()
    assert note_of(day, "TA says the sentence").present == ()


def test_what_was_typed_there_and_never_kept_is_offered_again(
    notes: Notes, day: Wrenholt, qtbot: QtBot, theme: Theme, jobs: JobRunner
) -> None:
    notes.go_to("TA says the sentence")
    notes.press(BEHIND)
    sheet_of(notes).where.setFocus()
    notes.type("Y5 back table")
    sheet_of(notes).present.part.setFocus()
    notes.type("26")
    notes.press(KEY.Key_Escape)
    day.desk.drafts.flush()
    again = show_notes(qtbot, theme, jobs, day)  # as after a restart
    again.settle()
    assert "Y5 back table" in again.page.typed.text.text()
    again.click(again.page.typed.buttons[0])
    sheet = sheet_of(again)
    assert (sheet.where.text(), sheet.present.words()) == ("Y5 back table", "26/")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_sheet_has_a_name_for_all_and_room_for_a_finger(notes: Notes, theme: Theme, scale: float) -> None:
    theme.choose(Choice("light", contrast=False, scale=scale))
    notes.window.resize(1093, 614)
    notes.go_to("TA says the sentence")
    notes.press(BEHIND)
    sheet = sheet_of(notes)
    assert find_faults(sheet) == []
    assert all(control.width() <= 1093 for control in find_controls(sheet))


# Whose they are


def test_only_ones_own_notes_are_changed_and_it_is_said_whose_it_is(
    team: Team, qtbot: QtBot, theme: Theme, jobs: JobRunner
) -> None:
    team.lead.capture.keep_note(team.scope, text="the lead's", seen_at="2025-10-14T09:00")
    team.ben.capture.keep_note(team.scope, text="my own", seen_at="2025-10-14T09:05")
    team.meet()
    page = NotesPage(team.ben, jobs, theme)
    page.show_review(team.scope)
    pages = show_in_window(qtbot, theme, jobs, page)
    notes = Notes(pages.window, page, jobs, pages.said)
    notes.go_to("the lead's")
    for key in (KEY.Key_Return, KEY.Key_1, KEY.Key_J, KEY.Key_Delete, BEHIND):
        notes.press(key)
        assert LEAD in notes.said[-1] or "above" in notes.said[-1]
    assert not page.editing.editor.isVisible()
    notes.go_to("my own")
    notes.press(KEY.Key_1)
    notes.press(KEY.Key_J)
    own = next(note for note in team.ben.capture.notes(team.scope) if note.text == "my own")
    assert own.questions == team.questions[:1]
    assert len(team.ben.capture.notes(team.scope)) == 2


def test_the_lead_changes_anybodys(team: Team, qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
    team.ben.capture.keep_note(team.scope, text="ben's", seen_at="2025-10-14T09:05")
    team.meet()
    page = NotesPage(team.lead, jobs, theme)
    page.show_review(team.scope)
    pages = show_in_window(qtbot, theme, jobs, page)
    notes = Notes(pages.window, page, jobs, pages.said)
    notes.go_to("ben's")
    notes.press(KEY.Key_2)
    (note,) = team.lead.capture.notes(team.scope)
    assert note.questions == team.questions[1:]
    assert facts(notes)["Noted by"] == BEN


def test_chosen_notes_are_deleted_in_one_act(notes: Notes, day: Wrenholt) -> None:
    notes.go_to("all talk. one waits")
    QTest.keyClick(notes.view, KEY.Key_Down, SHIFT)
    notes.press(KEY.Key_Delete)
    assert len(words(day)) == 2
    assert notes.said == ["2 notes deleted."]
    day.desk.keeping.undo()
    assert len(words(day)) == 4


def test_a_key_that_is_held_acts_once(notes: Notes) -> None:
    single = {action.objectName(): action for action in notes.view.actions()}
    assert {"notes.delete", "notes.join", "notes.edit", "notes.q1", "notes.star"} <= {*single}
    assert not any(action.autoRepeat() for action in single.values())


# Where they come from


def test_a_note_says_of_which_answer_it_was_made(notes: Notes, day: Wrenholt) -> None:
    with day.desk.acting.act("keep an answer") as act:
        answer = act.add(day.scope, "answer", activity=day.ids["a6"], text="I can hear it", said_by="Y4 pupil")
    made: Note = note_of(day, "I can hear it")
    day.desk.capture.change_note(made, answer=answer)
    notes.page.refresh()
    notes.settle()
    assert "from an answer" in notes.words_of("I can hear it")
    notes.go_to("I can hear it")
    assert facts(notes)["From an answer"] == "Y4 pupil: I can hear it"


def test_a_tally_says_what_was_looked_for(notes: Notes, day: Wrenholt) -> None:
    look_for = day.desk.frameworks.core().look_fors[0]
    day.desk.capture.change_note(note_of(day, "all talk. one waits"), look_for=look_for.look_for_id)
    notes.page.refresh()
    notes.settle()
    assert "4 of 5" in notes.words_of("all talk. one waits")
    notes.go_to("all talk. one waits")
    assert facts(notes)["Looked for"] == look_for.text.replace("*", "")


# Hands


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_a_finger_reaches_every_act_that_a_key_does(notes: Notes, theme: Theme) -> None:
    for scale in (1.0, 2.0):  # at twice the size the panel at the side is not there
        theme.choose(Choice("light", contrast=False, scale=scale))
        notes.window.resize(1093, 614)
        notes.go_to("TA says the sentence")
        assert notes.page.more.isVisible()
        notes.click(notes.page.more)
        menu = next(one for one in notes.page.findChildren(QMenu) if one.isVisible())
        offered = {action.objectName() for action in menu.actions()}
        acts = {one.name for one in notes.page.hands.commands() if one.enabled()} - {"notes.choose"}
        assert acts <= offered
        assert all(notes.page.actions() or menu.actions())
        menu.close()
