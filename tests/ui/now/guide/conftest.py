"""A day whose questions were taken from the framework's examples, as the pupil group begins."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.pages.wrenholt import Wrenholt, make_day


@pytest.fixture(scope="session")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Wrenholt:
    """The day, with questions that were taken from the framework's examples."""
    day = make_day(tmp_path_factory.mktemp("asked") / "desk")
    plan = day.desk.plan.look(day.scope)
    assert plan is not None
    for question, example in zip(plan.questions, ("talk", "remember", "subject-leaders"), strict=True):
        day.desk.plan.change(question, example=example)
    day.desk.close()
    return day


@pytest.fixture
def day(asked: Wrenholt, tmp_path: Path) -> Iterator[Wrenholt]:
    day = asked.copy(tmp_path / "desk", "10:45")
    yield day
    day.desk.close()
