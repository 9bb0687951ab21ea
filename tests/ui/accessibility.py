"""Walk a window as a screen reader and a finger do, and say what they would miss."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
TARGET = 32
_NO_ROLES = (QAccessible.Role.NoRole, QAccessible.Role.Client)


def find_controls(root: QWidget) -> list[QWidget]:
    """Return every visible control inside `root`, leaving out the parts Qt makes controls of."""
    inside = [child for kind in CONTROLS for child in root.findChildren(kind)]
    own = [child for child in inside if not isinstance(child, QHeaderView)]  # told as cells of their table
    return [child for child in own if child.isVisible() and not child.objectName().startswith("qt_")]


def find_faults(root: QWidget) -> list[str]:
    """Return what is wrong: controls without a name or a role, or smaller than a finger."""
    return [fault for control in find_controls(root) for fault in _faults_of(control)]


def _faults_of(control: QWidget) -> list[str]:
    told = QAccessible.queryAccessibleInterface(control)
    name = told.text(QAccessible.Text.Name)
    who = f"{type(control).__name__} {name!r} {control.objectName()}"
    faults = []
    if not name.strip():
        faults.append(f"{who}: no name")
    if told.role() in _NO_ROLES:
        faults.append(f"{who}: no role")
    if control.width() < TARGET or control.height() < TARGET:
        faults.append(f"{who}: {control.width()} x {control.height()}")
    return faults
