"""An older desk is brought to a later version, and killed in the middle of it, again and again."""

import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from peerdesk.desk.desk import FILE
from peerdesk.desk.opening import find_key
from torture.desks import Template, must_hold, open_at
from torture.lives import Life, LossError, Tell, live
from torture.older import OLD, Columns, Held, held_in_file, later_peerdesk, must_be_filled, must_be_old_or_new, old_desk

KILLS_OF_A_BATCH = 25
AT_LAST = 60
"""Minutes after nine at which nobody kills any more."""


@dataclass
class Old:
    """One desk that an older version left, killed as it wrote.

    Attributes:
        before: what it holds, read from a copy of it.
        new: the tables that the steps lead to.
        said: what was acknowledged last.
    """

    made: Template
    folder: Path
    key: bytes
    before: Held
    new: Columns
    said: dict[str, int]


def run(kills: int, jobs: int, seed: int, notes: int) -> Counter[str]:
    """Kill; return counts: where each kill fell, "copies" that were looked at, and "lost".

    Args:
        kills: in all.
        jobs: processes at a time.
        seed: of the moments.
        notes: on the desk.
    """
    batches = [min(KILLS_OF_A_BATCH, kills - done) for done in range(0, kills, KILLS_OF_A_BATCH)]
    with ProcessPoolExecutor(jobs, get_context("fork")) as pool:
        came = pool.map(_batch, [(count, seed * 100_003 + number, notes) for number, count in enumerate(batches)])
        return sum(came, Counter[str]())


def _batch(job: tuple[int, int, int]) -> Counter[str]:
    kills, seed, notes = job
    came, chance = Counter[str](), random.Random(seed)
    try:
        with tempfile.TemporaryDirectory(prefix="torture-") as home:
            new, whole_s = _first(old_desk(notes), Path(home) / "first")
            number = 0
            while came.total() - came["copies"] < kills:
                number += 1
                old = _left_by_a_kill(old_desk(notes), Path(home) / str(number), new)
                came += Counter(_bring_over(old, chance, whole_s, kills - came.total() + came["copies"]))
                shutil.rmtree(Path(home) / str(number))
    except LossError as loss:
        print(f"LOST while a desk is brought to a later version, batch {seed}: {loss}", flush=True)
        came["lost"] += 1
    return came


def _first(made: Template, folder: Path) -> tuple[Columns, float]:
    """Bring a desk to the later version; return its tables then, and how long it took, in seconds."""
    made.copy(folder)
    begun = time.monotonic()
    with later_peerdesk():
        open_at(folder, made, 1).close()
    took_s = time.monotonic() - begun
    return held_in_file(folder / FILE, find_key(folder, made.shelf)[1]).schema, took_s


def _left_by_a_kill(made: Template, home: Path, new: Columns) -> Old:
    """Copy a desk, and kill the older version that writes on it: what it said last lies in SQLite's journal."""
    folder = home / "desk"
    made.copy(folder)

    def write(tell: Tell) -> None:
        desk = open_at(folder, made, 0)
        note_id, _ = desk.capture.keep_note(made.scope, text="the last words 7")
        desk.capture.keep_draft("now.line", "being typed 8")
        tell(**{f"note {note_id}": 7, "draft now.line": 8})
        time.sleep(60)

    said = live(write, 0, from_first_word=True).said[0]
    if not (folder / f"{FILE}-wal").stat().st_size:
        raise LossError("nothing was left in the journal, so nothing of this is proved")
    key = find_key(folder, made.shelf)[1]
    beside = shutil.copytree(folder, home / "beside")
    before = held_in_file(beside / FILE, key)
    return Old(made, folder, key, before, new, said)


def _bring_over(old: Old, chance: random.Random, whole_s: float, most: int) -> Iterator[str]:
    """Kill starts of the later PeerDesk until one comes to its end; yield where each kill fell."""
    is_new = False
    for number in range(1, most + 1):
        life = live(partial(_open, old, number), chance.uniform(0, 1.1 * whole_s))
        if life.killed:
            yield _where(life)
        was, is_new = is_new, _look(old, life, looks_closer=chance.random() < 0.2)
        if was and not is_new:
            raise LossError("it was new, and is old again")
        yield from ["copies"] * len(_copies(old.folder))
        if is_new:
            break
    with later_peerdesk():
        desk = open_at(old.folder, old.made, AT_LAST)
    must_hold(desk, old.said, old.made.scope, rebuild=True)
    must_be_filled(desk.engine)
    desk.close()
    _copies_must_be_old(old)


def _open(old: Old, minutes: int, tell: Tell) -> None:
    with later_peerdesk(tell):
        open_at(old.folder, old.made, minutes)
        tell(opened=1)


def _where(life: Life) -> str:
    told = [f"{what} {said}" for one in life.said for what, said in one.items() if said != OLD]
    return f"after {told[-1]}" if told else "while opening and copying"


def _look(old: Old, life: Life, *, looks_closer: bool) -> bool:
    """Look at a copy of what the kill left, so that the next start finds it as it is; say whether it is new."""
    beside = old.folder.with_name("beside")
    shutil.rmtree(beside)
    shutil.copytree(old.folder, beside)
    is_new = must_be_old_or_new(held_in_file(beside / FILE, old.key, old.before.schema), old.before, old.new)
    if any("opened" in one for one in life.said) and not is_new:
        raise LossError("it was opened as new, and is old")
    if (is_new or life.said) and not _copies(old.folder):
        raise LossError("no copy was made first")
    _copies_must_be_old(replace(old, folder=beside))
    if looks_closer and not is_new:
        desk = open_at(beside, old.made, AT_LAST)  # as the older version does
        must_hold(desk, old.said, old.made.scope, rebuild=True)
        desk.close()
    return is_new


def _copies(folder: Path) -> list[Path]:
    return [*(folder / "copies").glob("*.backup")]


def _copies_must_be_old(old: Old) -> None:
    """See that each copy that has its name holds what the desk held before."""
    for copy in _copies(old.folder):
        held = held_in_file(copy, old.key)
        if held != old.before:
            raise LossError(f"the copy {copy.name} does not hold what was there before")
