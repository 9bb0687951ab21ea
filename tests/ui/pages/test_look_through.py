"""Look through my notes: a clean desk, one that is not, making anew, and stopping, as a person sees it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from peerdesk.desk.desk import Desk
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.look_through import LookThroughPage
from peerdesk.ui.theme import Choice, Theme
from tests.people import Team
from tests.ui.accessibility import find_faults
from tests.ui.pages.alone import show_alone
from tests.ui.pages.review_desk import Pages


class Looking:
    """Somebody at the page."""

    def __init__(self, desk: Desk, qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
        self.desk, self.page = desk, LookThroughPage(desk, jobs, theme)
        self.pages: Pages = show_alone(qtbot, theme, jobs, self.page)

    def words(self) -> str:
        self.pages.settle()
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisibleTo(self.page))

    def break_it(self, statement: str) -> None:
        with self.desk.acting.sessions.write.begin() as session:
            session.execute(text(statement))


@pytest.fixture
def looking(team: Team, qtbot: QtBot, theme: Theme, jobs: JobRunner) -> Iterator[Looking]:
    team.ben.capture.keep_note(team.scope, text="kept")
    yield Looking(team.ben, qtbot, theme, jobs)
    jobs.wait_idle()


def test_nothing_is_looked_at_unasked_and_one_key_looks(looking: Looking) -> None:
    assert not looking.page.result.isVisible()
    assert looking.pages.window.focusWidget() is looking.page.look
    looking.pages.press(Qt.Key.Key_Return)
    assert "Everything is as it was written." in looking.words()
    assert not looking.page.anew.isVisible()
    assert not looking.page.troubles.isVisible()
    assert find_faults(looking.pages.window) == []


def test_what_was_only_computed_is_made_anew_by_a_second_key(looking: Looking) -> None:
    looking.break_it("UPDATE note SET text = 'made'")
    looking.break_it("UPDATE act SET entries = 'no list'")
    looking.pages.press(Qt.Key.Key_Return)
    assert "2 things are not as they should be." in looking.words()
    assert "Things that are shown other than they were written: 1." in looking.words()
    assert "no word of yours is touched" in looking.words()
    assert looking.pages.window.focusWidget() is looking.page.anew
    assert find_faults(looking.pages.window) == []
    looking.pages.press(Qt.Key.Key_Return)
    assert "It was made anew. Everything is as it was written." in looking.words()
    assert "shown other" not in looking.words()
    assert not looking.page.anew.isVisible()
    notes = looking.desk.capture.notes(looking.desk.plan.reviews()[0].scope)
    assert [one.text for one in notes] == ["kept"]


def test_what_was_written_is_not_made_anew_and_says_what_to_do(looking: Looking) -> None:
    looking.break_it("UPDATE words SET line = cast(replace(cast(line AS TEXT), 'kept', 'made') AS BLOB)")
    looking.pages.press(Qt.Key.Key_Return)
    assert "One thing is not as it should be." in looking.words()
    assert "Bring your latest copy back" in looking.words()
    assert not looking.page.anew.isVisible()


def test_it_can_be_stopped(looking: Looking, jobs: JobRunner) -> None:
    looking.page.look.click()
    assert not looking.page.look.isEnabled()
    jobs.cancel()
    assert "It was stopped before its end. Nothing was changed." in looking.words()
    assert looking.page.look.isEnabled()
    looking.pages.press(Qt.Key.Key_Return)
    assert "Everything is as it was written." in looking.words()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_off(looking: Looking, theme: Theme, scale: float) -> None:
    looking.break_it("UPDATE note SET text = 'made'")
    theme.choose(Choice("light", contrast=False, scale=scale))
    looking.pages.window.resize(1093, 614)
    looking.pages.press(Qt.Key.Key_Return)
    for label in looking.page.findChildren(QLabel):
        if label.isVisibleTo(looking.page):
            assert label.width() <= looking.page.width()
            assert label.heightForWidth(label.width()) <= label.height() or not label.wordWrap()
