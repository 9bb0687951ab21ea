"""Linux: the desktop's own screen lock tells that it is on; some desktops tell nobody else."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtDBus import QDBusConnection

from peerdesk.overriding import override
from peerdesk.ui.session.hearing import hear
from peerdesk.ui.session.source import SessionSource

_DESKTOPS = ("freedesktop", "gnome", "cinnamon", "mate", "xfce")


class ScreenSaver(SessionSource):
    """Hears from whichever of them is there, on the bus of the session."""

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        """Prepare; `bus` is the session's."""
        super().__init__(parent)
        self._bus = bus

    @override
    def listen(self) -> None:
        if self._bus.isConnected():
            for desktop in _DESKTOPS:
                name = f"org.{desktop}.ScreenSaver"
                hear(self._bus, ("", "", name), "ActiveChanged", self, "on_active(bool)")

    @Slot(bool)
    def on_active(self, active: bool) -> None:
        """Hear that the screen lock came on or went."""
        (self.away if active else self.back).emit("session")
