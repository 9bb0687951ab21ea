"""The page as a whole: without a review, by keyboard, in large text and in a small window."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from peerdesk.ui.commands import find_clashes
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.theme import Choice, Theme
from tests.ui.accessibility import find_faults
from tests.ui.now.hands import Now
from tests.ui.pages.wrenholt import Wrenholt

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_without_a_review_the_page_says_what_to_do(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: Wrenholt) -> None:
    page = NowPage(day.desk, jobs, theme)
    qtbot.addWidget(page)
    page.show()
    assert page.nothing.isVisible()
    assert page.nothing.button is not None
    with qtbot.waitSignal(page.go_requested) as asked:
        page.nothing.button.click()
    assert asked.args == ["home"]


def test_keys_clash_with_nothing(now: Now) -> None:
    assert find_clashes(now.window.commands()) == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_everything_has_a_name_and_room_for_a_finger(now: Now, scale: float, theme: Theme, day: Wrenholt) -> None:
    theme.choose(Choice("light", contrast=False, scale=scale))
    now.window.resize(1280, 720)
    day.clock.set("10:46")
    now.type('y5 eng "all of us" say it -')
    now.page.composer.show_details(shown=True)
    now.page._show_day()
    now.settle()
    assert find_faults(now.page) == []
    least = now.window.minimumSizeHint()
    assert (least.width() <= 1280, least.height() <= 720) == (True, True), least


def test_a_small_window_shows_the_day_when_it_is_asked_for(now: Now, theme: Theme, day: Wrenholt) -> None:
    theme.choose(Choice("light", contrast=False, scale=2.0))
    now.window.resize(1280, 720)
    now.settle()
    assert not now.page.day.isVisible()
    now.click(now.page.composer.slots.activity)
    assert now.page.day.isVisible()
    assert not now.page.composer.isVisible()
    now.page.day.strip.picked.emit(day.ids["a4"])
    assert now.page.composer.isVisible()
    assert not now.page.day.isVisible()
