"""Copies of the notes: beside them, and on a drive that the person chose."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, TypeAlias

from peerdesk.desk.at_hand import AtHand
from peerdesk.desk.header import HEADER, read_header
from peerdesk.errors import PeerDeskError
from peerdesk.files import name_whole, write_whole
from peerdesk.storage.backup import (
    HEADER_SUFFIX,
    SUFFIX,
    key_of,
    made_at,
    made_why,
    make_backup,
    thin_out,
    what_is_unsound,
)

COPIES = "copies"
AN_HOUR = timedelta(hours=1)

Why: TypeAlias = Literal["asked", "start", "hour", "bringing-in", "bringing-back", "relock"]
"""What a copy was made for, as its name says; one that PeerDesk made before it changed its tables says "format"."""


@dataclass(frozen=True)
class Copy:
    """One copy of the notes.

    Attributes:
        sound: it is all there, opens with a key that this desk has or had, and is not known to be damaged. Every
            page was checked when it was made.
        removable: it lies on the drive that the person chose.
        why: as `Why`, or "format"; "" if nobody can tell any more.
        checked: every page was read since PeerDesk was started.
    """

    path: Path
    made_at: datetime
    size_bytes: int
    sound: bool
    removable: bool = False
    why: str = ""
    checked: bool = False

    @property
    def place(self) -> str:
        """The name of the drive that it lies on; "" for this laptop."""
        return drive_name(self.path.parent.parent) if self.removable else ""


@dataclass(frozen=True)
class Drive:
    """The drive or folder that was chosen for the second copy.

    Attributes:
        is_in: it can be reached now.
        same_disk: it lies on the disk of the notes, so that what takes one takes both.
    """

    path: Path
    is_in: bool
    same_disk: bool

    @property
    def name(self) -> str:
        """What people call it."""
        return drive_name(self.path)


class Copies:
    """Makes copies and finds them."""

    def __init__(self, folder: Path, at_hand: AtHand, keys: Callable[[], tuple[bytes, ...]]) -> None:
        """Look after the copies of one desk.

        Args:
            folder: of the desk.
            at_hand: what opens it.
            keys: its key, then those that it had before.
        """
        self._folder, self._at_hand, self._keys = folder, at_hand, keys
        self._read: dict[tuple[Path, int, int], bool] = {}

    def make(self, stamp: str, why: Why) -> Path:
        """Make a copy, and check it; return where it is.

        Args:
            stamp: now, `YYYY-MM-DDTHH:MM:SSZ`.
            why: it is made.

        Raises:
            StorageError: it could not be written, or is not sound.
        """
        key, *earlier = self._keys()
        header = (self._folder / HEADER).read_bytes()
        name = f"{stamp.replace(':', '')}-{why}"
        engine = self._at_hand.opened.engine
        path = make_backup(engine, key, self._folder / COPIES, name, header=header, earlier=earlier)
        self._read[_state_of(path)] = True
        return path

    def check(self, copy: Copy) -> Copy:
        """Read every page of a copy, unless that was done since PeerDesk was started; return how it is.

        A copy that is gone meanwhile, or whose drive is, is not sound.
        """
        try:
            state = _state_of(copy.path)
            if state not in self._read:
                self._read[state] = sound_key(copy.path, self._keys()) is not None
        except (OSError, PeerDeskError):
            return replace(copy, sound=False, checked=True)
        return replace(copy, sound=self._read[state], checked=True)

    def carry(self, copy: Path, drive: Path) -> str:
        """Carry a copy to a drive, as long as it is in; return a sentence of what became of it.

        Args:
            copy: as `make` returned it.
            drive: a folder on it; nothing is made where none is.
        """
        if not drive.is_dir():
            return f"The drive for the second copy is not in: {drive}."
        folder = drive / self.name
        unfinished = folder / f"{copy.name}.unfinished"
        try:
            folder.mkdir(exist_ok=True)
            shutil.copyfile(copy, unfinished)
            if what_is_unsound(unfinished, self._keys()[0]):
                unfinished.unlink()
                return f"The second copy on {drive} could not be read back; try another drive."
            write_whole(folder / copy.with_suffix(HEADER_SUFFIX).name, (self._folder / HEADER).read_bytes())
            name_whole(unfinished, folder / copy.name)
            thin_out(folder, self._keys(), new=folder / copy.name)
        except (OSError, PeerDeskError):
            _take_away(unfinished)
            return f"The second copy could not be written on {drive}; make room on it, or choose another."
        return f"A second copy is on {drive}."

    @property
    def name(self) -> str:
        """The folder of this desk's copies on a drive, where colleagues may keep theirs too."""
        return name_on_drive(read_header(self._folder).desk_id)

    def all(self, drive: Path | None = None) -> list[Copy]:
        """Return the copies that are here, the newest first."""
        places = [(self._folder / COPIES, False)]
        if drive is not None:
            places.append((drive / self.name, True))
        return [self._as_known(one) for one in copies_in(places, self._keys())]

    def _as_known(self, copy: Copy) -> Copy:
        known = self._read.get(_state_of(copy.path))
        return copy if known is None else replace(copy, sound=known, checked=True)

    def is_due(self, now: datetime) -> bool:
        """Say whether an hour has gone by since the newest copy; a clock that was set back counts as that."""
        newest = max(map(made_at, (self._folder / COPIES).glob(f"*{SUFFIX}")), default=None)
        return newest is None or abs(now - newest) >= AN_HOUR


def copies_in(places: Iterable[tuple[Path, bool]], keys: Sequence[bytes]) -> list[Copy]:
    """Return the copies in some folders, the newest first.

    Args:
        places: each with whether it is on a drive that can be taken out.
        keys: that may open them.
    """
    found = [
        Copy(path, made_at(path), path.stat().st_size, key_of(path, keys) is not None, removable, made_why(path))
        for folder, removable in places
        for path in folder.glob(f"*{SUFFIX}")
    ]
    return sorted(found, key=lambda one: (one.made_at, not one.removable), reverse=True)


def sound_key(path: Path, keys: Sequence[bytes]) -> bytes | None:
    """Return the key that opens a file, after every page of it was read; None if none does, or it is not sound."""
    key = key_of(path, keys)
    return None if key is None or what_is_unsound(path, key) else key


def name_on_drive(desk_id: str) -> str:
    """Return the name of the folder in which a desk's copies lie on a drive."""
    return f"PeerDesk {COPIES} {desk_id[:8]}"


def drive_name(drive: Path) -> str:
    """Return what people call a drive or folder."""
    return drive.name or str(drive)


def look_at_drive(drive: Path, folder: Path) -> Drive:
    """Return how it stands with the drive for the second copy of a desk in a folder."""
    try:
        is_in = drive.is_dir()
        return Drive(drive, is_in, is_in and drive.stat().st_dev == folder.stat().st_dev)
    except OSError:
        return Drive(drive, is_in=False, same_disk=False)


def _state_of(path: Path) -> tuple[Path, int, int]:
    """Return what changes when a file does."""
    seen = path.stat()
    return path, seen.st_size, seen.st_mtime_ns


def _take_away(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the drive is gone, and the file with it
