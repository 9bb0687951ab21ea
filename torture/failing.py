"""Each write below SQLite fails once: `python -m torture.failing TRIES SEED`, with the library of faults.c below it.

For every kind of act the calls are counted; then the first, the second, … fails, as a dying disk would (EIO) or a full
one (ENOSPC), once or until there is room again. The act is either acknowledged and there afterwards, or refused with
a sentence and a remedy; nothing acknowledged goes missing, and the next act works.
"""

import errno
import itertools
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from peerdesk.desk.desk import Desk
from peerdesk.errors import PeerDeskError
from sqlalchemy.exc import SQLAlchemyError
from torture import faults
from torture.acts import ACTS
from torture.desks import Template, must_hold, open_at, template
from torture.lives import LossError

ERRORS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC}
Try = tuple[str, str, bool, int]


def main(tries: int, seed: int) -> int:
    """Try, print how it came out, and return how many losses there were."""
    made, came = template(), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="torture-") as home:
        for number, one in enumerate(itertools.islice(_tries(made, Path(home), seed), tries)):
            came[_try(made, Path(home) / str(number), one)] += 1
    print(f"failing writes   {came.total():,} tries, {came['kept']:,} kept, {came['refused']:,} refused,", end=" ")
    print(f"{came['let through']:,} let through, {came['lost']:,} lost", flush=True)
    return came["lost"]


def _tries(made: Template, home: Path, seed: int) -> Iterator[Try]:
    """Yield each call of each act failing in each way, in an order of chance; then from the beginning."""
    calls = {act: _count(made, home / f"counts-{act}", work) for act, work in ACTS.items()}
    every = [
        (act, error, keeps, at)
        for act, count in calls.items()
        for error in ERRORS
        for keeps in (False, True)
        for at in range(1, count + 1)
    ]
    print(f"calls of each act {calls}: {len(every):,} ways to fail", flush=True)
    chance = random.Random(seed)
    while True:
        chance.shuffle(every)
        yield from every


def _count(made: Template, folder: Path, work: Callable[..., dict[str, int]]) -> int:
    desk = open_at(made.copy(folder), made, 0)
    work(desk, made.scope, 1)
    faults.arm(folder, 0, 0, keeps=False)
    work(desk, made.scope, 2)
    calls = faults.disarm()
    desk.close()
    return calls


def _try(made: Template, folder: Path, one: Try) -> str:
    act, error, keeps, at = one
    desk = open_at(made.copy(folder), made, 0)
    said = ACTS[act](desk, made.scope, 1)
    faults.arm(folder, at, ERRORS[error], keeps=keeps)
    came = "refused"
    try:
        said |= ACTS[act](desk, made.scope, 2)
        came = "kept"
    except PeerDeskError as refusal:
        if not (refusal.message and refusal.remedy):
            raise
    except (SQLAlchemyError, OSError) as bug:
        return _lost(one, bug)
    finally:
        reached = faults.disarm() >= at
    try:
        _must_go_on(made, desk, folder, said, act)
    except (LossError, PeerDeskError, SQLAlchemyError) as loss:
        return _lost(one, loss)
    return came if reached else "let through"


def _lost(one: Try, why: Exception) -> str:
    act, error, keeps, at = one
    print(f"LOST after {act}, {error} at call {at}{' and on' if keeps else ''}: {why!r}", flush=True)
    return "lost"


def _must_go_on(made: Template, desk: Desk, folder: Path, said: dict[str, int], act: str) -> None:
    """See that all is there, that the same act now works, and that the file opens as it was left."""
    must_hold(desk, said, made.scope)
    said |= ACTS[act](desk, made.scope, 3)
    must_hold(desk, said, made.scope)
    desk.close()
    again = open_at(folder, made, 9)
    must_hold(again, said, made.scope, rebuild=True)
    again.close()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])) > 0)
