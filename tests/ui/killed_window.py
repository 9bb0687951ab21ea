"""A real window that types into a place and waits to be killed: `python -m tests.ui.killed_window FOLDER PLACE`."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from peerdesk.app import Program
from peerdesk.paths import resources
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.new_review import NewReviewSheet
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.pages.table import TablePage
from peerdesk.ui.pictures.sheet import PictureSheet
from peerdesk.ui.pictures.sources import from_files
from peerdesk.ui.reply.answer_sheet import AnswerSheet
from peerdesk.ui.report.section_sheet import SectionSheet
from peerdesk.ui.theme import Choice, Theme
from tests.people import Shelf

WORDS = "Three children spoke of the heron"
NOW = datetime(2027, 3, 9, 9, 12, tzinfo=UTC)


def shelf_of(folder: Path) -> Shelf:
    """Return a vault that both processes know."""
    shelf = Shelf()
    shelf.keys = {name: bytes.fromhex(key) for name, key in json.loads((folder / "keys").read_text()).items()}
    return shelf


def in_line(window: MainWindow) -> QWidget:
    page = show(window, "now")
    assert isinstance(page, NowPage)
    return page.composer.line


def in_unplanned(window: MainWindow) -> QWidget:
    page = show(window, "now")
    assert isinstance(page, NowPage)
    page.day.ask()
    return page.day.field


def in_plan(window: MainWindow) -> QWidget:
    page = show(window, "plan")
    assert isinstance(page, PlanPage)
    return page.parts["school"].lines["purpose"]  # type: ignore[attr-defined, no-any-return]


def in_note(window: MainWindow) -> QWidget:
    page = show(window, "notes")
    assert isinstance(page, NotesPage)
    page.list.choose([page.list.notes_model.rows()[-1].key])
    next(one for one in page.commands() if one.name == "notes.edit").act()
    return page.editing.editor.text


def in_picture(window: MainWindow) -> QWidget:
    page = show(window, "notes")
    assert isinstance(page, NotesPage)
    note = page.list.notes_model.rows()[-1].note
    assert note is not None
    page.pictures.add(note, from_files([Path("a.png")]))
    return window.findChildren(PictureSheet)[0].words


def in_finding(window: MainWindow) -> QWidget:
    page = show(window, "table")
    assert isinstance(page, TablePage)
    page.show_question(1)
    window.jobs.wait_idle()
    return page.findings.cards()[0].text


def in_section(window: MainWindow) -> QWidget:
    page = show(window, "report")
    assert isinstance(page, ReportPage)
    return page.findChildren(SectionSheet)[0].text


def in_answer(window: MainWindow) -> QWidget:
    page = show(window, "report")
    assert isinstance(page, ReportPage)
    page.leaving.answering.ask()
    window.jobs.wait_idle()
    return window.findChildren(AnswerSheet)[0].form.words["missed"]


def in_new_review(window: MainWindow) -> QWidget:
    home = show(window, "home")
    assert isinstance(home, HomePage)
    home.ask_new()
    return window.findChildren(NewReviewSheet)[0].school.line


def go_to(program: Program, place: str) -> QWidget:
    """Go to where somebody types."""
    window = program.window
    assert window is not None
    field = PLACES[place](window)
    field.setFocus()
    window.jobs.wait_idle()
    return field


def show(window: MainWindow, name: str) -> QWidget:
    page = window.show_page(name)
    assert window.jobs.wait_idle()
    return page


PLACES: dict[str, Callable[[MainWindow], QWidget]] = {
    "now": in_line,
    "unplanned": in_unplanned,
    "plan": in_plan,
    "notes": in_note,
    "picture": in_picture,
    "finding": in_finding,
    "section": in_section,
    "answer": in_answer,
    "new": in_new_review,
}


def main() -> None:
    folder, place = Path(sys.argv[1]), sys.argv[2]
    app = QApplication([])
    theme = Theme(app, resources(), Choice("light", contrast=False))
    program = Program(theme, folder / "desk", shelf_of(folder), lambda: NOW)
    program.start()
    assert program.window is not None
    program.window.jobs.wait_idle()

    def type_words() -> None:
        window = program.window
        assert window is not None
        window.jobs.wait_idle()
        window.activateWindow()
        QTest.keyClicks(go_to(program, place), WORDS)
        print("typed", flush=True)  # noqa: T201 - the one who kills waits for it

    QTimer.singleShot(300, type_words)
    app.exec()


if __name__ == "__main__":
    main()
