"""Clocks that are off, as the desk tells their owners of them; nothing is ever refused for one."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from peerdesk.desk.clocks import SET_IT
from peerdesk.desk.desk import Desk
from peerdesk.domain.evidence import Note
from tests.people import BEN, CARA, LEAD, Team


def kept(desk: Desk, scope: str, text: str) -> Note:
    note = desk.capture.note(desk.capture.keep_note(scope, text=text)[0])
    assert note is not None
    return note


def told(desk: Desk) -> str:
    off = desk.clocks.here()
    assert off is None or off.remedy == SET_IT
    return off.sentence if off else ""


def catch_up(team: Team) -> None:
    """Let all clocks be together."""
    now = max(clock.at for clock in team.clocks.values())
    for clock in team.clocks.values():
        clock.at = now


@pytest.fixture(autouse=True)
def _in_utc() -> Iterator[None]:
    home = os.environ.get("TZ")
    travel("UTC")
    yield
    os.environ.pop("TZ", None)
    if home is not None:
        os.environ["TZ"] = home
    time.tzset()


def travel(to: str) -> None:
    os.environ["TZ"] = to
    time.tzset()


def test_laptops_that_are_together_are_told_nothing(team: Team) -> None:
    for desk in team.desks.values():
        kept(desk, team.scope, "talk")
    catch_up(team)
    team.meet()
    assert [told(desk) for desk in team.desks.values()] == ["", "", "", ""]


def test_a_laptop_a_day_behind_is_told_so_and_surely_if_two_say_it(team: Team) -> None:
    catch_up(team)
    for other in (BEN, CARA):
        team.clocks[other].at += timedelta(days=1, minutes=20)
    kept(team.ben, team.scope, "talk")
    team.hand(team.ben, team.lead)
    said = told(team.lead)
    assert said.startswith("This laptop’s clock says 09:0")
    assert "on Tuesday 14 October 2025; the notes of Ben Okoro say 09:2" in said
    assert said.endswith("It is about a day behind, or theirs is ahead.")
    kept(team.cara, team.scope, "more")
    team.hand(team.cara, team.lead)
    assert "the notes of the others say" in told(team.lead)
    assert told(team.lead).endswith("It is about a day behind.")
    assert told(team.ben) == ""


def test_a_laptop_a_day_ahead_is_told_so_when_others_wrote_over_its_words(team: Team) -> None:
    catch_up(team)
    team.clocks[LEAD].at += timedelta(days=1)
    team.lead.findings.add(team.scope, title="talk")
    team.hand(team.lead, team.ben, team.cara)
    for desk in (team.ben, team.cara):
        desk.findings.change(desk.findings.all(team.scope)[0], text=desk.people.mine.name)
        team.hand(desk, team.lead)
    assert told(team.lead).endswith("It is about a day ahead.")
    assert [one.sentence for one in team.lead.clocks.odd(team.scope)] == [
        "Ben Okoro’s laptop was about a day behind, or another was ahead.",
        "Cara Lind’s laptop was about a day behind, or another was ahead.",
    ]
    team.clocks[LEAD].at += timedelta(days=2)
    assert told(team.lead) == ""  # it is past


def test_a_clock_set_back_in_the_middle_of_the_day_loses_nothing(team: Team) -> None:
    first = kept(team.ben, team.scope, "before")
    team.clocks[BEN].at -= timedelta(hours=2)
    second = kept(team.ben, team.scope, "after")
    team.ben.capture.change_note(first, sign="yes")
    team.ben.capture.change_note(second, text="after all")
    assert told(team.ben).endswith("It was set back by about 2 hours, or was ahead before.")
    assert {one.text for one in team.ben.capture.notes(team.scope)} == {"before", "after all"}
    team.ben.keeping.undo()
    assert {one.text for one in team.ben.capture.notes(team.scope)} == {"before", "after"}
    team.hand(team.ben, team.lead)
    assert [one.two_versions for one in team.lead.capture.notes(team.scope)] == [(), ()]
    team.clocks[BEN].at += timedelta(hours=3)
    assert told(team.ben) == ""


def test_a_clock_in_2099_is_told_once_it_is_right_again_and_is_refused_nothing(team: Team) -> None:
    team.clocks[CARA].set_year(2099)
    note = kept(team.cara, team.scope, "from afar")
    team.hand(team.cara, team.lead)
    team.clocks[CARA].set_year(2025)
    assert "you kept something at" in told(team.cara)
    assert told(team.cara).endswith("It was set back by about 74 years, or was ahead before.")
    team.cara.capture.change_note(note, text="from near")
    team.hand(team.cara, team.lead)
    assert [one.text for one in team.lead.capture.notes(team.scope)] == ["from near"]
    assert "the notes of Cara Lind say" in told(team.lead)
    assert told(team.lead).endswith("74 years behind, or theirs is ahead.")


def test_a_journey_and_the_end_of_summer_time_tell_nothing(team: Team) -> None:
    for clock in team.clocks.values():
        clock.at = datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    seen = []
    for zone in ("Europe/London", "Europe/London", "Asia/Tokyo", "Pacific/Honolulu"):
        travel(zone)
        note = kept(team.ben, team.scope, f"at half past one, {zone}")
        seen.append((note.seen_at, note.first_written_at))
        team.clocks[BEN].at += timedelta(minutes=60)
        assert told(team.ben) == ""
    assert [at for at, _ in seen[:2]] == ["2025-10-26T01:30", "2025-10-26T01:30"]  # the hour that comes twice
    assert [at for _, at in seen] == sorted({at for _, at in seen})  # what was written keeps its order
    catch_up(team)
    team.hand(team.ben, team.lead)
    assert told(team.lead) == ""
    assert len(team.lead.capture.notes(team.scope)) == 4
