"""The field that narrows the list of notes to what holds some words."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from peerdesk.desk.desk import Desk
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.theme import Theme
from peerdesk.ui.unjournaled import leave_out

_SOON_MS = 150


class NotesFinder(QLineEdit):
    """Understands what the search box understands: words, beginnings, "words together", by: q: kind: day: sign:.

    Attributes:
        found: ids of all notes and private lines that hold what is typed; nothing while nothing is.

    Signals:
        changed: something else is found.
    """

    changed = Signal()

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme) -> None:
        """Make an empty field."""
        super().__init__()
        self._desk, self._jobs, self.scope = desk, jobs, ""
        self.found: frozenset[str] = frozenset()
        leave_out(self, "search")
        self.setAccessibleName(self.tr("Find in the notes"))
        self.setPlaceholderText(self.tr("Find"))
        self.setClearButtonEnabled(False)
        self.setMinimumWidth(theme.px(96))
        self.setMaximumWidth(theme.px(220))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.look)
        self.textChanged.connect(lambda _: self._soon.start())

    def look(self) -> None:
        """Look for what is typed, now; an answer to what was typed before is not heard."""
        words, scope = self.text(), self.scope
        if words.strip():
            self._jobs.start(self, lambda _: self._desk.search.ids(words, scope), partial(self._on_found, words))
        else:
            self._on_found(words, frozenset())

    def let_go(self) -> None:
        """Look for nothing."""
        self.clear()
        self._soon.stop()
        self.found = frozenset()

    def _on_found(self, words: str, found: frozenset[str]) -> None:
        if words == self.text():
            self.found = found
            self.changed.emit()
