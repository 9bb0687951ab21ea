"""Erasing for good: the words are nowhere, whatever came first, and everything else still proves itself."""

import io
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from sqlalchemy import select

from peerdesk.desk.acting import ErasedError, NotYoursError
from peerdesk.desk.checking import check as check_file
from peerdesk.desk.desk import FILE, Desk
from peerdesk.desk.restoring import restore
from peerdesk.desk.undoing import ChangedSinceError
from peerdesk.domain.evidence import Note, Picture
from peerdesk.storage.backup import SUFFIX
from peerdesk.storage.entries import add_entries
from peerdesk.storage.erasing import empty_log
from peerdesk.storage.pages import read_pages
from peerdesk.storage.reading import read_all
from peerdesk.storage.schema import AttachmentRow, DraftRow, ThumbnailRow, WordsRow
from tests.people import Parcel, Team, pack, take
from tests.storage.by_hand import rebuilt_rows_of, rows_of
from tests.storage.pen import Pen

CANARY = "Zanzibar"


def note_of(desk: Desk, record_id: str) -> Note:
    note = desk.capture.note(record_id)
    assert note is not None
    return note


def words_on(desk: Desk) -> bytes:
    """Return all words that a desk has, projected rows and drafts too."""
    with desk.acting.look() as session:
        kept = b"\n".join(session.scalars(select(WordsRow.line)))
        typed = "\n".join(session.scalars(select(DraftRow.text)))
        return kept + repr(rows_of(session)).encode() + typed.encode()


def check(desk: Desk) -> None:
    assert check_file(desk.engine) == []
    with desk.acting.sessions.write() as session:  # never committed
        assert rows_of(session) == rebuilt_rows_of(session)


def test_what_is_erased_is_gone_here_and_wherever_it_is_given(team: Team) -> None:
    record_id, _ = team.ben.capture.keep_note(team.scope, text=f"{CANARY} said so", where="hall")
    team.hand(team.ben, team.lead, team.cara)
    erased = team.ben.erasing.erase(note_of(team.ben, record_id))
    assert erased.records == (record_id,)
    assert erased.fields == ("*",)
    assert team.ben.capture.note(record_id) is None
    assert {one.name for one in erased.places if one.what == "laptop"} >= {team.lead.identity.key_id}
    brought = take(team.lead, pack(team.ben, team.scope))
    assert brought.erased == 1
    team.hand(team.lead, team.cara)  # relayed by somebody else
    for desk in (team.ben, team.lead, team.cara):
        assert CANARY.encode() not in words_on(desk)
        assert desk.capture.note(record_id) is None
        check(desk)
    team.meet()
    assert len({desk.keeping.digest() for desk in team.desks.values()}) == 1


def test_something_else_stands_in_its_place(team: Team) -> None:
    record_id, _ = team.ben.capture.keep_note(team.scope, text=f"{CANARY} in Y5 reads", where="hall")
    team.hand(team.ben, team.lead)
    team.ben.capture.change_note(note_of(team.ben, record_id), text=f"{CANARY} in Y5 reads well")
    team.ben.erasing.erase(note_of(team.ben, record_id), {"text": "A pupil in Y5 reads well"})
    team.hand(team.ben, team.lead)
    for desk in (team.ben, team.lead):
        assert (note_of(desk, record_id).text, note_of(desk, record_id).where) == ("A pupil in Y5 reads well", "hall")
        assert CANARY.encode() not in words_on(desk)
        assert desk.capture.find(CANARY) == []
        check(desk)
    team.ben.capture.change_note(note_of(team.ben, record_id), text="A pupil in Y5 reads very well")
    assert note_of(team.ben, record_id).text == "A pupil in Y5 reads very well"


def test_only_ones_own_or_as_lead(team: Team) -> None:
    record_id, _ = team.ben.capture.keep_note(team.scope, text=f"{CANARY} stays")
    team.hand(team.ben, team.lead, team.cara)
    before = team.cara.keeping.digest()
    with pytest.raises(NotYoursError):
        team.cara.erasing.erase(note_of(team.cara, record_id))
    assert team.cara.keeping.digest() == before
    assert note_of(team.cara, record_id).text == f"{CANARY} stays"
    team.lead.erasing.erase(note_of(team.lead, record_id))
    team.hand(team.lead, team.ben)
    assert CANARY.encode() not in words_on(team.ben)


