"""The first page that somebody goes to loads no page that is not shown."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AT_NOW = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtWidgets import QApplication
from peerdesk.app import build_window
from peerdesk.desk.desk import start_here
from peerdesk.paths import resources
from peerdesk.ui.theme import Choice, Theme
from tests.people import Shelf

now = lambda: datetime(2027, 3, 9, 9, 12, tzinfo=UTC)
app = QApplication([])
desk = start_here(Path(sys.argv[1]), Shelf(), "Anita", now)
window = build_window(desk, Theme(app, resources(), Choice("light", contrast=False)), now, list)
window.show_page("now")
assert window.jobs.wait_idle()
print(json.dumps([name for name in sys.modules if name.startswith("peerdesk.ui.pages.")]))
window.close()
desk.close()
"""


def test_going_to_now_loads_neither_share_nor_ready_nor_feedback(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", AT_NOW, str(tmp_path / "anita")],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    loaded = {name.rpartition(".")[2] for name in json.loads(run.stdout.splitlines()[-1])}
    assert {"home", "now"} <= loaded
    assert not loaded & {"share", "ready", "feedback", "report", "table", "plan"}, loaded
