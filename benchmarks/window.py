"""How long the window is deaf, opens and starts, with a full desk beside an empty one and beside an empty window.

`python -m benchmarks window`, and `python -m benchmarks first` for the start alone. Each window is a process of its
own. A heartbeat in the window's thread measures how long nothing is heard; of that, what the window's thread itself
computed does not depend on who else is at work on the machine, and what it waited does. Where there is a display the
same is measured there, else without a screen. Code is compiled once and kept, as where PeerDesk is installed.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.full_desk import make

STARTS, LIVES, DEAF_MS, FRAME_MS, MEMORY_MB = 7, 3, 50, 1000 / 60, 150


@dataclass(frozen=True)
class Figure:
    """One line of the result.

    Attributes:
        name: what was measured.
        median: of several runs.
        worst: of all runs.
        unit: of both.
        note: what it is beside, or where the time went.
    """

    name: str
    median: float
    worst: float
    unit: str
    note: str = ""


def ask(module: str, *words: str) -> dict[str, Any]:
    """Run a window in a process of its own; return what it says of itself, and when it was asked."""
    words_of_it = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    words_of_it |= {} if os.environ.get("DISPLAY") else {"QT_QPA_PLATFORM": "offscreen"}
    begun = time.time()
    run = subprocess.run(
        [sys.executable, "-m", module, *words], capture_output=True, text=True, check=False, env=words_of_it
    )
    for line in run.stderr.splitlines():
        if not line.startswith("This plugin does not support"):  # nothing is amiss: there is no screen
            print(line, file=sys.stderr)
    run.check_returncode()
    return {**json.loads(run.stdout.splitlines()[-1]), "begun": begun}


def figure(name: str, values: Sequence[float], unit: str, note: str = "") -> Figure:
    return Figure(name, statistics.median(values), max(values), unit, note)


def beside(times: Sequence[float], least: float) -> str:
    return f"{statistics.median(times) / least:.1f} times as long"


def starts(empty: Path, full: Path, room: Path) -> list[Figure]:
    """Start each in turn, so that a busy moment hits all; the first round only lets code be compiled."""
    kinds = (
        ("benchmarks.empty_window",),
        ("benchmarks.at_window", str(room / "nobody"), "type"),
        ("benchmarks.at_window", str(empty), "type"),
        ("benchmarks.at_window", str(empty), "open"),
        ("benchmarks.at_window", str(full), "open"),
    )
    for module, *words in kinds:
        ask(module, *words)
    runs = [[ask(module, *words) for module, *words in kinds] for _ in range(STARTS)]
    bare, first, later, ours, many = zip(*runs, strict=True)

    def took(several: Iterable[dict[str, Any]], until: str = "at") -> list[float]:
        return [(one[until] - one["begun"]) * 1000 for one in several]

    def computed(several: Iterable[dict[str, Any]], name: str = "cpu_ms") -> float:
        return float(statistics.median([one[name] for one in several]))

    least, opened = statistics.median(took(bare)), statistics.median([one["opened_ms"] for one in ours])
    cpu = computed(bare)

    def told(several: Iterable[dict[str, Any]], until: str = "at") -> str:
        these = list(several)
        return f"{beside(took(these, until), least)}; computing alone {computed(these) / cpu:.1f}"

    memory = statistics.median([one["memory_mb"] for one in bare])
    return [
        figure("start: an empty PySide6 window", took(bare), "ms", f"computing {cpu:.0f} ms"),
        figure("start ratio: the first start takes a name", took(first), "ms", told(first)),
        figure("start ratio: later starts take a line", took(later), "ms", told(later)),
        figure("start: Home is filled, an empty desk", took(ours), "ms", told(ours)),
        figure("start: Home is filled, a full desk", took(many), "ms", told(many)),
        figure("open a full desk, over an empty one", [one["opened_ms"] - opened for one in many], "ms"),
        figure("memory at start, over an empty window", [one["memory_mb"] - memory for one in many], "MB"),
    ]


def p99(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.99)]


def lives(full: Path, room: Path) -> list[Figure]:
    """Live a part of a day on copies of the full desk."""
    runs, looks, memory = [], [], ask("benchmarks.empty_window")["memory_mb"]
    for number in range(LIVES):
        folder = shutil.copytree(full, room / f"life{number}")
        looks.append(ask("benchmarks.at_window", str(folder), "look"))
        runs.append(ask("benchmarks.at_window", str(folder), "live"))
        shutil.rmtree(folder)
    figures = [
        figure("key to glyph, p99, 10,000 notes", [p99(one["glyphs_ms"]) for one in runs], "ms"),
        figure(
            "a notch of the wheel, p99", [p99(one["frames_ms"]) for one in runs], "ms", f"a frame is {FRAME_MS:.1f}"
        ),
        figure("opening Now: the first time", [one["pages_ms"]["now"] for one in runs], "ms"),
        figure("opening Notes: the first time", [one["pages_ms"]["notes"] for one in runs], "ms"),
        figure(
            "memory with 10,000 notes, Now and Notes shown, over an empty window",
            [one["memory_mb"] - memory for one in looks],
            "MB",
            f"the budget is {MEMORY_MB}; made by then: {', '.join(looks[0]['pages'])}",
        ),
        figure(
            "memory with 10,000 notes, after all pages, over an empty window",
            [one["memory_mb"] - memory for one in runs],
            "MB",
        ),
    ]
    doing = dict.fromkeys(gap["doing"] for one in runs for gap in one["gaps"])
    return [
        *figures,
        *(deaf(name, [[gap for gap in one["gaps"] if gap["doing"] == name] for one in runs]) for name in doing),
    ]


def deaf(name: str, runs: Sequence[Sequence[dict[str, Any]]]) -> Figure:
    """Return the longest time without a beat in each run, and what the window's thread computed in the worst."""
    longest = [max((gap["wall_ms"] for gap in run), default=0.0) for run in runs]
    worst = max((gap for run in runs for gap in run), key=lambda gap: gap["wall_ms"])
    computed = max(gap["cpu_ms"] for run in runs for gap in run)
    late = sum(gap["wall_ms"] > DEAF_MS for run in runs for gap in run) / len(runs)
    seen = max(worst["where"], key=lambda one: worst["where"][one], default="")
    told = f"computed at most {computed:.0f} ms; {late:.1f} over {DEAF_MS} ms a run; {seen.rpartition(' > ')[2]}"
    return figure(f"deaf while {name}", longest, "ms", told)


def make_rooms(room: Path) -> None:
    """Make an empty desk and a full one."""
    for one, notes in (("empty", 0), ("full", None)):
        (room / one).mkdir()
        make(room / one, **({} if notes is None else {"notes": notes}))


def run() -> list[Figure]:
    """Return all figures."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        os.environ["PYTHONPYCACHEPREFIX"] = str(room / "compiled")
        make_rooms(room)
        return [*starts(room / "empty", room / "full", room), *lives(room / "full", room)]
