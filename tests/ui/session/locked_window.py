"""A real window that hears the computer's own buses: `python -m tests.ui.session.locked_window FOLDER`.

It types into a line, says so, says when it is locked, and waits to be killed.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from peerdesk.app import Program
from peerdesk.paths import resources
from peerdesk.ui.session.system import system_sources
from peerdesk.ui.theme import Choice, Theme
from tests.ui.killed_window import NOW, WORDS, in_line, shelf_of


def say(what: str) -> None:
    print(what, flush=True)  # noqa: T201 - the one who kills waits for it


def main() -> None:
    folder = Path(sys.argv[1])
    app = QApplication([])
    theme = Theme(app, resources(), Choice("light", contrast=False))
    program = Program(theme, folder / "desk", shelf_of(folder), lambda: NOW)
    program.follow(system_sources())
    program.start()
    assert program.window is not None
    program.window.jobs.wait_idle()
    watch = QTimer(interval=20)

    def look() -> None:
        if program._own is not None and program._own.is_locked:
            watch.stop()
            say("locked")

    def type_words() -> None:
        assert program.window is not None
        program.window.jobs.wait_idle()
        program.window.activateWindow()
        QTest.keyClicks(in_line(program.window), WORDS)
        watch.timeout.connect(look)
        watch.start()
        say("typed")

    QTimer.singleShot(300, type_words)
    app.exec()


if __name__ == "__main__":
    main()
