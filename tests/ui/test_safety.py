"""A question about safety, in the window: after an activity, one at a time, once; and what follows a yes."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import start_here
from peerdesk.domain.review import Contact
from peerdesk.ui.dialogs.erasing import CertificateSheet
from peerdesk.ui.dialogs.safeguarding import SafeguardingCard
from peerdesk.ui.dialogs.safety_words import SafetyEraseSheet, SafetyQuestionSheet, SafetyWordsSheet
from peerdesk.ui.door import make_door
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.locked import LockedPage
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.pages.share import SharePage
from peerdesk.ui.theme import Theme
from peerdesk.ui.whole_window import build_window
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.safety_line import SafetyLine
from tests.domain.safety_lines import ABOUT_A_CHILD, ABOUT_AN_ADULT, TYPED
from tests.domain.test_safety_check import MUST_NOT
from tests.ui.accessibility import find_faults
from tests.ui.pages.wrenholt import VAULT, Clock, Wrenholt, make_day
from tests.ui.plain_words import jargon_in

CONTACTS = {"child": Contact(name="Ms Farrow", place="Office by the hall"), "adult": Contact(name="Mrs Okafor")}
CHILD, ADULT, LEARNING = TYPED[0], TYPED[18], "3 of 4 explain why in full sentences"
CTRL, CTRL_SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)


FORBIDDEN = ("detected", "disclosure", "merge", "digest", "package", "seal", "error", "invalid", "failed", "pattern")

S = TypeVar("S", bound=QWidget)


class Corridor:
    """The window, and whoever sits before it."""

    def __init__(self, window: MainWindow, day: Wrenholt) -> None:
        self.window, self.day = window, day

    def rest(self) -> None:
        assert self.window.jobs.wait_idle()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QApplication.focusWidget() or self.window
        QTest.keyClick(focused, key, modifiers)
        self.rest()

    def go(self, page: str) -> QWidget:
        digit = {"home": Qt.Key.Key_1, "now": Qt.Key.Key_3, "notes": Qt.Key.Key_4, "share": Qt.Key.Key_5}[page]
        self.press(digit, CTRL)
        shown = self.window.current_page()
        assert shown is not None
        return shown

    def keep(self, *lines: str) -> None:
        page = self.go("now")
        assert isinstance(page, NowPage)
        for text in lines:
            page.composer.line.setPlainText(text)
            QTest.keyClick(page.composer.line, Qt.Key.Key_Return)
            self.rest()

    def question(self) -> str:
        """Return the words that are asked about, "" if nothing is."""
        line = self.window.findChild(SafetyLine)
        return line.words.text() if line is not None and line.isVisible() else ""

    def yes(self) -> None:
        self.press(Qt.Key.Key_Y, CTRL_SHIFT)

    def no(self) -> None:
        self.press(Qt.Key.Key_O, CTRL_SHIFT)

    def click(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def sheet(self, kind: type[S]) -> S:
        found = [one for one in self.window.findChildren(kind) if one.isVisible()]
        assert len(found) == 1, kind
        return found[0]


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


@pytest.fixture
def corridor(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Corridor]:
    day = make_day(tmp_path / "desk", "09:10")
    plan = day.desk.plan.look(day.scope)
    assert plan is not None
    day.desk.plan.change(plan.review, contacts=CONTACTS)
    window = build_window(day.desk, theme, day.clock, list)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    corridor = Corridor(window, day)
    corridor.rest()
    yield corridor
    window.close()
    day.desk.close()


def test_nothing_is_asked_in_an_activity_and_once_after_it(corridor: Corridor) -> None:
    corridor.keep(CHILD, LEARNING)
    assert corridor.question() == ""
    corridor.go("notes")
    assert corridor.question() == CHILD
    corridor.no()  # one chord, for good
    assert corridor.question() == ""
    for page in ("home", "share", "now", "notes"):
        corridor.go(page)
        assert corridor.question() == ""


def test_it_takes_no_focus_and_goes_when_one_types(corridor: Corridor, qtbot: QtBot) -> None:
    corridor.keep(CHILD)
    page = corridor.window.current_page()
    assert isinstance(page, NowPage)
    page.go_to(corridor.day.ids["a4"])
    corridor.rest()
    qtbot.waitUntil(lambda: corridor.question() == CHILD)
    assert page.composer.line.hasFocus()
    QTest.keyClicks(page.composer.line, "nursery")
    assert corridor.question() == ""
    corridor.rest()
    assert page.composer.line.toPlainText() == "nursery"
    corridor.go("home")
    qtbot.waitUntil(lambda: corridor.question() == CHILD)


def test_the_clock_ends_an_activity_too(corridor: Corridor, qtbot: QtBot) -> None:
    corridor.keep(CHILD)
    corridor.day.clock.set("09:51")
    page = corridor.window.current_page()
    assert isinstance(page, NowPage)
    page.refresh()
    qtbot.waitUntil(lambda: corridor.question() == CHILD)


def test_every_line_is_asked_about_and_no_ordinary_one_more_than_once(corridor: Corridor) -> None:
    """All twenty, as many of our own, and the fifteen that must not: typed into the line, answered one by one."""
    true = [*TYPED, *ABOUT_A_CHILD[:16], *ABOUT_AN_ADULT[:8]]
    corridor.keep(*true, *MUST_NOT, LEARNING)
    kept = {note.text for note in corridor.day.notes()}
    corridor.go("notes")
    asked: list[str] = []
    while corridor.question() and len(asked) <= len(true):
        asked.append(corridor.question())
        corridor.no()
    texts = {" ".join(note.text.split()) for note in corridor.day.notes()}
    assert len(asked) == len(true)
    assert set(asked) <= texts
    assert not set(asked) & set(MUST_NOT)
    assert {note.text for note in corridor.day.notes()} == kept
    corridor.go("home")
    assert corridor.question() == ""


@pytest.mark.parametrize(
    ("line", "first", "who"), [(CHILD, "About a child", "Ms Farrow"), (ADULT, "About an adult in school", "Mrs Okafor")]
)
def test_after_a_yes_the_card_names_the_right_person_first(corridor: Corridor, line: str, first: str, who: str) -> None:
    corridor.keep(line)
    corridor.go("notes")
    corridor.yes()
    card = corridor.sheet(SafeguardingCard)
    lines = said(card).splitlines()
    assert lines.index(first) < lines.index("Somebody in danger this minute")
    assert who in lines
    assert ("About the headteacher" in lines[: lines.index("Somebody in danger this minute")]) == (line == ADULT)
    assert "These words are on this laptop. They are held back from everything that leaves it." in lines
    assert find_faults(card) == []
    assert jargon_in(said(card), FORBIDDEN) == []


def test_a_yes_leads_to_the_words_and_only_then_to_erasing(corridor: Corridor) -> None:
    corridor.keep(LEARNING, CHILD)
    corridor.go("notes")
    corridor.yes()
    card = corridor.sheet(SafeguardingCard)
    corridor.click(card.words_button)
    words = corridor.sheet(SafetyWordsSheet)
    large = next(one for one in words.findChildren(Paragraph) if one.text() == CHILD)
    assert large.heightForWidth(2000) > 30
    assert find_faults(words) == []
    corridor.press(Qt.Key.Key_Escape)
    assert {note.text for note in corridor.day.notes()} == {LEARNING, CHILD}, "nothing goes before they have it"
    page = corridor.window.current_page()
    assert isinstance(page, NotesPage)
    row = next(row for row in page.list.notes_model.rows() if row.text == CHILD)
    assert row.meta[0] == ("shield", "about somebody's safety, and stays here")
    page.show_note(row.key)
    corridor.window.do("notes.safety")
    corridor.rest()
    again = corridor.sheet(SafetyWordsSheet)
    corridor.click(again.in_writing)
    sure = corridor.sheet(SafetyEraseSheet)
    assert sure.keep.hasFocus()
    assert jargon_in(said(sure), FORBIDDEN) == []
    corridor.click(sure.erase_button)
    assert corridor.sheet(CertificateSheet)
    assert [note.text for note in corridor.day.notes()] == [LEARNING]
    assert [row.text for row in page.list.notes_model.rows() if row.note] == [LEARNING]


def test_not_now_is_not_no(corridor: Corridor) -> None:
    """It is not asked again by itself; the note stays here, says so, and can be answered from there."""
    corridor.keep(CHILD)
    corridor.day.clock.set("09:12")
    corridor.keep(TYPED[10])
    page = corridor.go("notes")
    assert isinstance(page, NotesPage)
    line = corridor.window.findChild(SafetyLine)
    assert line is not None
    assert find_faults(line) == []
    corridor.click(line.later)
    corridor.go("home")
    assert corridor.question() == TYPED[10]
    corridor.no()
    corridor.go("notes")
    assert corridor.question() == ""
    metas = {row.text: row.meta[0] for row in page.list.notes_model.rows() if row.note}
    assert metas[CHILD] == ("shield", "waits for your answer about safety, and stays here")
    assert metas[TYPED[10]][0] != "shield"
    share = corridor.go("share")
    assert isinstance(share, SharePage)
    assert said(share.ui.mine.stays) == (
        "One note is waiting for your answer about safety. It stays on this laptop until you give it."
    )
    corridor.click(share.ui.mine.stays.buttons[0])
    sheet = corridor.sheet(SafetyQuestionSheet)
    assert find_faults(sheet) == []
    assert CHILD in said(sheet)
    corridor.press(Qt.Key.Key_N)
    assert said(share.ui.mine.stays) == ""
    assert corridor.day.desk.safety.held(corridor.day.scope) == []


def test_a_person_may_hold_back_what_nobody_asked_about(corridor: Corridor) -> None:
    corridor.keep(LEARNING)
    page = corridor.go("notes")
    assert isinstance(page, NotesPage)
    page.show_note(corridor.day.notes()[0].record_id)
    corridor.window.do("notes.safety")
    corridor.rest()
    assert corridor.sheet(SafeguardingCard)
    (held,) = corridor.day.desk.safety.held(corridor.day.scope)
    assert held.is_answered


def test_the_card_keeps_the_time_and_says_it_again(corridor: Corridor) -> None:
    corridor.window.show_safeguarding()
    card = corridor.sheet(SafeguardingCard)
    corridor.click(card.passed_on_button)
    corridor.day.clock.set("10:42")
    corridor.press(Qt.Key.Key_S, CTRL_SHIFT)
    again = corridor.sheet(SafeguardingCard)
    assert "Passed on before: " in said(again)
    settings = corridor.day.desk.keeping
    assert settings.setting(f"passed_on.{corridor.day.scope}") == "2027-03-09T09:10:00+00:00"


def test_a_scripted_keypress_cannot_answer_what_is_not_asked(corridor: Corridor) -> None:
    corridor.keep(CHILD)
    corridor.yes()
    corridor.no()
    assert corridor.day.desk.safety.held(corridor.day.scope) == []
    corridor.go("notes")
    assert corridor.question() == CHILD


@pytest.mark.parametrize(
    "page", ["home", "plan", "now", "notes", "share", "table", "report", "ready", "look", "context", "copies"]
)
def test_the_card_is_one_act_away_on_every_page(corridor: Corridor, page: str) -> None:
    corridor.window.show_page(page)
    corridor.rest()
    assert corridor.window.top_bar.safeguarding.isVisible()
    corridor.press(Qt.Key.Key_S, CTRL_SHIFT)
    assert "Ms Farrow" in said(corridor.sheet(SafeguardingCard))


def test_the_card_is_there_before_there_is_a_review(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    desk = start_here(tmp_path / "desk", VAULT, "Anita", Clock())
    window = build_window(desk, theme, Clock(), list)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert window.jobs.wait_idle()
    QTest.mouseClick(window.top_bar.safeguarding, Qt.MouseButton.LeftButton)
    card = window.findChild(SafeguardingCard)
    assert card is not None
    assert "Go to the school office and ask for the safeguarding lead." in said(card)
    QTest.mouseClick(card.passed_on_button, Qt.MouseButton.LeftButton)
    assert window.jobs.wait_idle()
    assert desk.keeping.setting("passed_on.")
    window.close()
    desk.close()


def test_while_the_notes_are_closed_the_card_names_no_one_and_keeps_nothing(
    qtbot: QtBot, theme: Theme, jobs: JobRunner
) -> None:
    door = make_door(theme, jobs, LockedPage(theme, jobs), Clock())
    qtbot.addWidget(door)
    with qtbot.waitExposed(door):
        door.show()
    QTest.keyClick(QApplication.focusWidget() or door, Qt.Key.Key_S, CTRL_SHIFT)
    card = door.findChild(SafeguardingCard)
    assert card is not None
    words = said(card)
    assert "Ask for the safeguarding lead at the office." in words
    assert "999, then the office" in words
    assert "PeerDesk keeps only the time" not in words
    assert [one.text() for one in card.findChildren(Button)] == ["Close"]


def test_in_the_practice_it_says_that_it_is_one(corridor: Corridor, theme: Theme) -> None:
    theme.set_practice(True)
    corridor.keep(CHILD)
    corridor.go("notes")
    corridor.yes()
    assert "This is the practice, and these people are made up." in said(corridor.sheet(SafeguardingCard))
