"""What pages and reports ask of a desk: frozen values, in the order in which people see them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from peerdesk.domain.evidence import Note
from peerdesk.domain.kinds import KINDS
from peerdesk.domain.order import sort_key
from peerdesk.domain.review import Record
from peerdesk.storage.chunks import chunks
from peerdesk.storage.record_columns import RecordColumns
from peerdesk.storage.schema import EntryRow
from peerdesk.storage.tables import (
    TABLES,
    EditionRow,
    HeardRow,
    LinkRow,
    NoteRow,
    PictureRow,
    QuestionRow,
    ReplyRow,
    ReviewRow,
)

Value = TypeVar("Value", bound=Record)


_AT_ONCE = 1_000  # rows of the tables are larger than what is made of them
_EACH_ITS_OWN = frozenset({"record_id", "tips", "order", "text", "made_of_it"})
_SHAPES: dict[type[Record], tuple[str, tuple[str, ...]]] = {}


def _kind_of(value_class: type[Record]) -> str:
    return _shape_of(value_class)[0]


def _shape_of(value_class: type[Record]) -> tuple[str, tuple[str, ...]]:
    """Return a value's kind, and its attributes that the kind's table has; the others are rows of their own."""
    if value_class not in _SHAPES:
        kind = next(one.name for one in KINDS.values() if one.value is value_class)
        columns = tuple(one.name for one in fields(value_class) if hasattr(TABLES[kind], one.name))
        _SHAPES[value_class] = kind, columns
    return _SHAPES[value_class]


def read_all(session: Session, value_class: type[Value], scope: str, *, for_report: bool = False) -> list[Value]:
    """Return all records of a kind in a review, siblings in their order.

    Args:
        session: an open transaction.
        value_class: of `domain/review.py`.
        scope: of the review.
        for_report: as the report sees them, without what waits for the lead.
    """
    table = TABLES[_kind_of(value_class)]
    wanted = _seen(table, for_report).where(table.scope == scope)
    rows = session.execute(wanted.execution_options(yield_per=_AT_ONCE))
    if value_class is Note:
        return in_order_of_seen(_notes(session, scope, rows, for_report=for_report))  # type: ignore[return-value]
    values = [_to_value(value_class, row) for row in rows]
    return sorted(values, key=lambda one: sort_key(one.order, one.record_id))


def read_one(session: Session, value_class: type[Value], record_id: str, *, for_report: bool = False) -> Value | None:
    """Return one record, or None if it is not here, deleted or not in view."""
    table = TABLES[_kind_of(value_class)]
    row = session.execute(_seen(table, for_report).where(table.record_id == record_id)).first()
    if row is None:
        return None
    if value_class is Note:
        return _notes(session, None, [row], for_report=for_report)[0]  # type: ignore[return-value]
    return _to_value(value_class, row)


def read_some(session: Session, value_class: type[Value], seqs: Iterable[int]) -> dict[int, Value]:
    """Return the records of these rows of their kind's table that the team sees, by the number of the row."""
    table = TABLES[_kind_of(value_class)]
    rows = [
        row
        for part in chunks(seqs)
        for row in session.execute(_seen(table, for_report=False).where(table.seq.in_(part)))
    ]
    if value_class is Note:
        notes = _notes(session, None, rows, for_report=False)
        return {row.seq: note for row, note in zip(rows, notes, strict=True)}  # type: ignore[misc]
    return {row.seq: _to_value(value_class, row) for row in rows}


def count_all(session: Session, value_class: type[Record], scope: str) -> int:
    """Return how many records of a kind a review has."""
    table = TABLES[_kind_of(value_class)]
    return session.scalar(select(func.count()).where(table.scope == scope, table.for_team)) or 0


def read_depths(session: Session, scope: str, kinds: Collection[str]) -> dict[str, int]:
    """Return how often each record of some kinds was written anew, by its id; it only grows, on whichever desk."""
    wanted = (
        select(EntryRow.record_id, func.max(EntryRow.depth))
        .where(EntryRow.scope == scope, EntryRow.t == "revision", EntryRow.kind.in_(kinds))
        .group_by(EntryRow.record_id)
    )
    return {record_id: depth for record_id, depth in session.execute(wanted) if record_id}


def read_heard(session: Session, scope: str) -> dict[str, list[str]]:
    """Return who was heard in each activity of a review, as notes say where they are from; the newest first."""
    wanted = (
        select(NoteRow.activity, NoteRow.where)
        .where(NoteRow.scope == scope, NoteRow.for_team, NoteRow.source == "talk", NoteRow.where != "")
        .group_by(NoteRow.activity, NoteRow.where)
        .order_by(func.max(NoteRow.seen_at).desc(), func.max(NoteRow.first_written_at).desc(), NoteRow.where)
    )
    heard: dict[str, list[str]] = defaultdict(list)
    for activity, where in session.execute(wanted):
        heard[activity].append(where)
    return dict(heard)


def read_made_of(session: Session, scope: str, activity: str) -> dict[str, str]:
    """Return which note was made of which answer in an activity: ids of notes by those of answers, the first each."""
    made = (
        select(NoteRow.answer, NoteRow.record_id)
        .where(NoteRow.scope == scope, NoteRow.activity == activity, NoteRow.for_team, NoteRow.answer != "")
        .order_by(NoteRow.first_written_at.desc(), NoteRow.record_id)
    )
    return {row.answer: row.record_id for row in session.execute(made)}


