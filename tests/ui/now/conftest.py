"""A planned day at Wrenholt, made once, copied for each test, and the page Now on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from peerdesk.domain.review import Question
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.theme import Theme
from tests.ui.now.hands import Now, show_now
from tests.ui.pages.wrenholt import Wrenholt, make_day


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Wrenholt:
    day = make_day(tmp_path_factory.mktemp("planned") / "desk")
    day.desk.close()
    return day


@pytest.fixture
def day(planned: Wrenholt, tmp_path: Path) -> Iterator[Wrenholt]:
    day = planned.copy(tmp_path / "desk")
    yield day
    day.desk.close()


@pytest.fixture
def asked(day: Wrenholt) -> Wrenholt:
    """The day, with questions that were taken from the framework: they bring what to look for."""
    for name, example in (("q1", "talk"), ("q2", "remember"), ("q3", "subject-leaders")):
        shown = day.desk.plan.one(Question, day.ids[name])
        assert isinstance(shown, Question)
        day.desk.plan.change(shown, example=example)
    return day


@pytest.fixture
def now(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: Wrenholt) -> Now:
    return show_now(qtbot, theme, jobs, day)
