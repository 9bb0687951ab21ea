"""Who may what in a record on a server: the very lines that docs/RECORD.md gives to whoever runs it, tried on one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from peerdesk.desk.record import Record, open_record_of
from peerdesk.domain.review import Review
from peerdesk.storage.failures import MayNotError
from peerdesk.storage.reading import read_all
from tests.people import Team
from tests.storage.sent import send_reviews
from tests.storage.server import Server, programs, serving

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "RECORD.md"
(ROLES,) = re.findall(r"```sql\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.S)

NEVER = (
    "UPDATE entry SET line = 'x'",
    "UPDATE entry SET author = 'x'",
    "UPDATE words SET line = 'x'",
    "DELETE FROM entry",
    "DELETE FROM seal",
    "UPDATE seal SET signature = 'x'",
    "DELETE FROM passage",
    "TRUNCATE words CASCADE",
    "DROP TABLE words",
    "DROP TABLE found",
    "ALTER TABLE entry DROP COLUMN line",
    "CREATE TABLE own (a int)",
    "UPDATE alembic_version SET version_num = '9999'",
    "DROP TRIGGER words_go_by_erasure ON words",
    "ALTER TABLE words DISABLE TRIGGER ALL",
)


@dataclass(frozen=True)
class Place:
    """A record on a server with its roles, and the address of it for each."""

    server: Server

    def url(self, role: str) -> str:
        return self.server.url.replace("tests@", f"{role}@")

    def sql(self, role: str, words: str) -> None:
        with psycopg.connect(self.url(role), autocommit=True) as connection:
            connection.execute(words.encode())

    def refuses(self, role: str, words: str) -> None:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            self.sql(role, words)


@pytest.fixture
def place(team: Team) -> Iterator[Place]:
    where = programs()
    assert where is not None, "install PostgreSQL to run this test"
    with serving(where) as server:
        place = Place(server)
        place.sql("tests", "CREATE ROLE keeper LOGIN CREATEROLE; GRANT ALL ON SCHEMA public TO keeper")
        place.sql("tests", "ALTER SCHEMA public OWNER TO keeper")
        record = open_record_of(team.cara, place.url("keeper"), new=True)
        record.partnerships.found("Marram Schools")
        record.close()
        place.sql("keeper", ROLES)
        place.sql("keeper", ROLES)  # after each new version again
        place.sql(
            "keeper", "CREATE ROLE jo LOGIN IN ROLE peerdesk_merger; CREATE ROLE sam LOGIN IN ROLE peerdesk_reader"
        )
        yield place


def opened(team: Team, place: Place, role: str) -> Record:
    return open_record_of(team.cara, place.url(role), new=False)


def test_who_brings_in_can_do_all_that_bringing_in_takes(team: Team, place: Place, tmp_path: Path) -> None:
    files = list(send_reviews(team, tmp_path / "sent", 2))
    record = opened(team, place, "jo")
    assert [one.came for one in record.bring_all(files)] == ["in"] * 6
    assert [one.came for one in record.bring_all(files)] == ["in before"] * 6
    (partnership,) = record.partnerships.all()
    with record.partnerships.act(partnership.scope, "add a school") as act:
        act.add(partnership.scope, "school", name="Saltmarsh", urn="100000")
    assert record.check() == []
    record.close()


def test_who_brings_in_can_erase_and_nothing_else_takes_words_away(team: Team, place: Place, tmp_path: Path) -> None:
    files = list(send_reviews(team, tmp_path / "sent", 1))
    record = opened(team, place, "jo")
    list(record.bring_all(files[:1]))
    place.refuses("jo", "DELETE FROM words")
    scope = record.visits()[0].scope
    with team.lead.acting.look() as session:
        (review,) = read_all(session, Review, scope)
    with team.lead.acting.act("erase for good") as act:
        act.state(scope, "erase", record=review.record_id, fields=["school_urn"], keep=None)
    later = tmp_path / "erased.peerdesk"
    team.lead.packages.give(scope, "partnership", later, to=[team.cara.people.mine])
    (came,) = record.bring_all([later])
    assert came.came == "in", came
    assert record.visits()[0].school_urn == ""
    assert record.check() == []
    record.close()


def test_who_brings_in_changes_and_drops_nothing(place: Place) -> None:
    for words in NEVER:
        place.refuses("jo", words)
        place.refuses("sam", words)


def test_who_brings_in_takes_no_review_out(team: Team, place: Place, tmp_path: Path) -> None:
    file = next(iter(send_reviews(team, tmp_path / "sent", 1)))
    record = opened(team, place, "jo")
    list(record.bring_all([file]))
    before, scope = record.digest(), record.visits()[0].scope
    with pytest.raises(MayNotError):
        record.remove(scope)
    assert record.digest() == before
    record.close()
    record = opened(team, place, "keeper")
    record.remove(scope)
    assert record.visits() == []
    assert [one.came for one in record.bring_all([file])] == ["refused"]
    record.close()


def test_who_may_only_look_sees_everything_and_writes_nothing(team: Team, place: Place, tmp_path: Path) -> None:
    files = list(send_reviews(team, tmp_path / "sent", 1))
    record = opened(team, place, "jo")
    list(record.bring_all(files[:1]))
    before = record.digest()
    record.close()
    record = opened(team, place, "sam")
    assert [one.school_name for one in record.visits()] == ["Saltmarsh Primary School 0"]
    assert record.check() == []
    with pytest.raises(MayNotError, match="may not do that"):
        list(record.bring_all(files[1:]))
    with pytest.raises(MayNotError):
        record.partnerships.found("Another")
    assert record.digest() == before
    record.close()
    for table in ("entry", "words", "seal", "setting", "person", "note", "found"):
        place.refuses("sam", f"DELETE FROM {table}")
        place.refuses("sam", f"INSERT INTO {table} DEFAULT VALUES")


def test_an_older_record_is_brought_on_by_its_keeper_alone(team: Team, place: Place) -> None:
    place.sql("tests", "UPDATE setting SET value = '1' WHERE name = 'projection.form'")
    for role in ("jo", "sam"):
        with pytest.raises(MayNotError, match="older PeerDesk"):
            opened(team, place, role)
    opened(team, place, "keeper").close()
    opened(team, place, "sam").close()
