"""The pages beside the text: they say what is being typed, go to where one writes, and hold up no key."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.domain import document
from peerdesk.export.report import setting
from peerdesk.export.report.raster import PdfPages, Raster
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.report.live_pages import LivePages
from peerdesk.ui.report.sheets import FormSheet, ReportSheet
from peerdesk.ui.theme import Theme
from tests.ui.accessibility import find_faults
from tests.ui.pages.review_desk import Pages, ReviewDesk
from tests.ui.pages.test_report import KEY, open_part, page_of, save_as, show_report

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def beside(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> Pages:
    """The report with its pages beside the text."""
    report = show_report(qtbot, theme, jobs, day)
    switch(report)
    qtbot.waitUntil(lambda: pages_of(report).count() > 0)
    return report


def switch(report: Pages) -> None:
    command = next(one for one in page_of(report).commands() if one.name == "report.pages")
    command.act()
    report.settle()


def pages_of(report: Pages) -> LivePages:
    return page_of(report).pages


def words_of(report: Pages) -> str:
    pages = pages_of(report)._pages
    return "" if pages is None else pages.words()


def test_what_is_typed_is_on_the_page_before_it_is_kept(beside: Pages, day: ReviewDesk, qtbot: QtBot) -> None:
    open_part(beside, "opening")
    beside.type("Thank you for having us.")
    qtbot.waitUntil(lambda: "Thank you for having us." in words_of(beside))
    assert day.desk.reports.sections(day.scope) == []
    beside.type(" All of you.")
    qtbot.waitUntil(lambda: "Thank you for having us. All of you." in words_of(beside))
    assert "For checking" in words_of(beside)


def test_they_are_those_of_the_page_for_the_head_where_that_is_written(beside: Pages, qtbot: QtBot) -> None:
    sheet = open_part(beside, "page:thanks")
    beside.type("Thank you.")
    qtbot.waitUntil(lambda: "Summary for the headteacher" in words_of(beside) and "Thank you." in words_of(beside))
    assert pages_of(beside).count() == 1
    sheet.text.insertPlainText("\n\n" + "A page has an end, and this goes on. " * 150)
    qtbot.waitUntil(lambda: pages_of(beside).count() > 1)


def test_they_go_to_where_one_writes(beside: Pages, day: ReviewDesk, qtbot: QtBot) -> None:
    bar = pages_of(beside).verticalScrollBar()
    open_part(beside, "how")
    qtbot.waitUntil(lambda: bar.value() > 0)
    shown = pages_of(beside)._seen()
    pages = pages_of(beside)._pages
    assert pages is not None
    assert pages.find("How we worked") in shown
    qtbot.waitUntil(lambda: set(shown) <= pages_of(beside)._fresh)


def test_no_key_waits_for_a_page(beside: Pages, qtbot: QtBot) -> None:
    """Twenty keys in a row: pages are composed once they pause, not for each."""
    composed: list[int] = []
    gather = pages_of(beside)._gather

    def counted() -> Callable[[], PdfPages]:
        composed.append(1)
        return gather()

    pages_of(beside)._gather = counted
    sheet = open_part(beside, "opening")
    qtbot.wait(300)
    composed.clear()
    beside.type("Twenty keys in a row.")
    assert sheet.text.text() == "Twenty keys in a row."
    qtbot.waitUntil(lambda: "Twenty keys in a row." in words_of(beside))
    assert len(composed) <= 2


def test_a_key_draws_what_is_seen_and_sets_what_it_changed(
    beside: Pages, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = open_part(beside, "opening")
    sheet.text.insertPlainText("\n".join(f"Paragraph {at} of many." for at in range(120)))
    qtbot.waitUntil(lambda: "Paragraph 119 of many." in words_of(beside) and not beside.jobs.busy)
    drawn: list[int] = []
    read: list[str] = []
    set_anew: list[object] = []
    draw, runs, set_text = PdfPages.draw, document._runs, setting._set

    def counted_draw(pages: PdfPages, numbers: Iterable[int], width: int) -> dict[int, Raster]:
        found = draw(pages, numbers, width)
        drawn.extend(found)
        return found

    def counted_runs(text: str, **voice: bool) -> Iterator[document.Run]:
        read.append(text)
        return runs(text, **voice)

    def counted_set(text: document.Text, *args: Any) -> list[setting.Line]:
        set_anew.append(text)
        return set_text(text, *args)

    monkeypatch.setattr(PdfPages, "draw", counted_draw)
    monkeypatch.setattr(document, "_runs", counted_runs)
    monkeypatch.setattr(setting, "_set", counted_set)
    before = pages_of(beside).times
    QTest.keyClick(sheet.text, KEY.Key_X)
    qtbot.waitUntil(lambda: pages_of(beside).times > before)
    assert len(drawn) <= len(pages_of(beside)._seen()) < pages_of(beside).count()
    assert read == ["Paragraph 119 of many.x"]
    assert len(set_anew) == 1


def test_whatever_was_left_while_nobody_saw_them_is_composed_once_they_are_seen(beside: Pages, qtbot: QtBot) -> None:
    pages = pages_of(beside)
    pages.hide()
    times = pages.times
    pages.follow()
    pages.show()
    qtbot.waitUntil(lambda: pages.times > times)


def test_they_give_way_to_what_is_to_be_done_and_everything_has_a_name(beside: Pages) -> None:
    page = page_of(beside)
    assert page.pages.isVisible()
    assert not page.out.isVisible()
    assert find_faults(beside.window) == []
    assert page.pages._sheets[0].accessibleName() == f"Page 1 of {page.pages.count()}"
    switch(beside)
    assert not page.pages.isVisible()
    assert page.out.isVisible()


def test_governors_get_theirs_for_a_word_processor(beside: Pages, day: ReviewDesk, tmp_path: Path) -> None:
    switch(beside)
    page = page_of(beside)
    beside.click(page.out.report)
    sheet = beside.window.findChild(ReportSheet)
    assert sheet is not None
    for field, word in ((sheet.reader, "governors"), (sheet.ending, ".docx")):
        field.setCurrentIndex(field.findData(word))
    sheet.go.setFocus()
    beside.press(KEY.Key_Return)
    save_as(beside, tmp_path / "for governors.docx")
    assert (tmp_path / "for governors.docx").read_bytes().startswith(b"PK")
    assert "for governors" in page.out.made.text()


def test_the_reply_sheet_is_an_act_away(beside: Pages, tmp_path: Path) -> None:
    command = next(one for one in page_of(beside).commands() if one.name == "report.reply")
    command.act()
    sheet = beside.window.findChild(FormSheet)
    assert sheet is not None
    sheet.choices.button(1).setChecked(True)
    beside.click(sheet.go)
    save_as(beside, tmp_path / "reply.docx")
    assert (tmp_path / "reply.docx").read_bytes().startswith(b"PK")
    assert QApplication.activeModalWidget() is None
