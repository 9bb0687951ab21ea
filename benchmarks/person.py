"""Somebody at the window: real key and wheel events, at the pace of a person, while the window goes on living."""

import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from benchmarks.heartbeat import Heartbeat
from peerdesk.desk.desk import Desk
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.pages.share import SharePage
from peerdesk.ui.pictures.sheet import PictureSheet
from peerdesk.ui.pictures.sources import from_files
from peerdesk.ui.widgets.button import Button

KEY_MS, WHEEL_MS, NOTCH = 83, 16, 120  # twelve keys a second; a free wheel turns sixty times
LOOK_MS = 3000  # what a person takes to find their bearings in a window that has just opened
PAGES = ("home", "plan", "now", "notes", "share", "table", "report")
CTRL = Qt.KeyboardModifier.ControlModifier
LINES = (
    "two pairs changed a word after talking and told us why +",
    "books show corrections at once, in four of six",
    "a pupil could not say why a map may be wrong -",
)
Step: TypeAlias = int | Callable[[], bool]
Steps: TypeAlias = Iterator[Step]


class Glyphs(QObject):
    """Times from a key to the end of the painting that shows it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times_ms: list[float] = []
        self._pressed = 0.0
        widget.installEventFilter(self)

    def pressed(self) -> None:
        self._pressed = time.perf_counter()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._pressed:
            QTimer.singleShot(0, self._painted)
        return super().eventFilter(watched, event)

    def _painted(self) -> None:
        if self._pressed:
            self.times_ms.append((time.perf_counter() - self._pressed) * 1000)
            self._pressed = 0.0


class Person(QObject):
    """Lives a part of a day at a window; `then` is called at its end."""

    def __init__(self, window: MainWindow, beat: Heartbeat, desk: Desk, folder: Path) -> None:
        super().__init__(window)
        self._window, self._beat = window, beat
        self._desk, self._picture, self._package = desk, folder / "photo.jpg", folder / "colleague.peerdesk"
        self._copied = QImage(str(self._picture))
        self._wait: Callable[[], bool] = lambda: True
        self._then: Callable[[], object] = lambda: None
        self._steps: Steps = iter(())
        self._next = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._next.timeout.connect(self._go_on)
        self.glyphs_ms: list[float] = []
        self.opened_ms: dict[str, float] = {}
        self.frames_ms: list[float] = []

    def live(self, then: Callable[[], object]) -> None:
        self._then, self._steps = then, self._day()
        self._beat.begin()
        self._go_on()

    def _go_on(self) -> None:
        if not self._wait():
            self._next.start(5)
            return
        step = next(self._steps, None)
        if step is None:
            self._beat.end()
            self._then()
            return
        self._wait = step if callable(step) else lambda: True
        self._next.start(step if isinstance(step, int) else 0)

    def _day(self) -> Steps:
        acts = (
            ("looking at the first page", self._look),
            ("opening all pages", self._all_pages),
            ("typing", self._type_notes),
            ("changing pages", self._all_pages),
            ("scrolling", self._scroll),
            ("searching", self._search),
            ("filtering", self._filter),
            ("a picture from a file", self._picture_from_file),
            ("a picture pasted", self._paste),
            ("a copy", self._copy),
            ("a package", self._bring_in),
            ("typing afterwards", self._type_notes),
        )
        for name, act in acts:
            self._beat.doing = name
            yield from act()
            yield self._idle
            yield 300

    # What is done

    def _look(self) -> Steps:
        yield LOOK_MS

    def _all_pages(self) -> Steps:
        for name in PAGES:
            begun = time.perf_counter()
            self._window.show_page(name)
            yield 0
            yield self._idle
            self.opened_ms.setdefault(name, (time.perf_counter() - begun) * 1000)
            yield 150

    def _type_notes(self) -> Steps:
        page = self._window.show_page("now")
        assert isinstance(page, NowPage)
        yield self._idle
        line = page.composer.line
        line.setFocus()
        glyphs = Glyphs(line.viewport())
        for words in LINES:
            yield from self._type(line, words, glyphs.pressed)
            QTest.keyClick(line, Qt.Key.Key_Return)
            yield 1000
        self.glyphs_ms += glyphs.times_ms

    def _scroll(self) -> Steps:
        page = self._notes()
        yield self._idle
        view = page.list
        middle = QPointF(view.viewport().rect().center())
        for way in (-1, 1):
            for _ in range(120):
                begun = time.perf_counter()
                turn = QPoint(0, way * NOTCH)
                event = QWheelEvent(
                    middle,
                    view.viewport().mapToGlobal(middle),
                    QPoint(),
                    turn,
                    Qt.MouseButton.NoButton,
                    Qt.KeyboardModifier.NoModifier,
                    Qt.ScrollPhase.NoScrollPhase,
                    False,
                )
                QApplication.sendEvent(view.viewport(), event)
                view.viewport().repaint()
                self.frames_ms.append((time.perf_counter() - begun) * 1000)
                yield WHEEL_MS
        view.setFocus()
        for key in (Qt.Key.Key_End, Qt.Key.Key_Home, *[Qt.Key.Key_PageDown] * 20, *[Qt.Key.Key_Down] * 40):
            QTest.keyClick(view, key)
            yield KEY_MS

    def _search(self) -> Steps:
        page = self._notes()
        yield self._idle
        for words in ("rehearsed", "maps teachers", "pupils"):
            QTest.keyClick(page.list, Qt.Key.Key_F, CTRL)
            page.search.setFocus()
            yield from self._type(page.search, words)
            yield 400
            yield self._idle
            page.search.selectAll()
            QTest.keyClick(page.search, Qt.Key.Key_Delete)
            yield 300

    def _filter(self) -> Steps:
        page = self._notes()
        yield self._idle
        for tab in page.tabs.findChildren(Button):
            QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
            yield 300
        QTest.mouseClick(page.tabs.findChildren(Button)[0], Qt.MouseButton.LeftButton)

    def _picture_from_file(self) -> Steps:
        page = self._notes()
        yield self._idle
        notes = [row for row in page.list.notes_model.rows() if row.note is not None]
        page.list.choose([notes[0].key])
        note = notes[0].note
        assert note is not None
        page.pictures.add(note, from_files([self._picture]))
        yield from self._say_what_it_shows(page)

    def _paste(self) -> Steps:
        page = self._notes()
        QGuiApplication.clipboard().setImage(self._copied)
        yield 200
        page.list.setFocus()
        QTest.keyClick(page.list, Qt.Key.Key_V, CTRL)
        yield from self._say_what_it_shows(page)
        QGuiApplication.clipboard().clear()
        self._copied = QImage()  # it is in nobody's memory but the benchmark's

    def _say_what_it_shows(self, page: NotesPage) -> Steps:
        yield 200
        sheet = page.window().findChild(PictureSheet)
        assert sheet is not None
        yield from self._type(sheet.words, "a wall of drafts")
        while not sheet.canvas.has_picture:
            yield 100
        QTest.mouseClick(sheet.cover, Qt.MouseButton.LeftButton)
        for _ in range(5):
            QTest.keyClick(sheet.canvas, Qt.Key.Key_Right)
            yield 50
        sheet.allowed.setChecked(True)
        QTest.mouseClick(sheet.keep, Qt.MouseButton.LeftButton)
        yield 1500

    def _copy(self) -> Steps:
        self._window.jobs.start(self._window, lambda _: self._desk.keeping.back_up(), lambda _: None)
        yield 500

    def _bring_in(self) -> Steps:
        page = self._window.show_page("share")
        assert isinstance(page, SharePage)
        yield self._idle
        page.open_file(self._package)
        yield self._idle
        assert page.ui.bring.isEnabled()
        QTest.mouseClick(page.ui.bring, Qt.MouseButton.LeftButton)
        yield 500

    # How

    def _idle(self) -> bool:
        return not self._window.jobs.busy

    def _notes(self) -> NotesPage:
        page = self._window.show_page("notes")
        assert isinstance(page, NotesPage)
        return page

    def _type(self, field: QWidget, words: str, pressed: Callable[[], object] = lambda: None) -> Generator[Step]:
        for letter in words:
            pressed()
            QTest.keyClicks(field, letter)
            yield KEY_MS
