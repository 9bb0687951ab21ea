"""Giving the file of a desk another key: every page is written anew, in one transaction."""

from pathlib import Path

from peerdesk.storage.connecting import connect_file
from peerdesk.storage.failures import WrongKeyError


def opens_with(path: Path, key: bytes) -> bool:
    """Say whether a file opens with a key.

    Raises:
        StorageError: it is damaged or busy, so that this cannot be told.
    """
    engine = connect_file(path, key, looks=True)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").all()
    except WrongKeyError:
        return False
    finally:
        engine.dispose()
    return True


def rekey(path: Path, key: bytes, new: bytes) -> None:
    """Close the file of a desk with another key. Nobody else may have it open.

    Killed at any moment, the file opens with one of the two keys.

    Args:
        path: of the file.
        key: 32 bytes that open it now.
        new: 32 bytes that open it from now on.

    Raises:
        WrongKeyError: `key` does not open it.
        StorageError: somebody has it open, or the disk is full; it opens as before.
    """
    engine = connect_file(path, key)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")  # it makes a transaction of its own
            connection.exec_driver_sql("PRAGMA busy_timeout = 0")  # who has it open will not let go of it soon
            connection.exec_driver_sql("PRAGMA locking_mode = EXCLUSIVE")
            connection.exec_driver_sql("BEGIN EXCLUSIVE")  # in WAL, others that have it open are noticed only now
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql(f"PRAGMA rekey = \"x'{new.hex()}'\"")
    finally:
        engine.dispose()
