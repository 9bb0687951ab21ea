"""What `check` finds: a changed line, lost words, a false signature, a wrong row, another picture, a damaged page."""

from pathlib import Path

import pytest
from sqlalchemy import text

from peerdesk.desk.checking import check, is_whole, mend
from peerdesk.desk.desk import FILE
from peerdesk.storage.attachments import put_attachment
from peerdesk.storage.engine import open_desk
from peerdesk.storage.failures import StorageError
from tests.people import Team

ODD = {
    "no longer say": (
        "UPDATE entry SET line = cast(replace(cast(line AS TEXT), '2025', '2024') AS BLOB) WHERE kind = 'note'",
        "UPDATE entry SET kind = 'finding' WHERE kind = 'note'",
        "UPDATE entry SET author = zeroblob(32) WHERE kind = 'note'",
    ),
    "words of": (
        "UPDATE words SET line = cast(replace(cast(line AS TEXT), 'kept', 'made') AS BLOB)",
        "UPDATE words SET name = 'title' WHERE name = 'text'",
    ),
    "signatures": (
        "UPDATE seal SET signature = replace(signature, 'A', 'B')",
        "DELETE FROM sealed WHERE seq = 1",
        "UPDATE seal SET line = cast(replace(cast(line AS TEXT), '2025', '2024') AS BLOB)",
    ),
    "pictures": ("UPDATE attachment_bytes SET content = cast('other' AS BLOB)",),
    "are shown": (
        "UPDATE note SET text = 'made'",
        "DELETE FROM note",
        "UPDATE note SET for_report = 0",
        "UPDATE question SET record_id = zeroblob(32) WHERE text LIKE 'Who%'",
    ),
}


@pytest.fixture
def full(team: Team) -> Team:
    team.lead.capture.keep_note(team.scope, text="kept", questions=team.questions)
    team.lead.capture.keep_jotting(team.scope, "mine")
    team.hand(team.lead, team.ben)
    with team.lead.acting.sessions.write.begin() as session:
        put_attachment(session, b"a picture", "image/jpeg")
    return team


def write(team: Team, statement: str) -> None:
    with team.lead.acting.sessions.write.begin() as session:
        session.execute(text(statement))


def test_a_desk_as_it_was_written_is_clean(full: Team) -> None:
    for desk in full.desks.values():
        assert check(desk.engine) == []


@pytest.mark.parametrize(("said", "statement"), [(said, one) for said, each in ODD.items() for one in each])
def test_each_thing_that_is_not_as_it_was_is_found(full: Team, said: str, statement: str) -> None:
    write(full, statement)
    found = check(full.lead.engine)
    assert any(said in one.sentence for one in found), found
    assert all(one.detail for one in found)


@pytest.mark.parametrize("statement", ODD["are shown"])
def test_what_pages_show_is_mended(full: Team, statement: str) -> None:
    said = full.lead.keeping.digest()
    write(full, statement)
    assert [one.mendable for one in check(full.lead.engine)] == [True]
    mend(full.lead.engine)
    assert check(full.lead.engine) == []
    assert [one.text for one in full.lead.capture.notes(full.scope)] == ["kept"]
    assert full.lead.keeping.digest() == said


def test_a_damaged_page_is_found_and_the_rest_is_looked_at_all_the_same(full: Team, tmp_path: Path) -> None:
    full.lead.close()
    key = full.lead.recovery.copy_keys()[0]
    content = bytearray((full.lead.folder / FILE).read_bytes())
    pages = len(content) // 4096
    unsound = 0
    for page in range(1, pages, 9):
        damaged = content.copy()
        damaged[page * 4096 + 99] ^= 4
        path = tmp_path / f"{page}.db"
        path.write_bytes(damaged)
        try:
            engine = open_desk(path, key)
        except StorageError:
            continue
        assert not is_whole(engine)
        found = check(engine)
        unsound += 1
        assert any("cannot be read" in one.sentence for one in found)
        engine.dispose()
    assert unsound > pages // 20
