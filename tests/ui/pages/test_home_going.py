from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.theme import Theme
from tests.desk.test_return_leg import SAID, after_lunch, all_words, send
from tests.people import CARA, Team, start_team
from tests.ui.accessibility import find_faults
from tests.ui.pages.review_desk import Pages, show_in_window


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    team = start_team(tmp_path / "laptops")
    after_lunch(team, tmp_path)
    send(team, team.lead, tmp_path / "all.peerdesk", team.cara)
    yield team
    team.close()


def show_home(qtbot: QtBot, theme: Theme, jobs: JobRunner, team: Team) -> tuple[HomePage, Pages]:
    page = HomePage(team.cara, jobs, theme)
    pages = show_in_window(qtbot, theme, jobs, page)
    page.refresh()
    pages.settle()
    return page, pages


def test_home_says_when_others_notes_go_and_lets_them_go_earlier(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, team: Team
) -> None:
    page, pages = show_home(qtbot, theme, jobs, team)
    assert "go from this laptop on Tuesday 28 October" in page.going.line.text.text()
    assert not list(find_faults(page))
    with qtbot.waitSignal(page.toast_requested) as told:
        pages.click(page.going.line.buttons[0])
    assert "are gone from this laptop" in told.args[0]
    assert SAID not in all_words(team.cara)
    assert not page.going.line.isVisible()


def test_on_their_day_they_go_by_themselves_and_it_is_told(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, team: Team
) -> None:
    team.clocks[CARA].at = datetime(2025, 10, 28, 9, tzinfo=UTC)
    page = HomePage(team.cara, jobs, theme)
    said: list[str] = []
    page.toast_requested.connect(lambda words, _: said.append(words))
    pages = show_in_window(qtbot, theme, jobs, page)
    page.refresh()
    pages.settle()
    assert any("are gone from this laptop" in one for one in said)
    assert SAID not in all_words(team.cara)
