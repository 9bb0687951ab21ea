"""One short review day on two laptops, from empty folders to the partnership's record, with keys and clicks only."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.app import Program
from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.record import open_record_of
from peerdesk.domain.review import Review
from peerdesk.paths import resources
from peerdesk.ui.dialogs.badge_words import BadgeWordsSheet
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.page import Page
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.plan_activity import ActivityForm
from peerdesk.ui.pages.plan_team import TeamPart, read_badge
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.pages.share import SharePage
from peerdesk.ui.pages.table import TablePage
from peerdesk.ui.pages.welcome import WelcomePage
from peerdesk.ui.reply.answer_sheet import AnswerSheet
from peerdesk.ui.report.where import WhereSheet
from peerdesk.ui.theme import Choice, Theme
from tests.export.report.making import flaws
from tests.people import Clock, Shelf

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
MORNING = datetime(2027, 3, 9, 9, 12, tzinfo=UTC)
QUESTION = "To what extent does planned talk help pupils to write?"
LINES = (
    ("y5 eng 26/27 say it tweak it say it again, no prompting +", "say it tweak it say it again, no prompting", "yes"),
    ("y4 28/30 talk time 40s, half not started -", "talk time 40s, half not started", "not_yet"),
    ("y3 hist pairs changed a word first +", "pairs changed a word first", "yes"),
)
Found = TypeVar("Found", bound=QWidget)
APage = TypeVar("APage", bound=Page)


class Laptop:
    """A program on a folder of its own, and somebody in front of it who reads, types and clicks."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        self.folder = folder
        self.program = Program(theme, folder, Shelf(), Clock(MORNING))
        self.program.start()
        self.window.resize(1280, 768)
        self.settle()

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    @property
    def desk(self) -> Desk:
        assert self.program._own is not None
        return self.program._own

    @property
    def review(self) -> Review:
        (review,) = self.desk.plan.reviews()
        return review

    def settle(self) -> None:
        for _ in range(4):
            assert self.window.jobs.wait_idle()
            QCoreApplication.sendPostedEvents(None, 0)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        trouble = self.window.findChild(FailureSheet)
        assert trouble is None, trouble.message.text()

    def focus(self) -> QWidget:
        """Turn to this laptop, and return where a key would go."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            assert QTest.qWaitForWindowActive(self.window)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert self.window.isAncestorOf(focused)
        return focused

    def press(self, *keys: Qt.Key, ctrl: bool = False) -> None:
        for key in keys:
            QTest.keyClick(self.focus(), key, CTRL if ctrl else Qt.KeyboardModifier.NoModifier)
            self.settle()

    def write(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def click(self, words: str) -> None:
        """Click what says these words, or begins with them."""
        ways = [one for one in self.window.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
        said = {one.text().replace("&", "") or one.accessibleName(): one for one in ways}
        found = [one for text, one in said.items() if text == words] or [
            one for text, one in said.items() if text.startswith(words)
        ]
        assert found, f"nothing says {words!r}: {sorted(said)}"
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()

    def fill(self, name: str, text: str) -> None:
        """Click into the field of this name, type, and go on with Tab."""
        fields = [one for one in self.window.findChildren(QLineEdit) if one.accessibleName() == name]
        (field,) = [one for one in fields if one.isVisible()]
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)
        self.write(text)
        self.press(KEY.Key_Tab)

    def go(self, number: int, kind: type[APage]) -> APage:
        """Go to a page by its number in the rail."""
        self.press(getattr(KEY, f"Key_{number}"), ctrl=True)
        return self.page(kind)

    def page(self, kind: type[APage]) -> APage:
        page = self.window.current_page()
        assert isinstance(page, kind)
        return page

    def sheet(self, kind: type[Found]) -> Found:
        found = self.window.findChild(kind)
        assert found is not None
        assert found.isVisible()
        return found

    def reads(self) -> str:
        """Return all words that are seen in the window, of labels, buttons and fields."""
        window = self.window
        widgets: list[QLabel | QAbstractButton | QLineEdit] = []
        for kind in (QLabel, QAbstractButton, QLineEdit):
            widgets += window.findChildren(kind)
        return "\n".join(one.text() for one in widgets if one.isVisible())

    def save_as(self, path: Path) -> None:
        """Answer where to, and press Enter."""
        where = self.window.findChild(WhereSheet)
        if where is not None and where.isVisible():
            QTest.mouseClick(where.elsewhere, Qt.MouseButton.LeftButton)
            self.settle()
        dialog = self.window.findChild(QFileDialog)
        assert dialog is not None
        name = dialog.findChild(QLineEdit)
        assert name is not None
        name.setText(str(path))
        QTest.keyClick(name, KEY.Key_Return)
        self.settle()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, resources(), Choice("light", contrast=False))
    yield theme
    theme.deleteLater()


@pytest.fixture
def anita(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[Laptop]:
    laptop = Laptop(theme, tmp_path / "anita")
    yield laptop
    laptop.program.close()


@pytest.fixture
def tom(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[Laptop]:
    laptop = Laptop(theme, tmp_path / "tom")
    yield laptop
    laptop.program.close()


def test_a_short_day_from_two_empty_folders_to_the_record(anita: Laptop, tom: Laptop, tmp_path: Path) -> None:
    stick = tmp_path / "STICK"
    stick.mkdir()
    badge = say_who_tom_is(tom, stick)
    begin_the_review(anita)
    plan_the_day(anita)
    add_tom(anita, badge, words_on_home(tom))
    brief(anita, stick)
    open_what_was_sent(tom, stick, words_on_home(anita))
    take_notes(tom)
    copy_mine(tom, stick)
    bring_in(anita)
    learn_that_it_arrived(tom)
    agree_a_finding(anita)
    write_the_report(anita, tmp_path)
    answer_for_the_head(anita)
    tell_the_partnership(anita, stick, tmp_path)


def words_on_home(laptop: Laptop) -> str:
    """Return the six words as somebody reads them aloud from Home."""
    page = laptop.go(1, HomePage)
    return " ".join(page.badge.words.text().replace("·", " ").split())


def say_who_tom_is(tom: Laptop, stick: Path) -> Path:
    tom.write("Tom Hale")
    tom.click("Have a practice")  # he looks around before he is sent anything
    tom.go(1, HomePage)
    tom.click("Back to my own reviews")
    tom.page(HomePage).save_badge(stick)
    tom.settle()
    (badge,) = stick.glob("*.badge")
    return badge


def begin_the_review(anita: Laptop) -> None:
    anita.page(WelcomePage)
    anita.write("Anita Shah")
    anita.click("Plan a review")
    anita.write("Wrenholt Primary School")
    anita.press(KEY.Key_Tab)
    anita.write("9 March 2027")
    anita.press(KEY.Key_Return)
    anita.page(PlanPage)
    assert anita.window.windowTitle() == "Wrenholt Primary School – PeerDesk"
    assert (anita.review.days, anita.review.check_by) == (("2027-03-09",), "2027-03-16")


def plan_the_day(anita: Laptop) -> None:
    anita.click("Questions")
    anita.click("Add a question")
    anita.write(QUESTION)
    anita.press(KEY.Key_Tab)
    anita.write("Planned talk")
    anita.press(KEY.Key_Tab)
    anita.click("Day")
    anita.click("Add an activity")
    anita.write("Learning walk, English")
    anita.press(KEY.Key_Tab)
    here = MORNING.astimezone()
    anita.fill("From", f"{here:%H}.05")
    anita.write(f"{here:%H}.50")
    anita.press(KEY.Key_Tab)
    form = anita.sheet(ActivityForm)
    assert (form.begins.text(), form.ends.text()) == (f"{here:%H}:05", f"{here:%H}:50")
    anita.click("Anita Shah")
    anita.click("1 Planned talk")
    plan = anita.desk.plan.look(anita.review.scope)
    assert plan is not None
    (activity,) = plan.activities
    assert activity.questions == (plan.questions[0].record_id,)
    assert activity.who == (plan.members[0].record_id,)


def add_tom(anita: Laptop, badge: Path, words: str) -> None:
    page = anita.go(2, PlanPage)
    anita.click("Team")
    team = page.parts["team"]
    assert isinstance(team, TeamPart)
    read_badge(team, page.acts, badge, team._add_badge)
    anita.settle()
    assert "Tom Hale's badge words" in anita.reads()
    assert anita.focus() is anita.sheet(BadgeWordsSheet).field
    anita.write(words)
    anita.press(KEY.Key_Return)
    assert "Badge confirmed" in anita.reads()
    anita.click("Day")
    anita.click("Tom Hale")


def brief(anita: Laptop, stick: Path) -> None:
    anita.go(5, SharePage).use_folder(stick)
    anita.settle()
    assert "For Tom Hale, and closed to everybody else" in anita.reads()
    anita.click("Make the briefing")
    assert (stick / "Briefing, Wrenholt Primary School.peerdesk").is_file()
    assert "Copied for whoever you give it to" in anita.window.toast.text()


def open_what_was_sent(tom: Laptop, stick: Path, words: str) -> None:
    tom.go(1, HomePage).open_requested.emit(stick / "Briefing, Wrenholt Primary School.peerdesk")
    tom.settle()
    share = tom.page(SharePage)  # nothing is written yet
    assert "You and Anita Shah have not met here." in tom.reads()
    assert tom.desk.plan.reviews() == []
    assert tom.focus() is share.ui.contents.words
    tom.write(words)
    tom.press(KEY.Key_Return, ctrl=True)
    tom.page(PlanPage)
    assert "Tell Anita Shah what should change." in tom.reads()
    assert tom.window.windowTitle() == "Wrenholt Primary School – PeerDesk"
    tom.click("Questions")
    assert tom.window.top_bar.date.text() == "Tuesday 9 March"


def take_notes(tom: Laptop) -> None:
    now = tom.go(3, NowPage)
    assert tom.focus() is now.composer.line
    assert "Learning walk, English" in now.composer.slots.activity.toolTip()
    for typed, _, _ in LINES:
        tom.write(typed)
        tom.press(KEY.Key_Return)
        assert now.composer.line.text() == ""
    notes = sorted(tom.desk.capture.notes(tom.review.scope), key=lambda note: note.first_written_at)
    assert [(one.text, one.sign) for one in notes] == [(text, sign) for _, text, sign in LINES]
    assert [one.where for one in notes] == ["Y5 English 26/27", "Y4 28/30", "Y3 history"]
    assert all(one.questions and one.activity for one in notes)


def copy_mine(tom: Laptop, stick: Path) -> None:
    tom.go(5, SharePage).use_folder(stick)
    tom.settle()
    assert "For Anita Shah, and closed to everybody else: the plan, notes: 3." in tom.reads()
    tom.click("Copy mine")
    (file,) = stick.glob("Notes from Tom Hale*.peerdesk")
    assert LINES[0][1].encode() not in file.read_bytes()


def bring_in(anita: Laptop) -> None:
    anita.go(1, HomePage)
    anita.go(5, SharePage)
    assert "0 of 1 are in. Next: Tom Hale." in anita.reads()
    assert "Notes from Tom Hale" in anita.reads()
    assert anita.desk.capture.notes(anita.review.scope) == []
    anita.click("Bring in")
    assert "Tom Hale's notes are here: 3 new, none lost." in anita.reads()
    assert "Everybody is in: Tom Hale." in anita.reads()
    assert len(anita.desk.capture.notes(anita.review.scope)) == len(LINES)


def learn_that_it_arrived(tom: Laptop) -> None:
    tom.click("Look again")
    assert "at the lead's" in tom.reads()


def agree_a_finding(anita: Laptop) -> None:
    page = anita.go(6, TablePage)
    anita.click("1 Planned talk")
    page.notes.view.setFocus()
    anita.press(KEY.Key_Home, KEY.Key_Space, KEY.Key_Down, KEY.Key_Space, KEY.Key_Down, KEY.Key_Space, KEY.Key_N)
    anita.write("Talk comes before writing.")
    anita.press(KEY.Key_Return)
    card = page.findings.current()
    assert card is not None
    assert "Stands on 3 observations; one reviewer" in card.basis.text()
    anita.click("Agree")
    (finding,) = anita.desk.findings.all(anita.review.scope)
    assert (finding.title, finding.agreed, finding.kind) == ("Talk comes before writing.", True, "works_well")
    assert len(anita.desk.findings.citations(anita.review.scope)) == len(LINES)


def write_the_report(anita: Laptop, folder: Path) -> None:
    anita.go(7, ReportPage)
    anita.click("Begin from the findings")
    assert "1 part" in anita.window.toast.text()
    anita.click("Make the page for the head")
    anita.save_as(folder / "page.pdf")
    assert "Talk comes before writing." in words_of(folder / "page.pdf")
    anita.click("Make the report")
    anita.click("Choose where")
    anita.save_as(folder / "report.pdf")
    said = words_of(folder / "report.pdf")
    assert "Talk comes before writing." in said
    assert "The team was Anita and Tom." in said
    assert not [text for _, text, _ in LINES if text in said]  # raw notes stay with the team


def words_of(pdf: Path) -> str:
    """Return what is printed, once the file keeps to both standards."""
    assert flaws(pdf.read_bytes()) == []
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())


def answer_for_the_head(anita: Laptop) -> None:
    anita.click("Sign off…")
    anita.click("Sign off")
    assert "Signed by the lead reviewer" in anita.reads()
    anita.click("Type her answer")
    sheet = anita.window.findChild(AnswerSheet)
    assert sheet is not None
    anita.click("We recognise this")
    sheet.form.words["recognise"].setFocus()
    anita.write("We recognise our school in this.")
    anita.click("The summary: the one page")
    anita.click("Keep it")
    said = "“Do you recognise your school? We recognise our school in this.” The summary may go to the partnership."
    assert said in anita.reads()
    assert "She recognises 1 of 1 finding." in anita.reads()


def tell_the_partnership(anita: Laptop, stick: Path, folder: Path) -> None:
    cora = start_here(folder / "cora", Shelf(), "Cora Lind", Clock(MORNING))
    badge = cora.people.write_file(folder)
    share = anita.go(5, SharePage)
    read_badge(share, share._acts, badge, lambda met: share._copy("partnership", [met]))
    anita.settle()
    anita.write(cora.people.words(cora.identity.key_id))
    anita.press(KEY.Key_Return)
    file = stick / "For the partnership, Wrenholt Primary School.peerdesk"
    assert file.is_file()
    lead = anita.desk.people.words(anita.desk.identity.key_id)
    record = open_record_of(cora, f"sqlite:///{folder / 'record.db'}")
    record.bring_in(file, typed_words=lead)
    (kept,) = record.reviews()
    assert (kept.review.school_name, kept.release, kept.notes) == ("Wrenholt Primary School", "summary", 0)
    record.close()
    cora.close()
