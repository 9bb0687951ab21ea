"""What `check` finds: a changed line, lost words, a false signature, a wrong row, another picture, a damaged page."""

from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from peerdesk.desk.checking import check, is_whole, mend
from peerdesk.desk.context import FILE as FIGURES
from peerdesk.desk.desk import FILE
from peerdesk.desk.schools import FILE as SCHOOLS
from peerdesk.desk.schools import Schools
from peerdesk.errors import Cancelled
from peerdesk.storage.attachments import put_attachment
from peerdesk.storage.engine import open_desk
from peerdesk.storage.failures import StorageError
from tests.desk.test_context import WIDE
from tests.people import Team

REGISTER = Path(__file__).parents[1] / "data" / "register" / "utf8_bom.csv"

ODD = {
    "no longer say": (
        "UPDATE entry SET line = cast(replace(cast(line AS TEXT), '2025', '2024') AS BLOB) WHERE kind = 'note'",
    ),
    "of which the words": (
        "UPDATE words SET line = cast(replace(cast(line AS TEXT), 'kept', 'made') AS BLOB)",
        "UPDATE words SET name = 'title' WHERE name = 'text'",
    ),
    "Signatures that": (
        "UPDATE seal SET signature = replace(signature, 'A', 'B')",
        "UPDATE seal SET line = cast(replace(cast(line AS TEXT), '2025', '2024') AS BLOB)",
    ),
    "Pictures": ("UPDATE attachment_bytes SET content = cast('other' AS BLOB)",),
    "badge of": ("UPDATE person SET badge = cast('no badge' AS BLOB) WHERE name LIKE 'Ben%'",),
    "being typed": ("INSERT INTO draft VALUES ('now.line', 'half a', '', 'yesterday')",),
}
COMPUTED = {
    "put away": (
        "UPDATE entry SET kind = 'finding' WHERE kind = 'note'",
        "UPDATE entry SET author = zeroblob(32) WHERE kind = 'note'",
        "UPDATE entry SET record_id = zeroblob(32) WHERE kind = 'note'",
    ),
    "what they cover": (
        "DELETE FROM sealed WHERE seq = 1",
        "UPDATE sealed SET entry_id = zeroblob(32) WHERE seq = 2",
    ),
    "count otherwise": (
        "UPDATE entry SET standing = 'held' WHERE kind = 'note'",
        "UPDATE entry SET standing = 'marked' WHERE kind = 'grant'",
        "UPDATE entry SET standing = 'waiting', depth = 0 WHERE kind = 'question'",
        "UPDATE entry SET depth = 7 WHERE kind = 'question'",
    ),
    "are shown": (
        "UPDATE note SET text = 'made'",
        "DELETE FROM note",
        "UPDATE note SET for_report = 0",
        "UPDATE question SET record_id = zeroblob(32) WHERE text LIKE 'Who%'",
    ),
    "by their words": (
        "DELETE FROM found",
        "UPDATE found SET words = words || ' more' WHERE rowid = (SELECT max(rowid) FROM found)",
        "INSERT INTO found (rowid, words) VALUES (999999, 'nobody said')",
    ),
    "can be found": (
        "DELETE FROM found_data WHERE id > 10",
        "UPDATE found_content SET c0 = 'other' WHERE id = (SELECT max(id) FROM found_content)",
    ),
    "be undone": (
        "UPDATE act SET entries = 'no list' WHERE seq = (SELECT max(seq) FROM act)",
        "UPDATE act SET entries = replace(entries, 'a', 'b') WHERE seq = (SELECT max(seq) FROM act)",
        "UPDATE act SET undone = 0 WHERE undone = 1",
    ),
}


@pytest.fixture
def full(team: Team) -> Team:
    team.lead.capture.keep_note(team.scope, text="kept", questions=team.questions)
    team.lead.capture.keep_jotting(team.scope, "mine")
    team.lead.capture.keep_note(team.scope, text="taken back")
    team.lead.keeping.undo()
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


def each(odd: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(said, one) for said, those in odd.items() for one in those]


