"""Finding words: an index over what notes, findings, the report and the plan say, the same on either database.

What goes into it are words as `domain/tokens.py` folds them, so that both databases, and whoever marks what was found,
mean the same by a word. SQLite keeps them in an FTS5 table, PostgreSQL in a `tsvector`; neither parses any text.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, column, select, text
from sqlalchemy import table as named_table
from sqlalchemy.orm import Session

from peerdesk.domain.query import Query, Term
from peerdesk.domain.tokens import words_of
from peerdesk.storage.chunks import chunks
from peerdesk.storage.narrowing import Meant, narrow, who_and_what
from peerdesk.storage.tables import TABLES

SEARCHED: dict[str, tuple[str, ...]] = {
    "jotting": ("text",),
    "note": ("text", "made_of_it", "where"),
    "action": ("text", "what_we_saw"),
    "reply": ("words",),
    "activity": ("title", "place"),
    "question": ("text", "short_name"),
    "finding": ("title", "text", "wondering", "caution"),
    "section": ("title", "text"),
}
"""Kinds that are searched, and the fields whose words count. Where too much is found, the later kinds go first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found: its kind, and its number in the table of that kind."""

    kind: str
    seq: int


_BASES = {kind: number << 40 for number, kind in enumerate(SEARCHED)}
"""The index numbers its rows by kind, then by the row's own number."""

_KINDS = {base: kind for kind, base in _BASES.items()}
_SEQ = (1 << 40) - 1
_FOUND = named_table("found", column("rowid", BigInteger))

_CREATE = {
    "sqlite": (
        "DROP TABLE IF EXISTS found",
        "CREATE VIRTUAL TABLE found USING fts5(words, tokenize = 'ascii', prefix = '1 2 3')",
        "INSERT INTO found (found, rank) VALUES ('secure-delete', 1)",
    ),
    "postgresql": (
        "DROP TABLE IF EXISTS found",
        "CREATE TABLE found (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX ix_found_words ON found USING gin (words)",
    ),
}
_INSERT = {
    "sqlite": text("INSERT INTO found (rowid, words) VALUES (:rowid, :words)"),
    "postgresql": text("INSERT INTO found (rowid, words) VALUES (:rowid, CAST(:words AS tsvector))"),
}
_DELETE = text("DELETE FROM found WHERE rowid = :rowid")
_HOLDS = {"sqlite": "found MATCH :sought", "postgresql": "found.words @@ CAST(:sought AS tsquery)"}
_FIND = {
    dialect: text(f"SELECT rowid FROM found WHERE {holds} ORDER BY rowid DESC LIMIT :limit")  # noqa: S608 - no input
    for dialect, holds in _HOLDS.items()
}
_IN_SCOPE = "·"
"""Begins the word that says of which review a row is; no word of a text begins with it."""


def create(connection: Connection) -> None:
    """Make the index, empty, in place of any that is there. Deleted words leave it at once (PROTOCOL 7.3)."""
    for statement in _CREATE[connection.dialect.name]:
        connection.execute(text(statement))


def put(session: Session, kind: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Put the words of projected rows that the team sees into the index."""
    if kind not in SEARCHED:
        return
    write = _WRITE[_dialect(session)]
    entries = [
        {
            "rowid": _BASES[kind] + row["seq"],
            "words": write([_IN_SCOPE + row["scope"], *words_of("\n".join(str(row[one]) for one in SEARCHED[kind]))]),
        }
        for row in rows
        if row["for_team"]
    ]
    if entries:
        session.execute(_INSERT[_dialect(session)], entries)


def remove(session: Session, kind: str, seqs: Iterable[int]) -> None:
    """Take rows out of the index."""
    gone = [{"rowid": _BASES[kind] + seq} for seq in seqs] if kind in SEARCHED else []
    if gone:
        session.execute(_DELETE, gone)


def find(session: Session, query: Query, scope: str = "", limit: int = 200, *, me: str = "") -> list[Hit]:
    """Return what holds all the terms and passes the filters: report and findings first, the newest first in each kind.

    Args:
        session: an open transaction.
        query: a query without terms or filters finds nothing.
        scope: of one review, or "" for all.
        limit: how many at most.
        me: name of the key of whoever asks.
    """
    if query.has_filters:
        meant = who_and_what(session, query, scope, me)
        hits: list[Hit] = []
        for kind in reversed(SEARCHED):
            if len(hits) < limit and (wanted := _narrowed(session, kind, query, meant, scope)) is not None:
                hits += [Hit(kind, seq) for seq in session.scalars(wanted.limit(limit - len(hits)))]
        return hits
    if not query.terms:
        return []
    dialect = _dialect(session)
    rows = session.execute(_FIND[dialect], {"sought": _SEEK[dialect](query.terms, scope), "limit": limit})
    return [Hit(_KINDS[rowid & ~_SEQ], rowid & _SEQ) for (rowid,) in rows]


def read_ids(session: Session, hits: Iterable[Hit]) -> frozenset[str]:
    """Return the ids of the records that were found."""
    seqs: dict[str, list[int]] = defaultdict(list)
    for hit in hits:
        seqs[hit.kind].append(hit.seq)
    return frozenset(
        record_id
        for kind, each in seqs.items()
        for part in chunks(each)
        for record_id in session.scalars(select(TABLES[kind].record_id).where(TABLES[kind].seq.in_(part)))
    )


def _narrowed(session: Session, kind: str, query: Query, meant: Meant, scope: str) -> Select[int] | None:
    """Return how to find rows of one kind, the newest first; None if the query wants none."""
    conditions = narrow(kind, query, meant)
    if conditions is None:
        return None
    table, base, dialect = TABLES[kind], _BASES[kind], _dialect(session)
    wanted = select(table.seq).where(table.for_team, *conditions)
    if scope:
        wanted = wanted.where(table.scope == scope)
    if not query.terms:
        return wanted.order_by(table.seq.desc())
    sought = text(_HOLDS[dialect]).bindparams(sought=_SEEK[dialect](query.terms, scope))
    of_kind = _FOUND.c.rowid.between(base, base + _SEQ)
    joined = wanted.join_from(_FOUND, table, table.seq == _FOUND.c.rowid - base)
    return joined.where(sought, of_kind).order_by(_FOUND.c.rowid.desc())


def _seek_in_fts5(terms: Sequence[Term], scope: str) -> str:
    """Return an FTS5 query; nothing in it but words in quotation marks was typed."""
    sought = [f'"{" ".join(term.words)}"{"*" if term.unfinished else ""}' for term in terms]
    return " AND ".join([*([f'"{_IN_SCOPE}{scope}"'] if scope else []), *sought])


def _seek_in_tsvector(terms: Sequence[Term], scope: str) -> str:
    """Return a `tsquery`, written so that no parser cuts words in its own way."""
    sought = [" <-> ".join(f"'{word}'" for word in term.words) + (":*" if term.unfinished else "") for term in terms]
    return " & ".join([*([f"'{_IN_SCOPE}{scope}'"] if scope else []), *sought])


def _to_tsvector(words: Sequence[str]) -> str:
    return " ".join(f"'{word}':{place}" for place, word in enumerate(words, 1))


_WRITE = {"sqlite": " ".join, "postgresql": _to_tsvector}
_SEEK = {"sqlite": _seek_in_fts5, "postgresql": _seek_in_tsvector}


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name
