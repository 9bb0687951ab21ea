"""Looking whether a desk is what it says: each line is its id, each table what the lines say, each picture its hash."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.domain.canonical import MalformedError
from peerdesk.domain.entries import Revision, Statement, Unknown, read_entry, read_words, words_hash
from peerdesk.domain.seals import Seal, read_seal
from peerdesk.storage.chunks import chunks
from peerdesk.storage.projection import histories, rows_of
from peerdesk.storage.schema import AttachmentRow, EntryRow, SealedRow, SealRow, WordsRow
from peerdesk.storage.tables import TABLES

AT_ONCE = 1000
_NAMES = {Revision: "revision", Statement: "statement", Unknown: "unknown"}


def odd_entries(session: Session) -> Iterator[str]:
    """Yield the ids of entries whose line is not what their id, or what stands beside it, says."""
    columns = (EntryRow.entry_id, EntryRow.scope, EntryRow.kind, EntryRow.author, EntryRow.record_id, EntryRow.line)
    asked = select(*columns, EntryRow.t.label("type")).execution_options(yield_per=AT_ONCE)
    for row in session.execute(asked):
        try:
            entry = read_entry(row.line)
        except MalformedError:
            yield row.entry_id
            continue
        record_id = entry.record_id if isinstance(entry, Revision) else None
        said = (entry.entry_id, entry.scope, entry.kind, entry.author, record_id, _NAMES[type(entry)])
        if said != (row.entry_id, row.scope, row.kind, row.author, row.record_id, row.type):
            yield row.entry_id


def odd_words(session: Session) -> Iterator[str]:
    """Yield the ids of revisions that have words which do not fit their header."""
    rows = session.execute(
        select(WordsRow.name, WordsRow.line, EntryRow.entry_id, EntryRow.line.label("header"))
        .join(EntryRow, EntryRow.seq == WordsRow.entry_seq, isouter=True)
        .execution_options(yield_per=AT_ONCE)
    )
    for row in rows:
        try:
            entry = read_entry(row.header)
            fits = isinstance(entry, Revision) and entry.fields.get(row.name) == words_hash(
                read_words(row.line), entry.author, row.name
            )
        except (MalformedError, TypeError):
            fits = False
        if not fits:
            yield row.entry_id or ""


def seals_here(session: Session) -> Iterator[tuple[str, Seal | None, str]]:
    """Yield id, seal and signature of all seals; None for a seal that is not what its row or its list says."""
    for row in session.execute(select(SealRow.__table__).order_by(SealRow.seq)):
        listed = session.scalars(select(SealedRow.entry_id).where(SealedRow.seal_seq == row.seq)).all()
        try:
            seal = read_seal(row.line)
        except MalformedError:
            yield row.seal_id, None, row.signature
            continue
        same = (seal.seal_id, seal.scope, seal.author) == (row.seal_id, row.scope, row.author)
        yield row.seal_id, (seal if same and sorted(seal.entries) == sorted(listed) else None), row.signature


def odd_attachments(session: Session) -> Iterator[str]:
    """Yield the hashes under which other bytes are kept."""
    for sha256 in session.scalars(select(AttachmentRow.sha256)).all():
        content = session.scalar(select(AttachmentRow.content).where(AttachmentRow.sha256 == sha256))
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            yield sha256


def odd_records(session: Session) -> Iterator[tuple[str, str]]:
    """Yield kind and id of the records whose rows are not what their revisions say; nothing is written."""
    known = set(session.scalars(select(EntryRow.record_id).where(EntryRow.record_id.is_not(None)).distinct()))
    shown = {one for table in TABLES.values() for one in session.scalars(select(table.record_id).distinct())}
    for part in chunks(sorted({one for one in known | shown if one})):
        yield from _odd_of(session, part)


def _odd_of(session: Session, record_ids: list[str]) -> Iterator[tuple[str, str]]:
    right: dict[str, list[dict[str, Any]]] = {kind: [] for kind in TABLES}
    for history in histories(session, record_ids):
        if history.kind in TABLES:
            right[history.kind] += rows_of(history)
    for kind, table in TABLES.items():
        rows = session.execute(select(table.__table__).where(table.record_id.in_(record_ids)))  # type: ignore[attr-defined]
        found = Counter(_plain({**row._mapping}) for row in rows)  # noqa: SLF001 - SQLAlchemy's public name
        meant = Counter(map(_plain, right[kind]))
        differing = chain((found - meant).keys(), (meant - found).keys())
        yield from ((kind, one) for one in sorted({dict(row)["record_id"] for row in differing}))


def _plain(row: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return a row so that it can be compared and counted; its number says nothing."""
    return tuple(
        sorted((name, value if name == "record_id" else repr(value)) for name, value in row.items() if name != "seq")
    )
