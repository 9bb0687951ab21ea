"""What is being typed reaches the disk whatever else goes on, and is not said to be there before it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from peerdesk.desk.desk import Desk, open_here, start_here
from peerdesk.storage.drafts import Draft, put_draft
from peerdesk.storage.failures import StorageError
from tests.people import Clock, Shelf, start_team


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = start_here(tmp_path / "desk", Shelf(), "Anita", Clock())
    yield desk
    desk.close()


def said(desk: Desk) -> dict[str, str]:
    return {one.place: one.text for one in desk.drafts.all()}


def test_the_newest_words_of_a_place_stand_there(desk: Desk) -> None:
    for words in ("a", "a her", "a heron", "a heron flew"):
        desk.drafts.put("plan:x:text", words)
    desk.drafts.put("plan:y:text", "beside it")
    assert said(desk) == {"plan:x:text": "a heron flew", "plan:y:text": "beside it"}
    desk.drafts.put("plan:x:text", "")
    assert said(desk) == {"plan:y:text": "beside it"}


def test_it_waits_for_no_other_work_that_only_reads(desk: Desk) -> None:
    with desk.acting.look():
        desk.drafts.put("plan:x:text", "a heron")
        assert desk.drafts.flush()


def test_words_are_on_their_way_until_the_disk_has_answered(desk: Desk) -> None:
    desk.drafts.put("plan:x:text", "first")
    assert desk.drafts.flush()
    with desk.acting.sessions.write.begin() as session:
        put_draft(session, Draft("elsewhere", "written by other work", "", ""))  # the disk cannot answer yet
        desk.drafts.put("plan:x:text", "second")
        assert desk.drafts.standing().on_its_way
        assert not desk.drafts.flush(0.1)
    assert desk.drafts.flush(5)
    assert said(desk)["plan:x:text"] == "second"


def test_what_is_typed_is_not_said_to_be_there_before_it_was_handed_over(desk: Desk) -> None:
    assert not desk.drafts.standing().on_its_way
    desk.drafts.note_typing()
    assert desk.drafts.standing().on_its_way


def test_what_the_disk_refused_waits_and_goes_with_the_next(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StorageError("PeerDesk cannot write here.", "Free some space.")

    with monkeypatch.context() as full:
        full.setattr("peerdesk.desk.drafts.put_draft", refuse)
        desk.drafts.put("plan:x:text", "a heron")
        assert not desk.drafts.flush()
        trouble = desk.drafts.standing().trouble
        assert trouble is not None
        assert trouble.message == "PeerDesk cannot write here."
        desk.drafts.put("plan:x:text", "a heron flew")
        desk.drafts.put("plan:y:text", "another")
        assert not desk.drafts.flush()
    desk.drafts.try_again()
    assert desk.drafts.flush()
    assert desk.drafts.standing().trouble is None
    assert said(desk) == {"plan:x:text": "a heron flew", "plan:y:text": "another"}


def test_a_mistake_of_ours_is_not_taken_for_an_answer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr("peerdesk.desk.drafts.put_draft", break_down)
        desk.drafts.put("plan:x:text", "a heron")
        assert not desk.drafts.flush()
        assert desk.drafts.standing().trouble is not None
    desk.drafts.try_again()
    assert desk.drafts.flush()
    assert said(desk) == {"plan:x:text": "a heron"}
    caplog.clear()


def test_half_a_character_from_another_program_takes_no_word_with_it(desk: Desk) -> None:
    desk.drafts.put("plan:x:text", "a heron \ud83d flew")
    assert said(desk) == {"plan:x:text": "a heron ? flew"}


def test_a_hundred_thousand_letters_are_kept(desk: Desk) -> None:
    desk.drafts.put("plan:x:text", "heron " * 20_000)
    assert said(desk)["plan:x:text"] == "heron " * 20_000


def test_closing_the_desk_puts_the_last_words_there(tmp_path: Path) -> None:
    shelf = Shelf()
    desk = start_here(tmp_path / "desk", shelf, "Anita", Clock())
    desk.drafts.put("plan:x:text", "the last")
    desk.close()
    again = open_here(tmp_path / "desk", shelf, Clock())
    assert said(again) == {"plan:x:text": "the last"}
    again.close()


def test_what_became_of_the_place_is_told(tmp_path: Path) -> None:
    team = start_team(tmp_path)
    lead, scope = team.lead, team.scope
    for title in ("stays", "changes", "goes"):
        lead.findings.add(scope, title=title)
    stays, changes, goes = sorted(
        lead.findings.all(scope), key=lambda one: ("stays", "changes", "goes").index(one.title)
    )
    for one in (stays, changes, goes):
        lead.drafts.put(f"finding:{one.record_id}:title", f"typed in {one.title}", " ".join(one.tips))
    lead.findings.change(stays, text="another field")
    team.hand(lead, team.ben)
    team.ben.findings.change(next(one for one in team.ben.findings.all(scope) if one.title == "changes"), title="Ben's")
    team.hand(team.ben, lead)
    lead.findings.delete(goes)
    found = {one.text: one for one in lead.unkept.all()}
    assert {text: one.standing for text, one in found.items()} == {
        "typed in stays": "there",
        "typed in changes": "changed",
        "typed in goes": "gone",
    }
    assert found["typed in changes"].changed_by == "Ben Okoro"
    assert found["typed in changes"].title == "Ben's"
    assert {one.school for one in found.values()} == {"Saltmarsh Primary School"}
    team.close()


def test_what_was_kept_after_all_is_offered_no_more(tmp_path: Path) -> None:
    team = start_team(tmp_path)
    lead = team.lead
    finding, _ = lead.findings.add(team.scope, title="a heron")
    lead.drafts.put(f"finding:{finding}:title", "a heron", "")
    assert lead.unkept.all() == []
    assert lead.drafts.all() == []
    team.close()


def test_what_was_kept_last_is_read_back(tmp_path: Path) -> None:
    team = start_team(tmp_path)
    assert team.ben.unkept.last_kept() is None
    team.ben.capture.keep_note(team.scope, text="three books", seen_at="2025-10-14T09:00", questions=team.questions)
    kept = team.ben.unkept.last_kept()
    assert kept is not None
    assert (kept.kind, kept.title) == ("note", "three books")
    team.close()
