"""History, what was deleted, two versions and drafts, in front of the window."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.app import build_window
from peerdesk.desk.desk import Desk, start_here
from peerdesk.paths import resources
from peerdesk.ui.dialogs.history import DeletedSheet, HistorySheet
from peerdesk.ui.dialogs.two_versions import SettleSheet
from peerdesk.ui.looking_back import LookingBack
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.theme import Choice, Theme
from tests.people import Shelf, Team

NOW = datetime(2027, 3, 9, 9, 12, tzinfo=UTC)
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, resources(), Choice("light", contrast=False))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = start_here(tmp_path / "desk", Shelf(), "Anita", lambda: NOW)
    scope, _ = desk.plan.begin(school_name="Wrenholt", days=("2027-03-09",))
    desk.capture.keep_note(scope, text="Two children spoke", seen_at="2027-03-09T09:00")
    yield desk
    desk.close()


def scope_of(desk: Desk) -> str:
    return desk.plan.reviews()[0].scope


def settle(window: MainWindow) -> None:
    for _ in range(4):
        assert window.jobs.wait_idle()
        QCoreApplication.sendPostedEvents(None, 0)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def sit_down(desk: Desk, theme: Theme, qtbot: QtBot) -> MainWindow:
    window = build_window(desk, theme, lambda: NOW, lambda: None)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    settle(window)
    return window


def notes_page(window: MainWindow) -> NotesPage:
    page = window.show_page("notes")
    settle(window)
    assert isinstance(page, NotesPage)
    page.list.choose([page.list.notes_model.rows()[-1].key])
    return page


def test_earlier_words_come_back_from_the_history(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    note = desk.capture.notes(scope_of(desk))[0]
    desk.capture.change_note(note, text="Three children spoke")
    window = sit_down(desk, theme, qtbot)
    page = notes_page(window)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_H, CTRL_SHIFT)
    settle(window)
    sheet = window.findChild(HistorySheet)
    assert sheet is not None
    assert sheet.buttons[0].accessibleName() == "Bring back: Two children spoke"
    QTest.mouseClick(sheet.buttons[0], Qt.MouseButton.LeftButton)
    settle(window)
    assert desk.capture.notes(scope_of(desk))[0].text == "Two children spoke"
    window.close()


def test_what_was_deleted_is_listed_and_brought_back(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    desk.capture.delete(desk.capture.notes(scope_of(desk))[0])
    desk.capture.keep_note(scope_of(desk), text="stays")
    window = sit_down(desk, theme, qtbot)
    page = notes_page(window)
    next(one for one in page.commands() if one.name == "notes.deleted").act()
    settle(window)
    sheet = window.findChild(DeletedSheet)
    assert sheet is not None
    QTest.mouseClick(sheet.buttons[0], Qt.MouseButton.LeftButton)
    settle(window)
    assert {one.text for one in desk.capture.notes(scope_of(desk))} == {"Two children spoke", "stays"}
    window.close()


@pytest.mark.parametrize("way", ["one", "both", "third"])
def test_two_versions_side_by_side_are_settled(team: Team, theme: Theme, qtbot: QtBot, way: str) -> None:
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
    sheet = window.findChild(SettleSheet)
    assert sheet is not None
    assert not sheet.keep.isEnabled()
    first, second, both = sheet.choices["title"]
    assert {first.accessibleName(), second.accessibleName()} == {"Keep this: Ben's", "Keep this: the lead's"}
    if way == "third":
        QTest.keyClicks(sheet.thirds["title"], "a third")
    else:
        QTest.mouseClick(first if way == "one" else both, Qt.MouseButton.LeftButton)
    QTest.mouseClick(sheet.keep, Qt.MouseButton.LeftButton)
    settle(window)
    finding = lead.findings.all(scope)[0]
    assert finding.two_versions == ()
    said = {
        "one": {"Ben's", "the lead's"},
        "both": {"Ben's\n\nthe lead's", "the lead's\n\nBen's"},
        "third": {"a third"},
    }
    assert finding.title in said[way]
    window.close()


def test_words_of_the_plan_are_offered_again_in_their_field(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    review = desk.plan.reviews()[0]
    desk.capture.keep_draft(f"plan:{review.record_id}:purpose", "how reading is taught")
    window = sit_down(desk, theme, qtbot)
    page = window.show_page("plan")
    assert isinstance(page, PlanPage)
    settle(window)
    assert page.typed.isVisible()
    assert "how reading is taught" in page.typed.text.text()
    assert "What the visit is for" in page.typed.text.text()
    line = page.parts["school"].lines["purpose"]  # type: ignore[attr-defined]
    assert line.text() == ""
    QTest.mouseClick(page.typed.buttons[0], Qt.MouseButton.LeftButton)
    assert line.text() == "how reading is taught"
    line.clearFocus()
    settle(window)
    assert desk.plan.reviews()[0].purpose == "how reading is taught"
    assert desk.drafts.all() == []
    window.close()


def test_words_of_a_note_are_offered_again_over_it(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    note = desk.capture.notes(scope_of(desk))[0]
    desk.capture.keep_draft(f"note:{note.record_id}:words", "Two children spoke\x1ethey are at ease")
    window = sit_down(desk, theme, qtbot)
    page = notes_page(window)
    QTest.mouseClick(page.typed.buttons[0], Qt.MouseButton.LeftButton)
    assert page.editing.editor.made_of_it.text() == "they are at ease"
    QTest.keyClick(page.editing.editor.text, Qt.Key.Key_Return)
    settle(window)
    assert desk.capture.notes(scope_of(desk))[0].made_of_it == "they are at ease"
    assert desk.drafts.all() == []
    window.close()


def test_what_is_left_is_gone_and_not_offered_again(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    review = desk.plan.reviews()[0]
    desk.capture.keep_draft(f"plan:{review.record_id}:purpose", "not wanted")
    window = sit_down(desk, theme, qtbot)
    page = window.show_page("plan")
    assert isinstance(page, PlanPage)
    settle(window)
    QTest.mouseClick(page.typed.buttons[1], Qt.MouseButton.LeftButton)
    settle(window)
    assert not page.typed.isVisible()
    assert desk.drafts.all() == []
    window.close()


def test_a_place_that_is_synchronised_is_a_sentence_on_home(
    desk: Desk, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDrive", str(desk.folder.parent))
    window = sit_down(desk, theme, qtbot)
    home = window.current_page()
    assert isinstance(home, HomePage)
    assert home.place.isVisible()
    assert "copied to the internet" in home.place.text()
    window.close()
