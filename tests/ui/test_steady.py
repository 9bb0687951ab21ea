import gc
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from peerdesk.ui.steady import Steady


class Loop:
    """Holds itself, so that only a look for garbage destroys it; says on which thread that was."""

    def __init__(self, destroyed_on: list[int]) -> None:
        self.itself, self._destroyed_on = self, destroyed_on

    def __del__(self) -> None:
        self._destroyed_on.append(threading.get_ident())


@pytest.fixture
def steady() -> Iterator[Steady]:
    turn = sys.getswitchinterval()
    parent = QObject()
    yield Steady(parent)
    parent.deleteLater()
    sys.setswitchinterval(turn)
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("steady")
def test_what_a_job_leaves_behind_is_destroyed_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    destroyed_on: list[int] = []

    def job() -> None:
        for _ in range(5_000):  # with Python's own ways it would be looked for here, on the job's thread
            Loop(destroyed_on)

    thread = threading.Thread(target=job)
    thread.start()
    thread.join()
    assert destroyed_on == []
    qtbot.waitUntil(lambda: len(destroyed_on) == 5_000, timeout=20_000)
    assert set(destroyed_on) == {threading.get_ident()}


@pytest.mark.usefixtures("steady")
def test_what_comes_in_a_mass_does_not_hold_the_window_and_waits(qtbot: QtBot) -> None:
    mass: list[int] = []
    few: list[int] = []
    before = gc.get_freeze_count()
    for _ in range(30_000):
        Loop(mass)
    qtbot.waitUntil(lambda: gc.get_freeze_count() >= before + 30_000, timeout=20_000)
    for _ in range(100):
        Loop(few)
    qtbot.waitUntil(lambda: len(few) == 100, timeout=20_000)
    assert mass == []
    gc.unfreeze()
    gc.collect()
    assert len(mass) == 30_000
