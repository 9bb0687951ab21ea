"""The same packages, in any order and any number of times: one digest, in a file and on a server."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from peerdesk.desk.keeping import Digest
from peerdesk.desk.record import Record, open_record_of
from peerdesk.storage.purging import purge
from tests.people import Team, start_team
from tests.storage.sent import send_reviews
from tests.storage.server import programs, running


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, Record], list[Path]]]:
    where = programs()
    assert where is not None, "install PostgreSQL to run this test"
    folder = tmp_path_factory.mktemp("digest")
    team: Team = start_team(folder / "laptops")
    files = list(send_reviews(team, folder / "sent", 2))
    with ExitStack() as stack, running(where) as url:
        urls = {"file": f"sqlite:///{folder / 'record.db'}", "server": url}
        records = {name: open_record_of(team.cara, one) for name, one in urls.items()}
        for record in records.values():
            stack.callback(record.close)
        yield records, files
        team.close()


def digest_after(record: Record, files: list[Path]) -> Digest:
    """Bring these in, look, and empty the record again."""
    assert {one.came for one in record.bring_all(files)} <= {"in", "in before"}
    digest = record.digest()
    with record._acting.sessions.write.begin() as session:
        for scope in [one.scope for one in record.visits()]:
            purge(session, scope)
        session.execute(text("DELETE FROM setting WHERE name <> 'projection.form'"))
    return digest


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_order_and_number_says_the_same_on_both(
    records: tuple[dict[str, Record], list[Path]], data: st.DataObject
) -> None:
    places, files = records
    chosen = data.draw(st.lists(st.sampled_from(files), min_size=1, max_size=len(files), unique=True))
    again = data.draw(st.lists(st.sampled_from(chosen), max_size=2))
    orders = {name: data.draw(st.permutations(chosen + again)) for name in places}
    in_order = sorted(chosen)
    wanted = digest_after(places["file"], in_order)
    for name, record in places.items():
        assert digest_after(record, orders[name]) == wanted, (name, orders[name])
