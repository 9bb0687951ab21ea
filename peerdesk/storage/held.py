"""What waits for the lead: work by somebody who had no right to write it (PROTOCOL 4.2)."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.domain.entries import Revision, read_entry
from peerdesk.storage.entries import read_words_of
from peerdesk.storage.schema import EntryRow

_TELLING = ("text", "title", "name", "school_name", "alt")
"""Fields whose words tell what a record is."""


@dataclass(frozen=True)
class HeldRevision:
    """One revision that is held.

    Attributes:
        words: the first that it says in a field that tells; "" for none.
    """

    entry_id: str
    record_id: str
    kind: str
    author: str
    written_at: str
    words: str


def read_held(session: Session, scope: str) -> list[HeldRevision]:
    """Return the revisions of a review that are held, as they came."""
    rows = session.execute(
        select(EntryRow.seq, EntryRow.line)
        .where(EntryRow.scope == scope, EntryRow.standing == "held", EntryRow.t == "revision")
        .order_by(EntryRow.seq)
    ).all()
    said = read_words_of(session, [row.seq for row in rows])
    found = []
    for row in rows:
        entry = read_entry(row.line)
        assert isinstance(entry, Revision)  # noqa: S101 - so its row says
        words = said.get(row.seq, {})
        telling = (words[name].value for name in _TELLING if name in words)
        text = next((value for value in telling if isinstance(value, str) and value), "")
        found.append(HeldRevision(entry.entry_id, entry.record_id, entry.kind, entry.author, entry.written_at, text))
    return found
