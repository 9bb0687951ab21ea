"""What the lead is told about who is in, who is next, and what never came."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from peerdesk.desk.hub import Hub
from peerdesk.desk.shared_folder import bring_in, look_into
from peerdesk.domain.canonical import from_bytes
from peerdesk.domain.gaps import Gap
from tests.people import BEN, CARA, DAN, LEAD, Team, pack, take

LUNCH = datetime(2025, 10, 14, 11, 19, tzinfo=UTC)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def look(team: Team) -> Hub:
    hub = look_into(team.lead, None, team.scope, lambda *_: None).hub
    assert hub is not None
    return hub


def give(team: Team, name: str, stick: Path, at: datetime) -> None:
    """Let somebody copy, and the lead bring it in, at a time."""
    team.clocks[name].at = team.clocks[LEAD].at = at
    path = stick / f"{name}.peerdesk"
    team.desks[name].packages.give(team.scope, "team", path)
    bring_in(team.lead, team.lead.packages.preview(path))


def names(hub: Hub) -> tuple[list[str], list[str]]:
    """Return who is there and who is missing; that Dan is in training is said beside his name."""
    there, missing = (
        [one.name.replace(f"{DAN} (in training)", DAN) for one in part] for part in (hub.there, hub.missing)
    )
    return there, missing


def key(team: Team, name: str) -> str:
    return team.desks[name].identity.key_id


def test_rounds(team: Team, stick: Path) -> None:
    assert names(look(team)) == ([], [BEN, CARA, DAN])
    assert not look(team).is_whole
    for minutes, name in enumerate((BEN, CARA, DAN)):
        team.desks[name].capture.keep_note(team.scope, text=name)
        give(team, name, stick, LUNCH + timedelta(minutes=minutes))
    hub = look(team)
    assert names(hub) == ([BEN, CARA, DAN], [])
    assert hub.is_whole
    assert hub.last_at.startswith("2025-10-14T11:21")
    give(team, CARA, stick, LUNCH + timedelta(hours=3))
    later = look(team)
    assert names(later) == ([CARA], [BEN, DAN])  # at lunch they were in, now they are not
    assert later.missing[0].came_at.startswith("2025-10-14T11:19")


def test_who_is_passed_on_by_a_colleague_is_in(team: Team, stick: Path) -> None:
    team.clocks[BEN].at = LUNCH
    team.ben.capture.keep_note(team.scope, text="by Cara's stick")
    team.hand(team.ben, team.cara)
    give(team, CARA, stick, LUNCH + timedelta(minutes=9))
    assert names(look(team)) == ([BEN, CARA], [DAN])


def test_a_clock_that_is_ahead_does_not_put_the_others_behind(team: Team, stick: Path) -> None:
    give(team, CARA, stick, LUNCH)
    team.clocks[BEN].set_year(2031)
    team.ben.capture.keep_note(team.scope, text="from 2031")
    path = stick / "Ben.peerdesk"
    team.ben.packages.give(team.scope, "team", path)
    bring_in(team.lead, team.lead.packages.preview(path))
    assert names(look(team)) == ([BEN, CARA], [DAN])
    give(team, CARA, stick, LUNCH + timedelta(hours=3))
    assert names(look(team)) == ([CARA], [BEN, DAN])  # in 2031 he is not here for ever


def test_an_earlier_file_that_never_came_is_seen_and_said(team: Team) -> None:
    team.cara.capture.keep_note(team.scope, text="one")
    first = pack(team.cara, team.scope)
    team.cara.capture.keep_note(team.scope, text="two")
    second = pack(team.cara, team.scope)
    lost_seals, lost = set(first.sealed), set(first.leaving.lines)
    known = set(pack(team.lead, team.scope).leaving.lines)
    take(
        team.lead,
        second.only(seals=lambda seal: seal not in lost_seals, lines=lambda line: line in known or line not in lost),
    )
    assert list(look(team).gaps) == [Gap(key(team, CARA), "earlier")]
    assert not look(team).is_whole
    take(team.lead, first)
    assert list(look(team).gaps) == []
    assert look(team).is_whole


def test_a_seal_without_what_it_lists_is_a_gap(team: Team) -> None:
    team.cara.capture.keep_note(team.scope, text="one")
    team.cara.capture.keep_note(team.scope, text="two")
    parcel = pack(team.cara, team.scope)
    take(team.lead, parcel.only(lines=lambda line: b'"note"' not in line))
    assert list(look(team).gaps) == [Gap(key(team, CARA), "earlier")]
    take(team.lead, parcel)
    assert list(look(team).gaps) == []


def test_a_change_whose_parent_never_came_is_a_gap(team: Team) -> None:
    note, _ = team.ben.capture.keep_note(team.scope, text="one")
    kept = team.ben.capture.note(note)
    assert kept is not None
    team.ben.capture.change_note(kept, text="two")
    parcel = pack(team.ben, team.scope)
    begun = next(line for line in parcel.leaving.lines if b'"note"' in line and not parents(line))
    take(team.lead, parcel.only(lines=lambda line: line != begun))
    assert Gap(key(team, BEN), "before") in look(team).gaps
    take(team.lead, parcel)
    assert list(look(team).gaps) == []
    assert [one.text for one in team.lead.capture.notes(team.scope)] == ["two"]


def test_two_laptops_of_one_person_are_said_and_are_no_gap(team: Team, stick: Path) -> None:
    team.ben.keeping.back_up()
    clone = team.put_back(f"{BEN} again", team.ben.keeping.copies()[0].path, team.folder / "clone")
    for desk in (team.ben, clone):
        desk.capture.keep_note(team.scope, text="one")
        team.hand(desk, team.lead)
    hub = look(team)
    assert list(hub.gaps) == [Gap(key(team, BEN), "twice")]
    assert hub.is_whole
    assert len(team.lead.capture.notes(team.scope)) == 2


def parents(line: bytes) -> bool:
    value = from_bytes(line)
    assert isinstance(value, dict)
    return bool(value.get("parents"))
