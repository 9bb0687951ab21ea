from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from peerdesk.domain.outcome import Section
from peerdesk.ui.commands import find_clashes
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.report.section_sheet import SectionSheet
from peerdesk.ui.report.sheets import ReportSheet, SignSheet
from peerdesk.ui.report.spoken_words import SpokenWordsSheet
from peerdesk.ui.report.where import WhereSheet
from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.widgets.paragraph import Paragraph
from tests.ui.accessibility import find_faults
from tests.ui.pages.review_desk import FONTS, Pages, ReviewDesk, make_review, show_in_window

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def report(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk, tmp_path: Path) -> Pages:
    return show_report(qtbot, theme, jobs, day)


def show_report(qtbot: QtBot, theme: Theme, jobs: JobRunner, review: ReviewDesk) -> Pages:
    page = ReportPage(review.desk, jobs, theme, FONTS)
    page.show_review(review.scope)
    return show_in_window(qtbot, theme, jobs, page)


def page_of(report: Pages) -> ReportPage:
    assert isinstance(report.page, ReportPage)
    return report.page


def open_part(report: Pages, key: str) -> SectionSheet:
    """Choose a part in the outline and go into its text."""
    page = page_of(report)
    page.outline.setFocus()
    page.outline.setCurrentIndex(page._model.index_of(key))
    report.press(KEY.Key_Return)
    sheet = page._words.currentWidget()
    assert isinstance(sheet, SectionSheet)
    assert QApplication.focusWidget() is sheet.text
    return sheet


def add_findings(report: Pages, day: ReviewDesk, *, agreed: bool = True) -> None:
    """Have two findings on the first question and one worth sharing, as if they had been made at the table."""
    given = (
        ("works_well", "Talk comes first.", f"In all sessions [[{day.notes[0]}]]."),
        ("think_about", "Whose sentence is it?", f"An adult gave sentences [[{day.notes[1]}]]."),
        ("worth_sharing", "The connecting page.", f"All had used it [[{day.notes[7]}]]."),
    )
    for kind, title, text in given:
        _, changes = day.desk.findings.add(
            day.scope, question=day.questions[0], kind=kind, title=title, text=text, agreed=agreed
        )
        report.page.changed.emit(changes)
    report.settle()


def section_at(day: ReviewDesk, place: str, question: str = "") -> Section:
    (section,) = [one for one in day.desk.reports.sections(day.scope) if (one.place, one.question) == (place, question)]
    return section


def save_as(report: Pages, path: Path) -> None:
    """Answer the question where to: neither stick nor outbox."""
    where = report.window.findChild(WhereSheet)
    if where is not None and where.isVisible():
        report.click(where.elsewhere)
    dialog = report.page.findChild(QFileDialog)
    assert dialog is not None
    line = dialog.findChild(QLineEdit)
    assert line is not None
    line.setText(str(path))
    QTest.keyClick(line, KEY.Key_Return)
    report.settle()


def words_on(report: Pages) -> str:
    return " ".join(one.text() for one in page_of(report).out.findChildren(Paragraph) if one.isVisible())


def test_the_outline_goes_from_the_page_to_the_report(report: Pages) -> None:
    model = page_of(report)._model
    said = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert said[0] == "The page for the head: To begin with, nothing written"
    assert said[2] == "The page for the head: 2 History, nothing written"
    assert [one.split(": ", 1)[1].split(",")[0] for one in said if one.startswith("The report")] == [
        "To the school",
        "The last review",
        "1 Planned talk",
        "2 History",
        "3 Subject leaders",
        "Worth sharing",
        "How it was done",
    ]


