"""What somebody in training noticed of how it is done: for themselves alone; no file that leaves holds it."""

from collections.abc import Sequence
from pathlib import Path

from peerdesk.desk.acting import Acting
from peerdesk.desk.advice import FromLead
from peerdesk.desk.changes import Changes
from peerdesk.domain.evidence import Jotting
from peerdesk.domain.kinds import JOTTING
from peerdesk.domain.noticed import NOTICED, to_text
from peerdesk.domain.review import Review
from peerdesk.files import write_whole
from peerdesk.storage.drafts import Draft, put_draft
from peerdesk.storage.reading import read_all, read_one


class Noticing:
    """Keeps these lines, as private as all that is only for oneself."""

    def __init__(self, acting: Acting) -> None:
        """Serve one desk."""
        self._acting = acting

    def all(self, scope: str) -> list[Jotting]:
        """Return the lines of a review, the oldest first."""
        with self._acting.look() as session:
            found = [one for one in read_all(session, Jotting, scope) if one.about == NOTICED]
        return sorted(found, key=lambda one: (one.seen_at, one.first_written_at, one.record_id))

    def keep(self, scope: str, text: str, *, draft_place: str = "") -> Changes:
        """Keep a line; its draft goes in the same transaction."""
        with self._acting.act("keep a private line") as act:
            act.add(scope, JOTTING, text=text, seen_at=self._acting.here(), about=NOTICED)
            if draft_place:
                put_draft(act.session, Draft(draft_place, "", "", ""))
        return act.changes

    def change(self, shown: Jotting, text: str) -> Changes:
        """Say it in other words; "" takes it away. Undo brings back what stood."""
        with self._acting.act("change a private line" if text else "delete a private line") as act:
            if text:
                act.change(shown, text=text)
            else:
                act.delete(shown)
        return act.changes

    def is_noticed(self, record_id: str) -> bool:
        """Say whether a private line belongs here."""
        with self._acting.look() as session:
            found = read_one(session, Jotting, record_id)
        return found is not None and found.about == NOTICED

    def as_text(self, scope: str, advice: Sequence[FromLead]) -> str:
        """Return all of it as plain text, with what the lead wrote, to be printed or kept by oneself."""
        with self._acting.look() as session:
            review = next(iter(read_all(session, Review, scope)), None)
        school = review.school_name if review else ""
        said = [(one.who, one.written_at[:10], one.text) for one in advice if one.opens]
        return to_text(school, self._acting.identity.badge.name, self.all(scope), said)

    def write(self, text: str, out: Path) -> Path:
        """Write it as a file that only this user of the computer may read; return where it is.

        Raises:
            FileNotWrittenError: the folder cannot be written, or the disk is full.
        """
        write_whole(out, text.replace("\n", "\r\n").encode("utf-8-sig"), only_me=True)
        return out
