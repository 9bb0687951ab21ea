"""The words of others' notes go from a desk; headers and what coverage counts stay (decision 0019)."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from peerdesk.domain.entries import read_kept_words
from peerdesk.domain.raw_notes import WITHOUT_NOTES
from peerdesk.storage.chunks import chunks
from peerdesk.storage.erasing import NAMES_FILES, drop_attachments
from peerdesk.storage.projection import project
from peerdesk.storage.schema import EntryRow, WordsRow
from peerdesk.storage.tables import NoteRow


def others_notes(session: Session, scope: str, author: str, mine: Collection[str]) -> list[str]:
    """Return the notes and pictures of a review, deleted ones too, that others began and whose words are here.

    Args:
        session: an open transaction.
        scope: of the review.
        author: of this desk.
        mine: record ids of the members that are this desk's person: what they saw and others wrote is theirs.
    """
    seen = select(NoteRow.record_id).where(NoteRow.scope == scope, NoteRow.observed_by.in_(mine))
    begun_by_me = select(EntryRow.record_id).where(EntryRow.entry_id == EntryRow.record_id, EntryRow.author == author)
    wanted = (
        select(EntryRow.record_id)
        .join(WordsRow, WordsRow.entry_seq == EntryRow.seq)
        .where(EntryRow.scope == scope, EntryRow.author != author, _raw())
        .where(EntryRow.record_id.not_in(seen), EntryRow.record_id.not_in(begun_by_me))
        .distinct()
    )
    return [one for one in session.scalars(wanted) if one is not None]


def let_go(session: Session, record_ids: Collection[str], author: str) -> None:
    """Take the words of these records out of the file, but those that the desk's own `author` wrote."""
    pictures = set[str]()
    for part in chunks(record_ids):
        seqs = select(EntryRow.seq).where(EntryRow.record_id.in_(part), EntryRow.author != author, _raw_kinds())
        wanted = (WordsRow.entry_seq.in_(seqs), WordsRow.name.not_in(WITHOUT_NOTES["note"]))
        lines = session.scalars(select(WordsRow.line).where(*wanted, WordsRow.name.in_(NAMES_FILES)))
        pictures |= {str(read_kept_words(line).value) for line in lines}
        session.execute(delete(WordsRow).where(*wanted))
    drop_attachments(session, pictures)
    project(session, record_ids)


def _raw_kinds() -> ColumnElement[bool]:
    return EntryRow.kind.in_(WITHOUT_NOTES)


def _raw() -> ColumnElement[bool]:
    return or_(
        *(
            (EntryRow.kind == kind) & WordsRow.name.not_in((*counted, "order"))
            for kind, counted in WITHOUT_NOTES.items()
        )
    )
