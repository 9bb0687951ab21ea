"""Keeping the typed tables what the entries say: each touched record is looked at anew and written again."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select
from sqlalchemy.orm import Session

from peerdesk.domain.authority import Standing
from peerdesk.domain.entries import Revision, Words, read_kept_revision, read_kept_words
from peerdesk.domain.kinds import KINDS
from peerdesk.domain.records import FieldLook, Placed, RecordLook, ancestry, in_report_view, in_team_view, look
from peerdesk.domain.review import Record
from peerdesk.domain.shape import to_value
from peerdesk.storage import search
from peerdesk.storage.base import pour, pour_as_written
from peerdesk.storage.chunks import chunks
from peerdesk.storage.entries import read_words_of
from peerdesk.storage.erasing import erased_in
from peerdesk.storage.holding import hold_tables
from peerdesk.storage.long_histories import LONG_HISTORY, fallen, long_ones, newest, telling
from peerdesk.storage.record_columns import RecordColumns
from peerdesk.storage.schema import EntryRow, SettingRow, WordsRow
from peerdesk.storage.settings import put_setting, read_setting
from peerdesk.storage.standing import WAITING
from peerdesk.storage.tables import TABLES

_MADE_AS, _FORM = "projection.form", "5"
"""Which version of the tables the rows were computed for; another one here computes all of them again."""

_COLUMNS = (
    EntryRow.seq,
    EntryRow.scope,
    EntryRow.record_id,
    EntryRow.kind,
    EntryRow.depth,
    EntryRow.standing,
    EntryRow.line,
)


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

    def until(self, covers: Iterable[Collection[str]]) -> "History":
        """Return the history up to what each of these names, as if nothing had been written since."""
        placed = self.placed
        for named in covers:
            known = ancestry((one.revision for one in placed), named)
            placed = tuple(one for one in placed if one.revision.entry_id in known)
        return replace(self, placed=placed)


def project(session: Session, record_ids: Iterable[str], *, written_here: bool = False) -> dict[str, set[str]]:
    """Write the rows of these records again, from their revisions; return ids by kind.

    Args:
        session: an open transaction; the caller commits.
        record_ids: of any kind; kinds that this version does not know have no table and are left out.
        written_here: there are few of them, so each may be asked whether all of its history is needed.
    """
    read = short_histories if written_here else histories
    touched: dict[str, set[str]] = defaultdict(set)
    for part in chunks(record_ids):
        rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for history in read(session, part):
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
    for kind, ids in project(session, long_way, written_here=True).items():
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
    row = {name: found[0][name] for name in (*columns_of(new.kind), "for_team", "for_report")}
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


def renew(engine: Engine) -> None:
    """Compute all rows again if another version of PeerDesk made them, which knew fewer kinds and fields."""
    with Session(engine) as session, session.begin():
        if read_setting(session, _MADE_AS) == _FORM:
            return
        hold_tables(session.connection())  # on a server one of several does it
        session.expire_all()
        if read_setting(session, _MADE_AS) == _FORM:
            return
        rebuild(session)
        put_setting(session, _MADE_AS, _FORM)


def note_form(connection: Connection) -> None:
    """Say that the rows of a new desk are those of this version."""
    connection.execute(insert(SettingRow).values(name=_MADE_AS, value=_FORM))


def histories(session: Session, record_ids: Iterable[str]) -> list[History]:
    """Return the whole revisions of these records."""
    found = []
    for part in chunks(record_ids):
        rows = session.execute(
            select(*_COLUMNS)
            .where(EntryRow.record_id.in_(part), EntryRow.standing != WAITING)
            .order_by(EntryRow.record_id)
        ).all()
        erased = erased_in(session, {row.scope for row in rows}, part)
        by_record: dict[str, list[Any]] = defaultdict(list)
        for row in rows:
            by_record[row.record_id].append(row)
        short = [row.seq for each in by_record.values() if len(each) <= LONG_HISTORY for row in each]
        words = read_words_of(session, short)
        found += [
            _history(session, record_id, each, words if len(each) <= LONG_HISTORY else None, erased)
            for record_id, each in by_record.items()
        ]
    return found


def short_histories(
    session: Session, record_ids: Iterable[str], keep: Collection[str] = (), silent: Collection[str] = ()
) -> list[History]:
    """Return of each record what tells what it says, or what stood before the kept revisions (`long_histories`)."""
    found = []
    for record_id in record_ids:
        rows = telling(session, record_id, keep, silent)
        found += histories(session, [record_id]) if rows is None else [_thinned(session, rows)]
    return found


def fallen_histories(session: Session, record_ids: Iterable[str]) -> list[History]:
    """Return of each deleted record what tells what it said before (`long_histories`)."""
    found = []
    for part in chunks(record_ids):
        long = {one: fallen(session, one) for one in long_ones(session, part)}
        found += histories(session, [one for one in part if long.get(one) is None])
        found += [_thinned(session, rows) for rows in long.values() if rows is not None]
    return found


def newest_history(session: Session, record_id: str, most: int) -> History | None:
    """Return the history of a record, or the newest of a long one, with what tells what those changed."""
    rows = newest(session, record_id, most)
    return next(iter(histories(session, [record_id])), None) if rows is None else _thinned(session, rows)


def _thinned(session: Session, rows: Sequence[Any]) -> History:
    """Return a straight history of which some revisions are left out: each follows the one before it here."""
    record_id, scope = rows[0].record_id, read_kept_revision(rows[0].line).scope
    erased = erased_in(session, [scope], [record_id])
    whole = _history(session, record_id, rows, read_words_of(session, [row.seq for row in rows]), erased)
    ids = [(one.revision.entry_id,) for one in whole.placed]
    placed = tuple(
        replace(one, revision=replace(one.revision, parents=before))
        for one, before in zip(whole.placed, [(), *ids], strict=False)
    )
    return replace(whole, placed=placed)


def _history(
    session: Session,
    record_id: str,
    rows: Sequence[Any],
    words: Mapping[int, Mapping[str, Words]] | None,
    erased: Mapping[str, Collection[str]],
) -> History:
    """Return a history; its words are read one by one if they are not given: most are of the past."""
    placed, seqs = [], {}
    for row in rows:
        revision = read_kept_revision(row.line)  # only revisions have a record
        placed.append(Placed(revision, row.depth, row.standing, erased.get(revision.entry_id, ())))
        seqs[revision.entry_id] = row.seq

    def read_one(entry_id: str, name: str) -> Words | None:
        line = session.scalar(select(WordsRow.line).where(WordsRow.entry_seq == seqs[entry_id], WordsRow.name == name))
        return None if line is None else read_kept_words(line)

    def read_known(entry_id: str, name: str) -> Words | None:
        return (words or {}).get(seqs[entry_id], {}).get(name)

    return History(rows[0].kind, record_id, tuple(placed), read_one if words is None else read_known)


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
    row = {name: getattr(value, name) for name in columns_of(history.kind)}
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
def columns_of(kind: str) -> list[str]:
    """Return the columns that a kind's values fill."""
    table = TABLES[kind]
    return [one.name for one in fields(KINDS[kind].value) if hasattr(table, one.name)]


