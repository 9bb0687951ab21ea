"""What the top bar says of what is on disk: never more than the disk has answered."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.app import build_window
from peerdesk.desk.desk import Desk, open_here, start_here
from peerdesk.storage.failures import StorageError
from peerdesk.ui.dialogs.unkept import UnkeptSheet
from peerdesk.ui.field_drafts import write_all_now
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.reply.answer_sheet import AnswerSheet
from peerdesk.ui.saving import Saving
from peerdesk.ui.theme import Theme
from tests.people import Shelf
from tests.ui.accessibility import find_faults
from tests.ui.pages.review_desk import TODAY

SHELF = Shelf()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = start_here(tmp_path / "desk", SHELF, "Anita", lambda: TODAY)
    desk.plan.begin(school_name="Wrenholt", days=("2027-03-09",))
    yield desk
    desk.close()


def sit_down(desk: Desk, theme: Theme, qtbot: QtBot) -> MainWindow:
    window = build_window(desk, theme, lambda: TODAY, list)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    assert window.jobs.wait_idle()
    return window


def now_page(window: MainWindow) -> NowPage:
    page = window.show_page("now")
    assert isinstance(page, NowPage)
    assert window.jobs.wait_idle()
    return page


def said(window: MainWindow) -> str:
    return window.top_bar.saved.text()


def ask(window: MainWindow) -> str:
    next(one for one in window.commands() if one.name == "window.saved").act()
    assert window.jobs.wait_idle()
    return window.toast.text()


def test_it_is_kept_only_when_the_disk_has_it(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    window = sit_down(desk, theme, qtbot)
    page = now_page(window)
    assert said(window) == "Saved on this laptop"
    QTest.keyClicks(page.composer.line, "t")
    assert said(window) == "Keeping…"
    qtbot.waitUntil(lambda: said(window) == "Saved on this laptop", timeout=20_000)
    assert [one.text for one in desk.capture.drafts()] == ["t"]


def test_ctrl_s_says_what_was_read_back(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    window = sit_down(desk, theme, qtbot)
    page = now_page(window)
    QTest.keyClicks(page.composer.line, "three books")
    QTest.keyClick(page.composer.line, Qt.Key.Key_Return)
    assert window.jobs.wait_idle()
    at = f"{TODAY.astimezone():%H:%M:%S}"
    QTest.keyClicks(page.composer.line, "and")
    assert ask(window) == f"Your last note, “three books”, kept {at}. What you are typing now is safe too."
    assert [one.text for one in desk.capture.drafts()] == ["and"]  # asking put it there


def test_from_the_second_sitting_on_it_is_not_said_where(tmp_path: Path, theme: Theme, qtbot: QtBot) -> None:
    desk = start_here(tmp_path / "desk", SHELF, "Anita", lambda: TODAY)
    desk.plan.begin(school_name="Wrenholt", days=("2027-03-09",))
    window = sit_down(desk, theme, qtbot)
    QTest.keyClicks(now_page(window).composer.line, "t")
    qtbot.waitUntil(lambda: said(window) == "Saved on this laptop", timeout=20_000)
    window.close()
    desk.close()
    again = open_here(tmp_path / "desk", SHELF, lambda: TODAY)
    window = sit_down(again, theme, qtbot)
    assert said(window) == "Saved"
    window.close()
    again.close()


class SmallDisk:
    """A disk of 4 MB where the system lets us mount one; elsewhere one whose journal is refused as a full one does."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder.mkdir()
        self.folder, self._patch = folder, monkeypatch
        command = ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(folder)]
        self.mounted = not subprocess.run(command, check=False, capture_output=True).returncode

    def fill(self) -> None:
        """Leave no byte of room."""
        if not self.mounted:
            self._patch.setattr("peerdesk.desk.drafts.put_draft", refuse)
            return
        with (self.folder / "photos").open("wb", buffering=0) as photos:
            for size in (65_536, 4096, 1):
                try:
                    while True:
                        photos.write(b"0" * size)
                except OSError:
                    continue

    def clear(self) -> None:
        """Make room again."""
        if self.mounted:
            (self.folder / "photos").unlink()
        else:
            self._patch.undo()

    def go(self) -> None:
        """Take it away."""
        if self.mounted:
            subprocess.run(["umount", "-l", str(self.folder)], check=True)


def refuse(*_: object) -> None:
    raise StorageError("PeerDesk cannot write here.", "Check that the disk is not full, then try again.")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallDisk]:
    disk = SmallDisk(tmp_path / "small", monkeypatch)
    yield disk
    disk.go()


def test_a_full_disk_is_said_at_once_and_nothing_typed_is_lost(small: SmallDisk, theme: Theme, qtbot: QtBot) -> None:
    desk = start_here(small.folder / "desk", SHELF, "Anita", lambda: TODAY)
    desk.plan.begin(school_name="Wrenholt", days=("2027-03-09",))
    window = sit_down(desk, theme, qtbot)
    page = now_page(window)
    small.fill()
    QTest.keyClicks(page.composer.line, "heron " * 300)
    qtbot.waitUntil(lambda: said(window).startswith("Not kept: PeerDesk cannot write here."), timeout=20_000)
    assert "What you type stays on the screen." in window.toast.text()
    assert page.composer.line.text() == "heron " * 300
    assert "What you are typing is not kept" in ask(window)
    assert not window.close()  # not before the person said so twice
    assert window.toast.text().startswith("What you typed is not on the disk yet.")
    small.clear()
    qtbot.waitUntil(lambda: said(window) == "Saved on this laptop", timeout=20_000)
    assert window.toast.text().startswith("What you typed is kept again, ")
    assert [one.text for one in desk.capture.drafts()] == ["heron " * 300]
    window.close()
    desk.close()


