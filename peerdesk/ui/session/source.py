"""What PeerDesk has to know of a person's session at the computer, and who can tell."""

from typing import Literal

from PySide6.QtCore import QObject, Signal

Why = Literal["session", "sleep", "own"]
"""Why the notes are not to be seen: the session is locked or another person's is shown, the computer sleeps or shuts
down, or the person wants it so."""


class SessionSource(QObject):
    """Hears from the system. One that finds nobody to hear from is silent.

    Signals:
        away: the person is away from now on, and why.
        back: that no longer holds.
    """

    away = Signal(str)
    back = Signal(str)

    def listen(self) -> None:
        """Begin to hear."""

    def let_go(self) -> None:
        """Let the computer sleep: all that had to be done before is done."""
