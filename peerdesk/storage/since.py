"""What was written in a review since somebody looked last: so that a page reads a note again, and not ten thousand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from peerdesk.domain.entries import read_kept_revision
from peerdesk.storage.schema import EntryRow, WordsRow
from peerdesk.storage.tables import NoteRow, PictureRow

MOST = 200
"""Entries that are looked at one by one; after more than that, reading everything is as quick."""

_APART = frozenset(
    {
        "citation",
        "finding",
        "jotting",
        "reply",
        "heard",
        "moderation",
        "edition",
        "section",
        "action",
        "activity",
        "member",
        "review",
        "look",
        "advice",
        "answer",
        "prompt",
    }
)
"""Kinds of which no note says anything."""


@dataclass(frozen=True)
class Mark:
    """How far a desk's file was written: the newest row of entries, of words and of notes."""

    entry: int
    words: int
    note: int


def read_mark(session: Session) -> Mark:
    """Return how far the file is written."""
    return Mark(*(session.scalar(select(func.max(table.seq))) or 0 for table in (EntryRow, WordsRow, NoteRow)))


def notes_since(session: Session, mark: Mark, author: str) -> set[str] | None:
    """Return ids of the notes that may read otherwise than at the mark; None if any may.

    Args:
        session: an open transaction.
        mark: what `read_mark` said then.
        author: of this desk. What came from others may change what stands of anything.
    """
    found: set[str | None] = set()
    wanted = select(
        (EntryRow.t == "revision").label("is_revision"),
        EntryRow.kind,
        EntryRow.record_id,
        EntryRow.author,
        EntryRow.line,
    )
    for row in _entries(session, wanted, mark):
        if not row.is_revision or row.author != author or len(found) >= MOST:
            return None
        if row.kind not in _APART:
            found.add(_note_of(session, row))
    return None if None in found else {one for one in found if one is not None}


def _entries(session: Session, wanted: Select[*tuple[Any, ...]], mark: Mark) -> Sequence[Any]:
    """Return a few of the entries that are new, or of which words are; more than `MOST` of them say enough."""
    new = session.execute(wanted.where(EntryRow.seq > mark.entry).limit(MOST + 1)).all()
    told = wanted.join(WordsRow, WordsRow.entry_seq == EntryRow.seq).where(WordsRow.seq > mark.words).distinct()
    return [*new, *session.execute(told.where(EntryRow.seq <= mark.entry).limit(MOST + 1)).all()]


def _note_of(session: Session, row: Any) -> str | None:
    """Return the note that a revision is about, None if that is not plain."""
    match row.kind:
        case "note":
            return str(row.record_id)
        case "link":
            ends = read_kept_revision(row.line).ends
            return ends[0] if ends else None
        case "attachment":
            return session.scalar(select(PictureRow.note).where(PictureRow.record_id == row.record_id))
    return None
