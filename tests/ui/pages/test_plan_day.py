"""The day, the team's rules and what goes out, as the lead has them on the plan."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import start_here
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.review import Activity
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.plan_day import DayPart
from peerdesk.ui.pages.plan_out import OutPart
from peerdesk.ui.pages.plan_team import TeamPart
from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.widgets.day_block import DayBlock
from tests.people import Clock, Shelf
from tests.ui.accessibility import find_faults
from tests.ui.pages.alone import show_alone
from tests.ui.plain_words import jargon_in

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DAY, NEXT = "2027-03-09", "2027-03-10"
UNSAID = ("merge", "preview", "package", "roster", "digest", "conflict", "invalid", "failed")


class Lead:
    """Anita at the plan of two days, with Tom and Marek."""

    def __init__(self, folder: Path, qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
        self.desk = start_here(folder / "anita", Shelf(), "Anita", Clock())
        self.scope, _ = self.desk.plan.begin(school_name="Wrenholt", days=(DAY, NEXT), lead_school="Thistlecombe")
        self.desk.plan.add_member(self.scope, "Tom", "reviewer", school="Quillbrook")
        self.desk.plan.add_member(self.scope, "Marek", "shadow", school="Wrenholt")
        self.anita, self.tom, self.marek = (one.record_id for one in self.plan().members)
        self.walk = self.add("Walk", "09:05", "09:50", self.anita)
        self.group = self.add("Pupils", "10:45", "11:15", self.tom, self.marek, kind="conversation", voice="pupils")
        self.later = self.add("Feedback", "14:00", "14:45", self.anita, day=NEXT, kind="meeting")
        self.page = PlanPage(self.desk, jobs, theme)
        self.page.show_review(self.scope)
        self.pages = show_alone(qtbot, theme, jobs, self.page)

    def add(self, title: str, begins: str, ends: str, *who: str, day: str = DAY, **said: Any) -> str:
        time = (f"{day}T{begins}", f"{day}T{ends}")
        return self.desk.plan.add(self.scope, "activity", title=title, time=time, who=who, **said)[0]

    def plan(self) -> ReviewPlan:
        plan = self.desk.plan.look(self.scope)
        assert plan is not None
        return plan

    def activity(self, activity: str) -> Activity:
        return next(one for one in self.plan().activities if one.record_id == activity)

    def part(self, name: str) -> Any:
        self.page.show_part(name)
        self.pages.settle()
        return self.page.parts[name]

    def day(self) -> DayPart:
        part = self.part("day")
        assert isinstance(part, DayPart)
        return part

    def block(self, activity: str, person: str) -> DayBlock:
        self.pages.settle()
        return next(one for one in self.day().grid.grid.blocks() if one.slot.key == (activity, person))


@pytest.fixture
def lead(tmp_path: Path, qtbot: QtBot, theme: Theme, jobs: JobRunner) -> Iterator[Lead]:
    lead = Lead(tmp_path, qtbot, theme, jobs)
    yield lead
    jobs.wait_idle()
    lead.desk.close()


def test_a_day_is_a_grid_of_people_and_the_next_day_is_a_tab_where_there_is_no_room(lead: Lead) -> None:
    lead.pages.window.resize(1005, 614)
    part = lead.day()
    assert part.views.value() == "grid"
    assert part.grid.day() == DAY
    assert [name for _, name in part.grid.grid.sheet.people] == ["Anita", "Tom", "Marek (in training)"]
    assert {one.slot.key for one in part.grid.grid.blocks()} == {
        (lead.walk, lead.anita),
        (lead.group, lead.tom),
        (lead.group, lead.marek),
    }
    assert lead.block(lead.group, lead.tom).accessibleName() == "Pupils, 10:45 to 11:15, Tom and Marek (in training)"
    part.list.choose([lead.later])
    assert part.grid.day() == NEXT
    assert [one.slot.activity for one in part.grid.grid.blocks()] == [lead.later]


def test_days_stand_side_by_side_where_there_is_room(lead: Lead) -> None:
    part = lead.day()
    tabs = part.grid.tabs
    assert tabs is not None
    assert not tabs.isVisible()
    assert [said for _, said in part.grid.grid.sheet.days] == ["Tuesday 9 March", "Wednesday 10 March"]
    assert {one.slot.activity for one in part.grid.grid.blocks()} == {lead.walk, lead.group, lead.later}
    said = lead.block(lead.group, lead.tom).accessibleName()
    assert said == "Pupils, Tuesday 9 March, 10:45 to 11:15, Tom and Marek (in training)"
    drag(lead, lead.block(lead.walk, lead.anita), QPoint(3 * part.grid.grid.sheet.column, 30))
    assert lead.activity(lead.walk).time == (f"{NEXT}T09:20", f"{NEXT}T10:05")
    assert lead.activity(lead.walk).who == (lead.anita,)
    lead.block(lead.later, lead.anita).setFocus()
    part.grid.grid.choose(lead.later)
    lead.pages.press(Key.Key_N)
    fresh = next(one for one in lead.plan().activities if not one.title)
    assert fresh.time[0] == f"{NEXT}T14:45"
    lead.pages.press(Key.Key_Escape)
    lead.pages.window.resize(1005, 614)
    lead.pages.settle()
    assert tabs.isVisible()
    assert part.grid.day() == NEXT
    assert {one.slot.activity for one in part.grid.grid.blocks()} == {lead.walk, lead.later, fresh.record_id}


def test_a_day_may_be_half_a_day(lead: Lead) -> None:
    for one in lead.plan().activities:
        lead.desk.plan.delete(one)
    lead.page.refresh()
    part = lead.day()
    lead.pages.settle()
    choice = part.begin_box.choice_of(NEXT)
    assert choice.accessibleName() == "Wednesday 10 March"
    choice.setFocus()
    lead.pages.press(Key.Key_Down)
    assert choice.currentText() == "the morning"
    lead.page.refresh()
    lead.pages.settle()
    assert part.begin_box.halves() == {NEXT: "morning"}
    lead.pages.click(part.begin_button)
    second = [one.time for one in lead.plan().activities if one.time[0].startswith(NEXT)]
    assert second
    assert max(ends for _, ends in second) < f"{NEXT}T14:00"


def test_keys_change_the_plan_and_undo_takes_each_back(lead: Lead) -> None:
    lead.block(lead.walk, lead.anita).setFocus()
    lead.pages.press(Key.Key_Down, (Key.Key_Down, SHIFT))
    assert lead.activity(lead.walk).time == (f"{DAY}T09:10", f"{DAY}T10:00")
    lead.pages.press((Key.Key_Right, CTRL))
    assert lead.activity(lead.walk).who == (lead.tom,)
    assert QApplication.focusWidget() is lead.block(lead.walk, lead.tom)
    for who, begins in (((lead.anita,), "09:10"), ((lead.anita,), "09:10"), ((lead.anita,), "09:05")):
        lead.desk.keeping.undo()
        assert (lead.activity(lead.walk).who, lead.activity(lead.walk).time[0][11:]) == (who, begins)


@pytest.mark.parametrize("wide", [1600, 1005])
def test_keys_put_an_activity_on_another_day_beside_or_behind_a_tab(lead: Lead, wide: int) -> None:
    lead.pages.window.resize(wide, 614)
    part = lead.day()
    grid = part.grid
    part.list.choose([lead.group])
    lead.block(lead.group, lead.tom).setFocus()
    assert grid.tabs is not None
    assert grid.tabs.isVisible() == (wide == 1005)
    lead.pages.press((Key.Key_Left, CTRL | SHIFT))  # there is no day before
    assert lead.activity(lead.group).time[0] == f"{DAY}T10:45"
    lead.pages.press((Key.Key_Right, CTRL | SHIFT), Key.Key_Down)
    lead.pages.settle()
    assert lead.activity(lead.group).time == (f"{NEXT}T10:50", f"{NEXT}T11:20")
    assert lead.activity(lead.group).who == (lead.tom, lead.marek)
    assert grid.day() == NEXT
    assert QApplication.focusWidget() is lead.block(lead.group, lead.tom)
    lead.pages.press((Key.Key_Right, CTRL | SHIFT), (Key.Key_Left, CTRL | SHIFT))
    assert lead.activity(lead.group).time[0] == f"{DAY}T10:50"
    lead.desk.keeping.undo()
    assert lead.activity(lead.group).time[0] == f"{NEXT}T10:50"
    assert "with Shift the day" in grid.grid.accessibleDescription()


def test_keys_that_come_faster_than_the_disk_are_all_kept(lead: Lead) -> None:
    lead.block(lead.walk, lead.anita).setFocus()
    for _ in range(6):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Key.Key_Down)
    lead.pages.settle()
    assert lead.activity(lead.walk).time == (f"{DAY}T09:35", f"{DAY}T10:20")
    assert lead.activity(lead.walk).two_versions == ()


def test_one_of_two_hands_their_part_to_another(lead: Lead) -> None:
    lead.desk.plan.change(lead.activity(lead.group), scribe=lead.marek)
    lead.page.refresh()
    lead.block(lead.group, lead.tom).setFocus()
    lead.day().grid.grid.choose(lead.group)
    lead.pages.press((Key.Key_Left, CTRL))
    assert (lead.activity(lead.group).who, lead.activity(lead.group).scribe) == (
        (lead.anita, lead.marek),
        lead.marek,
    )


def drag(lead: Lead, block: DayBlock, by: QPoint) -> None:
    start = QPoint(20, 30)
    QTest.mousePress(block, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    at = block.mapToGlobal(start) + by
    QTest.mouseMove(block, block.mapFromGlobal(at))
    QTest.mouseRelease(block, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, block.mapFromGlobal(at))
    lead.pages.settle()


def test_a_block_is_dragged_to_another_person(lead: Lead) -> None:
    drag(lead, lead.block(lead.walk, lead.anita), QPoint(lead.day().grid.grid.sheet.column, 30))
    assert lead.activity(lead.walk).who == (lead.tom,)
    assert lead.activity(lead.walk).time == (f"{DAY}T09:20", f"{DAY}T10:05")


def test_enter_opens_the_activity_esc_leads_back_n_adds_and_del_takes_out(lead: Lead) -> None:
    part = lead.day()
    lead.block(lead.walk, lead.anita).setFocus()
    lead.pages.press(Key.Key_Return)
    assert QApplication.focusWidget() is part.form.title
    assert part.form.activity is not None
    assert part.form.activity.record_id == lead.walk
    lead.pages.press(Key.Key_Escape)
    assert QApplication.focusWidget() is lead.block(lead.walk, lead.anita)
    lead.pages.press(Key.Key_N)
    fresh = next(one for one in lead.plan().activities if not one.title)
    assert (fresh.time, fresh.who) == ((f"{DAY}T09:50", f"{DAY}T10:20"), (lead.anita,))
    assert QApplication.focusWidget() is part.form.title
    lead.pages.press(Key.Key_Escape)
    lead.block(fresh.record_id, lead.anita).setFocus()
    lead.pages.press(Key.Key_Delete)
    assert len(lead.plan().activities) == 3
    assert "What was noted in it stays" in lead.pages.said[-1]


def test_the_framework_s_day_comes_at_one_press_and_goes_at_one_undo(lead: Lead) -> None:
    for one in lead.plan().activities:
        lead.desk.plan.delete(one)
    lead.page.refresh()
    part = lead.day()
    lead.pages.click(part.begin_button)
    assert len(lead.plan().activities) > 10
    assert part.views.value() == "grid"
    assert not part.begin_button.isVisible()
    assert any("Nobody goes yet" in one for one in part.to_look_at.sentences())
    part.begin()
    assert "already" in lead.pages.said[-1]
    lead.desk.keeping.undo()
    assert lead.plan().activities == []


def test_what_clashes_is_said_beside_the_day(lead: Lead) -> None:
    part = lead.day()
    assert part.to_look_at.sentences() == ("Nobody is named who writes in “Pupils”.",)
    lead.desk.plan.change(lead.activity(lead.group), scribe=lead.marek)
    lead.page.refresh()
    lead.pages.settle()
    assert part.to_look_at.sentences() == ()
    assert not part.to_look_at.isVisible()


def test_a_guide_of_the_framework_and_a_link_are_kept(lead: Lead) -> None:
    part = lead.day()
    part.list.choose([lead.group])
    part.show_view("form")
    part.form.guide.setFocus()
    QTest.keyClick(part.form.guide, Key.Key_Down)
    part.form.link.setFocus()
    lead.pages.type("https://meet.example/1")
    part.form.link.clearFocus()
    lead.pages.settle()
    kept = lead.activity(lead.group)
    assert kept.guide in [one.guide_id for one in lead.desk.days.framework(lead.plan()).guides]
    assert kept.link == "https://meet.example/1"


def test_rules_of_the_partnership_are_a_sentence_and_a_place_for_a_reason(lead: Lead) -> None:
    team: TeamPart = lead.part("team")
    lines = team.rules.lines()
    assert list(lines) == ["not-ones-own-school", "lead-trained", "reviewers-trained"]
    assert "Marek" in lines["not-ones-own-school"].accessibleDescription()
    for rule, why in (("lead-trained", "she leads with Tom"), ("not-ones-own-school", "only on the second day")):
        lines[rule].setFocus()
        lead.pages.type(why)
    lines["not-ones-own-school"].clearFocus()
    lead.pages.settle()
    assert lead.plan().review.exceptions == (
        "lead-trained: she leads with Tom",
        "not-ones-own-school: only on the second day",
    )
    assert team.rules.lines()["lead-trained"].text() == "she leads with Tom"


def chosen(lead: Lead, path: Path) -> None:
    """Choose a file in the system's own window."""
    dialog = lead.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    lead.pages.settle()


