"""Projecting records that have come just now: the file is not asked, and what was written once takes the short way."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Dialect, TypeDecorator
from sqlalchemy.dialects.sqlite import dialect as _sqlite
from sqlalchemy.orm import Session

from peerdesk.domain.canonical import from_kept_bytes
from peerdesk.domain.entries import Revision, Words, read_kept_words
from peerdesk.domain.kinds import KINDS
from peerdesk.domain.plain import VALUE_AT
from peerdesk.domain.records import Placed
from peerdesk.domain.shape import to_attributes
from peerdesk.storage.projection import History, columns_of, put_rows, rows_of
from peerdesk.storage.tables import TABLES

_DIALECT = _sqlite()
"""Ids, lists and contacts are the same on either database."""
_OFTEN_SAID = 40


def project_new(session: Session, placed: Iterable[Placed], words: Mapping[str, Mapping[str, bytes]]) -> set[str]:
    """Write the rows of records of which nothing is here yet; return the kinds.

    Args:
        session: an open transaction; nothing that is here says anything of these records.
        placed: all whole revisions of these records, none of them erased.
        words: of each revision, the lines `[salt, value]` by the field's name.
    """
    by_record: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        by_record[one.revision.record_id].append(one)

    def read(entry_id: str, name: str) -> Words | None:
        line = words.get(entry_id, {}).get(name)
        return None if line is None else read_kept_words(line)

    known: dict[str, bytes] = {}
    once: dict[str, list[dict[str, Any]]] = defaultdict(list)
    several: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record_id, each in by_record.items():
        first = each[0].revision
        if first.kind in TABLES and (len(each) > 1 or each[0].standing != "in"):
            several[first.kind] += rows_of(History(first.kind, record_id, tuple(each), read))
        elif first.kind in TABLES and not first.deleted:
            once[first.kind].append(_row_of(first, words.get(first.entry_id, {}), known))
    for kind, rows in several.items():
        put_rows(session, kind, rows)
    for kind, rows in once.items():
        put_rows(session, kind, rows, as_written=True)
    return {each[0].revision.kind for each in by_record.values()}


def _row_of(first: Revision, words: Mapping[str, bytes], known: dict[str, bytes]) -> dict[str, Any]:
    """Return what `rows_of` returns of a record that was written once, as it lies in the file.

    Args:
        first: its only revision.
        words: of that, the lines by the field's name.
        known: bytes of the ids of reviews and people, which are few.
    """
    kind = first.kind
    row, unreadable = _empty_row(kind)[0].copy(), list[str]()
    for name in first.fields:
        value = words[name][VALUE_AT:-1] if name in words else b""
        columns, is_readable = (
            _said_before(kind, name, value) if len(value) <= _OFTEN_SAID else _said(kind, name, value)
        )
        row.update(columns)
        if not is_readable:
            unreadable.append(name)
    if first.ends:
        row.update(_written(kind, dict(zip(KINDS[kind].ends, first.ends, strict=False))))
    if unreadable:
        row.update(_written(kind, {"unreadable": tuple(sorted(unreadable))}))
    for one in (first.scope, first.author):
        if one not in known:
            known[one] = bytes.fromhex(one)
    row["record_id"], row["scope"], row["author"] = (
        bytes.fromhex(first.record_id),
        known[first.scope],
        known[first.author],
    )
    row["first_written_at"], row["tips"] = first.written_at, f'["{first.entry_id}"]'
    return row


def _said(kind: str, name: str, value: bytes) -> tuple[dict[str, Any], bool]:
    """Return the columns that a field fills, and whether it can be read; b"" stands for words that are not here."""
    said, lacking = ({name: from_kept_bytes(value)}, ()) if value else ({}, (name,))
    attributes, unreadable = to_attributes(kind, said, lacking)
    return _written(kind, attributes), not unreadable


_said_before = lru_cache(maxsize=4_000)(_said)
"""What is short is said again and again: signs, sources, rooms, times."""


def _written(kind: str, attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return attributes as they lie in the file; some are looked up when they are asked for, and have no column."""
    empty, written_by = _empty_row(kind)
    return {
        name: written_by[name](value, _DIALECT) if name in written_by else value
        for name, value in attributes.items()
        if name in empty
    }


@cache
def _empty_row(kind: str) -> tuple[dict[str, Any], dict[str, Callable[[Any | None, Dialect], Any]]]:
    """Return the row of a record that says nothing, and how values are written that do not go as they are.

    What has no default there is given by the record's first revision.
    """
    columns = TABLES[kind].__table__.columns  # type: ignore[attr-defined]
    types = {name: columns[name].type for name in columns_of(kind)}
    written_by: dict[str, Callable[[Any | None, Dialect], Any]] = {
        name: one.process_bind_param for name, one in types.items() if isinstance(one, TypeDecorator)
    }
    told = {one.name: one for one in fields(KINDS[kind].value)}
    row: dict[str, Any] = {"for_team": True, "for_report": True}
    for name in columns_of(kind):
        one = told[name]
        value = one.default_factory() if one.default_factory is not MISSING else one.default
        row[name] = written_by[name](value, _DIALECT) if name in written_by and value is not MISSING else value
    return row, written_by