def test_nothing_is_written_where_all_was_erased_for_ever(team: Team) -> None:
    ben = Pen(team.ben, team.scope)
    note = ben.revise({"text": CANARY, "where": "hall"})
    erase = ben.state("erase", record=note.record_id, fields=["text"], keep=None)
    take(team.ben, ben.parcel(note, erase))
    shown = note_of(team.ben, note.record_id)
    assert (shown.text, shown.unreadable, shown.where) == ("", ("text",), "hall")
    with pytest.raises(ErasedError):
        team.ben.capture.change_note(shown, text="typed since")
    team.ben.capture.change_note(shown, where="library")
    assert note_of(team.ben, note.record_id).where == "library"


def test_erased_words_cannot_be_undone(team: Team) -> None:
    record_id, _ = team.ben.capture.keep_note(team.scope, text=CANARY)
    team.ben.capture.change_note(note_of(team.ben, record_id), text="other")
    ben = Pen(team.ben, team.scope)
    keep = note_of(team.ben, record_id).tips[0]
    take(team.ben, ben.parcel(ben.state("erase", record=record_id, fields=["text"], keep=keep)))
    assert note_of(team.ben, record_id).text == "other"
    with pytest.raises(ChangedSinceError):
        team.ben.keeping.undo()
    assert CANARY.encode() not in words_on(team.ben)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_erasure_in_any_order(team: Team, order: tuple[int, ...]) -> None:
    """Before, after, again from an old package, and of a revision that waits for its parent."""
    ben, lead = Pen(team.ben, team.scope), Pen(team.lead, team.scope)
    first = ben.revise({"text": f"{CANARY} one", "where": "hall"})
    second = ben.revise({"text": f"{CANARY} two"}, first)
    third = ben.revise({"text": f"{CANARY} three"}, second)
    erase = lead.state("erase", record=first.record_id, fields=["text"], keep=None)
    parcels = [ben.parcel(first), ben.parcel(second), ben.parcel(third), lead.parcel(erase)]
    for number in order:
        take(team.cara, parcels[number])
        with team.cara.acting.sessions.write() as session:  # never committed
            assert rows_of(session) == rebuilt_rows_of(session)
    for parcel in parcels:
        take(team.cara, parcel)
        take(team.lead, parcel)
    for desk in (team.cara, team.lead):
        assert CANARY.encode() not in words_on(desk)
        assert (note_of(desk, first.record_id).where, note_of(desk, first.record_id).unreadable) == ("hall", ("text",))
        check(desk)
    assert team.cara.keeping.digest() == team.lead.keeping.digest()


def test_an_erasure_of_ones_own_that_comes_alone_counts_at_once(team: Team) -> None:
    """Nothing else of the record comes with it; on the desk where it was written, and on any that it reaches."""
    record_id, _ = team.ben.capture.keep_note(team.scope, text=CANARY)
    team.hand(team.ben, team.lead, team.cara)
    ben = Pen(team.ben, team.scope)
    erase = ben.state("erase", record=record_id, fields=["*"], keep=None)
    with team.cara.acting.sessions.write() as session:  # never committed
        arrival = add_entries(session, [erase], here=True)
        assert (arrival.held, arrival.erased) == (set(), {record_id})
    with team.ben.acting.act("erase") as act:
        act.state(team.scope, "erase", record=record_id, fields=["*"], keep=None)
    note = ben.revise({"text": f"{CANARY} again"})
    later = ben.state("erase", record=note.record_id, fields=["*"], keep=None)
    for desk, parcels in (
        (team.lead, (ben.parcel(erase), ben.parcel(note), ben.parcel(later))),
        (team.cara, (ben.parcel(later), ben.parcel(note), ben.parcel(erase))),
    ):
        for parcel in parcels:
            brought = take(desk, parcel)
        assert (brought.held, brought.waiting) == (0, 0)
        assert CANARY.encode() not in words_on(desk)
        check(desk)
    assert team.lead.keeping.digest() == team.cara.keeping.digest()


