"""What is due to whom, made for a stick or into the folder that waits for home; sticks that are full, shut or gone."""

import tempfile
from pathlib import Path

import pytest

from peerdesk.desk.outbox import LIST, NoRoomThereError, NotMadeHereError, Outbox, file_name
from peerdesk.desk.stick import Trial
from peerdesk.domain.sending import Item
from peerdesk.paths import resources
from tests.people import Team

FONTS = resources() / "fonts"


@pytest.fixture
def outbox(team: Team, tmp_path: Path) -> Outbox:
    plan = team.lead.plan.look(team.scope)
    assert plan is not None
    team.lead.plan.change(plan.review, check_by="2025-10-21", report_by="2025-10-28")
    return Outbox(team.lead, FONTS, tmp_path / "To send")


def items(outbox: Outbox, scope: str) -> dict[Item, tuple[str, str]]:
    return {one.sending.item: (one.sending.to, one.sending.by) for one in outbox.due(scope)}


def test_what_is_due_follows_from_the_plan_and_the_part_one_has(team: Team, outbox: Outbox, tmp_path: Path) -> None:
    assert items(outbox, team.scope) == {
        "page": ("the head", "2025-10-14"),
        "report": ("the head", "2025-10-21"),
        "reply sheet": ("the head", "2025-10-21"),
        "final": ("the head", "2025-10-28"),
        "partnership": ("the partnership", ""),
    }
    assert items(Outbox(team.ben, FONTS, tmp_path), team.scope) == {"notes": ("the lead reviewer", "2025-10-14")}


def test_what_is_made_waits_with_a_list_that_anybody_can_read(team: Team, outbox: Outbox) -> None:
    (page,) = outbox.put(team.scope, "page")
    sheets = outbox.put(team.scope, "reply sheet")
    assert page.read_bytes().startswith(b"%PDF")
    assert [path.suffix for path in sheets] == [".pdf", ".docx"]
    said = (outbox.folder / LIST).read_text()
    assert "[ ] Saltmarsh Primary School: The page for the head, to the head, today" in said
    assert f"{page.parent.name}/{page.name}" in said
    assert "The final report, to the head, by Tuesday 28 October\n      not made yet" in said
    assert [one.sending.item for one in outbox.waiting()] == ["page", "reply sheet"]


def test_sent_is_ticked_and_can_be_taken_back(team: Team, outbox: Outbox) -> None:
    outbox.put(team.scope, "page")
    outbox.tick_sent(team.scope, "page")
    assert outbox.waiting() == []
    assert outbox.due(team.scope)[-1].sent_on == "2025-10-14"
    assert (
        "[x] Saltmarsh Primary School: The page for the head, sent Tuesday 14 October"
        in (outbox.folder / LIST).read_text()
    )
    outbox.tick_sent(team.scope, "page", sent=False)
    assert [one.sending.item for one in outbox.waiting()] == ["page"]


def test_a_file_that_somebody_moved_away_is_not_said_to_wait(team: Team, outbox: Outbox) -> None:
    (page,) = outbox.put(team.scope, "page")
    page.unlink()
    assert outbox.waiting() == []


def test_a_colleague_puts_notes_for_the_lead_there(team: Team, tmp_path: Path) -> None:
    outbox = Outbox(team.ben, FONTS, tmp_path / "To send")
    (notes,) = outbox.put(team.scope, "notes")
    assert team.lead.packages.check(notes).sender == team.ben.identity.key_id


def test_the_partnership_s_is_made_where_it_is_closed_to_somebody(team: Team, outbox: Outbox) -> None:
    with pytest.raises(NotMadeHereError, match="coordinator"):
        outbox.put(team.scope, "partnership")


@pytest.mark.parametrize(("answer", "said"), [("full", "no room"), ("read only", "not written on")])
def test_a_stick_with_no_room_or_shut_is_said_and_the_outbox_takes_it(
    team: Team, outbox: Outbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, said: str
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("peerdesk.files.tempfile.NamedTemporaryFile", refuse)
        full.setattr("peerdesk.desk.outbox.try_out", lambda _: Trial(answer))  # type: ignore[arg-type]
        with pytest.raises(NoRoomThereError, match=said) as refused:
            outbox.make(team.scope, "reply sheet", stick)
    assert "outbox" in refused.value.remedy
    assert list(stick.iterdir()) == []
    assert len(outbox.put(team.scope, "reply sheet")) == 2


def test_a_stick_that_is_pulled_out_in_the_middle_is_said(team: Team, outbox: Outbox, tmp_path: Path) -> None:
    with pytest.raises(NoRoomThereError, match="not there any more"):
        outbox.make(team.scope, "page", tmp_path / "pulled out")


def test_the_second_file_that_does_not_fit_takes_the_first_away(
    team: Team, outbox: Outbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tempfile.NamedTemporaryFile
    calls = []

    def once(*words: object, **named: object) -> object:
        calls.append(words)
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        return made(*words, **named)  # type: ignore[call-overload]

    with monkeypatch.context() as full:
        full.setattr("peerdesk.files.tempfile.NamedTemporaryFile", once)
        with pytest.raises(NoRoomThereError):
            outbox.make(team.scope, "reply sheet", tmp_path)
    assert list(tmp_path.glob("*.pdf")) == []


def test_names_of_files_are_sound_on_any_system() -> None:
    assert file_name('St. Mary’s: a/b "C" <School>?') == "St Mary’s a b C School"
    assert len(file_name("x" * 500)) == 120
