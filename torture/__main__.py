"""Try for hours to make a desk lose a word: `python -m torture [PART …] [--kills N] …`, all parts if none is named.

Prints counts and losses, and ends with 1 if there was one. `make torture` runs it.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from torture import kills
from torture.faults import run_below

ROOT = Path(__file__).resolve().parent.parent


def kill(asked: argparse.Namespace) -> int:
    """Kill writers."""
    lost = 0
    for one in kills.run(asked.kills, asked.jobs, asked.seed):
        print(f"killed {one.part:12} {one.kills:,} kills, {one.saved:,} acts acknowledged, {one.lost:,} lost", end=" ")
        print(f"({one.kills_per_s:.1f} kills a second)", flush=True)
        lost += one.lost
    return lost


def change_keys(asked: argparse.Namespace) -> int:
    """Kill a change of the key and of the recovery words."""
    lost = 0
    for what in ("relock", "words"):
        with tempfile.TemporaryDirectory(prefix="torture-") as folder:
            words = ["-m", "tests.desk.killing_recovery", what, f"{folder}/desk", str(asked.keys)]
            ended = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)
        print(f"killed {what:12} {asked.keys:,} kills, {ended.stdout.strip() or ended.stderr}", flush=True)
        lost += ended.returncode != 0
    return lost


def fail(asked: argparse.Namespace) -> int:
    """Fail what is written below SQLite."""
    return run_below("torture.failing", [str(asked.fails), str(asked.seed)])


def fill(asked: argparse.Namespace) -> int:
    """Fill small disks, and let them only be read."""
    own_mounts = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    if subprocess.run([*own_mounts, "true"], check=False, capture_output=True).returncode:
        print("small disk       NOT RUN: this system gives no mounts of one's own", flush=True)
        return 0
    words = [sys.executable, "-m", "torture.full", str(asked.disks), str(asked.seed)]
    return subprocess.run([*own_mounts, *words], cwd=ROOT, check=False).returncode


def look_for_canaries(asked: argparse.Namespace) -> int:
    """Look for typed words in clear."""
    lost = 0
    for _ in range(asked.canaries):
        with tempfile.TemporaryDirectory(prefix="torture-") as home:
            temporary = Path(home) / "tmp"
            temporary.mkdir()
            own = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), home)
            own |= {"TMPDIR": str(temporary), "SQLITE_TMPDIR": str(temporary), "PEERDESK_HOME": f"{home}/peerdesk"}
            lost += run_below("torture.canaries", [], {**own, "QT_QPA_PLATFORM": "offscreen"})
    return lost


def schedule(asked: argparse.Namespace) -> int:
    """Let desks with odd clocks do anything in any order (hypothesis)."""
    words = ["-m", "pytest", "-p", "no:xdist", "tests/storage/test_schedules.py"]
    own = {**os.environ, "PEERDESK_SCHEDULES": str(asked.schedules)}
    ended = subprocess.run([sys.executable, *words], cwd=ROOT, env=own, capture_output=True, text=True, check=False)
    print(f"schedules        {asked.schedules:,} asked for: {ended.stdout.strip().splitlines()[-1]}", flush=True)
    if ended.returncode:
        print(ended.stdout, flush=True)
    return ended.returncode


PARTS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "kills": kill,
    "keys": change_keys,
    "fails": fail,
    "disks": fill,
    "canaries": look_for_canaries,
    "schedules": schedule,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m torture", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    for name, usual in (("kills", 10_000), ("keys", 200), ("fails", 2_500), ("disks", 50), ("canaries", 3)):
        parser.add_argument(f"--{name}", type=int, default=usual, help="how many (%(default)s)")
    parser.add_argument("--schedules", type=int, default=500, help="how many (%(default)s)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2, help="writers at a time (%(default)s)")
    parser.add_argument("--seed", type=int, default=random.randrange(2**20), help="of what is left to chance")
    asked = parser.parse_args()
    if unknown := [one for one in asked.parts if one not in PARTS]:
        parser.error(f"no such part: {', '.join(unknown)}")
    print(f"seed             {asked.seed}", flush=True)
    lost = [name for name in asked.parts or PARTS if PARTS[name](asked)]
    print(f"LOSSES: {', '.join(lost)}" if lost else "no losses", flush=True)
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
