"""Offer a desk a million spoilt files: `python -m fuzz [PART …] [--count N] [--seed N]`, all parts if none is named.

Prints how many were refused and how many taken, and ends with 1 if there was a flaw. `make fuzz` runs it.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

from fuzz.bags import Written, spoil_bag, spoil_lines
from fuzz.meanings import Forger
from fuzz.mutations import spoil_bytes
from fuzz.seeds import seed
from fuzz.trying import FlawError, Victim, victim
from tests.people import BEN

BATCH = 250
warnings.filterwarnings("ignore", "Duplicate name")  # the standard library about archives that are meant so
Try = Callable[[Victim, random.Random], bool]


def closed(one: Victim, chance: random.Random) -> bool:
    """A file that is closed for the team, spoilt on its way."""
    return one.look(spoil_bytes(one.seed.closed, chance))


def archives(one: Victim, chance: random.Random) -> bool:
    """The archive in it, spoilt: an open file has nothing around it that would see that."""
    return one.look(spoil_bytes(one.seed.archive, chance))


def bags(one: Victim, chance: random.Random) -> bool:
    """Members left out, renamed, traded, lied about; every second one rightly signed."""
    return one.peep(spoil_bag(one.seed.files, one.seed.keys[BEN], chance))


def lines(one: Victim, chance: random.Random) -> bool:
    """Lines that say something else, rightly signed; brought in, and taken back."""
    bag = spoil_lines(one.seed.files, one.seed.keys[BEN], chance)
    return one.take(Written(list(bag.items()), {}, {}).zipped(), keep=False)


PARTS: Mapping[str, tuple[float, Try]] = {
    "closed": (0.3, closed),
    "archives": (0.4, archives),
    "bags": (0.2, bags),
    "lines": (0.08, lines),
}
SHARES = {**{name: share for name, (share, _) in PARTS.items()}, "meanings": 0.02}


def batch(part: str, number: int, count: int) -> tuple[int, str]:
    """Try one batch; return how many were taken, and what flaw there was, if any."""
    taken, turn = 0, -1
    try:
        with victim(seed()) as one:
            before = one.holds()
            forger = Forger(one.seed, random.Random(number))
            for turn in range(count):
                if part == "meanings":
                    bag = forger.bag()
                    taken += one.take(Written(list(bag.items()), {}, {}).zipped(), keep=True)
                else:
                    taken += PARTS[part][1](one, random.Random(number * BATCH + turn))
            if part == "meanings":
                one.must_stand()
            elif one.holds() != before:
                raise FlawError("what was refused is in the notes")
    except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
        return taken, f"FLAW in {part}, --seed {number}, try {turn}\n{traceback.format_exc(limit=-8)}"
    return taken, ""


def run(part: str, count: int, jobs: int, first: int) -> int:
    """Try one part; print what came of it and return the number of flaws."""
    begun, taken, flaws = time.monotonic(), 0, 0
    sizes = [BATCH] * (count // BATCH) + ([count % BATCH] if count % BATCH else [])
    with ProcessPoolExecutor(jobs, get_context("fork")) as pool:
        for waiting in [pool.submit(batch, part, first + number, size) for number, size in enumerate(sizes)]:
            more, flaw = waiting.result()
            taken += more
            if flaw:
                flaws += 1
                print(flaw, flush=True)
    speed = count / (time.monotonic() - begun)
    print(f"{part:10} {count:,} tried, {count - taken:,} refused, {taken:,} taken, {flaws} flaws", end=" ")
    print(f"({speed:,.0f} a second)", flush=True)
    return flaws


def guide(runs: int, first: int) -> int:
    """Let atheris find its way through the readers; it ends the process, so it has one of its own."""
    if find_spec("atheris") is None:
        print("guided     NOT RUN: atheris is not to be had for this system", flush=True)
        return 0
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        (corpus := Path(folder) / "corpus").mkdir()
        words = [sys.executable, "-m", "fuzz.guided", str(corpus), f"-runs={runs}", "-max_len=20000"]
        ended = subprocess.run(
            [*words, f"-seed={first + 1}", f"-artifact_prefix={folder}/"], capture_output=True, text=True, check=False
        )
        flawed = ended.returncode != 0
        found = sum(1 for _ in corpus.iterdir())
        print(f"guided     {runs:,} tried, {found} ways found, {int(flawed)} flaws", flush=True)
        if flawed:
            print(ended.stdout[-2_000:], ended.stderr[-6_000:], flush=True)
    return int(flawed)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    names = (*SHARES, "guided")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(names))
    parser.add_argument("--count", type=int, default=1_000_000, help="files in all (%(default)s)")
    parser.add_argument("--guided", type=int, default=2_000_000, help="inputs for atheris (%(default)s)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2, help="at a time (%(default)s)")
    parser.add_argument("--seed", type=int, default=random.randrange(2**20), help="of what is left to chance")
    asked = parser.parse_args()
    if unknown := [one for one in asked.parts if one not in names]:
        parser.error(f"no such part: {', '.join(unknown)}")
    print(f"seed       {asked.seed}", flush=True)
    seed()  # before the processes part, so that all have the same
    shares = {name: SHARES[name] for name in asked.parts or SHARES if name in SHARES}
    each = {name: max(1, round(asked.count * share / sum(shares.values()))) for name, share in shares.items()}
    flaws = sum(run(name, count, asked.jobs, asked.seed) for name, count in each.items())
    if not asked.parts or "guided" in asked.parts:
        flaws += guide(asked.guided, asked.seed)
    print("FLAWS" if flaws else "no flaws", flush=True)
    return int(bool(flaws))


if __name__ == "__main__":
    sys.exit(main())
