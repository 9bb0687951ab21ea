"""Words that others will read are marked quietly; what may be the matter is said when somebody asks, by any hand."""

from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.pages.table import TablePage
from peerdesk.ui.theme import Theme
from tests.ui.accessibility import find_faults
from tests.ui.pages.alone import show_alone
from tests.ui.pages.review_desk import FONTS, KeptDay, Pages, ReviewDesk, keep_day
from tests.ui.proofing.reading import LONG_MS, card_of, has_card, marked, sheet_shown, wait_for, ways, write_opening


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> KeptDay:
    return keep_day(tmp_path_factory.mktemp("kept") / "anita")


@pytest.fixture
def day(kept: KeptDay, tmp_path: Path, jobs: JobRunner) -> Iterator[ReviewDesk]:
    day = kept.copy(tmp_path / "anita")
    yield day
    jobs.wait_idle()
    day.desk.close()


def make_small(desk: Desk, scope: str) -> None:
    plan = desk.plan.look(scope)
    assert plan is not None
    desk.plan.change(plan.review, one_class=True, one_person=("SENCO", "subject leaders"))


def test_a_name_is_marked_and_a_role_said_instead(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> None:
    pages, sheet = write_opening(qtbot, theme, jobs, day, "We thank Mrs Quennelby for the tour.")
    wait_for(qtbot, sheet.text, "Mrs Quennelby")
    assert not has_card(pages)  # nothing is said before somebody asks
    assert sheet.look_line.text() == "1 word to look at (F7)"
    assert "“Mrs Quennelby” may be a name" in sheet.text.accessibleDescription()
    pages.press(Qt.Key.Key_F7)
    card = card_of(pages)
    assert card.accessibleName() == "“Mrs Quennelby” may be a name."
    assert ways(card) == ["Say “a teacher”", "Say “a pupil”", "Say “one leader”"]
    assert find_faults(card) == []
    assert sheet.text.shown() == "We thank Mrs Quennelby for the tour."  # nothing changes by itself
    pages.press(Qt.Key.Key_Return)
    assert sheet.text.shown() == "We thank a teacher for the tour."
    assert QApplication.focusWidget() is sheet.text
    wait_for(qtbot, sheet.text)
    assert not sheet.look_line.isVisible()
    pages.press((Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier))
    assert sheet.text.shown() == "We thank Mrs Quennelby for the tour."
    wait_for(qtbot, sheet.text, "Mrs Quennelby")


def test_all_kinds_are_found_in_the_order_of_the_text(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk
) -> None:
    make_small(day.desk, day.scope)
    text = "The SENCO met us. All of it was outstanding, said Jaxxon T; the chidlren said “all, always”. Tom agreed."
    pages, sheet = write_opening(qtbot, theme, jobs, day, text)
    wait_for(qtbot, sheet.text, "The SENCO", "All", "outstanding", "Jaxxon T", "chidlren", "Tom")
    headings = []
    for _ in range(7):
        pages.press(Qt.Key.Key_F7)
        headings.append(card_of(pages).accessibleName())
    assert headings[:2] == ["“The SENCO” may be one person here.", "“All” may sound like a verdict."]
    assert headings[4:6] == ["“chidlren” is not in the dictionary.", "“Tom” may be a name."]
    assert headings[6] == headings[0]
    assert ways(card_of(pages)) == ["Say “Leaders”"]
    pages.press(Qt.Key.Key_Escape)
    assert not has_card(pages)
    assert QApplication.focusWidget() is sheet.text
    assert sheet.text.shown() == text


def test_a_word_that_is_misspelt_is_put_right(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> None:
    pages, sheet = write_opening(qtbot, theme, jobs, day, "Thank you. Your chidlren spoke well.")
    wait_for(qtbot, sheet.text, "chidlren")
    pages.press(Qt.Key.Key_F7)
    card = card_of(pages)
    qtbot.waitUntil(lambda: "children" in ways(card), timeout=LONG_MS)
    card.buttons[ways(card).index("children")].setFocus()
    pages.press(Qt.Key.Key_Return)
    assert sheet.text.shown() == "Thank you. Your children spoke well."
    wait_for(qtbot, sheet.text)


def test_a_word_is_added_for_all_that_is_written_here(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk
) -> None:
    pages, sheet = write_opening(qtbot, theme, jobs, day, "They oracify daily, and oracify again.")
    wait_for(qtbot, sheet.text, "oracify", "oracify")
    pages.press(Qt.Key.Key_F7)
    pages.click(card_of(pages).add)
    wait_for(qtbot, sheet.text)
    pages.type(" We oracify too.")
    wait_for(qtbot, sheet.text)
    words = day.desk.wording.of_review(day.scope)
    assert words is not None
    assert "oracify" in words.accepted  # on disk


def test_what_is_left_stays_left(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> None:
    pages, sheet = write_opening(qtbot, theme, jobs, day, "All of us thank Jaxxon here.")
    wait_for(qtbot, sheet.text, "All", "Jaxxon")
    for _ in range(2):
        pages.press(Qt.Key.Key_F7)
        pages.click(card_of(pages).leave)
    wait_for(qtbot, sheet.text)
    pages.type(" Jaxxon again, and all.")
    wait_for(qtbot, sheet.text)  # here both are left
    page = pages.page
    assert isinstance(page, ReportPage)
    page.show_part(next(at for at, part in enumerate(page.parts()) if part.key == "page:thanks"))
    pages.type("Jaxxon said it all.")
    other = sheet_shown(page)
    assert other is not sheet
    wait_for(qtbot, other.text, "all")  # names are left in the review, words at a place
    again = day.desk.wording.of_review(day.scope)
    assert again is not None
    assert len(again.left) == 2  # on disk


def test_the_keys_of_the_menu_and_the_mouse_ask_too(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk
) -> None:
    pages, sheet = write_opening(qtbot, theme, jobs, day, "We thank Jaxxon T for it.")
    wait_for(qtbot, sheet.text, "Jaxxon T")
    shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    pages.press((Qt.Key.Key_Left, ctrl), (Qt.Key.Key_Left, ctrl), (Qt.Key.Key_Left, ctrl), Qt.Key.Key_Left)
    pages.press((Qt.Key.Key_F10, shift))
    assert "Jaxxon T" in card_of(pages).accessibleName()
    pages.press(Qt.Key.Key_Escape)
    pages.press(Qt.Key.Key_Menu)
    pages.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert card_of(pages).leave.hasFocus()
    pages.press(Qt.Key.Key_Up, Qt.Key.Key_Escape)
    caret = QTextCursor(sheet.text.document())
    caret.setPosition(12)
    at = sheet.text.cursorRect(caret).center()
    press = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, sheet.text.viewport().mapToGlobal(at))
    QApplication.sendEvent(sheet.text.viewport(), press)
    assert "Jaxxon T" in card_of(pages).accessibleName()
    QTest.mouseClick(sheet.text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    sheet.text.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not has_card(pages)
    pages.click(sheet.look_line)  # and for a pen: the line under the text
    assert "Jaxxon T" in card_of(pages).accessibleName()


def test_nobody_is_told_in_the_middle_of_a_word(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> None:
    pages, sheet = write_opening(qtbot, theme, jobs, day, "Thank you, Jaxx")
    qtbot.wait(900)
    assert marked(sheet.text) == []
    pages.type("on T. So")
    wait_for(qtbot, sheet.text, "Jaxxon T")
    pages.press(*[Qt.Key.Key_Backspace] * 7)
    assert marked(sheet.text) == []  # at once: the words are others now


def test_marks_stay_on_their_words_among_other_letters(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk
) -> None:
    pages, sheet = write_opening(qtbot, theme, jobs, day, "😀😀 مرحبا Jaxxon T.\n\n“All”\nMrs Quennelby. ")
    qtbot.waitUntil(lambda: {"Jaxxon T", "Mrs Quennelby"} <= set(marked(sheet.text)), timeout=LONG_MS)
    assert "All" not in marked(sheet.text)  # nothing in a quote sounds like a verdict
    pages.press((Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier))
    pages.type("Now: ")
    assert {"Jaxxon T", "Mrs Quennelby"} <= set(marked(sheet.text))


def test_marks_are_no_part_of_the_text(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> None:
    pages, sheet = write_opening(qtbot, theme, jobs, day, "Thank you, Jaxxon T, again.")
    wait_for(qtbot, sheet.text, "Jaxxon T")
    sheet.text.clearFocus()
    pages.settle()
    (section,) = day.desk.reports.sections(day.scope)
    assert section.text == "Thank you, Jaxxon T, again."
    assert section.title == "To the school"


def test_a_finding_is_marked_at_the_table(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> None:
    make_small(day.desk, day.scope)
    text = f"In the Y4 lesson, talk was short [[{day.notes[2]}]]."
    day.desk.findings.add(day.scope, question=day.questions[0], kind="think_about", title="Talk", text=text)
    page = TablePage(day.desk, jobs, theme)
    page.show_review(day.scope)
    pages = show_alone(qtbot, theme, jobs, page)
    page.show_question(1)
    pages.settle()
    (card,) = page.findings.cards()
    wait_for(qtbot, card.text, "the Y4 lesson")
    card.title.setFocus()
    pages.press(Qt.Key.Key_F7)
    assert ways(card_of(pages)) == ["Say “one lesson in lower key stage 2”"]
    pages.press(Qt.Key.Key_Return)
    assert card.text.shown() == "In one lesson in lower key stage 2, talk was short [1]."
    card.text.clearFocus()
    pages.settle()
    (finding,) = day.desk.findings.all(day.scope)
    assert finding.text == f"In one lesson in lower key stage 2, talk was short [[{day.notes[2]}]]."


def test_who_only_reads_sees_no_mark(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> None:
    day.desk.reports.add_section(day.scope, "opening", question="", title="To the school", text="Thank you, Jaxxon T.")
    page = ReportPage(day.desk, jobs, theme, FONTS)
    page.show_review(day.scope)
    pages = show_alone(qtbot, theme, jobs, page)
    page.show_part(next(at for at, part in enumerate(page.parts()) if part.key == "opening"))
    sheet = sheet_shown(page)
    wait_for(qtbot, sheet.text, "Jaxxon T")
    sheet.text.set_writable(False)  # as on a colleague's laptop
    page._proof._there()[-1].looked = None
    page._proof.look_now()
    pages.settle()
    assert marked(sheet.text) == []


def test_the_team_is_expected_in_the_letter_and_not_in_a_question(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk
) -> None:
    page = PlanPage(day.desk, jobs, theme)
    page.show_review(day.scope)
    pages = show_alone(qtbot, theme, jobs, page)
    page.show_part("out")
    field = page.out.fields["cars"]
    field.setFocus()
    pages.type("Tom drives Bryony; ask for Jaxxon T at the gate. ")
    wait_for(qtbot, field, "Jaxxon T")
    page.show_part("questions")
    pages.settle()
    row = page.parts["questions"].findChildren(type(page.out.fields["cars"]))[0]
    row.setFocus()
    pages.press((Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier))
    pages.type(" As Tom asked, all of it? ")
    wait_for(qtbot, row, "Tom")  # words that judge are the coach's there


def test_no_word_to_look_at_is_said(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> None:
    pages, sheet = write_opening(qtbot, theme, jobs, day, "Thank you.")
    pages.press(Qt.Key.Key_F7)
    assert pages.said == ["There is no word to look at here."]
    assert QApplication.focusWidget() is sheet.text


def test_a_very_long_text_is_no_burden(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> None:
    pages, sheet = write_opening(qtbot, theme, jobs, day, "")
    text = "Jaxxon T said so, and so it was. " + "All that there is to say was said here, and said well.\n" * 1800
    QApplication.clipboard().setText(text)
    sheet.text.paste()
    assert len(sheet.text.shown()) > 99_000
    pages.type("Then ")
    qtbot.waitUntil(lambda: "Jaxxon T" in marked(sheet.text), timeout=LONG_MS)
    assert len(marked(sheet.text)) < 1000  # only its beginning is looked at
    assert sheet.text.shown() == text + "Then "


def test_no_note_is_ever_marked() -> None:
    """What notes are typed into knows nothing of marks."""
    import peerdesk.ui.notes
    import peerdesk.ui.now

    for package in (peerdesk.ui.now, peerdesk.ui.notes):
        for path in Path(package.__path__[0]).glob("*.py"):
            assert "proofing" not in path.read_text(encoding="utf-8"), path.name


def test_the_card_stays_by_its_words_and_inside_the_page(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk
) -> None:
    pages, sheet = write_opening(qtbot, theme, jobs, day, "Thank you, Jaxxon T, again.")
    wait_for(qtbot, sheet.text, "Jaxxon T")
    pages.press(Qt.Key.Key_F7)
    for width, height in ((1093, 614), (700, 420), (1440, 900)):
        pages.window.resize(width, height)
        pages.settle()
        qtbot.waitUntil(lambda: page_in(pages).contains(card_of(pages).geometry()), timeout=LONG_MS)


def end_spelling() -> None:
    """Kill the process that spells, as a system without memory does."""
    (process,) = [one for one in active_children() if one.name == "spelling"]
    process.kill()
    process.join()


def page_in(pages: Pages) -> QRect:
    """Return where the page is in its window."""
    return QRect(pages.page.mapTo(pages.window, QPoint(0, 0)), pages.page.size())


def test_the_other_process_ends_with_the_desk(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk) -> None:
    pages, sheet = write_opening(qtbot, theme, jobs, day, "Your chidlren spoke well.")
    wait_for(qtbot, sheet.text, "chidlren")
    assert [one.name for one in active_children()].count("spelling") == 1
    pages.window.close()
    day.desk.lock()
    assert "spelling" not in [one.name for one in active_children()]


def test_a_dictionary_that_dies_twice_is_said_once_and_names_go_on(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk
) -> None:
    pages, sheet = write_opening(qtbot, theme, jobs, day, "Your chidlren spoke well.")
    wait_for(qtbot, sheet.text, "chidlren")
    spelling = day.desk.wording.spelling
    end_spelling()
    pages.type(" Thier own.")
    qtbot.waitUntil(lambda: "Thier" in marked(sheet.text), timeout=LONG_MS)  # it was started again
    assert pages.said == []
    end_spelling()
    pages.type(" Recieved well.")
    qtbot.waitUntil(lambda: spelling.is_off, timeout=LONG_MS)
    qtbot.waitUntil(lambda: "Spelling is off for now: the dictionary did not answer." in pages.said, timeout=LONG_MS)
    pages.type(" Jaxxon T again. ")
    qtbot.waitUntil(lambda: "Jaxxon T" in marked(sheet.text), timeout=LONG_MS)
    assert QApplication.focusWidget() is sheet.text
    assert len([one for one in pages.said if one.startswith("Spelling is off")]) == 1


def test_without_its_lists_a_page_shows_what_was_written(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, day: ReviewDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day.desk.names, "_names", tmp_path / "none")
    pages, sheet = write_opening(qtbot, theme, jobs, day, "Thank you, Jaxxon T, again.")
    assert len(pages.said) == 1
    assert "cannot be read" in pages.said[0]
    sheet.text.clearFocus()
    pages.settle()
    (section,) = day.desk.reports.sections(day.scope)
    assert section.text == "Thank you, Jaxxon T, again."
    assert len(pages.said) == 1
