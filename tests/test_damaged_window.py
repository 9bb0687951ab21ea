"""The whole window where the notes do not open: a real file, really damaged, and what a person does about it."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.app import Program
from peerdesk.desk.desk import FILE, HEADER, start_here
from peerdesk.paths import resources
from peerdesk.ui.dialogs.back_again import BackAgainSheet
from peerdesk.ui.dialogs.passphrase import PassphraseSheet
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.copies import CopiesPage
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.opening import OpeningPage
from peerdesk.ui.pages.ready import ReadyPage
from peerdesk.ui.theme import Choice, Theme
from tests.keys.cheap import cheap_guesses
from tests.people import Clock, Shelf
from tests.ui.accessibility import find_faults

NOW = datetime(2027, 3, 9, 9, 12, tzinfo=UTC)
PAGE = 4096


@pytest.fixture(scope="module")
def only_theme(qapp: QApplication) -> Theme:
    return Theme(qapp, resources(), Choice("light", contrast=False))


@pytest.fixture
def theme(only_theme: Theme) -> Iterator[Theme]:
    yield only_theme
    only_theme.choose(Choice("light", contrast=False))
    only_theme.set_practice(False)


class Anita:
    """A lead with a copy, and words that are newer than it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.shelf, self.file = folder, Shelf(), folder / FILE
        with cheap_guesses():
            desk = start_here(folder, self.shelf, "Anita", Clock(NOW))
            self.words = desk.recovery.make_words()
            desk.recovery.confirm(self.words)
        self.scope, _ = desk.plan.begin(school_name="Wrenholt", days=("2027-03-09",))
        desk.capture.keep_note(self.scope, text="in the copy")
        self.copy = desk.keeping.back_up()
        desk.capture.keep_note(self.scope, text="since the copy")
        desk.capture.keep_draft("now.line", "typed since")
        desk.close()

    def damage(self, page: int) -> bytes:
        content = bytearray(self.file.read_bytes())
        content[page * PAGE + 2000] ^= 1
        self.file.write_bytes(content)
        return bytes(content)


@pytest.fixture
def anita(tmp_path: Path) -> Anita:
    return Anita(tmp_path / "anita")


class Person:
    """Somebody in front of the window."""

    def __init__(self, program: Program) -> None:
        self.program = program

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    def settle(self) -> None:
        for _ in range(4):
            assert self.window.jobs.wait_idle()
            QCoreApplication.sendPostedEvents(None, 0)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def click(self, button: QWidget) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def opening(self) -> OpeningPage:
        page = self.window.current_page()
        assert isinstance(page, OpeningPage)
        return page

    def words(self) -> str:
        return "\n".join(one.text() for one in self.window.findChildren(QLabel) if one.isVisible())

    def texts(self) -> set[str]:
        own = self.program._own
        assert own is not None
        return {note.text for one in own.plan.reviews() for note in own.capture.notes(one.scope)}

    def told(self) -> BackAgainSheet:
        assert isinstance(self.window.current_page(), HomePage)
        sheet = self.window.findChild(BackAgainSheet)
        assert sheet is not None
        return sheet


Start = Callable[[Anita], Person]


@pytest.fixture
def start(theme: Theme, qtbot: QtBot) -> Iterator[Start]:
    running: list[Program] = []

    def begin(anita: Anita) -> Person:
        program = Program(theme, anita.folder, anita.shelf, lambda: NOW)
        running.append(program)
        program.start()
        person = Person(program)
        person.settle()
        return person

    yield begin
    for program in running:
        program.close()


def test_a_damaged_file_is_said_and_one_act_brings_back_the_copy_and_all_that_can_be_read(
    anita: Anita, start: Start
) -> None:
    damaged = anita.damage(0)
    person = start(anita)
    page = person.opening()
    said = person.words()
    assert "damaged" in page.damaged.heading.text()
    assert "The copy of 09:12 on Tuesday 9 March 2027, on this laptop" in said
    assert "It holds 1 note, 1 review" in said
    assert "under a name that says so" in said
    assert anita.file.read_bytes() == damaged, "nothing is done yet"
    assert page.primary is page.damaged.place
    QTest.keyClick(person.window.focusWidget() or person.window, Qt.Key.Key_Return)
    person.settle()
    told = person.told()
    assert person.texts() == {"in the copy", "since the copy"}
    assert "From the copy of 09:12 on Tuesday 9 March 2027: 1 note" in told.from_copy.text()
    assert "besides that: 1 note" in told.from_file.text()
    assert "What you were typing is offered again" in told.from_file.text()
    rows = [str(told.list.coming_model.index(at, 0).data()) for at in range(told.list.coming_model.rowCount())]
    assert rows == ["Typed, not kept yet: typed since", "Note: since the copy"]
    aside = next(anita.folder.glob("*.aside*"))
    assert "damaged" in aside.name
    assert aside.name in told.aside.text()
    assert aside.read_bytes() == damaged
    assert find_faults(told) == []


