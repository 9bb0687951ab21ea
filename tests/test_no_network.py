"""PeerDesk opens no network socket: a day on the command line, every page of the window, and what it starts itself."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCAL = {int(socket.AF_UNIX), int(socket.AF_NETLINK)}  # on this machine: D-Bus, one window; which interfaces there are


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sockets") / "sockets.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", path, ROOT / "tests" / "sockets.c", "-ldl"], check=True)
    return path


def families(library: Path, home: Path, *words: object) -> set[int]:
    """Run Python with the library below it; return the families of all sockets that were asked for."""
    seen = home / "sockets.txt"
    seen.touch()
    own = {"LD_PRELOAD": str(library), "PEERDESK_SOCKETS": str(seen), "PEERDESK_HOME": str(home / "data")}
    environment = {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, *map(str, words)], cwd=ROOT, env=environment, check=True, timeout=120)
    return set(map(int, seen.read_text().split()))


def test_a_day_on_the_command_line_asks_for_no_network(tmp_path: Path, library: Path) -> None:
    assert families(library, tmp_path, "-m", "peerdesk", "demo", "--out", tmp_path / "demo") <= LOCAL
    assert list((tmp_path / "demo").rglob("*.peerdesk"))


def test_the_window_asks_for_no_network(tmp_path: Path, library: Path) -> None:
    asked = families(library, tmp_path, "-m", "tests.open_everything", tmp_path)
    assert asked <= LOCAL


def test_a_signature_inside_a_pdf_asks_for_no_network(tmp_path: Path, library: Path) -> None:
    assert families(library, tmp_path, "-m", "tests.export.report.sign_one") <= LOCAL


def test_a_network_socket_would_be_seen(tmp_path: Path, library: Path) -> None:
    said = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close(); socket.socket().close()"
    assert int(socket.AF_INET) in families(library, tmp_path, "-c", said)
