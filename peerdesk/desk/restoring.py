"""Bringing a copy back: as a union with the notes that are here, after looking what would come."""

import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from peerdesk.desk.changes import Changes
from peerdesk.desk.copies import sound_key
from peerdesk.desk.desk import Desk
from peerdesk.desk.header import FILE
from peerdesk.desk.rescuing import NothingToRescueError, verified
from peerdesk.errors import PeerDeskError
from peerdesk.storage.connecting import connect_file
from peerdesk.storage.engine import open_desk, sessions_on
from peerdesk.storage.failures import StorageError, WrongKeyError
from peerdesk.storage.missing import Missing, missing_in, newest_in, shown_in, typed_in
from peerdesk.storage.pouring import loose_in, pour
from peerdesk.storage.rescue import Rescued
from peerdesk.storage.union import held_in, lacking, take_over

__all__ = ["Holding", "Missing", "NoSoundCopyError", "RestorePreview", "holding", "restore", "restore_preview"]


_ROOM = ".bringing-back-"
_A_DAY_S = 86_400


class NoSoundCopyError(PeerDeskError):
    """There is no copy that opens and is whole, or nothing of this one can be read."""


@dataclass(frozen=True)
class Holding:
    """What a copy shows: how many records of each kind, and when its person wrote last, `YYYY-MM-DDTHH:MM:SSZ`."""

    shown: Mapping[str, int]
    newest_at: str


@dataclass(frozen=True)
class RestorePreview:
    """What bringing a copy back would do. Nothing would go.

    Attributes:
        missing: of which records it holds something that the notes lack.
        typed: what was being typed, where nothing is typed here.
        loose: words that could be read of a damaged file without what they belong to; they do not come by themselves.
        only_here: of how many records, by kind, the notes hold something that it lacks; it stays.
        lost_pages: how many of how many pages could not be read; 0 of 0 for a sound copy.
    """

    missing: tuple[Missing, ...]
    typed: tuple[str, ...]
    loose: tuple[str, ...]
    only_here: Mapping[str, int]
    lost_pages: tuple[int, int] = (0, 0)

    @property
    def comes(self) -> dict[str, int]:
        """Of how many records, by kind, something would come."""
        return dict(Counter(one.kind for one in self.missing))

    @property
    def is_nothing(self) -> bool:
        """True if all of it is here."""
        return not (self.missing or self.typed)


@dataclass(frozen=True)
class Source:
    """A file that is looked into.

    Attributes:
        session: on all that could be read of it.
        rescued: what that is, if the file is damaged.
    """

    session: Session
    rescued: Rescued | None


def restore_preview(desk: Desk, copy: Path) -> RestorePreview:
    """Return what bringing a copy back would change; of a damaged one, what can still be read.

    Raises:
        NoSoundCopyError: nothing of it can be read with a key that this desk has or had.
    """
    keys, me = desk.recovery.copy_keys(), desk.identity.key_id
    with look_into(desk.folder, copy, keys, me) as source, desk.acting.look() as ours:
        return _compare(ours, source)


def restore(desk: Desk, copy: Path) -> Changes:
    """Add to the notes all that a copy holds and they lack, in one transaction, after a copy of them was made.

    Raises:
        NoSoundCopyError: nothing of it can be read with a key that this desk has or had; nothing changed.
        StorageError: no copy of the notes as they are can be made; nothing changed.
    """
    with look_into(desk.folder, copy, desk.recovery.copy_keys(), desk.identity.key_id) as source:
        desk.keeping.back_up("bringing-back")
        with desk.acting.sessions.write.begin() as session:
            before = held_in(session)
            records = take_over(session, source.session)
            kinds = lacking(before, held_in(session))
    return Changes(frozenset(records), frozenset(kinds))


