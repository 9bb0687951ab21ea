"""What somebody in training noticed: for themselves, on their laptop, and in nothing that leaves."""

from pathlib import Path

import pytest

from peerdesk.desk.advice import FromLead
from tests.people import Team, pack, start_team


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return start_team(tmp_path)


def test_it_is_kept_changed_and_taken_away(team: Team) -> None:
    noticing = team.dan.noticing
    noticing.keep(team.scope, "She waits, and a heron answer comes")
    noticing.keep(team.scope, "Asks the same thing twice")
    first, second = noticing.all(team.scope)
    noticing.change(first, "She waits three seconds")
    noticing.change(second, "")
    assert [one.text for one in noticing.all(team.scope)] == ["She waits three seconds"]
    team.dan.keeping.undo()
    assert len(noticing.all(team.scope)) == 2
    assert noticing.is_noticed(first.record_id)


def test_it_never_leaves_and_is_found_by_oneself(team: Team, tmp_path: Path) -> None:
    team.dan.noticing.keep(team.scope, "a heron answer")
    team.dan.capture.keep_note(team.scope, text="something else", questions=[team.questions[0]])
    parcel = pack(team.dan, team.scope)
    assert b"something else" in b"".join(parcel.words())
    assert b"heron" not in b"".join([*parcel.words(), *parcel.entries(), *parcel.seals()])
    assert [getattr(one, "text", "") for one in team.dan.capture.find("heron")] == ["a heron answer"]
    team.hand(team.dan, team.lead)
    assert team.lead.capture.find("heron") == []
    assert team.lead.noticing.all(team.scope) == []


def test_it_stands_apart_from_the_other_private_lines(team: Team) -> None:
    team.dan.noticing.keep(team.scope, "noticed")
    team.dan.capture.keep_jotting(team.scope, "only me")
    assert [one.text for one in team.dan.capture.jottings(team.scope)] == ["only me"]
    assert [one.text for one in team.dan.noticing.all(team.scope)] == ["noticed"]


def test_it_is_text_for_oneself_with_what_the_lead_wrote(team: Team, tmp_path: Path) -> None:
    team.dan.noticing.keep(team.scope, "She waits")
    advice = [FromLead("Well done.", "Anita", "2025-10-14T15:00:00Z", True), FromLead("", "Anita", "2025", False)]
    said = team.dan.noticing.as_text(team.scope, advice)
    assert said.splitlines()[:4] == [
        "What I noticed: Saltmarsh Primary School",
        "Dan Reyes",
        "",
        "Tuesday 14 October 2025",
    ]
    assert said.splitlines()[4].endswith("  She waits")
    assert said.splitlines()[-2:] == ["From Anita, Tuesday 14 October 2025", "Well done."]
    path = team.dan.noticing.write(said, tmp_path / "mine.txt")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfWhat I noticed")
    assert path.stat().st_mode & 0o077 == 0
