"""Copies of the notes: beside them, and on a drive that the person chose."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from peerdesk.desk.header import HEADER, read_header
from peerdesk.errors import PeerDeskError
from peerdesk.files import write_whole
from peerdesk.storage.backup import HEADER_SUFFIX, SUFFIX, key_of, made_at, make_backup, thin_out, what_is_unsound

COPIES = "copies"
AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Copy:
    """One copy of the notes.

    Attributes:
        sound: it opens with a key that this desk has or had. Every page was checked when it was made.
        removable: it lies on the drive that the person chose.
    """

    path: Path
    made_at: datetime
    size_bytes: int
    sound: bool
    removable: bool = False


class Copies:
    """Makes copies and finds them."""

    def __init__(self, folder: Path, engine: Engine, keys: Callable[[], tuple[bytes, ...]]) -> None:
        """Look after the copies of one desk.

        Args:
            folder: of the desk.
            engine: of its file.
            keys: its key, then those that it had before.
        """
        self._folder, self._engine, self._keys = folder, engine, keys

    def make(self, stamp: str) -> Path:
        """Make a copy, and check it; return where it is.

        Args:
            stamp: now, `YYYY-MM-DDTHH:MM:SSZ`.

        Raises:
            StorageError: it could not be written, or is not sound.
        """
        key, *earlier = self._keys()
        header = (self._folder / HEADER).read_bytes()
        name = stamp.replace(":", "")
        return make_backup(self._engine, key, self._folder / COPIES, name, header=header, earlier=earlier)

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
            unfinished.replace(folder / copy.name)
            thin_out(folder, self._keys(), new=folder / copy.name)
        except (OSError, PeerDeskError):
            _take_away(unfinished)
            return f"The second copy could not be written on {drive}; make room on it, or choose another."
        return f"A second copy is on {drive}."

    @property
    def name(self) -> str:
        """The folder of this desk's copies on a drive, where colleagues may keep theirs too."""
        return f"PeerDesk {COPIES} {read_header(self._folder).desk_id[:8]}"

    def all(self, drive: Path | None = None) -> list[Copy]:
        """Return the copies that are here, the newest first."""
        keys = self._keys()
        places = [(self._folder / COPIES, False)]
        if drive is not None:
            places.append((drive / self.name, True))
        found = [
            Copy(path, made_at(path), path.stat().st_size, key_of(path, keys) is not None, removable)
            for folder, removable in places
            for path in folder.glob(f"*{SUFFIX}")
        ]
        return sorted(found, key=lambda one: (one.made_at, not one.removable), reverse=True)

    def is_due(self, now: datetime) -> bool:
        """Say whether an hour has gone by since the newest copy; a clock that was set back counts as that."""
        newest = max(map(made_at, (self._folder / COPIES).glob(f"*{SUFFIX}")), default=None)
        return newest is None or abs(now - newest) >= AN_HOUR


def _take_away(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the drive is gone, and the file with it
