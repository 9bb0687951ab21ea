"""The newest times that a desk has seen: what a clock that is off is compared with."""

from sqlalchemy import Select, func, select, union_all
from sqlalchemy.orm import Session

from peerdesk.domain.clocks import Follow
from peerdesk.domain.entries import read_kept_revision
from peerdesk.storage.chunks import chunks
from peerdesk.storage.record_columns import RecordColumns
from peerdesk.storage.schema import EntryRow, PassageRow
from peerdesk.storage.standing import WAITING
from peerdesk.storage.tables import OF_A_REVIEW

_LATELY = 500
_LAST_ENTRIES = 2_000
"""How many of the last rows of each table, and of the entries, are looked at: a day of a team, not all there is."""
_NEWEST = 200


def newest_times(session: Session, key_id: str) -> tuple[str, dict[str, str]]:
    """Return when the newest of late was written, as the writers' clocks said: `YYYY-MM-DDTHH:MM:SSZ`.

    Args:
        session: an open transaction.
        key_id: of this desk's person.

    Returns:
        When this person wrote, gave or brought in something, "" for never; and when each of the others began their
        newest record, by their key.
    """
    times = union_all(*(_last_rows(table) for table in OF_A_REVIEW.values())).subquery()
    rows = session.execute(select(times.c.author, func.max(times.c.at).label("at")).group_by(times.c.author))
    others: dict[str, str] = {row.author: row.at for row in rows}
    passed = session.scalar(select(func.max(PassageRow.at))) or ""
    return max(others.pop(key_id, ""), passed), others


def _last_rows(table: type[RecordColumns]) -> Select[*tuple[str, str]]:
    last = select(table.author, table.first_written_at.label("at")).order_by(table.seq.desc()).limit(_LATELY).subquery()
    return select(last.c.author, func.max(last.c.at).label("at")).group_by(last.c.author)


def written_over(session: Session, key_id: str) -> list[Follow]:
    """Return what others wrote over something of this desk's person, of what came last."""
    lines = session.scalars(
        select(EntryRow.line)
        .where(EntryRow.seq > select(func.max(EntryRow.seq) - _LAST_ENTRIES).scalar_subquery())
        .where(EntryRow.t == "revision", EntryRow.author != key_id, EntryRow.depth > 1, EntryRow.standing != WAITING)
        .order_by(EntryRow.seq.desc())
        .limit(_NEWEST)
    )
    theirs = [read_kept_revision(line) for line in lines]
    mine_at: dict[str, str] = {}
    for part in chunks({parent for one in theirs for parent in one.parents}):
        mine = select(EntryRow.line).where(EntryRow.entry_id.in_(part), EntryRow.author == key_id)
        mine_at |= {one.entry_id: one.written_at for one in map(read_kept_revision, session.scalars(mine))}
    return [
        Follow(one.author, one.written_at, mine_at[parent])
        for one in theirs
        for parent in one.parents
        if parent in mine_at
    ]
