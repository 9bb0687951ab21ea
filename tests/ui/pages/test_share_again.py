"""Sharing a second time: the return leg, with or without everybody's notes, and what was looked at before."""

from pathlib import Path

import pytest

from peerdesk.desk.packages import Packages
from peerdesk.desk.previewing import Preview
from tests.people import Team, pack, take
from tests.ui.pages.sharing import Open, give_notes


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that were opened and checked, in order."""
    seen: list[str] = []
    preview = Packages.preview

    def noted(packages: Packages, path: Path, phrase: str | None = None, *, pictures: bool = True) -> Preview:
        seen.append(path.name)
        return preview(packages, path, phrase, pictures=pictures)

    monkeypatch.setattr(Packages, "preview", noted)
    return seen


@pytest.mark.parametrize("ticked", [False, True])
def test_the_lead_ticks_whether_everybodys_notes_go_along(
    team: Team, sit_down: Open, stick: Path, ticked: bool
) -> None:
    team.ben.capture.keep_note(team.scope, text="Ben's words")
    team.hand(team.ben, team.lead)
    sharing = sit_down(team.lead, team.scope)
    tick = sharing.ui.mine.everybodys
    assert not tick.isChecked()
    assert "notes counted, without their words: 1" in sharing.words()
    if ticked:
        sharing.pages.click(tick)
        assert "notes: 1" in sharing.words()
    sharing.pages.click(sharing.ui.mine.copy)
    there = sit_down(team.cara, team.scope)
    there.choose("Anita")
    assert ("counts here without its words" in there.words()) is not ticked
    there.pages.click(there.ui.bring)
    assert [note.text for note in team.cara.capture.notes(team.scope)] == (["Ben's words"] if ticked else [""])


def test_a_colleague_is_not_asked_about_everybodys_notes(team: Team, sit_down: Open) -> None:
    assert not sit_down(team.ben, team.scope).ui.mine.everybodys.isVisible()


def test_what_was_looked_at_is_not_opened_again(team: Team, sit_down: Open, stick: Path, looked: list[str]) -> None:
    ben, cara = (give_notes(desk, team.scope, stick, "one") for desk in (team.ben, team.cara))
    sharing = sit_down(team.lead, team.scope)
    assert sorted(set(looked)) == sorted((ben.name, cara.name))
    looked.clear()
    for _ in range(3):
        sharing.pages.click(sharing.ui.again)
    assert looked == []
    assert [one.preview is not None for one in sharing.ui.model.rows()] == [True, True]
    give_notes(team.ben, team.scope, stick, "two")  # in its place
    sharing.pages.click(sharing.ui.again)
    assert looked == [ben.name]
    sharing.choose("Ben")
    assert "2 new" in sharing.words()


def test_what_came_to_the_desk_meanwhile_is_seen_in_a_file_that_was_looked_at(
    team: Team, sit_down: Open, stick: Path, looked: list[str]
) -> None:
    give_notes(team.ben, team.scope, stick, "one")
    sharing = sit_down(team.lead, team.scope)
    assert sharing.ui.bring.isEnabled()
    take(team.lead, pack(team.ben, team.scope))  # by another way
    sharing.pages.click(sharing.ui.again)
    assert "All of it is here" in sharing.words()


def test_a_file_that_could_not_be_read_is_tried_again(
    team: Team, sit_down: Open, stick: Path, looked: list[str]
) -> None:
    file = give_notes(team.ben, team.scope, stick, "one")
    sound = file.read_bytes()
    file.write_bytes(sound[:-200])
    sharing = sit_down(team.lead, team.scope)
    assert not sharing.ui.bring.isEnabled()
    file.write_bytes(sound)
    sharing.pages.click(sharing.ui.again)
    assert sharing.ui.bring.isEnabled()
