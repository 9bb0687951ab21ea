"""The process of the window is killed while somebody types, and while pictures are read: what it said stays."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from torture.desks import must_hold, open_at, template
from torture.lives import LossError

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("pictures", "types")
LONGEST_S, ENDS_S = 1.5, 20.0


def run(kills: int, jobs: int, seed: int) -> Counter[str]:
    """Kill windows; return counts by kind, of what was said to be saved, and "lost"."""
    template()
    with ThreadPoolExecutor(jobs) as pool:
        return sum(pool.map(_one, [(KINDS[n % 2], seed * 100_003 + n) for n in range(kills)]), Counter[str]())


def _one(job: tuple[str, int]) -> Counter[str]:
    kind, seed = job
    chance, made = random.Random(seed), template()
    with tempfile.TemporaryDirectory(prefix="torture-") as home:
        made.copy(Path(home) / "desk")
        keys = {name: key.hex() for name, key in made.shelf.keys.items()}
        (Path(home) / "keys").write_text(json.dumps(keys))
        desk = open_at(Path(home) / "desk", made, 0)
        desk.capture.keep_note(made.scope, text="a note 1")
        desk.close()
        try:
            said = _live(Path(home), kind, chance.uniform(0, LONGEST_S))
            _look(Path(home), said)
        except LossError as loss:
            print(f"LOST when a window was killed that {kind}, {seed}: {loss}", flush=True)
            return Counter({"lost": 1})
    return Counter({f"killed: {kind}": 1, f"said to be saved: {kind}": len(said)})


def _live(home: Path, kind: str, after_s: float) -> list[dict[str, Any]]:
    """Let a window live until so long after it first said that something is saved; return all that it said."""
    words = [sys.executable, "-m", "torture.window", str(home), kind]
    own = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "PEERDESK_HOME": str(home / "peerdesk")}
    own.pop("DBUS_SESSION_BUS_ADDRESS", None)
    with (home / "complaints").open("w+") as complaints, subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=complaints, text=True, cwd=ROOT, env=own
    ) as window:  # fmt: skip
        assert window.stdout is not None
        first = window.stdout.readline()
        time.sleep(after_s)
        window.kill()
        rest = window.stdout.read()
        if not first:
            complaints.seek(0)
            raise LossError(f"the window said nothing: {complaints.read()[-2000:]}")
    lines = (first + rest).split("\n")[:-1]
    return [json.loads(line) for line in lines]


def _look(home: Path, said: list[dict[str, Any]]) -> None:
    made = template()
    desk = open_at(home / "desk", made, 5)
    must_hold(desk, {f"picture {one['picture']}": 0 for one in said if "picture" in one}, made.scope, rebuild=True)
    typed = {one.place: one.text for one in desk.capture.drafts()}
    desk.close()
    for one in said:
        if "place" in one and not typed.get(one["place"], "").startswith(one["text"].rstrip()):
            raise LossError(f"typed, said to be saved, and not there: {one}")
    for reader in {one.get("reader", 0) for one in said} - {0}:
        _must_end(reader)


def _must_end(pid: int) -> None:
    """See that the process that reads pictures goes with its window."""
    until = time.monotonic() + ENDS_S
    while Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes():
        if time.monotonic() > until:
            raise LossError("the process that reads pictures outlives its window")
        time.sleep(0.1)
