"""How much of the file is kept in memory: little, but while much comes in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from peerdesk.storage.connecting import LITTLE_KIB, MUCH_KIB, much_at_hand
from peerdesk.storage.engine import open_desk, sessions_on

KEY = bytes(range(32))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_desk(tmp_path / "desk.db", KEY)
    yield engine
    engine.dispose()


def kept_kib(connection: Connection) -> int:
    return -int(connection.exec_driver_sql("PRAGMA cache_size").scalar_one())


def test_no_connection_keeps_more_than_a_little(engine: Engine) -> None:
    with engine.connect() as one, engine.connect().execution_options(peerdesk_reads=True) as other:
        assert [kept_kib(one), kept_kib(other)] == [LITTLE_KIB, LITTLE_KIB]


def test_more_is_kept_only_while_much_comes_in(engine: Engine) -> None:
    with sessions_on(engine).write.begin() as session:
        with much_at_hand(session):
            assert kept_kib(session.connection()) == MUCH_KIB
        assert kept_kib(session.connection()) == LITTLE_KIB


def test_what_was_refused_lets_go_of_it_too(engine: Engine) -> None:
    session: Session
    with pytest.raises(ValueError, match="refused"), sessions_on(engine).write.begin() as session:  # noqa: SIM117
        with much_at_hand(session):
            raise ValueError("refused")
    with engine.connect() as connection:
        assert kept_kib(connection) == LITTLE_KIB