def holding(folder: Path, copy: Path, keys: Sequence[bytes]) -> Holding:
    """Return what a sound copy shows.

    Args:
        folder: of the desk; a copy of the copy is made there for a moment.
        copy: which.
        keys: that may open it.

    Raises:
        NoSoundCopyError: it is damaged, or none of the keys opens it.
    """
    with look_into(folder, copy, keys, "", damaged=False) as source:
        return Holding(shown_in(source.session), newest_in(source.session))


@contextmanager
def look_into(folder: Path, copy: Path, keys: Sequence[bytes], me: str, *, damaged: bool = True) -> Iterator[Source]:
    """Open a copy of a copy, which may be written anew if an older version made it; it is gone after that.

    Args:
        folder: of the desk.
        copy: a copy, or any other file of this desk.
        keys: that may open it.
        me: key of whose desk this is.
        damaged: what can still be read of a damaged file will do.

    Raises:
        NoSoundCopyError: it does not open, or is damaged and that will not do.
    """
    with room_beside(folder, copy) as path:
        fold_in(path, keys)
        key, rescued = sound_key(path, keys), None
        if key is None:
            rescued = _rescued(copy, keys) if damaged else None
            if rescued is None:
                raise no_sound_copy(str(copy))
            path, key = path.with_name("rescued.db"), keys[0]
        engine = open_desk(path, key)
        try:
            if rescued is not None:
                with sessions_on(engine).write.begin() as session:
                    pour(session, rescued, me)
            with sessions_on(engine).read.begin() as session:
                yield Source(session, rescued)
        finally:
            engine.dispose()


@contextmanager
def room_beside(folder: Path, copy: Path) -> Iterator[Path]:
    """Make a copy of a file and of what SQLite keeps beside it, in a folder that is gone afterwards.

    Raises:
        PeerDeskError: the file cannot be read, or there is no room.
    """
    try:
        _clear_away(folder)
        with tempfile.TemporaryDirectory(prefix=_ROOM, dir=folder) as made:
            path = Path(shutil.copyfile(copy, Path(made) / FILE))
            beside = copy.with_name(f"{copy.name}-wal")
            if beside.is_file():
                shutil.copyfile(beside, path.with_name(f"{FILE}-wal"))
            yield path
    except OSError as error:
        raise PeerDeskError(
            "This copy cannot be looked into.",
            "See that the drive with it is in and that there is room on this laptop's disk, then try again.",
            detail=str(error),
        ) from error


def _clear_away(folder: Path) -> None:
    """Delete what looking into copies left here because PeerDesk was stopped in the middle, after a day."""
    for left in folder.glob(f"{_ROOM}*"):
        if time.time() - left.stat().st_mtime > _A_DAY_S:
            shutil.rmtree(left, ignore_errors=True)


def fold_in(path: Path, keys: Sequence[bytes]) -> None:
    """Write into a file what SQLite keeps of its last changes beside it, where one of the keys opens it."""
    if not path.with_name(f"{path.name}-wal").is_file():
        return
    for key in keys:
        engine = connect_file(path, key)
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql("ROLLBACK")  # what is written back is no part of a transaction
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
        except (StorageError, WrongKeyError):
            continue  # another key, or a damaged file, of which all that is beside it is read too
        finally:
            engine.dispose()
        return


def no_sound_copy(detail: str) -> NoSoundCopyError:
    """Return what is raised where a copy is of no use."""
    return NoSoundCopyError(
        "This copy cannot be brought back: it is damaged, or was made on another laptop.",
        "Take another copy.",
        detail=detail,
    )


def _rescued(path: Path, keys: Sequence[bytes]) -> Rescued | None:
    try:
        return verified(path, keys)
    except NothingToRescueError:
        return None


def _compare(ours: Session, source: Source) -> RestorePreview:
    held = held_in(ours)
    rescued = source.rescued
    return RestorePreview(
        missing=tuple(missing_in(held, source.session)),
        typed=tuple(typed_in(ours, source.session)),
        loose=tuple(loose_in(ours, rescued.loose)) if rescued else (),
        only_here=lacking(held_in(source.session), held),
        lost_pages=rescued.lost_pages if rescued else (0, 0),
    )
