"""A window that goes to every page and closes: `python -m tests.open_everything FOLDER`."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from peerdesk.app import Program
from peerdesk.desk.desk import start_here
from peerdesk.paths import resources
from peerdesk.ui.theme import Choice, Theme
from tests.people import Shelf

NOW = datetime(2027, 3, 9, 9, 12, tzinfo=UTC)
PLACES = ("home", "plan", "now", "notes", "share", "table", "report", "feedback", "ready")


def main() -> None:
    folder, shelf = Path(sys.argv[1]) / "desk", Shelf()
    desk = start_here(folder, shelf, "Anita Shah", lambda: NOW)
    desk.plan.begin(school_name="Saltmarsh Primary School", days=("2027-03-09",))
    desk.close()
    app = QApplication([])
    program = Program(Theme(app, resources(), Choice("light", contrast=False)), folder, shelf, lambda: NOW)
    program.start()
    assert program.window is not None
    assert program.window.jobs.wait_idle()
    window = program.window  # another one, now that the notes are open
    for place in PLACES:
        window.show_page(place)
        assert window.jobs.wait_idle()
    QTimer.singleShot(0, app.quit)
    app.exec()
    os._exit(0)


if __name__ == "__main__":
    main()