@pytest.mark.parametrize(("said", "statement"), each(ODD))
def test_what_is_not_as_it_was_written_is_named_with_a_remedy(full: Team, said: str, statement: str) -> None:
    write(full, statement)
    found = check(full.lead.engine)
    assert any(said in one.sentence for one in found), found
    assert all(one.remedy and not one.mendable for one in found)


@pytest.mark.parametrize(("said", "statement"), each(COMPUTED))
def test_what_was_only_computed_is_named_and_made_anew(full: Team, said: str, statement: str) -> None:
    before = full.lead.keeping.digest()
    write(full, statement)
    found = check(full.lead.engine)
    assert any(said in one.sentence for one in found), found
    assert all(one.mendable and "anew" in one.remedy for one in found)
    assert is_whole(full.lead.engine)
    mend(full.lead.engine)
    full.lead.capture.let_go()
    assert check(full.lead.engine) == []
    assert [one.text for one in full.lead.capture.notes(full.scope)] == ["kept"]
    assert len(full.lead.capture.find("kept", full.scope)) == 1
    assert full.lead.keeping.digest() == before


def test_a_search_that_cannot_find_says_how_that_is_mended(full: Team) -> None:
    write(full, COMPUTED["can be found"][0])
    with pytest.raises(StorageError, match="Look through your notes"):
        full.lead.search.find("kept")
    mend(full.lead.engine)
    assert len(full.lead.search.find("kept")) == 1


def test_all_at_once_is_made_anew(full: Team) -> None:
    before = full.lead.keeping.digest()
    for _, statement in each({name: those for name, those in COMPUTED.items() if name != "can be found"}):
        write(full, statement)
    mend(full.lead.engine)
    assert check(full.lead.engine) == []
    assert full.lead.keeping.digest() == before


def test_looking_writes_nothing(full: Team) -> None:
    write(full, COMPUTED["are shown"][0])
    file = (full.lead.folder / FILE).read_bytes()
    assert check(full.lead.engine, full.lead.folder)
    assert (full.lead.folder / FILE).read_bytes() == file
    full.lead.capture.let_go()
    assert [one.text for one in full.lead.capture.notes(full.scope)] == ["made"]


def test_it_can_be_ended_at_any_step(full: Team) -> None:
    labels: list[str] = []
    check(full.lead.engine, full.lead.folder, lambda done, total, label: labels.append(f"{done}/{total} {label}"))
    assert len({label.partition(" ")[2] for label in labels}) > 10

    def enough(wanted: str, done: int, total: int, label: str) -> None:
        if f"{done}/{total} {label}" == wanted:
            raise Cancelled

    for wanted in dict.fromkeys(labels):
        with pytest.raises(Cancelled):
            check(full.lead.engine, full.lead.folder, partial(enough, wanted))


@pytest.mark.parametrize("spoil", ["page", "words", "all of it"])
def test_published_figures_that_are_not_sound_are_named(full: Team, spoil: str) -> None:
    folder = full.lead.folder
    full.lead.in_context.store.bring_in(WIDE)
    assert check(full.lead.engine, folder) == []
    content = (folder / FIGURES).read_bytes()
    spoilt = {
        "page": content[:4096] + bytes(4096) + content[8192:],
        "words": content.replace(b'{"', b'"{'),
        "all of it": b"something else " * 500,
    }[spoil]
    (folder / FIGURES).write_bytes(spoilt)
    found = check(full.lead.engine, folder)
    assert [one.sentence for one in found] == ["The published figures on this computer are not sound."]
    assert FIGURES in found[0].remedy
    (folder / FIGURES).unlink()
    full.lead.in_context.store.bring_in(WIDE)
    assert check(full.lead.engine, folder) == []


def test_a_list_of_schools_that_is_not_sound_is_named(full: Team) -> None:
    folder = full.lead.folder
    schools = Schools(folder)
    schools.import_register(REGISTER)
    assert check(full.lead.engine, folder) == []
    content = bytearray((folder / SCHOOLS).read_bytes())
    content[4096:8192] = bytes(4096)
    (folder / SCHOOLS).write_bytes(content)
    found = check(full.lead.engine, folder)
    assert [one.sentence for one in found] == ["The list of schools on this computer is not sound."]
    (folder / SCHOOLS).unlink()
    schools.import_register(REGISTER)
    assert check(full.lead.engine, folder) == []


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
