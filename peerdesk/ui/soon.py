"""Doing something a little later on the window's thread, if whoever asked is still there."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def soon(owner: QObject, act: Callable[[], object], wait_ms: int = 0) -> None:
    """Do `act` after what waits in the window's thread; never once `owner` is gone, for the clock goes with it."""
    clock = QTimer(owner, singleShot=True, interval=wait_ms)
    clock.timeout.connect(act)
    clock.timeout.connect(clock.deleteLater)
    clock.start()
