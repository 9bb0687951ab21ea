"""Eight coordinators bring the same folder in at the same moment: real processes, a real server, one file."""

import json
import multiprocessing
import os
import shutil
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from peerdesk.desk.desk import open_here
from peerdesk.desk.keeping import Digest
from peerdesk.desk.record import Record, open_record_of
from peerdesk.storage.failures import RecordGoneError
from peerdesk.storage.holding import hold_scopes
from tests.people import Clock, Shelf, Team
from tests.storage.sent import send_reviews
from tests.storage.server import Server, programs, serving

COORDINATORS, REVIEWS = 8, 6
FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Office:
    """A coordinator's laptop, copies of which stand on several desks, and what was sent."""

    laptop: Path
    shelf: Shelf
    files: tuple[Path, ...]
    folder: Path

    def open(self, name: str, url: str) -> Record:
        """Open the record from a copy of the laptop."""
        folder = self.folder / name
        if not folder.exists():
            shutil.copytree(self.laptop, folder)
        return open_record_of(open_here(folder, self.shelf, Clock()), url)

    def one_after_another(self) -> Digest:
        """Return what a record says into which one person brought everything, in order."""
        record = self.open("alone", f"sqlite:///{self.folder / 'alone.db'}")
        assert {one.came for one in record.bring_all(self.files)} == {"in"}
        digest = record.digest()
        record.close()
        return digest


@pytest.fixture
def office(team: Team, tmp_path: Path) -> Office:
    files = tuple(send_reviews(team, tmp_path / "sent", REVIEWS))
    open_record_of(team.cara, f"sqlite:///{tmp_path / 'first.db'}").close()  # from now on her laptop opens it
    team.cara.close()
    return Office(team.cara.folder, team.shelf, files, tmp_path)


@pytest.fixture
def server() -> Iterator[Server]:
    where = programs()
    assert where is not None, "install PostgreSQL to run this test"
    with serving(where) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, office: Office) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{office.folder / 'record.db'}"
    server: Server = request.getfixturevalue("server")
    return server.url


def work(office: Office, number: int, url: str, told: Path) -> None:
    """Bring everything in, in an order of one's own; write down what is in as soon as it is."""
    files = list(office.files)
    Random(number).shuffle(files)
    code = 1
    try:
        record = office.open(f"coordinator{number}", url)
        with told.open("w") as out:
            for one in record.bring_all(files):
                out.write(json.dumps([one.path.name, one.came, one.sentence]) + "\n")
                out.flush()
        code = 0
    except RecordGoneError:
        code = 3
    except BaseException:  # noqa: BLE001 - told to whoever reads the test
        traceback.print_exc()
    finally:
        os._exit(code)


def start(office: Office, url: str) -> Sequence[multiprocessing.process.BaseProcess]:
    started = []
    for number in range(COORDINATORS):
        process = FORK.Process(target=work, args=(office, number, url, office.folder / f"told{number}"))
        process.start()
        started.append(process)
    return started


def told_by(office: Office, number: int) -> list[list[str]]:
    path = office.folder / f"told{number}"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def look(office: Office, url: str, *, again: bool) -> Digest:
    """Bring in what is missing, look at every line and row, and return what the record says."""
    record = office.open("alone", url)
    arrived = list(record.bring_all(office.files)) if again else []
    assert {one.came for one in arrived} <= {"in", "in before"}
    assert record.check() == []
    digest = record.digest()
    record.close()
    return digest


def test_eight_at_once_say_what_one_after_another_says(office: Office, url: str) -> None:
    for process in start(office, url):
        process.join(120)
        assert process.exitcode == 0
    came = [one for number in range(COORDINATORS) for one in told_by(office, number)]
    assert len(came) == COORDINATORS * len(office.files)
    assert {one[1] for one in came} == {"in", "in before"}, came
    assert sum(one[1] == "in" for one in came) == len(office.files), "each file is in once, whoever brought it"
    assert look(office, url, again=False) == office.one_after_another()


def test_who_is_killed_loses_nothing_and_holds_nobody_up(office: Office, url: str) -> None:
    processes = start(office, url)
    for number, process in enumerate(processes[:4]):
        wait_until(lambda number=number: len(told_by(office, number)) > number)  # type: ignore[misc]
        os.kill(process.pid or 0, signal.SIGKILL)
    for process in processes:
        process.join(120)
    assert [one.exitcode for one in processes[4:]] == [0] * 4
    said = {name for number in range(COORDINATORS) for name, came, _ in told_by(office, number) if came == "in"}
    record = office.open("alone", url)
    before = {one.path.name: one.came for one in record.bring_all(office.files)}
    record.close()
    assert {before[name] for name in said} == {"in before"}, "what was said to be in is in"
    assert look(office, url, again=True) == office.one_after_another()


def test_a_server_that_is_cut_off_in_the_middle_loses_nothing(office: Office, server: Server) -> None:
    processes = start(office, server.url)
    wait_until(lambda: sum(len(told_by(office, number)) for number in range(COORDINATORS)) > len(office.files) // 2)
    server.restart()
    for process in processes:
        process.join(120)
        assert process.exitcode in (0, 3)
    said = {name for number in range(COORDINATORS) for name, came, _ in told_by(office, number) if came == "in"}
    record = office.open("alone", server.url)
    before = {one.path.name: one.came for one in record.bring_all(office.files)}
    record.close()
    assert {before[name] for name in said} <= {"in before"}
    assert look(office, server.url, again=True) == office.one_after_another()


def test_who_comes_to_the_same_review_waits_and_others_do_not(office: Office, server: Server) -> None:
    record = office.open("alone", server.url)
    first, second = sorted({one.name.split("-")[0] for one in office.files})[:2]
    took_place = {
        name: next(one for one in office.files if one.name == f"{name}-took place.peerdesk") for name in (first, second)
    }
    with record.preview(took_place[first]).path.open("rb"):
        scope = record.preview(took_place[first]).scope
    with record._acting.sessions.write.begin() as session:
        hold_scopes(session, [scope])
        process = FORK.Process(target=work, args=(office, 0, server.url, office.folder / "told0"))
        process.start()
        wait_until(lambda: bool(told_by(office, 0)) or process.exitcode is not None)
        waiting = told_by(office, 0)
        assert process.is_alive()
        assert all(not name.startswith(f"{first}-") for name, _, _ in waiting)
    process.join(120)
    assert process.exitcode == 0
    assert len(told_by(office, 0)) == len(office.files)
    record.close()


def wait_until(true: Callable[[], bool], most_s: float = 60) -> None:
    until = time.monotonic() + most_s
    while not true():
        assert time.monotonic() < until, "it never came so far"
        time.sleep(0.01)
