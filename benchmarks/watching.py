"""How long a look into the watched folder takes, beside listing its names: `python -m benchmarks watching`."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from peerdesk.desk.watching import Watch

FILES, OURS, LOOKS = 10_000, 20, 50


@dataclass(frozen=True)
class Figure:
    """One line of the result; a ratio of 1 is the bare listing."""

    name: str
    median_ms: float
    worst_ms: float
    ratio: float


def run() -> list[Figure]:
    """Look into a folder of 10,000 files, 20 of them ours by name."""
    with tempfile.TemporaryDirectory() as made:
        folder, watch = Path(made), Watch()
        for number in range(FILES):
            (folder / f"picture {number}.jpg").write_bytes(b"")
        for number in range(OURS):
            (folder / f"Notes {number}.peerdesk").write_bytes(b"x")
        bare = _times(lambda: os.listdir(folder))  # noqa: PTH208 - the bare thing
        looks = _times(lambda: watch.look([folder]))
    floor = statistics.median(bare)
    names = {"list 10,000 names": bare, "look for what arrived": looks}
    return [
        Figure(name, statistics.median(found), max(found), statistics.median(found) / floor)
        for name, found in names.items()
    ]


def _times(act: Callable[[], object]) -> list[float]:
    found = []
    for _ in range(LOOKS):
        begun = time.perf_counter()
        act()
        found.append((time.perf_counter() - begun) * 1000)
    return found
