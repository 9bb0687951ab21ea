"""What of a review never came to this desk, although something that came speaks of it."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.domain.entries import Revision, read_entry
from peerdesk.domain.gaps import Gap, chain_gaps
from peerdesk.domain.seals import Seal
from peerdesk.storage.chunks import chunks
from peerdesk.storage.departure import read_seals
from peerdesk.storage.schema import EntryRow, SealedRow, SealRow
from peerdesk.storage.standing import WAITING


def gaps_in(session: Session, scope: str) -> list[Gap]:
    """Return what is missing of whom, sorted; for whoever is meant to hold all of the review."""
    seals = [seal for seal, _ in read_seals(session, scope) if isinstance(seal, Seal)]
    unsent = {Gap(author, "earlier") for author in _authors_of_unsent(session, scope)}
    orphans = {Gap(author, "before") for author in _authors_of_orphans(session, scope)}
    return sorted(chain_gaps(seals) | unsent | orphans)


def last_sealed(session: Session, scope: str) -> dict[str, str]:
    """Return when each author last sealed something that is here, by their own clock: `YYYY-MM-DDTHH:MM:SSZ`."""
    last: dict[str, str] = {}
    for seal, _ in read_seals(session, scope):
        if isinstance(seal, Seal):
            last[seal.author] = max(seal.sealed_at, last.get(seal.author, ""))
    return last


def _authors_of_unsent(session: Session, scope: str) -> Iterator[str]:
    """Yield who sealed something that never came."""
    yield from session.scalars(
        select(SealRow.author)
        .join(SealedRow, SealedRow.seal_seq == SealRow.seq)
        .outerjoin(EntryRow, EntryRow.entry_id == SealedRow.entry_id)
        .where(SealRow.scope == scope, EntryRow.entry_id.is_(None))
        .distinct()
    )


def _authors_of_orphans(session: Session, scope: str) -> Iterator[str]:
    """Yield who changed something that was never here."""
    lines = session.scalars(select(EntryRow.line).where(EntryRow.scope == scope, EntryRow.standing == WAITING))
    waiting = [one for one in map(read_entry, lines) if isinstance(one, Revision) and one.parents]
    wanted = {parent for one in waiting for parent in one.parents}
    here = {
        entry_id
        for part in chunks(wanted)
        for entry_id in session.scalars(select(EntryRow.entry_id).where(EntryRow.entry_id.in_(part)))
    }
    yield from (one.author for one in waiting if not here.issuperset(one.parents))
