"""One window in a process of its own: `python -m benchmarks.at_window FOLDER PART`; prints its figures as JSON.

PART is `type` (start, type as soon as something is seen, say when the letter was), `open` (start, say when Home was
filled, end), `look` (then show Now and Notes, and end) or `live` (then live a part of a day at it).
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from typing_extensions import override

from benchmarks.drawer import Drawer, now
from benchmarks.own_figures import memory_mb, say
from peerdesk.paths import resources
from peerdesk.start import Start
from peerdesk.ui.theme import Choice, Theme

if TYPE_CHECKING:
    from peerdesk.app import Program  # to load it is what is measured
    from peerdesk.ui.main_window import MainWindow

LOOK_MS = 2
LOOKED_AT = ("now", "notes")
PAINTED_MS = 500  # after a page is shown: its job has begun and what it found is painted


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


def type_at_once(start: Start, seen: Seen) -> None:
    """Press a key as soon as the window was painted, and end when its letter was."""
    page = start.door.current_page()
    field = page.first_focus() if page else None
    assert isinstance(field, QLineEdit)
    glyph: list[Seen] = []

    def press() -> None:
        glyph.append(Seen(field))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # QTest would have to be loaded for it
            QApplication.sendEvent(field, QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"))

    def end() -> None:
        assert field.text() == "a"
        computed_ms = time.thread_time() * 1000  # another thread loads meanwhile what is needed later
        say(at=glyph[0].at, seen_at=seen.at, cpu_ms=computed_ms, memory_mb=memory_mb())
        os._exit(0)  # what is being loaded meanwhile is of no interest here

    when(lambda: bool(seen.at), press)
    when(lambda: bool(glyph and glyph[0].at), end)


def window_of(loaded: Sequence[tuple["Program", float]]) -> "MainWindow | None":
    """Return the window once its pages are there and what runs first is done."""
    if not loaded:
        return None
    from peerdesk.ui.desk_window import DeskWindow

    window = loaded[0][0].window
    return window if isinstance(window, DeskWindow) and not window.jobs.busy else None


def look_at(loaded: Sequence[tuple["Program", float]], then: Callable[[list[str]], object]) -> None:
    """Show Now and Notes and no other page, and say which pages there are."""
    from peerdesk.ui.page import Page  # as Home did
    from peerdesk.ui.pages_ahead import PagesAhead

    window, rest = loaded[0][0].window, iter(LOOKED_AT)
    assert window is not None
    for ahead in window.findChildren(PagesAhead):
        ahead.deleteLater()

    def go_on() -> None:
        name = next(rest, "")
        if name:
            window.show_page(name)
            QTimer.singleShot(PAINTED_MS, lambda: when(lambda: not window.jobs.busy, go_on))
        else:
            then(sorted(type(one).__name__ for one in window.findChildren(Page)))

    go_on()


def main() -> None:
    folder, part = Path(sys.argv[1]), sys.argv[2]
    app = QApplication([])
    theme = Theme(app, resources(), Choice("light", contrast=False))
    start = Start(theme, folder / "desk", lambda: Drawer(folder), now)
    seen = Seen(start.door)
    loaded: list[tuple[Program, float]] = []
    start.loaded.connect(lambda program: loaded.append((program, time.perf_counter())))

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
        elif part == "look":
            look_at(loaded, lambda pages: end(opened_ms=opened_ms, pages=pages))
        else:
            end(at=time.time(), cpu_ms=time.process_time() * 1000, seen_at=seen.at, opened_ms=opened_ms)

    start.begin()
    if part == "type":
        type_at_once(start, seen)
    else:
        when(lambda: window_of(loaded) is not None, opened)
    app.exec()


if __name__ == "__main__":
    main()
