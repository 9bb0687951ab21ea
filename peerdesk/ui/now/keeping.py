"""Keeping a line: a job each, in order; what could not be kept is never let go of."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.domain.line import Line
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.now.typed import Typed, to_fields, to_jotting


@dataclass(frozen=True)
class Entry:
    """A line as it was when Enter was pressed.

    Attributes:
        seen_at: local, `YYYY-MM-DDTHH:MM`.
        place: of its draft, which goes in the same transaction; "" if it has none.
    """

    scope: str
    typed: Typed
    line: Line
    seen_at: str
    place: str


class Keeper(QObject):
    """Writes entries one after the other.

    Signals:
        kept: an Entry, its record id, and the Changes.
        not_kept: an Entry, and the exception.
    """

    kept = Signal(object, str, object)
    not_kept = Signal(object, object)

    def __init__(self, desk: Desk, jobs: JobRunner, owner: QObject) -> None:
        """Keep for `owner`, the page."""
        super().__init__(owner)
        self._desk, self._jobs = desk, jobs

    def keep(self, entry: Entry) -> None:
        """Begin to keep an entry."""
        write: Callable[[Entry], tuple[str, Changes]] = self._jotting if entry.line.only_me else self._note
        self._jobs.start(
            self,
            lambda _: write(entry),
            partial(self._on_done, entry),
            partial(self.not_kept.emit, entry),
        )

    def _on_done(self, entry: Entry, result: tuple[str, Changes]) -> None:
        self.kept.emit(entry, *result)

    def _note(self, entry: Entry) -> tuple[str, Changes]:
        return self._desk.capture.keep_note(
            entry.scope,
            questions=entry.line.questions,
            draft_place=entry.place,
            seen_at=entry.seen_at,
            **to_fields(entry.typed, entry.line),
        )

    def _jotting(self, entry: Entry) -> tuple[str, Changes]:
        return self._desk.capture.keep_jotting(entry.scope, to_jotting(entry.line), draft_place=entry.place)
