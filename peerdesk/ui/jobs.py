"""Work off the window's thread: one job at a time, with progress, a way to stop it, and an end for the person."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from peerdesk.errors import Cancelled, PeerDeskError
from peerdesk.ui.steady import give_back

log = logging.getLogger(__name__)
T = TypeVar("T")
_REPORT_EVERY_S = 0.1
_MUCH_S = 0.3  # a job that takes longer has read or written much


class Progress:
    """What a job tells while it works, and where it learns that nobody wants it any more."""

    def __init__(self, report: Callable[[int, int, str], None]) -> None:
        """Pass on what is told through `report`, at most ten times a second."""
        self._report = report
        self._stop = threading.Event()
        self._next_report = 0.0

    def step(self, done: int, total: int, label: str = "") -> None:
        """Tell how far we are: `done` of `total` (0: unknown).

        Raises:
            Cancelled: the person no longer wants it; let it pass.
        """
        if self._stop.is_set():
            raise Cancelled
        if monotonic() >= self._next_report:  # a flood of events would freeze the window
            self._next_report = monotonic() + _REPORT_EVERY_S
            self._report(done, total, label)

    def stop(self) -> None:
        """Make the next step raise."""
        self._stop.set()


class _Turn:
    """One job on the thread of jobs, which holds nothing else; `empty` takes out whatever Qt has a part in.

    What the thread let go of last would be destroyed there: a window, with the runner and all that is waiting for it.
    """

    def __init__(self, job: "_Job", tell: Callable[[], object]) -> None:
        """Give the thread a job, and a way to say that it is done."""
        self._job: _Job | None = job
        self._tell: Callable[[], object] | None = tell
        self._outcome: Callable[[], None] | None = None
        self._left = threading.Event()

    def run(self) -> None:
        """Do the work. Called on the pool's thread; touches no widget."""
        begun = monotonic()
        try:
            self._outcome = self._do()
            if self._tell is not None:
                self._tell()
        finally:
            self._left.set()
        if monotonic() - begun > _MUCH_S:
            give_back()

    def empty(self) -> "tuple[_Job | None, Callable[[], None] | None]":
        """Return the job and what came of it, once the thread has let go of them. For the window's thread."""
        self._left.wait()
        job, outcome = self._job, self._outcome
        self._job = self._tell = self._outcome = None
        return job, outcome

    def _do(self) -> Callable[[], None] | None:
        job = self._job
        if job is None:
            return None
        try:
            return partial(job.done, job.work(job.progress))
        except Cancelled as wish:
            return partial(job.failed, wish)
        except PeerDeskError as error:
            log.warning("job %r was refused", job.label, exc_info=error)
            return partial(job.failed, error)
        except Exception as bug:
            log.exception("job %r broke", job.label)
            return partial(job.failed, bug)


@dataclass(frozen=True)
class _Job:
    owner: QObject
    work: Callable[[Progress], object]
    done: Callable[[object], None]
    failed: Callable[[Exception], None]
    label: str
    progress: Progress


class JobRunner(QObject):
    """Runs jobs one after the other on a thread of its own.

    Signals:
        started: a job began; its label.
        reported: done, total (0: unknown) and a label.
        ended: a job ended, however it did.
    """

    started = Signal(str)
    reported = Signal(int, int, str)
    ended = Signal()

    _told = Signal(int, int, str)  # private: sent by the worker
    _returned = Signal()

    def __init__(self, show_failure: Callable[[QObject, Exception], object]) -> None:
        """Make a runner with nothing to do.

        Args:
            show_failure: shows over its owner why a job ended that says nothing else (`messages.show_failure`).
        """
        super().__init__()
        self._show_failure = show_failure
        self._waiting: deque[_Job] = deque()
        self._running: _Job | None = None
        self._turn: _Turn | None = None
        self._closed = self._held = False
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._returned.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """True while a job runs or waits."""
        return self._running is not None or bool(self._waiting)

    def start(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        label: str = "",
    ) -> None:
        """Do `work` off the window's thread, then call `done` or `failed` on it.

        Args:
            owner: who asked, a widget of a window; once it is gone, nothing is called.
            work: gets a Progress, returns a value, touches no widget.
            done: gets the value.
            failed: gets the exception (Cancelled if the person stopped it); a page uses it to become pressable
                again, then shows it. Without it, what happened is shown over the owner.
            label: what is being done, in a person's words ("Bringing in Tom's notes").
        """
        if self._closed:  # the window is going: what a field still says when it loses focus comes too late
            return
        said = failed or partial(self._show_failure, owner)
        self._waiting.append(_Job(owner, work, done, said, label, Progress(self._told.emit)))  # type: ignore[arg-type]
        self._start_next()

    @Slot()
    def cancel(self) -> None:
        """Stop the job that runs, at its next step, and forget those that wait."""
        forgotten = list(self._waiting)
        self._waiting.clear()
        if self._running:
            self._running.progress.stop()
        for job in forgotten:
            self._tell(job, partial(job.failed, Cancelled()))

    @Slot()
    def hurry(self) -> None:
        """Stop the job that runs, at its next step; those that wait still get their turn."""
        if self._running:
            self._running.progress.stop()

    def hold(self) -> None:
        """Start nothing more before `release`; what is asked for meanwhile waits."""
        self._held = True

    def release(self) -> None:
        """Go on with what waits."""
        self._held = False
        self._start_next()

    def wait_idle(self, timeout_s: float = 30.0) -> bool:
        """Wait, with the window alive, until nothing runs or waits; say whether that came about in time."""
        loop = QEventLoop()
        clock = QTimer(singleShot=True, interval=round(timeout_s * 1000))
        clock.timeout.connect(loop.quit)
        clock.start()
        self.ended.connect(loop.quit)
        self._start_next()  # whoever waits in what a job calls at its end would wait for those behind it in vain
        while self.busy and clock.isActive():
            loop.exec()
        self.ended.disconnect(loop.quit)
        return not self.busy

    def close(self, timeout_s: float = 30.0) -> None:
        """Stop what runs and end the thread, if that comes about in time; what is asked for later is not done."""
        self._closed = True
        self.cancel()
        self._pool.shutdown(wait=self.wait_idle(timeout_s))

    def _start_next(self) -> None:
        if self._running is None and self._waiting and not self._held:
            self._running = self._waiting.popleft()
            self.started.emit(self._running.label)
            self._turn = _Turn(self._running, self._returned.emit)
            self._pool.submit(self._turn.run)

    @Slot(int, int, str)
    def _pass_on(self, done: int, total: int, label: str) -> None:
        self.reported.emit(done, total, label)

    @Slot()
    def _finish(self) -> None:
        if self._turn is None:
            return
        self._running = None
        turn, self._turn = self._turn, None
        job, outcome = turn.empty()
        try:
            if job is not None and outcome is not None:
                self._tell(job, outcome)
        finally:  # a bug in a page must not stop the jobs of all others
            self._start_next()
            self.ended.emit()

    def _tell(self, job: _Job, outcome: Callable[[], None]) -> None:
        if isValid(job.owner):
            outcome()
