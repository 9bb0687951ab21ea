"""During the visit: notes, kept as they are typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from peerdesk.desk.acting import Act, Acting
from peerdesk.desk.changes import Changes
from peerdesk.desk.notes_at_hand import NotesAtHand
from peerdesk.desk.searching import Search
from peerdesk.domain.evidence import Jotting, Note, Picture
from peerdesk.domain.kinds import JOTTING
from peerdesk.domain.many_lines import to_lines
from peerdesk.domain.noticed import NOTICED
from peerdesk.domain.order import keys_for
from peerdesk.domain.picture_shape import WHOLE, Shape
from peerdesk.domain.review import Member, Record
from peerdesk.errors import PictureError
from peerdesk.intake.text_files import read_text
from peerdesk.storage.attachments import has_attachment, put_attachment, put_thumbnail, read_attachment, read_thumbnail
from peerdesk.storage.drafts import Draft, put_draft, read_drafts
from peerdesk.storage.reading import count_all, read_all, read_disputed, read_heard, read_one

if TYPE_CHECKING:  # Pillow is loaded with the first picture: a start does not wait for it
    from peerdesk.intake.pictures import CleanPicture


class ReadPicture(Protocol):
    """Makes a picture to keep."""

    def __call__(self, data: bytes, name: str, shape: Shape = WHOLE) -> "CleanPicture":
        """Make it from a file's bytes and its name; raises PictureError."""


@dataclass(frozen=True)
class NewNote:
    """One of several notes that are kept together.

    Attributes:
        fields: attributes of `Note`.
        questions: ids of those it bears on.
        only_me: it is kept as a private line; of the fields only its text and time are.
    """

    fields: Mapping[str, Any]
    questions: tuple[str, ...] = ()
    only_me: bool = False


