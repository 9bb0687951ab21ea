"""Opening the one encrypted file that a desk is (docs/decisions: SQLCipher)."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from sqlalchemy import URL, Connection, Engine, create_engine, insert, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import NullPool

from peerdesk.errors import PeerDeskError
from peerdesk.storage import projection, search
from peerdesk.storage.backup import HEADER_SUFFIX, make_backup
from peerdesk.storage.base import Base
from peerdesk.storage.connecting import WAITS_MS, connect_file
from peerdesk.storage.failures import StorageError
from peerdesk.storage.holding import hold_tables
from peerdesk.storage.migrating import STEPS, Steps, migrate, newest, version_in
from peerdesk.storage.schema import APPLICATION_ID, VersionRow
from peerdesk.storage.tables import TABLES

RECORD_WAITS_MS = 300_000
"""How long somebody waits who brings something into a record in a file, while others do."""


@dataclass(frozen=True)
class Sessions:
    """Makers of sessions on one desk: one that writes, one at a time, and one that only looks and never waits."""

    write: sessionmaker[Session]
    read: sessionmaker[Session]

    def bind(self, engine: Engine) -> None:
        """Go on with another engine."""
        self.write.configure(bind=engine)
        self.read.configure(bind=_that_looks(engine))


def open_desk(
    path: Path, key: bytes, copies: Path | None = None, steps: Steps = STEPS, waits_ms: int = WAITS_MS
) -> Engine:
    """Open a desk file, making it if there is none.

    Args:
        path: of the file; its folder must exist.
        key: 32 random bytes. No key is derived here, so that opening costs nothing.
        copies: where a copy goes before an older desk is brought to this version; None: “copies” beside it.
        steps: that lead there.
        waits_ms: how long it waits for another program that writes.

    Raises:
        WrongKeyError: not this key, or not a desk.
        NewerDeskError: a later version wrote it; nothing was touched.
        StorageError: the folder cannot be written, or the disk is full.
    """
    engine = connect_file(path, key, waits_ms=waits_ms)

    def back_up(version: str) -> None:
        beside = path.with_suffix(HEADER_SUFFIX)
        header = beside.read_bytes() if beside.is_file() else b""
        other = connect_file(path, key)
        try:
            make_backup(other, key, copies or path.parent / "copies", f"version-{version}", header=header)
        finally:
            other.dispose()

    _prepare(engine, back_up, steps)
    return engine


def open_record(url: str, key: bytes, steps: Steps = STEPS) -> Engine:
    """Open a partnership record at a database URL: the same tables as a desk, on SQLite or PostgreSQL.

    Args:
        url: `sqlite:///path` or `postgresql://…`.
        key: 32 random bytes that close the file; a database server looks after its own.
        steps: that bring an older record to this version.

    Raises:
        StorageError: the database does not answer, or the URL is of another kind.
        WrongKeyError: the file does not open with this key.
    """
    parsed = _place(url)
    if parsed.get_backend_name() == "sqlite":
        path = Path(str(parsed.database))
        return open_desk(path, key, path.parent / f"{path.stem} copies", steps, RECORD_WAITS_MS)
    from peerdesk.storage.serving import server_engine  # a desk does without

    engine = server_engine(parsed)
    _prepare(engine, lambda _: None, steps)  # a server's own copies are its administrator's; its changes roll back too
    return engine


def find_record(url: str) -> bool:
    """Say whether there is a record at a database URL; nothing is made.

    Raises:
        StorageError: the database does not answer, or the URL is of another kind.
    """
    parsed = _place(url)
    if parsed.get_backend_name() == "sqlite":
        return Path(str(parsed.database)).exists()
    from peerdesk.storage.serving import server_engine

    engine = server_engine(parsed)
    try:
        with engine.connect() as connection:
            return version_in(connection) is not None
    finally:
        engine.dispose()


def _place(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise _no_record(str(error)) from error
    if parsed.get_backend_name() not in ("sqlite", "postgresql") or not parsed.database:
        raise _no_record(parsed.get_backend_name())
    return parsed


def sessions_on(engine: Engine) -> Sessions:
    """Return makers of sessions on an open desk."""
    return Sessions(sessionmaker(engine), sessionmaker(_that_looks(engine)))


def no_file(why: Callable[[], PeerDeskError]) -> Engine:
    """Return an engine on no file at all: whatever is asked of it raises what `why` returns."""

    def refuse() -> NoReturn:
        raise why()

    return create_engine("sqlite://", creator=refuse, poolclass=NullPool)


def _that_looks(engine: Engine) -> Engine:
    return engine.execution_options(peerdesk_reads=True)


def _prepare(engine: Engine, back_up: Callable[[str], object], steps: Steps) -> None:
    """Make the tables, or bring them to this version; let go of the file if that cannot be."""
    try:
        with engine.begin() as connection:
            found = version_in(connection)
            if found is None:
                hold_tables(connection)
                if version_in(connection) is None:  # nobody else made them meanwhile
                    _create(connection)
        if found not in (None, newest(steps)):
            migrate(engine, back_up, steps)
        if found is not None:
            projection.renew(engine)
            search.renew(engine)
    except PeerDeskError:
        engine.dispose()
        raise


def _create(connection: Connection) -> None:
    assert [*TABLES]  # noqa: S101 - once they are asked for, all of them belong to the schema
    Base.metadata.create_all(connection, checkfirst=False)  # there are none: each would be asked for by itself
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
    search.create(connection)
    projection.note_form(connection)
    connection.execute(insert(VersionRow).values(version_num=newest(STEPS)))


def _no_record(detail: str) -> StorageError:
    return StorageError(
        "This is no place for a record.",
        "Use sqlite:///folder/record.db, or postgresql://… as your technician gave it to you.",
        detail=detail,
    )
