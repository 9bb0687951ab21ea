"""Wrenholt's day as it stands on the lead's laptop, and the lead in front of it: keys, clicks, and what they cost."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from peerdesk.desk.acting import Acting, Identity
from peerdesk.desk.capture import Capture
from peerdesk.desk.conversation import Conversation
from peerdesk.desk.demo_day import Ids, keep_notes, plan_day
from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.looking import Looking
from peerdesk.desk.practice import demo_day
from peerdesk.domain.evidence import Note
from peerdesk.domain.outcome import Citation, Finding
from peerdesk.intake.demo import DemoDay
from peerdesk.intake.pictures import read_picture
from peerdesk.keys.badge import make_badge
from peerdesk.keys.signing import PrivateKey
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.page import Page
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.pages.table import TablePage
from peerdesk.ui.report.where import WhereSheet
from tests.people import Clock, Shelf

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]
LUNCH = "12:15"
APage = TypeVar("APage", bound=Page)
Found = TypeVar("Found", bound=QWidget)


@dataclass
class Wrenholt:
    """One desk on which four people's notes of the day come together, each under a key of their own."""

    desk: Desk
    scope: str
    day: DemoDay
    ids: Ids
    clock: Clock

    def at(self, time: str, date: str = "2027-03-09") -> None:
        """Let it be so late."""
        self.clock.at = datetime.fromisoformat(f"{date}T{time}:00").replace(tzinfo=UTC)

    def keep(self, wanted: Callable[[str], bool]) -> int:
        """Let all four keep what they saw at such times of the day, "HH:MM"; return how many notes."""
        day = replace(
            self.day,
            notes=tuple(one for one in self.day.notes if wanted(one.seen_at[11:])),
            answers=tuple(one for one in self.day.answers if wanted(one.seen_at[11:])),
            looks=tuple(one for one in self.day.looks if wanted(one.seen_at[11:])),
            pictures=(),
            jottings=(),
        )
        people = [(one.record_id, one.name, one.role == "lead") for one in day.people]
        return sum(
            keep_notes(self.desk if leads else self._desk_of(name), day, local, self.scope, self.ids)
            for local, name, leads in people
        )

    def _desk_of(self, name: str) -> Desk:
        acting = Acting(self.desk.acting.sessions, identity_of(name), self.clock)
        looking = Looking(acting, self.desk.frameworks)
        return replace(
            self.desk,
            capture=Capture(acting, read_picture),
            conversation=Conversation(acting),
            looking=looking,
        )

    def notes(self) -> dict[str, Note]:
        """Return the notes by what the day calls them."""
        real = {one.record_id: one for one in self.desk.capture.notes(self.scope)}
        return {one.record_id: real[self.ids.of(one.record_id)] for one in self.day.notes}

    def findings(self) -> list[Finding]:
        return self.desk.findings.all(self.scope)

    def cited(self, title: str) -> list[Citation]:
        """Return what the finding of this title cites."""
        (found,) = [one for one in self.findings() if one.title == title]
        return [one for one in self.desk.findings.citations(self.scope) if one.finding == found.record_id]


def identity_of(name: str) -> Identity:
    private = PrivateKey.from_seed(name.encode().ljust(32, b"."))
    return Identity(private, make_badge(private, name, "2027-03-01"))


def begin_the_day(folder: Path) -> Wrenholt:
    """Plan Wrenholt's day on its lead's desk; nobody has noted anything."""
    day, clock = demo_day(), Clock(datetime(2027, 3, 8, 18, tzinfo=UTC))
    desk = start_here(folder, Shelf(), "Anita", clock)
    keys = {one.record_id: identity_of(one.name).key_id for one in day.people if one.role != "lead"}
    scope, ids = plan_day(desk, day, keys)
    return Wrenholt(desk, scope, day, ids, clock)


