"""Undo and redo of the last act from the window: a job, and a sentence that says what it was."""

from collections.abc import Callable

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.undoing import NothingToUndoError, Step
from peerdesk.ui import messages
from peerdesk.ui.main_window import MainWindow


def take_back(desk: Desk, window: MainWindow, told: Callable[[Changes], object]) -> None:
    """Undo the last act, then tell what changed."""
    _step(desk.keeping.undo, window, told, window.tr("Taken back: {}"))


def do_again(desk: Desk, window: MainWindow, told: Callable[[Changes], object]) -> None:
    """Do again what was undone last, then tell what changed."""
    _step(desk.keeping.redo, window, told, window.tr("Done again: {}"))


def _step(work: Callable[[], Step], window: MainWindow, told: Callable[[Changes], object], said: str) -> None:
    def done(step: Step) -> None:
        window.on_changes(step)
        told(step)
        stays = "".join(window.tr(" “{}” stays: it cannot be taken back.").format(one) for one in step.stays)
        window.say(said.format(step.label) + ("." + stays if stays else ""))

    def failed(error: Exception) -> None:
        if isinstance(error, NothingToUndoError):
            window.say(error.message)
        else:
            messages.show_failure(window, error)

    window.jobs.start(window, lambda _: work(), done, failed)
