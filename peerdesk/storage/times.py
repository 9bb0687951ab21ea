"""The newest times that a desk has seen: what a clock that is off is compared with."""

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from peerdesk.storage.schema import PassageRow
from peerdesk.storage.tables import TABLES


def newest_time(session: Session, key_id: str, *, others: bool) -> str:
    """Return when the newest record was first written, by its writer's clock: `YYYY-MM-DDTHH:MM:SSZ`; "" for none.

    Args:
        session: an open transaction.
        key_id: of this desk's person.
        others: look at what others wrote; else at what was written, given and brought in here.
    """
    seen = [
        select(func.max(table.first_written_at).label("at")).where(
            table.author != key_id if others else table.author == key_id
        )
        for table in TABLES.values()
    ]
    if not others:
        seen.append(select(func.max(PassageRow.at).label("at")))
    times = union_all(*seen).subquery()
    return session.scalar(select(func.max(times.c.at))) or ""
