"""The session locks: what is typed is on disk, not a word is seen, the file is closed; and then all is as it was."""

import gc
import sys
import threading
import time
import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from peerdesk.desk.at_hand import DeskLockedError
from peerdesk.desk.desk import open_here, start_here
from peerdesk.errors import Cancelled
from peerdesk.ui.jobs import Progress
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.locked import LockedPage
from peerdesk.ui.pages.new_review import NewReviewSheet
from peerdesk.ui.pages.now import NowPage
from tests.people import Shelf
from tests.ui.session.conftest import NOW, Person

CTRL = Qt.KeyboardModifier.ControlModifier
HALF = "Three children sp"
SECRET = ("Wrenholt", "heron", "Three children", "Anita")


def words_on_screen() -> str:
    """Return all that can be read or heard: by a person, by a screen reader, in a title or a tip."""
    said = [window.title() for window in QApplication.topLevelWindows()]
    for widget in QApplication.allWidgets():
        if widget.isVisible():
            said += [widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
            said += [widget.text()] if isinstance(widget, QLabel | QLineEdit) else []
            said += [widget.toPlainText()] if isinstance(widget, QPlainTextEdit) else []
    app = QApplication.instance()
    assert app is not None
    told = QAccessible.queryAccessibleInterface(app)
    assert told is not None
    return "\n".join([*said, *words_told(told)])


def words_told(told: QAccessibleInterface) -> list[str]:
    kinds = (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
    said = [told.text(kind) for kind in kinds]
    for at in range(told.childCount()):
        child = told.child(at)
        said += words_told(child) if child is not None else []
    return said


def type_half_a_word(person: Person) -> QWidget:
    page = person.window.show_page("now")
    assert isinstance(page, NowPage)
    person.settle()
    person.window.activateWindow()
    line = page.composer.line
    QTest.keyClicks(line, HALF)
    QTest.keyClick(line, Qt.Key.Key_Left)
    QTest.keyClick(line, Qt.Key.Key_Left)
    return line


def drafts(person: Person, shelf: Shelf) -> list[str]:
    desk = open_here(person.folder, shelf, lambda: NOW)
    try:
        return [one.text for one in desk.drafts.all()]
    finally:
        desk.close()


WAYS = [
    ("Lock", "Unlock"),
    ("LockedHint 1", "LockedHint 0"),
    ("Active 0", "Active 1"),
    ("gnome 1", "gnome 0"),
    ("freedesktop 1", "freedesktop 0"),
]


@pytest.mark.parametrize(("locks", "unlocks"), WAYS)
def test_the_session_locks_and_opens_again(person: Person, shelf: Shelf, locks: str, unlocks: str) -> None:
    line = type_half_a_word(person)
    window = person.window
    assert any(word in words_on_screen() for word in SECRET), "the walk sees words where there are some"
    assert person.open_files()

    person.system.tell(locks)
    person.wait_locked()
    assert [word for word in SECRET if word in words_on_screen()] == []
    assert person.open_files() == []
    assert drafts(person, shelf) == [HALF]

    person.system.tell(unlocks)
    person.wait_open()
    assert person.window is window
    assert isinstance(window.current_page(), NowPage)
    assert window.focusWidget() is line
    QTest.keyClicks(line, "!")
    assert line.toPlainText() == "Three children !sp"  # type: ignore[attr-defined]
    assert person.window.windowTitle() == "Wrenholt – PeerDesk"


def test_before_a_sleep_the_computer_waits_until_all_is_on_disk(person: Person, shelf: Shelf) -> None:
    line = type_half_a_word(person)
    person.system.tell("PrepareForSleep 1")
    person.wait_locked()
    person.system.wait_for("delay given back")
    assert (drafts(person, shelf), person.open_files()) == ([HALF], [])
    person.system.tell("PrepareForSleep 0")
    person.wait_open()
    person.system.wait_for("delay taken")
    assert person.window.focusWidget() is line


def test_a_computer_that_sleeps_while_it_is_locked_opens_at_the_unlocking(person: Person) -> None:
    for what in ("LockedHint 1", "PrepareForSleep 1"):
        person.system.tell(what)
    person.wait_locked()
    person.system.wait_for("delay given back")
    person.system.tell("PrepareForSleep 0")
    person.system.wait_for("delay taken")
    person.settle()
    assert person.is_locked()
    person.system.tell("LockedHint 0")
    person.wait_open()


def test_nothing_that_opens_the_notes_is_left_in_memory(person: Person, shelf: Shelf) -> None:
    desk = person.program._own
    assert desk is not None
    key, seed = desk.at_hand.opened.key, desk.identity.private.seed
    engine = weakref.ref(desk.engine)
    before = sys.getrefcount(key), sys.getrefcount(seed)
    person.system.tell("Lock")
    person.wait_locked()
    gc.collect()
    assert engine() is None
    mine = 2  # the name here and the argument
    assert sys.getrefcount(seed) == mine < before[1]
    assert sys.getrefcount(key) == mine + 1 < before[0], "the vault of the test holds it"
    assert key in shelf.keys.values()
    for ask in (desk.keeping.last_act, lambda: desk.identity.private, lambda: desk.recovery.copy_keys()):
        with pytest.raises(DeskLockedError):
            ask()


def test_a_store_that_is_locked_leaves_the_page_with_its_button(person: Person, shelf: Shelf) -> None:
    type_half_a_word(person)
    person.system.tell("Lock")
    person.wait_locked()
    kept, shelf.keys = shelf.keys, {}
    person.system.tell("Unlock")
    sheet = person.wait_asked()  # what the opening page does: the recovery words are asked for
    sheet.reject()
    shelf.keys = kept
    page = person.window.current_page()
    assert isinstance(page, LockedPage)
    assert page.locked.button is not None
    QTest.mouseClick(page.locked.button, Qt.MouseButton.LeftButton)
    person.wait_open()
    assert isinstance(person.window.current_page(), NowPage)


def test_a_person_may_open_it_where_nobody_tells_of_the_unlocking(person: Person) -> None:
    person.system.tell("Lock")
    person.wait_locked()
    person.window.activateWindow()
    QTest.keyClick(person.window, Qt.Key.Key_Return, CTRL)
    person.wait_open()


def test_what_stands_in_a_sheet_is_not_lost(person: Person) -> None:
    person.window.show_page("home")
    home = person.window.current_page()
    assert isinstance(home, HomePage)
    home.ask_new()
    person.settle()
    sheet = person.window.findChild(NewReviewSheet)
    assert sheet is not None
    field = sheet.findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    QTest.keyClicks(field, "Fenw")
    person.system.tell("gnome 1")
    person.wait_locked()
    assert "Fenw" not in words_on_screen()
    person.system.tell("gnome 0")
    person.wait_open()
    assert sheet.isVisible()
    assert (field.text(), person.window.focusWidget()) == ("Fenw", field)


def test_a_long_job_is_ended_before_the_file_is_closed(person: Person) -> None:
    done: list[str] = []
    go_on = threading.Event()
    desk = person.program._own
    assert desk is not None

    def work(_: Progress) -> str:
        go_on.wait(10)
        return desk.keeping.last_act()

    person.window.jobs.start(person.window, work, done.append, label="Bringing in")
    person.system.tell("Lock")
    person.wait_covered()
    assert not desk.is_locked
    go_on.set()
    person.wait_locked()
    assert done == ["keep a note"]


def test_a_job_that_can_stop_is_stopped_before_a_sleep(person: Person) -> None:
    said: list[Exception] = []

    def work(progress: Progress) -> None:
        while True:
            progress.step(0, 0)
            time.sleep(0.01)

    person.window.jobs.start(person.window, work, lambda _: None, said.append, "Bringing in")
    person.system.tell("PrepareForShutdown 1")
    person.wait_locked()
    person.system.wait_for("delay given back")
    assert isinstance(said[0], Cancelled)


def test_a_session_that_unlocks_at_once_ends_open(person: Person) -> None:
    line = type_half_a_word(person)
    for what in ("Lock", "Unlock", "Lock", "Unlock"):
        person.system.tell(what)
    person.system.tell("PrepareForSleep 0")
    person.system.wait_for("delay given back")  # the one before: a new one was taken
    person.wait_open()
    desk = person.program._own
    assert desk is not None
    assert not desk.is_locked
    assert line.toPlainText() == HALF  # type: ignore[attr-defined]
    QTest.keyClick(line, Qt.Key.Key_Return)
    person.settle()
    assert desk.keeping.last_act() == "keep a note"


def test_the_practice_is_locked_too(person: Person, shelf: Shelf) -> None:
    start_here(person.folder / "practice", shelf, "Anita", lambda: NOW).close()
    person.program._practising.go()
    person.settle()
    practice = person.program._practising.desk
    assert practice is not None
    person.system.tell("Lock")
    person.wait_locked()
    assert practice.is_locked
    assert person.open_files() == []
    person.system.tell("Unlock")
    person.wait_open()
    assert (practice.is_locked, person.program._theme.practice) == (False, True)
    person.program._leave_practice()
    person.settle()
    assert person.window.windowTitle() == "Wrenholt – PeerDesk"


def test_a_window_that_is_made_while_it_is_locked_is_not_seen(person: Person) -> None:
    person.window.jobs.start(person.window, lambda _: None, lambda _: person.program._show_own_window())
    person.system.tell("Lock")
    person.wait_locked()
    assert [word for word in SECRET if word in words_on_screen()] == []
    person.system.tell("Unlock")
    person.wait_open()
    assert person.window.windowTitle() == "Wrenholt – PeerDesk"


def test_the_computer_sleeps_only_once_a_window_that_took_the_place_of_another_is_closed_too(person: Person) -> None:
    desk, go_on, seen = person.program._own, threading.Event(), list[bool]()
    assert desk is not None
    person.program._locking.may_sleep.connect(lambda: seen.append(desk.is_locked))
    show = person.program._show_own_window
    person.window.jobs.start(person.window, lambda _: go_on.wait(10), lambda _: show())
    person.program.lock("sleep")  # what closes the first window waits behind that job, and is called off
    go_on.set()
    person.wait_locked()
    assert seen == [True]
    assert person.open_files() == []
    person.program._locking.lift("sleep")
    person.wait_open()
    assert not desk.is_locked, "nothing that waited closed it again"
    assert desk.keeping.last_act() == "keep a note"


def test_a_locked_window_can_be_closed(person: Person, shelf: Shelf) -> None:
    type_half_a_word(person)
    person.system.tell("Lock")
    person.wait_locked()
    person.program.close()
    assert drafts(person, shelf) == [HALF]


def test_the_session_ends_while_somebody_types(person: Person, shelf: Shelf) -> None:
    type_half_a_word(person)
    person.program.keep_now()
    assert drafts(person, shelf) == [HALF]


def test_what_a_page_asks_for_while_it_is_locked_waits(person: Person) -> None:
    window, desk, done = person.window, person.program._own, list[str]()
    assert desk is not None
    person.system.tell("Lock")
    person.wait_locked()
    window.jobs.start(window, lambda _: desk.keeping.last_act(), done.append)
    person.settle()
    assert done == []
    person.system.tell("Unlock")
    person.wait_open()
    assert done == ["keep a note"]
