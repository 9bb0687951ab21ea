"""What a migration writes fails: `python -m torture.migrations_failing TRIES SEED`, with the library of faults.c below.

The desk opens as new, or is refused with a sentence and a remedy, and is as it was, with the copy of it; when the disk
says yes again it is brought to the later version.
"""

import random
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from peerdesk.desk.desk import FILE
from peerdesk.desk.opening import find_key
from peerdesk.errors import PeerDeskError
from sqlalchemy.exc import SQLAlchemyError
from torture import faults
from torture.desks import Template, must_hold, open_at
from torture.failing import ERRORS
from torture.lives import LossError
from torture.older import Columns, Held, held_in_file, later_peerdesk, must_be_filled, must_be_old_or_new, old_desk

NOTES = 300


@dataclass(frozen=True)
class Before:
    """The desk that each try begins with; `calls` are those that reach the disk when nothing fails."""

    made: Template
    key: bytes
    held: Held
    new: Columns
    calls: int


def main(tries: int, seed: int) -> int:
    """Try, print how it came out, and return how many losses there were."""
    chance, came = random.Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="torture-") as home:
        before = _before(Path(home) / "first")
        for number in range(tries):
            folder = before.made.copy(Path(home) / str(number))
            at = chance.randint(1, before.calls)
            which, keeps = chance.choice([*ERRORS]), chance.random() < 0.5
            try:
                came[_try(before, folder, at, ERRORS[which], keeps)] += 1
            except (LossError, PeerDeskError, SQLAlchemyError, OSError) as loss:
                print(f"LOST in a migration, {which} at call {at}{' and on' if keeps else ''}: {loss!r}", flush=True)
                came["lost"] += 1
            shutil.rmtree(folder)
    print(f"failing steps    {tries:,} tries at {before.calls:,} calls, {came['opened']:,} opened,", end=" ")
    print(f"{came['refused']:,} refused, {came['lost']:,} lost", flush=True)
    return came["lost"]


def _before(folder: Path) -> Before:
    made = old_desk(NOTES)
    made.copy(folder)
    key = find_key(folder, made.shelf)[1]
    held = held_in_file(folder / FILE, key)
    faults.arm(folder, 0, 0, keeps=False)
    with later_peerdesk():
        open_at(folder, made, 1).close()
    calls = faults.disarm()
    return Before(made, key, held, held_in_file(folder / FILE, key).schema, calls)


def _try(before: Before, folder: Path, at: int, error: int, keeps: bool) -> str:
    faults.arm(folder, at, error, keeps=keeps)
    came = "refused"
    try:
        with later_peerdesk():
            open_at(folder, before.made, 1).close()
        came = "opened"
    except PeerDeskError as refusal:
        if not (refusal.message and refusal.remedy):
            raise LossError(f"refused without a sentence: {refusal!r}") from refusal
    finally:
        faults.disarm()
    beside = shutil.copytree(folder, folder.with_name("beside"))
    is_new = must_be_old_or_new(held_in_file(beside / FILE, before.key, before.held.schema), before.held, before.new)
    shutil.rmtree(beside)
    copies = [*(folder / "copies").glob("*.backup")]
    if (came == "opened" and not is_new) or (is_new and not copies):
        raise LossError(f"{came}, with {len(copies)} copies, and {'new' if is_new else 'old'}")
    if any(held_in_file(one, before.key) != before.held for one in copies):
        raise LossError("the copy does not hold what was there before")
    with later_peerdesk():
        desk = open_at(folder, before.made, 2)
    must_hold(desk, {"draft now.line": 1}, before.made.scope, rebuild=True)
    must_be_filled(desk.engine)
    desk.close()
    return came


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])) > 0)
