"""Spelling in a process of its own: a dictionary takes a third of a second to load, a suggestion nearly as long."""

import json
from collections.abc import Iterable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from peerdesk.errors import DataFileError
from peerdesk.intake.worker_process import WorkerProcess, say_ready

if TYPE_CHECKING:  # only the other process loads the dictionary and what reads it
    from peerdesk.intake.spelling import Span

TIME_LIMIT_S = 10.0
_MOST_BYTES = 4 * 1024**2  # of an answer


class SpellingWorker:
    """A dictionary in a process of its own, which starts with the first question and stays for the next."""

    def __init__(self, dictionary: Path, time_limit_s: float = TIME_LIMIT_S) -> None:
        """Start nothing yet.

        Args:
            dictionary: as for `Speller`.
            time_limit_s: for one answer, the start of the process not counted.
        """
        self._time_limit_s, self._lock = time_limit_s, Lock()
        self._process = WorkerProcess("spelling", _serve, dictionary)

    def misspelt(self, text: str, accepted: Iterable[str] = ()) -> "tuple[Span, ...]":
        """Return what `Speller.misspelt` does.

        Raises:
            DataFileError: the dictionary cannot be read, or its process ended or took too long; the next question
                starts another.
        """
        return tuple((int(start), int(end)) for start, end in self._ask(["misspelt", text, list(accepted)]))

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return what `Speller.suggest` does; raises what `misspelt` does."""
        return tuple(map(str, self._ask(["suggest", word])))

    def close(self) -> None:
        """End the process at once, if there is one, whatever it is at; the next question starts another."""
        self._process.kill()  # whoever waits for its answer learns of it, and lets go of the lock
        with self._lock:
            self._process.stop()

    def _ask(self, question: list[Any]) -> list[Any]:
        with self._lock:
            try:
                pipe = self._process.started()
                pipe.send_bytes(json.dumps(question).encode())
                if not pipe.poll(self._time_limit_s):
                    raise TimeoutError
                answer = json.loads(pipe.recv_bytes(_MOST_BYTES))
            except (EOFError, OSError, ValueError, TimeoutError) as reason:
                self._process.stop()
                raise DataFileError(
                    "Spelling could not be looked at.", "Go on; it will be tried again.", detail=repr(reason)
                ) from reason
        if isinstance(answer, dict):
            raise DataFileError(str(answer["message"]), str(answer["remedy"]), detail=str(answer["detail"]))
        return list(answer)


def _serve(pipe: Connection, dictionary: Path) -> None:
    """Answer until nobody asks any more."""
    from peerdesk.intake.spelling import Speller

    speller: Speller | None = None
    with suppress(EOFError, OSError):
        say_ready(pipe)
        while True:
            what, about, *more = json.loads(pipe.recv_bytes())
            try:
                speller = speller or Speller(dictionary)
                answer: object = speller.suggest(about) if what == "suggest" else speller.misspelt(about, *more)
            except DataFileError as error:
                answer = {"message": error.message, "remedy": error.remedy, "detail": error.detail[:1000]}
            pipe.send_bytes(json.dumps(answer).encode())
