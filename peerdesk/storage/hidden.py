"""Records that no page shows as they were: those that were deleted, and those of which several versions stood."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from peerdesk.storage.schema import EntryRow
from peerdesk.storage.tables import TABLES


def hidden_records(session: Session, scope: str, kinds: Iterable[str]) -> list[str]:
    """Return the ids of a review's records of these kinds that have revisions in view and no row."""
    found: list[str] = []
    for kind in kinds:
        table = TABLES[kind]
        shown = select(table.record_id).where(table.scope == scope, table.for_team)
        found += [
            one
            for one in session.scalars(
                select(EntryRow.record_id)
                .where(
                    EntryRow.scope == scope,
                    EntryRow.t == "revision",
                    EntryRow.kind == kind,
                    EntryRow.standing.in_(("in", "marked")),
                    EntryRow.record_id.not_in(shown),
                )
                .distinct()
            )
            if one is not None
        ]
    return found


def forked_records(session: Session, scope: str) -> list[str]:
    """Return the ids of a review's records that two people ever changed without knowing of each other."""
    beside = (
        select(EntryRow.record_id)
        .where(EntryRow.scope == scope, EntryRow.t == "revision", EntryRow.standing.in_(("in", "marked")))
        .group_by(EntryRow.record_id, EntryRow.depth)
        .having(func.count() > 1)
        .distinct()
    )
    return [one for one in session.scalars(beside) if one is not None]
