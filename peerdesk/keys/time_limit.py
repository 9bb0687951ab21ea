"""Asking what may never answer: a system prompt that nobody sees holds up a thread, not PeerDesk."""

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from threading import Thread
from types import TracebackType
from typing import Any, TypeVar

T = TypeVar("T")


def within(limit_s: float, work: Callable[[], T]) -> T:
    """Return what the work returns, or raise what it raises.

    Past the limit the thread is left to itself; it does not keep the program from ending.

    Args:
        limit_s: seconds.
        work: called on a thread of its own.

    Raises:
        TimeoutError: no answer in time.
    """
    answer: Future[T] = Future()

    def run() -> None:
        with _Raised(answer):
            answer.set_result(work())

    Thread(target=run, daemon=True, name="within").start()
    return answer.result(limit_s)


class _Raised(AbstractContextManager[None]):
    """Carry whatever is raised to the one who asked, where it is raised again."""

    def __init__(self, answer: Future[Any]) -> None:
        self._answer = answer

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is not None:
            self._answer.set_exception(error)
        return True
