"""Writing a file so that under its name there is all of it, or what was there before."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from peerdesk.errors import PeerDeskError


class FileNotWrittenError(PeerDeskError):
    """The disk or the folder said no; nothing is left behind."""


def write_whole(path: Path, content: bytes, *, only_me: bool = False) -> None:
    """Write a file, whole or not at all.

    Args:
        path: where; what is there is replaced.
        content: all of it.
        only_me: nobody else on this computer may read it; else who may is as for any file in that folder.

    Raises:
        FileNotWrittenError: the folder cannot be written, or the disk is full.
    """
    unfinished = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            unfinished = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not only_me:
            unfinished.chmod(0o666 & ~_umask())
        unfinished.replace(path)
        force_folder(path.parent)
    except OSError as error:
        if unfinished is not None:
            with suppress(OSError):  # the stick may be gone, and what was on it with it
                unfinished.unlink(missing_ok=True)
        raise FileNotWrittenError(
            "This file cannot be written there.",
            "Choose another folder, or make room, then try again.",
            detail=str(error),
        ) from error


def name_whole(unfinished: Path, path: Path) -> None:
    """Give a file that somebody else has written its name, once all of it is on the disk.

    Raises:
        OSError: it cannot be forced out, or not be renamed; it is as it was.
    """
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    unfinished.replace(path)
    force_folder(path.parent)


def force_folder(folder: Path) -> None:
    """Force new names out too; where a folder cannot be forced (Windows, some sticks), the system sees to it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    """Return what this process takes off the rights of new files; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
