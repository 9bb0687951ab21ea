"""What all tables share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect, Insert, MetaData, TypeDecorator, insert
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Session

from peerdesk.storage.chunks import chunks
from peerdesk.storage.columns import Id, Several

_ASKED_AT_ONCE = 2_000
_FEW = 10

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraints have names, so that a migration can speak of them on either database."""


class Base(DeclarativeBase):
    """The mother of all tables."""

    metadata = MetaData(naming_convention=NAMES)


def insert_rows(table: type[Any]) -> Insert:
    """Return how to insert plain rows: without what mapped objects need, which costs more than the database itself."""
    return insert(table.__table__)


def pour(session: Session, table: type[Any], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many plain rows as `insert_rows` does, without what SQLAlchemy does for each value of each.

    Args:
        session: an open transaction.
        table: whose columns' own types write ids, lists and contacts; what else there is goes as it is.
        rows: all with values for the same columns.
    """
    if not rows:
        return
    dialect, columns = session.connection().dialect, table.__table__.columns
    written: list[Sequence[Any]] = []
    for name in rows[0]:
        values, kind = list(map(itemgetter(name), rows)), columns[name].type
        if isinstance(kind, Id | Several):  # the same again and again
            known = {value: kind.process_bind_param(value, dialect) for value in set(values)}
            values = list(map(known.__getitem__, values))
        elif isinstance(kind, TypeDecorator):
            values = [kind.process_bind_param(value, dialect) for value in values]
        written.append(values)
    pour_as_written(session, table, tuple(rows[0]), list(zip(*written, strict=True)))


def pour_as_written(session: Session, table: type[Any], names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert many rows whose values are already as they lie in the file, in the order of these columns."""
    if not rows:
        return
    pour_into(session, table.__tablename__, names, rows)


def pour_into(session: Session, table: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Do the same by the name of a table."""
    connection = session.connection()
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(map(quote, names))
    if connection.dialect.name == "postgresql" and len(rows) > _FEW:
        from peerdesk.storage.serving import copy_in  # a desk does without

        copy_in(connection, f"{quote(table)} ({columns})", rows)
        return
    marks = _marks(connection.dialect, len(names))
    into = f"INSERT INTO {quote(table)} ({columns}) VALUES ({marks})"  # noqa: S608 - our own names
    connection.exec_driver_sql(into, list(rows))


def among(session: Session, column: InstrumentedAttribute[Any], ids: Iterable[str]) -> set[str]:
    """Return which of many ids a column holds; quicker than SQLAlchemy's `in_`, which looks at each value of them."""
    table, name = column.class_.__tablename__, column.key
    each = "" if column.property.columns[0].unique else "DISTINCT "
    asked = f"SELECT {each}{name} FROM {table} WHERE {name} IN"  # noqa: S608 - our own names
    return {bytes(row[0]).hex() for row in ask_among(session, asked, ids)}


def ask_among(session: Session, asked: str, ids: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of many ids, as they lie in the file: ids are bytes there.

    Args:
        session: an open transaction.
        asked: ends where the ids are to follow: "… WHERE entry_id IN".
        ids: in any order; sorted they are found sooner, for then neighbours lie on one page of the index.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":  # to plan for thousands of values takes it longer than to find them
        any_of = f"{asked.removesuffix('IN')} = ANY(%s)"
        for part in chunks(sorted(ids), _ASKED_AT_ONCE):
            yield from connection.exec_driver_sql(any_of, ([*map(bytes.fromhex, part)],)).fetchall()
        return
    for part in chunks(sorted(ids), _ASKED_AT_ONCE):
        whole = f"{asked} ({_marks(connection.dialect, len(part))})"
        yield from connection.exec_driver_sql(whole, tuple(map(bytes.fromhex, part))).fetchall()


def _marks(dialect: Dialect, count: int) -> str:
    return ", ".join(["?" if dialect.paramstyle == "qmark" else "%s"] * count)
