"""A process of its own for work that is slow, or that a file made to harm may end; plain bytes go to it and come back.

It starts without anything of this one, and ends with it, however that ends: nobody holds the other side of its pipe
any more.
"""

from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

START_LIMIT_S = 60.0


class WorkerProcess:
    """A process that starts when it is first needed, and stays for the next question."""

    def __init__(self, name: str, serve: Callable[..., None], *args: Any) -> None:
        """Start nothing yet.

        Args:
            name: of the process, for whoever looks at what runs.
            serve: what it does, given its pipe and `args`; it says once that it is ready (`say_ready`).
            args: plain values.
        """
        self._name, self._serve, self._args = name, serve, args
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    @property
    def pid(self) -> int | None:
        """The process's number, or None while there is none."""
        return self._process.pid if self._process is not None else None

    @property
    def has_ended(self) -> bool:
        """Whether it was started and has ended by itself."""
        return self._process is not None and not self._process.is_alive()

    def started(self) -> Connection:
        """Return the pipe to a process that was ready; whoever asks learns whether it still is.

        Raises:
            EOFError, OSError: it ended before it was ready, or could not be started.
            TimeoutError: it is not ready after `START_LIMIT_S` seconds.
        """
        if self._pipe is None:
            context = get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(
                target=self._serve, args=(theirs, *self._args), name=self._name, daemon=True
            )
            self._process.start()
            theirs.close()
            if not self._pipe.poll(START_LIMIT_S):
                raise TimeoutError
            self._pipe.recv_bytes(1)
        return self._pipe

    def kill(self) -> None:
        """End the process at once, whatever it is at; another thread that waits for its answer learns of it."""
        process = self._process
        if process is not None:
            with suppress(ValueError, AttributeError):  # it is closed meanwhile, or has not started yet
                process.kill()

    def stop(self) -> None:
        """End the process, if there is one, and let go of it; the next question starts another."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None and self._process.pid is not None:  # it may never have started
            self._process.kill()
            self._process.join()
            self._process.close()
        self._pipe = self._process = None


def say_ready(pipe: Connection) -> None:
    """Say, in the other process, that questions may come."""
    pipe.send_bytes(b"1")


def bound(memory_limit_bytes: int) -> None:
    """Take from this process what it does not need: memory, writing files, leaving a copy of itself when it crashes."""
    try:
        import resource
    except ImportError:  # Windows has no such thing; the limits of pixels, bytes and time hold there
        return
    for what, limit in (
        (resource.RLIMIT_AS, memory_limit_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS bounds no address space
            resource.setrlimit(what, (limit, limit))
