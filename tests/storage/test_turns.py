"""Whoever asks first writes first: what is typed never starves beside somebody who writes without a pause."""

import threading
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from peerdesk.storage.engine import open_desk, sessions_on
from peerdesk.storage.failures import StorageError
from peerdesk.storage.settings import put_setting, read_setting


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_desk(tmp_path / "desk.db", bytes(32))


def put(engine: Engine, name: str, value: str) -> None:
    with sessions_on(engine).write.begin() as session:
        put_setting(session, name, value)


def read(engine: Engine, name: str) -> str:
    with sessions_on(engine).read() as session:
        return read_setting(session, name)


def test_between_two_writes_of_a_busy_thread_there_is_room_for_another(engine: Engine) -> None:
    ended, counted = threading.Event(), 0

    def without_a_pause() -> None:
        nonlocal counted
        while not ended.is_set() and counted < 5_000:
            put(engine, "busy", str(counted))
            counted += 1

    busy = threading.Thread(target=without_a_pause)
    busy.start()
    before = []
    for number in range(40):
        put(engine, "typed", str(number))
        before.append(counted)
    ended.set()
    busy.join()
    assert read(engine, "typed") == "39"
    assert counted < 5_000
    between = [later - earlier for earlier, later in pairwise(before)]
    assert max(between) <= 3  # whoever waits is next, so the busy one gets in once or twice at most


def test_a_long_transaction_is_waited_for_and_nothing_is_refused(engine: Engine) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def long_work() -> None:
        with sessions_on(engine).write.begin() as session:
            put_setting(session, "long", "1")
            session.flush()
            begun.set()
            may_end.wait(30)

    working = threading.Thread(target=long_work)
    working.start()
    begun.wait(30)
    typing = threading.Thread(target=put, args=(engine, "typed", "three children"))
    typing.start()
    typing.join(0.2)
    assert typing.is_alive()
    assert read(engine, "typed") == ""  # looking does not wait
    may_end.set()
    working.join()
    typing.join()
    assert (read(engine, "long"), read(engine, "typed")) == ("1", "three children")


def test_the_turn_goes_on_after_a_failure(engine: Engine) -> None:
    def fail(session: Session) -> None:
        session.execute(text("SELECT * FROM nowhere"))

    with pytest.raises(Exception, match="nowhere"), sessions_on(engine).write.begin() as session:
        fail(session)
    with sessions_on(engine).write() as session:
        put_setting(session, "never", "1")  # looked at and left, as a preview does
        session.flush()
    put(engine, "after", "2")
    assert (read(engine, "never"), read(engine, "after")) == ("", "2")


def test_another_process_is_still_answered_by_sqlite(engine: Engine, tmp_path: Path) -> None:
    other = open_desk(tmp_path / "desk.db", bytes(32))
    other.dispose()
    event.listen(other, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 10"))
    with sessions_on(engine).write.begin() as session:
        put_setting(session, "one", "1")
        session.flush()
        with pytest.raises(StorageError, match="busy"):
            put(other, "two", "2")
    put(other, "two", "2")
    other.dispose()
    assert (read(engine, "one"), read(engine, "two")) == ("1", "2")
