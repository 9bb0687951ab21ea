"""Looking whether a desk is what it says: each line is its id, each table what the lines say, each picture its hash.

Each function yields what is odd. `tick` is called now and then, and may raise to end it.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.domain.canonical import MalformedError
from peerdesk.domain.entries import Entry, Revision, Statement, Unknown, read_entry, read_words, words_hash
from peerdesk.domain.grammar import is_time
from peerdesk.domain.seals import AnySeal, read_seal
from peerdesk.storage.chunks import chunks
from peerdesk.storage.drafts import read_drafts
from peerdesk.storage.projection import histories, rows_of
from peerdesk.storage.schema import AttachmentRow, EntryRow, SealedRow, SealRow, WordsRow
from peerdesk.storage.standing import stand_anew
from peerdesk.storage.tables import TABLES

AT_ONCE = 1000
_NAMES = {Revision: "revision", Statement: "statement", Unknown: "unknown"}

Tick = Callable[[], object]


def odd_entries(session: Session, tick: Tick) -> Iterator[str]:
    """Yield the ids of entries whose line is not what their id says: that is computed anew from its bytes."""
    for number, row in enumerate(session.execute(_streamed(EntryRow.entry_id, EntryRow.line))):
        if number % AT_ONCE == 0:
            tick()
        try:
            as_written = read_entry(row.line).entry_id == row.entry_id
        except MalformedError:
            as_written = False
        if not as_written:
            yield row.entry_id


def odd_columns(session: Session, tick: Tick) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the numbers of entries beside whose line stands what the line does not say, and what it does say."""
    names = ("scope", "kind", "author", "record_id", "t")
    columns = (getattr(EntryRow, name) for name in names)
    for number, (seq, line, *beside) in enumerate(session.execute(_streamed(EntryRow.seq, EntryRow.line, *columns))):
        if number % AT_ONCE == 0:
            tick()
        said = _said(read_entry(line))
        if said != tuple(beside):
            yield seq, dict(zip(names, said, strict=True))


def odd_words(session: Session, tick: Tick) -> Iterator[str]:
    """Yield the ids of revisions that have words which do not fit their header."""
    rows = session.execute(
        _streamed(WordsRow.name, WordsRow.line, EntryRow.entry_id, EntryRow.line.label("header")).join_from(
            WordsRow, EntryRow, EntryRow.seq == WordsRow.entry_seq, isouter=True
        )
    )
    for number, row in enumerate(rows):
        if number % AT_ONCE == 0:
            tick()
        try:
            entry = read_entry(row.header)
            fits = not isinstance(entry, Statement) and entry.fields.get(row.name) == words_hash(
                read_words(row.line), entry.author, row.name
            )
        except (MalformedError, TypeError):
            fits = False
        if not fits:
            yield row.entry_id or ""


def seals_here(session: Session) -> Iterator[tuple[str, AnySeal | None, str]]:
    """Yield id, seal and signature of all seals; None for a seal that is not what its row says."""
    for row in session.execute(select(SealRow.__table__).order_by(SealRow.seq)):
        try:
            seal = read_seal(row.line)
        except MalformedError:
            yield row.seal_id, None, row.signature
            continue
        same = (seal.seal_id, seal.scope, seal.author) == (row.seal_id, row.scope, row.author)
        yield row.seal_id, (seal if same else None), row.signature


def odd_lists(session: Session) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the numbers of seals that are noted to list other entries than they do, and what they do list."""
    for row in session.execute(select(SealRow.seq, SealRow.line).order_by(SealRow.seq)).all():
        listed = session.scalars(select(SealedRow.entry_id).where(SealedRow.seal_seq == row.seq))
        entries = read_seal(row.line).entries
        if sorted(listed) != sorted(entries):
            yield row.seq, entries


def odd_attachments(session: Session, tick: Tick) -> Iterator[str]:
    """Yield the hashes under which other bytes are kept."""
    for sha256 in session.scalars(select(AttachmentRow.sha256)).all():
        tick()
        content = session.scalar(select(AttachmentRow.content).where(AttachmentRow.sha256 == sha256))
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            yield sha256


def odd_standings(session: Session, tick: Tick) -> Iterator[tuple[int, str, int]]:
    """Yield number, standing and depth of the entries that stand elsewhere than all that was written puts them."""
    for scope in session.scalars(select(EntryRow.scope).distinct()).all():
        tick()
        right = stand_anew(session, scope)
        asked = select(EntryRow.seq, EntryRow.entry_id, EntryRow.standing, EntryRow.depth)
        for row in session.execute(asked.where(EntryRow.scope == scope)).all():
            if right[row.entry_id] != (row.standing, row.depth):
                yield row.seq, *right[row.entry_id]


def odd_records(session: Session, tick: Tick) -> Iterator[tuple[str, str]]:
    """Yield kind and id of the records whose rows are not what their revisions say; nothing is written."""
    known = set(session.scalars(select(EntryRow.record_id).where(EntryRow.record_id.is_not(None)).distinct()))
    shown = {one for table in TABLES.values() for one in session.scalars(select(table.record_id).distinct())}
    for part in chunks(sorted({one for one in known | shown if one})):
        tick()
        yield from _odd_of(session, part)


def odd_drafts(session: Session) -> Iterator[str]:
    """Yield the places of which cannot be told when something was typed there."""
    yield from (draft.place for draft in read_drafts(session) if not (draft.place and is_time(draft.typed_at)))


def _streamed(*columns: Any) -> Any:
    return select(*columns).execution_options(yield_per=AT_ONCE)


def _said(entry: Entry) -> tuple[str, str, str, str | None, str]:
    record_id = None if isinstance(entry, Statement) else entry.record_id
    return entry.scope, entry.kind, entry.author, record_id, _NAMES[type(entry)]


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
