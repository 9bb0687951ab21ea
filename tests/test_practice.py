"""The practice: from the first start to a first note, told apart on everything, begun anew, and moved to a review."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.app import Program
from peerdesk.desk.desk import Desk
from peerdesk.desk.moving import practised_in
from peerdesk.desk.practice import demo_day
from peerdesk.paths import resources
from peerdesk.start import Start
from peerdesk.ui.dialogs.begin_anew import BeginAnewSheet
from peerdesk.ui.dialogs.moving import MoveSheet
from peerdesk.ui.dialogs.safeguarding import SafeguardingCard
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.pages.welcome import WelcomePage
from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.widgets.practice_band import PracticeBand
from tests.people import Clock, Shelf

MORNING = datetime(2027, 3, 9, 9, 12, tzinfo=UTC)
FIRST = "two pairs changed a word after talking"


class Newcomer:
    """Somebody at the first start, whose acts are counted."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        self.program = Program(theme, folder, Shelf(), Clock(MORNING))
        self.program.start()
        self.acts = 0
        self.settle()

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    @property
    def own(self) -> Desk:
        assert self.program._own is not None
        return self.program._own

    @property
    def practice(self) -> Desk:
        assert self.program._practising.desk is not None
        return self.program._practising.desk

    def settle(self) -> None:
        for _ in range(5):
            assert self.window.jobs.wait_idle()
            QCoreApplication.sendPostedEvents(None, 0)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def click(self, button: QWidget) -> None:
        assert button.isEnabled()
        self.acts += 1
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def press(self, key: Qt.Key) -> None:
        self.acts += 1
        QTest.keyClick(self.focus(), key)
        self.settle()

    def focus(self) -> QWidget:
        self.window.activateWindow()
        focused = QApplication.focusWidget() or self.window.focusWidget()
        assert focused is not None
        return focused

    def write(self, words: str) -> None:
        QTest.keyClicks(self.focus(), words)

    def begin(self) -> None:
        """Practise, from the welcome on."""
        welcome = self.page(WelcomePage)
        self.write("Amina Rahman")
        self.click(welcome.practice_button)  # type: ignore[attr-defined]

    def page(self, kind: type[QWidget]) -> QWidget:
        page = self.window.current_page()
        assert isinstance(page, kind)
        return page

    def sheet(self, kind: type[QDialog]) -> QDialog:
        found = [one for one in self.window.findChildren(kind) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def do(self, name: str) -> None:
        self.window.do(name)
        self.settle()


@pytest.fixture(scope="module")
def only_theme(qapp: QApplication) -> Theme:
    return Theme(qapp, resources(), Choice("light", contrast=False))


@pytest.fixture
def newcomer(only_theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[Newcomer]:
    person = Newcomer(only_theme, tmp_path / "amina")
    yield person
    person.program.close()
    only_theme.set_practice(False)


@pytest.fixture
def practised(newcomer: Newcomer) -> Newcomer:
    """Somebody who has typed one note in the practice."""
    newcomer.begin()
    newcomer.write(FIRST)
    newcomer.press(Qt.Key.Key_Return)
    return newcomer


def test_a_first_note_takes_two_acts_and_two_waits_for_files(newcomer: Newcomer) -> None:
    waits: list[str] = []
    newcomer.program._practising.opened.connect(lambda *_: waits.append("the practice is made"))
    newcomer.begin()
    assert newcomer.focus() is newcomer.page(NowPage).composer.line  # type: ignore[attr-defined]
    newcomer.write(FIRST)
    newcomer.press(Qt.Key.Key_Return)
    scope = newcomer.practice.plan.reviews()[0].scope
    assert FIRST in [one.text for one in newcomer.practice.capture.notes(scope)]
    assert newcomer.acts == 2
    assert waits == ["the practice is made"]  # besides it only the opening of the program itself


def test_the_real_start_takes_a_name_and_a_wish_before_it_is_ready(
    only_theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    start = Start(only_theme, tmp_path / "amina", Shelf, Clock(MORNING))
    loaded: list[Program] = []
    start.loaded.connect(loaded.append)
    start.begin()
    page = start.door.current_page()
    assert isinstance(page, WelcomePage)
    QTest.keyClicks(page.name, "Amina Rahman")
    QTest.mouseClick(page.practice_button, Qt.MouseButton.LeftButton)
    assert "One moment" in page.waiting.text()
    qtbot.waitUntil(lambda: bool(loaded) and isinstance(_page_of(loaded[0]), NowPage), timeout=60_000)
    loaded[0].close()
    only_theme.set_practice(False)


def test_what_is_typed_while_the_notes_are_opened_goes_into_the_line(
    practised: Newcomer, only_theme: Theme, qtbot: QtBot
) -> None:
    own, vault = practised.own, practised.program._vault
    own.plan.begin(school_name="Fenwick", days=("2027-03-09",))
    folder = own.folder
    practised.program.close()
    start = Start(only_theme, folder, lambda: vault, Clock(MORNING))
    loaded: list[Program] = []
    start.loaded.connect(loaded.append)
    start.begin()
    QTest.keyClicks(start.door.current_page().line, "a hall in which")  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: bool(loaded) and "a hall in which" in _line_of(loaded[0]), timeout=60_000)
    loaded[0].close()


def _page_of(program: Program) -> QWidget | None:
    return program.window.current_page() if program.window else None


def _line_of(program: Program) -> str:
    page = _page_of(program)
    return page.composer.line.text() if isinstance(page, NowPage) else ""


def test_the_word_is_on_the_bar_the_title_and_every_sheet(practised: Newcomer) -> None:
    window = practised.window
    assert window.top_bar.practice.isVisible()
    assert window.windowTitle().startswith("Practice: Wrenholt")
    window.show_safeguarding()
    band = practised.sheet(SafeguardingCard).findChild(PracticeBand)
    assert band is not None
    assert band.isVisible()


def test_the_word_is_on_every_page_that_is_printed_there(practised: Newcomer, tmp_path: Path) -> None:
    scope = practised.practice.plan.reviews()[0].scope
    fonts = resources() / "fonts"
    there = practised.practice.reports.write_report(scope, tmp_path / "there.pdf", fonts, "on the day")
    pages = [page.extract_text() for page in PdfReader(there).pages]
    assert pages
    assert all("Practice: nothing here is real" in page for page in pages)
    mine, _ = practised.own.plan.begin(school_name="Fenwick", days=("2027-03-09",))
    here = practised.own.reports.write_report(mine, tmp_path / "here.pdf", fonts, "on the day")
    assert not any("Practice" in page.extract_text() for page in PdfReader(here).pages)


def test_what_was_typed_moves_to_a_review_as_ones_own_and_the_practice_stays(practised: Newcomer) -> None:
    scope, _ = practised.own.plan.begin(school_name="Fenwick", days=("2027-03-09",))
    walk, _ = practised.own.plan.add(scope, "activity", title="Learning walk")
    there = practised.practice.plan.reviews()[0].scope
    practised.practice.capture.keep_jotting(there, "ask about the SENCO's day")
    practised.do("practice.move")
    sheet = practised.sheet(MoveSheet)
    assert isinstance(sheet, MoveSheet)
    assert [one.text for one in sheet.chosen()] == [FIRST, "ask about the SENCO's day"]
    assert all(tick.isChecked() for tick in sheet.ticks)
    sheet.activity.show_value(walk)
    practised.click(sheet.move_button)
    assert isinstance(practised.window.current_page(), NotesPage)
    assert not practised.program._theme.practice
    (note,) = practised.own.capture.notes(scope)
    member = practised.own.plan.look(scope).me(practised.own.identity.key_id)  # type: ignore[union-attr]
    assert (note.text, note.activity, note.questions) == (FIRST, walk, ())
    assert (note.author, note.observed_by) == (practised.own.identity.key_id, member.record_id)  # type: ignore[union-attr]
    assert [one.text for one in practised.own.capture.jottings(scope)] == ["ask about the SENCO's day"]
    assert len(practised_in(practised.practice, demo_day())) == 2
    practised.own.keeping.undo()
    assert practised.own.capture.notes(scope) == []
    assert practised.own.capture.jottings(scope) == []


def test_without_a_real_review_it_is_said_and_nothing_moves(practised: Newcomer) -> None:
    practised.do("practice.move")
    sheet = practised.sheet(MoveSheet)
    assert isinstance(sheet, MoveSheet)
    assert not sheet.move_button.isVisible()
    assert "no real review on this laptop yet" in sheet._sentence()


def test_the_practice_begins_anew_after_it_was_asked_and_moving_first_is_offered(practised: Newcomer) -> None:
    before = practised.practice.identity.key_id
    practised.do("practice.anew")
    sheet = practised.sheet(BeginAnewSheet)
    assert isinstance(sheet, BeginAnewSheet)
    practised.click(sheet.move_button)
    practised.sheet(MoveSheet).reject()
    assert len(practised_in(practised.practice, demo_day())) == 1
    practised.do("practice.anew")
    again = practised.sheet(BeginAnewSheet)
    assert isinstance(again, BeginAnewSheet)
    practised.click(again.anew_button)
    assert practised.program._theme.practice
    assert isinstance(practised.page(HomePage), HomePage)
    assert practised.practice.identity.key_id != before
    assert practised_in(practised.practice, demo_day()) == ()
    assert len(practised.program._vault.keys) == 2, "the key of what went is not kept"  # type: ignore[attr-defined]
