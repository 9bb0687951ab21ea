"""Who tells of the session on this computer.

On macOS nobody does: what the system posts there reaches only code in its own language. What is typed is journaled
there as it is everywhere, when another program comes to the front, and PeerDesk's own lock works.
"""

import sys

from peerdesk.ui.session.source import SessionSource


def system_sources() -> list[SessionSource]:
    """Return all that can be heard from here; each is imported where it has a meaning only."""
    found: list[SessionSource] = []
    if sys.platform == "win32":
        from peerdesk.ui.session.windows import WindowsSession

        found = [WindowsSession()]
    if sys.platform == "linux":
        from PySide6.QtDBus import QDBusConnection

        from peerdesk.ui.session.logind import Logind
        from peerdesk.ui.session.screen_saver import ScreenSaver

        found = [Logind(QDBusConnection.systemBus()), ScreenSaver(QDBusConnection.sessionBus())]
    return found
