"""Stands in for systemd-logind and a desktop's screen lock on a private bus: `python -m tests.ui.session.stand_in`.

Each line that it reads is something that happens; it tells when a delay lock was taken, and when it was given back.
"""

import os
import select
import sys

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_error, new_method_return, new_signal  # type: ignore[import-untyped]
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]

LOGIND, SESSION = "org.freedesktop.login1", "/org/freedesktop/login1/session/_32"
MANAGER = DBusAddress("/org/freedesktop/login1", interface=f"{LOGIND}.Manager")
OF_SESSION = DBusAddress(SESSION, interface=f"{LOGIND}.Session")
PROPERTIES = DBusAddress(SESSION, interface="org.freedesktop.DBus.Properties")


def tell(what: str) -> None:
    print(what, flush=True)  # noqa: T201 - the test listens


class StandIn:
    """The service, and what it says of the session."""

    def __init__(self, bus: DBusConnection) -> None:
        self._bus = bus
        self._says = {"LockedHint": False, "Active": True}
        self._delays: list[int] = []

    def happen(self, what: str, value: str) -> None:
        """Send what a system sends."""
        if what in ("Lock", "Unlock"):
            self._bus.send(new_signal(OF_SESSION, what))
        elif what in self._says:
            self._says[what] = value == "1"
            changed: tuple[object, ...] = (f"{LOGIND}.Session", {what: ("b", self._says[what])}, [])
            self._bus.send(new_signal(PROPERTIES, "PropertiesChanged", "sa{sv}as", changed))
        elif what.startswith("Prepare"):
            self._bus.send(new_signal(MANAGER, what, "b", (value == "1",)))
        else:
            saver = DBusAddress("/ScreenSaver", interface=f"org.{what}.ScreenSaver")
            self._bus.send(new_signal(saver, "ActiveChanged", "b", (value == "1",)))

    def answer(self, call: Message) -> None:
        """Answer a call as logind does."""
        match call.header.fields.get(HeaderFields.member), call.body:
            case "GetSession", _:
                reply = new_method_return(call, "o", (SESSION,))
            case "Get", (_, name):
                reply = new_method_return(call, "v", (("b", self._says[name]),))
            case "Inhibit", ("sleep:shutdown", "PeerDesk", _, "delay"):
                self._delays.append(self._give(call))
                return
            case _:
                reply = new_error(call, f"{LOGIND}.NoSuch")
        self._bus.send(reply)

    def _give(self, call: Message) -> int:
        held, given = os.pipe()
        self._bus.send(new_method_return(call, "h", (given,)))
        os.close(given)
        tell("delay taken")
        return held

    def _hear_all(self) -> None:
        """Answer all that came together."""
        while True:
            try:
                message = self._bus.receive(timeout=0.01)
            except TimeoutError:
                return
            if message.header.message_type is MessageType.method_call:
                self.answer(message)

    def run(self) -> None:
        """Go on until nobody asks for anything more."""
        while True:
            ready, _, _ = select.select([sys.stdin, self._bus.sock, *self._delays], [], [])
            for held in [one for one in self._delays if one in ready]:
                self._delays.remove(held)  # the other end is closed
                os.close(held)
                tell("delay given back")
            if self._bus.sock in ready:
                self._hear_all()
            if sys.stdin in ready:
                lines = os.read(sys.stdin.fileno(), 4096).decode().splitlines()
                if not lines:
                    return
                for line in lines:
                    what, _, value = line.partition(" ")
                    self.happen(what, value)


def main() -> None:
    bus = open_dbus_connection(sys.argv[1], enable_fds=True)
    bus.send_and_get_reply(message_bus.RequestName(LOGIND))
    tell("here")
    StandIn(bus).run()


if __name__ == "__main__":
    main()
