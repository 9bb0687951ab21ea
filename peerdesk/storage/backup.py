"""Copies of the desk file: made whole, opened and checked before they count."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from peerdesk.domain.ageing import Aged, to_keep
from peerdesk.files import FileNotWrittenError, name_whole, write_whole
from peerdesk.storage.connecting import connect_file
from peerdesk.storage.failures import DamagedFileError, StorageError, WrongKeyError

SUFFIX, HEADER_SUFFIX = ".backup", ".json"
_STAMP, _STAMP_LETTERS = "%Y-%m-%dT%H%M%SZ", len("2025-10-14T090000Z")
_VERSION = "version-"


def make_backup(
    engine: Engine, key: bytes, folder: Path, name: str, *, header: bytes = b"", earlier: Sequence[bytes] = ()
) -> Path:
    """Copy an open desk, encrypted with the same key, and check the copy; those that are too old go.

    Args:
        engine: of the desk.
        key: of the desk.
        folder: where copies are; made if it is not there.
        name: of the copy, without its ending: `YYYY-MM-DDTHHMMSSZ-why`.
        header: what stands beside the desk, and then beside the copy, so that recovery words open it anywhere.
        earlier: keys that the desk had before: older copies have those.

    Raises:
        DamagedFileError: the desk itself cannot be read to its end; nothing is left of the copy.
        StorageError: the copy could not be written, or is not sound; nothing is left of it.
    """
    path, unfinished = folder / f"{name}{SUFFIX}", folder / f"{name}.unfinished"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise _no_copy(error) from error
    try:
        _copy(engine, unfinished)
        if trouble := next(iter(what_is_unsound(unfinished, key)), ""):
            raise StorageError("The copy of your notes is not sound.", "Check the disk.", detail=trouble)
        if header:
            write_whole(path.with_suffix(HEADER_SUFFIX), header)
        name_whole(unfinished, path)
    except (OSError, StorageError, WrongKeyError, FileNotWrittenError) as error:
        unfinished.unlink(missing_ok=True)
        raise _damaged(error) if isinstance(error, DamagedFileError) else _no_copy(error) from error
    thin_out(folder, (key, *earlier), new=path)
    return path


def what_is_unsound(path: Path, key: bytes) -> list[str]:
    """Return what is wrong with a file, in SQLite's and SQLCipher's words; empty if nothing. Every byte is read.

    A file that is empty, cut short or without any of our tables is not sound, whatever the database says of it: to
    that an empty file is a new one.

    Raises:
        WrongKeyError: it does not open with this key.
    """
    if not _has_bytes(path):
        return ["an empty file, or none"]
    engine = connect_file(path, key, looks=True)
    try:
        return _what_is_missing(engine, path) or integrity(engine)
    finally:
        engine.dispose()


def integrity(engine: Engine) -> list[str]:
    """Return what SQLite and SQLCipher find wrong with an open desk, in their words; empty if nothing.

    Raises:
        WrongKeyError: it does not open.
    """
    reading = engine.execution_options(peerdesk_reads=True)
    with reading.connect() as connection:
        found = list(_faults(connection))
        if not found:
            return []
        connection.invalidate()  # FTS5 can call a sound index unsound on a connection that looked at a full disk
    with reading.connect() as connection:
        return list(_faults(connection))


def _faults(connection: Connection) -> Iterator[str]:
    for pragma in ("cipher_integrity_check", "integrity_check", "foreign_key_check"):
        try:
            rows = connection.exec_driver_sql(f"PRAGMA {pragma}").all()
        except StorageError as error:
            yield error.detail
            continue
        yield from (" ".join(map(str, row)) for row in rows if row[0] != "ok")


def key_of(path: Path, keys: Iterable[bytes]) -> bytes | None:
    """Return the first of these keys that opens a copy, if all of its pages are there; they are not read."""
    if not _has_bytes(path):
        return None
    for key in keys:
        engine = connect_file(path, key, looks=True)
        try:
            if not _what_is_missing(engine, path):
                return key
        except WrongKeyError:
            continue
        finally:
            engine.dispose()
    return None


def made_at(copy: Path) -> datetime:
    """Return when a copy was made: its name says so; if somebody gave it another one, its file does."""
    try:
        return datetime.strptime(copy.stem[:_STAMP_LETTERS], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(copy.stat().st_mtime, UTC)


def made_why(copy: Path) -> str:
    """Return why a copy was made, as its name says it; "format" before tables were changed, "" if it does not say."""
    if copy.stem.startswith(_VERSION):
        return "format"
    return copy.stem[_STAMP_LETTERS + 1 :] if copy.stem[_STAMP_LETTERS : _STAMP_LETTERS + 1] == "-" else ""


def thin_out(folder: Path, keys: Sequence[bytes], *, new: Path) -> None:
    """Take away the copies that are too old, and what stands beside them.

    Args:
        folder: where copies are.
        keys: that open them.
        new: stays, whatever the clock said.
    """
    paths = {one.name: one for one in folder.glob(f"*{SUFFIX}")}
    if len(paths) == 1:
        return
    kept = to_keep([Aged(name, made_at(one), key_of(one, keys) is not None) for name, one in paths.items()])
    for name, old in paths.items():
        if name not in kept and old != new:
            old.unlink()
            old.with_suffix(HEADER_SUFFIX).unlink(missing_ok=True)


def _has_bytes(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _what_is_missing(engine: Engine, path: Path) -> list[str]:
    """Say whether a file holds our tables, and all the pages that it says it has."""
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT version_num FROM alembic_version").all()
            pages, page_bytes = (
                int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()) for name in ("page_count", "page_size")
            )
    except StorageError as error:
        return [error.detail]
    except OperationalError as error:
        return [str(error.orig)]
    return [] if path.stat().st_size >= pages * page_bytes else [f"cut short: {pages} pages are meant to be in it"]


def _damaged(error: Exception) -> DamagedFileError:
    return DamagedFileError(
        "A part of the file with your notes cannot be read, so no copy of it can be made.",
        "Open “Copies of your notes”: a sound copy can take its place, with all that can still be read of the file.",
        detail=str(error),
    )


def _no_copy(error: Exception) -> StorageError:
    return StorageError(
        "A copy of your notes cannot be made.", "Make room on the disk, then try again.", detail=str(error)
    )


def _copy(engine: Engine, path: Path) -> None:
    with engine.execution_options(peerdesk_reads=True).connect() as connection:
        connection.exec_driver_sql("ROLLBACK")  # a copy is made outside of any transaction
        connection.exec_driver_sql("VACUUM INTO ?", (str(path),))
