"""What all tables share."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, Insert, MetaData, TypeDecorator, insert
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Session

from peerdesk.storage.chunks import chunks

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
    connection = session.connection()
    dialect, columns = connection.dialect, table.__table__.columns
    written: list[Sequence[Any]] = []
    for name in rows[0]:
        values, kind = [row[name] for row in rows], columns[name].type
        if isinstance(kind, TypeDecorator):
            values = [kind.process_bind_param(value, dialect) for value in values]
        written.append(values)
    quote = dialect.identifier_preparer.quote
    names, marks = ", ".join(map(quote, rows[0])), _marks(dialect, len(written))
    into = f"INSERT INTO {quote(table.__tablename__)} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
    connection.exec_driver_sql(into, list(zip(*written, strict=True)))


def among(session: Session, column: InstrumentedAttribute[Any], ids: Iterable[str]) -> set[str]:
    """Return which of many ids a column holds; quicker than SQLAlchemy's `in_`, which looks at each value of them."""
    connection, found = session.connection(), set[str]()
    table, name = map(connection.dialect.identifier_preparer.quote, (column.class_.__tablename__, column.key))
    for part in chunks(ids):
        marks = _marks(connection.dialect, len(part))
        asked = f"SELECT DISTINCT {name} FROM {table} WHERE {name} IN ({marks})"  # noqa: S608 - our own names
        rows = connection.exec_driver_sql(asked, tuple(map(bytes.fromhex, part)))
        found.update(bytes(row[0]).hex() for row in rows)
    return found


def _marks(dialect: Dialect, count: int) -> str:
    return ", ".join(["?" if dialect.paramstyle == "qmark" else "%s"] * count)