@pytest.mark.parametrize("loss", ["gone", "empty", "other", "header"])
def test_whatever_is_lost_the_copy_is_offered(anita: Anita, start: Start, loss: str) -> None:
    if loss == "header":
        (anita.folder / HEADER).unlink()
    elif loss == "gone":
        anita.file.unlink()
    else:
        anita.file.write_bytes(b"" if loss == "empty" else bytes(range(256)) * 64)
    person = start(anita)
    page = person.opening()
    person.click(page.damaged.place)
    assert person.texts() == {"in the copy"} | ({"since the copy"} if loss == "header" else set())
    person.told().accept()
    person.program.close()


def test_another_copy_or_a_file_can_be_taken_and_one_that_is_of_no_use_cannot(
    anita: Anita, start: Start, tmp_path: Path
) -> None:
    anita.file.write_bytes(b"gone")
    elsewhere = Path(shutil.copy(anita.copy, tmp_path / "on the stick.backup"))
    anita.copy.write_bytes(anita.copy.read_bytes()[:-PAGE])
    person = start(anita)
    page = person.opening()
    assert "No sound copy is on this laptop" in person.words()
    assert not page.damaged.place.isVisible()
    page.open_file(anita.copy)
    person.settle()
    assert not page.damaged.place.isEnabled()
    assert "It is damaged" in page.damaged.holds.text()
    for sheet in person.window.findChildren(QWidget, "failure"):
        sheet.close()
    page.open_file(elsewhere)
    person.settle()
    assert "It holds 1 note" in page.damaged.holds.text()
    person.click(page.damaged.place)
    assert person.texts() == {"in the copy"}


def test_recovery_words_open_the_copies_where_the_computer_has_forgotten(anita: Anita, start: Start) -> None:
    anita.file.unlink()
    anita.shelf.keys.clear()
    with cheap_guesses():
        person = start(anita)
        sheet = person.window.findChild(PassphraseSheet)
        assert sheet is not None
        sheet.field.setText("one two three four five six seven eight")
        person.click(sheet.open_button)
        assert sheet.answer.isVisible()
        sheet.field.setText(anita.words)
        person.click(sheet.open_button)
        person.click(person.opening().damaged.place)
        assert person.texts() == {"in the copy"}


def test_damage_that_shows_only_later_is_mended_from_the_copies(anita: Anita, start: Start) -> None:
    person = start(anita)
    own = person.program._own
    assert own is not None
    own.close()
    anita.damage(7)
    person.window.show_page("copies")
    person.settle()
    for sheet in person.window.findChildren(QWidget, "failure"):
        sheet.close()
    page = person.window.current_page()
    assert isinstance(page, CopiesPage)
    person.click(page.damage.mend)
    person.settle()
    person.click(person.opening().damaged.place)
    assert person.texts() >= {"in the copy"}
    assert person.told().from_file.text()


def test_the_copies_are_reached_from_the_palette_home_and_ready(anita: Anita, start: Start) -> None:
    person = start(anita)
    home = person.window.current_page()
    assert isinstance(home, HomePage)
    person.click(home.ready.copies)
    assert isinstance(person.window.current_page(), CopiesPage)
    ready = person.window.show_page("ready")
    assert isinstance(ready, ReadyPage)
    person.settle()
    person.click(ready.copies)
    assert isinstance(person.window.current_page(), CopiesPage)
    person.window.show_page("home")
    command = next(one for one in person.window.commands() if one.name == "copies.show")
    assert "Copies of your notes" in command.text
    command.act()
    assert isinstance(person.window.current_page(), CopiesPage)
    person.settle()
