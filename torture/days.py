"""Review days by chance, one after the other: at the end all laptops say the same, and so does PostgreSQL."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from random import Random

from peerdesk.desk.acting import Acting
from peerdesk.desk.desk import Desk, open_here, start_here
from peerdesk.desk.keeping import Digest
from peerdesk.desk.packages import Packages
from peerdesk.desk.people import People
from peerdesk.desk.record import open_record_of
from peerdesk.errors import PeerDeskError
from peerdesk.storage.digests import holds, says
from peerdesk.storage.engine import open_record, sessions_on
from peerdesk.storage.people import put_person
from peerdesk.storage.schema import VersionRow
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from tests.people import Clock, Team, start_team
from tests.storage.server import programs, running
from torture.day import Day, heard, must
from torture.lives import LossError

KEPT_BY = "Mo Brandt"
TEAM, RECORD = "team", "record"


def run(days: int, jobs: int, seed: int) -> Counter[str]:
    """Live days, several at a time, with a PostgreSQL server of our own beside them; return counts.

    Args:
        days: how many.
        jobs: processes at a time.
        seed: day number n has the seed `seed + n`.
    """
    where, came = programs(), Counter[str]()
    if where is None:
        raise LossError("there is no PostgreSQL here, and without it this proves nothing")
    first_team()
    with running(where) as url, ProcessPoolExecutor(jobs, get_context("fork")) as pool:
        stripes = [range(seed + job, seed + days, jobs) for job in range(jobs)]
        for counts in pool.map(_live_some, stripes, [url] * jobs, range(jobs)):
            came += counts
    return came


@cache
def first_team() -> tuple[tempfile.TemporaryDirectory[str], Team]:
    """Begin a review once, and meet the coordinator; each day is lived on copies."""
    folder = tempfile.TemporaryDirectory(prefix="days-")
    team = start_team(Path(folder.name) / "laptops")
    coordinator = start_here(Path(folder.name) / "coordinator", team.shelf, KEPT_BY, Clock())
    for desk in team.desks.values():
        desk.people.add(coordinator.people.mine, typed_words=desk.people.words(coordinator.identity.key_id))
        coordinator.people.add(desk.people.mine, typed_words=coordinator.people.words(desk.identity.key_id))
    coordinator.close()
    return folder, team


def _live_some(seeds: Sequence[int], url: str, number: int) -> Counter[str]:
    came = Counter[str]()
    for database in (TEAM, RECORD):
        _create(url, f"{database}{number}")
    for seed in seeds:
        try:
            came += live_one(seed, url, number)
        except (AssertionError, PeerDeskError, SQLAlchemyError, LookupError, ValueError) as loss:
            print(f"LOST on the day of seed {seed}: {loss!r}", flush=True)
            came["lost"] += 1
        came["days"] += 1
        if came["days"] % 50 == 0:
            print(f"  process {number}: {came['days']} days, {came['lost']} lost", flush=True)
    return came


def live_one(seed: int, url: str, number: int = 0) -> Counter[str]:
    """Live one day, meet, and hold two records and a server beside the laptops; return counts.

    Args:
        seed: decides all of it.
        url: of a server.
        number: of this process's databases there.

    Raises:
        LossError: something is not as it must be.
    """
    chance, (kept, first) = Random(seed), first_team()
    with tempfile.TemporaryDirectory(prefix="days-") as folder, ExitStack() as stack:
        home = Path(folder)
        shutil.copytree(Path(kept.name) / "coordinator", home / "coordinator")
        coordinator = open_here(home / "coordinator", first.shelf, Clock())
        stack.callback(coordinator.close)
        team = first.copy(home / "laptops")
        stack.callback(team.close)
        day = Day(team, home, coordinator.people.mine, chance)
        day.live()
        day.meet()
        _meet_the_server(day, _database(url, f"{TEAM}{number}"))
        _meet_the_records(day, coordinator, [f"sqlite:///{home}/record.db", _emptied(url, f"{RECORD}{number}")])
    return day.counts


def _meet_the_server(day: Day, url: str) -> None:
    """Bring in on PostgreSQL, in some order, what everybody gave last: it says the same as the laptops."""
    lead = day.team.lead
    engine = open_record(url, b"")
    try:
        acting = Acting(sessions_on(engine), lead.identity, lead.acting.now)
        with acting.sessions.write.begin() as session:
            _empty(session)
            for person in lead.people.all():
                put_person(session, person)
        packages = Packages(acting, People(acting), list)
        for one in day.shuffled(day.last):
            preview = packages.preview(one.path)
            packages.merge(preview, typed_words=heard(preview))
        with acting.look() as session:
            must(Digest(holds(session), says(session)) == lead.keeping.digest(), "the server holds not the same")
            day.counts["on PostgreSQL"] += 1
    finally:
        engine.dispose()


def _meet_the_records(day: Day, coordinator: Desk, urls: Sequence[str]) -> None:
    """Bring what was given for the record into one in a file and one on a server, each in an order of its own."""
    said = set[Digest]()
    for url in urls:
        record = open_record_of(coordinator, url)
        try:
            for path in day.shuffled([*day.for_record, *day.for_record[:1]]):
                record.bring_in(path, typed_words=heard(record.preview(path)))
            must(not any(one.notes for one in record.reviews()), "a note is in the record")
            said.add(record.digest())
        finally:
            record.close()
    must(len(said) == 1, "two records hold not the same")
    day.counts["for the record"] += len(day.for_record)


def _emptied(url: str, database: str) -> str:
    there = _database(url, database)
    engine = open_record(there, b"")
    with sessions_on(engine).write.begin() as session:
        _empty(session)
    engine.dispose()
    return there


def _empty(session: Session) -> None:
    there = session.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
    names = ", ".join(f'"{name}"' for name in there if name != VersionRow.__tablename__)
    session.execute(text(f"TRUNCATE {names} CASCADE"))


def _create(url: str, database: str) -> None:
    engine = create_engine(_database(url, "postgres", "postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {database}"))
    engine.dispose()


def _database(url: str, name: str, driver: str = "postgresql") -> str:
    return make_url(url).set(database=name, drivername=driver).render_as_string(hide_password=False)
