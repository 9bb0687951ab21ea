"""Where a record is: a file beside one coordinator, or a place on a server that several come to at once."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from peerdesk.desk.acting import Acting
from peerdesk.desk.desk import Desk
from peerdesk.storage.backup import SUFFIX, make_backup
from peerdesk.storage.engine import find_record, open_record
from peerdesk.storage.failures import (
    BusyError,
    DamagedFileError,
    MayNotError,
    NewerDeskError,
    StorageError,
    WrongKeyError,
)
from peerdesk.storage.people import put_person, read_people

KEY_SETTING = "record.key"


class NoRecordError(StorageError):
    """There is no record at that place, and nobody asked for a new one."""


class RecordHereError(StorageError):
    """There is a record at that place already."""


def open_place(desk: Desk, url: str, new: bool | None) -> tuple[Engine, bytes]:
    """Open, or begin, the record at an address; return the key of its file, too.

    Raises:
        NoRecordError, RecordHereError, StorageError, WrongKeyError, NewerDeskError: as `open_record_of`.
    """
    with in_words_of_the_record():
        if new is not None and find_record(url) == new:
            raise _there_is_one() if new else _there_is_none()
        key = bytes.fromhex(desk.keeping.setting(KEY_SETTING) or _make_key(desk))
        try:
            return open_record(url, key), key
        except MayNotError as error:
            raise MayNotError(
                "An older PeerDesk made this record, or none yet, and you may not bring it on.",
                "Ask whoever looks after the record to open it once with this PeerDesk.",
                detail=error.detail,
            ) from error


def bring_badges(desk: Desk, acting: Acting) -> None:
    """Let whose badges the coordinator confirmed be known in the record; who may only look brings none."""
    with acting.look() as session:
        confirmed = {one.key_id: bool(one.confirmed_how) for one in read_people(session)}
    mine = desk.people.all()
    strange = [one for one in mine if one.key_id not in confirmed]
    lacking = strange + [one for one in mine if one.confirmed_how and not confirmed.get(one.key_id, True)]
    if not lacking:
        return
    try:
        with acting.sessions.write.begin() as session:
            for person in lacking:
                put_person(session, person)
    except MayNotError:
        return


def copying(
    engine: Engine, key: bytes, acting: Acting
) -> tuple[Callable[[], Path | None], Callable[[], Iterable[Path]]]:
    """Return how a copy of a record in a file is made, and where the copies are; a server's are its own matter."""
    file = Path(engine.url.database) if engine.dialect.name == "sqlite" and engine.url.database else None
    folder = None if file is None else file.parent / f"{file.stem} copies"

    def back_up() -> Path | None:
        return None if folder is None else make_backup(engine, key, folder, _name(acting))

    def copies() -> Iterable[Path]:
        return folder.glob(f"*{SUFFIX}") if folder is not None else ()

    return back_up, copies


def _name(acting: Acting) -> str:
    """Return a name for a copy: when it was made, and what parts it from another coordinator's of the same second."""
    return f"{acting.stamp().replace(':', '')}-{acting.random(3).hex()}"


def once(work: Callable[[], object]) -> Callable[[], object]:
    """Return what does the work the first time: one copy before a folder of files, however many there are."""
    done: list[object] = []

    def first_time() -> None:
        if not done:
            done.append(work())

    return first_time


@contextmanager
def in_words_of_the_record() -> Iterator[None]:
    """Say of the record what storage says of anybody's notes."""
    try:
        yield
    except BusyError as error:
        raise BusyError(
            "Somebody else is bringing things into this record.", "Try again when they are done.", detail=error.detail
        ) from error
    except DamagedFileError as error:
        raise DamagedFileError(
            "The file of this record is damaged.",
            "Open its latest copy, from the folder beside it, and bring in again what came since.",
            detail=error.detail,
        ) from error
    except NewerDeskError as error:
        raise NewerDeskError(
            "A newer PeerDesk wrote this record.",
            "Install the newer PeerDesk, then open it again; nothing was changed.",
            detail=error.detail,
        ) from error
    except WrongKeyError as error:
        raise WrongKeyError(
            "This file is no record of yours: it was made on another coordinator's PeerDesk, or is something else.",
            "Open it there, or bring that person's notes to this computer first.",
            detail=error.detail,
        ) from error


def _there_is_none() -> NoRecordError:
    return NoRecordError(
        "There is no record at this place yet.", "Check the address, or begin one with: peerdesk record new."
    )


def _there_is_one() -> RecordHereError:
    return RecordHereError("There is a record at this place already.", "Use it as it is, or name another place.")


def _make_key(desk: Desk) -> str:
    key = secrets.token_bytes(32).hex()
    desk.keeping.put_setting(KEY_SETTING, key)
    return key
