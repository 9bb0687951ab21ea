"""Spelling in a process of its own: a dictionary takes a third of a second to load, a suggestion nearly as long."""

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from peerdesk.errors import DataFileError

if TYPE_CHECKING:  # only the other process loads the dictionary and what reads it
    from peerdesk.intake.spelling import Span, Speller

Answer = TypeVar("Answer")


class SpellingWorker:
    """A dictionary in a process of its own, which starts with the first question and stays for the next."""

    def __init__(self, dictionary: Path, accepted: Iterable[str]) -> None:
        """Start nothing yet; the arguments are those of `Speller`."""
        self._asked_for = (dictionary, tuple(accepted))
        self._lock = Lock()
        self._process: ProcessPoolExecutor | None = None

    def misspelt(self, text: str) -> "tuple[Span, ...]":
        """Return what `Speller.misspelt` does.

        Raises:
            DataFileError: the dictionary cannot be read, or its process ended; the next question starts another.
        """
        return self._ask(_misspelt, text)

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return what `Speller.suggest` does.

        Raises:
            DataFileError: the dictionary cannot be read, or its process ended; the next question starts another.
        """
        return self._ask(_suggest, word)

    def close(self) -> None:
        """End the process, if there is one; the next question starts another."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.shutdown(cancel_futures=True)

    def _ask(self, question: Callable[[Path, tuple[str, ...], str], Answer], about: str) -> Answer:
        with self._lock:
            if self._process is None:
                self._process = ProcessPoolExecutor(1, get_context("spawn"))
            process = self._process
        try:
            return process.submit(question, *self._asked_for, about).result()
        except BrokenProcessPool as reason:
            self.close()
            raise DataFileError(
                "Spelling could not be looked at.", "Go on; it will be tried again.", detail=repr(reason)
            ) from reason


@cache
def _speller(dictionary: Path, accepted: tuple[str, ...]) -> "Speller":
    from peerdesk.intake.spelling import Speller

    return Speller(dictionary, accepted)


def _misspelt(dictionary: Path, accepted: tuple[str, ...], text: str) -> "tuple[Span, ...]":
    return _speller(dictionary, accepted).misspelt(text)


def _suggest(dictionary: Path, accepted: tuple[str, ...], word: str) -> tuple[str, ...]:
    return _speller(dictionary, accepted).suggest(word)
