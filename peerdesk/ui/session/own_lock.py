"""A lock of PeerDesk's own, besides the computer's: now, or after minutes in which nobody touched it. Off at first."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from peerdesk.desk.keeping import Keeping
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.session.idle import Idle

MINUTES = (0, 5, 10, 30)
"""What can be chosen; 0 is never."""

_AFTER = "lock.after"


class OwnLock(QObject):
    """Follows what was chosen on the person's own desk.

    Signals:
        wanted: lock now.
    """

    wanted = Signal()

    def __init__(self, clock: Callable[[], float], parent: QObject) -> None:
        """Never lock by itself yet; `clock` answers seconds that only grow."""
        super().__init__(parent)
        self.idle = Idle(clock, self)
        self.idle.passed.connect(self.wanted)
        self.minutes = 0

    def follow(self, keeping: Keeping, jobs: JobRunner, window: QObject) -> None:
        """Look what was chosen on a desk; `jobs` are those of a `window` on it."""
        jobs.start(window, lambda _: keeping.setting(_AFTER), self._on_read)

    def choose(self, minutes: int, keeping: Keeping, jobs: JobRunner, window: QObject) -> None:
        """Lock after so many minutes from now on, one of `MINUTES`, and keep that on the desk."""
        self._set(minutes)
        jobs.start(window, lambda _: keeping.put_setting(_AFTER, str(minutes) if minutes else ""), lambda _: None)

    def _on_read(self, kept: str) -> None:
        minutes = int(kept) if kept.isdecimal() else 0
        self._set(minutes if minutes in MINUTES else 0)

    def _set(self, minutes: int) -> None:
        self.minutes = minutes
        self.idle.set_limit(minutes)