@pytest.mark.parametrize("way", ["escape", "close", "hide"])
def test_what_was_typed_in_a_sheet_is_there_when_it_is_gone(desk: Desk, theme: Theme, qtbot: QtBot, way: str) -> None:
    window = sit_down(desk, theme, qtbot)
    page = window.show_page("report")
    assert isinstance(page, ReportPage)
    assert window.jobs.wait_idle()
    page.leaving.answering.ask()
    assert window.jobs.wait_idle()
    sheet = window.findChildren(AnswerSheet)[0]
    QTest.keyClicks(sheet.form.words["missed"], "Yes, that is us")
    if way == "escape":
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
    elif way == "close":
        window.close()
    else:
        sheet.close()
    assert [one.text for one in desk.drafts.all()] == ["Yes, that is us"]
    if way == "escape":
        page.leaving.answering.ask()
        assert window.jobs.wait_idle()
        sheet = window.findChildren(AnswerSheet)[-1]
        at = f"{TODAY.astimezone():%H:%M}"
        assert sheet.typed.text.text() == f"You were typing this at {at} in “What have we missed?”: Yes, that is us"
        sheet.typed.buttons[0].click()
        assert sheet.form.words["missed"].toPlainText() == "Yes, that is us"


def test_leaving_the_page_and_another_program_write_at_once(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    window = sit_down(desk, theme, qtbot)
    page = window.show_page("plan")
    assert isinstance(page, PlanPage)
    assert window.jobs.wait_idle()
    line = page.parts["school"].lines["days"]  # type: ignore[attr-defined]
    line.setFocus()
    QTest.keyClicks(line, "some day or other")
    window.show_page("home")
    assert [one.text for one in desk.drafts.all()] == [line.text()]
    typing = now_page(window)
    QTest.keyClicks(typing.composer.line, "half a")
    window._on_state(Qt.ApplicationState.ApplicationInactive)  # type: ignore[attr-defined]
    assert "half a" in {one.text for one in desk.capture.drafts()}


def test_words_of_a_place_that_is_gone_are_kept_as_a_note_or_copied(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    scope = desk.plan.reviews()[0].scope
    finding, _ = desk.findings.add(scope, title="gone soon")
    desk.drafts.put(f"finding:{finding}:text", "what we saw", " ".join(desk.findings.all(scope)[0].tips))
    desk.findings.delete(desk.findings.all(scope)[0])
    window = sit_down(desk, theme, qtbot)
    home = window.current_page()
    assert isinstance(home, HomePage)
    assert "A finding “gone soon”, Wrenholt" in home.unkept.sentence.text()
    QTest.mouseClick(home.unkept.go, Qt.MouseButton.LeftButton)
    assert window.jobs.wait_idle()
    sheet = window.findChild(UnkeptSheet)
    assert sheet is not None
    (row,) = sheet.rows
    assert find_faults(sheet) == []
    assert not row.go.isVisible()
    assert row.meanwhile.text() == "That place is no longer there; the words are."
    row.copy.click()
    assert QApplication.clipboard().text() == "what we saw"
    row.leave.click()
    assert desk.drafts.all() == []
    row.back.click()
    assert [one.text for one in desk.drafts.all()] == ["what we saw"]
    row.note.click()
    assert window.jobs.wait_idle()
    assert [one.text for one in desk.capture.notes(scope)] == ["what we saw"]
    assert desk.findings.all(scope) == []
    sheet.reject()
    assert window.jobs.wait_idle()
    assert not home.unkept.isVisible()


def test_a_paste_of_any_length_stays(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    window = sit_down(desk, theme, qtbot)
    page = now_page(window)
    long = "heron " * 50_000
    QApplication.clipboard().setText(long)
    QTest.keyClick(page.composer.made_of_it, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.composer.made_of_it.text() == long
    assert "letters too many for one place" in window.toast.text()
    QTest.keyClicks(page.composer.line, "a note")
    QTest.keyClick(page.composer.line, Qt.Key.Key_Return)
    assert window.jobs.wait_idle()
    assert desk.capture.notes(desk.plan.reviews()[0].scope) == []
    assert page.composer.made_of_it.text() == long
    assert write_all_now(window)
    assert long in desk.drafts.all()[0].context
    plan = window.show_page("plan")
    assert isinstance(plan, PlanPage)
    assert window.jobs.wait_idle()
    line = plan.parts["school"].lines["purpose"]  # type: ignore[attr-defined]
    line.setFocus()
    QApplication.clipboard().setText("p" * 500)
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    window.show_page("home")
    assert line.text() == "p" * 500
    assert line.accessibleDescription().startswith("That is 100 letters more than this can hold.")
    assert desk.plan.reviews()[0].purpose == ""
    assert "p" * 500 in {one.text for one in desk.drafts.all()}


def test_nothing_listens_once_the_window_is_gone(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    window = build_window(desk, theme, lambda: TODAY, list)
    assert window.findChild(Saving) is not None
    assert window.jobs.wait_idle()
    window.jobs.close()
    window.deleteLater()
    qtbot.waitUntil(lambda: not desk.drafts._listeners, timeout=20_000)
    desk.drafts.put("plan:x:text", "a heron")
    assert desk.drafts.flush()
