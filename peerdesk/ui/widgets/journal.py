"""What is typed into one field, told within half a second of the key so that it is on disk before anything happens."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

SOON_MS = 400


class Journal(QObject):
    """Watches one field, or several that are kept together.

    Signals:
        requested: the words to journal; "" takes them away, for they are kept or taken back.
    """

    requested = Signal(str)

    def __init__(self, parent: QObject, read: Callable[[], str]) -> None:
        """Watch for a parent.

        Args:
            parent: the field.
            read: returns what is typed and not kept; "" if there is nothing.
        """
        super().__init__(parent)
        self._read, self._told = read, ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.journal_now)

    def note(self) -> None:
        """Take note that somebody types."""
        if not self._soon.isActive():  # while somebody types on, it is still journaled at each turn
            self._soon.start()

    def journal_now(self) -> None:
        """Tell now what is not told yet."""
        self._soon.stop()
        words = self._read()
        if words != self._told:
            self._told = words
            self.requested.emit(words)

    def forget(self) -> None:
        """Tell nothing more of what was typed: it belongs to what is no longer shown."""
        self._soon.stop()
        self._told = ""
