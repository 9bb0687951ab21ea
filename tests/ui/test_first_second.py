"""Opening and closing the window at each moment of its first second: nothing that was put off happens to what is gone.

It is done in a process of its own: what would destroy that is told with the place where it happened.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOMENTS = range(0, 1001, 75)
OPEN_AND_CLOSE = """
import faulthandler, gc, sys
faulthandler.enable()
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from peerdesk.app import Program
from peerdesk.desk.desk import start_here
from peerdesk.paths import resources
from peerdesk.ui.theme import Choice, Theme
from tests.people import Shelf

gc.disable()
app = QApplication([])
theme = Theme(app, resources(), Choice("light", contrast=False))
now = lambda: datetime(2027, 3, 9, 9, 12, tzinfo=UTC)
folder, shelf = Path(sys.argv[1]), Shelf()
desk = start_here(folder, shelf, "Anita", now)
desk.plan.begin(school_name="Wrenholt", days=("2027-03-09",))
desk.close()
for moment in map(int, sys.argv[2:]):
    program = Program(theme, folder, shelf, now)
    program.start()
    loop = QEventLoop()
    QTimer.singleShot(moment, loop.quit)
    loop.exec()
    program.close()
    window = program.window
    program.window = None
    window.deleteLater()
    program.deleteLater()
    del window, program
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    app.processEvents()
print("through")
"""


def test_a_window_can_be_closed_at_any_moment_of_its_first_second(tmp_path: Path) -> None:
    environment = {**os.environ, "PEERDESK_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-c", OPEN_AND_CLOSE, str(tmp_path / "anita"), *map(str, MOMENTS)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1:] == ["through"]
    assert "Traceback" not in run.stderr, run.stderr
