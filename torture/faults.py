"""The disk says no: a small library below SQLite that fails what is written, steered from here."""

import ctypes
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("faults.c")
LIBRARY = "PEERDESK_FAULTS"


def run_below(module: str, words: Sequence[str], environment: dict[str, str] | None = None) -> int:
    """Run a module in a process that has the library below it; return how it ended.

    Raises:
        CalledProcessError: there is no C compiler here.
    """
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        library = Path(folder) / "faults.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, SOURCE, "-ldl"], check=True)
        below = {**os.environ, **(environment or {}), "LD_PRELOAD": str(library), LIBRARY: str(library)}
        return subprocess.run([sys.executable, "-m", module, *words], env=below, check=False).returncode


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(os.environ[LIBRARY])
    library.faults_arm.argtypes = [ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.c_int]
    library.faults_arm.restype = None
    library.faults_disarm.restype = ctypes.c_long
    library.faults_watch.argtypes = [ctypes.c_char_p]
    library.faults_watch.restype = None
    library.faults_seen.restype = ctypes.c_long
    library.faults_seen_in.restype = ctypes.c_char_p
    return library


def arm(folder: Path, at: int, error: int, *, keeps: bool) -> None:
    """Let a write, sync or cut below a folder fail: the one of this number from now, and all after it if `keeps`.

    Args:
        folder: whatever lies in it.
        at: 1 is the next; 0 fails none, and counts.
        error: as errno names it.
        keeps: until `disarm`.
    """
    _library().faults_arm(os.fsencode(folder.resolve()), at, error, keeps)


def disarm() -> int:
    """Let everything through again; return how many calls there were since `arm`."""
    return int(_library().faults_disarm())


def watch(word: str) -> None:
    """Look for a word in all that this process writes into files from now on."""
    _library().faults_watch(word.encode())


def seen() -> tuple[int, str]:
    """Return how often the word was written, and the last file that it was written into."""
    return int(_library().faults_seen()), _library().faults_seen_in().decode()
