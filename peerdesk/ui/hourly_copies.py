"""Copies of the notes that nobody has to think of."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from PySide6.QtCore import QTimer

from peerdesk.desk.desk import Desk
from peerdesk.ui.main_window import MainWindow

_LOOK_MS = 600_000


def keep_copies(desk: Desk, window: MainWindow, now: Callable[[], datetime]) -> None:
    """Let a copy of the notes be made now and every hour, if it is time, for as long as the window is there.

    Older copies that still hold what was erased go then too, if a fresh one could not be made on the day.
    """

    def work(why: Literal["start", "hour"]) -> None:
        desk.erasing.clear_if_owed()
        desk.keeping.copy_if_due(now(), why)

    def look(why: Literal["start", "hour"] = "hour") -> None:
        if not desk.is_locked:
            window.jobs.start(window, lambda _: work(why), lambda _: None)

    timer = QTimer(window)
    timer.timeout.connect(lambda: look())
    timer.start(_LOOK_MS)
    look("start")
