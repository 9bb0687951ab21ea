"""What somebody wrote last."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.domain.entries import Revision, read_kept_revision
from peerdesk.storage.schema import EntryRow


def read_newest(session: Session, author: str, kinds: Collection[str]) -> Revision | None:
    """Return the revision of these kinds that an author wrote last on this desk, None if there is none."""
    newest = (
        select(EntryRow.line)
        .where(EntryRow.author == author, EntryRow.kind.in_(kinds), EntryRow.record_id.is_not(None))
        .order_by(EntryRow.seq.desc())
        .limit(1)
    )
    line = session.scalars(newest).first()
    return read_kept_revision(line) if line is not None else None
