"""How smoothly 400 notes scroll: the wheel, and Page Down held down, beside a bare list of Qt's of the same texts.

`python -m benchmarks scroll`. A frame is counted from the event until what it changed is painted; sixty a second are
smooth if each takes less than 16.7 ms. What the window's thread itself computed does not depend on who else is at work.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QListView

from benchmarks.drawer import Drawer, now
from benchmarks.full_desk import make
from benchmarks.own_figures import say
from benchmarks.window import FRAME_MS, ask, p99
from peerdesk.desk.desk import open_here
from peerdesk.paths import resources
from peerdesk.ui.day_pages import page_entries
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.steady import Steady
from peerdesk.ui.theme import Choice, Theme

NOTES, TURNS, HELD, RUNS = 400, 150, 60, 3
REPEAT_MS, NOTCH = 33, 120  # a held key repeats thirty times a second


@dataclass(frozen=True)
class Smoothness:
    """One line of the result, of all runs together: milliseconds a frame, and how many of 100 are in time."""

    name: str
    median_ms: float
    p99_ms: float
    worst_ms: float
    in_time_percent: float
    computing_median_ms: float
    computing_p99_ms: float


Frames: TypeAlias = list[tuple[float, float]]


def smoothness(name: str, frames: Frames) -> Smoothness:
    took, computed = [one for one, _ in frames], [one for _, one in frames]
    in_time = 100 * sum(one < FRAME_MS for one in took) / len(took)
    median = statistics.median
    return Smoothness(name, median(took), p99(took), max(took), in_time, median(computed), p99(computed))


def run() -> list[Smoothness]:
    """Return the figures of our list and of the bare one, for the wheel and for the key."""
    with tempfile.TemporaryDirectory() as name:
        make(Path(name), NOTES, 20)
        runs = [ask("benchmarks.scroll", name) for _ in range(RUNS)]
    kinds = {
        "wheel": "the wheel over 400 notes",
        "held": "Page Down held over 400 notes",
        "bare_wheel": "the wheel over a bare list",
        "bare_held": "Page Down held over a bare list",
    }
    return [smoothness(words, [frame for one in runs for frame in one[kind]]) for kind, words in kinds.items()]


class Scroller(QObject):
    """Turns the wheel over a list, down and up again, and then holds Page Down and Page Up, at the pace of a hand."""

    def __init__(self, view: QListView, then: Callable[[Frames, Frames], object]) -> None:
        super().__init__(view)
        self._view, self._then = view, then
        self._wheel: Frames = []
        self._held: Frames = []
        self._steps = self._all()
        self._clock = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._go_on)
        self._clock.start(500)

    def _go_on(self) -> None:
        wait = next(self._steps, None)
        if wait is None:
            self._then(self._wheel, self._held)
        else:
            self._clock.start(wait)

    def _all(self) -> Iterator[int]:
        for way in (-1, 1):
            for _ in range(TURNS):
                self._frame(self._wheel, lambda way=way: self._turn(way))  # type: ignore[misc]
                yield int(FRAME_MS)
        self._view.setFocus()
        for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            for _ in range(HELD):
                self._frame(self._held, lambda key=key: self._press(key))  # type: ignore[misc]
                yield REPEAT_MS

    def _frame(self, frames: Frames, act: Callable[[], object]) -> None:
        begun, computed = time.perf_counter(), time.thread_time()
        act()
        self._view.viewport().repaint()
        frames.append(((time.perf_counter() - begun) * 1000, (time.thread_time() - computed) * 1000))

    def _turn(self, way: int) -> None:
        port = self._view.viewport()
        middle = QPointF(port.rect().center())
        no_button, no_key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        turned, phase = QPoint(0, way * NOTCH), Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(middle, port.mapToGlobal(middle), QPoint(), turned, no_button, no_key, phase, False)
        QApplication.sendEvent(port, event)

    def _press(self, key: Qt.Key) -> None:
        no_key = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(self._view, QKeyEvent(QEvent.Type.KeyPress, key, no_key, "", True))


def bare_list() -> QListView:
    """Return what Qt can do by itself."""
    view = QListView()
    view.setModel(QStringListModel(view))
    view.setWordWrap(True)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.resize(900, 700)
    return view


def main() -> None:
    folder = Path(sys.argv[1])
    app = QApplication([])
    theme = Theme(app, resources(), Choice("light", contrast=False))
    Steady(app)
    desk = open_here(folder / "desk", Drawer(folder), now)
    jobs = JobRunner(lambda _, error: print(error, file=sys.stderr))
    entry = next(one for one in page_entries(desk, jobs, theme, lambda page: page) if one.name == "notes")
    page = entry.build()
    assert isinstance(page, NotesPage)
    page.show_review(desk.plan.reviews()[0].scope)
    page.resize(1200, 760)
    page.show()

    beside = bare_list()

    def begin() -> None:
        if len(page.list.notes_model.rows()) < NOTES:
            QTimer.singleShot(20, begin)
            return
        Scroller(page.list, bare)

    def bare(wheel: Frames, held: Frames) -> None:
        model = beside.model()
        assert isinstance(model, QStringListModel)
        model.setStringList([row.text for row in page.list.notes_model.rows()])
        beside.show()
        page.hide()  # after: the program ends with its last window
        Scroller(beside, lambda turned, pressed: end(wheel, held, turned, pressed))

    def end(wheel: Frames, held: Frames, bare_wheel: Frames, bare_held: Frames) -> None:
        say(wheel=wheel, held=held, bare_wheel=bare_wheel, bare_held=bare_held)
        os._exit(0)  # nothing was changed

    begin()
    app.exec()


if __name__ == "__main__":
    main()
