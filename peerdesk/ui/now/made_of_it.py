"""The second line: what we make of it. Often left empty."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from peerdesk.ui.theme import Theme


class MadeOfIt(QLineEdit):
    """One line, softer than the one above it. Enter keeps both.

    Signals:
        escape_pressed: go back to the line.
    """

    escape_pressed = Signal()

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
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            event.ignore()  # the window undoes the last act instead
            return False
        return super().event(event)

    def _fit(self) -> None:
        self.setMinimumHeight(self._theme.px("control"))
