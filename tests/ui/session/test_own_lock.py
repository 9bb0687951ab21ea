"""A lock of PeerDesk's own: at a wish, or when nobody has touched it; and what opens it again."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.app import Program
from peerdesk.desk.desk import start_here
from peerdesk.keys.vault import PassphraseVault
from peerdesk.ui.commands import find_clashes
from peerdesk.ui.feedback.stage import Stage
from peerdesk.ui.pages.feedback import FeedbackPage
from peerdesk.ui.pages.locked import LockedPage
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.session.settings import SettingsSheet
from peerdesk.ui.session.source import Why
from peerdesk.ui.theme import Theme
from tests.keys.cheap import cheap_guesses
from tests.people import Shelf
from tests.ui.accessibility import find_faults
from tests.ui.session.conftest import NOW, Person

WHYS: tuple[Why, ...] = ("session", "own")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def words(person: Person) -> Iterator[str]:
    """Recovery words that were typed back."""
    desk = person.program._own
    assert desk is not None
    with cheap_guesses():
        words = desk.recovery.make_words()
        desk.recovery.confirm(words)
        yield words


def lock_now(person: Person) -> None:
    person.window.activateWindow()
    QTest.keyClick(person.window.focusWidget() or person.window, Qt.Key.Key_L, CTRL | SHIFT)
    person.wait_locked()


def press_open(person: Person) -> None:
    page = person.window.current_page()
    assert isinstance(page, LockedPage)
    assert page.locked.button is not None
    QTest.mouseClick(page.locked.button, Qt.MouseButton.LeftButton)


def answer(person: Person, phrase: str) -> None:
    sheet = person.wait_asked()
    sheet.field.setText(phrase)
    sheet.open_button.click()
    person.wait_open()


def settings(person: Person) -> SettingsSheet:
    person.window.activateWindow()
    QTest.keyClick(person.window.focusWidget() or person.window, Qt.Key.Key_Comma, CTRL)
    sheet = person.window.findChild(SettingsSheet)
    assert sheet is not None
    return sheet


def choose_minutes(person: Person, minutes: int) -> None:
    sheet = settings(person)
    sheet.after.setFocus()
    while sheet.after.value() != str(minutes):
        QTest.keyClick(sheet.after, Qt.Key.Key_Down)
    sheet.close_button.click()
    person.settle()


def test_it_is_off_until_somebody_chooses_it(person: Person, time: list[float]) -> None:
    time[0] += 100_000
    person.program._own_lock.idle.look()
    assert not person.is_locked()


def test_a_key_locks_and_the_button_opens_where_there_are_no_words(person: Person) -> None:
    page = person.window.show_page("now")
    lock_now(person)
    press_open(person)
    person.wait_open()
    assert person.window.current_page() is page
    assert isinstance(page, NowPage)


def test_with_recovery_words_only_who_knows_them_opens_it(person: Person, words: str) -> None:
    lock_now(person)
    press_open(person)
    sheet = person.wait_asked()
    sheet.reject()
    person.settle()
    press_open(person)
    sheet = person.wait_asked()
    sheet.field.setText("one two three four five six seven eight")
    sheet.open_button.click()
    person.settle()
    assert sheet.answer.isVisible()
    assert person.is_locked()
    sheet.field.setText(words)
    sheet.open_button.click()
    person.wait_open()


def test_who_asks_before_it_is_closed_is_asked_for_the_words_too(person: Person, words: str) -> None:
    go_on = threading.Event()
    person.window.jobs.start(person.window, lambda _: go_on.wait(10), lambda _: None)
    person.program.lock()
    press_open(person)
    go_on.set()
    assert person.wait_asked().isVisible()
    assert person.is_locked()


def test_the_session_does_not_open_what_the_person_locked(person: Person, words: str) -> None:
    lock_now(person)
    for what in ("LockedHint 1", "LockedHint 0", "PrepareForSleep 1"):
        person.system.tell(what)
    person.system.wait_for("delay given back")
    person.system.tell("PrepareForSleep 0")
    person.system.wait_for("delay taken")
    person.settle()
    assert person.is_locked()
    press_open(person)
    assert person.wait_asked().isVisible()


def test_the_session_opens_without_words_what_it_locked(person: Person, words: str) -> None:
    person.system.tell("Lock")
    person.wait_locked()
    person.system.tell("Unlock")
    person.wait_open()


def test_nobody_touches_it_for_as_long_as_was_chosen(person: Person, time: list[float]) -> None:
    idle = person.program._own_lock.idle
    choose_minutes(person, 5)
    time[0] += 299
    idle.look()
    assert not person.program._locking.is_wanted
    QTest.keyClicks(person.window, "a")
    time[0] += 299
    idle.look()
    assert not person.program._locking.is_wanted, "a key was pressed meanwhile"
    time[0] += 1
    idle.look()
    person.wait_locked()
    press_open(person)
    person.wait_open()


def test_it_does_not_come_over_what_the_head_looks_at_but_to_what_was_left_behind(
    person: Person, time: list[float]
) -> None:
    desk = person.program._own
    assert desk is not None
    (review,) = desk.plan.reviews()
    for title in ("Talk comes first.", "Books show it."):
        desk.findings.add(review.scope, title=title, text="We saw it.", agreed=True)
    idle = person.program._own_lock.idle
    choose_minutes(person, 5)
    page = person.window.show_page("feedback")
    assert isinstance(page, FeedbackPage)
    person.settle()
    person.settle()
    person.window.do("feedback.show")
    stage = page.showing.stage
    assert stage is not None
    QTest.keyClick(stage, Qt.Key.Key_PageDown)
    time[0] += 20 * 60
    idle.look()
    assert not person.program._locking.is_wanted, "they talk about it"
    QTest.keyClick(stage, Qt.Key.Key_PageDown)
    time[0] += 29 * 60
    idle.look()
    assert not person.program._locking.is_wanted, "a page was turned meanwhile"
    time[0] += 60
    idle.look()
    person.wait_locked()
    assert not any(one.isVisible() for one in QApplication.topLevelWidgets() if isinstance(one, Stage))
    press_open(person)
    person.wait_open()
    stage = page.showing.stage
    if stage is not None:
        stage.close()
    time[0] += 300
    idle.look()
    person.wait_locked()


def test_what_was_chosen_is_kept_on_the_desk(person: Person) -> None:
    choose_minutes(person, 30)
    desk = person.program._own
    assert desk is not None
    assert desk.keeping.setting("lock.after") == "30"
    person.program._own_lock.minutes = 0
    person.program._show_own_window()
    person.settle()
    assert settings(person).after.value() == "30"
    choose_minutes(person, 30)


def test_settings_change_the_look_at_once(person: Person) -> None:
    sheet = settings(person)
    theme = person.program._theme
    sheet.scale.setFocus()
    QTest.keyClick(sheet.scale, Qt.Key.Key_Down)
    assert theme.scale == 1.1
    sheet.scheme.setFocus()
    while sheet.scheme.value() != "dark":
        QTest.keyClick(sheet.scheme, Qt.Key.Key_Down)
    assert theme.dark
    person.settle()
    assert find_faults(sheet) == []


def test_no_keys_clash_on_any_page(person: Person) -> None:
    for name in ("home", "plan", "now", "notes", "share", "table", "report"):
        person.window.show_page(name)
        assert find_clashes(person.window.commands()) == []
    lock_now(person)
    assert find_faults(person.window) == []
    press_open(person)
    person.wait_open()


def test_where_a_passphrase_opens_the_notes_it_is_asked_for_after_every_lock(
    theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    folder, phrase = tmp_path / "tom", "the heron waits at the weir"
    with cheap_guesses():
        start_here(folder, PassphraseVault(folder, phrase), "Tom", lambda: NOW).close()
        program = Program(theme, folder, Shelf(), lambda: NOW)
        program.start()
        person = Person(program, None, qtbot, folder)
        answer(person, phrase)
        for why in WHYS:
            program.lock(why)
            person.wait_locked()
            press_open(person)
            answer(person, phrase)
    program.close()
