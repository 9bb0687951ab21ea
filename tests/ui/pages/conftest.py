"""The small review that the Table and the Report are tried on: made once, copied for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.pages.review_desk import KeptDay, ReviewDesk, keep_day


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> KeptDay:
    return keep_day(tmp_path_factory.mktemp("day") / "desk")


@pytest.fixture
def day(tmp_path: Path, kept: KeptDay) -> Iterator[ReviewDesk]:
    review = kept.copy(tmp_path / "desk")
    yield review
    review.desk.close()
