import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from peerdesk.errors import Cancelled, PeerDeskError
from peerdesk.ui.jobs import JobRunner, Progress


def test_work_is_done_elsewhere_and_told_here(qtbot: QtBot, jobs: JobRunner) -> None:
    threads: list[str] = []

    def work(_: Progress) -> int:
        threads.append(threading.current_thread().name)
        return 42

    told: list[tuple[int, str]] = []
    jobs.start(QObject(jobs), work, lambda value: told.append((value, threading.current_thread().name)))
    assert jobs.busy
    assert jobs.wait_idle()
    assert told == [(42, threading.main_thread().name)]
    assert threads[0] != threading.main_thread().name


def test_one_at_a_time_and_in_order(qtbot: QtBot, jobs: JobRunner) -> None:
    running, most = 0, 0
    order: list[int] = []

    def work(at: int) -> Callable[[Progress], int]:
        def do(_: Progress) -> int:
            nonlocal running, most
            running += 1
            most = max(most, running)
            running -= 1
            return at

        return do

    owner = QObject(jobs)
    for at in range(20):
        jobs.start(owner, work(at), order.append)
    assert jobs.wait_idle()
    assert order == list(range(20))
    assert most == 1


def test_a_foreseen_failure_is_told_and_the_next_job_runs(qtbot: QtBot, jobs: JobRunner) -> None:
    def full(_: Progress) -> None:
        raise PeerDeskError("The disk is full.", "Free some space.")

    told: list[object] = []
    jobs.start(QObject(jobs), full, told.append, told.append)
    jobs.start(QObject(jobs), lambda _: "next", told.append)
    assert jobs.wait_idle()
    assert [str(one) for one in told] == ["The disk is full. Free some space.", "next"]


def test_a_bug_is_logged_and_told(qtbot: QtBot, jobs: JobRunner, caplog: pytest.LogCaptureFixture) -> None:
    def divide(_: Progress) -> int:
        return 1 // 0

    told: list[Exception] = []
    jobs.start(QObject(jobs), divide, lambda _: None, told.append, label="Dividing")
    assert jobs.wait_idle()
    assert isinstance(told[0], ZeroDivisionError)
    assert "Dividing" in caplog.text
    caplog.clear()


def test_a_person_stops_what_runs_and_what_waits(qtbot: QtBot, jobs: JobRunner) -> None:
    began = threading.Event()

    def endless(progress: Progress) -> None:
        while True:
            began.set()
            progress.step(0, 0)

    told: list[Exception] = []
    owner = QObject(jobs)
    jobs.start(owner, endless, lambda _: pytest.fail("it ended"), told.append)
    jobs.start(owner, lambda _: pytest.fail("it began"), lambda _: None, told.append)
    assert began.wait(5)
    jobs.cancel()
    assert jobs.wait_idle()
    assert [type(one) for one in told] == [Cancelled, Cancelled]


def test_whoever_is_gone_is_told_nothing(qtbot: QtBot, jobs: JobRunner) -> None:
    gate = threading.Event()
    owner = QWidget()
    jobs.start(owner, lambda _: gate.wait(5), lambda _: pytest.fail("told"))
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    gate.set()
    assert jobs.wait_idle()


def test_progress_is_reported_but_never_as_a_flood(qtbot: QtBot, jobs: JobRunner) -> None:
    reports: list[tuple[int, int, str]] = []
    jobs.reported.connect(lambda *report: reports.append(report))

    def work(progress: Progress) -> None:
        for done in range(10_000):
            progress.step(done, 10_000, "Bringing in")

    jobs.start(QObject(jobs), work, lambda _: None)
    assert jobs.wait_idle()
    assert reports[0] == (0, 10_000, "Bringing in")
    assert len(reports) < 100


def test_waiting_gives_up_after_its_time(qtbot: QtBot, jobs: JobRunner) -> None:
    gate = threading.Event()
    jobs.start(QObject(jobs), lambda _: gate.wait(5), lambda _: None)
    assert not jobs.wait_idle(timeout_s=0.05)
    gate.set()
    assert jobs.wait_idle()


def test_a_job_may_start_the_next(qtbot: QtBot, jobs: JobRunner) -> None:
    told: list[int] = []
    owner = QObject(jobs)
    jobs.start(owner, lambda _: 1, lambda one: jobs.start(owner, lambda _: one + 1, told.append))
    assert jobs.wait_idle()
    assert told == [2]


def test_who_waits_at_the_end_of_a_job_does_not_wait_in_vain(qtbot: QtBot, jobs: JobRunner) -> None:
    told: list[object] = []
    owner = QObject(jobs)
    jobs.start(owner, lambda _: 1, lambda _: told.append(jobs.wait_idle(timeout_s=10)))
    jobs.start(owner, lambda _: "behind it", told.append)
    assert jobs.wait_idle()
    assert told == ["behind it", True]


def test_what_is_asked_for_while_jobs_are_held_waits(jobs: JobRunner, qtbot: QtBot) -> None:
    done: list[str] = []
    jobs.hold()
    jobs.start(jobs, lambda _: "one", done.append)
    qtbot.wait(20)
    assert (done, jobs.busy) == ([], True)
    jobs.release()
    assert jobs.wait_idle()
    assert done == ["one"]


def test_hurry_stops_the_job_that_runs_and_no_other(jobs: JobRunner) -> None:
    said: list[object] = []

    def long(progress: Progress) -> None:
        while True:
            progress.step(0, 0)

    jobs.start(jobs, long, said.append, said.append)
    jobs.start(jobs, lambda _: "the next", said.append)
    jobs.hurry()
    assert jobs.wait_idle()
    assert isinstance(said[0], Cancelled)
    assert said[1:] == ["the next"]


class Held:
    """Says on which thread it was let go of."""

    def __init__(self, gone_on: list[int]) -> None:
        self._gone_on = gone_on

    def __del__(self) -> None:
        self._gone_on.append(threading.get_ident())


@pytest.fixture
def hasty() -> Iterator[None]:
    """Let threads take turns as often as they can."""
    turn = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(turn)


@pytest.mark.usefixtures("hasty")
def test_what_a_job_was_made_of_is_let_go_of_on_the_thread_of_the_window(qtbot: QtBot, jobs: JobRunner) -> None:
    gone_on: list[int] = []
    values: list[bool] = []
    owner = QObject(jobs)

    def ask() -> None:
        held = Held(gone_on)
        jobs.start(owner, lambda _: held, lambda value: values.append(value is held))

    for _ in range(300):
        ask()
    assert jobs.wait_idle()
    assert set(gone_on) == {threading.get_ident()}
    assert len(gone_on) == 300
    assert all(values)


def test_closing_ends_the_thread(qtbot: QtBot, jobs: JobRunner) -> None:
    jobs.start(QObject(jobs), lambda _: None, lambda _: None)
    (thread,) = jobs._pool._threads
    jobs.close()
    assert not thread.is_alive()
