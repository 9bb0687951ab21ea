"""Ctrl+Z in a field: undo typing first; when there is none left, let the window undo the last act. Redo likewise."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from peerdesk.overriding import override

_REDO = (QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y"))


@runtime_checkable
class TakesBack(Protocol):
    """A view with an undo of its own.

    Attributes:
        can_take_back: it has something to take back now.
    """

    can_take_back: bool


class UndoPasses(QObject):
    """Watches the field that has focus; Qt's fields keep Ctrl+Z for themselves even when they have nothing to undo."""

    def __init__(self, window: QWidget) -> None:
        """Watch the fields of a window."""
        super().__init__(window)
        self._window = window
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (
                (event.matches(QKeySequence.StandardKey.Undo) and not _has_undo(watched))
                or (_is_redo(event) and not _has_redo(watched))
            )
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if now is not None and self._window.isAncestorOf(now):
            now.installEventFilter(self)


def _has_undo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isUndoAvailable()
    return isinstance(field, TakesBack) and field.can_take_back


def _is_redo(event: QKeyEvent) -> bool:
    """Say whether these are the window's keys for redo; each system has but one of them."""
    return event.matches(QKeySequence.StandardKey.Redo) or QKeySequence(event.keyCombination()) in _REDO


def _has_redo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isRedoAvailable()
    return False
