"""Beside the report's text: what to look at, versions, findings that moved, citations by key, and a long section."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from shutil import copytree

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from peerdesk.app import build_window
from peerdesk.desk.desk import open_here
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.pages.table import TablePage
from peerdesk.ui.report.cite_sheet import CiteSheet
from peerdesk.ui.report.section_sheet import SectionSheet
from peerdesk.ui.report.sheets import SignSheet
from peerdesk.ui.report.what_changed import ChangesSheet, CorrectionSheet
from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.widgets.marked_words import MarkedWords
from peerdesk.ui.widgets.paragraph import Paragraph
from tests.people import Clock
from tests.ui.accessibility import find_faults
from tests.ui.pages.review_desk import FONTS, TODAY, KeptDay, Pages, ReviewDesk
from tests.ui.pages.test_report import add_findings, open_part, page_of, section_at, show_report
from tests.ui.plain_words import jargon_in

JARGON = ("edition", "desk", "merge", "hash", "record", "revision", "conflict", "invalid", "error", "failed")
KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def day(tmp_path: Path, kept: KeptDay) -> Iterator[ReviewDesk]:
    """The same day, on which time goes by."""
    copytree(kept.folder, tmp_path / "desk")
    desk = open_here(tmp_path / "desk", kept.vault, Clock(TODAY))
    yield ReviewDesk(desk, kept.scope, [*kept.questions], [*kept.notes])
    desk.close()


@pytest.fixture
def report(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> Pages:
    return show_report(qtbot, theme, jobs, day)


def write(report: Pages, day: ReviewDesk, text: str, question: int = 0) -> SectionSheet:
    """Write a part about a question on the desk itself, and open it."""
    _, changes = day.desk.reports.add_section(day.scope, "question", question=day.questions[question], text=text)
    report.page.changed.emit(changes)
    report.settle()
    report.settle()
    return open_part(report, f"question:{day.questions[question]}")


def buttons_on(report: Pages, said: str) -> list[QPushButton]:
    """Return the buttons beside the text whose name says something."""
    second = page_of(report).second
    found = [*second.checks.findChildren(QPushButton), *second.versions.findChildren(QPushButton)]
    return [one for one in found if one.isVisible() and said in one.accessibleName()]


def paragraphs(report: Pages) -> str:
    second = page_of(report).second
    found = [*second.checks.findChildren(Paragraph), *second.versions.findChildren(Paragraph)]
    return " ".join(one.text() for one in found if one.isVisible())


def test_a_question_leads_to_its_words_and_left_stays_left(report: Pages, day: ReviewDesk) -> None:
    note = day.notes[0]
    sheet = write(report, day, f"*So it was* [[{note}]]. The teaching was weak.")
    page = page_of(report)
    open_part(report, "how")
    page.show_beside("looks")
    page.second.checks.states.picked.emit("final")
    page.second.checks.states.show_value("final")
    page.second.checks._fill()
    report.settle()
    (button,) = buttons_on(report, "Might this sound like a verdict? weak.")
    report.click(button)
    assert page._words.currentWidget() is sheet
    assert sheet.text.textCursor().selectedText() == "weak"
    assert QApplication.focusWidget() is sheet.text
    (leave,) = buttons_on(report, "Leave it: weak")
    report.click(leave)
    report.settle()
    assert buttons_on(report, "weak") == []
    again = page.second.checks
    assert all(one.words != "weak" for one in again.shown())
    assert not jargon_in(paragraphs(report), JARGON)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, day: ReviewDesk) -> Iterator[MainWindow]:
    """The whole window, with all its pages, at the report."""
    window = build_window(day.desk, theme, lambda: TODAY, list)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    settle(window)
    window.show_page("report")
    settle(window)
    yield window
    window.close()


def settle(window: MainWindow) -> None:
    for _ in range(4):
        assert window.jobs.wait_idle()
        QApplication.sendPostedEvents()


def look_at(window: MainWindow, said: str) -> None:
    """Press the question beside the report whose name says something, and look where it leads."""
    report = window.show_page("report")
    assert isinstance(report, ReportPage)
    settle(window)
    report.show_beside("looks")
    report.second.checks.states.show_value("final")
    report.second.checks.states.picked.emit("final")
    settle(window)
    buttons = [one for one in report.second.checks.findChildren(QPushButton) if said in one.accessibleName()]
    QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    settle(window)


def test_what_is_asked_about_a_finding_or_a_note_leads_to_it_and_not_just_to_its_page(
    window: MainWindow, day: ReviewDesk
) -> None:
    findings = [
        day.desk.findings.add(day.scope, question=question, title=title, text=f"So it was [[{day.notes[0]}]].")
        for question, title in ((day.questions[0], "Talk comes first."), (day.questions[1], "Maps are doubted."))
    ]
    note = day.desk.capture.note(day.notes[0])
    assert note is not None
    picture = BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "PNG")
    day.desk.capture.add_picture(note, picture.getvalue(), "wall.png", "")
    for _, changes in findings:
        window.on_changes(changes)
    look_at(window, "will you come back to it? Maps are doubted.")
    table = window.current_page()
    assert isinstance(table, TablePage)
    assert table.tabs.value() == day.questions[1]
    card = table.findings.card(findings[1][0])
    assert card is not None
    assert card.title.hasFocus()
    look_at(window, "What does this picture show")
    notes = window.current_page()
    assert isinstance(notes, NotesPage)
    row = notes.list.current_row()
    assert row is not None
    assert row.key == day.notes[0]


def test_on_the_day_only_what_could_do_harm_is_asked(report: Pages, day: ReviewDesk) -> None:
    write(report, day, "It stood there. The teaching was weak. Mrs Quennelby said so.")
    page = page_of(report)
    page.show_beside("looks")
    report.settle()
    assert page.second.checks.states.value() == "on the day"
    assert {one.kind for one in page.second.checks.shown()} == {"name"}
    assert page.beside._buttons["looks"].text() == "To look at 1"
    report.press((KEY.Key_J, CTRL))
    sheet = page._words.currentWidget()
    assert isinstance(sheet, SectionSheet)
    assert sheet.text.textCursor().selectedText() == "Mrs Quennelby"


def test_a_note_is_cited_by_key_and_said_at_the_caret(report: Pages, day: ReviewDesk) -> None:
    sheet = write(report, day, f"So it was [[{day.notes[0]}]].")
    report.press(KEY.Key_End)
    report.press((KEY.Key_I, CTRL | SHIFT))
    chooser = report.window.findChild(CiteSheet)
    assert chooser is not None
    assert chooser.shown()[0].number == 1
    report.type("40 secs")
    assert [one.text for one in chooser.shown()] == ["Talk time 40 secs, timed it"]
    report.press(KEY.Key_Return)
    assert sheet.text.toPlainText() == "So it was [1]. [2]"
    report.press(KEY.Key_Left)
    assert sheet.bar.behind.text() == "Observation · Y4 English 28/30 · Tom · 09:22 · Talk time 40 secs, timed it"
    report.press(KEY.Key_Tab)
    kept = section_at(day, "question", day.questions[0]).text
    assert kept == f"So it was [[{day.notes[0]}]]. [[{day.notes[2]}]]"


def test_a_citation_stays_right_from_one_part_to_another(report: Pages, day: ReviewDesk) -> None:
    write(report, day, f"One [[{day.notes[1]}]]. Two [[{day.notes[0]}]].")
    sheet = open_part(report, f"question:{day.questions[0]}")
    sheet.text.setTextCursor(sheet.text.document().find("One [1]. "))
    report.press((KEY.Key_X, CTRL))
    assert sheet.text.toPlainText() == "Two [2]."
    open_part(report, "how")  # the first part is kept, and its note is number 1 now
    assert sheet.text.toPlainText() == "Two [1]."
    report.press((KEY.Key_V, CTRL))
    report.press(KEY.Key_Tab)
    assert section_at(day, "how").text == f"One [[{day.notes[1]}]]."


def test_a_finding_that_moved_is_offered_once_and_taken_over_in_one_act(report: Pages, day: ReviewDesk) -> None:
    add_findings(report, day)
    report.click(page_of(report).begin)
    finding = day.desk.findings.all(day.scope)[0]
    report.page.changed.emit(day.desk.findings.change(finding, title="Talk comes before writing."))
    report.settle()
    report.settle()
    sheet = open_part(report, f"question:{day.questions[0]}")
    assert sheet.finding.text.text().startswith("A finding now says: “Talk comes before writing.")
    assert [one.text() for one in sheet.finding.buttons][:2] == ["Take it over", "Leave it"]
    report.click(sheet.finding.buttons[0])
    report.settle()
    assert "*Talk comes before writing.* In all" in section_at(day, "question", day.questions[0]).text
    assert not sheet.finding.isVisible()
    day.desk.keeping.undo()
    assert "*Talk comes first.* In all" in section_at(day, "question", day.questions[0]).text


def test_a_section_stays_as_it_is_where_that_is_wanted(report: Pages, day: ReviewDesk) -> None:
    add_findings(report, day)
    report.click(page_of(report).begin)
    finding = day.desk.findings.all(day.scope)[0]
    report.page.changed.emit(day.desk.findings.change(finding, title="Talk comes before writing."))
    report.settle()
    report.settle()
    sheet = open_part(report, f"question:{day.questions[0]}")
    report.click(sheet.finding.buttons[1])
    report.settle()
    assert not sheet.finding.isVisible()
    assert "*Talk comes first.* In all" in section_at(day, "question", day.questions[0]).text


def test_versions_open_and_say_what_changed(report: Pages, day: ReviewDesk, tmp_path: Path, qtbot: QtBot) -> None:
    write(report, day, "As it was.")
    out = tmp_path / "report.pdf"
    day.desk.reports.write_report(day.scope, out, FONTS, "for checking")
    day.desk.reports.sign_off(day.scope, FONTS)
    report.page.changed.emit(day.desk.editions.keep(day.scope, "for checking", out.read_bytes()))
    section = section_at(day, "question", day.questions[0])
    report.page.changed.emit(day.desk.reports.change_section(section, text="As it is."))
    report.settle()
    page = page_of(report)
    page.show_beside("versions")
    report.settle()
    said = paragraphs(report)
    assert "For checking: Tuesday 9 March" in said
    assert "Final: not yet" in said
    assert "Changed since it was signed:" in said
    assert not jargon_in(said, JARGON)
    report.click(buttons_on(report, "What changed since")[0])
    sheet = report.window.findChild(ChangesSheet)
    assert sheet is not None
    assert [one.accessibleName() for one in sheet.findChildren(MarkedWords)] == [
        "As it was. Only here: was.",
        "As it is. Only here: is.",
    ]
    sheet.reject()
    report.click(buttons_on(report, "Open: For checking")[0])
    qtbot.waitUntil(lambda: page.pages.count() > 0, timeout=20_000)
    report.settle()
    assert page.pages._pages is not None
    assert "As it was." in page.pages._pages.words()
    assert page.pages.told.text().startswith("As it was handed over: For checking, Tuesday 9 March.")
    report.click(page.beside._buttons["versions"])
    report.click(buttons_on(report, "Changed since it was signed: 1 Planned talk")[0])
    assert QApplication.focusWidget() is open_part(report, f"question:{day.questions[0]}").text


def test_what_was_final_asks_what_changed_before_it_is_signed_again(
    report: Pages, day: ReviewDesk, qtbot: QtBot
) -> None:
    write(report, day, "As it was.")
    day.desk.reports.sign_off(day.scope, FONTS)
    report.page.changed.emit(day.desk.editions.keep(day.scope, "final", b"%PDF-1"))
    section = section_at(day, "question", day.questions[0])
    report.page.changed.emit(day.desk.reports.change_section(section, text="As it is."))
    report.settle()
    report.click(page_of(report).out.sign)
    sheet = report.window.findChild(SignSheet)
    assert sheet is not None
    report.click(sheet.go)
    qtbot.waitUntil(lambda: report.window.findChild(CorrectionSheet) is not None, timeout=20_000)
    ask = report.window.findChild(CorrectionSheet)
    assert ask is not None
    assert QApplication.focusWidget() is ask.words
    assert not ask.go.isEnabled()
    report.type("The second sentence.")
    report.click(ask.go)
    report.settle()
    assert day.desk.editions.all(day.scope)[-1].what_changed == "The second sentence."
    signed = day.desk.reports.last_sign_off(day.scope)
    assert signed is not None
    assert not signed.stale


def test_a_section_of_forty_pages_is_written_in_and_nothing_of_it_is_lost(report: Pages, day: ReviewDesk) -> None:
    paragraph = "Pupils rehearse, change and rehearse again, and *nobody* asks them to. " * 6
    long = "\n\n".join(f"{at} {paragraph}".strip() for at in range(200))
    sheet = write(report, day, long)
    assert len(long) > 80_000
    assert sheet.text.text() == long
    QTest.keyClick(sheet.text, KEY.Key_End, CTRL)
    report.type(" And " + "x" * 200 + ".")
    report.settle()
    bar = sheet._column.verticalScrollBar()
    assert bar.value() > 0.9 * bar.maximum()
    report.press(KEY.Key_Tab)
    assert section_at(day, "question", day.questions[0]).text == f"{long} And {'x' * 200}."


def test_words_of_a_review_that_is_read_along_can_be_copied_and_not_changed(report: Pages, day: ReviewDesk) -> None:
    sheet = write(report, day, "### So\n\n- one [[" + day.notes[0] + "]]")
    sheet.text.set_writable(False)
    sheet.text.selectAll()
    sheet.text.copy()
    sheet.text.moveCursor(QTextCursor.MoveOperation.End)
    report.press((KEY.Key_V, CTRL))
    assert sheet.text.text() == f"### So\n\n- one [[{day.notes[0]}]]"


@pytest.mark.parametrize("side", ["looks", "versions", "pages"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_all_beside_the_text_has_a_name_a_role_and_room(
    report: Pages, day: ReviewDesk, theme: Theme, side: str, scale: float
) -> None:
    write(report, day, "It stood there. The teaching was weak. Mrs Quennelby said so.")
    report.page.changed.emit(day.desk.editions.keep(day.scope, "for checking", b"%PDF-1"))
    theme.choose(Choice("light", contrast=False, scale=scale))
    report.settle()
    page_of(report).show_beside(side)
    report.settle()
    assert find_faults(page_of(report)) == []
    least = report.window.minimumSizeHint()
    assert (least.width() <= 1280, least.height() <= 720) == (True, True), least


def test_the_window_of_a_common_screen_is_not_widened_before_it_has_looked(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk
) -> None:
    page = ReportPage(day.desk, jobs, theme, FONTS)
    qtbot.addWidget(page)
    assert page.minimumSizeHint().width() <= 1093 - theme.fixed("width.rail")
