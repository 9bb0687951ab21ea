"""When each entry of a review was written, by its writer's clock, and what it follows."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.domain.entries import Revision, Unknown, read_entry
from peerdesk.storage.schema import EntryRow
from peerdesk.storage.standing import WAITING


@dataclass(frozen=True, slots=True)
class Written:
    """One entry, and what its writer had before them: its parents, and the founding of the review."""

    entry_id: str
    author: str
    written_at: str
    follows: tuple[str, ...]


def read_written(session: Session, scope: str) -> list[Written]:
    """Return all entries of a review that are whole, in the order in which they came."""
    lines = session.scalars(
        select(EntryRow.line).where(EntryRow.scope == scope, EntryRow.standing != WAITING).order_by(EntryRow.seq)
    )
    found = []
    for entry in map(read_entry, lines):
        if not isinstance(entry, Unknown):
            parents = entry.parents if isinstance(entry, Revision) else ()
            follows = () if entry.entry_id == scope else (*parents, scope)
            found.append(Written(entry.entry_id, entry.author, entry.written_at, follows))
    return found