def _replace(session: Session, kind: str, record_ids: Iterable[str], rows: list[dict[str, Any]]) -> None:
    table: type[RecordColumns] = TABLES[kind]
    ids = list(record_ids)
    old = session.scalars(select(table.seq).where(table.record_id.in_(ids))).all()
    if old:
        search.remove(session, kind, old)
        session.execute(delete(table).where(table.seq.in_(old)))
    put_rows(session, kind, rows)


def put_rows(session: Session, kind: str, rows: list[dict[str, Any]], *, as_written: bool = False) -> None:
    """Put rows that are not there into the table of a kind, and their words into the index.

    Args:
        session: an open transaction.
        kind: of all of them.
        rows: all with the same columns, in the same order.
        as_written: their values are already as they lie in the file.
    """
    if rows and kind in search.SEARCHED:
        for seq, row in zip(_numbers(session, kind, len(rows)), rows, strict=True):
            row["seq"] = seq
    if rows:
        if as_written:
            pour_as_written(session, TABLES[kind], tuple(rows[0]), [tuple(row.values()) for row in rows])
        else:
            pour(session, TABLES[kind], rows)
        search.put(session, kind, rows)


def _numbers(session: Session, kind: str, count: int) -> Sequence[int]:
    """Return numbers for rows that the index of words will name; a server gives each to one of several writers."""
    table = TABLES[kind]
    if session.get_bind().dialect.name == "postgresql":
        counter = func.pg_get_serial_sequence(kind, "seq")
        return session.scalars(select(func.nextval(counter)).select_from(func.generate_series(1, count))).all()
    first = (session.scalar(select(func.max(table.seq))) or 0) + 1
    return range(first, first + count)


def records_of(session: Session, entries: Iterable[str]) -> set[str]:
    """Return the records that these revisions belong to."""
    return {
        one
        for part in chunks(entries)
        for one in session.scalars(select(EntryRow.record_id).where(EntryRow.entry_id.in_(part)))
        if one is not None
    }
