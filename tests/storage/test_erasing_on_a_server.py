"""Erasing in a record: on PostgreSQL as in a file, down to the index of words, thumbnails and drafts."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import permutations

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from peerdesk.domain.query import read_query
from peerdesk.storage.attachments import put_attachment, put_thumbnail
from peerdesk.storage.base import Base
from peerdesk.storage.digests import holds, says
from peerdesk.storage.engine import open_record, sessions_on
from peerdesk.storage.finding import find
from peerdesk.storage.purging import purge
from peerdesk.storage.schema import AttachmentRow, DraftRow, ThumbnailRow
from tests.people import Team, bring, pack
from tests.storage.by_hand import rebuilt_rows_of, rows_of
from tests.storage.pen import Pen
from tests.storage.server import programs, running

CANARY = "Zanzibar"
PICTURE, SMALL = b"the picture of Zanzibar", b"small Zanzibar"
KEY = b"\x07" * 32


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    where = programs()
    assert where is not None, "install PostgreSQL to run this test"
    with running(where) as url:
        yield url


@pytest.fixture
def record(server: str) -> Iterator[Engine]:
    """Open a record on the server that holds nothing."""
    engine = open_record(server, KEY)
    yield engine
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


def all_that_is_kept(session: Session) -> bytes:
    """Return every cell of every table, and the index of words."""
    rows = [tuple(row) for table in Base.metadata.sorted_tables for row in session.execute(select(table))]
    rows += [tuple(row) for row in session.execute(text("SELECT words FROM found"))]
    return repr(rows).lower().encode()


def found(session: Session, words: str = CANARY) -> list[str]:
    return sorted(hit.kind for hit in find(session, read_query(words, "2025-10-14"), me=""))


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_what_is_erased_is_nowhere_in_a_record_on_a_server(team: Team, record: Engine, order: tuple[int, ...]) -> None:
    ben = Pen(team.ben, team.scope)
    note = ben.revise({"text": f"{CANARY} said so", "where": "hall"})
    with sessions_on(record).write.begin() as session:
        sha256 = put_attachment(session, PICTURE, "image/png")
        put_thumbnail(session, sha256, SMALL)
        session.add(DraftRow(place=f"note:{note.record_id}:text", text=f"{CANARY} typed", context="", typed_at=""))
    picture = ben.revise({"note": note.record_id, "sha256": sha256, "alt": f"{CANARY} at the desk"}, kind="attachment")
    gone = [ben.state("erase", record=one.record_id, fields=["*"], keep=None) for one in (note, picture)]
    parcels = [ben.parcel(note), ben.parcel(picture), ben.parcel(*gone)]
    with sessions_on(record).write.begin() as session:
        bring(session, pack(team.lead, team.scope))
        bring(session, ben.parcel(note))
        bring(session, ben.parcel(picture))
        assert found(session) == ["attachment", "note"]
    for number in order:
        with sessions_on(record).write.begin() as session:
            bring(session, parcels[number])
    with sessions_on(record).write.begin() as session:
        kept = all_that_is_kept(session)
        assert CANARY.lower().encode() not in kept
        assert found(session) == []
        assert session.scalars(select(AttachmentRow.sha256)).all() == []
        assert session.scalars(select(ThumbnailRow.sha256)).all() == []
        assert session.scalars(select(DraftRow.text)).all() == []
        assert rows_of(session) == rebuilt_rows_of(session)


def test_a_record_on_a_server_says_what_one_in_a_file_says_after_an_erasure(
    team: Team, record: Engine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ben, lead = Pen(team.ben, team.scope), Pen(team.lead, team.scope)
    first = ben.revise({"text": f"{CANARY} one", "where": "hall"})
    second = ben.revise({"text": f"{CANARY} two"}, first)
    keep = ben.revise({"text": "kept"}, second)
    later = lead.revise({"text": f"{CANARY} beside it"}, first)
    erase = lead.state("erase", record=first.record_id, fields=["text"], keep=keep.entry_id)
    said = []
    with ExitStack() as stack:
        in_a_file = open_record(f"sqlite:///{tmp_path_factory.mktemp('record') / 'record.db'}", KEY)
        stack.callback(in_a_file.dispose)
        for engine in (record, in_a_file):
            with sessions_on(engine).write.begin() as session:
                bring(session, pack(team.lead, team.scope))
                for parcel in (ben.parcel(first, second, keep), lead.parcel(later, erase)):
                    bring(session, parcel)
                assert CANARY.lower().encode() not in all_that_is_kept(session)
                said.append((holds(session), says(session), found(session, "kept")))
    assert said[0] == said[1]
    assert said[0][2] == ["note"]


def test_a_review_is_taken_out_of_a_record_on_a_server(team: Team, record: Engine) -> None:
    team.lead.capture.keep_note(team.scope, text=f"{CANARY} said so")
    with sessions_on(record).write.begin() as session:
        bring(session, pack(team.lead, team.scope))
        assert found(session) == ["note"]
        purge(session, team.scope)
        assert CANARY.lower().encode() not in all_that_is_kept(session)
        assert found(session) == []
        assert rows_of(session) == rebuilt_rows_of(session)