def read_disputed(session: Session, value_class: type[Value], scope: str) -> list[Value]:
    """Return the records of a kind of which two versions stand."""
    table = TABLES[_kind_of(value_class)]
    seqs = session.scalars(select(table.seq).where(table.scope == scope, table.for_team, table.two_versions != ()))
    return list(read_some(session, value_class, seqs.all()).values())


def read_scopes(session: Session) -> list[str]:
    """Return the scopes of all reviews on this desk."""
    table = TABLES["review"]
    return list(session.scalars(select(table.scope).where(table.for_team).distinct()))


def _seen(table: type[RecordColumns], for_report: bool) -> Select[Any]:
    return select(table.__table__).where(table.for_report if for_report else table.for_team)  # type: ignore[attr-defined]


def _to_value(value_class: type[Value], row: Any, **linked: Any) -> Value:
    said = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
    known = {name: said[name] for name in _shape_of(value_class)[1]}
    return value_class(**known, **linked, marked=not said["for_report"])


def _to_note(row: Any, same: dict[Any, Any], **linked: Any) -> Note:
    """Return a note which shares with those before it what they say alike: who, where, when; `same` knows it."""
    said = row._mapping  # noqa: SLF001 - as above
    known = {name: said[name] for name in _shape_of(Note)[1]} | linked
    for name, one in known.items():
        if name not in _EACH_ITS_OWN and isinstance(one, str | tuple):
            known[name] = same.setdefault(one, one)
    return Note(**known, marked=not said["for_report"])


def _notes(session: Session, scope: str | None, rows: Iterable[Any], *, for_report: bool) -> list[Note]:
    """Return notes, in the order of their rows, with the questions and pictures that they are linked to.

    Args:
        session: an open transaction.
        scope: if these are all notes of a review, that; None looks up each by itself.
        rows: of the table of notes; looked at once if there is a scope.
        for_report: as the report sees them.
    """
    ids = [row.record_id for row in rows] if scope is None else None
    view = "for_report" if for_report else "for_team"
    asked = (
        select(LinkRow.note, LinkRow.scope, LinkRow.question)
        .join(QuestionRow, QuestionRow.record_id == LinkRow.question)
        .where(getattr(LinkRow, view), getattr(QuestionRow, view))
        .order_by(QuestionRow.order, QuestionRow.record_id)
    )
    shown = (
        select(PictureRow.note, PictureRow.scope, PictureRow.sha256)
        .where(getattr(PictureRow, view))
        .order_by(PictureRow.first_written_at, PictureRow.record_id)
    )
    if ids is None:
        questions = _by_note(session, [asked.where(LinkRow.scope == scope)])
        pictures = _by_note(session, [shown.where(PictureRow.scope == scope)])
    else:
        questions = _by_note(session, [asked.where(LinkRow.note.in_(part)) for part in chunks(ids)])
        pictures = _by_note(session, [shown.where(PictureRow.note.in_(part)) for part in chunks(ids)])
    linked = ((row, (row.record_id, row.scope)) for row in rows)
    same: dict[Any, Any] = {}
    return [
        _to_note(row, same, questions=tuple(questions.get(one, ())), pictures=tuple(pictures.get(one, ())))
        for row, one in linked
    ]


def in_order_of_seen(notes: Iterable[Note]) -> list[Note]:
    """Return notes in the order in which things were seen."""

    def place(note: Note) -> tuple[str, str, tuple[bool, str, str]]:
        return note.seen_at or note.first_written_at, note.first_written_at, sort_key(note.order, note.record_id)

    return sorted(notes, key=place)


def _by_note(session: Session, wanted: Iterable[Select[str, str, str]]) -> dict[tuple[str, str], list[str]]:
    """Return what is linked to notes, by note and review."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in wanted:
        for note, scope, linked in session.execute(one):
            found[note, scope].append(linked)
    return found


def count_two_versions(session: Session, scope: str) -> int:
    """Return of how many records two versions stand."""
    count = 0
    kinds = select(EntryRow.kind).where(EntryRow.scope == scope, EntryRow.t == "revision").distinct()
    for table in (TABLES[kind] for kind in session.scalars(kinds).all() if kind in TABLES):
        wanted = select(func.count()).where(table.scope == scope, table.for_team, table.two_versions != ())
        count += session.scalar(wanted) or 0
    return count


def wanted_pictures(session: Session, scope: str) -> dict[str, str]:
    """Return the hashes of pictures that a review's words name, with their media types."""
    rows = session.execute(select(PictureRow.sha256, PictureRow.media_type).where(PictureRow.scope == scope))
    return {row.sha256: row.media_type for row in rows}


def wanted_documents(session: Session, scope: str) -> set[str]:
    """Return the hashes of the documents that a review names: answered sheets, editions of the report, the logo."""
    named = (ReplyRow.document, HeardRow.document, EditionRow.document, ReviewRow.logo)
    found = {
        sha256 for column in named for sha256 in session.scalars(select(column).where(column.class_.scope == scope))
    }
    return found - {""}