@dataclass
class Lead:
    """The lead at her window. Whatever is not a letter is an act."""

    window: MainWindow
    review: Wrenholt
    stick: Path
    kept: Path
    cost: dict[str, list[int]] = field(default_factory=dict)
    acts: int = 0

    def settle(self) -> None:
        for _ in range(4):
            assert self.window.jobs.wait_idle()
            QCoreApplication.sendPostedEvents(None, 0)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        trouble = self.window.findChild(FailureSheet)
        assert trouble is None, trouble.message.text()

    def count(self, what: str, since: int) -> None:
        self.cost.setdefault(what, []).append(self.acts - since)

    # Hands

    def focus(self) -> QWidget:
        if QApplication.activeWindow() is None:  # without a screen nothing turns back to the window that is left
            come_forward(self.window)
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    def press(self, *keys: Key) -> None:
        for key in keys:
            QTest.keyClick(self.focus(), *(key if isinstance(key, tuple) else (key,)))
            self.acts += 1
            self.settle()

    def write(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)
        self.settle()

    def click(self, words: str) -> None:
        """Click what says these words, or begins with them, as it is read aloud or seen."""
        ways = [one for one in self.window.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
        said = {one.text().replace("&", "") or one.accessibleName(): one for one in ways}
        found = [said[words]] if words in said else [one for text, one in said.items() if text.startswith(words)]
        assert found, f"nothing says {words!r}: {sorted(said)}"
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.acts += 1
        self.settle()

    def go(self, number: int, kind: type[APage]) -> APage:
        """Go to a page by its number in the rail."""
        self.press((getattr(KEY, f"Key_{number}"), CTRL))
        return self.page(kind)

    def page(self, kind: type[APage]) -> APage:
        page = self.window.current_page()
        assert isinstance(page, kind)
        return page

    def sheet(self, kind: type[Found]) -> Found:
        (found,) = [one for one in self.window.findChildren(kind) if one.isVisible()]
        return found

    def choose(self, *notes: str) -> None:
        """Click notes in the list, one after the other."""
        view = self.page(TablePage).notes.view
        texts = self.review.notes()
        for local in notes:
            rows = [view.model().index(at, 0) for at in range(view.model().rowCount())]
            (row,) = [one for one in rows if texts[local].text in str(one.data())]
            view.scrollTo(row)
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(row).center())
            self.acts += 1
            self.settle()

    def open_part(self, place: str, question: str = "") -> None:
        """Click a part of the report in the outline."""
        page = self.page(ReportPage)
        (at,) = [at for at, part in enumerate(page.parts()) if (part.place, part.question) == (place, question)]
        row = page.outline.model().index(at, 0)
        page.outline.scrollTo(row)
        QTest.mouseClick(page.outline.viewport(), Qt.MouseButton.LeftButton, pos=page.outline.visualRect(row).center())
        self.acts += 1
        self.settle()

    def choose_file(self, path: Path) -> None:
        """Answer the system's question for a file: one act."""
        dialog = self.window.findChild(QFileDialog)
        assert dialog is not None
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.setText(str(path))
        QTest.keyClick(line, KEY.Key_Return)
        self.acts += 1
        self.settle()

    # What leaves

    def onto_the_stick(self, name: str) -> Path:
        """Answer where to with Enter: the stick is in. Keep what came there under a name, for later."""
        assert self.sheet(WhereSheet).sticks
        self.press(KEY.Key_Return)
        newest = max(self.stick.iterdir(), key=lambda one: one.stat().st_mtime_ns)
        return self.keep_file(newest, name)

    def keep_file(self, file: Path, name: str) -> Path:
        kept = self.kept / f"{name}.pdf"
        kept.write_bytes(file.read_bytes())
        return kept

    # Eyes

    def reads(self, root: QWidget | None = None) -> str:
        """Return all words that are seen in a window: of labels, buttons and fields."""
        return words_in(root or self.window)


def words_in(root: QWidget) -> str:
    said = [one.text() for one in root.findChildren(QLabel) if one.isVisible()]
    said += [one.text() for one in root.findChildren(QAbstractButton) if one.isVisible()]
    said += [one.text() for one in root.findChildren(QLineEdit) if one.isVisible()]
    said += [one.toPlainText() for one in root.findChildren(QTextEdit) if one.isVisible()]
    said += [one.toPlainText() for one in root.findChildren(QPlainTextEdit) if one.isVisible()]
    return "\n".join(said)


def come_forward(window: QWidget) -> None:
    """Wait until keys go to a window."""
    window.activateWindow()
    for _ in range(200):
        focused = QApplication.focusWidget()
        if QApplication.activeWindow() is window and (focused is None or focused.window() is window):
            return
        QTest.qWait(10)
    raise AssertionError(QApplication.activeWindow())


def fill_in(sheet: Path, said: dict[str, str], out: Path) -> Path:
    """Fill in a reply sheet as any reader of PDF does: `says 2` of the second finding, else the name of a place."""
    reader = PdfReader(sheet)
    names = list(reader.get_fields() or {})
    writer = PdfWriter(clone_from=reader)
    values = {}
    for asked, value in said.items():
        what, _, number = asked.partition(" ")
        values[[one for one in names if one.startswith(f"pd1-{what}-")][int(number or 1) - 1]] = value
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    writer.write(out)
    return out
