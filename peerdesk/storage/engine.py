"""Opening the one encrypted file that a desk is (docs/decisions: SQLCipher)."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    ExceptionContext,
    create_engine,
    event,
    insert,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from peerdesk.errors import PeerDeskError
from peerdesk.storage import search
from peerdesk.storage import tables as _tables  # noqa: F401 - its tables belong to the schema
from peerdesk.storage.base import Base
from peerdesk.storage.failures import NewerDeskError, StorageError, WrongKeyError
from peerdesk.storage.schema import APPLICATION_ID, VersionRow

REVISION = "0001"
"""Version of the schema, as Alembic names it."""

_SAID_NO: tuple[tuple[tuple[str, ...], type[PeerDeskError], str, str], ...] = (
    (
        ("not a database",),
        WrongKeyError,
        "These notes do not open with this passphrase.",
        "Check the passphrase and try again.",
    ),
    (
        ("malformed",),
        StorageError,
        "The file with your notes is damaged.",
        "Open your latest copy, and bring in again what was sent since.",
    ),
    (
        ("is locked",),
        StorageError,
        "Your notes are busy in another window of PeerDesk.",
        "Wait until it is done there, then try again.",
    ),
    (
        ("unable to open", "readonly", "is full", "disk I/O"),
        StorageError,
        "PeerDesk cannot write here.",
        "Check that the folder can be written and that the disk is not full, then try again.",
    ),
)
"""What SQLite says, and what that means to a person."""


@dataclass(frozen=True)
class Sessions:
    """Makers of sessions on one desk: one that writes, one at a time, and one that only looks and never waits."""

    write: sessionmaker[Session]
    read: sessionmaker[Session]


def open_desk(path: Path, key: bytes) -> Engine:
    """Open a desk file, making it if there is none.

    Args:
        path: of the file; its folder must exist.
        key: 32 random bytes. No key is derived here, so that opening costs nothing.

    Raises:
        WrongKeyError: not this key, or not a desk.
        NewerDeskError: a later version wrote it; nothing was touched.
        StorageError: the folder cannot be written, or the disk is full.
    """
    engine = create_engine(URL.create("sqlite+pysqlite", database=str(path)), module=sqlcipher, hide_parameters=True)
    event.listen(engine, "connect", _configure(key))
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _say_plainly)
    _prepare(engine)
    return engine


def open_record(url: str, key: bytes) -> Engine:
    """Open a partnership record at a database URL: the same tables as a desk, on SQLite or PostgreSQL.

    Args:
        url: `sqlite:///path` or `postgresql://…`.
        key: 32 random bytes that close the file; a database server looks after its own.

    Raises:
        StorageError: the database does not answer, or the URL is of another kind.
        WrongKeyError: the file does not open with this key.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise _no_record(str(error)) from error
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        return open_desk(Path(parsed.database), key)
    if parsed.get_backend_name() != "postgresql":
        raise _no_record(parsed.get_backend_name())
    engine = create_engine(parsed.set(drivername="postgresql+psycopg"), hide_parameters=True)
    event.listen(engine, "handle_error", _say_plainly)
    _prepare(engine)
    return engine


def sessions_on(engine: Engine) -> Sessions:
    """Return makers of sessions on an open desk."""
    return Sessions(sessionmaker(engine), sessionmaker(engine.execution_options(peerdesk_reads=True)))


def _configure(key: bytes) -> Callable[[Any, Any], None]:
    def configure(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN, so that changes of the schema roll back too
        with closing(connection.cursor()) as cursor:
            cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            cursor.execute("PRAGMA cipher_log_level = NONE")
            for pragma in (
                "journal_mode = WAL",
                "synchronous = FULL",
                "foreign_keys = ON",
                "trusted_schema = OFF",
                "secure_delete = ON",
                "busy_timeout = 5000",
            ):
                cursor.execute(f"PRAGMA {pragma}")

    return configure


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get("peerdesk_reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _say_plainly(context: ExceptionContext) -> None:
    """Turn what the disk or the server said no to into a sentence, wherever it happens.

    What no sentence is foreseen for is a mistake of ours, and is left as it is.

    Raises:
        StorageError: it cannot be written, is damaged or busy; the transaction is rolled back.
        WrongKeyError: it does not open.
    """
    error, said = context.original_exception, str(context.original_exception)
    for words, failure, message, remedy in _SAID_NO:
        if any(word in said for word in words):
            raise failure(message, remedy, detail=said) from error
    if context.dialect.name == "postgresql" and isinstance(context.sqlalchemy_exception, OperationalError):
        raise StorageError(
            "The record does not answer.", "Check the network and the address, then try again.", detail=said
        ) from error


def _prepare(engine: Engine) -> None:
    """Make the tables, or see that they are of this version; let go of the file if not."""
    try:
        with engine.begin() as connection:
            found = _version_in(connection)
            if found is None:
                _create(connection)
            elif found > REVISION:
                raise NewerDeskError(
                    "A newer PeerDesk wrote these notes.", "Install the newer PeerDesk, then open them again."
                )
    except PeerDeskError:
        engine.dispose()
        raise


def _version_in(connection: Connection) -> str | None:
    """Return the version of the tables, or None if there are none yet."""
    if not inspect(connection).has_table(VersionRow.__tablename__):
        return None
    return connection.execute(select(VersionRow.version_num)).scalar()


def _create(connection: Connection) -> None:
    Base.metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
    search.create(connection)
    connection.execute(insert(VersionRow).values(version_num=REVISION))


def _no_record(detail: str) -> StorageError:
    return StorageError(
        "This is no place for a record.",
        "Use sqlite:///folder/record.db, or postgresql://… as your technician gave it to you.",
        detail=detail,
    )
