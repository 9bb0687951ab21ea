"""Out of the door: the page for the head in three acts, the stick that takes nothing, and what is ticked as sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from peerdesk.desk.outbox import NoRoomThereError, Outbox
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.outbox import DueCard, OutboxPage
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.report.where import InsteadSheet, WhereSheet
from peerdesk.ui.theme import Choice, Theme
from tests.ui.accessibility import find_faults
from tests.ui.pages.review_desk import FONTS, TODAY, Pages, ReviewDesk, make_review, show_in_window


@pytest.fixture
def report(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> Pages:
    page = ReportPage(day.desk, jobs, theme, FONTS)
    page.show_review(day.scope)
    return show_in_window(qtbot, theme, jobs, page)


@pytest.fixture
def sending(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk, tmp_path: Path) -> Pages:
    page = OutboxPage(day.desk, jobs, theme, FONTS, tmp_path / "To send")
    return show_in_window(qtbot, theme, jobs, page)


def page_of(pages: Pages) -> OutboxPage:
    assert isinstance(pages.page, OutboxPage)
    return pages.page


def card(pages: Pages, item: str) -> DueCard:
    return next(one for one in page_of(pages).cards if one.due.sending.item == item)


def where(report: Pages) -> WhereSheet:
    sheet = report.window.findChild(WhereSheet)
    assert sheet is not None
    return sheet


def test_the_page_for_the_head_is_in_the_outbox_in_three_acts(report: Pages, day: ReviewDesk) -> None:
    assert isinstance(report.page, ReportPage)
    acts = 1  # to go to Report
    report.click(report.page.out.page)
    acts += 1
    report.click(where(report).keep)
    acts += 1
    (waiting,) = Outbox(day.desk, FONTS).waiting()
    assert waiting.files[0].read_bytes().startswith(b"%PDF")
    assert report.page.out.made.text() == "The page for the head is in Wrenholt Primary School."
    assert acts <= 3


def test_the_page_for_the_head_is_on_the_stick_in_three_acts(
    report: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "BLUE STICK"
    stick.mkdir()
    monkeypatch.setattr("peerdesk.ui.report.leaving.sticks", lambda: [stick])
    assert isinstance(report.page, ReportPage)
    report.click(report.page.out.page)
    sheet = where(report)
    assert find_faults(sheet) == []
    (on_it,) = sheet.sticks
    assert on_it.text() == "On the stick “BLUE STICK”"
    report.click(on_it)
    assert [path.name for path in stick.iterdir()] == ["Wrenholt Primary School - The page for the head.pdf"]


def test_what_the_stick_does_not_take_is_one_act_away_from_the_outbox(
    report: Pages, day: ReviewDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peerdesk.ui.report.leaving.sticks", lambda: [tmp_path / "pulled out"])
    assert isinstance(report.page, ReportPage)
    report.click(report.page.out.page)
    report.click(where(report).sticks[0])
    told = report.window.findChild(InsteadSheet)
    assert told is not None
    assert told.message.text() == "The stick or folder is not there any more."
    assert "outbox" in told.remedy.text()
    report.click(told.instead)
    (waiting,) = Outbox(day.desk, FONTS).waiting()
    assert waiting.sending.item == "page"


def test_sent_is_one_act_and_stays_after_a_restart(sending: Pages, day: ReviewDesk, tmp_path: Path) -> None:
    assert card(sending, "page").when.text() == "to the head · today"
    assert card(sending, "report").when.text() == "to the head · by Tuesday 16 March"
    sending.click(card(sending, "page").make)
    assert card(sending, "page").here.text() == "Wrenholt Primary School - The page for the head.pdf"
    assert sending.said == ["It waits in the outbox."]
    sending.click(card(sending, "page").sent)
    assert card(sending, "page").when.text() == "to the head · sent Tuesday 9 March"
    again = Outbox(day.desk, FONTS, tmp_path / "To send")
    assert [one.sent_on for one in again.due(day.scope)][-1] == "2027-03-09"
    sending.click(card(sending, "page").sent)
    assert [one.sending.item for one in again.waiting()] == ["page"]


def test_the_partnership_s_is_made_under_share(sending: Pages) -> None:
    asked: list[str] = []
    sending.page.go_requested.disconnect()  # this window has no other page
    sending.page.go_requested.connect(asked.append)
    sending.click(card(sending, "partnership").make)
    assert asked == ["share"]


def test_an_outbox_that_cannot_be_written_is_said(sending: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise NoRoomThereError("There is no room there.", "Make room, then try again.")

    monkeypatch.setattr(page_of(sending).outbox, "put", full)
    sending.click(card(sending, "page").make)
    assert sending.said == []
    assert card(sending, "page").here.text() == "Not made yet."


def test_the_folder_opens(sending: Pages, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    sending.click(card(sending, "page").make)
    sending.click(page_of(sending).folder)
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "To send"))]


@pytest.fixture
def nothing(qtbot: QtBot, theme: Theme, jobs: JobRunner, tmp_path: Path) -> Iterator[Pages]:
    review = make_review(tmp_path / "early")
    plan = review.desk.plan.look(review.scope)
    assert plan is not None
    review.desk.plan.change(plan.review, days=("2027-04-20",))
    yield show_in_window(qtbot, theme, jobs, OutboxPage(review.desk, jobs, theme, FONTS, tmp_path / "To send"))
    review.desk.close()


def test_before_the_visit_nothing_is_due(nothing: Pages) -> None:
    assert TODAY.isoformat() < "2027-04-20"
    assert page_of(nothing).cards == []
    assert page_of(nothing).empty.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_everything_has_a_name_a_role_and_room(sending: Pages, theme: Theme, scale: float) -> None:
    theme.choose(Choice("light", contrast=False, scale=scale))
    sending.settle()
    assert find_faults(sending.page) == []
    least = sending.window.minimumSizeHint()
    assert (least.width() <= 1280, least.height() <= 720) == (True, True), least


def test_home_says_what_is_to_be_sent_next(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> None:
    home = show_in_window(qtbot, theme, jobs, HomePage(day.desk, jobs, theme))
    assert isinstance(home.page, HomePage)
    line = home.page.sending.line
    assert line.text.text() == "To send to the head: the page, today. Then 3 more."
    asked: list[str] = []
    home.page.go_requested.disconnect()
    home.page.go_requested.connect(asked.append)
    home.click(line.buttons[0])
    assert asked == ["outbox"]
    outbox = Outbox(day.desk, FONTS)
    for item in ("page", "report", "reply sheet", "final"):
        outbox.tick_sent(day.scope, item)
    home.page.refresh()
    home.settle()
    assert not line.isVisible()
