"""Letting a double click on a file that travels open PeerDesk, for this person on this computer; and taking it back."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from platformdirs import user_config_path

from peerdesk.errors import PeerDeskError
from peerdesk.files import write_whole
from peerdesk.paths import resources

MEDIA_TYPE = "application/x-peerdesk"
DESKTOP = "peerdesk.desktop"
SUFFIX = ".peerdesk"
PROGRAM_ID = "PeerDesk.Notes"
_CLASSES = "Software\\Classes\\"
_TIMEOUT_S = 30.0


class NotAssociatedError(PeerDeskError):
    """This system has no such way that PeerDesk could take."""


def associate(command: Sequence[str]) -> None:
    """Let a double click open files with a command, to which their paths are added.

    Raises:
        NotAssociatedError: on macOS, where the program's own bundle says what it opens.
        FileNotWrittenError: the person's own settings cannot be written.
    """
    if sys.platform == "win32":
        _write_registry(subprocess.list2cmdline(command))
    elif sys.platform == "darwin":
        raise _by_the_bundle()
    else:
        desktop, media = _places()
        text = (resources() / "system" / DESKTOP).read_text()
        quoted = " ".join(map(_quoted, command))
        text = text.replace("Exec=peerdesk open %F", f"Exec={quoted} open %F")
        for place, content in ((desktop, text.encode()), (media, (resources() / "system" / media.name).read_bytes())):
            place.parent.mkdir(parents=True, exist_ok=True)
            write_whole(place, content)
        _tell_the_system(desktop, media)
        _run("xdg-mime", "default", DESKTOP, MEDIA_TYPE)


def take_back() -> None:
    """Let a double click be as it was before `associate`; doing it twice does nothing.

    Raises:
        NotAssociatedError: on macOS.
    """
    if sys.platform == "win32":
        _clear_registry()
    elif sys.platform == "darwin":
        raise _by_the_bundle()
    else:
        desktop, media = _places()
        desktop.unlink(missing_ok=True)
        media.unlink(missing_ok=True)
        _forget_default(user_config_path() / "mimeapps.list")
        _tell_the_system(desktop, media)


def own_command() -> list[str]:
    """Return what starts this PeerDesk."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    installed = Path(sys.executable).with_name("peerdesk")
    return [str(installed)] if installed.is_file() else [sys.executable, "-m", "peerdesk"]


def _places() -> tuple[Path, Path]:
    """Return where a Linux desktop looks for a program and for what a file is."""
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return data / "applications" / DESKTOP, data / "mime" / "packages" / "peerdesk.xml"


def _tell_the_system(desktop: Path, media: Path) -> None:
    if media.parent.is_dir():
        _run("update-mime-database", str(media.parent.parent))
    if desktop.parent.is_dir():
        _run("update-desktop-database", str(desktop.parent))


def _forget_default(path: Path) -> None:
    """Take our line out of the list of what opens what."""
    with suppress(FileNotFoundError):
        lines = path.read_text().splitlines(keepends=True)
        kept = [line for line in lines if line.strip().rstrip(";") != f"{MEDIA_TYPE}={DESKTOP}"]
        if kept != lines:
            write_whole(path, "".join(kept).encode())


def _run(name: str, *words: str) -> None:
    """Run one of the desktop's own tools; where it is not there, the desktop learns of it at the next sign-in."""
    if found := shutil.which(name):
        with suppress(subprocess.TimeoutExpired):
            subprocess.run([found, *words], capture_output=True, check=False, timeout=_TIMEOUT_S)  # noqa: S603 - ours


def _quoted(word: str) -> str:
    """Return a word as the Exec line of a desktop entry takes it (Desktop Entry Specification, "The Exec key")."""
    for sign in ("\\", '"', "`", "$"):
        word = word.replace(sign, f"\\{sign}")
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'


def _by_the_bundle() -> NotAssociatedError:
    return NotAssociatedError(
        "On a Mac, PeerDesk itself says which files it opens.",
        "Right-click the file, choose “Get Info”, and choose PeerDesk under “Open with”.",
    )


def _write_registry(command: str) -> None:
    if sys.platform == "win32":
        import winreg

        said = {
            SUFFIX: PROGRAM_ID,
            PROGRAM_ID: "Notes from PeerDesk",
            f"{PROGRAM_ID}\\shell\\open\\command": f'{command} open "%1"',
        }
        for key, value in said.items():
            winreg.SetValue(winreg.HKEY_CURRENT_USER, _CLASSES + key, winreg.REG_SZ, value)


def _clear_registry() -> None:
    if sys.platform == "win32":
        import winreg

        inner = ("\\shell\\open\\command", "\\shell\\open", "\\shell", "")
        for key in (*(PROGRAM_ID + one for one in inner), SUFFIX):
            with suppress(FileNotFoundError):
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, _CLASSES + key)
