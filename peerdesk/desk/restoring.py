"""Bringing a copy back: as a union with the notes that are here, or in the place of a file that is damaged."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from peerdesk.desk.changes import Changes
from peerdesk.desk.copies import COPIES
from peerdesk.desk.desk import Desk, open_here
from peerdesk.desk.header import FILE, HEADER, DamagedDeskError, Header, read_header_of, write_header
from peerdesk.desk.keys_at_hand import keys_of
from peerdesk.errors import PeerDeskError
from peerdesk.keys.vault import Vault
from peerdesk.storage.backup import HEADER_SUFFIX, SUFFIX, key_of, made_at, what_is_unsound
from peerdesk.storage.engine import open_desk, sessions_on
from peerdesk.storage.rekey import rekey
from peerdesk.storage.union import held_in, lacking, take_over


class NoSoundCopyError(PeerDeskError):
    """There is no copy that opens and is whole."""


@dataclass(frozen=True)
class RestorePreview:
    """What bringing a copy back would do. Nothing would go.

    Attributes:
        comes: of how many records, by kind, the copy holds something that the notes lack.
        only_here: of how many the notes hold something that the copy lacks; it stays.
    """

    comes: Mapping[str, int]
    only_here: Mapping[str, int]


def restore_preview(desk: Desk, copy: Path) -> RestorePreview:
    """Return what bringing a copy back would change.

    Raises:
        NoSoundCopyError: it does not open with a key that this desk has or had, or is damaged.
    """
    with _looking_into(desk, copy) as theirs, desk.acting.look() as ours:
        held, brought = held_in(ours), held_in(theirs)
    return RestorePreview(lacking(held, brought), lacking(brought, held))


def restore(desk: Desk, copy: Path) -> Changes:
    """Add to the notes all that a copy holds and they lack, in one transaction, after a copy of them was made.

    Raises:
        NoSoundCopyError: it does not open with a key that this desk has or had, or is damaged; nothing changed.
        StorageError: no copy of the notes as they are can be made; nothing changed.
    """
    with _looking_into(desk, copy) as theirs:
        desk.keeping.back_up()
        with desk.acting.sessions.write.begin() as session:
            before = held_in(session)
            records = take_over(session, theirs)
            kinds = lacking(before, held_in(session))
    return Changes(frozenset(records), frozenset(kinds))


def restore_here(folder: Path, vault: Vault, now: Callable[[], datetime], copy: Path | None = None) -> Desk:
    """Put a copy in the place of a desk file that is damaged or gone, and return the desk open.

    The damaged file is set aside, never deleted: `rescue` may find in it what was written since the copy.

    Args:
        folder: of the desk.
        vault: keeps its key.
        now: the clock.
        copy: which; None takes the newest that is sound.

    Raises:
        NoSoundCopyError: there is none; nothing changed.
        KeyGoneError: the vault has no key for this desk.
        PeerDeskError: what the vault says if it is locked or absent.
    """
    copies = sorted((folder / COPIES).glob(f"*{SUFFIX}"), key=made_at, reverse=True) if copy is None else [copy]
    header = _header_in(folder, copies)
    keys = keys_of(header, vault)
    sound = next(((one, key) for one in copies if (key := _sound_with(one, keys)) is not None), None)
    if sound is None:
        raise _no_sound_copy("none opens")
    with _room_beside(folder, sound[0]) as fresh:
        if sound[1] != keys[0]:
            rekey(fresh, sound[1], keys[0])
        set_aside(folder, now())
        fresh.replace(folder / FILE)
    write_header(folder, header)
    return open_here(folder, vault, now)


def set_aside(folder: Path, at: datetime) -> None:
    """Move the file of a desk, and what SQLite keeps beside it, out of the way."""
    for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
        one = folder / name
        if one.exists():
            one.rename(_free_name(folder, f"{FILE}.{at:%Y%m%dT%H%M%S}.aside", name.removeprefix(FILE)))


def _header_in(folder: Path, copies: Sequence[Path]) -> Header:
    """Return the header of a desk; if that is damaged, the one beside its newest copy."""
    places = [folder / HEADER, *(one.with_suffix(HEADER_SUFFIX) for one in copies)]
    return read_header_of(next(filter(_is_header, places), places[0]))


def _is_header(path: Path) -> bool:
    try:
        read_header_of(path)
    except DamagedDeskError:
        return False
    return True


@contextmanager
def _looking_into(desk: Desk, copy: Path) -> Iterator[Session]:
    """Open a copy of the copy, which may be written anew if an older version made it; it is gone after that."""
    key = _sound_with(copy, desk.recovery.copy_keys())
    if key is None:
        raise _no_sound_copy(str(copy))
    with _room_beside(desk.folder, copy) as path:
        engine = open_desk(path, key)
        try:
            with sessions_on(engine).read.begin() as session:
                yield session
        finally:
            engine.dispose()


@contextmanager
def _room_beside(folder: Path, copy: Path) -> Iterator[Path]:
    try:
        with tempfile.TemporaryDirectory(prefix=".bringing-back-", dir=folder) as made:
            yield Path(shutil.copyfile(copy, Path(made) / FILE))
    except OSError as error:
        raise PeerDeskError(
            "There is no room to bring this copy back.", "Make room on the disk, then try again.", detail=str(error)
        ) from error


def _sound_with(copy: Path, keys: Sequence[bytes]) -> bytes | None:
    if not copy.is_file():
        return None
    key = key_of(copy, keys)
    return None if key is None or what_is_unsound(copy, key) else key


def _free_name(folder: Path, name: str, ending: str) -> Path:
    number = 0
    while (path := folder / f"{name}{f'.{number}' if number else ''}{ending}").exists():
        number += 1
    return path


def _no_sound_copy(detail: str) -> NoSoundCopyError:
    return NoSoundCopyError(
        "This copy cannot be brought back: it is damaged, or was made on another laptop.",
        "Take another copy; peerdesk restore without a name lists them.",
        detail=detail,
    )
