"""A connection to one encrypted file, whatever version its tables are of (docs/decisions: SQLCipher)."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.orm import Session

from peerdesk.errors import PeerDeskError
from peerdesk.storage.failures import BusyError, DamagedFileError, StorageError, WrongKeyError
from peerdesk.storage.turns import Turns

_SAID_NO: tuple[tuple[tuple[str, ...], type[PeerDeskError], str, str], ...] = (
    (
        ("not a database",),
        WrongKeyError,
        "These notes do not open with this passphrase.",
        "Check the passphrase and try again.",
    ),
    (
        ("fts5: corruption", "malformed inverted index"),
        StorageError,
        "Not all words can be found that are here.",
        "Look through your notes: that makes anew what words are found by. No note is lost.",
    ),
    (
        ("malformed", "vtable constructor failed", "invalid fts5 file format"),
        DamagedFileError,
        "The file with your notes is damaged.",
        "Open your latest copy, and bring in again what was sent since.",
    ),
    (
        ("is locked",),
        BusyError,
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

WAITS_MS = 5_000
LITTLE_KIB, MUCH_KIB = 4_000, 32_000
_LOOKS = ("query_only = ON", "trusted_schema = OFF")
_WRITES = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "secure_delete = ON",
    f"cache_size = -{LITTLE_KIB}",
)


def connect_file(path: Path, key: bytes, *, looks: bool = False, waits_ms: int = WAITS_MS) -> Engine:
    """Return an engine on a file; nothing is asked of it yet, so nothing is known of it either.

    What the disk says no to is raised as StorageError or WrongKeyError at whatever is asked.

    Args:
        path: of the file.
        key: 32 random bytes. No key is derived here, so that opening costs nothing.
        looks: nothing can be written through it.
        waits_ms: how long it waits for another program that writes.
    """
    engine = create_engine(URL.create("sqlite+pysqlite", database=str(path)), module=sqlcipher, hide_parameters=True)
    turns = Turns()
    event.listen(engine, "connect", _configure(key, looks, waits_ms))
    event.listen(engine, "begin", partial(_begin, turns))
    for ended in ("commit", "rollback"):
        event.listen(engine, ended, lambda _: turns.give_up())
    event.listen(engine, "handle_error", say_plainly)
    return engine if not looks else engine.execution_options(peerdesk_reads=True)


@contextmanager
def much_at_hand(session: Session) -> Iterator[None]:
    """Keep more of the file in memory while much comes in: its ids lie everywhere, and each page read is decrypted."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA cache_size = -{MUCH_KIB}")
    try:
        yield
    finally:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA cache_size = -{LITTLE_KIB}")


def _configure(key: bytes, looks: bool, waits_ms: int) -> Callable[[Any, Any], None]:
    def configure(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN, so that changes of the schema roll back too
        with closing(connection.cursor()) as cursor:
            cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            cursor.execute("PRAGMA cipher_log_level = NONE")
            cursor.execute(f"PRAGMA busy_timeout = {waits_ms}")  # first: to say WAL may have to wait, too
            for pragma in _LOOKS if looks else _WRITES:
                cursor.execute(f"PRAGMA {pragma}")

    return configure


def _begin(turns: Turns, connection: Connection) -> None:
    if connection.get_execution_options().get("peerdesk_reads"):
        connection.exec_driver_sql("BEGIN")
        return
    turns.take()
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except BaseException:
        turns.give_up()
        raise


def say_plainly(context: ExceptionContext) -> None:
    """Turn what the disk said no to into a sentence, wherever it happens.

    What no sentence is foreseen for is a mistake of ours, and is left as it is.

    Raises:
        StorageError: it cannot be written, is damaged or busy; the transaction is rolled back.
        WrongKeyError: it does not open.
    """
    error, said = context.original_exception, str(context.original_exception)
    for words, failure, message, remedy in _SAID_NO:
        if any(word in said for word in words):
            raise failure(message, remedy, detail=said) from error
