"""The whole window, from the first start on: real files, a vault of the test's own, keys and clicks."""

import logging
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.app import Program
from peerdesk.desk.desk import is_here, start_here
from peerdesk.errors import KeyringLockedError, NoKeyringHereError, SecretNotKeptError
from peerdesk.paths import resources
from peerdesk.start import tell_bug
from peerdesk.ui.commands import find_clashes
from peerdesk.ui.dialogs.passphrase import PassphraseSheet
from peerdesk.ui.dialogs.recovery import RecoverySheet
from peerdesk.ui.dialogs.relocking import RelockSheet
from peerdesk.ui.dialogs.safeguarding import SafeguardingCard
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.new_review import NewReviewSheet
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.pages.opening import OpeningPage
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.ready import ReadyPage
from peerdesk.ui.pages.share import SharePage
from peerdesk.ui.pages.welcome import WelcomePage
from peerdesk.ui.theme import Choice, Theme
from tests.keys.cheap import cheap_guesses
from tests.people import Shelf

NOW = datetime(2027, 3, 9, 9, 12, tzinfo=UTC)
CTRL = Qt.KeyboardModifier.ControlModifier


class NoStore(Shelf):
    """A computer that keeps no secrets."""

    def read(self, desk_id: str) -> bytes | None:
        raise NoKeyringHereError("This computer has no password store.", "Open with your passphrase.")

    def write(self, desk_id: str, key: bytes) -> None:
        self.read(desk_id)


class LockedStore(Shelf):
    """A store that is closed until somebody unlocks it."""

    locked = True

    def read(self, desk_id: str) -> bytes | None:
        if self.locked:
            raise KeyringLockedError("This computer's password store is locked.", "Unlock it, then try again.")
        return super().read(desk_id)


class FullStore(Shelf):
    """A store that gives back what it has, and takes no more."""

    full = False

    def write(self, desk_id: str, key: bytes) -> None:
        if self.full:
            raise SecretNotKeptError("This computer's password store keeps nothing new.", "Try again.")
        super().write(desk_id, key)


@pytest.fixture(scope="module")
def only_theme(qapp: QApplication) -> Theme:
    return Theme(qapp, resources(), Choice("light", contrast=False))


@pytest.fixture
def theme(only_theme: Theme) -> Iterator[Theme]:
    yield only_theme
    only_theme.choose(Choice("light", contrast=False))
    only_theme.set_practice(False)


Start = Callable[..., "Person"]


@pytest.fixture
def start(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[Start]:
    """Start the program in a folder, with a vault."""
    running: list[Program] = []

    def begin(vault: Shelf, folder: Path = tmp_path / "anita") -> "Person":
        program = Program(theme, folder, vault, lambda: NOW)
        running.append(program)
        program.start()
        person = Person(program)
        person.settle()
        return person

    yield begin
    for program in running:
        program.close()


class Person:
    """Somebody in front of the window."""

    def __init__(self, program: Program) -> None:
        self.program = program

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    def page(self, kind: type[QWidget]) -> QWidget:
        self.settle()
        page = self.window.current_page()
        assert isinstance(page, kind)
        return page

    def settle(self) -> None:
        for _ in range(4):
            assert self.window.jobs.wait_idle()
            QCoreApplication.sendPostedEvents(None, 0)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.window.activateWindow()
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifiers)
        self.settle()

    def click(self, button: QWidget) -> None:
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def say_name(self, name: str = "Amina Rahman") -> WelcomePage:
        page = self.page(WelcomePage)
        assert isinstance(page, WelcomePage)
        QTest.keyClicks(page.name, name)
        return page


def test_the_first_start_with_a_briefing_ends_at_the_plan(start: Start, tmp_path: Path) -> None:
    lead = start_here(tmp_path / "lead", Shelf(), "Anita", lambda: NOW)
    scope, _ = lead.plan.begin(school_name="Wrenholt Primary School", days=("2027-03-09",))
    file = lead.packages.give(scope, "briefing", tmp_path / "Briefing.peerdesk")
    assert file.kind == "briefing"
    person = start(Shelf(), tmp_path / "tom")
    person.say_name("Tom")._on_file_chosen(tmp_path / "Briefing.peerdesk")
    share = person.page(SharePage)
    assert isinstance(share, SharePage)
    QTest.keyClicks(share.ui.contents.words, lead.people.words(lead.identity.key_id))
    person.press(Qt.Key.Key_Return, CTRL)
    plan = person.page(PlanPage)
    assert isinstance(plan, PlanPage)
    assert plan.plan is not None
    assert plan.plan.review.school_name == "Wrenholt Primary School"
    assert person.window.windowTitle() == "Wrenholt Primary School – PeerDesk"
    assert person.window.top_bar.date.text() == "Tuesday 9 March"
    lead.close()


