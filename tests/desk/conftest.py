"""Desks of people who review together."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.people import Team, start_team


@pytest.fixture(scope="session")
def _first_team(tmp_path_factory: pytest.TempPathFactory) -> Team:
    team = start_team(tmp_path_factory.mktemp("team") / "laptops")
    team.close()
    return team


@pytest.fixture
def team(_first_team: Team, tmp_path: Path) -> Iterator[Team]:
    """A lead, two reviewers and somebody in training, who hold the same."""
    team = _first_team.copy(tmp_path / "laptops")
    yield team
    team.close()
