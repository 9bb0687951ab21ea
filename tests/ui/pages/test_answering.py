"""The head's answer in the window: typed from paper, read from her file, given by her own hand, let go."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.report_files import ReportFiles
from peerdesk.errors import PeerDeskError
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.reply.answer_sheet import AnswerSheet
from peerdesk.ui.reply.let_go_sheet import LetGoSheet
from peerdesk.ui.reply.own_page import OwnPage
from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.widgets.paragraph import Paragraph
from tests.desk.test_replies import fill_pdf
from tests.ui.accessibility import find_faults
from tests.ui.pages.review_desk import FONTS, Pages, ReviewDesk, show_in_window
from tests.ui.plain_words import jargon_in

FORBIDDEN = ("desk", "merge", "preview", "seal", "digest", "package", "host", "error", "invalid", "failed")
TITLES = ("Talk comes first", "Whose sentence is it", "History stays")


@pytest.fixture
def report(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> Pages:
    for at, title in enumerate(TITLES):
        day.desk.findings.add(day.scope, question=day.questions[at // 2], title=title, text=f"{title}.", agreed=True)
    page = ReportPage(day.desk, jobs, theme, FONTS)
    page.show_review(day.scope)
    pages = show_in_window(qtbot, theme, jobs, page)
    qtbot.waitUntil(pages.window.isActiveWindow)
    return pages


def page_of(report: Pages) -> ReportPage:
    assert isinstance(report.page, ReportPage)
    return report.page


def sheet_of(report: Pages) -> AnswerSheet:
    sheet = report.window.findChild(AnswerSheet)
    assert sheet is not None
    return sheet


def words_on(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(Paragraph) if one.isVisible())


def sign(report: Pages, day: ReviewDesk) -> None:
    _, changes = day.desk.reports.sign_off(day.scope, FONTS)
    report.page.changed.emit(changes)
    report.page.refresh()
    report.settle()


def test_what_stands_on_paper_is_typed_by_keys_alone_and_kept_in_one_act(report: Pages, day: ReviewDesk) -> None:
    sign(report, day)
    report.click(page_of(report).out.answer)
    sheet = sheet_of(report)
    first = sheet.form.findings[0]
    first.says.boxes["recognise"].setFocus()
    report.press(Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert first.says.value() == "not quite"
    report.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    report.type("Two classes.")
    sheet.form.findings[1].says.boxes["recognise"].setFocus()
    report.press(Qt.Key.Key_Space)
    sheet.form.what.boxes["summary"].setFocus()
    report.press(Qt.Key.Key_Space)
    sheet.form.words["missed"].setFocus()
    report.type("The choir.")
    sheet.heard_by.setCurrentText("Tom")
    report.click(sheet.go)
    (reply,) = day.desk.replies.all(day.scope)
    plan = day.desk.plan.look(day.scope)
    assert plan is not None
    tom = next(one.record_id for one in plan.members if one.name == "Tom")
    assert (reply.words, reply.what, reply.taken_by) == ("What have we missed? The choir.", "summary", tom)
    said = words_on(page_of(report).out)
    assert "She recognises 1 of 3 findings." in said
    assert f"Not quite, she says of “{TITLES[0]}”. She says: “Two classes.”" in said
    assert "The summary may go to the partnership." in said
    assert report.said[-1] == "The head’s answer is kept."


def test_a_sheet_that_is_dropped_is_looked_at_before_anything_is_kept(
    report: Pages, day: ReviewDesk, tmp_path: Path
) -> None:
    sent = ReportFiles(day.desk.reports, FONTS).write_reply_sheet(day.scope, tmp_path / "sheet.pdf")
    filled = fill_pdf(sent, {"says 1": "/leaveout", "words 2": "Ask me.", "what": "/themes"})
    drop(report.page, filled)
    report.settle()
    sheet = sheet_of(report)
    assert day.desk.replies.all(day.scope) == []
    assert "Finding 2 has words and no tick." in words_on(sheet)
    assert sheet.form.findings[0].says.value() == "leave out"
    assert sheet.form.findings[1].words.toPlainText() == "Ask me."
    assert sheet.form.what.value() == "themes"
    assert find_faults(sheet) == []
    sheet.form.findings[1].says.boxes["recognise"].click()
    report.click(sheet.go)
    (reply,) = day.desk.replies.all(day.scope)
    assert day.desk.replies.document(reply) == filled.read_bytes()
    said = words_on(page_of(report).out)
    assert f"She asks to leave out “{TITLES[0]}”." in said
    assert "Until the report is signed, the partnership is told only that the review took place." in said


def drop(page: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(5, 5), copy, data, left, none))


def test_a_file_that_is_no_sheet_is_said_and_nothing_opens(report: Pages, day: ReviewDesk, tmp_path: Path) -> None:
    path = tmp_path / "notes.pdf"
    path.write_bytes(b"no PDF at all")
    page_of(report).leaving.answering.read(path)
    report.settle()
    failure = report.window.findChild(FailureSheet)
    assert failure is not None
    assert "no reply sheet" in failure.message.text()
    assert report.window.findChild(AnswerSheet) is None


def test_what_is_in_the_file_is_not_offered_again_when_it_is_put_aside(
    report: Pages, day: ReviewDesk, tmp_path: Path
) -> None:
    sent = ReportFiles(day.desk.reports, FONTS).write_reply_sheet(day.scope, tmp_path / "sheet.pdf")
    page_of(report).leaving.answering.read(fill_pdf(sent, {"words 1": "Ask me."}))
    report.settle()
    report.click(sheet_of(report).later)
    day.desk.drafts.flush()
    assert day.desk.drafts.all() == []


def test_an_answer_that_cannot_be_kept_stays_where_it_was_typed(
    report: Pages, day: ReviewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise PeerDeskError("The disk is full.", "Free some space, then press Keep it again.")

    report.click(page_of(report).out.answer)
    sheet = sheet_of(report)
    sheet.form.findings[0].words.setPlainText("Not quite, because…")
    monkeypatch.setattr("peerdesk.desk.replies.Replies.keep", full)
    report.click(sheet.go)
    failure = report.window.findChild(FailureSheet)
    assert failure is not None
    failure.reject()
    assert sheet.form.findings[0].words.toPlainText() == "Not quite, because…"
    assert sheet.go.isEnabled()


def test_the_head_answers_by_her_own_hand_and_sees_nothing_else(report: Pages, day: ReviewDesk) -> None:
    report.click(page_of(report).out.own)
    own = report.window.findChild(OwnPage)
    assert own is not None
    assert own.geometry() == report.window.rect()
    shown = own.grab().toImage()
    corner = shown.pixelColor(1, 1)
    assert corner.alpha() == 255
    assert find_faults(own) == []
    own.form.findings[0].says.boxes["leave out"].click()
    own.form.findings[0].words.setFocus()
    report.type("Please do.")
    QTest.keyClick(own, Qt.Key.Key_Escape)
    report.settle()
    assert own.isVisible()
    assert not own.form.isVisible()
    assert "Please give the laptop back to Anita." in words_on(own)
    QTest.keyClick(own, Qt.Key.Key_Escape)
    assert own.isVisible()
    assert day.desk.replies.all(day.scope) == []
    report.click(own.back)
    sheet = sheet_of(report)
    assert sheet.form.findings[0].says.value() == "leave out"
    report.click(sheet.go)
    (word,) = day.desk.replies.words(day.scope)
    assert (word.says, word.words) == ("leave out", "Please do.")
    assert day.desk.drafts.all() == []


def test_what_she_let_go_is_stated_when_it_is_signed_and_what_she_keeps_back_is_named(
    report: Pages, day: ReviewDesk
) -> None:
    out = page_of(report).out
    report.click(out.answer)
    sheet = sheet_of(report)
    sheet.form.findings[1].says.boxes["leave out"].click()
    sheet.form.what.boxes["report"].click()
    report.click(sheet.go)
    assert not out.let_go.isVisible()
    sign(report, day)
    assert f"She keeps back “{TITLES[1]}”, which is in the report still." in words_on(out)
    report.click(out.let_go)
    asked = report.window.findChild(LetGoSheet)
    assert asked is not None
    assert TITLES[1] in words_on(asked)
    report.click(asked.go)
    assert not out.let_go.isVisible()
    with day.desk.acting.look() as session:
        assert day.desk.packages.release_of(session, day.scope) == "report"


def test_who_does_not_lead_takes_nothing_down(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> None:
    page = ReportPage(replace(day.desk, plan=day.plan_of("Tom")), jobs, theme, FONTS)
    page.show_review(day.scope)
    shown = show_in_window(qtbot, theme, jobs, page)
    out = page_of(shown).out
    assert not any(button.isVisible() for button in out.of_answer)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_sheets_speak_plainly_and_have_room(report: Pages, theme: Theme, scale: float) -> None:
    theme.choose(Choice("light", contrast=False, scale=scale))
    report.settle()
    page_of(report).leaving.answering.ask()
    report.settle()
    sheet = sheet_of(report)
    assert find_faults(sheet) == []
    assert jargon_in(words_on(sheet), FORBIDDEN) == []
