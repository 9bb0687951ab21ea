"""Where a role is one person: text for others is offered another wording, and changed only when somebody asks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.pages.table import TablePage
from peerdesk.ui.report.section_sheet import SectionSheet
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.another_way import AnotherWay
from tests.ui.accessibility import find_faults
from tests.ui.pages.alone import show_alone
from tests.ui.pages.review_desk import FONTS, KeptDay, Pages, ReviewDesk, keep_day


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> KeptDay:
    return keep_day(tmp_path_factory.mktemp("kept") / "anita")


@pytest.fixture
def day(kept: KeptDay, tmp_path: Path, jobs: JobRunner) -> Iterator[ReviewDesk]:
    day = kept.copy(tmp_path / "anita")
    make_small(day.desk, day.scope)
    yield day
    jobs.wait_idle()
    day.desk.close()


def make_small(desk: Desk, scope: str, **said: object) -> None:
    plan = desk.plan.look(scope)
    assert plan is not None
    desk.plan.change(plan.review, **(said or {"one_class": True, "one_person": ("SENCO", "subject leaders")}))


def write_opening(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk, text: str
) -> tuple[Pages, SectionSheet]:
    """Open the report, and type into its opening."""
    page = ReportPage(day.desk, jobs, theme, FONTS)
    page.show_review(day.scope)
    pages = show_alone(qtbot, theme, jobs, page)
    page.show_part(next(at for at, part in enumerate(page.parts()) if part.key == "opening"))
    sheet = page._words.currentWidget()
    assert isinstance(sheet, SectionSheet)
    pages.type(text)
    return pages, sheet


def wait_for(qtbot: QtBot, line: AnotherWay, words: str) -> None:
    qtbot.waitUntil(lambda: words in line.text.text(), timeout=20_000)


def test_it_is_said_another_way_when_somebody_asks(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk
) -> None:
    pages, sheet = write_opening(qtbot, theme, jobs, day, "The SENCO and the history leader met us.")
    line = sheet.another_way
    wait_for(qtbot, line, "“The SENCO”: One person holds this role here. Perhaps “Leaders”?")
    assert find_faults(line) == []
    assert sheet.text.shown() == "The SENCO and the history leader met us."  # nothing changes by itself
    pages.click(line.buttons[0])
    assert sheet.text.shown() == "Leaders and the history leader met us."
    assert QApplication.focusWidget() is sheet.text
    wait_for(qtbot, line, "“the history leader”")
    line.buttons[0].setFocus()
    pages.press(Qt.Key.Key_Return)
    assert sheet.text.shown() == "Leaders and one leader met us."
    assert not line.isVisible()
    QTest.keyClick(sheet.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sheet.text.shown() == "Leaders and the history leader met us."
    sheet.text.clearFocus()
    pages.settle()
    (section,) = day.desk.reports.sections(day.scope)
    assert section.text == "Leaders and the history leader met us."


def test_what_is_left_stays_left_at_this_place(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> None:
    pages, sheet = write_opening(qtbot, theme, jobs, day, "The SENCO met us.")
    wait_for(qtbot, sheet.another_way, "“The SENCO”")
    pages.click(sheet.another_way.buttons[1])
    assert not sheet.another_way.isVisible()
    pages.type(" And the SENCO showed us books.")
    sheet.another_way.look_again()
    assert not sheet.another_way.isVisible()
    pages.type(" So did the history leader.")
    sheet.another_way.look_again()
    assert "“the history leader”" in sheet.another_way.text.text()
    day.desk.waving.marks = frozenset()
    assert len(day.desk.waving.look()) == 1  # it is on disk


def test_a_large_school_hears_nothing(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> None:
    make_small(day.desk, day.scope, one_class=False, one_person=())
    _, sheet = write_opening(qtbot, theme, jobs, day, "The SENCO met us in the Y4 lesson.")
    sheet.another_way.look_again()
    assert not sheet.another_way.isVisible()


def test_a_finding_is_offered_another_way_at_the_table(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk
) -> None:
    text = f"In the Y4 lesson, talk was short [[{day.notes[2]}]]."
    day.desk.findings.add(day.scope, question=day.questions[0], kind="think_about", title="Talk", text=text)
    page = TablePage(day.desk, jobs, theme)
    page.show_review(day.scope)
    pages = show_alone(qtbot, theme, jobs, page)
    page.show_question(1)
    pages.settle()
    (card,) = page.findings.cards()
    assert "“the Y4 lesson”: Each year has one class here" in card.another_way.text.text()
    pages.click(card.another_way.buttons[0])
    assert card.text.shown() == "In one lesson in lower key stage 2, talk was short [1]."
    card.text.clearFocus()
    pages.settle()
    (finding,) = day.desk.findings.all(day.scope)
    assert finding.text == f"In one lesson in lower key stage 2, talk was short [[{day.notes[2]}]]."
    assert not card.another_way.isVisible()
