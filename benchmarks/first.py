"""The start alone: `python -m benchmarks first`, on desks of a few notes; `window` measures the rest as well."""

import os
import tempfile
from pathlib import Path

from benchmarks.full_desk import make
from benchmarks.window import Figure, starts

FEW = 1_000


def run() -> list[Figure]:
    """Return the figures of the start."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        os.environ["PYTHONPYCACHEPREFIX"] = str(room / "compiled")
        for one, notes in (("empty", 0), ("full", FEW)):
            (room / one).mkdir()
            make(room / one, notes, min(notes, 20))
        return starts(room / "empty", room / "full", room)
