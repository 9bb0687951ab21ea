"""Showing what a property of a widget says, after it was changed."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from peerdesk.ui.widgets.button import Button, Kind


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again.

    The style itself is never taken in hand: it belongs to the application, which ends it at each change of the look.
    """
    QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.Polish))
    widget.update()


def set_kind(button: Button, kind: Kind, icon: str) -> None:
    """Give a button another kind; its icon is painted anew in that kind's colour."""
    if button.property("kind") != kind:
        button.setProperty("kind", kind)
        restyle(button)
        button.set_icon(icon)
