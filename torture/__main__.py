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

from torture import days, kills, migrations, migrations_server, windows
from torture.faults import run_below

SCHEDULES = ("tests/storage/test_schedules.py", "tests/storage/test_undo_law.py")
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
    return _run_in_own_mounts("torture.full", asked.disks, asked.seed)


def bring_over(asked: argparse.Namespace) -> int:
    """Bring older desks to a later version: kill, fail, fill; on a server too, where a try takes longer."""
    came = migrations.run(asked.migrations, asked.jobs, asked.seed, asked.notes)
    lost, copies = came.pop("lost", 0), came.pop("copies", 0)
    print(f"migrations       {came.total():,} kills, {copies:,} copies looked at, {lost:,} lost:", end=" ")
    print(_told(came), flush=True)
    lost += run_below("torture.migrations_failing", [str(asked.migrations), str(asked.seed)])
    if few := asked.migrations // 5:
        lost += _run_in_own_mounts("torture.migrations_full", few, asked.seed)
        on_server = migrations_server.run(few, asked.seed)
        print(f"on a server      {_told(on_server)}", flush=True)
        lost += on_server["lost"]
    return lost


def kill_windows(asked: argparse.Namespace) -> int:
    """Kill the process of the window."""
    came = windows.run(asked.windows, asked.jobs, asked.seed)
    print(f"windows          {_told(came)}, {came['lost']:,} lost", flush=True)
    return came["lost"]


def _told(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {what}" for what, number in sorted(counts.items()))


def _run_in_own_mounts(module: str, tries: int, seed: int) -> int:
    own_mounts = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    if subprocess.run([*own_mounts, "true"], check=False, capture_output=True).returncode:
        print("small disk       NOT RUN: this system gives no mounts of one's own", flush=True)
        return 0
    words = [sys.executable, "-m", module, str(tries), str(seed)]
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
    words = ["-m", "pytest", "-p", "no:xdist", "-o", "faulthandler_timeout=0", *SCHEDULES]
    own = {**os.environ, "PEERDESK_SCHEDULES": str(asked.schedules)}
    ended = subprocess.run([sys.executable, *words], cwd=ROOT, env=own, capture_output=True, text=True, check=False)
    print(f"schedules        {asked.schedules:,} asked for: {ended.stdout.strip().splitlines()[-1]}", flush=True)
    if ended.returncode:
        print(ended.stdout, flush=True)
    return ended.returncode


def live_days(asked: argparse.Namespace) -> int:
    """Live review days on four laptops, with real files, a stick that gets lost, and a record on PostgreSQL."""
    came = days.run(asked.days, asked.jobs, asked.seed)
    lost = came.pop("lost", 0)
    print(f"days             {_told(came)}, {lost:,} lost", flush=True)
    return lost


PARTS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "kills": kill,
    "keys": change_keys,
    "fails": fail,
    "disks": fill,
    "migrations": bring_over,
    "windows": kill_windows,
    "canaries": look_for_canaries,
    "schedules": schedule,
    "days": live_days,
}

USUAL = {
    "kills": 10_000,
    "keys": 200,
    "fails": 2_500,
    "disks": 50,
    "migrations": 400,
    "windows": 100,
    "canaries": 3,
    "schedules": 500,
    "days": 1_000,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m torture", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    for name, usual in USUAL.items():
        parser.add_argument(f"--{name}", type=int, default=usual, help="how many (%(default)s)")
    parser.add_argument("--notes", type=int, default=3000, help="on a desk that is brought over (%(default)s)")
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