@pytest.mark.parametrize("seed", range(6))
def test_erasure_reaches_copies(team: Team, seed: int) -> None:
    """History, undo and a concurrent edit: only what is kept, and what follows, is readable."""
    ben, lead = Pen(team.ben, team.scope), Pen(team.lead, team.scope)
    first = ben.revise({"text": f"{CANARY} 1"})
    aside = lead.revise({"text": f"{CANARY} 2"}, first)
    keep = ben.revise({"text": "kept"}, first)
    after = ben.revise({"text": "follows"}, keep)
    later = lead.revise({"text": f"{CANARY} 3"}, aside)
    joined = lead.revise({"text": "of both"}, after, later)
    erase = ben.state("erase", record=first.record_id, fields=["*"], keep=keep.entry_id)
    lead.words |= ben.words
    parcels = [
        ben.parcel(first, keep), lead.parcel(aside), ben.parcel(after), lead.parcel(later), lead.parcel(joined),
        ben.parcel(erase),
    ]  # fmt: skip
    Random(seed).shuffle(parcels)
    for parcel in [*parcels, *parcels]:
        take(team.cara, parcel)
    with team.cara.acting.look() as session:
        said = {line for line in session.scalars(select(WordsRow.line)) if CANARY.encode() in line}
    assert said == set()
    for one, text in ((keep, b"kept"), (after, b"follows"), (joined, b"of both")):
        assert text in words_on(team.cara), one
    assert note_of(team.cara, first.record_id).text == "of both"
    check(team.cara)


def test_erasure_falls_with_its_author(team: Team) -> None:
    ben, lead = Pen(team.ben, team.scope), Pen(team.lead, team.scope)
    note = ben.revise({"text": CANARY})
    deputy = lead.state("grant", key=team.cara.identity.key_id, role="lead", under=team.scope)
    cara = Pen(team.cara, team.scope)
    erase = cara.state("erase", record=note.record_id, fields=["text"], keep=None)
    for parcel in (ben.parcel(note), lead.parcel(deputy)):
        take(team.lead, parcel)
        take(team.dan, parcel)
    take(team.dan, cara.parcel(erase))
    assert note_of(team.dan, note.record_id).unreadable == ("text",)
    says = team.dan.keeping.digest().says
    end = lead.parcel(lead.state("end", grant=deputy.entry_id, keeps=[]))
    take(team.dan, end)
    assert note_of(team.dan, note.record_id).unreadable == ("text",), "not erased any more, and not here"
    assert team.dan.keeping.digest().says != says
    take(team.dan, ben.parcel(note))
    assert note_of(team.dan, note.record_id).text == CANARY
    for parcel in (cara.parcel(erase), end, ben.parcel(note)):
        take(team.lead, parcel)
    assert team.dan.keeping.digest() == team.lead.keeping.digest()
    check(team.dan)


def noise() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((320, 240), 80).save(out, "PNG")
    return out.getvalue()


def test_canary_is_nowhere_after_erasure(team: Team, tmp_path: Path) -> None:
    """Looked for in the decrypted file, its log, its index, thumbnails, drafts and every copy that is left."""
    ben = team.ben
    ben.keeping.choose_drive(tmp_path)
    record_id, _ = ben.capture.keep_note(team.scope, text=f"{CANARY} said so", where=f"with {CANARY}")
    ben.capture.add_picture(note_of(ben, record_id), noise(), "one.png", f"{CANARY} at the desk")
    note = note_of(ben, record_id)
    ben.capture.keep_draft(f"note:{record_id}", f"{CANARY} typed")
    ben.keeping.back_up()
    with ben.acting.look() as session:
        (shown,) = read_all(session, Picture, team.scope)
    content = ben.capture.picture(shown.sha256)
    assert content
    team.hand(ben, team.lead)
    erased = ben.erasing.erase(note)
    assert set(erased.records) == {record_id, shown.record_id}
    assert len(erased.copies_gone) == 2
    left = [one.path for one in ben.keeping.copies()]
    assert len(left) == 2
    key = ben.at_hand.opened.key
    with ben.acting.sessions.write() as session:
        empty_log(session)
    assert (ben.folder / f"{FILE}-wal").stat().st_size == 0
    for path in (ben.folder / FILE, *left):
        plain = decrypted(path, key)
        assert CANARY.encode() not in plain
        assert CANARY.lower().encode() not in plain, "as the index folds it"
        assert content[200:264] not in plain
        assert team.ben.identity.key_id.encode() in plain or bytes.fromhex(team.ben.identity.key_id) in plain
    assert len(list((ben.folder / "copies").glob("*"))) == 2, "a copy, and what stands beside it"
    with ben.acting.look() as session:
        assert session.scalars(select(AttachmentRow.sha256)).all() == []
        assert session.scalars(select(ThumbnailRow.sha256)).all() == []
    take(team.lead, pack(ben, team.scope))
    assert CANARY.encode() not in words_on(team.lead)


