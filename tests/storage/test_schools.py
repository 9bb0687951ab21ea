"""The register as it is kept: put, found, and searched while a name is typed."""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, replace

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from peerdesk.domain.school import School
from peerdesk.storage.schools import RegisterBase, find_school, find_schools, read_index
from peerdesk.storage.schools import put_schools as put_batches

WRENHOLT = School(
    urn="900001",
    name="Wrenholt Primary School",
    laestab="8992001",
    town="Wrenholt",
    postcode="ZZ1 1AA",
    street="Mill Lane",
    low_age=4,
    high_age=11,
    pupils=198,
)
JOHN = School(urn="900002", name="St John’s Infant School", town="Fenbridge", postcode="ZZ2 4BQ")
ODA = School(urn="900003", name="St Óda's, Walton-on-the-Marsh", locality="Nether Pym", town="Fenbridge")
OLD = School(urn="900004", name="Fenbridge Old School", town="Fenbridge", closed_on="2019-08-31")
HALL = School(urn="900005", name="Pym Hall", town="Fenbridge")


def put_schools(session: Session, schools: Iterable[School]) -> int:
    return put_batches(session, ([astuple(school)] for school in schools))


def search_schools(session: Session, typed: str, limit: int = 20) -> tuple[School, ...]:
    return find_schools(session, read_index(session).find(typed, limit))


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    RegisterBase.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        put_schools(session, [WRENHOLT, JOHN, ODA, OLD, HALL])
        yield session
    engine.dispose()


def test_a_school_comes_back_as_it_was_put(session: Session) -> None:
    assert find_school(session, "900001") == WRENHOLT
    assert find_school(session, " 900004 ") == OLD
    assert find_school(session, "900099") is None


def test_a_newer_register_replaces_and_adds_nothing_twice(session: Session) -> None:
    assert find_school(session, "900001") == WRENHOLT
    renamed = replace(WRENHOLT, name="Wrenholt Academy", pupils=None)
    assert put_schools(session, iter([renamed, JOHN])) == 2
    assert find_school(session, "900001") == renamed
    assert len(search_schools(session, "9000")) == 5


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("wren", ["900001"]),
        ("WRENHOLT prim", ["900001"]),
        ("prim wren", ["900001"]),
        ("st johns", ["900002"]),
        ("St. John's", ["900002"]),
        ("oda", ["900003"]),
        ("walton-on", ["900003"]),
        ("nether", ["900003"]),
        ("zz2 4bq", ["900002"]),
        ("ZZ24B", ["900002"]),
        ("900005", ["900005"]),
        ("8992001", ["900001"]),
        ("st fen", ["900002", "900003"]),
        ("ohn", []),
        ("%", []),
        ("w_en", []),
        ("  ", []),
    ],
)
def test_each_typed_word_begins_a_word(session: Session, typed: str, found: list[str]) -> None:
    assert [school.urn for school in search_schools(session, typed)] == found


def test_open_schools_and_names_that_begin_so_come_first(session: Session) -> None:
    put_schools(session, [School(urn="900006", name="Zeal", town="Pym"), School(urn="900007", name="A", town="Pym")])
    assert [school.urn for school in search_schools(session, "pym")] == ["900005", "900007", "900003", "900006"]
    assert [school.urn for school in search_schools(session, "fenbridge")][-1] == OLD.urn


def test_no_more_than_asked_for(session: Session) -> None:
    put_schools(session, (School(urn=str(910_000 + n), name=f"Kestrel {n}") for n in range(2_500)))
    assert len(search_schools(session, "kestrel")) == 20
    assert len(search_schools(session, "kestrel 24", limit=3)) == 3
    assert find_school(session, "912499") == School(urn="912499", name="Kestrel 2499")
