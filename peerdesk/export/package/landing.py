"""Bringing a file to a stick whole or not at all: under another name, forced out, read back, then renamed."""

import errno
import hashlib
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

from peerdesk.errors import PackageWriteError
from peerdesk.files import force_folder

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SHUT = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO}


def land(out: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a file so that under its name there is all of it or what was there before.

    What a stopped writer leaves is `.<name>.part`; the next one to write this name takes it away.

    Raises:
        PackageWriteError: no room, no right, no such folder, or what lies there is not what was written. Nothing
            is left behind.
    """
    part = out.with_name(f".{out.name}.part")
    try:
        part.unlink(missing_ok=True)
        try:
            with part.open("xb") as file:
                sink = _Hashed(file)
                write(cast(BinaryIO, sink))
                file.flush()
                os.fsync(file.fileno())
            _read_back(part, sink.sha256)
            part.replace(out)
        except BaseException:
            with suppress(OSError):  # the stick may be gone, and what was on it with it
                part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _in_plain_words(error) from error
    force_folder(out.parent)


class _Hashed:
    """A file that hashes what goes into it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._hash = file, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        return self._file.write(data)

    def writelines(self, parts: Iterable[bytes]) -> None:
        for part in parts:
            self.write(part)

    @property
    def sha256(self) -> bytes:
        return self._hash.digest()


def _read_back(path: Path, sha256: bytes) -> None:
    with path.open("rb") as file:
        if sys.platform == "linux":  # ask the stick, not the memory of what was sent to it
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        found = hashlib.file_digest(file, "sha256").digest()
    if found != sha256:
        raise PackageWriteError(
            "What arrived there is not what was written.", "Use another stick, and try again.", detail=str(path)
        )


def _in_plain_words(error: OSError) -> PackageWriteError:
    if error.errno in _FULL:
        said = "There is not enough room there.", "Make some room or choose another folder, and try again."
    elif error.errno in _SHUT:
        said = "PeerDesk may not write there.", "Choose another folder."
    elif error.errno in _GONE:
        said = "That folder is not there.", "Put the stick in again or choose another folder."
    else:
        said = "Writing stopped before the end.", "See that the stick is in properly, and try again."
    return PackageWriteError(*said, detail=str(error))
