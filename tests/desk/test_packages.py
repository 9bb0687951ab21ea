"""Giving and taking as real files: what is refused leaves the desk as it was."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from peerdesk.desk.desk import FILE, Desk, start_here
from peerdesk.desk.packages import (
    ChangedFileError,
    ForTheRecordError,
    NobodyToGiveToError,
    UnknownSenderError,
)
from peerdesk.desk.people import WordsDifferError
from peerdesk.desk.previewing import Preview
from peerdesk.desk.receipts import Receipt, ReceiptError, read_receipt
from peerdesk.desk.record import Record, open_record_of
from peerdesk.domain.canonical import to_bytes
from peerdesk.errors import NotForYouError, PeerDeskError
from peerdesk.keys.signing import RECEIPT
from tests.people import Clock, Shelf, Team
from tests.storage.by_hand import rows_of


@pytest.fixture
def file(team: Team, tmp_path: Path) -> Path:
    """Ben's notes on a stick."""
    for number in range(3):
        team.ben.capture.keep_note(team.scope, text=f"note {number}", questions=team.questions[:1])
    team.ben.capture.keep_jotting(team.scope, "only for Ben")
    path = tmp_path / "Ben.peerdesk"
    team.ben.packages.give(team.scope, "team", path)
    return path


@pytest.fixture
def stranger(tmp_path: Path) -> Desk:
    return start_here(tmp_path / "stranger", Shelf(), "Stranger", Clock())


def state(desk: Desk, scope: str) -> object:
    """Return all that could be changed by bringing something in."""
    with desk.acting.look() as session:
        rows = rows_of(session)
    return rows, desk.keeping.digest(), desk.people.all(), desk.packages.passages(scope), desk.plan.reviews()


def bring_in(desk: Desk, path: Path) -> Receipt:
    return desk.packages.merge(desk.packages.preview(path))[1]


def test_a_preview_says_what_would_come_and_writes_nothing(team: Team, file: Path) -> None:
    lead = team.lead
    before, bytes_before = state(lead, team.scope), (lead.folder / FILE).read_bytes()
    seen = lead.packages.preview(file)
    assert (seen.sender_name, seen.known, seen.been_here, seen.kind) == ("Ben Okoro", True, False, "team")
    assert (seen.brought.new, seen.brought.by) == ({"note": 3, "link": 3}, {"Ben Okoro": 3})
    assert state(lead, team.scope) == before
    assert (lead.folder / FILE).read_bytes() == bytes_before
    assert lead.packages.preview(file) == seen


def test_what_was_previewed_is_what_comes(team: Team, file: Path) -> None:
    lead = team.lead
    seen = lead.packages.preview(file)
    copies = len(list((lead.folder / "copies").glob("*"))) if (lead.folder / "copies").exists() else 0
    changes, receipt = lead.packages.merge(seen)
    assert changes.records == seen.brought.records
    assert {"note", "link"} <= changes.kinds
    assert receipt.new == seen.brought.new_in_all
    assert len(list((lead.folder / "copies").glob("*.backup"))) == copies + 1
    assert [one.text for one in lead.capture.notes(team.scope)] == ["note 0", "note 1", "note 2"]
    assert lead.keeping.digest() == team.ben.keeping.digest()
    assert lead.capture.jottings(team.scope) == []
    again = lead.packages.preview(file)
    assert again.been_here
    assert (again.brought.new_in_all, again.brought.records) == (0, frozenset())


