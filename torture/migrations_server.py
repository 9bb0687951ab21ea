"""The steps to a later version on a PostgreSQL server: whoever takes them is killed, or the server's own process is."""

import os
import random
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from peerdesk.desk.opening import find_key
from peerdesk.errors import PeerDeskError
from peerdesk.storage.engine import open_desk, open_record, sessions_on
from peerdesk.storage.union import take_over
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError
from tests.storage.server import programs, running
from torture.lives import LossError, Tell, live
from torture.older import Columns, Held, held_in, later_steps, must_be_filled, must_be_old_or_new, old_desk

NOTES = 300
LONGEST_S_TO_RECOVER = 30.0
OLD_ONE, TRIED = "old_one", "tried"


def run(kills: int, seed: int) -> Counter[str]:
    """Kill on a server of our own; return counts, and "not run" if there is no PostgreSQL here."""
    where, came, chance = programs(), Counter[str](), random.Random(seed)
    if where is None:
        return Counter({"not run": 1})
    with running(where) as url, _administering(url) as administrator:
        old, new, whole_s = _fill(url, administrator)
        for number in range(kills):
            try:
                came[_try(url, administrator, old, new, chance.uniform(0, 1.1 * whole_s), backend=number % 3 == 2)] += 1
            except (LossError, PeerDeskError) as loss:
                print(f"LOST in a migration on a server: {loss!r}", flush=True)
                came["lost"] += 1
    return came


@contextmanager
def _administering(url: str) -> Iterator[Engine]:
    engine = create_engine(_at(url, "postgres", driver="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    try:
        yield engine
    finally:
        engine.dispose()


def _at(url: str, database: str, *, driver: str = "postgresql") -> str:
    return make_url(url).set(database=database, drivername=driver).render_as_string(hide_password=False)


def _fill(url: str, administrator: Engine) -> tuple[Held, Columns, float]:
    """Make a database as an older version left it; return what it holds, where the steps lead, and their seconds."""
    with administrator.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {OLD_ONE}"))
    made = old_desk(NOTES)
    with tempfile.TemporaryDirectory(prefix="torture-") as home:
        folder = made.copy(Path(home) / "desk")
        desk = open_desk(folder / "desk.db", find_key(folder, made.shelf)[1])
        record = open_record(_at(url, OLD_ONE), b"")
        with sessions_on(desk).read.begin() as source, sessions_on(record).write.begin() as session:
            take_over(session, source)
        old = held_in(record)
        record.dispose()
        desk.dispose()
    _begin_anew(administrator)
    begun = time.monotonic()
    later = open_record(_at(url, TRIED), b"", later_steps())
    whole_s = time.monotonic() - begun
    new = held_in(later).schema
    must_be_filled(later)
    later.dispose()
    return old, new, whole_s


def _begin_anew(administrator: Engine) -> None:
    with administrator.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {TRIED} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {TRIED} TEMPLATE {OLD_ONE}"))


def _try(url: str, administrator: Engine, old: Held, new: Columns, at_s: float, *, backend: bool) -> str:
    _begin_anew(administrator)
    administrator.dispose()  # the server may take its connections with it
    life = live(partial(_migrate_and_die if backend else _migrate, _at(url, TRIED), at_s), 60 if backend else at_s)
    told = life.said[-1] if life.said else {}
    record = _open_again(_at(url, TRIED))
    try:
        is_new = must_be_old_or_new(held_in(record, old.schema), old, new)
        if "opened" in told and not is_new:
            raise LossError("it was opened as new, and is old")
        if is_new:
            must_be_filled(record)
    finally:
        record.dispose()
    later = open_record(_at(url, TRIED), b"", later_steps())
    if not must_be_old_or_new(held_in(later, old.schema), old, new):
        raise LossError("it cannot be brought to the later version any more")
    must_be_filled(later)
    later.dispose()
    return f"{'server' if backend else 'client'} killed, then {'new' if is_new else 'old'}"


def _migrate(url: str, _: float, tell: Tell) -> None:
    open_record(url, b"", later_steps(tell)).dispose()
    tell(opened=1)


def _migrate_and_die(url: str, at_s: float, tell: Tell) -> None:
    """Take the steps, and kill the server's own process that takes them for us."""
    timer = threading.Timer(at_s, _kill_who_serves, [url])
    timer.start()
    try:
        _migrate(url, at_s, tell)
    except PeerDeskError:
        tell(refused=1)
    timer.join()


def _kill_who_serves(url: str) -> None:
    engine = create_engine(_at(url, "postgres", driver="postgresql+psycopg"))
    with engine.connect() as connection:
        pids = connection.scalars(text("SELECT pid FROM pg_stat_activity WHERE datname = :name"), {"name": TRIED}).all()
    engine.dispose()
    for pid in pids:
        os.kill(int(pid), signal.SIGKILL)


def _open_again(url: str) -> Engine:
    """Connect, once the server has found its way back, and look at nothing but what is there."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    until = time.monotonic() + LONGEST_S_TO_RECOVER
    while True:
        try:
            engine.connect().close()
        except OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return engine
