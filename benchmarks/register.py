"""How long a register of schools takes to come in, and to find a school in it while its name is typed.

`python -m benchmarks.register [schools]`: processor time in milliseconds. A register of 30,000 schools is made by
repeating a small one under other numbers, names and places. Its peer is Python's csv module, which reads the same file
and keeps nothing. Searching has no peer: its bound is the time between two frames, 16 ms.
"""

import csv
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from peerdesk.desk.schools import Schools

MADE_FROM = Path(__file__).parent.parent / "tests" / "data" / "register" / "all_columns.csv"
SCHOOLS, ROUNDS, ASKED = 30_000, 5, 10
PLACES = ("Alder", "Birch", "Cedar", "Dale", "Elm", "Fern", "Glen", "Holm", "Keld", "Linden", "Marsh", "Oak", "Rowan")
KINDS = ("Primary School", "Infant School", "Junior School", "Church of England Academy", "St Mary's Catholic School")
TYPED = ("a", "st", "st m", "alder", "elm pri", "zz7 3", "9001", "marsh oak church", "primary zq", "nowhere at all")


@dataclass(frozen=True)
class Figure:
    """One line of the result.

    Attributes:
        name: what was done.
        median_ms, worst_ms: of all rounds; for searches half of them, and all but one of a hundred.
        ratio: to the csv module reading the file alone; 0 where that is no peer.
    """

    name: str
    median_ms: float
    worst_ms: float
    ratio: float


def make_register(path: Path, schools: int) -> None:
    """Write a register of so many schools with all the columns of a real one."""
    chance = random.Random(1)
    with MADE_FROM.open(encoding="utf-8-sig", newline="") as made:
        headings, *rows = ([*row[:-1]] for row in csv.reader(made))  # a nation's file has its links in a file apart
    at = {heading: place for place, heading in enumerate(headings)}
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(headings)
        for number in range(schools):
            row, place = [*rows[number % len(rows)]], f"{chance.choice(PLACES)} {chance.choice(PLACES)}"
            row[at["URN"]], row[at["EstablishmentNumber"]] = str(100_000 + number), f"{number % 10_000:04}"
            row[at["EstablishmentName"]] = f"{place} {chance.choice(KINDS)}"
            row[at["Street"]], row[at["Town"]] = f"{number % 200} {place} Road", chance.choice(PLACES)
            row[at["Postcode"]] = f"ZZ{number % 99} {number % 9}{chance.choice('ABDEFGH')}{chance.choice('ABDEFGH')}"
            row[at["NumberOfPupils"]] = str(chance.randrange(20, 1_500))
            writer.writerow(row)


def read_alone(path: Path) -> int:
    """Read the file as Python's csv module does, and keep nothing."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds of the processor some work took."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def typing(words: str) -> Iterator[str]:
    """Give what stands in the field after each letter."""
    return (words[:end] for end in range(1, len(words) + 1))


def run(schools: int = SCHOOLS) -> list[Figure]:
    """Return figures for bringing a register in and for searching it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edubasealldata.csv"
        make_register(path, schools)
        alone, first, again = list[float](), list[float](), list[float]()
        for at in range(ROUNDS):
            fresh = Schools(Path(folder) / str(at))
            alone.append(timed(partial(read_alone, path)))
            first.append(timed(partial(fresh.import_register, path)))
            again.append(timed(partial(fresh.import_register, path)))
        warm = Schools(Path(folder) / "0")
        cold = [timed(partial(warm.find, "alder"))]
        said = [part for words in TYPED for part in typing(words)] * ASKED
        searched = [timed(partial(warm.find, words)) for words in said]
    return [
        _figure("csv module alone", alone, alone),
        _figure("bring in", first, alone),
        _figure("bring in again", again, alone),
        _figure("first search", cold, []),
        _figure("search at each letter", searched, []),
    ]


def _figure(name: str, took: list[float], peer: list[float]) -> Figure:
    took, peer = sorted(took), sorted(peer)
    ratio = took[len(took) // 2] / peer[len(peer) // 2] if peer else 0.0
    return Figure(name, took[len(took) // 2], took[min(int(len(took) * 0.99), len(took) - 1)], ratio)


def main() -> None:
    """Print a table."""
    print(f"{'':24} {'median ms':>10} {'worst ms':>10} {'to csv':>8}")
    for one in run(int(sys.argv[1]) if len(sys.argv) > 1 else SCHOOLS):
        print(f"{one.name:24} {one.median_ms:10.1f} {one.worst_ms:10.1f} {one.ratio:8.2f}")


if __name__ == "__main__":
    main()