def test_what_goes_out_is_written_where_the_lead_says(lead: Lead, tmp_path: Path) -> None:
    out: OutPart = lead.part("out")
    for button, name, begins in (
        (out.pack, "pack.pdf", b"%PDF"),
        (out.calendar, "all.ics", b"BEGIN:VCALENDAR"),
        (out.letter, "letter.pdf", b"%PDF"),
        (out.letter_word, "letter.docx", b"PK"),
        (out.note, "note.pdf", b"%PDF"),
        (out.note_word, "note.docx", b"PK"),
    ):
        out.ensureWidgetVisible(button)
        lead.pages.click(button)
        chosen(lead, tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begins)
        assert lead.pages.said[-1].startswith(name)
    out.whose.show_value(lead.anita)
    lead.pages.click(out.calendar)
    chosen(lead, tmp_path / "anita.ics")
    assert b"Walk" in (tmp_path / "anita.ics").read_bytes()
    assert b"Pupils" not in (tmp_path / "anita.ics").read_bytes()


def test_what_the_office_needs_is_kept_once_and_stands_in_the_letter(lead: Lead, tmp_path: Path) -> None:
    out: OutPart = lead.part("out")
    for name, words in (("arrival", "At the gate at 08:15"), ("cars", "AB27 XYZ")):
        out.fields[name].setFocus()
        lead.pages.type(words)
    out.fields["cars"].clearFocus()
    lead.pages.settle()
    letter = lead.plan().letter
    assert letter is not None
    assert (letter.arrival, letter.cars, letter.two_versions) == ("At the gate at 08:15", "AB27 XYZ", ())
    out.fields["cars"].setFocus()
    out.fields["cars"].selectAll()
    lead.pages.type("None: we come by train")
    out.fields["cars"].clearFocus()
    lead.pages.settle()
    lead.desk.papers.write(lead.plan(), "letter", tmp_path / "letter.docx")
    said = "\n".join(one.text for one in docx.Document(str(tmp_path / "letter.docx")).paragraphs)
    assert "At the gate at 08:15" in said
    assert "we come by train" in said
    assert "AB27" not in said


