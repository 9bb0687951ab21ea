"""Every field that a person types into is journaled, or stands in the one table of those that are not."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.app import build_window
from peerdesk.desk.desk import Desk
from peerdesk.domain.review import Question
from peerdesk.ui.dialogs.badge_words import BadgeWordsSheet
from peerdesk.ui.dialogs.passphrase import PassphraseSheet
from peerdesk.ui.field_drafts import write_all_now
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.looking_back import LookingBack
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.notes.editor import NoteEditor
from peerdesk.ui.notes.pictures import KeptPicture
from peerdesk.ui.pages.feedback import FeedbackPage
from peerdesk.ui.pages.framework_edit import FrameworkEditPage
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.pages.table import TablePage
from peerdesk.ui.pages.welcome import WelcomePage
from peerdesk.ui.pictures.sheet import PictureSheet
from peerdesk.ui.pictures.sources import from_files
from peerdesk.ui.reply.answer_sheet import AnswerSheet
from peerdesk.ui.theme import Theme
from peerdesk.ui.two_lines import TwoLinesSheet
from peerdesk.ui.unjournaled import REASONS, reason_of
from peerdesk.ui.widgets.sheet import Sheet
from tests.people import Team, start_team
from tests.ui.pages.review_desk import TODAY, KeptDay, ReviewDesk, _identity, keep_day

Field = QLineEdit | QPlainTextEdit | QTextEdit


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> KeptDay:
    return keep_day(tmp_path_factory.mktemp("day") / "desk")


@pytest.fixture
def day(tmp_path: Path, kept: KeptDay) -> Iterator[ReviewDesk]:
    review = kept.copy(tmp_path / "desk")
    yield review
    review.desk.close()


def sit_down(desk: Desk, theme: Theme, qtbot: QtBot) -> MainWindow:
    window = build_window(desk, theme, lambda: TODAY, list)
    qtbot.addWidget(window)
    window.show()
    settle(window)
    return window


def settle(window: MainWindow) -> None:
    assert window.jobs.wait_idle()
    QApplication.sendPostedEvents(None, 0)


def fields_of(root: QWidget) -> list[Field]:
    """Return all text fields, seen or not; those in which one only reads are none."""
    found: list[Field] = [*root.findChildren(QLineEdit), *root.findChildren(QPlainTextEdit)]
    found += root.findChildren(QTextEdit)
    return [one for one in found if not one.isReadOnly()]


def faults(desk: Desk, root: QWidget) -> Iterator[str]:
    """Type into every field, as keys would; return those whose words are neither on disk nor left out for a reason."""
    for at, field in enumerate(fields_of(root)):
        if reason_of(field):
            continue
        if isinstance(field.parent(), QComboBox):
            yield f"a list that is typed into: {field.parent()}"
        words = f"heron{at}"
        for letter in words:
            press = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(field, press)
        assert write_all_now(root.window())
        there = any(words in one.text or words in one.context for one in desk.drafts.all())
        if not there:
            yield f"{type(field).__name__} “{field.accessibleName()}” in {type(field.parent()).__name__}"


def plan(window: MainWindow, day: ReviewDesk) -> QWidget:
    day.desk.plan.add(day.scope, "action", text="read more")
    page = window.show_page("plan")
    assert isinstance(page, PlanPage)
    settle(window)
    for part in page.parts:
        page.show_part(part)
    return page


def now(window: MainWindow, day: ReviewDesk) -> QWidget:
    page = window.show_page("now")
    settle(window)
    return page


def tally(window: MainWindow, day: ReviewDesk) -> QWidget:
    asked = day.desk.plan.one(Question, day.questions[0])
    assert asked is not None
    day.desk.plan.change(asked, example="talk")
    books, _ = day.desk.plan.add(day.scope, "activity", title="Book look", kind="work", questions=(day.questions[0],))
    page = window.show_page("now")
    settle(window)
    assert isinstance(page, NowPage)
    page.go_to(books)
    settle(window)
    assert len(page.tally.rows) > 1
    return page


def notes(window: MainWindow, day: ReviewDesk) -> QWidget:
    page = window.show_page("notes")
    settle(window)
    assert isinstance(page, NotesPage)
    page.list.choose([day.notes[0]])
    next(one for one in page.commands() if one.name == "notes.edit").act()
    return page


def behind(window: MainWindow, day: ReviewDesk) -> QWidget:
    page = window.show_page("notes")
    settle(window)
    assert isinstance(page, NotesPage)
    page.list.choose([day.notes[3]])
    page.hands.show_behind()
    return sheet_of(window)


def table(window: MainWindow, day: ReviewDesk) -> QWidget:
    day.desk.findings.add(day.scope, title="Talk is planned", question=day.questions[0])
    page = window.show_page("table")
    assert isinstance(page, TablePage)
    settle(window)
    page.show_question(1)
    settle(window)
    return page


def levels(window: MainWindow, day: ReviewDesk) -> QWidget:
    """Where the school stands, and why something planned did not take place."""
    shelved = day.desk.frameworks.shelf().find("sample-levels")
    assert shelved is not None
    day.desk.plan.take_up(day.scope, shelved.framework)
    day.desk.moderations.begin(day.scope, "talk")
    over = ("2027-03-09T09:00", "2027-03-09T09:30")
    day.desk.plan.add(day.scope, "activity", title="Walk", kind="walk", time=over)
    page = window.show_page("table")
    assert isinstance(page, TablePage)
    settle(window)
    page.show_question(len(day.questions) + 1)
    settle(window)
    assert page.standing.cards()
    assert page.coverage.promised.rows
    return page


def report(window: MainWindow, day: ReviewDesk) -> QWidget:
    page = window.show_page("report")
    settle(window)
    assert isinstance(page, ReportPage)
    for row in range(len(page.outline.model().rows())):  # type: ignore[attr-defined]
        page.outline.setCurrentIndex(page.outline.model().index(row, 0))
    return page


def feedback(window: MainWindow, day: ReviewDesk) -> QWidget:
    """What the head says, what was written down of it before, and other words that both agree."""
    made, _ = day.desk.findings.add(day.scope, title="Talk is planned", question=day.questions[0], agreed=True)
    day.desk.feedback.take_down(day.scope, "That is us.", finding=made)
    day.desk.feedback.give_leave(day.scope, True)
    page = window.show_page("feedback")
    assert isinstance(page, FeedbackPage)
    settle(window)
    page.show_step(made)
    page.card.words.click()
    settle(window)
    assert len(fields_of(page)) == 2
    assert len(fields_of(sheet_of(window))) == 3
    return window


def framework(window: MainWindow, day: ReviewDesk) -> QWidget:
    page = window.show_page("framework")
    assert isinstance(page, FrameworkEditPage)
    page.show_copy(day.desk.framework_copies.begin(day.desk.frameworks.core()))
    page.show_part("guides")
    settle(window)
    return page


def home(window: MainWindow, day: ReviewDesk) -> QWidget:
    return window.show_page("home")


def new_review(window: MainWindow, day: ReviewDesk) -> QWidget:
    next(one for one in window.show_page("home").commands() if one.name == "home.new").act()
    settle(window)
    return sheet_of(window)


def answer(window: MainWindow, day: ReviewDesk) -> QWidget:
    page = window.show_page("report")
    settle(window)
    assert isinstance(page, ReportPage)
    page.leaving.answering.ask()
    settle(window)
    return sheet_of(window, AnswerSheet)


def picture(window: MainWindow, day: ReviewDesk) -> QWidget:
    page = window.show_page("notes")
    assert isinstance(page, NotesPage)
    settle(window)
    note = day.desk.capture.note(day.notes[0])
    assert note is not None
    page.pictures.add(note, from_files([Path("a.png")]))
    settle(window)
    return sheet_of(window, PictureSheet)


def share(window: MainWindow, day: ReviewDesk) -> QWidget:
    return window.show_page("share")


def ready(window: MainWindow, day: ReviewDesk) -> QWidget:
    return window.show_page("ready")


def palette(window: MainWindow, day: ReviewDesk) -> QWidget:
    window.show_palette()
    return sheet_of(window)


def safeguarding(window: MainWindow, day: ReviewDesk) -> QWidget:
    window.show_safeguarding()
    return sheet_of(window)


def passphrase(window: MainWindow, day: ReviewDesk) -> QWidget:
    PassphraseSheet(window, "Open your notes", "", lambda _: None).open_over()
    return sheet_of(window)


def badge(window: MainWindow, day: ReviewDesk) -> QWidget:
    BadgeWordsSheet(window, "Tom", lambda _: None).open_over()
    return sheet_of(window)


def described(window: MainWindow, day: ReviewDesk) -> QWidget:
    """What a picture shows, beside the note."""
    page = notes(window, day)
    note = day.desk.capture.note(day.notes[0])
    assert note is not None
    assert isinstance(page, NotesPage)
    content = io.BytesIO()
    Image.new("RGB", (40, 30)).save(content, "PNG")
    day.desk.capture.add_picture(note, content.getvalue(), "a.png", "")
    page.refresh()
    settle(window)
    settle(window)
    assert page.detail.findChildren(KeptPicture)
    return page.detail


def noticed(window: MainWindow, day: ReviewDesk) -> QWidget:
    day.desk.noticing.keep(day.scope, "She waits")
    page = window.show_page("noticed")
    settle(window)
    return page


def two_lines(window: MainWindow, day: ReviewDesk) -> QWidget:
    member = next(one for one in day.desk.advice.to_trainees(day.scope)).member
    day.desk.people.add(_identity(member.name).badge)
    window.do("window.two_lines")
    settle(window)
    return sheet_of(window, TwoLinesSheet)


def words(window: MainWindow, day: ReviewDesk) -> QWidget:
    next(one for one in window.commands() if one.name == "ready.words").act()
    settle(window)
    return sheet_of(window)


def relock(window: MainWindow, day: ReviewDesk) -> QWidget:
    next(one for one in window.commands() if one.name == "ready.relock").act()
    settle(window)
    return window


def sheet_of(window: MainWindow, kind: type[Sheet] = Sheet) -> Sheet:
    sheet = next(iter(window.findChildren(kind)), None)
    assert sheet is not None
    return sheet


PLACES = (
    plan, now, tally, notes, behind, table, levels, report, framework, home, new_review, answer, picture, share, ready,
    palette, safeguarding, passphrase, badge, words, relock,
    described, noticed, two_lines, feedback,
)  # fmt: skip


@pytest.mark.parametrize("place", PLACES, ids=lambda one: one.__name__)
def test_all_that_is_typed_is_on_disk(
    place: Callable[[MainWindow, ReviewDesk], QWidget], day: ReviewDesk, theme: Theme, qtbot: QtBot
) -> None:
    window = sit_down(day.desk, theme, qtbot)
    root = place(window, day)
    assert list(faults(day.desk, root)) == []


def test_what_is_written_as_a_third_version_is_on_disk(tmp_path: Path, theme: Theme, qtbot: QtBot) -> None:
    team: Team = start_team(tmp_path)
    lead, scope = team.lead, team.scope
    lead.findings.add(scope, title="begun")
    team.hand(lead, team.ben)
    team.ben.findings.change(team.ben.findings.all(scope)[0], title="Ben's")
    lead.findings.change(lead.findings.all(scope)[0], title="the lead's")
    team.hand(team.ben, lead)
    window = sit_down(lead, theme, qtbot)
    page = window.current_page()
    assert page is not None
    LookingBack(page, lead).show_versions(lead.findings.all(scope)[0])
    settle(window)
    assert list(faults(lead, sheet_of(window))) == []
    window.close()
    team.close()


def test_nothing_can_be_typed_into_the_safeguarding_card(day: ReviewDesk, theme: Theme, qtbot: QtBot) -> None:
    window = sit_down(day.desk, theme, qtbot)
    assert fields_of(safeguarding(window, day)) == []


def test_there_are_fields_to_find(day: ReviewDesk, theme: Theme, qtbot: QtBot) -> None:
    window = sit_down(day.desk, theme, qtbot)
    assert len(fields_of(plan(window, day))) > 20
    assert len(fields_of(now(window, day))) >= 9
    assert window.findChild(NoteEditor) is None


def test_the_field_for_the_name_has_a_reason(theme: Theme, jobs: JobRunner, qtbot: QtBot) -> None:
    page = WelcomePage(theme, jobs)
    qtbot.addWidget(page)
    assert [reason_of(field) for field in fields_of(page)] == [REASONS["no file yet"]]


def test_a_field_without_a_journal_is_found(day: ReviewDesk, theme: Theme, qtbot: QtBot) -> None:
    window = sit_down(day.desk, theme, qtbot)
    bare = QLineEdit(window.current_page())
    bare.setAccessibleName("bare")
    root = window.current_page()
    assert isinstance(root, QObject)
    assert list(faults(day.desk, root)) == ["QLineEdit “bare” in HomePage"]
