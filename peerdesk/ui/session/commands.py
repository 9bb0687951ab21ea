"""What the palette offers on every page: to lock now, and the settings."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from peerdesk.desk.desk import Desk
from peerdesk.ui.commands import Command
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.session.own_lock import OwnLock
from peerdesk.ui.session.settings import SettingsSheet


def session_commands(desk: Desk, own_lock: OwnLock, window: Callable[[], MainWindow]) -> list[Command]:
    """Return the commands of a window that is still being made.

    Args:
        desk: of the window.
        own_lock: locks.
        window: answers the window once it is made.
    """

    def show_settings() -> None:
        SettingsSheet(window(), desk, own_lock).open_over()

    do = tr("Window")
    return [
        Command("window.lock", tr("Lock now"), do, own_lock.wanted.emit, "Ctrl+Shift+L", "lock"),
        Command("window.settings", tr("Settings…"), do, show_settings, "Ctrl+,"),
    ]


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("Session", text)
