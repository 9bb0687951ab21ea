"""The practice: from the first start to a first note, told apart on everything, begun anew, and moved to a review."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.app import Program
from peerdesk.desk.capture import Capture
from peerdesk.desk.context import ResultsStore
from peerdesk.desk.context_sheets import write_context
from peerdesk.desk.desk import Desk
from peerdesk.desk.moving import practised_in
from peerdesk.desk.practice import demo_day
from peerdesk.desk.schools import Schools
from peerdesk.domain.document import NOT_REAL
from peerdesk.domain.looking import say_looked, say_tallies
from peerdesk.errors import PictureError
from peerdesk.export.html import write_html
from peerdesk.paths import resources
from peerdesk.start import Start
from peerdesk.ui.dialogs.begin_anew import BeginAnewSheet
from peerdesk.ui.dialogs.choosing import ask_files, ask_new_file, ask_sent
from peerdesk.ui.dialogs.moving import MoveSheet
from peerdesk.ui.dialogs.safeguarding import SafeguardingCard
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.pages.share import SharePage
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


def test_a_newcomer_sees_a_living_day(practised: Newcomer) -> None:
    desk = practised.practice
    scope = desk.plan.reviews()[0].scope
    plan = desk.plan.look(scope)
    assert plan is not None
    by_title = {one.title.partition(":")[0]: one.record_id for one in plan.activities}
    talk = desk.conversation.look(scope, by_title["Pupil group"])
    assert len(talk.answers) > 10
    assert len(talk.notes) > 5
    (own,) = desk.conversation.look(scope, by_title["Three teaching assistants"]).prompts
    assert own.text.endswith("?")
    looked, names = desk.looking.look(scope), {one.record_id: one.name for one in plan.members}
    titles = {one.record_id: one.title for one in plan.activities}
    assert say_looked(looked["L12"], names, titles) == (
        "widely: Bryony, Learning walk, history · in places: Bryony, Book look"
    )
    assert say_tallies(looked["L6"].counted) == "7 of 9 in two looks"
    assert {"L18", "L19"}.isdisjoint(looked)
    seen_by = {names[one.observed_by] for one in desk.capture.notes(scope)}
    assert len(seen_by) == 4


def test_where_pictures_cannot_be_read_there_is_a_day_all_the_same(
    newcomer: Newcomer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PictureError("The picture cannot be read.", "Make it smaller first, then try again.")

    monkeypatch.setattr(Capture, "add_picture", refused)
    newcomer.begin()
    scope = newcomer.practice.plan.reviews()[0].scope
    assert len(newcomer.practice.capture.notes(scope)) == len(demo_day().notes)
    assert newcomer.practice.looking.look(scope)


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


def test_the_word_is_in_every_form_that_a_paper_is_written_in(practised: Newcomer, tmp_path: Path) -> None:
    desk = practised.practice
    plan = desk.plan.reviews()[0]
    look = desk.plan.look(plan.scope)
    assert look is not None
    pack = docx.Document(str(desk.papers.write(look, "pack", tmp_path / "pack.docx")))
    assert pack.sections[0].header.paragraphs[0].text.startswith(NOT_REAL)
    page = BytesIO()
    write_html(desk.papers.document(look, "pack"), page)
    assert f">{NOT_REAL}</p>" in page.getvalue().decode()
    mine, _ = practised.own.plan.begin(school_name="Fenwick", days=("2027-03-09",))
    own = practised.own.plan.look(mine)
    assert own is not None
    real = docx.Document(str(practised.own.papers.write(own, "pack", tmp_path / "real.docx")))
    assert NOT_REAL not in real.sections[0].header.paragraphs[0].text


def test_what_is_given_from_there_says_so_wherever_it_is_opened(practised: Newcomer, tmp_path: Path) -> None:
    desk, out = practised.practice, tmp_path / "Briefing.peerdesk"
    scope = desk.plan.reviews()[0].scope
    desk.packages.give(scope, "briefing", out)
    plan = desk.plan.look(scope)
    assert plan is not None
    assert b"SUMMARY:Practice: " in desk.papers.write_calendar(plan, tmp_path / "day.ics").read_bytes()
    practised.do("practice.leave")
    page = practised.window.show_page("share")
    assert isinstance(page, SharePage)
    page.open_file(out)
    practised.settle()
    assert page.ui.contents.heading.text() == "Briefing from Amina Rahman (practice)"
    mine, _ = practised.own.plan.begin(school_name="Fenwick", days=("2027-03-09",))
    practised.own.packages.give(mine, "briefing", out)
    assert practised.own.packages.peek(out)[1] == "Amina Rahman"


def test_home_asks_to_send_nothing_there(practised: Newcomer) -> None:
    practised.own.plan.begin(school_name="Fenwick", days=("2027-03-09",))
    home = practised.window.show_page("home")
    practised.settle()
    assert isinstance(home, HomePage)
    assert not home.sending.line.isVisible()
    practised.do("practice.leave")
    home = practised.window.show_page("home")
    practised.settle()
    assert isinstance(home, HomePage)
    assert home.sending.line.text.text().startswith("To send to the head: the page, today.")


def test_figures_on_paper_say_so_too(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    store = ResultsStore(folder, Schools(folder), lambda: MORNING)
    for file in sorted((Path(__file__).parent / "data" / "results").iterdir()):
        store.bring_in(file)
    figures = store.figures(["900001"])
    for practice in (True, False):
        out = write_context(figures, figures.measures(), tmp_path / "f.pdf", resources() / "fonts", practice=practice)
        assert all((NOT_REAL in page.extract_text()) == practice for page in PdfReader(out).pages)


def test_the_word_is_in_the_titles_of_the_systems_own_dialogs_and_in_names_of_files(
    practised: Newcomer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(QFileDialog, "open", lambda one: asked.append((one.windowTitle(), one.selectedFiles())))
    page = practised.page(NowPage)
    ask_sent(page, lambda _: None)
    ask_new_file(page, "Where should it be?", "Visit pack.pdf", lambda _: None)
    ask_files(page, "Add a picture", "Pictures (*.png)", lambda _: None)
    assert [title for title, _ in asked] == [
        "Practice: Open what you were sent",
        "Practice: Where should it be?",
        "Practice: Add a picture",
    ]
    assert Path(asked[1][1][0]).name == "Practice, Visit pack.pdf"
    practised.do("practice.leave")
    ask_sent(practised.window, lambda _: None)
    assert asked[-1][0] == "Open what you were sent"


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
