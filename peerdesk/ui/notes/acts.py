"""What a person does to notes, a job each."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.domain.review import Note, Record
from peerdesk.ui.jobs import JobRunner, Progress


class NoteActs(QObject):
    """Changes notes, deletes them, adds pictures.

    Signals:
        done: a Changes, and a sentence to say ("" for none).
    """

    done = Signal(object, str)

    def __init__(self, desk: Desk, jobs: JobRunner, owner: QObject) -> None:
        """Act for `owner`, the page."""
        super().__init__(owner)
        self._desk, self._jobs = desk, jobs

    def change(self, notes: Sequence[Note], questions: Sequence[str] | None = None, **fields: Any) -> None:
        """Change notes as they were shown."""
        if notes:
            self._start(lambda _: self._desk.capture.change_notes(notes, questions=questions, **fields), "")

    def delete(self, record: Record, said: str) -> None:
        """Delete a note or private line; undo brings it back."""
        self._start(lambda _: self._desk.capture.delete(record), said)

    def add_picture(
        self, note: Note, read: Callable[[], bytes], name: str, alt: str, said: str, places: Sequence[str] = ()
    ) -> None:
        """Keep a picture with a note.

        Args:
            note: as it was shown.
            read: returns the picture's bytes, in the job.
            name: of the file.
            alt: what it shows.
            said: once it is kept.
            places: of the drafts of these words, which go once they are kept.
        """

        def work(_: Progress) -> Changes:
            changes = self._desk.capture.add_picture(note, read(), name, alt)
            for place in places:
                self._desk.drafts.put(place, "")
            return changes

        self._start(work, said)

    def _start(self, work: Callable[[Progress], Changes], said: str) -> None:
        self._jobs.start(self, work, partial(self._on_done, said))

    def _on_done(self, said: str, changes: Changes) -> None:
        self.done.emit(changes, said)
