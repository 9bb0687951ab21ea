"""The first moments: a window is seen before what takes long is loaded, and is then filled."""

import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.app import Program
from peerdesk.paths import resources
from peerdesk.start import Start
from peerdesk.ui.pages.welcome import WelcomePage
from peerdesk.ui.theme import Choice, Theme
from tests.people import Shelf
from tests.test_app import NOW

ROOT = Path(__file__).resolve().parents[1]
LATER = {
    "sqlalchemy",
    "sqlcipher3",
    "alembic",
    "cryptography",
    "pyrage",
    "keyring",
    "PIL",
    "reportlab",
    "pyhanko",
    "typing_extensions",
}
BY_A_COMMAND_WITHOUT_WORDS = """
import json, sys
from PySide6.QtCore import QObject, QEvent
from PySide6.QtWidgets import QApplication
from peerdesk import start
from peerdesk.cli import main

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), flush=True)
            QApplication.instance().removeEventFilter(self)
            watched.window().close()
        return False

begin = start.Start.begin
def watched(self):
    self.filter = Painted()
    QApplication.instance().installEventFilter(self.filter)
    begin(self)
start.Start.begin = watched
sys.argv = ["peerdesk"]
main()
"""


@pytest.fixture(autouse=True)
def _steady_no_longer() -> Iterator[None]:
    """A start tells Python for good when to look for garbage and how long a turn is; the next test has it as ever."""
    turn = sys.getswitchinterval()
    yield
    sys.setswitchinterval(turn)
    gc.unfreeze()
    gc.enable()


def test_a_window_is_painted_before_what_takes_long_is_loaded(tmp_path: Path) -> None:
    environment = {**os.environ, "PEERDESK_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-c", BY_A_COMMAND_WITHOUT_WORDS],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    loaded = set(json.loads(run.stdout.splitlines()[0]))
    assert "PySide6" in loaded
    assert not loaded & LATER


def test_the_window_that_is_seen_first_is_the_one_that_is_filled(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    theme = Theme(qapp, resources(), Choice("light", contrast=False))
    start = Start(theme, tmp_path, Shelf, lambda: NOW)
    loaded: list[Program] = []
    start.loaded.connect(loaded.append)
    start.begin()
    assert start.door.isVisible()
    assert isinstance(start.door.current_page(), WelcomePage)
    qtbot.waitUntil(lambda: bool(loaded), timeout=20_000)
    assert loaded[0].window is start.door
    assert isinstance(start.door.current_page(), WelcomePage)
    loaded[0].close()
    theme.deleteLater()


def test_a_window_that_was_closed_meanwhile_stays_closed(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    theme = Theme(qapp, resources(), Choice("light", contrast=False))
    start = Start(theme, tmp_path, Shelf, lambda: NOW)
    start.begin()
    start.door.hide()
    with qtbot.assertNotEmitted(start.loaded), qtbot.waitSignal(start.door.jobs.ended, timeout=20_000):
        pass
    start.door.close()
    theme.deleteLater()


def test_no_source_is_read_to_import_what_is_compiled(tmp_path: Path) -> None:
    look = "import linecache, peerdesk.start, peerdesk.app; print(sum(one.endswith('.py') for one in linecache.cache))"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run([sys.executable, "-c", look], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) < 50, "PySide6 keeps the source of all modules: see peerdesk/ui/__init__.py"
