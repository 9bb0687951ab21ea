"""The laptop is handed to the head and comes back, locked at once; or her sheet comes back as a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peerdesk.desk.report_files import ReportFiles
from peerdesk.paths import resources
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.locked import LockedPage
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.reply.answer_sheet import AnswerSheet
from peerdesk.ui.reply.own_page import OwnPage
from peerdesk.ui.theme import Theme
from tests.test_short_day import Laptop, begin_the_review
from tests.ui.pages.test_answering import drop


@pytest.fixture
def anita(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[Laptop]:
    laptop = Laptop(theme, tmp_path / "anita")
    yield laptop
    laptop.program.close()


def test_who_gets_the_laptop_back_finds_it_locked(anita: Laptop, qtbot: QtBot) -> None:
    begin_the_review(anita)
    day = anita.window
    scope, desk = anita.review.scope, anita.desk
    question, _ = desk.plan.add(scope, "question", text="Who talks?")
    desk.findings.add(scope, question=question, title="Talk comes first")
    page = anita.go(7, ReportPage)
    page.refresh()
    anita.settle()
    anita.click("Let her answer here")
    own = anita.sheet(OwnPage)
    own.form.findings[0].says.boxes["leave out"].click()
    own.form.findings[0].words.setPlainText("Please do.")
    QTest.keyClick(own, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: isinstance(_page(anita), LockedPage), timeout=10_000)
    qtbot.waitUntil(lambda: desk.is_locked, timeout=10_000)
    assert not day.isVisible()
    locked = _page(anita)
    assert isinstance(locked, LockedPage)
    locked.open_requested.emit()
    qtbot.waitUntil(day.isVisible, timeout=10_000)
    anita.settle()
    own = anita.sheet(OwnPage)
    assert not own.form.isVisible()
    QTest.mouseClick(own.back, Qt.MouseButton.LeftButton)
    anita.settle()
    sheet = anita.sheet(AnswerSheet)
    assert sheet.form.findings[0].says.value() == "leave out"
    QTest.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    anita.settle()
    (word,) = anita.desk.replies.words(scope)
    assert word.words == "Please do."


def test_a_sheet_that_is_dropped_on_home_is_looked_at_on_the_report(anita: Laptop, tmp_path: Path) -> None:
    begin_the_review(anita)
    scope, desk = anita.review.scope, anita.desk
    question, _ = desk.plan.add(scope, "question", text="Who talks?")
    desk.findings.add(scope, question=question, title="Talk comes first")
    sheet = ReportFiles(desk.reports, resources() / "fonts").write_reply_sheet(scope, tmp_path / "sheet.docx")
    home = anita.go(1, HomePage)
    drop(home, sheet)
    anita.settle()
    assert anita.sheet(AnswerSheet).form.findings[0].title.text() == "1. Talk comes first"
    anita.page(ReportPage)


def _page(laptop: Laptop) -> object:
    window = laptop.program.window
    return window.current_page() if isinstance(window, MainWindow) else None
