"""A writer is killed by SIGKILL again and again: what it said was saved must be there, and the file sound."""

import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from torture.acts import ACTS
from torture.desks import PACKAGE, Template, copies_must_open, must_hold, open_at, template
from torture.lives import Life, LossError, Tell, live

PARTS = {
    "writing": ("keep a note", "keep a note", "keep a note", "change a note", "keep a draft", "keep a draft"),
    "pictures": ("add a picture",),
    "copies": ("keep a note", "make a copy"),
    "bringing in": (),
}
SHARES = {"writing": 0.7, "pictures": 0.1, "copies": 0.1, "bringing in": 0.1}
KILLS_OF_A_DESK = 50
LONGEST = 3
"""A life lasts so many times as long as the file takes to open, and be looked through: also where all is slow."""


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
            left, begun, batches = round(kills * share), time.monotonic(), list[tuple[str, int, int]]()
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
            killing = _bringing_in if part == "bringing in" else partial(_writing, PARTS[part])
            return *killing(Path(folder) / "desk", kills, random.Random(seed)), 0
    except LossError as loss:
        print(f"LOST while {part}, batch {seed}: {loss}", flush=True)
        return kills, 0, 1


def _writing(acts: tuple[str, ...], folder: Path, kills: int, chance: random.Random) -> tuple[int, int]:
    made = template()
    made.copy(folder)
    said: dict[str, int] = {}
    opening_s, count, turn, acts_saved = 0.1, 0, 0, 0
    while count < kills:
        turn += 1
        work = partial(_write, folder, made, dict(said), acts, (turn, chance.random()))
        opens = chance.random() < 0.2  # a fifth die while they open and check
        life = live(work, chance.uniform(0, opening_s * (1 if opens else LONGEST)), from_first_word=not opens)
        count += life.killed
        for one in life.said:
            opening_s = one.pop("after_s", opening_s)
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
        tell(**ACTS[chance.choice(acts)](desk, made.scope, number))


def _bringing_in(folder: Path, kills: int, chance: random.Random) -> tuple[int, int]:
    made, count, whole, said = template(), 0, 0, False
    made.copy(folder)
    longest_s = 1.0
    while count < kills:
        begun = time.monotonic()
        life = live(partial(_bring_in, folder, made, said), chance.uniform(0, longest_s))
        count += life.killed
        said = said or _has(life, "brought")
        if _has(life, "whole"):
            longest_s = 0.7 * longest_s + 0.3 * 1.2 * (time.monotonic() - begun)
            whole, said = whole + 1, False
            shutil.rmtree(folder)
            made.copy(folder)
    return count, whole


def _bring_in(folder: Path, made: Template, said: bool, tell: Tell) -> None:
    """See that a package is there as a whole or not at all; if not, bring it in."""
    desk = open_at(folder, made, 0)
    must_hold(desk, {}, made.scope, rebuild=True)
    here = {one.record_id for one in desk.capture.notes(made.scope)} & set(made.from_ben)
    if here and len(here) < len(made.from_ben):
        raise LossError(f"{len(here)} of {len(made.from_ben)} notes of one package")
    if said and not here:
        raise LossError("a package that was said to be brought in")
    if not here:
        desk.packages.merge(desk.packages.preview(folder / PACKAGE))
        tell(brought=1)
    must_hold(desk, {f"note {one}": 0 for one in made.from_ben}, made.scope)
    tell(whole=1)


def _has(life: Life, word: str) -> bool:
    return any(word in one for one in life.said)
