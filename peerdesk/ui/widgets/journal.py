"""What is typed into one field, told within half a second of the key so that it is on disk before anything happens."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

SOON_MS = 400


@runtime_checkable
class Journals(Protocol):
    """Something in a window that somebody types into."""

    def journal_now(self) -> None:
        """Put on disk what is typed and not there yet."""


class Journal(QObject):
    """Watches one field, or several that are kept together.

    Signals:
        noted: somebody types; what is typed is told in a moment.
        requested: the words to journal; "" takes them away, for they are kept or taken back.
    """

    noted = Signal()
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
        if self._read() != self._told:
            self.noted.emit()

    def journal_now(self) -> None:
        """Tell now what is not told yet."""
        self._soon.stop()
        words = self._read()
        if words != self._told:
            self._told = words
            self.requested.emit(words)

    def settle(self) -> None:
        """Note that what stands here is kept in another way: it need not be told."""
        self._soon.stop()
        self._told = self._read()

    def forget(self) -> None:
        """Tell nothing more of what was typed: it belongs to what is no longer shown."""
        self._soon.stop()
        self._told = ""


def journal_of(field: QLineEdit | QPlainTextEdit) -> Journal:
    """Return a journal of all that stands in a plain field."""
    if isinstance(field, QLineEdit):
        journal = Journal(field, field.text)
        field.textChanged.connect(journal.note)
    else:
        journal = Journal(field, field.toPlainText)
        field.textChanged.connect(journal.note)
    return journal
