"""A record on a PostgreSQL server: the way there, and what it says no to, in words for people."""

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError

from peerdesk.storage.failures import MayNotError, RecordGoneError, StorageError

_AGAIN = "Try again in a moment; what was brought in so far is there."
_ADMINISTRATOR = "Ask whoever looks after the record."
_KEEP_ALIVE = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,  # ms; a network that went away is noticed
}

_BY_STATE: Sequence[tuple[tuple[str, ...], type[StorageError], str, str]] = (
    (
        ("42501", "25006"),
        MayNotError,
        "You may not do that in this record.",
        "Ask whoever looks after the record to let you, or to do it for you.",
    ),
    (
        ("53100", "58030"),
        StorageError,
        "There is no room left where the record is kept; nothing of this was kept.",
        f"{_ADMINISTRATOR[:-1]} to make room, then try again.",
    ),
    (("53300",), StorageError, "Too many people are at the record just now.", _AGAIN),
    (
        ("57P01", "57P02", "57P03"),
        RecordGoneError,
        "The record stopped in the middle; nothing of this was kept.",
        _AGAIN,
    ),
    (
        ("40001", "40P01", "55P03", "57014"),
        RecordGoneError,
        "Somebody else is at the same part of the record; nothing of this was kept.",
        _AGAIN,
    ),
)
"""By the five letters that a server gives with its no (PostgreSQL, Appendix A)."""

_BY_WORDS: Sequence[tuple[tuple[str, ...], type[StorageError], str, str]] = (
    (
        ("password authentication failed", "no password supplied", "authentication failed"),
        StorageError,
        "The record does not open with this name and password.",
        "Check them, or ask whoever gave them to you.",
    ),
    (
        ("role ", "no pg_hba.conf entry", "permission denied for database"),
        StorageError,
        "The record does not know you.",
        f"{_ADMINISTRATOR[:-1]} to let you in, and under which name.",
    ),
    (
        ("database ",),
        StorageError,
        "There is no record of this name there.",
        "Check the last part of the address, or ask whoever gave it to you.",
    ),
    (
        ("translate host name", "Name or service", "getaddrinfo", "could not resolve", "failed to resolve"),
        StorageError,
        "The place where the record should be cannot be found.",
        "Check the address for a slip, and that this computer is online.",
    ),
    (
        ("timeout", "timed out", "refused", "No such file", "unreachable", "No route"),
        StorageError,
        "The record does not answer.",
        "Check that this computer is online and the address is right, then try again.",
    ),
)
"""By what is said before one is in: then no letters come."""


def server_engine(url: URL) -> Engine:
    """Return an engine on a server; nothing is asked of it yet. What the server says no to is raised in words.

    Args:
        url: `postgresql://…`; a password may stand in it, in `PGPASSWORD` or in the file `.pgpass`.
    """
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,  # a server may have been started anew since
        connect_args=_KEEP_ALIVE,
    )
    event.listen(engine, "handle_error", say_plainly)
    return engine


def say_plainly(context: ExceptionContext) -> None:
    """Turn what the server said no to into a sentence; what is a mistake of ours is left as it is.

    Raises:
        MayNotError: this sign-in may look, and not write.
        RecordGoneError: it went away in the middle; the transaction is rolled back.
        StorageError: it does not answer, or does not open.
    """
    if context.is_pre_ping or not isinstance(context.sqlalchemy_exception, DBAPIError):
        return
    is_gone = context.is_disconnect or isinstance(context.sqlalchemy_exception, OperationalError)
    if (plain := _in_words(context.original_exception, is_gone=is_gone)) is not None:
        raise plain from context.original_exception


def copy_in(connection: Connection, into: str, rows: Iterable[Sequence[Any]]) -> None:
    """Insert many rows by COPY; several times as quick as one INSERT each.

    Args:
        connection: to a server, in a transaction.
        into: table and columns, quoted.
        rows: their values, as they lie there.

    Raises:
        StorageError: as `say_plainly`; the transaction is rolled back.
    """
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        plain = _in_words(error, is_gone=isinstance(error, psycopg.OperationalError))
        if plain is None:
            raise
        raise plain from error


def _in_words(error: BaseException, *, is_gone: bool) -> StorageError | None:
    """Return what to tell; None for a mistake of ours. `is_gone`: the way there is at fault, and not what was asked."""
    state, said = getattr(error, "sqlstate", None) or "", str(error)
    for states, failure, message, remedy in _BY_STATE:
        if state in states:
            return failure(message, remedy, detail=said)
    if not is_gone:
        return None
    for words, failure, message, remedy in _BY_WORDS if not state else ():
        if any(word in said for word in words):
            return failure(message, remedy, detail=said)
    return RecordGoneError("The record went away in the middle; nothing of this was kept.", _AGAIN, detail=said)
