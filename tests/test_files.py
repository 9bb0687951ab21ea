"""A small file is there whole, or what was there before; whatever happens meanwhile."""

import errno
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from peerdesk.files import FileNotWrittenError, write_whole

ROOT = Path(__file__).parents[1]

FOR_EVER = """
import sys
from pathlib import Path
from peerdesk.files import write_whole

print("begun", flush=True)
while True:
    for letter in (b"a", b"b"):
        write_whole(Path(sys.argv[1]), letter * 200_000)
"""


@pytest.mark.parametrize("at", range(8))
def test_a_stick_that_is_pulled_at_any_moment(tmp_path: Path, at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "Ben.arrived"
    path.write_bytes(b"before")
    touches = iter(range(100))

    def touched(real: Any) -> Any:
        def touch(*given: Any, **named: Any) -> Any:
            if next(touches) >= at:
                raise OSError(errno.EIO, "Input/output error")
            return real(*given, **named)

        return touch

    with monkeypatch.context() as patch:
        for owner, name in ((os, "fsync"), (os, "open"), (Path, "replace"), (Path, "unlink"), (Path, "chmod")):
            patch.setattr(owner, name, touched(getattr(owner, name)))
        with suppress(FileNotWrittenError):
            write_whole(path, b"all of it")
    assert path.read_bytes() in (b"before", b"all of it")
    assert {one.name for one in tmp_path.glob("[!.]*")} == {"Ben.arrived"}  # what is unfinished has no such name


def test_killed_at_any_moment_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "Ben.arrived"
    for _ in range(5):
        with subprocess.Popen([sys.executable, "-c", FOR_EVER, str(path)], cwd=ROOT, stdout=subprocess.PIPE) as writing:
            assert writing.stdout
            writing.stdout.readline()
            with suppress(subprocess.TimeoutExpired):
                writing.wait(0.05)
            writing.send_signal(signal.SIGKILL)
        content = path.read_bytes() if path.exists() else b"a" * 200_000
        assert content in (b"a" * 200_000, b"b" * 200_000)
