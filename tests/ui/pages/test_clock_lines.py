"""What Home, Share and Notes say of clocks that are off; "Ready for tomorrow?" says it in its own line."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from peerdesk.desk.ready import Ready
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.pages.share import SharePage
from peerdesk.ui.theme import Theme
from tests.people import BEN, LEAD, Team
from tests.ui.accessibility import find_faults
from tests.ui.pages.alone import show_alone


@pytest.fixture(autouse=True)
def _in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as here:
        here.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def behind(team: Team, jobs: JobRunner) -> Iterator[Team]:
    """The lead's laptop is a day behind; Ben's was, as the lead's sees it, a day ahead."""
    for other in set(team.clocks) - {LEAD}:
        team.clocks[other].at += timedelta(days=1, minutes=20)
    team.ben.capture.keep_note(team.scope, text="talk")
    team.hand(team.ben, team.lead)
    yield team
    jobs.wait_idle()


def test_home_and_ready_tell_the_owner(behind: Team, qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
    page = HomePage(behind.lead, jobs, theme)
    pages = show_alone(qtbot, theme, jobs, page)
    said = page.clock.text()
    assert page.clock.isVisible()
    assert said.startswith("This laptop’s clock says 09:")
    assert "on Tuesday 14 October 2025; the notes of Ben Okoro say 09:2" in said
    assert "It is about a day behind, or theirs is ahead." in said
    assert said.endswith("Your notes keep their order; set the clock when you can.")
    assert find_faults(pages.window) == []
    line = next(one for one in Ready(behind.lead, lambda: None).check(None) if one.name == "Clock")
    assert line.state == "look"
    assert line.sentence.endswith("It is about a day behind, or theirs is ahead.")
    behind.clocks[LEAD].at += timedelta(days=1)
    page.refresh()
    pages.settle()
    assert not page.clock.isVisible()


def test_a_sound_clock_is_not_spoken_of(team: Team, qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
    page = HomePage(team.ben, jobs, theme)
    show_alone(qtbot, theme, jobs, page)
    assert not page.clock.isVisible()
    assert page.clock.text() == ""


@pytest.mark.parametrize("kind", [SharePage, NotesPage])
def test_the_lead_is_told_whose_clock_was_off_and_others_are_not(
    behind: Team, qtbot: QtBot, theme: Theme, jobs: JobRunner, kind: type[SharePage] | type[NotesPage], tmp_path: object
) -> None:
    behind.lead.keeping.put_setting("share.folder", str(tmp_path))
    behind.ben.keeping.put_setting("share.folder", str(tmp_path))
    for desk, expected in (
        (behind.lead, "Ben Okoro’s laptop was about a day ahead of this one. All notes keep their order;"),
        (behind.ben, ""),
    ):
        page = kind(desk, jobs, theme)
        pages = show_alone(qtbot, theme, jobs, page)
        page.show_review(behind.scope)
        pages.settle()
        line = page.ui.clocks if isinstance(page, SharePage) else page.clocks
        assert line.text().startswith(expected)
        assert bool(line.text()) == line.isVisible() == bool(expected)
        assert find_faults(pages.window) == []


def test_what_a_wrong_clock_wrote_is_kept_and_brought_in_like_everything(behind: Team) -> None:
    assert [one.text for one in behind.lead.capture.notes(behind.scope)] == ["talk"]
    behind.clocks[BEN].set_year(2099)
    behind.ben.capture.keep_note(behind.scope, text="later")
    behind.hand(behind.ben, behind.lead)
    assert {one.text for one in behind.lead.capture.notes(behind.scope)} == {"talk", "later"}
