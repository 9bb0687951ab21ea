"""A locked desk: its subjects refuse, nothing of it is open, and it goes on where it was once it is open again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from peerdesk.desk.at_hand import DeskLockedError
from peerdesk.desk.desk import Desk, must_know, open_here, start_here
from peerdesk.errors import NoRecoveryWordsError, WrongPassphraseError
from tests.keys.cheap import cheap_guesses
from tests.people import Shelf

NOW = datetime(2027, 3, 9, 9, 12, tzinfo=UTC)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def desk(tmp_path: Path, shelf: Shelf) -> Desk:
    return start_here(tmp_path / "anita", shelf, "Anita", lambda: NOW)


def open_again(desk: Desk, shelf: Shelf) -> None:
    desk.resume(open_here(desk.folder, shelf, lambda: NOW))


def test_a_locked_desk_refuses_all_that_needs_its_file_or_its_keys(desk: Desk, tmp_path: Path) -> None:
    scope, _ = desk.plan.begin(school_name="Wrenholt", days=("2027-03-09",))
    desk.lock()
    assert desk.is_locked
    for ask in (
        desk.plan.reviews,
        desk.keeping.back_up,
        desk.recovery.make_words,
        desk.recovery.copy_keys,
        lambda: desk.capture.keep_note(scope, text="x"),
        lambda: desk.packages.give(scope, "team", tmp_path / "Team.peerdesk"),
        lambda: desk.identity.private,
        lambda: desk.engine,
    ):
        with pytest.raises(DeskLockedError):
            ask()
    assert len(desk.identity.key_id) == 64, "pages go on asking whose desk it is"


def test_it_goes_on_where_it_was(desk: Desk, shelf: Shelf, tmp_path: Path) -> None:
    scope, _ = desk.plan.begin(school_name="Wrenholt", days=("2027-03-09",))
    desk.lock()
    open_again(desk, shelf)
    assert not desk.is_locked
    desk.capture.keep_note(scope, text="after it")
    assert [one.text for one in desk.capture.notes(scope)] == ["after it"]
    assert desk.packages.give(scope, "briefing", tmp_path / "Briefing.peerdesk").kind == "briefing"
    assert desk.keeping.back_up() is not None
    assert desk.recovery.is_key_kept()
    desk.close()


def test_what_is_typed_while_it_is_locked_waits_and_is_put_on_disk_afterwards(desk: Desk, shelf: Shelf) -> None:
    desk.drafts.put("now.line:", "before")
    desk.lock()
    desk.drafts.put("note:1:words", "late")
    assert not desk.drafts.flush()
    open_again(desk, shelf)
    assert desk.drafts.flush()
    assert {one.text for one in desk.drafts.all()} == {"before", "late"}
    desk.close()


def test_it_can_be_locked_twice_and_closed_while_locked(desk: Desk, shelf: Shelf) -> None:
    desk.lock()
    desk.lock()
    desk.close()
    open_again(desk, shelf)
    assert desk.plan.reviews() == []
    desk.close()


def test_only_the_right_words_are_known(desk: Desk) -> None:
    with pytest.raises(NoRecoveryWordsError):
        must_know(desk.folder, "one two three four five six seven eight")
    with cheap_guesses():
        words = desk.recovery.make_words()
        desk.recovery.confirm(words)
        must_know(desk.folder, words.upper())
        with pytest.raises(WrongPassphraseError):
            must_know(desk.folder, "one two three four five six seven eight")
    desk.close()
