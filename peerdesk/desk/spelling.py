"""Spelling for whoever composes text; a dictionary that breaks is loaded again once, then left alone."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TypeVar

from peerdesk.domain.wording import WordMark
from peerdesk.errors import DataFileError
from peerdesk.intake.spelling_worker import SpellingWorker

Answer = TypeVar("Answer")
MOST_LETTERS = 20_000
"""Of one text, that are looked at: seven pages. What stands behind them is not marked."""


class Spelling:
    """Asks a dictionary in another process. Any thread may ask; each waits for its answer.

    Attributes:
        is_off: it broke twice; nothing is looked at until PeerDesk is started again.
    """

    def __init__(self, dictionary: Path) -> None:
        """Start nothing yet; `dictionary` as for `SpellingWorker`."""
        self._worker = SpellingWorker(dictionary)
        self._closed = self._broke = 0
        self.is_off = False

    def look(self, text: str, accepted: Collection[str]) -> tuple[WordMark, ...]:
        """Return the words of a text that are in no list.

        Args:
            text: its beginning is looked at, MOST_LETTERS of it.
            accepted: words that are right too.

        Raises:
            DataFileError: it broke for the second time, and is off from now on; said once.
        """
        nothing: tuple[tuple[int, int], ...] = ()
        spans = self._ask(lambda: self._worker.misspelt(text[:MOST_LETTERS], accepted), nothing)
        return tuple(WordMark(start, end, text[start:end], "spelling") for start, end in spans)

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, likeliest first; raises what `look` does."""
        nothing: tuple[str, ...] = ()
        return self._ask(lambda: self._worker.suggest(word), nothing)

    def close(self) -> None:
        """End the other process at once; the next question starts it again."""
        self._closed += 1
        self._worker.close()

    def _ask(self, ask: Callable[[], Answer], nothing: Answer) -> Answer:
        if self.is_off:
            return nothing
        closed = self._closed
        try:
            return ask()
        except DataFileError as reason:
            if closed != self._closed:  # it was ended on purpose
                return nothing
            self._broke += 1
            if self._broke == 1:
                return self._ask(ask, nothing)
            self.is_off = True
            raise DataFileError(
                "Spelling is off for now: the dictionary did not answer.",
                "Go on as you are; it is tried again when PeerDesk is next started.",
                detail=reason.detail,
            ) from reason
