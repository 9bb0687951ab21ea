"""The row of the page for somebody in training: seen in the rail while they are, in the review that is open."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.ui.commands import Command
from peerdesk.ui.current_review import CurrentReview
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.two_lines import ask_two_lines

PAGE = "noticed"


class InTraining(QObject):
    """Shows the row of "What I noticed" to whom it is for."""

    def __init__(self, desk: Desk, window: MainWindow, current: CurrentReview) -> None:
        """Follow the review that is open in a window."""
        super().__init__(window)
        self._desk, self._window, self._current = desk, window, current
        current.chosen.connect(lambda _: self._look())

    def on_changes(self, changes: Changes) -> None:
        """Look again if the team changed."""
        if "member" in changes.kinds or not changes.kinds:
            self._look()

    def ask_two_lines(self) -> None:
        """Ask the lead for two lines to whoever is in training, over the page that is seen."""
        page = self._window.current_page()
        if page is not None and self._current.scope:
            ask_two_lines(page, self._desk, self._current.scope)

    def _look(self) -> None:
        scope, advice = self._current.scope, self._desk.advice
        show = self._window.rail.show_row
        self._window.jobs.start(self, lambda _: advice.is_in_training(scope), lambda yes: show(PAGE, shown=yes))


def training_commands(training: Callable[[], InTraining]) -> list[Command]:
    """Return what the palette offers on every page of a window that is still being made."""
    tr = QCoreApplication.translate
    word = tr("InTraining", "Two lines for somebody in training…")
    group = tr("InTraining", "Window")
    return [Command("window.two_lines", word, group, lambda: training().ask_two_lines(), icon="graduation-cap")]
