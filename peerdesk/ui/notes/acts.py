"""What a person does to notes, a job each."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.domain.evidence import Note
from peerdesk.domain.review import Activity, Record
from peerdesk.ui.jobs import JobRunner, Progress


class NoteActs(QObject):
    """Changes notes, and deletes them.

    Signals:
        done: a Changes, and a sentence to say ("" for none).
    """

    done = Signal(object, str)

    def __init__(self, desk: Desk, jobs: JobRunner, owner: QObject) -> None:
        """Act for `owner`, the page."""
        super().__init__(owner)
        self._desk, self._jobs = desk, jobs

    def change(
        self,
        notes: Sequence[Note],
        questions: Sequence[str] | None = None,
        then: Callable[[], object] | None = None,
        **fields: Any,
    ) -> None:
        """Change notes as they were shown; `then` is called once that is on disk."""
        if notes:
            self._start(lambda _: self._desk.capture.change_notes(notes, questions=questions, **fields), "", then)

    def delete(self, records: Sequence[Record], said: str) -> None:
        """Delete notes and private lines, all in one act; undo brings them back."""
        if records:
            self._start(lambda _: self._desk.capture.delete(*records), said)

    def link(self, notes: Sequence[Note], question: str) -> None:
        """Let notes bear on a question; where all of them do, no longer."""
        linked = not all(question in note.questions for note in notes)
        if notes:
            self._start(lambda _: self._desk.reshaping.link(notes, question, linked=linked), "")

    def split(self, note: Note, parts: tuple[str, str], said: str, then: Callable[[], object], **fields: Any) -> None:
        """Part a note in two; `then` is called once that is on disk."""
        self._start(lambda _: self._desk.reshaping.split(note, *parts, **fields)[1], said, then)

    def join(self, notes: Sequence[Note], said: str) -> None:
        """Make one note of several."""
        self._start(lambda _: self._desk.reshaping.join(notes)[1], said)

    def say_behind(
        self,
        note: Note,
        questions: Sequence[str],
        joint: tuple[Activity, str] | None,
        then: Callable[[], object],
        **fields: Any,
    ) -> None:
        """Change what stands behind a note; `then` is called once that is on disk."""
        self._start(lambda _: self._desk.reshaping.say_behind(note, questions, joint, **fields), "", then)

    def _start(self, work: Callable[[Progress], Changes], said: str, then: Callable[[], object] | None = None) -> None:
        self._jobs.start(self, work, partial(self._on_done, said, then))

    def _on_done(self, said: str, then: Callable[[], object] | None, changes: Changes) -> None:
        if then is not None:
            then()
        self.done.emit(changes, said)
