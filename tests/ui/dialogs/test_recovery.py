"""Recovery words in the window: seen once, saved to print, typed back, changed; and changing what opens the notes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.recovery import RecoveryState
from peerdesk.paths import resources
from peerdesk.ui.dialogs.recovery import RecoverySheet
from peerdesk.ui.dialogs.relocking import RelockSheet
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.widgets.label import Label
from tests.keys.cheap import cheap_guesses
from tests.people import Clock, Shelf
from tests.ui.accessibility import find_faults
from tests.ui.example import Day, make_window

FONTS = resources() / "fonts"


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    with cheap_guesses():
        yield


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = start_here(tmp_path / "laptop", Shelf(), "Anita Shah", Clock())
    yield desk
    desk.close()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> Iterator[MainWindow]:
    window = make_window(theme, jobs, Day())
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    jobs.wait_idle()


class Writer:
    """Somebody with a pen."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        self.window, self.desk, self.changes = window, desk, 0
        self.sheet = self.open()

    def open(self) -> RecoverySheet:
        sheet = RecoverySheet(self.window, self.window.jobs, self.desk.recovery, FONTS, self.state)
        sheet.changed.connect(self._on_changed)
        sheet.open_over()
        return sheet

    @property
    def state(self) -> RecoveryState:
        return self.desk.recovery.state()

    def click(self, button: QWidget) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert self.window.jobs.wait_idle()
        QCoreApplication.sendPostedEvents(None, 0)

    def read(self) -> list[str]:
        """Return the words that are seen, down one column and then the next."""
        labels = [one for one in self.sheet.shown.findChildren(Label) if one.isVisible()]
        said = [one.text().split(". ") for one in sorted(labels, key=lambda one: (one.x(), one.y()))]
        assert [number for number, _ in said] == [str(number + 1) for number in range(len(said))]
        return [word for _, word in said]

    def type_back(self, words: str) -> None:
        self.sheet.typed.field.clear()
        QTest.keyClicks(self.sheet.typed.field, words)
        self.click(self.sheet.go_button)

    def _on_changed(self) -> None:
        self.changes += 1


@pytest.fixture
def writer(window: MainWindow, desk: Desk) -> Writer:
    return Writer(window, desk)


def test_words_are_shown_written_down_and_typed_back(writer: Writer) -> None:
    assert not writer.sheet.shown.isVisible(), "nobody sees them who only wanted to know what this is"
    writer.click(writer.sheet.go_button)
    words = writer.read()
    assert len(words) == 8
    assert "8. " + words[7] in writer.sheet.shown.accessibleName()
    writer.click(writer.sheet.go_button)
    assert not writer.sheet.shown.isVisible()
    assert not writer.sheet.go_button.isEnabled()
    writer.type_back(" ".join(words).upper())
    assert "Confirmed on Tuesday 14 October 2025" in writer.sheet.sentence.text()
    assert writer.state == RecoveryState("2025-10-14", "")
    assert writer.changes == 2
    assert writer.sheet.shown.accessibleName() == "", "nothing of them is left"
    writer.click(writer.sheet.go_button)


def test_other_words_are_refused_and_what_was_typed_stays(writer: Writer) -> None:
    writer.click(writer.sheet.go_button)
    words = writer.read()
    writer.click(writer.sheet.go_button)
    slip = " ".join([words[1], words[0], *words[2:]])
    writer.type_back(slip)
    assert "look at your sheet" in writer.sheet.typed.answer.text()
    assert writer.sheet.typed.answer.isVisible()
    assert writer.sheet.typed.field.text() == slip
    assert writer.state.confirmed_on == ""
    writer.click(writer.sheet.turn_button)
    assert writer.read() == words, "as long as the sheet is open they can be looked at again"
    writer.click(writer.sheet.go_button)
    writer.type_back(" ".join(words))
    assert writer.state.confirmed_on


def test_it_can_be_done_later_and_the_words_are_not_shown_again(writer: Writer) -> None:
    writer.click(writer.sheet.go_button)
    words = writer.read()
    QTest.keyClick(writer.sheet, Qt.Key.Key_Escape)
    assert writer.state.waiting_since == "2025-10-14"
    writer.sheet = writer.open()
    assert "not typed back yet" in writer.sheet.sentence.text()
    writer.click(writer.sheet.go_button)
    assert not writer.sheet.turn_button.isVisible()
    writer.type_back(" ".join(words))
    assert writer.state.confirmed_on == "2025-10-14"


