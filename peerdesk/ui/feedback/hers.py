"""The field in which somebody writes down what the head says, while the lead goes on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.fields import TextBox
from peerdesk.ui.widgets.room import Room

_STEPS: dict[int, int] = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class HersField(TextBox):
    """Enter keeps, Shift+Enter is a new line; what turns pages for the lead turns them from here too.

    Signals:
        entered: keep what stands here.
        stepped: go on (1) or back (-1).
        escaped: leave the field.
    """

    entered = Signal()
    stepped = Signal(int)
    escaped = Signal()

    def __init__(self, theme: Theme, name: str, lines: int = 4, parent: QWidget | None = None) -> None:
        """Make an empty field; `name` is what screen readers say."""
        super().__init__(theme, name, lines, parent)
        self.room = Room(self, self.toPlainText)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.entered.emit()
        elif key in _STEPS and not shift:
            self.stepped.emit(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            event.ignore()  # nothing is typed: it is for what was kept
        else:
            super().keyPressEvent(event)
