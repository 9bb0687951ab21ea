"""A one-line field that one may leave with Escape."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from peerdesk.overriding import override
from peerdesk.ui.widgets.journal import journal_of
from peerdesk.ui.widgets.room import Room


class EscapeField(QLineEdit):
    """Tells Escape apart from typing.

    Signals:
        escape_pressed: leave it.
    """

    escape_pressed = Signal()

    def __init__(self) -> None:
        """Make an empty field."""
        super().__init__()
        self.journal = journal_of(self)
        self.room = Room(self, self.text)

    def put_away(self) -> None:
        """Empty it; what was typed stays on disk until it is kept."""
        self.journal.journal_now()
        self.journal.forget()
        self.clear()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        elif event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # a key that is held is one press
        else:
            super().keyPressEvent(event)
