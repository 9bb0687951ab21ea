"""A second start brings the first window forward, with what it was to open; a killed one holds nobody off."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from peerdesk.ui.one_process import OneProcess

ROOT = Path(__file__).parents[1]
HOLD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from peerdesk.ui.one_process import OneProcess
app = QCoreApplication([])
one = OneProcess(Path(sys.argv[1]))
print(one.take(), flush=True)
one.called.connect(lambda files: print("called", *(one.name for one in files), flush=True))
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


@pytest.mark.parametrize("words", [["Notes from Tom.peerdesk"], ["open", "Notes from Tom.peerdesk", "Ben.PEERDESK"]])
def test_a_double_click_hands_its_files_to_the_window_that_is_open(tmp_path: Path, words: list[str]) -> None:
    home = tmp_path / "desk"
    with subprocess.Popen([sys.executable, "-c", HOLD, str(home)], stdout=subprocess.PIPE, text=True) as held:
        assert held.stdout is not None
        assert held.stdout.readline() == "True\n"
        environment = {**os.environ, "PEERDESK_HOME": str(home), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "peerdesk", *words]
        second = subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True)
        assert (second.returncode, second.stderr) == (0, b"")
        assert held.stdout.readline() == " ".join(["called", *words[words[0] == "open" :]]) + "\n"
        held.kill()


@pytest.mark.parametrize("said", [b"", b"[", b"{}", b'[1, "relative", "/a/b"]', b"\xff" * 300_000])
def test_whatever_comes_down_the_line_asks_for_no_more_than_to_come_forward(
    qtbot: QtBot, tmp_path: Path, said: bytes
) -> None:
    first = OneProcess(tmp_path)
    assert first.take()
    socket = QLocalSocket()
    socket.connectToServer(first.name)
    assert socket.waitForConnected(2000)
    with qtbot.waitSignal(first.called, timeout=2000) as called:
        socket.write(said)
        socket.flush()
        socket.disconnectFromServer()
    assert called.args == [(Path("/a/b"),) if b"/a/b" in said else ()]
    first.let_go()


@pytest.mark.usefixtures("qapp")
def test_another_process_is_called_and_a_killed_one_holds_nobody_off(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as held:
        assert held.stdout is not None
        assert held.stdout.readline() == "True\n"
        mine = OneProcess(tmp_path)
        assert not mine.take()
        assert held.stdout.readline() == "called\n"
        assert not mine.take([tmp_path / "Notes from Tom.peerdesk", tmp_path / "ü.peerdesk"])
        assert held.stdout.readline() == "called Notes from Tom.peerdesk ü.peerdesk\n"
        held.kill()
        held.wait()
        assert mine.take()
        mine.let_go()
