"""One window on one person's notes. Commands look here whether it is open; they need no Qt for that.

While the window is open, commands that change the notes are refused: a page would go on showing what stood before,
and what is written on it would then stand beside the command's words as a second version. Commands that only look,
and copies, go on. (Two commands at once are kept apart by the file itself: one waits for the other.)
"""

import sys
from pathlib import Path

from peerdesk.errors import PeerDeskError

if sys.platform != "win32":
    import fcntl

LOCK = "peerdesk.lock"


class WindowOpenError(PeerDeskError):
    """The window is open on the notes that a command would change."""


def must_be_closed(folder: Path) -> None:
    """Make sure that no window is open on the notes in a folder.

    Raises:
        WindowOpenError: one is.
    """
    if is_open(folder):
        raise WindowOpenError(
            "The window of PeerDesk is open on these notes.",
            "Do it in the window, or close the window and give the command again.",
            detail=str(folder),
        )


def is_open(folder: Path) -> bool:
    """Say whether a window holds a folder; what a killed one left behind holds nothing."""
    try:
        with (folder / LOCK).open("r+b") as lock:
            return _is_held(lock.fileno())
    except PermissionError:
        return sys.platform == "win32"  # there a held file cannot be opened for writing
    except OSError:
        return False


def _is_held(descriptor: int) -> bool:
    """Say whether another process has this file locked, as Qt's QLockFile does as long as it lives."""
    if sys.platform == "win32":
        return False  # it could be opened
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False  # no locks on this file system: then the window has none either
    return False
