"""The school's logo on the plan, by hand and by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.plan_logo import LogoRow
from peerdesk.ui.theme import Theme
from tests.ui.accessibility import find_faults
from tests.ui.pages.alone import show_alone
from tests.ui.pages.planning import Planning
from tests.ui.pages.review_desk import keep_day


@pytest.fixture
def planning(tmp_path: Path, qtbot: QtBot, theme: Theme, jobs: JobRunner) -> Iterator[Planning]:
    day = keep_day(tmp_path / "anita").copy(tmp_path / "copy")
    page = PlanPage(day.desk, jobs, theme)
    page.show_review(day.scope)
    planning = Planning(day.desk, day.scope, show_alone(qtbot, theme, jobs, page))
    yield planning
    jobs.wait_idle()
    planning.close()


def choose(planning: Planning, path: Path) -> LogoRow:
    row: LogoRow = planning.part("school").logo
    row.choose.setFocus()
    QTest.keyClick(row.choose, Qt.Key.Key_Space)
    dialog = row.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    planning.pages.settle()
    return row


def test_a_logo_is_chosen_seen_and_taken_off_again(planning: Planning, tmp_path: Path) -> None:
    path = tmp_path / "crest.png"
    Image.new("RGB", (400, 100), (20, 90, 60)).save(path)
    row = choose(planning, path)
    assert planning.plan().review.logo
    assert row.picture.isVisible()
    assert row.picture.accessibleName() == f"Logo of {planning.plan().review.school_name}"
    shown = row.picture.pixmap().size()
    assert shown.width() == 4 * shown.height()
    assert find_faults(planning.page) == []
    row.take_off.click()
    planning.pages.settle()
    assert planning.plan().review.logo == ""
    assert not row.picture.isVisible()
    assert not row.take_off.isVisible()


def test_what_is_no_logo_is_said_with_a_way_on(planning: Planning, tmp_path: Path) -> None:
    path = tmp_path / "crest.svg"
    path.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    row = choose(planning, path)
    (sheet,) = planning.pages.window.findChildren(FailureSheet)
    assert "crest.svg" in sheet.message.text()
    sheet.reject()
    assert planning.plan().review.logo == ""
    assert not row.picture.isVisible()