def test_both_orders_end_in_one_digest(team: Team, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "Cara.peerdesk"
    team.cara.capture.keep_note(team.scope, text="Cara's")
    team.cara.packages.give(team.scope, "team", other)
    for path in (file, other):
        bring_in(team.lead, path)
    for path in (other, file):
        bring_in(team.dan, path)
    assert team.lead.keeping.digest() == team.dan.keeping.digest()


def test_an_unknown_sender_is_refused_without_words(team: Team, stranger: Desk, file: Path, tmp_path: Path) -> None:
    scope, _ = stranger.plan.begin(school_name="Somewhere")
    path = tmp_path / "strange.peerdesk"
    stranger.packages.give(scope, "team", path, to=[team.lead.people.mine])
    before = state(team.lead, scope)
    seen = team.lead.packages.preview(path)
    assert not seen.known
    with pytest.raises(UnknownSenderError):
        team.lead.packages.merge(seen)
    with pytest.raises(WordsDifferError):
        team.lead.packages.merge(seen, typed_words=team.ben.people.words(team.ben.identity.key_id))
    with pytest.raises(WordsDifferError):
        team.lead.packages.merge(seen, typed_words=" ".join(seen.sender_words.split()[:5]))
    assert state(team.lead, scope) == before
    _, receipt = team.lead.packages.merge(seen, typed_words=seen.sender_words.upper())
    assert receipt.new > 0
    assert team.lead.packages.preview(path).known


def test_wrong_words_are_refused_from_somebody_known_too(team: Team, file: Path) -> None:
    before = state(team.lead, team.scope)
    with pytest.raises(WordsDifferError):
        team.lead.packages.merge(team.lead.packages.preview(file), typed_words="one two three four five six")
    assert state(team.lead, team.scope) == before


def test_a_badge_that_only_came_along_is_not_confirmed(team: Team, stranger: Desk, tmp_path: Path) -> None:
    """Somebody who does not lead the review vouches for nobody."""
    key = stranger.identity.key_id
    team.lead.plan.add_member(team.scope, "Stranger", "reviewer", key=key)
    team.hand(team.lead, team.ben)
    team.ben.people.add(stranger.people.mine, typed_words=stranger.people.words(key))
    path = tmp_path / "x.peerdesk"
    team.ben.packages.give(team.scope, "team", path)
    bring_in(team.cara, path)
    person = team.cara.people.person(key)
    assert person is not None
    assert person.confirmed_how == ""


def test_the_lead_vouches_for_the_team(team: Team, tmp_path: Path) -> None:
    shelf = Shelf()
    new = start_here(tmp_path / "new", shelf, "Eve Hart", Clock())
    words = new.people.words(new.identity.key_id)
    team.lead.people.add(new.people.mine, typed_words=words)
    team.lead.plan.add_member(team.scope, "Eve Hart", "reviewer", key=new.identity.key_id)
    path = tmp_path / "Briefing.peerdesk"
    team.lead.packages.give(team.scope, "briefing", path)
    seen = new.packages.preview(path)
    new.packages.merge(seen, typed_words=seen.sender_words)
    ben = new.people.person(team.ben.identity.key_id)
    assert ben is not None
    assert ben.confirmed_how == "lead"
    bring_in(team.ben, path)
    eve = team.ben.people.person(new.identity.key_id)
    assert eve is not None
    assert eve.confirmed_how == "lead"
    new.close()


def test_a_file_that_changed_since_the_preview_is_refused(team: Team, file: Path) -> None:
    seen = team.lead.packages.preview(file)
    team.ben.capture.keep_note(team.scope, text="one more")
    team.ben.packages.give(team.scope, "team", file)
    before = state(team.lead, team.scope)
    with pytest.raises(ChangedFileError):
        team.lead.packages.merge(seen)
    assert state(team.lead, team.scope) == before


def test_a_file_that_is_gone_or_damaged_is_refused(team: Team, file: Path) -> None:
    seen = team.lead.packages.preview(file)
    whole, before = file.read_bytes(), state(team.lead, team.scope)
    damages: list[Callable[[], object]] = [
        lambda: file.write_bytes(whole[: len(whole) // 2]),
        lambda: file.write_bytes(whole[:-1]),
        lambda: file.write_bytes(whole[:900] + bytes([whole[900] ^ 1]) + whole[901:]),
        lambda: file.write_bytes(b""),
        lambda: file.write_text("no package"),
        file.unlink,
    ]
    for damage in damages:
        damage()
        with pytest.raises(PeerDeskError):
            team.lead.packages.merge(seen)
        with pytest.raises(PeerDeskError):
            team.lead.packages.preview(file)
        assert state(team.lead, team.scope) == before


def test_what_was_made_for_others_is_refused(team: Team, stranger: Desk, file: Path) -> None:
    for act in (stranger.packages.preview, stranger.packages.check):
        with pytest.raises(NotForYouError):
            act(file)
    assert stranger.plan.reviews() == []


def test_alone_there_is_nobody_to_give_to(stranger: Desk, tmp_path: Path) -> None:
    scope, _ = stranger.plan.begin(school_name="Somewhere")
    for kind in ("team", "partnership"):
        with pytest.raises(NobodyToGiveToError):
            stranger.packages.give(scope, kind, tmp_path / "x.peerdesk")
    assert not (tmp_path / "x.peerdesk").exists()
    assert stranger.packages.passages(scope) == []


def test_what_cannot_be_written_leaves_everything_as_it_was(team: Team, tmp_path: Path) -> None:
    team.ben.capture.keep_note(team.scope, text="to be given")
    before = state(team.ben, team.scope)
    for out in (tmp_path / "no folder" / "x.peerdesk", tmp_path):
        with pytest.raises(PeerDeskError):
            team.ben.packages.give(team.scope, "team", out)
    with pytest.raises(PeerDeskError):
        team.ben.packages.give(team.scope, "team", tmp_path / "x.peerdesk", documents=[tmp_path / "Report.pdf"])
    assert state(team.ben, team.scope) == before
    assert not (tmp_path / "x.peerdesk").exists()


def test_a_receipt_answers_did_mine_arrive(team: Team, file: Path, tmp_path: Path) -> None:
    receipt = bring_in(team.lead, file)
    path = tmp_path / "Ben.arrived"
    path.write_bytes(receipt.to_bytes())
    assert team.ben.packages.take_receipt(path) == receipt
    (passage,) = team.ben.packages.passages(team.scope)
    assert Receipt.from_bytes(passage.receipt.encode()).by == team.lead.identity.key_id
    with pytest.raises(NobodyToGiveToError):
        team.cara.packages.take_receipt(path)


def test_each_of_several_says_that_it_arrived(team: Team, file: Path, tmp_path: Path) -> None:
    for desk in (team.lead, team.cara, team.lead):
        path = tmp_path / "Ben.arrived"
        path.write_bytes(bring_in(desk, file).to_bytes())
        team.ben.packages.take_receipt(path)
        team.ben.packages.take_receipt(path)
    (passage,) = team.ben.packages.passages(team.scope)
    told = [Receipt.from_bytes(one.encode()).by for one in passage.receipts]
    assert told == [one.identity.key_id for one in (team.lead, team.cara, team.lead)]


def test_a_forged_receipt_is_refused(team: Team, stranger: Desk, file: Path, tmp_path: Path) -> None:
    receipt = bring_in(team.lead, file)
    whole, path = receipt.to_bytes(), tmp_path / "Ben.arrived"

    def signed_by(desk: Desk) -> bytes:
        says = {**receipt.says(), "by": desk.identity.key_id}
        return to_bytes({"receipt": says, "signature": desk.identity.private.sign(RECEIPT, to_bytes(says))})

    forged = [
        whole.replace(b'"new":6', b'"new":7'),
        whole.replace(receipt.by.encode(), team.cara.identity.key_id.encode()),
        replace(receipt, signature=team.cara.identity.private.sign(RECEIPT, to_bytes(receipt.says()))).to_bytes(),
        replace(receipt, signature="no signature").to_bytes(),
        signed_by(stranger),
        whole[:-1],
        b"",
        b"[" * 5_000,
        b"x" * 100_000,
    ]
    for content in forged:
        path.write_bytes(content)
        with pytest.raises(ReceiptError):
            team.ben.packages.take_receipt(path)
    with pytest.raises(ReceiptError):
        read_receipt(tmp_path / "nothing.arrived")
    assert team.ben.packages.passages(team.scope)[0].receipt == ""


@pytest.fixture
def record(team: Team, tmp_path: Path) -> Record:
    return open_record_of(team.cara, f"sqlite:///{tmp_path / 'record.db'}")


def test_what_was_made_for_a_team_does_not_go_into_the_record(team: Team, file: Path, record: Record) -> None:
    before = record.digest()
    with pytest.raises(ForTheRecordError):
        record.preview(file)
    with pytest.raises(ForTheRecordError):
        record.bring_in(file)
    assert record.digest() == before
    assert record.reviews() == []


def test_what_was_made_for_the_record_does_not_go_to_a_team(team: Team, record: Record, tmp_path: Path) -> None:
    path = tmp_path / "partnership.peerdesk"
    team.lead.packages.give(team.scope, "partnership", path, to=[team.cara.people.mine])
    before = state(team.cara, team.scope)
    with pytest.raises(ForTheRecordError):
        team.cara.packages.preview(path)
    assert state(team.cara, team.scope) == before
    record.bring_in(path)
    assert [one.review.school_name for one in record.reviews()] == ["Saltmarsh Primary School"]
    record.close()


def test_a_preview_of_another_file_does_not_bring_this_one_in(team: Team, file: Path, tmp_path: Path) -> None:
    seen: Preview = team.lead.packages.preview(file)
    copy = tmp_path / "copy.peerdesk"
    shutil.copy(file, copy)
    team.lead.packages.merge(replace(seen, path=copy))
    assert len(team.lead.capture.notes(team.scope)) == 3


def test_times_are_the_laptops_own(team: Team, file: Path) -> None:
    team.clocks["Anita Shah"].at = datetime(1970, 1, 1, tzinfo=UTC)
    assert bring_in(team.lead, file).at.startswith("1970-01-01")
