"""The second line: what we make of it. Often left empty."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from peerdesk.overriding import override
from peerdesk.ui.now.line_edit import writes
from peerdesk.ui.theme import Theme


class MadeOfIt(QLineEdit):
    """One line, softer than the one above it. Enter keeps both.

    Signals:
        escape_pressed: go back to the line.
        about_to_type: a key that writes was pressed, and has not written yet.
    """

    escape_pressed = Signal()
    about_to_type = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "bare")
        self.setAccessibleName(self.tr("What we make of it"))
        self.setPlaceholderText(self.tr("What we make of it (Tab)"))
        self._fit()
        theme.changed.connect(self._fit)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
            return
        if writes(event):
            self.about_to_type.emit()
        super().keyPressEvent(event)

    def _fit(self) -> None:
        self.setMinimumHeight(self._theme.px("control"))
