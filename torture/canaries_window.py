"""What the window leaves where it works: refusals in the log, file dialogs, a crash. A part of `torture.canaries`."""

import logging
import os
import resource
import subprocess
import sys
from pathlib import Path

from peerdesk.errors import PeerDeskError
from peerdesk.log import leave_no_core
from peerdesk.paths import data_folder, resources
from peerdesk.ui import messages
from peerdesk.ui.dialogs.choosing import ask_new_pdf
from peerdesk.ui.jobs import JobRunner, Progress
from peerdesk.ui.theme import Choice, Theme
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from torture.lives import LossError

CRASHED = -6  # SIGABRT
OPENS_MS, PATIENCE_MS = 300, 20_000


def work_in_a_window(word: str) -> None:
    """Let jobs be refused and break with a word on their tongue, and choose a file of that name."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    window = _Window(Theme(app, resources(), Choice("light", contrast=False)))
    jobs = JobRunner(messages.show_failure)
    for why in (PeerDeskError(f"{word} message", f"{word} remedy", detail=f"{word} detail"), ValueError(f"{word} bug")):
        jobs.start(window, lambda _, why=why: _refuse(_, why), lambda _: None, lambda _: None, label="a job")  # type: ignore[misc]
    if not jobs.wait_idle():
        raise LossError("the jobs do not end")
    jobs.close()
    for handler in logging.getLogger("peerdesk").handlers:
        handler.flush()
    log = (data_folder() / "peerdesk.log").read_text()
    if "PeerDeskError" not in log or "ValueError" not in log:
        raise LossError("the refusal is not in the log")
    _choose(window, f"{word} report.pdf")
    window.deleteLater()
    app.processEvents()


class _Window(QWidget):
    """What a dialog opens over: it has a theme, as every window here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme


def _refuse(_: Progress, why: Exception) -> None:
    raise why


def _choose(window: QWidget, name: str) -> None:
    """Choose a name in a dialog of Qt, which remembers where it was for the next time."""
    folder = Path(os.environ["HOME"]) / "reports"
    folder.mkdir()
    chosen: list[Path] = []
    ask_new_pdf(window, "Where to", folder, name, chosen.append)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    loop_ends = QTimer(singleShot=True, interval=PATIENCE_MS)
    loop_ends.start()
    QTimer.singleShot(OPENS_MS, dialog.accept)
    while not chosen and loop_ends.isActive():
        QApplication.processEvents()
    if [one.name for one in chosen] != [name]:
        raise LossError(f"the file was not chosen: {chosen}")


def crash(word: str) -> str:
    """Crash with a word in memory where the system keeps pictures of that; return what came of it."""
    folder = Path(os.environ["HOME"]) / "crashed"
    folder.mkdir()
    control = Path(os.environ["TMPDIR"]).parent.with_name(f"{folder.parent.name}-control")
    control.mkdir()
    for where, how in ((folder, "careful"), (control, "careless")):
        ended = subprocess.run(
            [sys.executable, "-m", "torture.canaries_window", str(where), how],
            input=word, text=True, check=False, capture_output=True, cwd=Path(__file__).parents[1],
        )  # fmt: skip
        if ended.returncode != CRASHED:
            raise LossError(f"it did not crash: {ended.stderr}")
    kept = [one for one in control.iterdir() if word.encode() in one.read_bytes()]
    for one in control.iterdir():
        one.unlink()
    control.rmdir()
    if any(folder.iterdir()):
        raise LossError("a crash left a picture of the memory")
    return "a crash left nothing" if kept else "a crash leaves nothing on this system, careful or not"


def _crash(folder: Path, how: str) -> None:
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    if how == "careful":
        leave_no_core()
    os.chdir(folder)
    held = sys.stdin.read()
    if held:
        os.abort()


if __name__ == "__main__":
    _crash(Path(sys.argv[1]), sys.argv[2])
