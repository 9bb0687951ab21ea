"""Taking a stick out: how that is done here, and doing it where the system has a command for it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from peerdesk.errors import PeerDeskError

_STICKS = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
_TIMEOUT_S = 60.0
_REMOVABLE = 2  # what Windows calls DRIVE_REMOVABLE


class NotEjectedError(PeerDeskError):
    """The system would not let go of the stick."""


def stick_of(folder: Path, is_mount: Callable[[str | Path], bool] = os.path.ismount) -> Path | None:
    """Return where the stick that a folder lies on is mounted, or None if it lies on this computer's own disk."""
    if sys.platform == "win32":
        import ctypes

        drive = Path(folder.anchor)
        return drive if ctypes.windll.kernel32.GetDriveTypeW(str(drive)) == _REMOVABLE else None
    for place in (folder, *folder.parents):
        if is_mount(place):
            return place if str(place).startswith(_STICKS) else None
    return None


def how_to_eject() -> str:
    """Return how a person does it on this system."""
    if sys.platform == "win32":
        return "Click the sign of the stick at the right end of the taskbar, then “Eject”."
    if sys.platform == "darwin":
        return "Click the eject sign beside its name in Finder."
    return "Click the eject sign beside its name in Files."


def can_eject() -> bool:
    """Say whether this system has a command that does it."""
    return _command(Path()) is not None


def eject(stick: Path) -> None:
    """Let the system write out what it still holds, and let go of a stick.

    Raises:
        NotEjectedError: something still uses it, or the system does not do it for us.
    """
    command = _command(stick)
    try:
        if command is None:
            raise _not_ejected("no command")
        subprocess.run(command, check=True, capture_output=True, timeout=_TIMEOUT_S)  # noqa: S603 - see _command
    except subprocess.CalledProcessError as error:
        raise _not_ejected(error.stderr.decode(errors="replace")) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _not_ejected(str(error)) from error


def _command(stick: Path) -> list[str] | None:
    name, words = ("diskutil", ["eject"]) if sys.platform == "darwin" else ("gio", ["mount", "-e"])
    found = None if sys.platform == "win32" else shutil.which(name)
    return [found, *words, str(stick)] if found else None


def _not_ejected(detail: str) -> NotEjectedError:
    return NotEjectedError(
        "The stick is still in use.", f"Close what is open on it. {how_to_eject()} Then take it out.", detail=detail
    )
