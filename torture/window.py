"""A real window that never stops until it is killed: `python -m torture.window FOLDER types|pictures`.

What it says on standard output is on disk: drafts as another reader of the file sees them, pictures as their job ended.
"""

import json
import os
import sys
from itertools import count
from pathlib import Path

from peerdesk.app import Program
from peerdesk.desk.desk import Desk
from peerdesk.paths import resources
from peerdesk.ui.theme import Choice, Theme
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.ui.killed_window import NOW, go_to, shelf_of
from torture.desks import picture

TYPES_MS, LOOKS_MS, BEGINS_MS = 40, 60, 300


def main() -> None:
    folder, what = Path(sys.argv[1]), sys.argv[2]
    app = QApplication([])
    theme = Theme(app, resources(), Choice("light", contrast=False))
    program = Program(theme, folder / "desk", shelf_of(folder), lambda: NOW)
    program.start()
    assert program.window is not None
    program.window.jobs.wait_idle()
    begin = _type if what == "types" else _add_pictures
    QTimer.singleShot(BEGINS_MS, lambda: begin(program))
    app.exec()


def _tell(**said: object) -> None:
    os.write(1, f"{json.dumps(said)}\n".encode())


def _type(program: Program) -> None:
    """Type word after word, and tell what a reader finds in the file."""
    window, desk = program.window, _desk(program)
    assert window is not None
    window.jobs.wait_idle()
    field, numbers, seen = go_to(program, "now"), count(1), dict[str, str]()

    def look() -> None:
        for draft in desk.capture.drafts():
            if seen.get(draft.place) != draft.text:
                seen[draft.place] = draft.text
                _tell(place=draft.place, text=draft.text)

    for every_ms, work in ((TYPES_MS, lambda: QTest.keyClicks(field, f"word{next(numbers)} ")), (LOOKS_MS, look)):
        timer = QTimer(window)
        timer.timeout.connect(work)
        timer.start(every_ms)


def _add_pictures(program: Program) -> None:
    """Add picture after picture in the window's own job, read by the process that reads pictures."""
    window, desk = program.window, _desk(program)
    assert window is not None
    note = desk.capture.notes(desk.plan.reviews()[0].scope)[0]
    numbers = count(1)

    def add() -> str:
        before = {one.sha256 for one in desk.capture.pictures(note.scope)}
        desk.capture.add_picture(note, picture(next(numbers)), "wall.png", "a wall")
        return next(one.sha256 for one in desk.capture.pictures(note.scope) if one.sha256 not in before)

    def added(sha256: str) -> None:
        _tell(picture=sha256, reader=desk.picture_worker._process.pid or 0)
        window.jobs.start(window, lambda _: add(), added)

    window.jobs.start(window, lambda _: add(), added)


def _desk(program: Program) -> Desk:
    desk = program._own
    assert desk is not None
    return desk


if __name__ == "__main__":
    main()
