"""Hearing a signal of a D-Bus service."""

from typing import cast

from PySide6.QtCore import SLOT, QObject
from PySide6.QtDBus import QDBusConnection


def hear(bus: QDBusConnection, where: tuple[str, str, str], signal: str, receiver: QObject, slot: str) -> None:
    """Call a slot of a receiver at each signal.

    Args:
        bus: it is connected.
        where: service, path and interface; "" for any.
        signal: its name.
        receiver: of the slot.
        slot: with the types of its arguments, "on_lock()".
    """
    service, path, interface = where
    as_bytes = cast("bytes", SLOT(slot))  # PySide's types ask for bytes, its code for what SLOT returns
    bus.connect(service, path, interface, signal, receiver, as_bytes)
