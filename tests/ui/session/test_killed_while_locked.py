"""Locked by the computer's own buses, then killed: nothing is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

from peerdesk.desk.desk import open_here
from tests.people import Shelf
from tests.ui.killed_window import WORDS, shelf_of
from tests.ui.session.conftest import NOW, ROOT, System, make_desk


def test_a_kill_while_it_is_locked_loses_nothing(system: System, tmp_path: Path) -> None:
    shelf = Shelf()
    make_desk(tmp_path / "desk", shelf)
    (tmp_path / "keys").write_text(json.dumps({name: key.hex() for name, key in shelf.keys.items()}))
    buses = {"DBUS_SYSTEM_BUS_ADDRESS": system.address, "DBUS_SESSION_BUS_ADDRESS": system.address}
    argv = [sys.executable, "-m", "tests.ui.session.locked_window", str(tmp_path)]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ | buses) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "typed\n"
        system.tell("Lock")
        assert window.stdout.readline() == "locked\n"
        window.kill()
    again = open_here(tmp_path / "desk", shelf_of(tmp_path), lambda: NOW)
    assert [one.text for one in again.drafts.all()] == [WORDS]
    again.close()
