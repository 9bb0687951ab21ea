"""The two fingerprints of a desk, from what is in the file (PROTOCOL 10)."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.domain import digest
from peerdesk.domain.kinds import JOTTING
from peerdesk.domain.records import in_report_view, in_team_view
from peerdesk.storage.chunks import chunks
from peerdesk.storage.projection import History, histories
from peerdesk.storage.schema import EntryRow, SealedRow, SealRow
from peerdesk.storage.standing import WAITING
from peerdesk.storage.staying import staying


def holds(session: Session) -> str:
    """Return the fingerprint of the whole entries and of their seals; what never leaves is nobody else's matter."""
    whole = select(EntryRow.entry_id).where(EntryRow.standing != WAITING, EntryRow.kind != JOTTING)
    seals = (
        select(SealRow.seal_id)
        .join(SealedRow, SealedRow.seal_seq == SealRow.seq)
        .join(EntryRow, EntryRow.entry_id == SealedRow.entry_id)
        .where(EntryRow.standing != WAITING, EntryRow.author == SealRow.author, EntryRow.scope == SealRow.scope)
        .distinct()
    )
    stay = staying(session).entries
    return digest.holds((one for one in session.scalars(whole) if one not in stay), session.scalars(seals))


def says(session: Session) -> str:
    """Return the fingerprint of what all records say: what `peerdesk digest` prints."""
    team: list[digest.Said] = []
    report: list[digest.Said] = []
    for history in _all(session):
        for view, said in ((in_team_view, team), (in_report_view, report)):
            look = history.look(view)
            if look is not None and not look.deleted:
                first = history.first
                said.append(digest.Said(first.scope, history.kind, history.record_id, look))
    return digest.says(team, report)


def _all(session: Session) -> Iterator[History]:
    ids = session.scalars(
        select(EntryRow.record_id)
        .where(EntryRow.record_id.is_not(None), EntryRow.kind != JOTTING, EntryRow.standing != WAITING)
        .distinct()
    ).all()
    unseen = staying(session).unseen
    for part in chunks([one for one in ids if one is not None and one not in unseen]):
        yield from histories(session, part)
