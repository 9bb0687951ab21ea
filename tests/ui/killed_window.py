"""A real window that types into a place and waits to be killed: `python -m tests.ui.killed_window FOLDER PLACE`."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from peerdesk.app import Program
from peerdesk.paths import resources
from peerdesk.ui.theme import Choice, Theme
from tests.people import Shelf

WORDS = "Three children spoke of the heron"
NOW = datetime(2027, 3, 9, 9, 12, tzinfo=UTC)


def shelf_of(folder: Path) -> Shelf:
    """Return a vault that both processes know."""
    shelf = Shelf()
    shelf.keys = {name: bytes.fromhex(key) for name, key in json.loads((folder / "keys").read_text()).items()}
    return shelf


def go_to(program: Program, place: str) -> QWidget:
    """Go to where somebody types."""
    window = program.window
    assert window is not None
    page = window.show_page(place)
    assert window.jobs.wait_idle()
    if place == "plan":
        field = page.parts["school"].lines["purpose"]  # type: ignore[attr-defined]
    elif place == "notes":
        page.list.choose([page.list.notes_model.rows()[-1].key])  # type: ignore[attr-defined]
        page._edit()  # type: ignore[attr-defined]
        field = page.editing.editor.text  # type: ignore[attr-defined]
    else:
        field = page.first_focus()
    assert isinstance(field, QWidget)
    field.setFocus()
    return field


def main() -> None:
    folder, place = Path(sys.argv[1]), sys.argv[2]
    app = QApplication([])
    theme = Theme(app, resources(), Choice("light", contrast=False))
    program = Program(theme, folder / "desk", shelf_of(folder), lambda: NOW)
    program.start()
    assert program.window is not None
    program.window.jobs.wait_idle()

    def type_words() -> None:
        assert program.window is not None
        program.window.jobs.wait_idle()
        program.window.activateWindow()
        QTest.keyClicks(go_to(program, place), WORDS)
        print("typed", flush=True)  # noqa: T201 - the one who kills waits for it

    QTimer.singleShot(300, type_words)
    app.exec()


if __name__ == "__main__":
    main()
