"""How soon the live pages follow a key in a report of some twenty pages, and how long the window was busy meanwhile.

`python -m benchmarks live`: in the window, without a screen, and with Python told what the program tells it
(`ui/steady.py`): else it looks for garbage on the job's thread, where a third of a second holds up every key. Beside it
in the same run: composing and setting the same report once, as a file, typing twelve keys a second while pages follow,
and typing in a part of forty pages. Medians of several rounds and the worst; computing time too, of the window's thread
but for composing, which says what a quieter machine would do.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.drawer import Drawer, now
from peerdesk.desk.demo_day import hold_table, keep_notes, plan_day
from peerdesk.desk.desk import Desk, start_here
from peerdesk.domain.report import compose_report
from peerdesk.export.report.pdf import write_pdf
from peerdesk.intake.demo import read_demo
from peerdesk.paths import resources
from peerdesk.ui import messages
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.report.formed_text import FormedText
from peerdesk.ui.steady import Steady
from peerdesk.ui.theme import Choice, Theme

ROUNDS, TIMES, LONG = 15, 4, 100_000
BEAT_MS, TWELVE_A_SECOND_MS, PART = 2, 83, 9
ONCE = "composed and set once"
FONTS = resources() / "fonts"


@dataclass(frozen=True)
class Figure:
    """One thing that was measured, in milliseconds."""

    what: str
    median_ms: float
    worst_ms: float
    of_composing_once: float
    computing_ms: float
    worst_computing_ms: float
    load: float


@dataclass(frozen=True)
class Took:
    """How long something took, in milliseconds: by the clock, and in computing."""

    clock: float
    computing: float


class Watch:
    """Tells how long it is since it was made; computing is that of the thread which asks."""

    def __init__(self) -> None:
        self._clock, self._computing = time.perf_counter(), time.thread_time()

    def took(self) -> Took:
        return Took((time.perf_counter() - self._clock) * 1000, (time.thread_time() - self._computing) * 1000)


class Beat(QObject):
    """Notes the longest time in which the window's thread did not come round."""

    def __init__(self) -> None:
        super().__init__()
        self._longest, self._watch = Took(0.0, 0.0), Watch()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        self._longest, self._watch = Took(0.0, 0.0), Watch()
        self._timer.start()

    def end(self) -> Took:
        self._beat()
        self._timer.stop()
        return self._longest

    def _beat(self) -> None:
        took, self._watch, longest = self._watch.took(), Watch(), self._longest
        self._longest = Took(max(longest.clock, took.clock), max(longest.computing, took.computing))


def make_desk(folder: Path) -> tuple[Desk, str]:
    """Make the practice school's day, with its questions told four times over: some twenty pages."""
    day = read_demo(resources() / "demo")
    lead = next(one for one in day.people if one.role == "lead")
    desk = start_here(folder, Drawer(folder.parent), lead.name, now)
    scope, ids = plan_day(desk, day, {})
    for one in day.people:
        keep_notes(desk, day, one.record_id, scope, ids)
    hold_table(desk, day, scope, ids)
    for section in desk.reports.sections(scope):
        if section.place == "question":
            desk.reports.change_section(section, text="\n\n".join([section.text] * TIMES))
    return desk, scope


def compose_once(desk: Desk, scope: str) -> Took:
    watch = Watch()
    write_pdf(compose_report(desk.reports.material(scope, "for checking")), BytesIO(), FONTS)
    return watch.took()


def follow(page: ReportPage, field: FormedText, beat: Beat) -> tuple[Took, Took]:
    """Type a letter; return how long until the pages show it, and the longest that the window was busy meanwhile."""
    before = page.pages.times
    beat.begin()
    watch = Watch()
    QTest.keyClick(field, Qt.Key.Key_X)
    while page.pages.times == before:
        QApplication.processEvents()
        time.sleep(0.0005)
    took = watch.took()
    return took, beat.end()


def type_one(field: FormedText, pause_ms: int = 0) -> Took:
    watch = Watch()
    QTest.keyClick(field, Qt.Key.Key_E)
    QApplication.processEvents()
    took = watch.took()
    if pause_ms:
        QTest.qWait(max(1, pause_ms - round(took.clock)))
    return took


def figures(pages: int, measured: Mapping[str, Sequence[Took]]) -> list[Figure]:
    middle, load = statistics.median(one.clock for one in measured[ONCE]), os.getloadavg()[0]
    found = []
    for name, took in measured.items():
        clock, computing = [one.clock for one in took], [one.computing for one in took]
        median = statistics.median(clock)
        told = f"{name} ({pages} pages)" if name == ONCE else name
        ratio = median / middle
        found.append(Figure(told, median, max(clock), ratio, statistics.median(computing), max(computing), load))
    return found


def run() -> list[Figure]:
    """Measure; the desk is made anew."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme(app, resources())
    theme.choose(Choice("light", contrast=False))
    steady = Steady(app)
    with tempfile.TemporaryDirectory() as folder:
        desk, scope = make_desk(Path(folder) / "desk")
        jobs = JobRunner(messages.show_failure)
        page = ReportPage(desk, jobs, theme, FONTS)
        page.resize(1280, 720)
        page.show_review(scope)
        page.show()
        jobs.wait_idle()
        page.show_part(PART)
        page.show_beside("pages")
        while not page.pages.count():
            QTest.qWait(20)
        steady.leave_be()
        (field,) = (one for one in page.findChildren(FormedText) if one.isVisible())
        beat = Beat()
        once, followed, busy = [], [], []
        for _ in range(ROUNDS):
            once.append(compose_once(desk, scope))
            took, longest = follow(page, field, beat)
            followed.append(took)
            busy.append(longest)
            QTest.qWait(150)
        while_followed = [type_one(field, TWELVE_A_SECOND_MS) for _ in range(3 * ROUNDS)]
        pages = page.pages.count()
        page.show_beside("out")
        field.show_typed((field.text() + "\n\n") * (LONG // len(field.text()) + 1))
        field.moveCursor(QTextCursor.MoveOperation.End)
        typed = [type_one(field) for _ in range(3 * ROUNDS)]
        page.hide()
        jobs.wait_idle()
        desk.close()
    measured = {ONCE: once, "key to pages that show it": followed, "window busy at a stretch meanwhile": busy}
    measured |= {"a key while pages follow, twelve a second": while_followed, "a key in a part of 40 pages": typed}
    return figures(pages, measured)