def decrypted(path: Path, key: bytes) -> bytes:
    """Return every page of an encrypted file as it is without its key, those that are in no use too."""
    pages = read_pages(path, key)
    assert not pages.lost
    return b"".join(pages.whole.values())


def test_a_copy_that_holds_it_does_not_bring_it_back(team: Team, tmp_path: Path) -> None:
    record_id, _ = team.ben.capture.keep_note(team.scope, text=CANARY)
    copy = team.ben.keeping.back_up()
    elsewhere = tmp_path / f"of another day{SUFFIX}"
    elsewhere.write_bytes(copy.read_bytes())
    team.ben.erasing.erase(note_of(team.ben, record_id))
    restore(team.ben, elsewhere)
    assert team.ben.capture.note(record_id) is None
    assert CANARY.encode() not in words_on(team.ben)


def test_a_file_that_brings_an_erasure_takes_older_copies_away(team: Team, tmp_path: Path) -> None:
    record_id, _ = team.ben.capture.keep_note(team.scope, text=CANARY)
    team.hand(team.ben, team.lead)
    team.lead.keeping.back_up()
    team.ben.erasing.erase(note_of(team.ben, record_id))
    path = tmp_path / "Ben.peerdesk"
    team.ben.packages.give(team.scope, "team", path)
    preview = team.lead.packages.preview(path)
    assert preview.brought.erased == 1
    _, receipt = team.lead.packages.merge(preview)
    (copy,) = team.lead.keeping.copies()
    assert CANARY.encode() not in decrypted(copy.path, team.lead.at_hand.opened.key)
    word = tmp_path / "Anita.arrived"
    word.write_bytes(receipt.to_bytes())
    assert team.lead.identity.key_id in places_of(team.ben)
    team.ben.packages.take_receipt(word)
    assert team.lead.identity.key_id not in places_of(team.ben)
    assert team.cara.identity.key_id in places_of(team.ben)
    again, _ = team.ben.capture.keep_note(team.scope, text="Another")
    team.ben.erasing.erase(note_of(team.ben, again))
    assert team.lead.identity.key_id in places_of(team.ben), "that word came before this erasure"


def places_of(desk: Desk) -> set[str]:
    """Return whose laptops may still hold what was erased last."""
    return {one.name for one in desk.erasing.certificates()[0].places if one.what == "laptop"}


def test_copies_on_a_drive_that_was_not_in_go_when_it_is(team: Team, tmp_path: Path) -> None:
    ben, drive = team.ben, tmp_path / "drive"
    drive.mkdir()
    ben.keeping.choose_drive(drive)
    record_id, _ = ben.capture.keep_note(team.scope, text=CANARY)
    ben.keeping.back_up()
    drive.rename(tmp_path / "taken out")
    erased = ben.erasing.erase(note_of(ben, record_id))
    assert [one.what for one in erased.places if one.what == "drive"] == ["drive"]
    (tmp_path / "taken out").rename(drive)
    key = ben.at_hand.opened.key
    ben.erasing.clear_if_owed()
    (old,) = [one.path for one in ben.keeping.copies() if one.removable]
    assert CANARY.encode() in decrypted(old, key), "the only copy there stays until a fresh one lies beside it"
    ben.keeping.back_up()
    ben.erasing.clear_if_owed()
    left = [one.path for one in ben.keeping.copies()]
    assert {one.parent == ben.folder / "copies" for one in left} == {True, False}
    for path in left:
        assert CANARY.encode() not in decrypted(path, key)
    count = len(left)
    ben.erasing.clear_if_owed()
    assert len(ben.keeping.copies()) == count, "nothing is owed any more"


def test_a_part_of_an_old_package_brings_nothing_back(team: Team) -> None:
    ben, lead = Pen(team.ben, team.scope), Pen(team.lead, team.scope)
    note = ben.revise({"text": CANARY, "where": "hall"})
    old: Parcel = ben.parcel(note)
    take(team.lead, lead.parcel(lead.state("erase", record=note.record_id, fields=["text"], keep=None)))
    for part in (old, old.only(lines=lambda _: False), old.only(words=lambda one: one[1] == "text")):
        take(team.lead, part)
        assert CANARY.encode() not in words_on(team.lead)
    assert note_of(team.lead, note.record_id).where == "hall"
