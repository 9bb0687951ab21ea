"""How long a nation's results take to come in, and how much memory that needs.

`python -m benchmarks.results [schools]`: processor seconds. A key stage 2 file of 16,000 rows and 318 columns is
made by repeating a small one under other numbers. Its peer is Python's csv module, which reads the same file and keeps
nothing. The memory is what Python holds at most beyond what it held before, of a quarter of the schools and of all: it
must not grow with the file.
"""

import csv
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from peerdesk.desk.context import FILE, ResultsStore
from peerdesk.desk.schools import Schools

MADE_FROM = Path(__file__).parent.parent / "tests" / "data" / "results" / "ks2_2025-2026_899.csv"
SCHOOLS, MEBIBYTE = 16_000, 1024 * 1024


@dataclass(frozen=True)
class Figure:
    """One line of the result.

    Attributes:
        name: what was done.
        seconds: of the processor; 0 where memory was measured instead.
        ratio: to the csv module reading the file alone.
        mebibytes: at most held beyond what was held before, or the size of a file.
        steps: how often progress was told.
    """

    name: str
    seconds: float = 0.0
    ratio: float = 0.0
    mebibytes: float = 0.0
    steps: int = 0


def make_results(path: Path, schools: int) -> None:
    """Write the results of so many schools, an authority and England."""
    with MADE_FROM.open(encoding="utf-8-sig", newline="") as made:
        headings, *rows = csv.reader(made)
    urn = headings.index("URN")
    ours = [row for row in rows if row[0] == "1" and len(row) == len(headings)]
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(headings)
        for number in range(schools):
            row = [*ours[number % len(ours)]]
            row[urn] = str(100_000 + number)
            writer.writerow(row)
        writer.writerows(row for row in rows if row[0] in ("3", "4", "5"))


def read_alone(path: Path) -> int:
    """Read the file as Python's csv module does, and keep nothing."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds of the processor some work took."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def store_in(folder: Path) -> ResultsStore:
    """Return a store with nothing in it."""
    return ResultsStore(folder, Schools(folder), lambda: datetime(2027, 3, 9, tzinfo=UTC))


def held_by(work: Callable[[], object]) -> float:
    """Return how many mebibytes some work held at most."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / MEBIBYTE


def run(schools: int = SCHOOLS) -> list[Figure]:
    """Return figures for bringing a nation's results in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, part, steps = folder / "england_ks2.csv", folder / "part_ks2.csv", list[int]()
        make_results(path, schools)
        make_results(part, schools // 4)
        alone = timed(partial(read_alone, path))
        store = store_in(folder / "timed")
        took = timed(lambda: store.bring_in(path, lambda done, _: steps.append(done)))
        looked = timed(lambda: store.figures([str(100_000 + schools // 2)]))
        size = (folder / "timed" / FILE).stat().st_size / MEBIBYTE
        quarter = held_by(lambda: store_in(folder / "a").bring_in(part))
        whole = held_by(lambda: store_in(folder / "b").bring_in(path))
    return [
        Figure("csv module alone", alone, 1.0),
        Figure("bring in", took, took / alone, size, len(steps)),
        Figure("look at one school", looked),
        Figure("memory, a quarter of the schools", mebibytes=quarter),
        Figure("memory, all schools", mebibytes=whole),
    ]


def main() -> None:
    """Print a table."""
    for one in run(int(sys.argv[1]) if len(sys.argv) > 1 else SCHOOLS):
        print(f"{one.name:34} {one.seconds:8.2f} s {one.ratio:6.2f} × {one.mebibytes:8.1f} MiB {one.steps:5} steps")


if __name__ == "__main__":
    main()