def test_the_palette_makes_the_pack_from_any_page_of_the_plan(lead: Lead, tmp_path: Path) -> None:
    lead.part("school")
    lead.pages.window.do("plan.pack")
    chosen(lead, tmp_path / "pack.pdf")
    assert (tmp_path / "pack.pdf").exists()


@pytest.mark.parametrize("view", ["grid", "form"])
@pytest.mark.parametrize("choice", [Choice("light", contrast=False), Choice("dark", contrast=True, scale=2.0)])
def test_day_team_and_out_have_names_and_room(lead: Lead, theme: Theme, choice: Choice, view: str) -> None:
    theme.choose(choice)
    for name in ("team", "out", "day"):
        lead.part(name)
        lead.day().show_view(view) if name == "day" else None
        assert find_faults(lead.page.parts[name]) == []
    lead.pages.window.resize(1005, 614)
    lead.pages.settle()
    for name in ("team", "out", "day"):
        assert lead.page.parts[name].minimumSizeHint().width() <= 1093 - 56 - 100


def test_no_word_of_ours_needs_explaining(lead: Lead) -> None:
    for name in ("team", "out", "day"):
        part = lead.part(name)
        said = [one.text() for kind in (QLabel, QAbstractButton) for one in part.findChildren(kind)]
        assert (
            jargon_in(" ".join(said), ("merge", "preview", "package", "roster", "digest", "conflict", "invalid")) == []
        )
