"""A writer is killed by SIGKILL again and again: what it said was saved must be there, and the file sound."""

import random
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from torture.acts import ACTS
from torture.desks import Template, copies_must_open, must_hold, open_at, template
from torture.lives import LossError, Tell, live
from torture.wholes import WHOLES, kill_in_the_middle

PARTS = {
    "writing": ("keep a note", "keep a note", "keep a note", "change a note", "keep a draft", "keep a draft"),
    "pictures": ("add a picture",),
    "copies": ("keep a note", "make a copy"),
}
SHARES = {
    "writing": 0.5,
    "pictures": 0.1,
    "copies": 0.08,
    "bringing in": 0.1,
    "bringing back": 0.05,
    "in its place": 0.05,
    "rescuing": 0.04,
    "ageing": 0.04,
    "second copies": 0.04,
}
KILLS_OF_A_DESK = 50
LONGEST, ACTS_OF_A_LIFE = 3, 4
"""A life lasts at most so many times as long as the file takes to open and be looked through, or as an act takes."""


@dataclass(frozen=True)
class Killed:
    """What came of kills at one kind of work."""

    part: str
    kills: int
    saved: int
    lost: int
    kills_per_s: float


def run(kills: int, jobs: int, seed: int) -> Iterator[Killed]:
    """Kill writers, several at a time, at each kind of work.

    Args:
        kills: in all; each part has its share.
        jobs: processes at a time.
        seed: of the moments and acts.
    """
    with ProcessPoolExecutor(jobs, get_context("fork")) as pool:
        for part, share in SHARES.items():
            left, begun, batches = max(1, round(kills * share)), time.monotonic(), list[tuple[str, int, int]]()
            while left > 0:
                batches.append((part, min(left, KILLS_OF_A_DESK), seed * 100_003 + len(batches)))
                left -= KILLS_OF_A_DESK
            done = list(pool.map(_batch, batches))
            all_kills = sum(one[0] for one in done)
            speed = all_kills / (time.monotonic() - begun)
            yield Killed(part, all_kills, sum(one[1] for one in done), sum(one[2] for one in done), speed)


def _batch(job: tuple[str, int, int]) -> tuple[int, int, int]:
    """Kill at one desk; return how often, how much was said to be saved, and how many losses."""
    part, kills, seed = job
    try:
        with tempfile.TemporaryDirectory(prefix="torture-") as folder:
            killing = partial(_writing, PARTS[part]) if part in PARTS else partial(kill_in_the_middle, WHOLES[part])
            return *killing(Path(folder) / "desk", kills, random.Random(seed)), 0
    except LossError as loss:
        print(f"LOST while {part}, batch {seed}: {loss}", flush=True)
        return kills, 0, 1


def _writing(acts: tuple[str, ...], folder: Path, kills: int, chance: random.Random) -> tuple[int, int]:
    made = template()
    made.copy(folder)
    said: dict[str, int] = {}
    opening_s, act_s, count, turn, acts_saved = 0.1, 0.01, 0, 0, 0
    while count < kills:
        turn += 1
        work = partial(_write, folder, made, dict(said), acts, (turn, chance.random()))
        opens = chance.random() < 0.2  # a fifth die while they open and check
        longest_s = opening_s if opens else max(LONGEST * opening_s, ACTS_OF_A_LIFE * act_s)
        life = live(work, chance.uniform(0, longest_s), from_first_word=not opens)
        count += life.killed
        act_s *= 1 if len(life.said) > 1 or opens else 1.5  # no act came to its end: the next life is longer
        for one in life.said:
            opening_s = one.pop("after_s", opening_s)
            act_s = 0.9 * act_s + 0.1 * one.pop("took_s", act_s)
            said |= one
            acts_saved += bool(one)
    _look_at_last(folder, made, said)
    return count, acts_saved


def _look_at_last(folder: Path, made: Template, said: dict[str, int]) -> None:
    desk = open_at(folder, made, 0)
    try:
        must_hold(desk, said, made.scope, rebuild=True)
        copies_must_open(folder, made.shelf.keys[desk.recovery._header().desk_id])
    finally:
        desk.close()


def _write(
    folder: Path, made: Template, said: dict[str, int], acts: tuple[str, ...], turn: tuple[int, float], tell: Tell
) -> None:
    """Open, see that all is there, then act until the end comes."""
    begun, chance = time.monotonic(), random.Random(turn[1])
    desk = open_at(folder, made, turn[0])
    must_hold(desk, said, made.scope, rebuild=chance.random() < 0.1)
    tell(after_s=time.monotonic() - begun)
    number = turn[0] * 10_000
    while True:
        number += 1
        begun = time.monotonic()
        done = ACTS[chance.choice(acts)](desk, made.scope, number)
        tell(**done, took_s=time.monotonic() - begun)