class Capture:
    """Keeps notes and what belongs to them."""

    def __init__(self, acting: Acting, read: ReadPicture) -> None:
        """Capture on one desk.

        Args:
            acting: the desk's own.
            read: makes a picture to keep of a file that somebody gave, and of one that was brought in a thumbnail.
        """
        self._acting, self._read = acting, read
        self._notes = NotesAtHand(acting)

    def keep_note(
        self, scope: str, *, questions: Iterable[str] = (), draft_place: str = "", **fields: Any
    ) -> tuple[str, Changes]:
        """Keep a note; return its id once it is on disk.

        Args:
            scope: of the review.
            questions: ids of the questions it bears on.
            draft_place: the place where it was typed; its draft goes in the same transaction.
            fields: attributes of `Note`. Where `seen_at` and `observed_by` are not given they are now and oneself.
        """
        with self._acting.act("keep a note") as act:
            mine = self._me(act, scope)
            given = {"seen_at": self._acting.here(), "observed_by": mine, **fields}
            note_id = act.add(scope, "note", **given)
            for question in questions:
                act.join(scope, "link", note_id, question)
            if draft_place:
                put_draft(act.session, Draft(draft_place, "", "", ""))
        return note_id, act.changes

    def keep_jotting(self, scope: str, text: str, *, draft_place: str = "") -> tuple[str, Changes]:
        """Keep a line for oneself: it is never sealed and leaves in nothing."""
        with self._acting.act("keep a private line") as act:
            record_id = act.add(scope, "jotting", text=text, seen_at=self._acting.here())
            if draft_place:
                put_draft(act.session, Draft(draft_place, "", "", ""))
        return record_id, act.changes

    def keep_many(self, scope: str, notes: Sequence[NewNote], *, draft_place: str = "") -> Changes:
        """Keep several notes in their order: one act, undone as one; their draft goes in the same transaction."""
        orders = keys_for(len(notes)) or [""] * len(notes)
        with self._acting.act("keep a note" if len(notes) == 1 else f"keep {len(notes)} notes") as act:
            usual = {"seen_at": self._acting.here(), "observed_by": self._me(act, scope)}
            for one, order in zip(notes, orders, strict=True):
                said = {**usual, **one.fields, "order": order}
                if one.only_me:
                    act.add(scope, JOTTING, text=said["text"], seen_at=said["seen_at"], order=order)
                    continue
                note_id = act.add(scope, "note", **said)
                for question in one.questions:
                    act.join(scope, "link", note_id, question)
            if draft_place:
                put_draft(act.session, Draft(draft_place, "", "", ""))
        return act.changes

    def change_note(self, shown: Note, *, questions: Sequence[str] | None = None, **fields: Any) -> Changes:
        """Change a note as it was shown; `questions` replaces the questions that it bears on."""
        return self.change_notes([shown], questions=questions, **fields)

    def change_notes(self, shown: Iterable[Note], *, questions: Sequence[str] | None = None, **fields: Any) -> Changes:
        """Change several notes as they were shown, all alike: one act, undone as one."""
        notes = list(shown)
        with self._acting.act("change a note" if len(notes) == 1 else f"change {len(notes)} notes") as act:
            for note in notes:
                _change_note(act, note, questions, fields)
        return act.changes

    def delete(self, *shown: Record) -> Changes:
        """Delete notes and jottings, all in one act; undo brings them back."""
        with self._acting.act("delete a note" if len(shown) == 1 else f"delete {len(shown)} notes") as act:
            for one in shown:
                act.delete(one)
        return act.changes

    def add_picture(self, note: Note, content: bytes, name: str, alt: str, shape: Shape = WHOLE) -> Changes:
        """Keep a picture with a note: encoded anew, without what the camera wrote into it.

        Args:
            note: it belongs to.
            content: the file; it is not kept.
            name: of the file.
            alt: what it shows, in words.
            shape: what of it is kept.

        Raises:
            PictureError: it is no picture, is damaged, or is too large.
        """
        picture = self._read(content, name, shape)
        with self._acting.act("add a picture") as act:
            sha256 = put_attachment(act.session, picture.data, picture.media_type)
            put_thumbnail(act.session, sha256, picture.thumbnail)
            act.add(
                note.scope, "attachment", note=note.record_id, sha256=sha256, media_type=picture.media_type, alt=alt
            )
        return act.changes

    def picture(self, sha256: str) -> bytes | None:
        """Return a picture's bytes, or None if they are not here."""
        with self._acting.look() as session:
            return read_attachment(session, sha256)

    def thumbnail(self, sha256: str) -> bytes | None:
        """Return a picture as a JPEG of at most 256 pixels a side, or None if it is not here or no picture.

        Of a picture that a colleague sent it is made now, and kept: a job's work.
        """
        with self._acting.look() as session:
            small, content = read_thumbnail(session, sha256), None
            if small is None:
                content = read_attachment(session, sha256)
        if content is None:
            return small
        try:
            small = self._read(content, sha256[:8]).thumbnail
        except PictureError:
            return None
        with self._acting.sessions.write.begin() as session:
            if has_attachment(session, sha256):  # it may have been erased since
                put_thumbnail(session, sha256, small)
        return small

    def pictures(self, scope: str) -> list[Picture]:
        """Return what is known of a review's pictures."""
        with self._acting.look() as session:
            return read_all(session, Picture, scope)

    def notes(self, scope: str) -> list[Note]:
        """Return the notes of a review in the order of *seen*, everybody's."""
        return self._notes.all(scope)

    def count(self, scope: str) -> int:
        """Return how many notes a review has."""
        with self._acting.look() as session:
            return count_all(session, Note, scope)

    def heard(self, scope: str) -> dict[str, list[str]]:
        """Return who was heard in each activity: "Y4 pupil"; the newest first."""
        with self._acting.look() as session:
            return read_heard(session, scope)

    def disputed(self, scope: str) -> list[Note]:
        """Return the notes of which two versions stand."""
        with self._acting.look() as session:
            return read_disputed(session, Note, scope)

    def let_go(self) -> None:
        """Keep no notes in memory."""
        self._notes.let_go()

    def note(self, record_id: str) -> Note | None:
        """Return a note as it is now."""
        with self._acting.look() as session:
            return read_one(session, Note, record_id)

    def jottings(self, scope: str) -> list[Jotting]:
        """Return one's own private lines, but those that stand on a page of their own (`desk/noticing.py`)."""
        with self._acting.look() as session:
            lines = [one for one in read_all(session, Jotting, scope) if one.about != NOTICED]
        return sorted(lines, key=lambda one: one.seen_at)

    @staticmethod
    def read_lines(path: Path) -> list[str]:
        """Return the lines of a text file or table, to be looked at before they are kept.

        Raises:
            NoTextError: it cannot be read, is too long, or is no text.
        """
        return to_lines(read_text(path))

    def find(self, words: str, scope: str = "") -> list[Record]:
        """Return what holds all the words, the best first: notes, findings, activities, questions, report text."""
        return Search(self._acting).records(words, scope, limit=200)

    def keep_draft(self, place: str, text: str, context: str = "") -> None:
        """Journal what is being typed; "" takes it away."""
        with self._acting.sessions.write.begin() as session:
            put_draft(session, Draft(place, text, context, self._acting.stamp()))

    def drafts(self) -> list[Draft]:
        """Return what was typed and not kept, to be offered again."""
        with self._acting.look() as session:
            return read_drafts(session)

    def _me(self, act: Act, scope: str) -> str:
        members = read_all(act.session, Member, scope)
        return next((one.record_id for one in members if self._is_me(one)), "")

    def _is_me(self, member: Member) -> bool:
        return member.key == self._acting.identity.key_id


def _change_note(act: Act, shown: Note, questions: Sequence[str] | None, fields: Mapping[str, Any]) -> None:
    act.change(shown, **fields)
    if questions is None:
        return
    for question in set(questions) - set(shown.questions):
        act.join(shown.scope, "link", shown.record_id, question)
    for question in set(shown.questions) - set(questions):
        act.part(shown.scope, "link", shown.record_id, question)
