"""All that a desk works out of what was said, as it is, and as it is when it is worked out anew."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from peerdesk.storage.entries import settle
from peerdesk.storage.schema import EntryRow
from peerdesk.storage.search import SEARCHED
from peerdesk.storage.standing import WAITING
from peerdesk.storage.tables import TABLES
from tests.storage.by_hand import Rows, rebuilt_rows_of, rows_of


@dataclass(frozen=True)
class WorkedOut:
    """Rows of all tables; where each entry stands, and how deep; the words of each record in the index."""

    rows: Rows
    standings: dict[str, tuple[str, int]]
    index: list[tuple[str, str, str]]


def worked_out(session: Session) -> WorkedOut:
    """Return it as it is."""
    return WorkedOut(rows_of(session), _standings(session), _index(session))


def worked_out_anew(session: Session) -> WorkedOut:
    """Return it from nothing but the entries, words and seals; the caller rolls back."""
    scopes = set(session.scalars(select(EntryRow.scope)))
    session.execute(update(EntryRow).values(standing=WAITING, depth=0))
    settle(session, scopes)
    return WorkedOut(rebuilt_rows_of(session), _standings(session), _index(session))


def _standings(session: Session) -> dict[str, tuple[str, int]]:
    rows = session.execute(select(EntryRow.entry_id, EntryRow.standing, EntryRow.depth))
    return {row.entry_id: (row.standing, row.depth) for row in rows}


def _index(session: Session) -> list[tuple[str, str, str]]:
    """Return kind, record and words of all rows of the index, whatever numbers the rows have."""
    kinds, found = [*SEARCHED], []
    ids: dict[tuple[str, int], Any] = {}
    for kind in kinds:
        table = TABLES[kind]
        ids |= {(kind, row.seq): row.record_id for row in session.execute(select(table.seq, table.record_id))}
    for rowid, words in session.execute(text("SELECT rowid, words FROM found")):
        kind, seq = kinds[rowid >> 40], rowid & ((1 << 40) - 1)
        found.append((kind, ids.get((kind, seq), f"no record {seq}"), str(words)))
    return sorted(found)
