"""A visit is planned from an empty desk by keyboard alone, and its timetable is seen by whoever gets the briefing."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.app import Program
from peerdesk.desk.desk import start_here
from peerdesk.desk.plan import ReviewPlan
from peerdesk.paths import resources
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.new_review import NewReviewSheet
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.plan_day import DayPart
from peerdesk.ui.pages.plan_part import RowsPart
from peerdesk.ui.pages.share import SharePage
from peerdesk.ui.pages.welcome import WelcomePage
from peerdesk.ui.theme import Choice, Theme
from tests.people import Shelf

EVENING = datetime(2027, 3, 8, 18, 30, tzinfo=UTC)
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key


@pytest.fixture(scope="module")
def only_theme(qapp: QApplication) -> Theme:
    return Theme(qapp, resources(), Choice("light", contrast=False))


class Hands:
    """Somebody who has a keyboard and no mouse. Counts what is pressed, but for typed words and for Tab."""

    def __init__(self, program: Program) -> None:
        self.program, self.acts = program, 0

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    def settle(self) -> None:
        for _ in range(4):
            assert self.window.jobs.wait_idle()
            QCoreApplication.sendPostedEvents(None, 0)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def page(self) -> QWidget | None:
        self.settle()
        return self.window.current_page()

    def plan_page(self) -> PlanPage:
        page = self.page()
        assert isinstance(page, PlanPage)
        return page

    def plan(self) -> ReviewPlan:
        plan = self.plan_page().plan
        assert plan is not None
        return plan

    def type(self, words: str) -> None:
        focused = self.window.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, words)

    def press(self, key: Key, with_: Qt.KeyboardModifier = NONE) -> None:
        self.acts += key != Key.Key_Tab
        self.window.activateWindow()
        QTest.keyClick(self.window.focusWidget() or self.window, key, with_)
        self.settle()

    def tab_to(self, wanted: QWidget) -> None:
        """Press Tab until the focus is on a widget, or inside it."""
        for _ in range(250):
            focused = self.window.focusWidget()
            if focused is wanted or (focused is not None and wanted.isAncestorOf(focused)):
                return
            QTest.keyClick(focused or self.window, Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {wanted.accessibleName() or wanted}")

    def show_part(self, name: str) -> None:
        """Go to the tabs of the plan, and along them to one."""
        page = self.plan_page()
        self.tab_to(page.tabs)
        for _ in page.parts:
            if page.tabs.value() == name:
                return
            self.press(Key.Key_Right)
        assert page.tabs.value() == name


@pytest.fixture
def start(only_theme: Theme, qtbot: QtBot) -> Iterator[Callable[[Path], Hands]]:
    running: list[Program] = []

    def begin(folder: Path) -> Hands:
        program = Program(only_theme, folder, Shelf(), lambda: EVENING)
        running.append(program)
        program.start()
        hands = Hands(program)
        hands.settle()
        return hands

    yield begin
    for program in running:
        program.close()


def test_a_lead_plans_a_visit_of_two_days_from_an_empty_desk_by_keyboard_alone(
    start: Callable[[Path], Hands], tmp_path: Path
) -> None:
    anita = start(tmp_path / "anita")
    welcome = anita.page()
    assert isinstance(welcome, WelcomePage)
    anita.tab_to(welcome.name)
    anita.type("Anita Shah")
    anita.tab_to(welcome.plan_button)
    anita.press(Key.Key_Return)
    sheet = anita.window.findChild(NewReviewSheet)
    assert sheet is not None
    anita.type("Wrenholt Primary School")
    anita.tab_to(sheet.days)
    anita.type("9 and 10 March 2027")
    anita.tab_to(sheet.begin)
    anita.press(Key.Key_Return)
    assert anita.plan().review.days == ("2027-03-09", "2027-03-10")

    ask_a_question(anita)
    bring_tom(anita)
    plan_the_days(anita)

    plan = anita.plan()
    assert [one.text for one in plan.questions] == ["To what extent does planned talk help pupils to write?"]
    assert [(one.name, one.role, one.school, one.training) for one in plan.members] == [
        ("Anita Shah", "lead", "", ""),
        ("Tom", "reviewer", "Quillbrook", "January 2026"),
    ]
    assert {one.time[0][:10] for one in plan.activities} == {"2027-03-09", "2027-03-10"}
    assert "wrenholt" in anita.window.windowTitle().casefold()


def ask_a_question(lead: Hands) -> None:
    lead.show_part("questions")
    part = lead.plan_page().parts["questions"]
    assert isinstance(part, RowsPart)
    lead.tab_to(part.add_button)
    lead.press(Key.Key_Return)
    lead.type("To what extent does planned talk help pupils to write?")
    lead.press(Key.Key_Tab)


def bring_tom(lead: Hands) -> None:
    lead.show_part("team")
    part = lead.plan_page().parts["team"]
    assert isinstance(part, RowsPart)
    lead.tab_to(part.add_button)
    lead.press(Key.Key_Return)
    for words in ("Tom", "", "Quillbrook", "January 2026"):
        lead.type(words)
        lead.press(Key.Key_Tab)


def plan_the_days(lead: Hands) -> None:
    lead.show_part("day")
    part = lead.plan_page().parts["day"]
    assert isinstance(part, DayPart)
    lead.tab_to(part.begin_button)
    lead.press(Key.Key_Return)
    before = {one.record_id: one for one in lead.plan().activities}
    assert len(before) > 10
    lead.tab_to(part.grid.grid)
    block = part.grid.grid.current()
    assert block is not None
    first = block.slot.activity
    lead.press(Key.Key_Down)
    lead.press(Key.Key_Right, CTRL)  # from nobody yet to the first of the team
    now = next(one for one in lead.plan().activities if one.record_id == first)
    assert now.time[0] > before[first].time[0]
    assert len(now.who) == 1
    lead.press(Key.Key_Return)
    assert part.form.isVisible()
    assert lead.window.focusWidget() is part.form.title
    lead.press(Key.Key_Escape)
    assert part.grid.isVisible()
    lead.press(Key.Key_Z, CTRL)
    assert next(one for one in lead.plan().activities if one.record_id == first).who == ()


def test_a_reviewer_is_at_tomorrow_s_timetable_within_four_acts_of_the_first_start(
    start: Callable[[Path], Hands], tmp_path: Path
) -> None:
    lead = start_here(tmp_path / "lead", Shelf(), "Anita", lambda: EVENING)
    scope, _ = lead.plan.begin(school_name="Wrenholt Primary School", days=("2027-03-01", "2027-03-09"))
    for on in ("2027-03-01", "2027-03-09"):
        lead.plan.add(scope, "activity", title=f"Walk of {on}", time=(f"{on}T09:05", f"{on}T09:50"))
    lead.packages.give(scope, "briefing", tmp_path / "Briefing.peerdesk")
    tom = start(tmp_path / "tom")
    welcome = tom.page()
    assert isinstance(welcome, WelcomePage)
    welcome.name.setFocus()
    tom.type("Tom")
    tom.press(Key.Key_Return)  # the keys go to "Open what I was sent"
    tom.acts += 2  # it is pressed, and a file is chosen: the system's own window
    welcome._on_file_chosen(tmp_path / "Briefing.peerdesk")
    share = tom.page()
    assert isinstance(share, SharePage)
    QTest.keyClicks(share.ui.contents.words, lead.people.words(lead.identity.key_id))
    tom.press(Key.Key_Return, CTRL)
    page = tom.plan_page()
    assert page.tabs.value() == "day"
    day = page.parts["day"]
    assert isinstance(day, DayPart)
    assert day.grid.grid.isVisible()
    assert day.grid.day() == "2027-03-09"
    current = day.grid.grid.current()
    assert current is not None
    assert current.slot.title == "Walk of 2027-03-09"
    assert current.visibleRegion().boundingRect().height() > 0
    assert tom.acts <= 4
    lead.close()
