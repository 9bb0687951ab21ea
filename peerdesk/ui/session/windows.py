"""Windows: messages to a window of ours tell that the session is locked, switched, or about to sleep or to end.

Source:
    Microsoft: WM_WTSSESSION_CHANGE, WM_POWERBROADCAST, WM_QUERYENDSESSION, WTSRegisterSessionNotification.
"""

import ctypes
import sys
from ctypes import wintypes
from typing import NamedTuple

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtGui import QWindow

from peerdesk.overriding import override
from peerdesk.ui.session.source import SessionSource, Why


class Told(NamedTuple):
    """What a message means: that the person is away, or back, and why."""

    away: bool
    why: Why


_QUERY_END, _END, _POWER, _SESSION = 0x0011, 0x0016, 0x0218, 0x02B1
_MEANINGS: dict[tuple[int, int], Told] = {
    (_SESSION, 0x7): Told(True, "session"),  # locked
    (_SESSION, 0x8): Told(False, "session"),
    (_SESSION, 0x2): Told(True, "session"),  # another person's session is shown
    (_SESSION, 0x1): Told(False, "session"),
    (_SESSION, 0x4): Told(True, "session"),  # likewise where one works from afar
    (_SESSION, 0x3): Told(False, "session"),
    (_SESSION, 0x6): Told(True, "sleep"),  # logs off
    (_POWER, 0x04): Told(True, "sleep"),
    (_POWER, 0x07): Told(False, "sleep"),
    (_POWER, 0x12): Told(False, "sleep"),
    (_QUERY_END, 0): Told(True, "sleep"),
    (_END, 0): Told(False, "sleep"),  # somebody thought better of it
}


def read_message(message: int, word: int) -> Told | None:
    """Return what a window's message means, None if it is no matter of ours; `word` is its wParam."""
    return _MEANINGS.get((message, word))


class WindowsSession(SessionSource):
    """Asks for the messages with a window that is never shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Prepare."""
        super().__init__(parent)
        self._window: QWindow | None = None
        self._filter = _Filter(self)

    @override
    def listen(self) -> None:
        app = QCoreApplication.instance()
        if sys.platform == "win32" and app is not None:
            self._window = QWindow()
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(self._window.winId()), 0)
            app.installNativeEventFilter(self._filter)

    def hear(self, message: int, word: int) -> None:
        """Tell what a message means, if it means anything."""
        told = read_message(message, word)
        if told is not None:
            (self.away if told.away else self.back).emit(told.why)


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, session: WindowsSession) -> None:
        super().__init__()
        self._session = session

    @override
    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> tuple[bool, int]:
        if kind == b"windows_generic_MSG":
            said = wintypes.MSG.from_address(int(message))
            self._session.hear(said.message, said.wParam)
        return False, 0  # Qt and the others hear it too
