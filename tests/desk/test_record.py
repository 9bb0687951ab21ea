"""The record as a place: what comes to its door, what it says when it cannot be reached, and what several write."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from peerdesk.desk.acting import NotYoursError
from peerdesk.desk.receipts import Receipt
from peerdesk.desk.record import Record, open_record_of
from peerdesk.desk.record_places import NoRecordError, RecordHereError
from peerdesk.domain.partnership import PartnerSchool
from peerdesk.domain.partnership_cycle import Cycle, Part
from peerdesk.errors import PeerDeskError
from peerdesk.storage.failures import NewerDeskError, RecordGoneError, StorageError, WrongKeyError
from tests.people import Team
from tests.storage.sent import send_reviews
from tests.storage.server import Server, programs, serving

JARGON = ("database", "postgres", "sqlite", "role", "transaction", "connection", "host", "socket", "server", "sql")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    where = programs()
    assert where is not None, "install PostgreSQL to run this test"
    with serving(where) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, team: Team, tmp_path: Path) -> Iterator[Record]:
    if request.param == "postgresql":
        with opened(team, request.getfixturevalue("server")) as record:
            yield record
        return
    record = open_record_of(team.cara, f"sqlite:///{tmp_path / 'record.db'}")
    yield record
    record.close()


class opened:  # noqa: N801 - used as `with opened(…)`
    """A record on a server, which is empty again afterwards."""

    def __init__(self, team: Team, server: Server) -> None:
        self.record = open_record_of(team.cara, server.url, new=True)
        self.url = server.url

    def __enter__(self) -> Record:
        return self.record

    def __exit__(self, *_: object) -> None:
        self.record.close()
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")


def says_plainly(error: PeerDeskError) -> bool:
    said = f"{error.message} {error.remedy}".casefold()
    return not any(word in said for word in JARGON) and error.remedy.endswith(".")


def test_a_folder_comes_in_once_whoever_brings_it_and_says_why_something_does_not(
    team: Team, record: Record, tmp_path: Path
) -> None:
    folder = tmp_path / "sent"
    first, *others = send_reviews(team, folder, 2)
    (folder / "from Ben").mkdir()
    (folder / "from Ben" / "the same.peerdesk").write_bytes(first.read_bytes())
    (folder / "half.peerdesk").write_bytes(first.read_bytes()[:-200])
    team.lead.packages.give(team.scope, "team", folder / "for the team.peerdesk", to=[team.cara.people.mine])
    told: list[tuple[int, int]] = []
    came = {one.path.name: one for one in record.bring_all([folder], step=lambda done, of, _: told.append((done, of)))}
    assert told == [(number, 9) for number in range(10)]
    assert {name for name, one in came.items() if one.came == "refused"} == {"half.peerdesk", "for the team.peerdesk"}
    assert all(one.sentence and one.remedy for one in came.values() if one.came == "refused")
    assert sorted(one.came for one in (came[first.name], came["the same.peerdesk"])) == ["in", "in before"]
    assert [came[one.name].came for one in others] == ["in"] * 5
    (word,) = folder.glob(f"{first.stem}, arrived at*.arrived")
    assert Receipt.from_bytes(word.read_bytes()).by == team.cara.identity.key_id
    before = record.digest()
    again = [one.came for one in record.bring_all([folder, folder, first])]
    assert (again.count("in before"), again.count("in"), len(again)) == (7, 0, 9)
    assert record.digest() == before
    assert {(one.school_name, one.release, one.sections) for one in record.visits()} == {
        ("Saltmarsh Primary School 0", "summary", 2),
        ("Wrenholt Infant School 1", "summary", 2),
    }
    assert record.check() == []


def test_a_sender_whom_nobody_has_met_waits_for_their_six_words(team: Team, record: Record, tmp_path: Path) -> None:
    scope, _ = team.dan.plan.begin(school_name="Wrenholt", days=("2025-10-14",))
    file = tmp_path / "dan.peerdesk"
    team.dan.packages.give(scope, "partnership", file, to=[team.cara.people.mine])
    with record._acting.sessions.write.begin() as session:
        session.execute(text("DELETE FROM person"))
    (came,) = record.bring_all([file])
    assert (came.came, record.visits()) == ("waits", [])
    assert "Dan Reyes" in came.sentence
    (came,) = record.bring_all([file], typed_words="a b c d e f")
    assert (came.came, record.visits()) == ("refused", [])
    (came,) = record.bring_all([file], typed_words=team.dan.people.words(team.dan.identity.key_id))
    assert (came.came, came.school) == ("in", "Wrenholt")


def test_a_later_file_waits_for_nothing_and_an_older_one_brings_nothing_new(
    team: Team, record: Record, tmp_path: Path
) -> None:
    took_place, page, changed = send_reviews(team, tmp_path / "sent", 1)
    assert [one.new > 0 for one in record.bring_all([changed, took_place, page])] == [True, False, False]


def test_what_coordinators_write_is_sealed_at_once_and_only_theirs_counts(team: Team, record: Record) -> None:
    kept = record.partnerships
    scope = kept.found("Marram Schools")
    with kept.act(scope, "add a school") as act:
        school = act.add(scope, "school", name="Saltmarsh", urn="100001")
        cycle = act.add(scope, "cycle", school=school, year="2026/27", review_planned="2026-11-03")
        colleague = act.add(scope, "colleague", name="Jo Marsh", key=team.ben.identity.key_id)
        act.join(scope, "part", cycle, colleague, part="champion")
    with record._acting.look() as session:
        assert session.scalar(text("SELECT count(*) FROM entry WHERE here")) == 0
    (one,) = kept.read(scope, Cycle)
    assert (one.school, one.review_planned, one.review_done) == (school, "2026-11-03", "")
    assert [(part.cycle, part.colleague, part.part) for part in kept.read(scope, Part)] == [
        (cycle, colleague, "champion")
    ]
    before = record.digest()
    stranger = open_record_of_same(record, team)
    with pytest.raises(NotYoursError), stranger.partnerships.act(scope, "add a school") as act:
        act.add(scope, "school", name="Nowhere")
    assert record.digest() == before
    kept.let_in(scope, team.ben.identity.key_id)
    with stranger.partnerships.act(scope, "move a review") as act:
        act.change(one, review_planned="2026-11-10", moved_because="the boiler")
    with kept.act(scope, "set the workshop") as act:
        act.change(one, workshop_planned="2026-12-01")
    (after,) = kept.read(scope, Cycle)
    assert (after.review_planned, after.workshop_planned, after.two_versions) == ("2026-11-10", "2026-12-01", ())
    assert [one.name for one in kept.read(scope, PartnerSchool)] == ["Saltmarsh"]
    assert [one.name for one in kept.all()] == ["Marram Schools"]
    assert record.check() == []


def open_record_of_same(record: Record, team: Team) -> Record:
    """Return the same record as Ben comes to it."""
    from peerdesk.desk.acting import Acting
    from peerdesk.desk.packages import Packages
    from peerdesk.desk.people import People

    acting = Acting(record._acting.sessions, team.ben.identity, team.ben.acting.now)
    return Record(acting, Packages(acting, People(acting), lambda: None, for_record=True), record._engine)


def test_a_record_is_begun_once_and_found_where_it_is(team: Team, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    with pytest.raises(NoRecordError) as none:
        open_record_of(team.cara, url, new=False)
    assert not (tmp_path / "record.db").exists()
    open_record_of(team.cara, url, new=True).close()
    with pytest.raises(RecordHereError) as there:
        open_record_of(team.cara, url, new=True)
    open_record_of(team.cara, url, new=False).close()
    with pytest.raises(WrongKeyError) as other:
        open_record_of(team.ben, url)
    assert all(says_plainly(one.value) for one in (none, there, other))


def test_a_server_that_cannot_be_reached_is_said_in_words(team: Team, server: Server, tmp_path: Path) -> None:
    for url in (
        f"postgresql://jo@/peerdesk?host={tmp_path}",
        "postgresql://jo@127.0.0.1:1/peerdesk",
        "postgresql://jo@no-such-place.invalid/peerdesk",
        server.url.replace("/postgres?", "/nothing?"),
        server.url.replace("tests@", "nobody@"),
    ):
        with pytest.raises(StorageError) as refused:
            open_record_of(team.cara, url)
        assert says_plainly(refused.value), (url, refused.value)
    with opened(team, server):
        pass


def test_a_wrong_password_is_said_and_the_right_one_opens(team: Team, server: Server) -> None:
    with psycopg.connect(server.url, autocommit=True) as connection:
        rules = str(connection.execute("SHOW hba_file").fetchone()[0])  # type: ignore[index]
        connection.execute("CREATE ROLE jo LOGIN SUPERUSER PASSWORD 'right one'")
        connection.execute(
            f"COPY (SELECT 'local all jo scram-sha-256' UNION ALL SELECT 'local all all trust') TO '{rules}'".encode()
        )
        connection.execute("SELECT pg_reload_conf()")
    with pytest.raises(StorageError, match="does not open with this name and password") as refused:
        open_record_of(team.cara, server.url.replace("tests@", "jo:wrong@"))
    assert says_plainly(refused.value)
    assert "wrong@" not in refused.value.detail
    open_record_of(team.cara, server.url.replace("tests@", "jo:right%20one@")).close()
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


def test_a_record_that_goes_away_in_the_middle_keeps_what_was_in(team: Team, server: Server, tmp_path: Path) -> None:
    files = list(send_reviews(team, tmp_path / "sent", 2))
    with opened(team, server) as record:
        coming = record.bring_all(files)
        assert [next(coming).came for _ in range(2)] == ["in", "in"]
        server.stop()
        with pytest.raises(StorageError) as gone:
            next(coming)
        assert says_plainly(gone.value)
        server.start()
        assert [one.came for one in record.bring_all(files)] == ["in before"] * 2 + ["in"] * 4
        server.restart()
        assert len(record.visits()) == 2  # a connection that died meanwhile is noticed, and made anew


def test_a_full_disc_is_said_and_nothing_of_the_file_is_kept(team: Team, server: Server, tmp_path: Path) -> None:
    files = list(send_reviews(team, tmp_path / "sent", 1))
    full = """
        CREATE FUNCTION full_disc() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE disk_full USING MESSAGE = 'could not extend file'; END $$;
        CREATE TRIGGER full_disc BEFORE INSERT ON words EXECUTE FUNCTION full_disc()"""
    with opened(team, server) as record:
        before = record.digest()
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute(full.encode())
        with pytest.raises(StorageError, match="no room left") as refused:
            list(record.bring_all(files))
        assert says_plainly(refused.value)
        assert record.digest() == before
        assert record.visits() == []


def test_a_record_of_a_newer_peerdesk_is_left_alone(team: Team, server: Server, tmp_path: Path) -> None:
    with opened(team, server) as record:
        with record._engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(NewerDeskError, match="this record") as refused:
            open_record_of(team.cara, server.url)
        assert says_plainly(refused.value)
    assert not issubclass(NewerDeskError, RecordGoneError)
