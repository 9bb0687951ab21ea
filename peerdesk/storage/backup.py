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
        StorageError: the copy could not be written, or does not hold what the desk holds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path, unfinished = folder / f"{name}.backup", folder / f"{name}.unfinished"
    unfinished.unlink(missing_ok=True)
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None  # noqa: S101 - an open connection has one
        connection.rollback()
        raw.execute("VACUUM INTO ?", (str(unfinished),))
    _check(unfinished, key)
    unfinished.replace(path)
    for old in sorted(folder.glob("*.backup"))[:-KEPT]:
        old.unlink()
    return path


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
