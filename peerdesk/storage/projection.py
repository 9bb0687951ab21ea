"""Keeping the typed tables what the entries say: each touched record is looked at anew and written again."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from peerdesk.domain.authority import Standing
from peerdesk.domain.entries import Revision, Words, read_kept_revision, read_kept_words
from peerdesk.domain.kinds import KINDS
from peerdesk.domain.records import FieldLook, Placed, RecordLook, in_report_view, in_team_view, look
from peerdesk.domain.review import Record
from peerdesk.domain.shape import to_value
from peerdesk.storage import search
from peerdesk.storage.base import insert_rows
from peerdesk.storage.chunks import chunks
from peerdesk.storage.entries import read_words_of
from peerdesk.storage.schema import EntryRow, WordsRow
from peerdesk.storage.standing import WAITING
from peerdesk.storage.tables import TABLES, RecordColumns

LONG_HISTORY = 64
"""A record of more revisions has its words read one by one: most of them are of the past."""


@dataclass(frozen=True)
class History:
    """All whole revisions of one record, with the words that are here."""

    kind: str
    record_id: str
    placed: tuple[Placed, ...]
    read: Callable[[str, str], Words | None]

    @property
    def first(self) -> Revision:
        """The revision that began the record; for a link the one of the least id among those of least depth."""
        return min(self.placed, key=lambda one: (one.depth, one.revision.entry_id)).revision

    def look(self, in_view: Callable[[Standing], bool]) -> RecordLook | None:
        """Return what the record says in one view."""
        return look(self.placed, self.read, in_view)


def project(session: Session, record_ids: Iterable[str]) -> dict[str, set[str]]:
    """Write the rows of these records again, from their revisions; return ids by kind.

    Args:
        session: an open transaction; the caller commits.
        record_ids: of any kind; kinds that this version does not know have no table and are left out.
    """
    touched: dict[str, set[str]] = defaultdict(set)
    for part in chunks(record_ids):
        rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for history in histories(session, part):
            touched[history.kind].add(history.record_id)
            if history.kind in TABLES:
                rows[history.kind] += rows_of(history)
        for kind, ids in touched.items():
            if kind in TABLES:
                _replace(session, kind, ids.intersection(part), rows[kind])
    return dict(touched)


def project_written(
    session: Session, revisions: Iterable[Revision], words: Mapping[str, Mapping[str, Words]]
) -> dict[str, set[str]]:
    """Write the rows of records that were just written here; return ids by kind.

    A revision whose parents are all the record's tips just replaces them, so its row follows from the row before,
    however long the record's history is (PROTOCOL 6.1). All others are looked at as a whole.

    Args:
        session: an open transaction; the revisions are in it.
        revisions: the new ones.
        words: of each revision, by its id and the field's name.
    """
    by_record: dict[str, list[Revision]] = defaultdict(list)
    for one in revisions:
        by_record[one.record_id].append(one)
    touched: dict[str, set[str]] = defaultdict(set)
    long_way = set()
    for record_id, new in by_record.items():
        rows = _rows_after(session, new[0], words.get(new[0].entry_id, {})) if len(new) == 1 else None
        if rows is None:
            long_way.add(record_id)
        else:
            touched[new[0].kind].add(record_id)
            _replace(session, new[0].kind, [record_id], rows)
    for kind, ids in project(session, long_way).items():
        touched[kind] |= ids
    return dict(touched)


def _rows_after(session: Session, new: Revision, said: Mapping[str, Words]) -> list[dict[str, Any]] | None:
    """Return a record's rows after a revision on all its tips; None if it is not as simple as that."""
    if not new.parents or new.kind not in TABLES:
        return None
    table = TABLES[new.kind]
    found = session.execute(select(table.__table__).where(table.record_id == new.record_id)).mappings().all()  # type: ignore[attr-defined]
    if len(found) != 1:
        return None
    row = {name: found[0][name] for name in (*_columns(new.kind), "for_team", "for_report")}
    settled = row["for_team"] and row["for_report"] and not row["two_versions"] and not row["unreadable"]
    if not settled or tuple(row["tips"]) != new.parents or said.keys() != new.fields.keys():
        return None
    if session.scalar(select(EntryRow.standing).where(EntryRow.entry_id == new.entry_id)) != "in":
        return None
    if new.deleted:
        return []
    tips = (new.entry_id,)
    fields_now = {name: FieldLook(tips, (one.value,), True, True, ()) for name, one in said.items()}
    value = _value(new, RecordLook(tips, fields_now, deleted=False, delete_conflict=False))
    if value.unreadable:
        return None
    return [row | {"tips": tips} | {name: getattr(value, name) for name in said if name in row}]