def test_words_are_changed_and_the_old_ones_hold_until_the_new_ones_are_typed_back(writer: Writer) -> None:
    writer.click(writer.sheet.go_button)
    old = writer.read()
    writer.click(writer.sheet.go_button)
    writer.type_back(" ".join(old))
    writer.click(writer.sheet.go_button)
    writer.sheet = writer.open()
    assert "You typed your words back on Tuesday 14 October 2025." in writer.sheet.sentence.text()
    writer.click(writer.sheet.go_button)
    new = writer.read()
    assert new != old
    assert writer.state.confirmed_on
    writer.click(writer.sheet.go_button)
    writer.type_back(" ".join(old))
    assert writer.sheet.typed.answer.isVisible()
    writer.type_back(" ".join(new))
    assert writer.state == RecoveryState("2025-10-14", "")


def test_the_sheet_to_print_holds_the_words(writer: Writer, tmp_path: Path) -> None:
    writer.click(writer.sheet.go_button)
    words = writer.read()
    writer.sheet.save_sheet(tmp_path / "Recovery words.pdf")
    assert writer.window.jobs.wait_idle()
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "Recovery words.pdf").pages)
    assert all(word in text for word in words)
    assert "Recovery words.pdf" in writer.sheet.told.text()
    assert "delete the file" in writer.sheet.told.text()


def test_a_sheet_that_cannot_be_saved_says_so_and_the_words_stay(writer: Writer, tmp_path: Path) -> None:
    writer.click(writer.sheet.go_button)
    words = writer.read()
    writer.sheet.save_sheet(tmp_path / "nowhere" / "Recovery words.pdf")
    assert writer.window.jobs.wait_idle()
    failure = writer.window.findChild(FailureSheet)
    assert failure is not None
    failure.reject()
    assert writer.read() == words


def test_words_that_cannot_be_kept_are_not_shown(writer: Writer) -> None:
    header = writer.desk.folder / "desk.json"
    header.rename(header.with_name("elsewhere"))
    writer.click(writer.sheet.go_button)
    assert writer.window.findChild(FailureSheet) is not None
    assert not writer.sheet.shown.isVisible()
    assert writer.sheet.go_button.isEnabled()


LOOKS = [Choice("light", contrast=False), Choice("dark", contrast=True, scale=2.0)]


@pytest.mark.parametrize("choice", LOOKS)
def test_each_step_has_names_room_and_a_focus_inside(writer: Writer, theme: Theme, choice: Choice) -> None:
    theme.choose(choice)
    writer.window.resize(1093, 614)
    assert find_faults(writer.sheet) == []
    for _ in range(2):
        writer.click(writer.sheet.go_button)
        assert find_faults(writer.sheet) == []
        assert writer.sheet.isAncestorOf(QApplication.focusWidget() or writer.window)


class Changer:
    """Somebody whose laptop was in other hands."""

    def __init__(self, window: MainWindow, *, has_words: bool) -> None:
        self.given: list[str] = []
        self.sheet = RelockSheet(window, lambda sheet: self.given.append(sheet.words.field.text()), has_words=has_words)
        self.sheet.open_over()


def test_the_words_are_asked_for_and_may_be_typed_again(window: MainWindow) -> None:
    changer = Changer(window, has_words=True)
    sheet = changer.sheet
    assert sheet.words.field.hasFocus()
    assert not sheet.change_button.isEnabled()
    QTest.keyClicks(sheet.words.field, "one two three four five six seven eight")
    QTest.keyClick(sheet.words.field, Qt.Key.Key_Return)
    assert changer.given == ["one two three four five six seven eight"]
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible(), "it cannot be closed in the middle"
    sheet.refuse("These are not your recovery words.")
    assert sheet.words.answer.isVisible()
    assert sheet.words.field.text() == changer.given[0]
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_without_words_nothing_is_to_be_typed(window: MainWindow) -> None:
    changer = Changer(window, has_words=False)
    assert not changer.sheet.words.isVisible()
    assert find_faults(changer.sheet) == []
    QTest.keyClick(changer.sheet.change_button, Qt.Key.Key_Return)
    assert changer.given == [""]
    changer.sheet.end()
