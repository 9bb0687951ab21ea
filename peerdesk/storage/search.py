"""Finding words: an FTS5 index over what notes, findings and the report say (SQLite)."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

SEARCHED: Mapping[str, tuple[str, ...]] = {
    "note": ("text", "made_of_it", "where"),
    "finding": ("title", "text", "wondering"),
    "section": ("title", "text"),
    "question": ("text", "short_name"),
    "activity": ("title",),
}
"""Kinds that are searched, and the fields whose words count."""

_PLACES = {kind: number for number, kind in enumerate(SEARCHED)}
_CREATE = """
CREATE VIRTUAL TABLE found USING fts5(
  record_id UNINDEXED, scope UNINDEXED, kind UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 2'
)"""
_INSERT = "INSERT INTO found (rowid, record_id, scope, kind, words) VALUES (:rowid, :record_id, :scope, :kind, :words)"
_FIND = """
SELECT kind, record_id FROM found WHERE found MATCH :words AND (:scope = '' OR scope = :scope)
ORDER BY rank LIMIT :limit"""


def create(connection: Connection) -> None:
    """Make the index. Deleted words leave it at once (PROTOCOL 7.3)."""
    connection.execute(text(_CREATE))
    connection.execute(text("INSERT INTO found (found, rank) VALUES ('secure-delete', 1)"))


def put(session: Session, kind: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Put the words of projected rows that the team sees into the index."""
    if kind not in SEARCHED or not _has_index(session):
        return
    entries = [
        {
            "rowid": _rowid(kind, row["seq"]),
            "record_id": row["record_id"],
            "scope": row["scope"],
            "kind": kind,
            "words": "\n".join(str(row[name]) for name in SEARCHED[kind]),
        }
        for row in rows
        if row["for_team"]
    ]
    if entries:
        session.execute(text(_INSERT), entries)


def remove(session: Session, kind: str, seqs: Iterable[int]) -> None:
    """Take rows out of the index."""
    gone = [{"rowid": _rowid(kind, seq)} for seq in seqs] if kind in SEARCHED and _has_index(session) else []
    if gone:
        session.execute(text("DELETE FROM found WHERE rowid = :rowid"), gone)


def find(session: Session, words: str, scope: str = "", limit: int = 200) -> list[tuple[str, str]]:
    """Return kind and record id of what holds all the words, the best first; the last word may be unfinished.

    Args:
        words: as typed; quotation marks keep words together.
        scope: of one review, or "" for all.
        limit: how many at most.
    """
    query = _to_query(words)
    if not query or not _has_index(session):
        return []
    rows = session.execute(text(_FIND), {"words": query, "scope": scope, "limit": limit})
    return [(row.kind, row.record_id) for row in rows]


def _to_query(words: str) -> str:
    """Return an FTS5 query in which nothing that was typed can be an operator."""
    parts = re.findall(r'"([^"]+)"?|(\w+)', words)
    terms = [f'"{(quoted or word).replace(chr(34), " ")}"' for quoted, word in parts]
    return " ".join(terms) + ("*" if parts and parts[-1][1] else "")


def _rowid(kind: str, seq: int) -> int:
    return seq * 8 + _PLACES[kind]


def _has_index(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
