"""Noticing that nobody has touched PeerDesk for a while."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from peerdesk.overriding import override
from peerdesk.ui.shown import is_shown_to_others

_LOOK_MS = 10_000
_SHOWN_MINUTES = 30  # the least that it is left alone while something is shown to others
TOUCHES = frozenset(
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

    While something is shown to the head the limit is half an hour at least. People talk about one message for ten
    minutes and touch nothing; what they see is what is meant to be seen, and a lock in the middle would take it away
    and ask for a passphrase before the head. Turning a page is a touch, so it begins anew with each. A laptop that is
    left behind with a message on it still locks. The computer's own lock, and Lock now, come as ever.

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
        if not self._limit_s:
            return
        limit_s = max(self._limit_s, 60 * _SHOWN_MINUTES) if is_shown_to_others() else self._limit_s
        if self._clock() - self._touched_at >= limit_s:
            self.passed.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES:
            self._touched_at = self._clock()
        return False
