"""How Python itself is told to leave the window's thread alone, and what is free to be given back."""

import gc
import sys

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_TURN_S = 0.0005
_LOOK_MS = 250
_AWAY_LOOKS = 120
_MOST = 20_000  # things that are looked at in less than 10 ms


class Steady(QObject):
    """Lets the window's thread have its turn at once while a job computes, and looks for garbage on that thread only.

    Python lets a thread wait 5 ms for its turn. Painting hands the turn on at each call of Qt, so that a hundred calls
    would wait half a second for a job. And it looks for garbage on whatever thread makes much of it: on a job's, it
    would destroy parts of the window there. Here what is new is looked at four times a second, which takes little.
    What takes longer waits until nobody has looked at the window for half a minute: what was there before, a tenth of
    a second, and what came in a mass, such as all notes, of which next to nothing is garbage.
    """

    def __init__(self, parent: QObject) -> None:
        """Begin, once for the whole program: `parent` is that."""
        super().__init__(parent)
        self._away = 0
        sys.setswitchinterval(_TURN_S)
        gc.disable()
        gc.freeze()
        timer = QTimer(self)
        timer.setInterval(_LOOK_MS)
        timer.timeout.connect(self._look)
        timer.start()

    def leave_be(self) -> None:
        """Take what is there now for what stays: nobody looks there for garbage until the window is left alone."""
        gc.freeze()

    def _look(self) -> None:
        is_seen = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
        self._away = 0 if is_seen else self._away + 1
        if self._away == _AWAY_LOOKS:
            gc.unfreeze()
            gc.collect()
        elif gc.get_count()[0] <= _MOST:  # to ask for the things themselves breaks tuples that a job is just making
            gc.collect()
        gc.freeze()


def give_back() -> None:
    """Give the system back what the C library keeps for later: tens of megabytes after much was read.

    It takes milliseconds, so not for the window's thread. Elsewhere than on Linux the system does so by itself.
    """
    if sys.platform == "linux":
        import ctypes  # nobody waits for it in the first moments

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of GNU's library alone
        if trim is not None:
            trim(0)
