"""Before the visit, by keys: purpose, questions with a coach, what the school says, what was left, small schools."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import start_here
from peerdesk.domain.review import PreviousAction, Question
from peerdesk.domain.school import School
from peerdesk.errors import PeerDeskError
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.plan_actions import ActionRow, ActionsPart
from peerdesk.ui.pages.plan_earlier import EarlierSheet
from peerdesk.ui.pages.plan_evidence import EvidenceSheet
from peerdesk.ui.pages.plan_examples import ExamplesSheet
from peerdesk.ui.pages.plan_questions import QuestionRow, QuestionsPart
from peerdesk.ui.pages.plan_school import SchoolPart
from peerdesk.ui.pages.plan_self import SelfPart
from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.widgets.kept import KeptBox, KeptChoice
from tests.people import Clock, Shelf
from tests.ui.accessibility import find_faults
from tests.ui.pages.alone import show_alone
from tests.ui.pages.planning import Planning
from tests.ui.pages.review_desk import KeptDay, keep_day
from tests.ui.plain_words import jargon_in

KEY = Qt.Key


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> KeptDay:
    return keep_day(tmp_path_factory.mktemp("kept") / "anita")


@pytest.fixture
def planning(kept: KeptDay, tmp_path: Path, qtbot: QtBot, theme: Theme, jobs: JobRunner) -> Iterator[Planning]:
    day = kept.copy(tmp_path / "anita")
    page = PlanPage(day.desk, jobs, theme)
    page.show_review(day.scope)
    planning = Planning(day.desk, day.scope, show_alone(qtbot, theme, jobs, page))
    yield planning
    jobs.wait_idle()
    planning.close()


def choose(planning: Planning, combo: KeptChoice, steps: int) -> None:
    """Go down so many rows in a choice, by keys."""
    combo.setFocus()
    planning.pages.press(*[KEY.Key_Down] * steps)


def sheet_of(planning: Planning, kind: type[QWidget]) -> QWidget:
    (sheet,) = planning.pages.window.findChildren(kind)
    return sheet


def last_row(part: QuestionsPart) -> QuestionRow:
    row = part.rows()[-1]
    assert isinstance(row, QuestionRow)
    return row


def test_the_tabs_go_by_arrows_in_the_order_of_the_work(planning: Planning) -> None:
    page = planning.page
    assert list(page.parts)[:6] == ["school", "last", "self", "questions", "team", "day"]
    page.tabs.setFocus()
    page.tabs._buttons["school"].setFocus()
    planning.pages.press(KEY.Key_Right, KEY.Key_Right, KEY.Key_Right)
    assert page.tabs.value() == "questions"
    assert page.stack.currentWidget() is page.parts["questions"]
    planning.pages.press(KEY.Key_Left)
    assert page.tabs.value() == "self"


def test_the_coach_says_one_thing_while_it_is_typed_and_stops_nobody(planning: Planning) -> None:
    part: QuestionsPart = planning.part("questions")
    planning.pages.click(part.add_button)
    row = last_row(part)
    assert not row.coaching.thought.isVisible()
    planning.pages.type("Is phonics effective? ")
    assert row.coaching.thought.text().startswith("Could it begin “To what extent”?")
    assert row.words.accessibleDescription().startswith("Could it begin")
    row.words.selectAll()
    planning.pages.type("To what extent is phonics effective?")
    assert row.coaching.thought.text().startswith("“effective”: grade word elsewhere.")
    assert row.coaching.good.text().startswith("Already: begins “To what extent”")
    planning.pages.press(KEY.Key_Tab)  # kept as it is, whatever the coach thinks
    assert planning.plan().questions[-1].text == "To what extent is phonics effective?"
    assert QApplication.focusWidget() is row.short_name
    planning.pages.press(*[KEY.Key_Tab] * 4)
    assert QApplication.focusWidget() is row.coaching.leave
    planning.pages.press(KEY.Key_Return)
    assert row.coaching.thought.text().startswith("What would we look at")
    planning.page.refresh()
    planning.pages.settle()
    assert "effective" not in row.coaching.thought.text()
    planning.type_into(row.words, "To what extent is all phonics effective?")
    assert "“effective”" in row.coaching.thought.text()  # other words, so it may be thought of again
    assert not jargon_in(row.coaching.said(), ("error", "invalid", "wrong", "failed"))


def test_what_the_question_goes_with_answers_the_coach_one_by_one(planning: Planning) -> None:
    planning.desk.plan.add(planning.scope, "self_view", text="Pupils talk before they write.")
    planning.desk.plan.add(planning.scope, "action", text="Talk first")
    planning.page.refresh()
    planning.pages.settle()
    row = planning.part("questions").rows()[0]
    assert row.coaching.thought.text().startswith("What would we look at")
    planning.type_into(row.evidence, "lessons and books")
    assert row.coaching.thought.text() == "Which part of the framework does it belong to?"
    choose(planning, row.place, 3)
    assert row.coaching.thought.text().startswith("Does the school say something of itself")
    choose(planning, row.self_view, 1)
    assert row.coaching.thought.text().startswith("Does it go on from something")
    choose(planning, row.action, 1)
    assert not row.coaching.thought.isVisible()
    plan = planning.plan()
    question: Question = plan.questions[0]
    assert (question.evidence, question.theme) == ("lessons and books", "Looking Inward")
    assert (question.self_view, question.action) == (plan.self_views[0].record_id, plan.actions[0].record_id)


def test_a_theme_that_no_framework_has_stays_what_it_was(planning: Planning) -> None:
    question = planning.plan().questions[0]
    planning.desk.plan.change(question, theme="Flourishing")
    planning.page.refresh()
    planning.pages.settle()
    row = planning.part("questions").rows()[0]
    assert row.place.currentText() == "Flourishing"
    planning.desk.plan.change(planning.plan().questions[0], theme="Looking Inward")  # by name, as older plans have it
    planning.page.refresh()
    planning.pages.settle()
    assert row.place.value() == "inward"


def test_a_question_of_the_framework_is_taken_by_keys_with_all_that_goes_with_it(planning: Planning) -> None:
    part: QuestionsPart = planning.part("questions")
    part.examples.setFocus()
    planning.pages.press(KEY.Key_Return)
    sheet = sheet_of(planning, ExamplesSheet)
    assert isinstance(sheet, ExamplesSheet)
    first = next(iter(sheet.cards.values()))
    assert QApplication.focusWidget() is first.take
    planning.pages.press(KEY.Key_Tab, KEY.Key_Return)
    framework = planning.desk.plan_words.framework_of(planning.plan())
    taken = planning.plan().questions[-1]
    example = next(one for one in framework.questions if one.question_id == list(sheet.cards)[1])
    theme = next(one.name for one in framework.themes if one.theme_id == example.theme)
    assert (taken.text, taken.theme, taken.example) == (example.text, theme, example.question_id)
    assert taken.evidence == example.evidence
    assert isinstance(QApplication.focusWidget(), KeptBox)  # in what was just taken
    part.show_examples()
    again = planning.pages.window.findChildren(ExamplesSheet)[-1]
    assert not again.cards[example.question_id].take.isEnabled()
    again.reject()


def test_the_purpose_is_chosen_or_said_and_advises_the_questions(planning: Planning) -> None:
    school: SchoolPart = planning.part("school")
    choose(planning, school.purpose.choice, 1)
    assert planning.plan().review.purpose == "validate"
    assert not school.lines["purpose"].isVisible()
    questions: QuestionsPart = planning.part("questions")
    assert questions.advice.text().startswith("Begin with what the school says of itself")
    planning.part("school")
    school.purpose.choice.setFocus()
    planning.pages.press(KEY.Key_Up)
    assert school.lines["purpose"].isVisible()
    planning.type_into(school.lines["purpose"], "to see how writing is taught")
    assert planning.plan().review.purpose == "to see how writing is taught"
    planning.part("questions")
    assert not questions.advice.isVisible()


def test_what_the_school_says_and_lets_us_photograph_is_kept(planning: Planning) -> None:
    part: SelfPart = planning.part("self")
    assert part.photographs.currentText() == "nothing"
    planning.type_into(part.invites, "books from three classes")
    choose(planning, part.photographs, 1)
    planning.pages.click(part.add_button)
    planning.pages.type("Pupils talk before they write.")
    planning.pages.press(KEY.Key_Tab, KEY.Key_Down)
    row = part.rows()[0]
    assert not row.findChildren(KeptChoice)[1].isVisible()  # this framework has no levels
    planning.type_into(row.findChildren(KeptBox)[1], "any English lesson")
    review, (view,) = planning.plan().review, planning.plan().self_views
    assert (review.invites, review.photographs) == ("books from three classes", "displays")
    assert (view.text, view.characteristic, view.evidence) == (
        "Pupils talk before they write.", "impact", "any English lesson",
    )  # fmt: skip


def test_a_table_comes_in_and_a_wrong_one_is_said_with_its_row(planning: Planning, tmp_path: Path) -> None:
    part: SelfPart = planning.part("self")
    table = tmp_path / "views.csv"
    table.write_text("Statement,Theme\nWe talk first.,Looking Inward\nWe look outward.,\n", encoding="utf-8")
    part.tables.bring_in(table)
    planning.pages.settle()
    assert planning.pages.said[-1] == "2 rows came in."
    planning.pages.settle()
    assert [row.findChildren(KeptBox)[0].toPlainText() for row in part.rows()] == ["We talk first.", "We look outward."]
    table.write_text("Statement,Theme\nMore,Flourishing\n", encoding="utf-8")
    part.tables.bring_in(table)
    planning.pages.settle()
    sheet = sheet_of(planning, FailureSheet)
    assert isinstance(sheet, FailureSheet)
    assert "row 2, column “Characteristic”: there is no “Flourishing”" in sheet.message.text()
    sheet.reject()
    assert len(planning.plan().self_views) == 2
    part.tables.save_template(tmp_path / "form.xlsx")
    planning.pages.settle()
    assert (tmp_path / "form.xlsx").stat().st_size > 1000


def test_an_action_says_who_when_and_on_which_notes_it_stands(planning: Planning) -> None:
    part: ActionsPart = planning.part("last")
    planning.pages.click(part.add_button)
    row = part.rows()[0]
    assert isinstance(row, ActionRow)
    planning.pages.type("Time for leaders")
    planning.pages.press(KEY.Key_Tab)
    planning.pages.type("March 2026")
    planning.pages.press(KEY.Key_Tab)
    planning.pages.type("headteacher")
    planning.pages.press(KEY.Key_Tab)
    planning.pages.type("July")
    planning.pages.press(KEY.Key_Tab, KEY.Key_Down, KEY.Key_Tab)
    assert QApplication.focusWidget() is row.notes
    planning.pages.press(KEY.Key_Return)
    sheet = sheet_of(planning, EvidenceSheet)
    assert isinstance(sheet, EvidenceSheet)
    planning.pages.type("scrib")
    assert len(sheet.list.model().rows()) == 1  # type: ignore[attr-defined]
    sheet.list.setFocus()
    planning.pages.press(KEY.Key_Down, KEY.Key_Space)
    sheet.wanted.clear()
    assert sheet.count.text() == "1 chosen"
    planning.pages.click(sheet.keep_button)
    (action,) = planning.plan().actions
    assert (action.text, action.agreed_on, action.owner, action.due, action.state) == (
        "Time for leaders", "March 2026", "headteacher", "July", "done",
    )  # fmt: skip
    notes = {one.record_id: one.text for one in planning.desk.capture.notes(planning.scope)}
    assert [notes[one] for one in action.evidence] == ["Scribing pretty much gone now"]
    assert row.notes.text() == "Notes it stands on: 1"


def test_what_we_saw_cites_by_number_and_keeps_the_notes(planning: Planning) -> None:
    note = planning.desk.capture.notes(planning.scope)[1].record_id
    planning.desk.plan.add(planning.scope, "action", text="Talk", what_we_saw=f"In one class [[{note}]].")
    planning.page.refresh()
    planning.pages.settle()
    row = planning.part("last").rows()[0]
    assert row.saw.toPlainText() == "In one class [1]."
    planning.type_into(row.saw, "In one class [1], and in another.")
    action: PreviousAction = planning.plan().actions[0]
    assert action.what_we_saw == f"In one class [[{note}]], and in another."
    assert row.saw.toPlainText() == "In one class [1], and in another."


def test_actions_are_taken_from_an_earlier_review(planning: Planning) -> None:
    part: ActionsPart = planning.part("last")
    planning.pages.click(part.earlier)
    empty = sheet_of(planning, EarlierSheet)
    assert isinstance(empty, EarlierSheet)
    assert empty.hint.isVisible()
    assert not empty.review.isVisible()
    assert not empty.take.isEnabled()
    planning.pages.click(empty.cancel)
    scope, _ = planning.desk.plan.begin(school_name="Wrenholt Primary School", days=("2026-03-10",))
    planning.desk.plan.add(scope, "action", text="Time for leaders", state="partly done")
    planning.desk.findings.add(scope, kind="question", title="x", wondering="Who could go with them?")
    planning.pages.click(part.earlier)
    sheet = sheet_of(planning, EarlierSheet)
    assert isinstance(sheet, EarlierSheet)
    assert [(tick.text(), tick.isChecked()) for tick, _ in sheet.ticks] == [
        ("Time for leaders", True),
        ("We wondered: Who could go with them?", False),
    ]
    planning.pages.click(sheet.take)
    assert [one.text for one in planning.plan().actions] == ["Time for leaders"]


def test_actions_are_taken_out_of_a_file_of_an_earlier_review(planning: Planning, tmp_path: Path) -> None:
    ruth = start_here(tmp_path / "ruth", Shelf(), "Ruth", Clock())
    last, _ = ruth.plan.begin(school_name="Wrenholt Primary School", days=("2026-03-10",))
    ruth.plan.add(last, "action", text="Time for leaders", state="not yet")
    mine = planning.desk.people
    ruth.people.add(mine.mine, typed_words=ruth.people.words(planning.desk.identity.key_id))
    ruth.plan.add_member(last, "Anita", "reviewer", key=planning.desk.identity.key_id)
    ruth.packages.give(last, "briefing", tmp_path / "Last year.peerdesk")
    ruth.close()
    part: ActionsPart = planning.part("last")
    planning.pages.click(part.earlier)
    sheet = sheet_of(planning, EarlierSheet)
    assert isinstance(sheet, EarlierSheet)
    (tmp_path / "other.peerdesk").write_bytes(b"something else")
    sheet.read_file(tmp_path / "other.peerdesk")
    planning.pages.settle()
    failure = sheet_of(planning, FailureSheet)
    assert isinstance(failure, FailureSheet)
    failure.accept()
    planning.pages.settle()
    sheet.read_file(tmp_path / "Last year.peerdesk")
    planning.pages.settle()
    assert sheet.review.currentText() == "Wrenholt Primary School, Tuesday 10 March 2026 (from Ruth’s file)"
    assert [tick.text() for tick, _ in sheet.ticks] == ["Time for leaders"]
    planning.pages.click(sheet.take)
    assert [one.text for one in planning.plan().actions] == ["Time for leaders"]
    assert [one.scope for one in planning.desk.plan.reviews()] == [planning.scope]


def test_a_small_school_is_known_from_the_register_and_the_lead_may_say_otherwise(
    planning: Planning, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [School(urn="1", name="Fenwick Infant School", low_age=4, high_age=7, pupils=88, phase="Primary")]
    monkeypatch.setattr(type(planning.desk.plan), "schools", lambda *_: found)
    part: SchoolPart = planning.part("school")
    part.school.line.setFocus()
    part.school.line.selectAll()
    QTest.keyClicks(part.school.line, "fenw")
    qtbot.waitUntil(part.school.list.isVisible, timeout=20_000)
    planning.pages.press(KEY.Key_Down, KEY.Key_Return)
    review = planning.plan().review
    assert (review.school_ages, review.school_roll, review.one_class) == ("4-7", "88", True)
    assert "SENCO" in review.one_person
    part.small.one_class.findChildren(QWidget)[0].setFocus()
    planning.pages.press(KEY.Key_Space)
    assert planning.plan().review.one_class is False
    assert part.small.why.text().startswith("88 pupils aged 4–7: it is likely that each year has one class.")
    planning.pages.press(KEY.Key_Space)
    assert planning.plan().review.one_class is True


def test_danger_this_minute_needs_no_contact(planning: Planning) -> None:
    said = " ".join(one.text() for one in planning.part("school").findChildren(QWidget) if hasattr(one, "text"))
    assert "999, then the office" in said
    assert "ask at the office" in said


@pytest.mark.parametrize("choice", [Choice("light", contrast=False), Choice("dark", contrast=True, scale=2.0)])
def test_what_is_asked_before_the_visit_has_names_and_room(planning: Planning, theme: Theme, choice: Choice) -> None:
    planning.desk.plan.add(planning.scope, "self_view", text="Pupils talk.")
    planning.desk.plan.add(planning.scope, "action", text="Time for leaders")
    planning.page.refresh()
    planning.pages.settle()
    theme.choose(choice)
    for name in ("school", "last", "self", "questions"):
        part = planning.part(name)
        assert find_faults(part) == []
        assert part.minimumSizeHint().width() <= 1093 - 120
    planning.pages.window.resize(1093, 614)
    planning.pages.settle()
    tops = {button.geometry().top() for button in planning.page.tabs._buttons.values()}
    assert len(tops) <= 2
    assert all(b.geometry().right() < planning.page.width() for b in planning.page.tabs._buttons.values())


def test_a_file_that_is_gone_is_a_sentence(planning: Planning, tmp_path: Path) -> None:
    with pytest.raises(PeerDeskError):
        planning.desk.before.read_table(planning.plan(), "action", tmp_path / "gone.xlsx")
