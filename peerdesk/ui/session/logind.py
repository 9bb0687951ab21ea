"""Linux: systemd-logind tells that the session is locked or in the background, and waits a moment before a sleep.

Source:
    org.freedesktop.login1(5); "Inhibitor Locks" of systemd.
"""

import os
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

from peerdesk.overriding import override
from peerdesk.ui.session.hearing import hear
from peerdesk.ui.session.source import SessionSource

_SERVICE, _PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_MANAGER, _SESSION = f"{_SERVICE}.Manager", f"{_SERVICE}.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"


class Logind(SessionSource):
    """Holds a delay lock, so that what is typed is on disk and the file closed before the computer sleeps."""

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        """Prepare; `bus` is the system's."""
        super().__init__(parent)
        self._bus = bus
        self._said: dict[str, bool] = {"LockedHint": False, "Active": True}
        self._away = False
        self._delay: QDBusUnixFileDescriptor | None = None
        self._asked: dict[QDBusPendingCallWatcher, Callable[[object], None]] = {}

    @override
    def listen(self) -> None:
        if not self._bus.isConnected():
            return
        for signal in ("PrepareForSleep", "PrepareForShutdown"):
            hear(self._bus, (_SERVICE, _PATH, _MANAGER), signal, self, "on_prepare(bool)")
        self._take_delay()
        own = os.environ.get("XDG_SESSION_ID") or "auto"
        self._ask(_PATH, _MANAGER, "GetSession", [own], self._on_session)

    @override
    def let_go(self) -> None:
        self._delay = None  # closes it

    @Slot(bool)
    def on_prepare(self, begins: bool) -> None:
        """Hear that the computer is about to sleep or to shut down, or that it did not or is awake again."""
        if begins:
            self.away.emit("sleep")
        else:
            self._take_delay()
            self.back.emit("sleep")

    @Slot()
    def on_lock(self) -> None:
        """Hear that the session is to be locked."""
        self.away.emit("session")

    @Slot()
    def on_unlock(self) -> None:
        """Hear that it is to be unlocked."""
        self.back.emit("session")

    @Slot(QDBusMessage)
    def on_changed(self, message: QDBusMessage) -> None:
        """Hear that something about the session changed, and ask what."""
        for name in self._said:
            self._ask(message.path(), _PROPERTIES, "Get", [_SESSION, name], partial(self._on_said, name))

    def _on_session(self, path: object) -> None:
        if isinstance(path, QDBusObjectPath):
            where = path.path()
            hear(self._bus, (_SERVICE, where, _SESSION), "Lock", self, "on_lock()")
            hear(self._bus, (_SERVICE, where, _SESSION), "Unlock", self, "on_unlock()")
            properties = (_SERVICE, where, _PROPERTIES)
            hear(self._bus, properties, "PropertiesChanged", self, "on_changed(QDBusMessage)")

    def _on_said(self, name: str, value: object) -> None:
        self._said[name] = bool(value.variant() if isinstance(value, QDBusVariant) else value)
        away = self._said["LockedHint"] or not self._said["Active"]
        if away != self._away:
            self._away = away
            (self.away if away else self.back).emit("session")

    def _take_delay(self) -> None:
        why = self.tr("Puts what you are typing on disk")
        self._ask(_PATH, _MANAGER, "Inhibit", ["sleep:shutdown", "PeerDesk", why, "delay"], self._on_delay)

    def _on_delay(self, delay: object) -> None:
        if isinstance(delay, QDBusUnixFileDescriptor):
            self._delay = delay

    def _ask(self, path: str, interface: str, member: str, words: list[str], said: Callable[[object], None]) -> None:
        """Ask without waiting; `said` gets the first value of the answer. No answer is taken for none to be had."""
        message = QDBusMessage.createMethodCall(_SERVICE, path, interface, member)
        message.setArguments(words)
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(message), self)
        self._asked[watcher] = said
        watcher.finished.connect(self.on_answer)  # a closure would hold this object, which owns the watcher

    @Slot(QDBusPendingCallWatcher)
    def on_answer(self, watcher: QDBusPendingCallWatcher) -> None:
        """Hear what was answered to something that was asked."""
        said, reply = self._asked.pop(watcher), watcher.reply()
        if reply.type() == QDBusMessage.MessageType.ReplyMessage and reply.arguments():
            said(reply.arguments()[0])
        watcher.deleteLater()
