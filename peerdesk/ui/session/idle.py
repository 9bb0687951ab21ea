"""Noticing that nobody has touched PeerDesk for a while."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from typing_extensions import override

_LOOK_MS = 10_000
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Idle(QObject):
    """Watches keys, mouse and touch while there is a limit; without one it costs nothing.

    Signals:
        passed: nobody has touched anything for as long as the limit says. Told again until somebody does.
    """

    passed = Signal()

    def __init__(self, clock: Callable[[], float], parent: QObject) -> None:
        """Watch nothing yet; `clock` answers seconds that only grow."""
        super().__init__(parent)
        self._clock = clock
        self._limit_s = 0
        self._touched_at = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def set_limit(self, minutes: int) -> None:
        """Tell after so many minutes; 0 ends that."""
        self._limit_s = 60 * minutes
        self._touched_at = self._clock()
        self._timer.stop()
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        if app is not None and minutes:
            app.installEventFilter(self)
            self._timer.start()

    def look(self) -> None:
        """See how long it is."""
        if self._limit_s and self._clock() - self._touched_at >= self._limit_s:
            self.passed.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched_at = self._clock()
        return False
