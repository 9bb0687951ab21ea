"""A desk whose key lies in the system's real keyring, from the first start to the next login."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UNLOCK = 'printf %s "$PW" | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@"'


class Login:
    """A person who logs in: a home, a D-Bus session, and a keyring that the login's password opens."""

    def __init__(self, home: Path) -> None:
        run = home / "run"
        run.mkdir(mode=0o700)
        self._environment = {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(run),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PEERDESK_HOME": str(home / "peerdesk"),
        }

    def peerdesk(self, *words: str, password: str = "PW") -> subprocess.CompletedProcess[str]:
        start = ["dbus-run-session", "--", "bash", "-c", UNLOCK, "x"]
        return self._run([*start, sys.executable, "-m", "peerdesk", *words], {"PW": password})

    def without_keyring(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self._run([sys.executable, "-m", "peerdesk", *words], {})

    def _run(self, command: list[str], more: dict[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, env=self._environment | more, capture_output=True, text=True, check=False, timeout=120
        )


@pytest.fixture
def login(tmp_path: Path) -> Login:
    return Login(tmp_path)


def test_a_desk_opens_at_the_next_login_and_at_no_other(login: Login, tmp_path: Path) -> None:
    started = login.peerdesk("start", "Anita")
    assert started.returncode == 0, started.stderr
    assert login.peerdesk("review", "new", "999990", "--name", "Wrenholt").returncode == 0
    assert "Wrenholt" in login.peerdesk("review", "list").stdout
    clear = b"SQLite format 3"
    assert not (tmp_path / "peerdesk" / "desk.db").read_bytes().startswith(clear)

    locked = login.peerdesk("review", "list", password="another")
    assert (locked.returncode, locked.stdout) == (1, "")
    assert "unlock" in locked.stderr.casefold()

    none_here = login.without_keyring("review", "list")
    assert (none_here.returncode, none_here.stdout) == (1, "")
    assert "passphrase" in none_here.stderr.casefold()


def test_without_a_keyring_nothing_is_begun_in_clear(login: Login, tmp_path: Path) -> None:
    refused = login.without_keyring("start", "Anita")
    assert refused.returncode == 1
    assert "passphrase" in refused.stderr.casefold()
    assert not (tmp_path / "peerdesk" / "desk.db").exists()
