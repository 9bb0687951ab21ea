"""A second start brings the first window forward; a killed one holds nobody off."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from peerdesk.ui.one_process import OneProcess

HOLD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from peerdesk.ui.one_process import OneProcess
app = QCoreApplication([])
one = OneProcess(Path(sys.argv[1]))
print(one.take(), flush=True)
one.called.connect(lambda: print("called", flush=True))
app.exec()
"""


def test_the_second_calls_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = OneProcess(tmp_path / "desk"), OneProcess(tmp_path / "desk")
    assert first.take()
    with qtbot.waitSignal(first.called, timeout=2000):
        assert not second.take()
    first.let_go()
    assert second.take()
    second.let_go()


def test_another_folder_is_another_desk(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = OneProcess(tmp_path / "own"), OneProcess(tmp_path / "practice")
    assert first.take()
    assert second.take()
    first.let_go()
    second.let_go()


@pytest.mark.usefixtures("qapp")
def test_another_process_is_called_and_a_killed_one_holds_nobody_off(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as held:
        assert held.stdout is not None
        assert held.stdout.readline() == "True\n"
        mine = OneProcess(tmp_path)
        assert not mine.take()
        assert held.stdout.readline() == "called\n"
        held.kill()
        held.wait()
        assert mine.take()
        mine.let_go()
