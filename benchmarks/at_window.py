"""One window in a process of its own: `python -m benchmarks.at_window FOLDER PART`; prints its figures as JSON.

PART is `open` (start, say when the window was usable, end) or `live` (then live a part of a day at it).
"""

import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from benchmarks.drawer import Drawer, now
from benchmarks.own_figures import memory_mb, say
from peerdesk.paths import resources
from peerdesk.start import Start
from peerdesk.ui.theme import Choice, Theme

if TYPE_CHECKING:
    from peerdesk.app import Program  # to load it is what is measured

LOOK_MS = 2


def when(is_so: Callable[[], bool], then: Callable[[], object]) -> None:
    """Look every few milliseconds, and go on as soon as it is so."""
    timer = QTimer(QApplication.instance(), interval=LOOK_MS)

    def look() -> None:
        if is_so():
            timer.stop()
            then()

    timer.timeout.connect(look)
    timer.start()


class Seen(QObject):
    """Notes when something was painted first."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.at = 0.0
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.at:
            self.at = time.time()
        return False


def main() -> None:
    folder, part = Path(sys.argv[1]), sys.argv[2]
    app = QApplication([])
    theme = Theme(app, resources(), Choice("light", contrast=False))
    start = Start(theme, folder / "desk", lambda: Drawer(folder), now)
    seen = Seen(start.door)
    loaded: list[tuple[Program, float]] = []
    start.loaded.connect(lambda program: loaded.append((program, time.perf_counter())))

    def is_open() -> bool:
        """Say whether the pages are there and what runs first is done: a person can type and be heard."""
        if not loaded:
            return False
        from peerdesk.ui.desk_window import DeskWindow

        window = loaded[0][0].window
        return isinstance(window, DeskWindow) and not window.jobs.busy

    def end(**figures: object) -> None:
        say(**figures, memory_mb=memory_mb())
        loaded[0][0].close()
        app.quit()

    def live(opened_ms: float) -> None:
        from benchmarks.heartbeat import Heartbeat  # a window that is only opened imports no page that is not shown
        from benchmarks.person import Person

        window, desk = loaded[0][0].window, loaded[0][0]._own  # noqa: SLF001 - to make a copy as the window's clock does
        assert window is not None
        assert desk is not None
        beat = Heartbeat()
        person = Person(window, beat, desk, folder)

        def lived() -> None:
            gaps = [asdict(gap) for gap in beat.gaps]
            shown = {"pages_ms": person.opened_ms, "glyphs_ms": person.glyphs_ms, "frames_ms": person.frames_ms}
            end(opened_ms=opened_ms, gaps=gaps, **shown)

        person.live(lived)

    def opened() -> None:
        opened_ms = (time.perf_counter() - loaded[0][1]) * 1000
        if part == "live":
            live(opened_ms)
        else:
            end(at=time.time(), seen_at=seen.at, opened_ms=opened_ms)

    start.begin()
    when(is_open, opened)
    app.exec()


if __name__ == "__main__":
    main()
