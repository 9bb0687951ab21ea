"""A file that does not open: a copy in its place, and with it what could still be read of the file. Real damage."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from peerdesk.desk.checking import check
from peerdesk.desk.desk import FILE, HEADER, Desk, KeyGoneError, open_here
from peerdesk.desk.mending import InPlace, Mending, has_remains
from peerdesk.desk.restoring import NoSoundCopyError, restore, restore_preview
from peerdesk.errors import PeerDeskError
from peerdesk.storage.attachments import has_attachment, put_attachment
from peerdesk.storage.failures import DamagedFileError
from tests.keys.cheap import cheap_guesses
from tests.people import BEN, LEAD, Shelf, Team

PAGE = 4096
PICTURE = b"picture" * 5000


@pytest.fixture
def late(team: Team) -> Team:
    """A lead who made a copy, then wrote, typed and brought in more, before the disk failed."""
    lead = team.lead
    lead.capture.keep_note(team.scope, text="in the copy")
    lead.capture.keep_draft("now.line", "typed early")
    lead.keeping.back_up()
    for number in range(40):
        lead.capture.keep_note(team.scope, text=f"since {number} " + "much " * 40)
    lead.findings.add(team.scope, title="a finding since")
    lead.capture.keep_jotting(team.scope, "for me since")
    lead.capture.keep_draft("now.line", "typed since")
    with lead.acting.sessions.write.begin() as session:
        put_attachment(session, PICTURE, "image/jpeg")
    team.ben.capture.keep_note(team.scope, text="Ben's since")
    team.hand(team.ben, lead)
    lead.close()
    return team


def texts(desk: Desk, scope: str) -> set[str]:
    return {one.text.split(" much")[0] for one in desk.capture.notes(scope)}


def place(team: Team, copy: Path | None = None) -> InPlace:
    return Mending(team.lead.folder, team.shelf, team.clocks[LEAD]).put_in_place(copy)


def flip(content: bytes, page: int) -> bytes:
    changed = bytearray(content)
    changed[page * PAGE + 2000] ^= 1
    return bytes(changed)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "first page": lambda content: flip(content, 0),
    "no first page": lambda content: bytes(PAGE) + content[PAGE:],
    "one page": lambda content: flip(content, 4),
    "cut short": lambda content: content[: len(content) - 2 * PAGE - 100],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_was_written_since_the_copy_is_read_from_the_damaged_file(late: Team, damage: str) -> None:
    folder, file = late.lead.folder, late.lead.folder / FILE
    damaged = DAMAGES[damage](file.read_bytes())
    file.write_bytes(damaged)
    placed = place(late)
    seen = texts(placed.desk, late.scope)
    assert "in the copy" in seen
    assert len(seen) > 30, "of forty, what lay on one or two pages may be gone"
    told = {one.words.split(" much")[0] for one in placed.rescued if one.kind == "note"}
    assert seen - {"in the copy"} <= told
    assert placed.shown["note"] == 1
    assert placed.lost_pages[0] <= 3
    assert placed.aside is not None
    assert "damaged" in placed.aside.name
    assert placed.aside.read_bytes() == damaged
    assert check(placed.desk.engine) == []
    placed.desk.close()
    again = open_here(folder, late.shelf, late.clocks[LEAD])
    assert texts(again, late.scope) == seen
    again.close()


def test_with_one_page_of_an_index_lost_nothing_is_lost(late: Team) -> None:
    """The page that is damaged holds no words: all else comes back, whoever wrote it, and can be given on."""
    file = late.lead.folder / FILE
    file.write_bytes(flip(file.read_bytes(), 0))
    placed = place(late)
    desk = placed.desk
    assert {*texts(desk, late.scope)} == {"in the copy", "Ben's since", *(f"since {number}" for number in range(40))}
    assert [one.title for one in desk.findings.all(late.scope)] == ["a finding since"]
    assert [one.text for one in desk.capture.jottings(late.scope)] == ["for me since"]
    assert [one.text for one in desk.capture.drafts()] == ["typed since"], "the newer words, not those of the copy"
    assert placed.typed == ("typed since",)
    assert placed.loose == ()
    with desk.acting.look() as session:
        assert has_attachment(session, hashlib.sha256(PICTURE).hexdigest())
    late.desks[LEAD] = desk
    late.hand(desk, late.ben)
    assert "since 7" in texts(late.desks[BEN], late.scope)


def test_words_whose_place_is_lost_are_told_and_stay_in_the_file_set_aside(late: Team) -> None:
    """Page after page is lost: a word is in the notes, among those told, or was on the page itself.

    Where things lie in the file differs from run to run: every ninth page, then those between, until one was met.
    """
    file = late.lead.folder / FILE
    content, told = file.read_bytes(), 0
    wanted = {f"since {number}" for number in range(40)}
    pages = len(content) // PAGE
    for place_in_turn, page in enumerate(page for first in range(1, 10) for page in range(first, pages, 9)):
        if told and place_in_turn > pages // 9:
            break
        file.write_bytes(flip(content, page))
        for beside in late.lead.folder.glob("*.aside*"):
            beside.unlink()
        placed = place(late)
        loose = {one.split(" much")[0] for one in placed.loose}
        gone = wanted - texts(placed.desk, late.scope) - loose
        told += len(loose & wanted)
        assert len(gone) <= 12, "no more than fits on one page"
        placed.desk.close()
    assert told, "on some pages lies what words belong to"


def test_the_file_set_aside_can_be_looked_into_again(late: Team) -> None:
    file = late.lead.folder / FILE
    file.write_bytes(flip(file.read_bytes(), 4))
    placed = place(late)
    assert placed.aside is not None
    seen = restore_preview(placed.desk, placed.aside)
    assert seen.lost_pages[0] == 1
    assert seen.missing == ()
    assert placed.desk.keeping.digest().holds
    placed.desk.close()


def test_a_damaged_copy_gives_what_can_still_be_read_of_it(team: Team, tmp_path: Path) -> None:
    base = team.lead.keeping.back_up()
    for number in range(30):
        team.lead.capture.keep_note(team.scope, text=f"note {number}")
    copy = team.lead.keeping.back_up()
    copy.write_bytes(flip(copy.read_bytes(), 4))
    again = team.put_back(LEAD, base, tmp_path / "another laptop")
    seen = restore_preview(again, copy)
    assert seen.lost_pages[0] == 1
    restore(again, copy)
    assert len(texts(again, team.scope)) == seen.comes["note"] > 15
    assert check(again.engine) == []


def test_the_newest_sound_copy_is_offered_with_what_it_holds_also_from_the_drive(team: Team, tmp_path: Path) -> None:
    lead = team.lead
    lead.keeping.choose_drive(tmp_path)
    lead.capture.keep_note(team.scope, text="one")
    first = lead.keeping.back_up()
    lead.capture.keep_note(team.scope, text="two")
    second = lead.keeping.back_up()
    lead.close()
    (lead.folder / FILE).write_bytes(b"")
    second.write_bytes(second.read_bytes()[: -PAGE // 2])
    closed = Mending(lead.folder, team.shelf, team.clocks[LEAD]).look()
    assert [(one.removable, one.sound) for one in closed.copies] == [
        (False, False),
        (True, True),
        (False, True),
        (True, True),
    ]
    assert closed.newest is not None
    assert (closed.newest.removable, closed.newest.path.name) == (True, second.name)
    assert closed.holds is not None
    assert closed.holds.shown["note"] == 2
    assert closed.holds.newest_at.startswith("2025-10-14T09:")
    assert (closed.file_bytes, closed.file_is_sound) == (0, False)
    placed = place(team, first)
    assert texts(placed.desk, team.scope) == {"one"}
    placed.desk.close()


def test_a_sound_file_whose_header_is_lost_stays_and_opens(team: Team) -> None:
    team.lead.keeping.back_up()
    team.lead.capture.keep_note(team.scope, text="after the copy")
    team.lead.close()
    (team.lead.folder / HEADER).unlink()
    assert has_remains(team.lead.folder)
    placed = place(team)
    assert placed.copy is None
    assert texts(placed.desk, team.scope) == {"after the copy"}
    assert list(team.lead.folder.glob("*.aside*")) == []
    placed.desk.close()


def test_cut_off_before_the_end_the_damaged_file_is_still_there(late: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    file = late.lead.folder / FILE
    damaged = flip(file.read_bytes(), 0)
    file.write_bytes(damaged)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as stopped:
        stopped.setattr("pathlib.Path.replace", full)
        with pytest.raises(PeerDeskError):
            place(late)
    assert file.read_bytes() == damaged
    placed = place(late)
    assert "since 7" in texts(placed.desk, late.scope)
    placed.desk.close()


def test_recovery_words_do_where_the_computer_has_forgotten(team: Team) -> None:
    with cheap_guesses():
        words = team.lead.recovery.make_words()
        team.lead.recovery.confirm(words)
        team.lead.capture.keep_note(team.scope, text="kept")
        team.lead.keeping.back_up()
        team.lead.close()
        file = team.lead.folder / FILE
        file.write_bytes(flip(file.read_bytes(), 0))
        with pytest.raises(KeyGoneError):
            Mending(team.lead.folder, Shelf(), team.clocks[LEAD]).look()
        shelf = Shelf()
        mending = Mending(team.lead.folder, shelf, team.clocks[LEAD], words)
        assert mending.look().newest is not None
        placed = mending.put_in_place()
        assert texts(placed.desk, team.scope) == {"kept"}
        assert shelf.keys
        placed.desk.close()


def test_a_copy_of_a_damaged_file_is_refused_with_what_to_do(team: Team) -> None:
    team.lead.keeping.back_up()
    team.lead.close()
    file = team.lead.folder / FILE
    file.write_bytes(flip(file.read_bytes(), 4))
    desk = open_here(team.lead.folder, team.shelf, team.clocks[LEAD])
    with pytest.raises(DamagedFileError, match="Copies of your notes"):
        desk.keeping.back_up()
    assert len(desk.keeping.copies()) == 1
    desk.close()


def test_a_cut_copy_is_never_put_in_place(team: Team) -> None:
    copy = team.lead.keeping.back_up()
    content = copy.read_bytes()
    team.lead.close()
    (team.lead.folder / FILE).write_bytes(b"")
    for size in (0, 100, PAGE, len(content) // 2 // PAGE * PAGE, len(content) - PAGE, len(content) - 1):
        copy.write_bytes(content[:size])
        with pytest.raises(NoSoundCopyError):
            place(team)
        assert (team.lead.folder / FILE).read_bytes() == b"", size