def test_a_part_is_kept_when_it_is_left_one_revision_a_visit(report: Pages, day: ReviewDesk) -> None:
    sheet = open_part(report, "opening")
    assert sheet.meanwhile.isVisible()
    report.type("Thank you for ")
    report.type("having us.")
    assert day.desk.reports.sections(day.scope) == []
    report.press(KEY.Key_Tab)
    first = section_at(day, "opening")
    assert (first.text, len(first.tips)) == ("Thank you for having us.", 1)
    assert not sheet.meanwhile.isVisible()
    sheet.text.setFocus()
    report.press(KEY.Key_End)
    report.type(" All of you.")
    report.press(KEY.Key_Tab)
    assert section_at(day, "opening").text == "Thank you for having us. All of you."
    assert section_at(day, "opening").record_id == first.record_id
    day.desk.keeping.undo()
    assert section_at(day, "opening").text == "Thank you for having us."


def test_going_to_another_part_keeps_the_one_before(report: Pages, day: ReviewDesk) -> None:
    open_part(report, "opening")
    report.type("Dear all")
    open_part(report, f"question:{day.questions[1]}")
    report.type("Romans and more")
    open_part(report, "how")
    assert section_at(day, "opening").text == "Dear all"
    assert section_at(day, "question", day.questions[1]).text == "Romans and more"


def test_numbers_are_typed_and_ids_are_kept(report: Pages, day: ReviewDesk) -> None:
    add_findings(report, day)
    sheet = open_part(report, f"question:{day.questions[0]}")
    report.type("In all sessions [1] and more [1 2], not [77].")
    report.press(KEY.Key_Tab)
    one, two = day.notes[0], day.notes[1]
    kept = section_at(day, "question", day.questions[0]).text
    assert kept == f"In all sessions [[{one}]] and more [[{one} {two}]], not [77]."
    assert sheet.text.toPlainText() == "In all sessions [1] and more [1, 2], not [77]."


def test_numbers_stay_right_as_text_moves(report: Pages, day: ReviewDesk) -> None:
    add_findings(report, day)
    open_part(report, f"question:{day.questions[0]}")
    report.type("An adult gave sentences [2].")
    sheet = open_part(report, f"question:{day.questions[0]}")
    open_part(report, "how")
    kept = section_at(day, "question", day.questions[0]).text
    assert kept == f"An adult gave sentences [[{day.notes[1]}]]."
    assert sheet.text.toPlainText() == "An adult gave sentences [1]."  # it is now what a reader meets first


def test_empty_parts_begin_from_what_all_agreed_and_others_are_left_alone(report: Pages, day: ReviewDesk) -> None:
    page = page_of(report)
    report.click(page.begin)
    assert report.said[-1].startswith("No empty part has findings that all agreed.")
    add_findings(report, day)
    open_part(report, "sharing")
    report.type("My own words")
    report.click(page.begin)
    text = section_at(day, "question", day.questions[0]).text
    assert text.startswith("### What works well\n\n*Talk comes first.* In all sessions [[")
    assert text.endswith("*This section stands on 2 observations; one reviewer: thin, so held lightly.*")
    assert section_at(day, "sharing").text == "My own words"
    sheet = open_part(report, f"question:{day.questions[0]}")
    report.type("Mine now. ")
    report.press(KEY.Key_Tab)
    assert section_at(day, "question", day.questions[0]).text.startswith("### Mine now. What works well")
    assert "In all sessions [1]." in sheet.text.toPlainText()
    report.click(page.begin)
    assert section_at(day, "question", day.questions[0]).text.startswith("### Mine now.")


def test_the_page_for_the_head_takes_three_acts(report: Pages, day: ReviewDesk, tmp_path: Path) -> None:
    add_findings(report, day)
    open_part(report, "page:thanks")
    report.type("Thank you.")
    acts = report.press((KEY.Key_Return, CTRL))
    where = report.window.findChild(WhereSheet)
    assert where is not None
    report.click(where.elsewhere)
    acts += 1
    dialog = report.page.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == "Wrenholt Primary School - The page for the head.pdf"
    save_as(report, tmp_path / "page.pdf")
    acts += 1  # Enter
    assert acts <= 3
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    assert section_at(day, "page").text == "Thank you."  # what was being written is on it
    assert page_of(report).out.made.text() == f"The page for the head is in {tmp_path.name}."


