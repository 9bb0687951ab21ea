"""Acts of this desk's person that can be undone, after a restart too: the revisions that each made."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.storage.schema import ActRow


@dataclass(frozen=True)
class Act:
    """One act: what it is called, and the ids of its revisions."""

    seq: int
    label: str
    entries: tuple[str, ...]


def add_act(session: Session, label: str, entries: Iterable[str]) -> None:
    """Note an act that can be undone."""
    session.add(ActRow(label=label, entries=json.dumps(list(entries)), undone=False))


def last_act(session: Session) -> Act | None:
    """Return the newest act that is not undone."""
    row = session.scalars(select(ActRow).where(ActRow.undone.is_(False)).order_by(ActRow.seq.desc()).limit(1)).first()
    return None if row is None else Act(row.seq, row.label, tuple(json.loads(row.entries)))


def mark_undone(session: Session, seq: int, by: Iterable[str]) -> None:
    """Note that an act was undone, and by which revisions."""
    row = session.get(ActRow, seq)
    if row is not None:
        row.undone = True
        row.entries = json.dumps([*json.loads(row.entries), *by])


def undone_after(session: Session, seq: int) -> set[str]:
    """Return the revisions of the acts that came after one and were undone, with those that undid them."""
    rows = session.scalars(select(ActRow.entries).where(ActRow.seq > seq, ActRow.undone))
    return {entry_id for entries in rows for entry_id in json.loads(entries)}
