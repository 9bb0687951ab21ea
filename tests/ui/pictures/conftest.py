"""A review with two notes, of a school that said yes to displays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.theme import Theme
from tests.ui.pages.wrenholt import DAY, Wrenholt, make_day
from tests.ui.pictures.picture_page import PicturePages, show_pictures


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Wrenholt:
    day = make_day(tmp_path_factory.mktemp("noted") / "desk", "12:00")
    for at, text in (("09:08", "say it again"), ("09:15", "TA says the sentence"), ("09:30", "a wall of drafts")):
        day.desk.capture.keep_note(day.scope, text=text, seen_at=f"{DAY}T{at}", activity=day.ids["a2"])
    plan = day.desk.plan.look(day.scope)
    assert plan is not None
    day.desk.plan.change(plan.review, photographs="displays")
    day.desk.close()
    return day


@pytest.fixture
def day(noted: Wrenholt, tmp_path: Path) -> Iterator[Wrenholt]:
    day = noted.copy(tmp_path / "desk", "12:00")
    yield day
    day.desk.close()


@pytest.fixture
def pages(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: Wrenholt) -> PicturePages:
    return show_pictures(qtbot, theme, jobs, day)
