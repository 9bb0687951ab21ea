"""Folders in which something may arrive: listed, never opened, until what is there has stopped growing."""

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_downloads_path

from peerdesk.desk.packages import SUFFIX
from peerdesk.desk.receipts import SUFFIX as ARRIVED

WATCHED, SEEN, SHARED = "watch.folder", "watch.seen", "share.folder"
NOWHERE = "-"
MOST_SEEN = 200
_UNFINISHED = (".part", ".crdownload", ".download", ".tmp")  # beside a file that a browser is still fetching


@dataclass(frozen=True)
class Found:
    """A file as a folder lists it.

    Attributes:
        changed_ns: since 1970, by the clock of whoever wrote it.
    """

    path: Path
    size_bytes: int
    changed_ns: int

    @property
    def mark(self) -> str:
        """What this file, as it is now, is known by."""
        return f"{self.path.name}|{self.size_bytes}|{self.changed_ns}"


def list_folder(folder: Path) -> frozenset[Found]:
    """Return the files of ours by their names; nothing if the folder is not there. None of them is opened."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - the quickest there is: a folder may hold ten thousand
    except OSError:
        return frozenset()
    ours = [one for one in names if one.endswith((SUFFIX, ARRIVED)) and not one.startswith(".")]
    growing = {one.rpartition(".")[0] for one in names if one.endswith(_UNFINISHED)}
    return frozenset(found for name in ours if name not in growing and (found := _look_up(folder / name)))


def _look_up(path: Path) -> Found | None:
    """Return a file that has something in it; None for what is no file, or is gone again."""
    try:
        found = path.stat()
    except OSError:
        return None
    is_file = stat.S_ISREG(found.st_mode) and found.st_size > 0
    return Found(path, found.st_size, found.st_mtime_ns) if is_file else None


class Watch:
    """Tells of each file once, when two looks in a row found it the same.

    Attributes:
        there: which of the folders were there at the last look: a stick comes and goes.
    """

    def __init__(self) -> None:
        """Know of nothing."""
        self.there: frozenset[Path] = frozenset()
        self._before: Mapping[Path, frozenset[Found]] = {}
        self._told: set[Found] = set()

    def look(self, folders: Iterable[Path]) -> list[Found]:
        """Return what came since the last look and has stopped growing, by name.

        Args:
            folders: where; looks should be seconds apart, so that what is being copied grows between two of them.
        """
        now = {folder: list_folder(folder) for folder in folders}
        self.there = frozenset(folder for folder in now if folder.is_dir())
        steady = {one for folder, files in now.items() for one in files & self._before.get(folder, frozenset())}
        fresh = steady - self._told
        self._before = now
        self._told = {one for one in self._told if any(one in files for files in now.values())} | fresh
        return sorted(fresh, key=lambda one: one.path.name)

    def forget(self, found: Found) -> None:
        """Tell of a file again at a later look."""
        self._told.discard(found)


def watched_folder(setting: str) -> Path | None:
    """Return the folder that a setting names: the system's Downloads if it says nothing, None if none is wanted."""
    if setting == NOWHERE:
        return None
    return Path(setting) if setting else user_downloads_path()
