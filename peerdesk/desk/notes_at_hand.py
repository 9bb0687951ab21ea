"""The notes of the review that was looked at last, kept as they were read for as long as they say the same."""

import threading

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.domain.evidence import Note
from peerdesk.storage.reading import in_order_of_seen, read_all, read_one
from peerdesk.storage.since import Mark, notes_since, read_mark


class NotesAtHand:
    """Reads a review's notes once, and then only those that were written since. Any thread may ask."""

    def __init__(self, acting: Acting) -> None:
        """Have nothing at hand."""
        self._acting = acting
        self._one_at_a_time = threading.Lock()
        self.let_go()

    def let_go(self) -> None:
        """Keep nothing: the desk is locked."""
        self._scope, self._mark, self._notes = "", Mark(0, 0, 0), list[Note]()

    def all(self, scope: str) -> list[Note]:
        """Return the notes of a review in the order of *seen*; those that say the same are the same objects."""
        with self._one_at_a_time, self._acting.look() as session:
            mark = read_mark(session)
            touched = self._touched(session, scope, mark)
            if touched is None:
                self._notes = read_all(session, Note, scope)
            elif touched:
                again = [read_one(session, Note, one) for one in touched]
                rest = [note for note in self._notes if note.record_id not in touched]
                self._notes = in_order_of_seen([*rest, *(one for one in again if one is not None)])
            self._scope, self._mark = scope, mark
            return [*self._notes]

    def _touched(self, session: Session, scope: str, mark: Mark) -> set[str] | None:
        """Return which notes may say something else than those at hand; None if all may, or are of another review."""
        was = self._mark
        grew = mark.entry >= was.entry and mark.words >= was.words and mark.note >= was.note
        if scope != self._scope or not grew:
            return None
        return notes_since(session, was, self._acting.identity.key_id) if mark != was else set()
