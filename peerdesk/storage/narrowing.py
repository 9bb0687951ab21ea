"""Filters of a search, as conditions on the typed tables: who, which question, which kind, which day, which sign."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, cast, false, func, or_, select
from sqlalchemy import Text as PlainText
from sqlalchemy.orm import InstrumentedAttribute, Session

from peerdesk.domain.matches import holds_beginnings
from peerdesk.domain.order import sort_key
from peerdesk.domain.query import Query
from peerdesk.storage.columns import HexOf
from peerdesk.storage.record_columns import RecordColumns
from peerdesk.storage.schema import PersonRow
from peerdesk.storage.tables import (
    TABLES,
    ActivityRow,
    LinkRow,
    MemberRow,
    NoteRow,
    PictureRow,
    QuestionRow,
)

Conditions = list[ColumnElement[bool]]
ME = "me"


@dataclass(frozen=True)
class Meant:
    """Whom and which questions the filters of a query mean on this desk.

    Attributes:
        members: record ids.
        keys: names of keys.
        questions: record ids.
    """

    members: frozenset[str]
    keys: frozenset[str]
    questions: frozenset[str]


def who_and_what(session: Session, query: Query, scope: str, me: str) -> Meant:
    """Return whom and which questions a query means.

    Args:
        session: an open transaction.
        query: what is looked for.
        scope: of one review, or "" for all.
        me: name of the key of whoever asks.
    """
    members, keys = _people(session, query.by, scope, me) if query.by else (frozenset[str](), frozenset[str]())
    questions = _questions(session, query.questions, scope) if query.questions else frozenset[str]()
    return Meant(members, keys, questions)


def narrow(kind: str, query: Query, meant: Meant) -> Conditions | None:
    """Return what rows of a kind must fulfil; None if the query wants no record of this kind."""
    if (query.kinds or query.sources) and kind not in query.kinds and not (kind == "note" and query.sources):
        return None
    if query.signs and kind != "note":
        return None
    found: Conditions = []
    if kind == "note" and query.sources and kind not in query.kinds:
        found.append(NoteRow.source.in_(query.sources))
    if query.signs:
        found.append(NoteRow.sign.in_(query.signs))
    if query.by:
        found.append(_by(kind, meant))
    if query.questions:
        found.append(_ABOUT[kind](meant.questions) if kind in _ABOUT else false())
    if query.days:
        found.append(or_(*(_on(kind, day) for day in query.days)))
    return found


def _by(kind: str, meant: Meant) -> ColumnElement[bool]:
    if kind == "note":  # whoever saw it; whoever wrote it only where that was not said
        return or_(
            NoteRow.observed_by.in_(meant.members),
            and_(NoteRow.observed_by == "", NoteRow.author.in_(meant.keys)),
        )
    return TABLES[kind].author.in_(meant.keys)


def _note_about(questions: Iterable[str]) -> ColumnElement[bool]:
    return (
        select(LinkRow.seq)
        .where(LinkRow.note == NoteRow.record_id, LinkRow.for_team, LinkRow.question.in_(questions))
        .exists()
    )


def _picture_about(questions: Iterable[str]) -> ColumnElement[bool]:
    linked = select(HexOf(LinkRow.note)).where(LinkRow.for_team, LinkRow.question.in_(questions))
    return PictureRow.note.in_(linked)


def _activity_about(questions: Iterable[str]) -> ColumnElement[bool]:
    return or_(false(), *(cast(ActivityRow.questions, PlainText).like(f"%{one}%") for one in questions))


_ABOUT: Mapping[str, Callable[[Iterable[str]], ColumnElement[bool]]] = {
    "note": _note_about,
    "attachment": _picture_about,
    "activity": _activity_about,
    "question": lambda questions: QuestionRow.record_id.in_(questions),
    "finding": lambda questions: TABLES["finding"].question.in_(questions),  # type: ignore[attr-defined]
    "section": lambda questions: TABLES["section"].question.in_(questions),  # type: ignore[attr-defined]
}


def _on(kind: str, day: str) -> ColumnElement[bool]:
    """Return that a row is of a day, month or year: when it was seen or takes place, else when it was written."""
    table: type[RecordColumns] = TABLES[kind]
    written = _begins(table.first_written_at, day)
    if kind == "activity":
        return _begins(func.substr(cast(ActivityRow.time, PlainText), 3), day)  # past the bracket and quote of the list
    if kind not in ("note", "jotting"):
        return written
    seen_at: InstrumentedAttribute[str] = table.seen_at  # type: ignore[attr-defined]
    return or_(_begins(seen_at, day), and_(seen_at == "", written))


def _begins(said: Any, with_what: str) -> ColumnElement[bool]:
    return func.substr(said, 1, len(with_what)) == with_what


def _people(session: Session, names: Iterable[str], scope: str, me: str) -> tuple[frozenset[str], frozenset[str]]:
    members = select(MemberRow.record_id, MemberRow.name, MemberRow.key).where(MemberRow.for_team)
    rows = session.execute(members.where(MemberRow.scope == scope) if scope else members).all()
    known = session.execute(select(PersonRow.key_id, PersonRow.name)).all()
    ids, keys = set[str](), set[str]()
    for name in names:
        if name.lower() == ME:
            keys.add(me)
            continue
        ids |= {row.record_id for row in rows if holds_beginnings(name, row.name)}
        keys |= {row.key for row in rows if row.key and holds_beginnings(name, row.name)}
        keys |= {row.key_id for row in known if holds_beginnings(name, row.name)}
    return frozenset(ids | {row.record_id for row in rows if row.key in keys}), frozenset(keys)


def _questions(session: Session, wanted: Iterable[str], scope: str) -> frozenset[str]:
    """Return the questions that are meant: by their number in a review, or by words of them."""
    columns = (QuestionRow.scope, QuestionRow.record_id, QuestionRow.order, QuestionRow.text, QuestionRow.short_name)
    rows = session.execute(select(*columns).where(QuestionRow.for_team)).all()
    rows = sorted(rows, key=lambda row: (row.scope, sort_key(row.order, row.record_id)))
    found = set[str]()
    for its_scope, each in groupby(rows, key=lambda row: str(row.scope)):
        if scope in ("", its_scope):
            for number, row in enumerate(each, 1):
                said = f"{row.short_name} {row.text}"
                if any(one == str(number) or _has_words(one, said) for one in wanted):
                    found.add(row.record_id)
    return frozenset(found)


def _has_words(wanted: str, said: str) -> bool:
    return not wanted.isdecimal() and holds_beginnings(wanted, said)