def test_the_first_start_can_be_a_review_that_one_leads(start: Start) -> None:
    person = start(Shelf())
    person.click(person.say_name().plan_button)
    home = person.page(HomePage)
    sheet = home.window().findChild(NewReviewSheet)
    assert sheet is not None
    assert sheet.isVisible()


def test_the_first_start_can_be_a_practice_on_other_paper(start: Start, theme: Theme, tmp_path: Path) -> None:
    paper = theme.colour("paper")
    person = start(Shelf())
    person.click(person.say_name().practice_button)
    assert isinstance(person.page(NowPage), NowPage), "a newcomer begins at the line"
    assert theme.practice
    assert theme.colour("paper") != paper
    assert person.window.windowTitle() == "Practice: Wrenholt Primary School – PeerDesk"
    assert is_here(tmp_path / "anita" / "practice")
    home = person.window.show_page("home")
    person.settle()
    assert isinstance(home, HomePage)
    assert "Wrenholt" in home.today.school.text()
    person.click(home.practice.go)
    own = person.page(HomePage)
    assert isinstance(own, HomePage)
    assert theme.colour("paper") == paper
    assert "no review" in own.nothing.text()
    assert own.nothing.isVisible()


def test_the_next_start_opens_at_home_with_what_was_open(start: Start, tmp_path: Path) -> None:
    shelf = Shelf()
    desk = start_here(tmp_path / "anita", shelf, "Anita", lambda: NOW)
    desk.plan.begin(school_name="Fenwick", days=("2027-04-01",))
    desk.plan.begin(school_name="Wrenholt", days=("2027-03-09",))
    desk.close()
    person = start(shelf)
    assert isinstance(person.page(HomePage), HomePage)
    assert person.window.windowTitle() == "Wrenholt – PeerDesk"


def test_a_computer_without_a_store_asks_for_words_and_asks_again(start: Start, tmp_path: Path) -> None:
    person = start(NoStore())
    page = person.say_name()
    person.click(page.practice_button)
    sheet = person.window.findChild(PassphraseSheet)
    assert sheet is not None
    QTest.keyClicks(sheet.field, "short")
    person.click(sheet.open_button)
    assert sheet.answer.isVisible()
    sheet.field.setText("the heron waits at the weir")
    person.click(sheet.open_button)
    assert isinstance(person.page(NowPage), NowPage)
    person.program.close()
    again = start(NoStore())
    asked = again.window.findChild(PassphraseSheet)
    assert asked is not None
    asked.field.setText("the heron waits at the dam")
    again.click(asked.open_button)
    assert asked.answer.isVisible()
    asked.field.setText("the heron waits at the weir")
    again.click(asked.open_button)
    assert isinstance(again.page(HomePage), HomePage)


def test_a_locked_store_is_a_sentence_and_a_way_to_try_again(start: Start, tmp_path: Path) -> None:
    store = LockedStore()
    start_here(tmp_path / "anita", store, "Anita", lambda: NOW).close()
    person = start(store)
    page = person.page(OpeningPage)
    assert isinstance(page, OpeningPage)
    sheet = person.window.findChild(FailureSheet)
    assert sheet is not None
    assert sheet.remedy.text() == "Unlock it, then try again."
    sheet.reject()
    store.locked = False
    assert page.closed.button is not None
    person.click(page.closed.button)
    assert isinstance(person.page(HomePage), HomePage)


@pytest.fixture
def planner(start: Start, tmp_path: Path) -> Person:
    """Somebody with one review, at its plan."""
    shelf = Shelf()
    desk = start_here(tmp_path / "anita", shelf, "Anita", lambda: NOW)
    desk.plan.begin(school_name="Wrenholt", days=("2027-03-09",))
    desk.close()
    person = start(shelf)
    person.press(Qt.Key.Key_2, CTRL)
    return person


