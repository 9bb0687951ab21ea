"""Copies of the desk file: made whole, opened and checked before they count."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from peerdesk.domain.ageing import Aged, to_keep
from peerdesk.files import FileNotWrittenError, write_whole
from peerdesk.storage.connecting import connect_file
from peerdesk.storage.failures import StorageError, WrongKeyError

SUFFIX, HEADER_SUFFIX = ".backup", ".json"


def make_backup(
    engine: Engine, key: bytes, folder: Path, name: str, *, header: bytes = b"", earlier: Sequence[bytes] = ()
) -> Path:
    """Copy an open desk, encrypted with the same key, and check the copy; those that are too old go.

    Args:
        engine: of the desk.
        key: of the desk.
        folder: where copies are; made if it is not there.
        name: of the copy, without its ending: `YYYY-MM-DDTHHMMSSZ`.
        header: what stands beside the desk, and then beside the copy, so that recovery words open it anywhere.
        earlier: keys that the desk had before: older copies have those.

    Raises:
        StorageError: the copy could not be written, or does not hold what the desk holds; nothing is left of it.
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
        unfinished.replace(path)
    except (OSError, StorageError, WrongKeyError, FileNotWrittenError) as error:
        unfinished.unlink(missing_ok=True)
        raise _no_copy(error) from error
    thin_out(folder, (key, *earlier), new=path)
    return path


def what_is_unsound(path: Path, key: bytes) -> list[str]:
    """Return what SQLite and SQLCipher find wrong with a file, in their words; empty if nothing.

    Raises:
        WrongKeyError: it does not open with this key.
    """
    engine = connect_file(path, key, looks=True)
    try:
        return integrity(engine)
    finally:
        engine.dispose()


def integrity(engine: Engine) -> list[str]:
    """Return what SQLite and SQLCipher find wrong with an open desk, in their words; empty if nothing.

    Raises:
        WrongKeyError: it does not open.
    """
    found: list[str] = []
    with engine.execution_options(peerdesk_reads=True).connect() as connection:
        for pragma in ("cipher_integrity_check", "integrity_check", "foreign_key_check"):
            try:
                rows = connection.exec_driver_sql(f"PRAGMA {pragma}").all()
            except StorageError as error:
                found.append(error.detail)
                continue
            found += [" ".join(map(str, row)) for row in rows if row[0] != "ok"]
    return found


def key_of(path: Path, keys: Iterable[bytes]) -> bytes | None:
    """Return the first of these keys that opens a copy; None if none does, or it is damaged at its beginning."""
    for key in keys:
        engine = connect_file(path, key, looks=True)
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql("SELECT version_num FROM alembic_version").all()
        except (StorageError, WrongKeyError, OperationalError):  # the last: an empty file opens, and holds no tables
            continue
        finally:
            engine.dispose()
        return key
    return None


def made_at(copy: Path) -> datetime:
    """Return when a copy was made: its name says so; if somebody gave it another one, its file does."""
    try:
        return datetime.strptime(copy.stem, "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(copy.stat().st_mtime, UTC)


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


def _no_copy(error: Exception) -> StorageError:
    return StorageError(
        "A copy of your notes cannot be made.", "Make room on the disk, then try again.", detail=str(error)
    )


def _copy(engine: Engine, path: Path) -> None:
    with engine.execution_options(peerdesk_reads=True).connect() as connection:
        connection.exec_driver_sql("ROLLBACK")  # a copy is made outside of any transaction
        connection.exec_driver_sql("VACUUM INTO ?", (str(path),))
