"""Writing a file so that under its name there is all of it, or what was there before."""

import os
import tempfile
from pathlib import Path

from peerdesk.errors import PeerDeskError


class FileNotWrittenError(PeerDeskError):
    """The disk or the folder said no; nothing is left behind."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all.

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
        unfinished.replace(path)
    except OSError as error:
        if unfinished is not None:
            unfinished.unlink(missing_ok=True)
        raise FileNotWrittenError(
            "This file cannot be written there.",
            "Choose another folder, or make room, then try again.",
            detail=str(error),
        ) from error