def test_ctrl_z_takes_the_last_act_back_and_says_what_it_was(planner: Person) -> None:
    plan = planner.page(PlanPage)
    assert isinstance(plan, PlanPage)
    line = plan.parts["school"].lines["partnership"]  # type: ignore[attr-defined]
    line.setFocus()
    QTest.keyClicks(line, "Four Becks")
    line.clearFocus()
    planner.settle()
    planner.press(Qt.Key.Key_Z, CTRL)
    assert planner.window.toast.text() == "Taken back: change the plan"
    assert line.text() == ""
    planner.press(Qt.Key.Key_Y, CTRL)
    assert planner.window.toast.text() == "Done again: change the plan"
    assert line.text() == "Four Becks"
    for _ in range(4):
        planner.press(Qt.Key.Key_Z, CTRL)
    assert planner.window.toast.text() == "“begin a review” cannot be undone, and nothing else is left to undo."
    planner.press(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert line.text() == "Four Becks"
    planner.press(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert planner.window.toast.text() == "There is nothing to do again."


def test_the_card_shows_the_contacts_of_the_review_that_is_open(planner: Person) -> None:
    plan = planner.page(PlanPage)
    assert isinstance(plan, PlanPage)
    who, _ = plan.parts["school"].contacts["child"]  # type: ignore[attr-defined]
    who.setFocus()
    QTest.keyClicks(who, "Ms Farrow")
    who.clearFocus()
    planner.settle()
    planner.window.show_safeguarding()
    card = planner.window.findChild(SafeguardingCard)
    assert card is not None
    assert card._contacts["child"].name == "Ms Farrow"
    planner.click(card.passed_on_button)
    assert planner.program._own is not None
    scope = planner.program._own.plan.reviews()[0].scope
    assert planner.program._own.keeping.setting(f"passed_on.{scope}") == NOW.isoformat()


def test_what_is_being_typed_when_the_window_closes_is_kept(planner: Person, start: Start) -> None:
    plan = planner.page(PlanPage)
    assert isinstance(plan, PlanPage)
    line = plan.parts["school"].lines["partnership"]  # type: ignore[attr-defined]
    line.setFocus()
    QTest.keyClicks(line, "Four Becks")
    assert planner.program._own is not None
    desk = planner.program._own
    planner.window.close()
    assert desk.plan.reviews()[0].partnership == "Four Becks"


def test_a_look_that_was_chosen_is_put_on_at_the_next_start(start: Start, theme: Theme, tmp_path: Path) -> None:
    shelf = Shelf()
    start_here(tmp_path / "anita", shelf, "Anita", lambda: NOW).close()
    person = start(shelf)
    theme.choose(Choice("dark", contrast=True, scale=1.25))
    person.settle()
    person.program.close()
    theme.choose(Choice("light", contrast=False))
    start(shelf)
    assert theme.choice == Choice("dark", contrast=True, scale=1.25)


def test_what_nobody_foresaw_is_logged_and_said_and_the_window_stays(
    planner: Person, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", partial(tell_bug, planner.program))
    sys.excepthook(ZeroDivisionError, ZeroDivisionError("one over nothing"), None)
    assert "outside of any job" in caplog.text
    sheet = planner.window.findChild(FailureSheet)
    assert sheet is not None
    assert "not your doing" in sheet.message.text()
    assert any(record.levelno >= logging.ERROR for record in caplog.records)
    caplog.clear()


def test_every_page_of_the_rail_opens(planner: Person) -> None:
    for name in ("home", "plan", "now", "notes", "share", "table", "report"):
        planner.window.show_page(name)
        planner.settle()
        assert planner.window.findChild(FailureSheet) is None, name
        assert find_clashes(planner.window.commands()) == []


def start_with_words(folder: Path, shelf: Shelf) -> str:
    """Keep a review, and recovery words that were typed back."""
    desk = start_here(folder, shelf, "Anita", lambda: NOW)
    desk.plan.begin(school_name="Wrenholt", days=("2027-03-09",))
    words = desk.recovery.make_words()
    desk.recovery.confirm(words)
    desk.close()
    return words


@pytest.fixture
def cheap() -> Iterator[None]:
    with cheap_guesses():
        yield


@pytest.mark.usefixtures("cheap")
def test_recovery_words_open_the_notes_where_the_computer_forgot(start: Start, tmp_path: Path) -> None:
    shelf = Shelf()
    words = start_with_words(tmp_path / "anita", shelf)
    shelf.keys.clear()
    person = start(shelf)
    sheet = person.window.findChild(PassphraseSheet)
    assert sheet is not None
    QTest.keyClicks(sheet.field, "one two three four five six seven eight")
    person.click(sheet.open_button)
    assert sheet.answer.isVisible()
    sheet.field.setText(words.upper())
    person.click(sheet.open_button)
    assert isinstance(person.page(HomePage), HomePage)
    assert "remembers again" in person.window.toast.text()
    person.program.close()
    assert isinstance(start(shelf).page(HomePage), HomePage), "they are not asked for again"


@pytest.mark.usefixtures("cheap")
def test_a_computer_that_cannot_remember_says_so(start: Start, tmp_path: Path) -> None:
    words = start_with_words(tmp_path / "anita", Shelf())
    person = start(NoStore())
    sheet = person.window.findChild(PassphraseSheet)
    assert sheet is not None
    sheet.field.setText(words)
    person.click(sheet.open_button)
    assert isinstance(person.page(HomePage), HomePage)
    assert "could not remember" in person.window.toast.text()


@pytest.mark.usefixtures("cheap")
def test_without_any_words_it_is_said_and_nothing_is_changed(start: Start, tmp_path: Path) -> None:
    shelf = Shelf()
    start_here(tmp_path / "anita", shelf, "Anita", lambda: NOW).close()
    kept = dict(shelf.keys)
    shelf.keys.clear()
    person = start(shelf)
    sheet = person.window.findChild(PassphraseSheet)
    assert sheet is not None
    sheet.field.setText("one two three four five six seven eight")
    person.click(sheet.open_button)
    failure = person.window.findChild(FailureSheet)
    assert failure is not None
    assert "No recovery words were ever made" in failure.message.text()
    failure.reject()
    shelf.keys.update(kept)
    page = person.page(OpeningPage)
    assert isinstance(page, OpeningPage)
    assert page.closed.button is not None
    person.click(page.closed.button)
    assert isinstance(person.page(HomePage), HomePage)


def test_home_leads_to_what_has_to_be_ready_and_to_the_words(planner: Person) -> None:
    plan = planner.page(PlanPage)
    assert isinstance(plan, PlanPage)
    plan.show_part("team")
    home = planner.window.show_page("home")
    assert isinstance(home, HomePage)
    planner.settle()
    planner.click(home.words.go)
    assert isinstance(planner.page(ReadyPage), ReadyPage)
    sheet = planner.window.findChild(RecoverySheet)
    assert sheet is not None
    planner.press(Qt.Key.Key_Escape)
    planner.window.show_page("home")
    planner.click(home.ready.go)
    ready = planner.page(ReadyPage)
    assert isinstance(ready, ReadyPage)
    planner.click(ready.rows["Safeguarding contacts"].button)
    assert planner.page(PlanPage) is plan
    assert plan.parts["school"].isVisible()
    planner.window.show_page("ready")
    row = planner.window.rail.current()
    assert row is not None
    assert row.accessibleName() == "Home"


def ask_to_change(person: Person) -> RelockSheet:
    command = next(one for one in person.window.commands() if one.name == "ready.relock")
    command.act()
    person.settle()
    sheet = person.window.findChild(RelockSheet)
    assert sheet is not None
    return sheet


@pytest.mark.usefixtures("cheap")
def test_what_opens_the_notes_is_changed_and_the_notes_go_on(start: Start, tmp_path: Path) -> None:
    shelf = Shelf()
    words = start_with_words(tmp_path / "anita", shelf)
    before = dict(shelf.keys)
    person = start(shelf)
    sheet = ask_to_change(person)
    QTest.keyClicks(sheet.words.field, "one two three four five six seven eight")
    person.click(sheet.change_button)
    assert sheet.words.answer.isVisible()
    assert shelf.keys == before
    sheet.words.field.setText(words)
    person.click(sheet.change_button)
    assert shelf.keys != before
    assert "is changed" in person.window.toast.text()
    home = person.page(HomePage)
    assert isinstance(home, HomePage)
    assert home.today.school.text() == "Wrenholt"
    desk = person.program._own
    assert desk is not None
    desk.plan.begin(school_name="Fenwick", days=("2027-04-01",))
    person.program.close()
    assert isinstance(start(shelf).page(HomePage), HomePage)


@pytest.mark.usefixtures("cheap")
def test_a_change_that_could_not_be_made_says_so_over_the_notes(start: Start, tmp_path: Path) -> None:
    store = FullStore()
    words = start_with_words(tmp_path / "anita", store)
    before = dict(store.keys)
    person = start(store)
    sheet = ask_to_change(person)
    sheet.words.field.setText(words)
    store.full = True
    person.click(sheet.change_button)
    home = person.page(HomePage)
    assert isinstance(home, HomePage)
    assert home.today.school.text() == "Wrenholt"
    failure = person.window.findChild(FailureSheet)
    assert failure is not None
    assert failure.message.text() == "This computer's password store keeps nothing new."
    assert store.keys == before
