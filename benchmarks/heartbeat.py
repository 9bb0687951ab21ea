"""A heartbeat in the window's thread, and somebody beside it who notes what the thread does while the beat is late."""

import gc
import sys
import threading
import time
import traceback
from dataclasses import dataclass, field
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS, LATE_S, LOOK_S = 4, 0.030, 0.004


@dataclass
class Gap:
    """A time without a beat.

    Attributes:
        doing: what the person did then.
        wall_ms: how long.
        cpu_ms: of that, how long the window's thread itself computed.
        others_ms: how long the process's other threads computed; what remains it waited for the machine.
        gc_ms: how long Python looked for garbage, in whatever thread.
        where: innermost frames of PeerDesk that were seen in it, the most often seen first.
    """

    doing: str
    wall_ms: float
    cpu_ms: float
    others_ms: float
    gc_ms: float
    where: dict[str, int] = field(default_factory=dict)

    def most_seen(self) -> str:
        return max(self.where, key=lambda one: self.where[one], default="")


class Heartbeat(QObject):
    """Beats every few milliseconds from `begin` to `end`; `doing` is what the gaps are filed under."""

    def __init__(self) -> None:
        super().__init__()
        self.doing = ""
        self.gaps: list[Gap] = []
        self._thread_id = threading.get_ident()
        self._seen: dict[str, int] = {}
        self._last = self._cpu = self._all = self._gc = self._gc_begun = 0.0
        self._over = threading.Event()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def begin(self) -> None:
        gc.callbacks.append(self._on_gc)
        self._note()
        self._timer.start()
        self._watcher.start()

    def end(self) -> None:
        self._timer.stop()
        gc.callbacks.remove(self._on_gc)
        self._over.set()
        self._watcher.join()

    def _note(self) -> None:
        self._seen.clear()
        self._gc = 0.0
        self._last, self._cpu, self._all = time.monotonic(), time.thread_time(), time.process_time()

    def _beat(self) -> None:
        late_s, cpu_s = time.monotonic() - self._last, time.thread_time() - self._cpu
        if late_s > LATE_S:
            others_s = time.process_time() - self._all - cpu_s
            wall_ms, cpu_ms, others_ms, gc_ms = (1000 * one for one in (late_s, cpu_s, others_s, self._gc))
            self.gaps.append(Gap(self.doing, wall_ms, cpu_ms, others_ms, gc_ms, dict(self._seen)))
        self._note()

    def _on_gc(self, phase: str, _: dict[str, int]) -> None:
        if phase == "start":
            self._gc_begun = time.monotonic()
        else:
            self._gc += time.monotonic() - self._gc_begun

    def _watch(self) -> None:
        while not self._over.wait(LOOK_S):
            if time.monotonic() - self._last > LATE_S / 2:
                frame = sys._current_frames().get(self._thread_id)  # noqa: SLF001 - the only way to look at another thread
                where = name_of(frame)
                self._seen[where] = self._seen.get(where, 0) + 1


def name_of(frame: FrameType | None) -> str:
    """Return the last steps inside PeerDesk, from without: "notes.py:233 _on_seen > rows.py:97 day".

    No source is read for it, which Python would keep, as if it were the program's memory.
    """
    steps = [
        f"{one.f_code.co_filename.rpartition('/')[2]}:{line} {one.f_code.co_name}"
        for one, line in traceback.walk_stack(frame)
        if "peerdesk/" in one.f_code.co_filename
    ]
    return " > ".join(reversed(steps[:4]))
