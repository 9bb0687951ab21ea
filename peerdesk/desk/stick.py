"""Trying out a stick or a folder: something is written there, read back, and taken away again."""

import errno
import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Answer = Literal["works", "gone", "read only", "blocked", "full", "broken"]

PROBE_BYTES = 256 * 1024
_WRITE_PROTECTED = 19  # what Windows says of a stick whose switch is on

_MEANT: dict[int, Answer] = {
    errno.EROFS: "read only",
    errno.EACCES: "blocked",
    errno.EPERM: "blocked",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.ENOENT: "gone",
    errno.ENOTDIR: "gone",
    errno.ENODEV: "gone",
    errno.ENXIO: "gone",
}


@dataclass(frozen=True)
class Trial:
    """What came of it.

    Attributes:
        answer: `blocked` means that this computer does not allow it, `read only` that the stick does not.
        free_bytes: room on it; 0 where it cannot be written.
    """

    answer: Answer
    free_bytes: int = 0


def try_out(folder: Path) -> Trial:
    """Write to a stick or folder and read it back; nothing is left there."""
    said = secrets.token_bytes(PROBE_BYTES)
    try:
        if not folder.is_dir():
            return Trial("gone")
        read = _write_and_read(folder, said)
        free_bytes = shutil.disk_usage(folder).free
    except OSError as error:
        if getattr(error, "winerror", None) == _WRITE_PROTECTED:
            return Trial("read only")
        return Trial(_MEANT.get(error.errno or 0, "broken"))
    return Trial("works", free_bytes) if read == said else Trial("broken")


def _write_and_read(folder: Path, said: bytes) -> bytes:
    with tempfile.TemporaryDirectory(prefix=".peerdesk-", dir=folder) as made:
        probe = Path(made) / "probe"
        with probe.open("wb") as file:
            file.write(said)
            file.flush()
            os.fsync(file.fileno())
        return probe.read_bytes()
