"""The plan, as its lead writes it and a reviewer reads it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import start_here
from peerdesk.domain.review import Contact
from peerdesk.domain.school import School
from peerdesk.storage.failures import StorageError
from peerdesk.ui.dialogs.badge_words import BadgeWordsSheet
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.plan_activity import ActivityForm
from peerdesk.ui.pages.plan_day import DayPart
from peerdesk.ui.pages.plan_part import RowsPart
from peerdesk.ui.pages.plan_questions import QuestionRow
from peerdesk.ui.pages.plan_school import SchoolPart
from peerdesk.ui.pages.plan_team import MemberRow, TeamPart, read_badge
from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.widgets.kept import KeptBox, KeptChoice, KeptLine, KeptTicks
from tests.people import Clock, Shelf
from tests.ui.accessibility import find_faults
from tests.ui.pages.alone import show_alone
from tests.ui.pages.planning import Planning
from tests.ui.pages.review_desk import KeptDay, keep_day

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


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


def test_the_school_s_days_bring_two_dates_with_them(planning: Planning) -> None:
    school: SchoolPart = planning.part("school")
    for name in ("check_by", "report_by"):
        planning.type_into(school.lines[name], "")
    planning.type_into(school.lines["days"], "16 and 17 March 2027")
    review = planning.plan().review
    assert review.days == ("2027-03-16", "2027-03-17")
    assert (review.check_by, review.report_by) == ("2027-03-24", "2027-03-31")
    assert school.lines["days"].text() == "Tuesday 16 and Wednesday 17 March 2027"
    assert school.lines["check_by"].text() == "Wednesday 24 March 2027"
    assert planning.desk.keeping.last_act() == "change the plan"


def test_a_date_that_is_set_is_not_suggested_over(planning: Planning) -> None:
    school: SchoolPart = planning.part("school")
    planning.type_into(school.lines["days"], "16/3/27")
    assert planning.plan().review.check_by == "2027-03-16"


def test_what_is_no_day_stays_as_it_was_typed_and_is_not_kept(planning: Planning) -> None:
    line = planning.part("school").lines["workshop_on"]
    planning.type_into(line, "some time in May")
    assert line.text() == "some time in May"
    assert planning.plan().review.workshop_on == ""
    assert "9 March 2027" in planning.pages.said[-1]


def test_a_school_of_the_register_is_found_by_typing_and_taken_by_key(
    planning: Planning, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [School(urn="125271", name="Fenwick Junior School", street="High Street", town="Fenwick", phase="Primary")]
    monkeypatch.setattr(type(planning.desk.plan), "schools", lambda _, words: found if "fenw" in words else [])
    field = planning.part("school").school
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, "fenw")
    qtbot.waitUntil(field.list.isVisible, timeout=20_000)
    planning.pages.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    review = planning.plan().review
    assert (review.school_name, review.school_urn) == ("Fenwick Junior School", "125271")
    assert (review.school_address, review.school_phase) == ("High Street, Fenwick", "Primary")
    assert not field.list.isVisible()
    planning.desk.keeping.undo()
    assert planning.plan().review.school_urn == ""


def test_any_other_name_of_a_school_does_as_well(planning: Planning) -> None:
    planning.type_into(planning.part("school").school.line, "A school abroad")
    assert planning.plan().review.school_name == "A school abroad"


def test_contacts_are_kept_each_with_its_place(planning: Planning) -> None:
    who, where = planning.part("school").contacts["child"]
    planning.type_into(who, "Ms Farrow")
    planning.type_into(where, "Office by the hall")
    assert planning.plan().review.contacts["child"] == Contact(name="Ms Farrow", place="Office by the hall")


def test_leaving_a_field_as_it_was_keeps_nothing(planning: Planning) -> None:
    before = planning.desk.keeping.digest().holds
    line = planning.part("school").school.line
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    line.clearFocus()
    planning.pages.settle()
    assert planning.desk.keeping.digest().holds == before


def test_enter_and_leaving_keep_once(planning: Planning) -> None:
    line = planning.part("school").lines["partnership"]
    line.setFocus()
    QTest.keyClicks(line, "Four Becks")
    QTest.keyClick(line, Qt.Key.Key_Return)
    line.clearFocus()
    planning.pages.settle()
    planning.desk.keeping.undo()
    assert planning.plan().review.partnership == ""


def test_two_edits_of_one_field_before_the_page_looked_again_are_one_person_s(planning: Planning) -> None:
    review = planning.plan().review
    planning.page.acts.change(review, purpose="first")
    planning.page.acts.change(review, purpose="second")
    planning.pages.settle()
    assert planning.plan().review.purpose == "second"
    assert planning.plan().review.two_versions == ()


def test_what_somebody_else_wrote_meanwhile_stands_beside_ours(planning: Planning) -> None:
    shown = planning.plan().review
    planning.desk.plan.change(shown, purpose="theirs")
    planning.page.acts.change(shown, purpose="ours")
    planning.pages.settle()
    assert planning.plan().review.two_versions == ("purpose",)


def test_a_failure_leaves_what_was_typed(planning: Planning, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageError("The disk is full.", "Free some space, then try again.")

    line = planning.part("school").lines["partnership"]
    monkeypatch.setattr(type(planning.desk.plan), "change", full)
    line.setFocus()
    planning.pages.type("Four Becks")
    planning.pages.press(Qt.Key.Key_Return)  # the sheet takes the focus away, which is told no second time
    planning.pages.settle()
    (sheet,) = planning.pages.window.findChildren(FailureSheet)
    assert sheet.message.text() == "The disk is full."
    sheet.reject()
    planning.page.refresh()
    planning.pages.settle()
    assert line.text() == "Four Becks"
    monkeypatch.undo()
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    planning.pages.settle()
    assert planning.plan().review.partnership == "Four Becks"


def test_a_question_is_added_written_moved_and_taken_out(planning: Planning) -> None:
    part: RowsPart = planning.part("questions")
    planning.pages.click(part.add_button)
    row = part.rows()[-1]
    assert isinstance(row, QuestionRow)
    assert row.isAncestorOf(planning.pages.window.focusWidget())
    planning.pages.type("To what extent do pupils read for pleasure?")
    planning.pages.press(Qt.Key.Key_Tab)
    planning.pages.type("Reading at home")
    planning.pages.press((Qt.Key.Key_Up, CTRL_SHIFT))
    questions = planning.plan().questions
    assert [one.short_name for one in questions] == ["Planned talk", "History", "Reading at home", "Subject leaders"]
    assert questions[2].text == "To what extent do pupils read for pleasure?"
    assert planning.page.tabs.findChildren(type(part.add_button))[3].text() == "Questions 4"
    planning.pages.click(part.rows()[2].down)
    assert planning.plan().questions[3].short_name == "Reading at home"
    planning.pages.click(part.rows()[3].remove)
    assert len(planning.plan().questions) == 3
    assert planning.pages.said[-1] == "The question is out of the plan."


def test_the_first_question_moves_no_further_up(planning: Planning) -> None:
    part: RowsPart = planning.part("questions")
    before = planning.desk.keeping.digest().holds
    planning.pages.click(part.rows()[0].up)
    assert planning.desk.keeping.digest().holds == before


def test_an_action_of_the_last_review_says_where_it_stands(planning: Planning) -> None:
    part: RowsPart = planning.part("last")
    assert part.hint.isVisible()
    planning.pages.click(part.add_button)
    row = part.rows()[0]
    planning.type_into(row.findChildren(KeptBox)[0], "Time for leaders")
    row.findChildren(KeptChoice)[0].setFocus()
    planning.pages.press(Qt.Key.Key_Down)
    action = planning.plan().actions[0]
    assert (action.text, action.state) == ("Time for leaders", "done")


def test_somebody_joins_the_team_and_their_badge_comes_later(planning: Planning, tmp_path: Path, qtbot: QtBot) -> None:
    part: TeamPart = planning.part("team")
    planning.pages.click(part.add_button)
    planning.pages.type("Sunil Vaswani")
    planning.pages.press(Qt.Key.Key_Tab)
    row = part.rows()[-1]
    assert isinstance(row, MemberRow)
    assert row.badge.text() == "No badge yet: works on paper"
    sunil = start_here(tmp_path / "sunil", Shelf(), "Sunil Vaswani", Clock())
    read_badge(row, planning.page.acts, sunil.people.write_file(tmp_path), row._give_badge)
    planning.pages.settle()
    sheet = planning.pages.window.findChild(BadgeWordsSheet)
    assert sheet is not None
    QTest.keyClicks(sheet.field, "six words that are not his")
    planning.pages.click(sheet.add_button)
    assert "Listen again" in sheet.answer.text()
    assert planning.plan().members[-1].key == ""
    sheet.field.setText(sunil.people.words(sunil.identity.key_id))
    planning.pages.click(sheet.add_button)
    assert planning.plan().members[-1].key == sunil.identity.key_id
    assert row.badge.text() == "Badge confirmed"
    assert row.part.isEnabled()
    sunil.close()


def test_a_person_is_added_from_a_badge(planning: Planning, tmp_path: Path) -> None:
    sunil = start_here(tmp_path / "sunil", Shelf(), "Sunil Vaswani", Clock())
    planning.desk.people.add(sunil.people.mine, typed_words=sunil.people.words(sunil.identity.key_id))
    part: TeamPart = planning.part("team")
    read_badge(part, planning.page.acts, sunil.people.write_file(tmp_path), part._add_badge)
    planning.pages.settle()
    planning.pages.settle()
    assert planning.plan().members[-1].name == "Sunil Vaswani"
    sunil.close()


def test_the_lead_cannot_take_themselves_out(planning: Planning) -> None:
    rows = planning.part("team").rows()
    assert [row.remove.isVisible() for row in rows] == [False, True, True, True]


def activity_form(planning: Planning) -> ActivityForm:
    part = planning.part("day")
    assert isinstance(part, DayPart)
    return part.form


def test_an_activity_is_planned_from_top_to_bottom(planning: Planning) -> None:
    part: DayPart = planning.part("day")
    planning.pages.click(part.add_button)
    form = part.form
    assert planning.pages.window.focusWidget() is form.title
    planning.pages.type("Learning walk")
    planning.pages.press(Qt.Key.Key_Tab)
    planning.type_into(form.begins, "9.05")
    planning.type_into(form.ends, "950")
    planning.type_into(form.place, "Y5")
    ticks: list[KeptTicks] = [form.who, form.questions]
    for tick in ticks:
        tick.findChildren(QCheckBox)[0].setFocus()
        planning.pages.press(Qt.Key.Key_Space)
    form.kind.setFocus()
    planning.pages.press(Qt.Key.Key_Down)
    plan = planning.plan()
    activity = next(one for one in plan.activities if one.title == "Learning walk")
    assert activity.time == ("2027-03-09T09:05", "2027-03-09T09:50")
    assert (activity.place, activity.kind, activity.source) == ("Y5", "conversation", "talk")
    assert activity.who == (plan.members[0].record_id,)
    assert activity.questions == (plan.questions[0].record_id,)
    assert part.model.rows()[0].record_id == activity.record_id  # in order of time
    assert form.activity == activity


def test_what_is_no_time_is_not_kept(planning: Planning) -> None:
    form = activity_form(planning)
    planning.type_into(form.begins, "after break")
    assert form.begins.text() == "after break"
    assert planning.plan().activities[0].time == ()
    planning.type_into(form.begins, "")
    assert planning.plan().activities[0].time == ()


def test_an_activity_is_taken_out_and_comes_back(planning: Planning) -> None:
    form = activity_form(planning)
    planning.pages.click(form.remove)
    assert planning.plan().activities == []
    planning.desk.keeping.undo()
    assert len(planning.plan().activities) == 1


def test_a_reviewer_reads_the_plan_and_writes_nothing(
    tmp_path: Path, qtbot: QtBot, theme: Theme, jobs: JobRunner
) -> None:
    shelf = Shelf()
    lead = start_here(tmp_path / "lead", shelf, "Anita", Clock())
    tom = start_here(tmp_path / "tom", shelf, "Tom", Clock())
    scope, _ = lead.plan.begin(school_name="Wrenholt", days=("2027-03-09",))
    lead.people.add(tom.people.mine, typed_words=tom.people.words(tom.identity.key_id))
    lead.plan.add_member(scope, "Tom", "reviewer", key=tom.identity.key_id)
    lead.plan.add(scope, "question", text="To what extent…?")
    lead.packages.give(scope, "briefing", tmp_path / "Briefing.peerdesk")
    seen = tom.packages.preview(tmp_path / "Briefing.peerdesk")
    tom.packages.merge(seen, typed_words=tom.people.words(lead.identity.key_id))
    page = PlanPage(tom, jobs, theme)
    page.show_review(scope)
    pages = show_alone(qtbot, theme, jobs, page)
    assert "Tell Anita" in page.read_only.text()
    assert page.read_only.isVisible()
    for name in page.parts:
        page.show_part(name)
        lines = [line for line in page.parts[name].findChildren(KeptLine) if line.isVisible()]
        assert all(line.isReadOnly() for line in lines)
        assert not any(button.isVisible() for button in (page.parts["questions"].add_button,))  # type: ignore[attr-defined]
    pages.settle()
    lead.close()
    tom.close()


def test_another_review_leaves_nothing_of_the_one_before(planning: Planning) -> None:
    line = planning.part("school").lines["partnership"]
    line.setText("typed and not kept")
    other, _ = planning.desk.plan.begin(school_name="Fenwick", days=())
    planning.page.show_review(other)
    planning.pages.settle()
    assert planning.part("school").school.line.text() == "Fenwick"
    assert line.text() == ""
    assert [row.record.name for row in planning.part("team").rows()] == ["Anita"]


def test_without_a_review_it_says_where_to_begin(tmp_path: Path, qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
    desk = start_here(tmp_path, Shelf(), "Anita", Clock())
    page = PlanPage(desk, jobs, theme)
    show_alone(qtbot, theme, jobs, page)
    assert page.empty.isVisible()
    desk.close()


@pytest.mark.parametrize("name", ["school", "questions", "team", "day", "last"])
@pytest.mark.parametrize("choice", [Choice("light", contrast=False), Choice("dark", contrast=True, scale=2.0)])
def test_every_part_has_names_and_room(planning: Planning, theme: Theme, name: str, choice: Choice) -> None:
    planning.desk.plan.add(planning.scope, "action", text="Time for leaders")
    planning.page.refresh()
    planning.pages.settle()
    theme.choose(choice)
    planning.part(name)
    assert find_faults(planning.page) == []
    hint = planning.pages.window.minimumSizeHint()
    assert (hint.width() <= 1280, hint.height() <= 720) == (True, True)