def rebuild(session: Session) -> None:
    """Throw all rows away and compute them again."""
    search.create(session.connection())
    for table in TABLES.values():
        session.execute(delete(table))
    ids = session.scalars(select(EntryRow.record_id).where(EntryRow.record_id.is_not(None)).distinct()).all()
    project(session, [one for one in ids if one is not None])


def histories(session: Session, record_ids: Iterable[str]) -> list[History]:
    """Return the whole revisions of these records."""
    found = []
    for part in chunks(record_ids):
        rows = session.execute(
            select(EntryRow.seq, EntryRow.record_id, EntryRow.kind, EntryRow.depth, EntryRow.standing, EntryRow.line)
            .where(EntryRow.record_id.in_(part), EntryRow.standing != WAITING)
            .order_by(EntryRow.record_id)
        ).all()
        by_record: dict[str, list[Any]] = defaultdict(list)
        for row in rows:
            by_record[row.record_id].append(row)
        short = [row.seq for each in by_record.values() if len(each) <= LONG_HISTORY for row in each]
        words = read_words_of(session, short)
        found += [_history(session, record_id, each, words) for record_id, each in by_record.items()]
    return found


def _history(session: Session, record_id: str, rows: list[Any], words: Mapping[int, Mapping[str, Words]]) -> History:
    placed, seqs = [], {}
    for row in rows:
        revision = read_kept_revision(row.line)  # only revisions have a record
        placed.append(Placed(revision, row.depth, row.standing))
        seqs[revision.entry_id] = row.seq

    def read_one(entry_id: str, name: str) -> Words | None:
        line = session.scalar(select(WordsRow.line).where(WordsRow.entry_seq == seqs[entry_id], WordsRow.name == name))
        return None if line is None else read_kept_words(line)

    def read_known(entry_id: str, name: str) -> Words | None:
        return words.get(seqs[entry_id], {}).get(name)

    read = read_known if len(rows) <= LONG_HISTORY else read_one
    return History(rows[0].kind, record_id, tuple(placed), read)


def rows_of(history: History) -> list[dict[str, Any]]:
    """Return one row where both views say the same, else one for each."""
    team = history.look(in_team_view)
    if all(one.standing == "in" for one in history.placed):
        return _row(history, team, for_team=True, for_report=True)
    report = history.look(in_report_view)
    if team == report:
        return _row(history, team, for_team=True, for_report=True)
    return [
        *_row(history, team, for_team=True, for_report=False),
        *_row(history, report, for_team=False, for_report=True),
    ]


def _row(history: History, said: RecordLook | None, *, for_team: bool, for_report: bool) -> list[dict[str, Any]]:
    if said is None or said.deleted:
        return []
    value = _value(history.first, said)
    row = {name: getattr(value, name) for name in _columns(history.kind)}
    return [{**row, "for_team": for_team, "for_report": for_report}]


def _value(first: Revision, said: RecordLook) -> Record:
    """Return what a record says, given its first revision."""
    ends = dict(zip(KINDS[first.kind].ends, first.ends or (), strict=False))
    return to_value(
        first.kind,
        said,
        record_id=first.record_id,
        scope=first.scope,
        author=first.author,
        first_written_at=first.written_at,
        **ends,
    )


@cache
def _columns(kind: str) -> list[str]:
    table = TABLES[kind]
    return [one.name for one in fields(KINDS[kind].value) if hasattr(table, one.name)]


def _replace(session: Session, kind: str, record_ids: Iterable[str], rows: list[dict[str, Any]]) -> None:
    table: type[RecordColumns] = TABLES[kind]
    ids = list(record_ids)
    old = session.scalars(select(table.seq).where(table.record_id.in_(ids))).all()
    if old:
        search.remove(session, kind, old)
        session.execute(delete(table).where(table.seq.in_(old)))
    if rows and kind not in search.SEARCHED:
        session.execute(insert_rows(table), rows)
    elif rows:
        first = (session.scalar(select(func.max(table.seq))) or 0) + 1
        numbered = [{**row, "seq": seq} for seq, row in enumerate(rows, first)]
        session.execute(insert_rows(table), numbered)
        search.put(session, kind, numbered)


def records_of(session: Session, entries: Iterable[str]) -> set[str]:
    """Return the records that these revisions belong to."""
    return {
        one
        for part in chunks(entries)
        for one in session.scalars(select(EntryRow.record_id).where(EntryRow.entry_id.in_(part)))
        if one is not None
    }