def test_the_folder_is_opened_after_making(report: Pages, tmp_path: Path) -> None:
    class Opener(QObject):
        opened: list[str] = []  # noqa: RUF012 - one test, one list

        @Slot(QUrl)
        def open(self, url: QUrl) -> None:
            self.opened.append(url.toLocalFile())

    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")  # type: ignore[arg-type]
    try:
        report.click(page_of(report).out.page)
        save_as(report, tmp_path / "page.pdf")
        report.click(page_of(report).out.folder)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert opener.opened == [str(tmp_path)]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_the_report_is_made_in_the_state_that_was_chosen(report: Pages, tmp_path: Path, at: int) -> None:
    report.click(page_of(report).out.report)
    sheet = report.window.findChild(ReportSheet)
    assert sheet is not None
    assert sheet.choices.checkedId() == 1  # nothing is signed yet
    assert sheet.unsigned.isVisible()
    sheet.choices.button(at).setChecked(True)
    report.click(sheet.go)
    save_as(report, tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    state = ("on the day", "for checking", "final")[at]
    assert page_of(report).out.made.text().startswith(f"The report, {state}, is in ")


def test_a_copy_that_opens_with_words_shows_them_once(report: Pages, tmp_path: Path) -> None:
    report.click(page_of(report).out.report)
    sheet = report.window.findChild(ReportSheet)
    assert sheet is not None
    sheet.ending.setCurrentIndex(sheet.ending.findData("words"))
    report.click(sheet.go)
    save_as(report, tmp_path / "locked.pdf")
    shown = report.window.findChild(SpokenWordsSheet)
    assert shown is not None
    assert PdfReader(tmp_path / "locked.pdf").decrypt(shown.words.text())
    assert find_faults(shown) == []
    report.click(shown.close_button)


def test_a_pdf_can_bear_a_signature(report: Pages, tmp_path: Path) -> None:
    report.click(page_of(report).out.report)
    sheet = report.window.findChild(ReportSheet)
    assert sheet is not None
    sheet.ending.setCurrentIndex(sheet.ending.findData("signed"))
    report.click(sheet.go)
    save_as(report, tmp_path / "signed.pdf")
    assert b"ETSI.CAdES.detached" in (tmp_path / "signed.pdf").read_bytes()


def test_signed_and_changed_since_are_said(report: Pages, day: ReviewDesk) -> None:
    out = page_of(report).out
    assert "Not signed yet: all of it is a draft." in words_on(report)
    report.click(out.sign)
    sheet = report.window.findChild(SignSheet)
    assert sheet is not None
    report.click(sheet.go)
    at = datetime(2027, 3, 9, 15, 20, tzinfo=UTC).astimezone()
    assert f"Signed by the lead reviewer, {at:%H:%M}, Tuesday 9 March." in words_on(report)
    assert "Changed since" not in words_on(report)
    open_part(report, "opening")
    report.type("One more thing.")
    report.press(KEY.Key_Tab)
    assert "Changed since it was signed." in words_on(report)


def test_what_is_typed_is_journaled_and_offered_after_a_crash(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, report: Pages, day: ReviewDesk
) -> None:
    open_part(report, "how")
    report.type("We walked and")
    qtbot.waitUntil(lambda: bool(day.desk.drafts.all()), timeout=20_000)
    report.settle()
    again = show_report(qtbot, theme, jobs, day)
    sheet = open_part(again, "how")
    assert sheet.offer.isVisible()
    again.click(sheet.offer.take)
    assert sheet.text.toPlainText() == "We walked and"
    again.press(KEY.Key_Tab)
    assert section_at(day, "how").text == "We walked and"
    assert day.desk.drafts.all() == []


def test_a_declined_draft_goes(qtbot: QtBot, theme: Theme, jobs: JobRunner, report: Pages, day: ReviewDesk) -> None:
    open_part(report, "how")
    report.type("Never mind")
    qtbot.waitUntil(lambda: bool(day.desk.drafts.all()), timeout=20_000)
    report.settle()
    again = show_report(qtbot, theme, jobs, day)
    sheet = open_part(again, "how")
    again.click(sheet.offer.leave)
    assert day.desk.drafts.all() == []
    assert sheet.text.toPlainText() == ""


def test_two_versions_of_a_part_are_settled_by_writing(report: Pages, day: ReviewDesk) -> None:
    open_part(report, "opening")
    report.type("Dear all")
    report.press(KEY.Key_Tab)
    shown = section_at(day, "opening")
    sheet = open_part(report, "opening")
    report.type("Mine: ")
    report.page.changed.emit(day.desk.reports.change_section(shown, text="Theirs"))
    report.settle()
    report.press(KEY.Key_Tab)
    assert section_at(day, "opening").two_versions == ("text",)
    assert sheet.versions.isVisible()
    sheet.text.setFocus()
    report.press(KEY.Key_End)
    report.type(" Both.")
    report.press(KEY.Key_Tab)
    settled = section_at(day, "opening")
    assert settled.two_versions == ()
    assert settled.text.endswith(" Both.")


def test_what_to_look_at_is_asked_and_stops_nobody(report: Pages, day: ReviewDesk) -> None:
    add_findings(report, day, agreed=False)
    open_part(report, f"question:{day.questions[0]}")
    report.type("They did so.")
    report.press(KEY.Key_Tab)
    assert page_of(report).out._ends.text() == "To look at"
    assert "1 sentence cites no note: is that as you mean it?" in words_on(report)
    assert "3 findings are not agreed by all: will you come back to it?" in words_on(report)
    report.click(page_of(report).out.sign)
    sheet = report.window.findChild(SignSheet)
    assert sheet is not None
    assert sheet.go.isEnabled()


def test_who_does_not_lead_reads_along(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> None:
    day.desk.reports.add_section(day.scope, "opening", text="Dear all")
    report = show_report(qtbot, theme, jobs, replace(day, desk=replace(day.desk, plan=day.plan_of("Tom"))))
    page = page_of(report)
    assert page.reader.text() == "Anita writes the report. You can read it here."
    sheet = open_part(report, "opening")
    assert sheet.text.toPlainText() == "Dear all"
    assert sheet.text.isReadOnly()
    assert not page.begin.isVisible()
    assert not page.out.sign.isVisible()


def test_before_a_review_there_is_one_thing_to_do(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> None:
    page = ReportPage(day.desk, jobs, theme, FONTS)
    report = show_in_window(qtbot, theme, jobs, page)
    asked: list[str] = []
    page.go_requested.connect(asked.append)
    assert page.empty.button is not None
    report.click(page.empty.button)
    assert asked == ["plan"]


def test_a_review_without_questions_still_has_a_page(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, tmp_path: Path
) -> None:
    review = make_review(tmp_path / "empty")
    report = show_report(qtbot, theme, jobs, review)
    report.click(page_of(report).out.page)
    save_as(report, tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").exists()
    review.desk.close()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_everything_has_a_name_a_role_and_room(report: Pages, day: ReviewDesk, theme: Theme, scale: float) -> None:
    add_findings(report, day)
    theme.choose(Choice("light", contrast=False, scale=scale))
    report.settle()
    page = page_of(report)
    for side in ("parts", "text", "out"):
        page.sides.show_value(side)
        page.sides.picked.emit(side)
        report.settle()
        assert find_faults(page) == []
        least = report.window.minimumSizeHint()
        assert (least.width() <= 1280, least.height() <= 720) == (True, True), least
    if scale == 1.0:
        report.window.resize(1093, 614)
        report.settle()
        assert report.window.width() == 1093
        out = page.out
        assert out.page.width() >= out.page.minimumSizeHint().width()


def test_no_key_is_bound_twice(report: Pages) -> None:
    assert find_clashes(report.window.commands()) == []
