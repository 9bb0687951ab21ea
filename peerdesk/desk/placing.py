"""Is this a good place for a desk? Shares and synchronised folders copy a file while it is written, and spoil it."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal

from peerdesk.paths import usual_folder

Trouble = Literal["share", "synchronised", "roaming"]

_SHARES = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "davfs", "fuse.sshfs", "9p", "webdav"}
)
_SYNCHRONISED = (
    re.compile(r"onedrive( ?-? .*)?", re.IGNORECASE),
    re.compile(r"dropbox( \(.*\))?", re.IGNORECASE),
    re.compile(r"google ?drive|my ?drive|googledrive-.*", re.IGNORECASE),
    re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs", re.IGNORECASE),
    re.compile(r"nextcloud|owncloud|box sync|cloudstorage", re.IGNORECASE),
)
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_MARKERS = (".dropbox", ".dropbox.cache", ".tmp.drivedownload", ".tmp.driveupload", ".sync", ".nextcloudsync.log")


@dataclass(frozen=True)
class Place:
    """What is known of a folder.

    Attributes:
        trouble: what is wrong with it, or None.
        better: where it could lie instead, if that is known.
    """

    trouble: Trouble | None
    better: PurePath | None = None

    @property
    def sentence(self) -> str:
        """What a person reads; "" if all is well."""
        if self.trouble is None:
            return ""
        where = {
            "share": "Your notes lie on a shared drive, where a dropped connection can damage them.",
            "synchronised": "Your notes lie in a folder that is copied to the internet while you write, "
            "which can damage them.",
            "roaming": "Your notes lie in a folder that is copied when you sign in and out, which can damage them.",
        }[self.trouble]
        return f"{where} A better place is {self.better}." if self.better else where


@dataclass(frozen=True)
class Mount:
    """A place in the tree of folders, and the kind of file system that begins there ("ext4", "cifs")."""

    path: PurePath
    kind: str


def judge_place(
    folder: PurePath,
    *,
    mounts: Iterable[Mount] = (),
    environment: Mapping[str, str] | None = None,
    markers: Iterable[PurePath] = (),
    better: PurePath | None = None,
) -> Place:
    """Say whether a folder is a good place for a desk.

    Args:
        folder: absolute.
        mounts: what is mounted where.
        environment: variables that name synchronised and roaming folders.
        markers: files that exist and tell that the folder above them is synchronised.
        better: what to offer.
    """
    said = environment or {}
    if _is_shared(folder, mounts):
        return Place("share", better)
    synchronised = any(pattern.fullmatch(part) for part in folder.parts for pattern in _SYNCHRONISED)
    named = any(_is_in(folder, said.get(name, "")) for name in _VARIABLES)
    if synchronised or named or any(folder.is_relative_to(marker.parent) for marker in markers):
        return Place("synchronised", better)
    if _is_in(folder, said.get("APPDATA", "")):
        return Place("roaming", better)
    return Place(None)


def judge_here(folder: Path) -> Place:
    """Judge a folder of this computer, and offer the usual place if that is a good one."""
    table = Path("/proc/self/mounts")
    mounts = to_mounts(table.read_text(errors="replace")) if table.is_file() else []

    def judge(one: Path, better: Path | None) -> Place:
        return judge_place(one, mounts=mounts, environment=os.environ, markers=find_markers(one), better=better)

    usual = usual_folder()
    return judge(folder.absolute(), usual if judge(usual, None).trouble is None else None)


def to_mounts(table: str) -> list[Mount]:
    """Return the mounts of a table as Linux writes it in `/proc/self/mounts`."""
    found = []
    for line in table.splitlines():
        parts = line.split()
        if len(parts) > 2:
            path = re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), parts[1])
            found.append(Mount(Path(path), parts[2]))
    return found


def find_markers(folder: Path) -> list[PurePath]:
    """Return what synchronising programs left in a folder or above it."""
    return [above / name for above in (folder, *folder.parents) for name in _MARKERS if (above / name).exists()]


def _is_shared(folder: PurePath, mounts: Iterable[Mount]) -> bool:
    if folder.anchor.startswith(("\\\\", "//")) and len(folder.anchor) > len("//"):
        return True
    above = [one for one in mounts if folder.is_relative_to(one.path)]
    return bool(above) and max(above, key=lambda one: len(one.path.parts)).kind in _SHARES


def _is_in(folder: PurePath, named: str) -> bool:
    return bool(named) and folder.is_relative_to(type(folder)(named))
