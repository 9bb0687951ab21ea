"""The few revisions of a long history that tell what is asked, so that its length costs no more than one count.

A history is *straight* if it has as many revisions as its deepest is deep: then each follows one other, and all are one
line. Of a straight history in which nobody's words are held back the newest revision that touches a field says it.
"""

from collections.abc import Collection, Iterable
from itertools import takewhile
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from peerdesk.domain.entries import read_kept_revision
from peerdesk.domain.kinds import KINDS
from peerdesk.storage.schema import EntryRow
from peerdesk.storage.standing import WAITING

LONG_HISTORY = 64
"""A record of no more revisions is read as a whole."""

_MOST_NAMED = 10_000
_MOST_DELETIONS = 8
_COLUMNS = (EntryRow.seq, EntryRow.record_id, EntryRow.kind, EntryRow.depth, EntryRow.standing, EntryRow.line)


def telling(
    session: Session, record_id: str, keep: Collection[str] = (), silent: Collection[str] = ()
) -> list[Any] | None:
    """Return rows of the revisions that say what a record says, the oldest first; None if it is not long and straight.

    Args:
        session: an open transaction.
        record_id: of the record.
        keep: ids of revisions, any record's, of which this record's are among what is returned; what stood before them
            is told too, for the fields that they touch. None named: what the record says in every field.
        silent: ids of revisions that say nothing for this question; the newest is returned even so.
    """
    count, first = _measure(session, record_id)
    if not count or len(keep) + len(silent) > _MOST_NAMED:
        return None
    kept = session.execute(_rows(record_id, EntryRow.entry_id.in_(keep))).all() if keep else []
    others = EntryRow.entry_id.not_in({*keep, *silent})
    found = [*kept, *_newest(session, record_id), *_newest(session, record_id, others), first]
    for name in _names(first.kind, kept):
        row = next(iter(_newest(session, record_id, others, _mentions(name, first.kind))), None)
        if row is not None and name not in read_kept_revision(row.line).fields:
            return None  # the header says this name of something else
        found += [row] if row is not None else []
    return _in_order(found)


def newest(session: Session, record_id: str, most: int) -> list[Any] | None:
    """Return rows of the newest revisions, and of those that said last what these changed; None as `telling`.

    Args:
        session: an open transaction.
        record_id: of the record.
        most: how many of the newest; one more is among them, to tell what the oldest of them changed.
    """
    count, first = _measure(session, record_id)
    if count <= most + 1:
        return None
    found = [*session.execute(_rows(record_id).order_by(EntryRow.depth.desc()).limit(most + 1)).all(), first]
    before = EntryRow.depth < found[most].depth
    for name in _names("", found):
        row = next(iter(_newest(session, record_id, before, _mentions(name, first.kind))), None)
        if row is not None and name not in read_kept_revision(row.line).fields:
            return None
        found += [row] if row is not None else []
    return _in_order(found)


def fallen(session: Session, record_id: str) -> list[Any] | None:
    """Return rows of the revisions that tell what a deleted record said before; None as `telling`."""
    count, first = _measure(session, record_id)
    if not count:
        return None
    last = session.execute(_rows(record_id).order_by(EntryRow.depth.desc()).limit(_MOST_DELETIONS)).all()
    run = list(takewhile(lambda row: read_kept_revision(row.line).deleted, last))
    if not 0 < len(run) < _MOST_DELETIONS:
        return None
    found, before = [*run, first], EntryRow.depth < run[-1].depth
    for name in {*_names("", run), *_names(first.kind, ())}:
        row = next(iter(_newest(session, record_id, before, _mentions(name, first.kind))), None)
        if row is not None and (name not in (said := read_kept_revision(row.line)).fields or said.deleted):
            return None  # an earlier deletion emptied it, and what stood before that is asked for
        found += [row] if row is not None else []
    return _in_order(found)


def long_ones(session: Session, record_ids: Collection[str]) -> set[str]:
    """Return those of some records that have a long history, straight or not."""
    asked = select(EntryRow.record_id).where(EntryRow.record_id.in_(record_ids), EntryRow.standing != WAITING)
    of_each = asked.group_by(EntryRow.record_id).having(func.count() > LONG_HISTORY)
    return {one for one in session.scalars(of_each) if one is not None}


def _measure(session: Session, record_id: str) -> tuple[int, Any]:
    """Return of how many revisions a long straight history is, and the first; 0 of any other."""
    if session.get_bind().dialect.name != "sqlite":
        return 0, None  # nobody undoes or edits on a server
    whole = (EntryRow.record_id == record_id, EntryRow.standing != WAITING)
    held_back = func.sum(case((EntryRow.standing == "in", 0), else_=1)).label("held_back")
    asked = select(func.count().label("number"), func.max(EntryRow.depth).label("deepest"), held_back)
    row = session.execute(asked.where(*whole)).one()
    if row.number <= LONG_HISTORY or row.number != row.deepest or row.held_back:
        return 0, None
    return row.number, session.execute(_rows(record_id, EntryRow.depth == 1)).one()


def _names(kind: str, rows: Iterable[Any]) -> Collection[str]:
    """Return the fields that these revisions touch; without any, all of the kind."""
    touched = {name for row in rows for name in read_kept_revision(row.line).fields}
    return touched or (KINDS[kind].field_names if kind in KINDS else ())


def _newest(session: Session, record_id: str, *conditions: ColumnElement[bool]) -> list[Any]:
    asked = _rows(record_id, *conditions).order_by(EntryRow.depth.desc()).limit(1)
    return list(session.execute(asked))


def _rows(record_id: str, *conditions: ColumnElement[bool]) -> Any:
    return select(*_COLUMNS).where(EntryRow.record_id == record_id, EntryRow.standing != WAITING, *conditions)


def _mentions(name: str, kind: str) -> ColumnElement[bool]:
    """Return that a header names a field, or something else that is called so; its own kind stands after its fields."""
    place = func.instr(EntryRow.line, f'"{name}":"'.encode())
    return place < func.instr(EntryRow.line, f'"kind":"{kind}"'.encode()) if name == "kind" else place > 0


def _in_order(rows: Iterable[Any]) -> list[Any]:
    return sorted({row.seq: row for row in rows}.values(), key=lambda row: int(row.depth))
