"""Copies of the desk file: made whole, opened and checked before they count."""

from pathlib import Path

from sqlalchemy import Engine, text

from peerdesk.storage.engine import open_desk
from peerdesk.storage.failures import StorageError

KEPT = 12


def make_backup(engine: Engine, key: bytes, folder: Path, name: str) -> Path:
    """Copy an open desk, encrypted with the same key, and check the copy.

    Args:
        engine: of the desk.
        key: of the desk.
        folder: where copies are; made if it is not there. The newest twelve stay.
        name: of the copy, without its ending; sorts by age.

    Raises:
        StorageError: the copy could not be written, or does not hold what the desk holds; nothing is left of it.
    """
    path, unfinished = folder / f"{name}.backup", folder / f"{name}.unfinished"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise _no_copy(error) from error
    try:
        _copy(engine, unfinished)
        _check(unfinished, key)
        unfinished.replace(path)
    except (OSError, StorageError) as error:
        unfinished.unlink(missing_ok=True)
        raise _no_copy(error) from error
    older = sorted(one for one in folder.glob("*.backup") if one != path)  # a clock that goes back spares the new one
    for old in older[: 1 - KEPT]:
        old.unlink()
    return path


def _no_copy(error: Exception) -> StorageError:
    return StorageError(
        "A copy of your notes cannot be made.", "Make room on the disk, then try again.", detail=str(error)
    )


def _copy(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")  # a copy is made outside of any transaction
        connection.exec_driver_sql("VACUUM INTO ?", (str(path),))


def _check(path: Path, key: bytes) -> None:
    engine = open_desk(path, key)
    try:
        with engine.connect() as connection:
            answer = connection.execute(text("PRAGMA integrity_check")).scalar()
    finally:
        engine.dispose()
    if answer != "ok":
        raise StorageError(
            "The copy of your notes is not sound.",
            "Check the disk; your notes themselves are untouched.",
            detail=str(answer),
        )
