"""What every test stands on: no screen, no real desk, no real keyring, no noise."""

import gc
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.people import Team, start_team

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # Qt reads it when the application is made
os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)  # the way to a person's own keyring

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", parent=settings.get_profile("desk"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

_MOST_GARBAGE = 20_000  # things made since somebody looked


@pytest.fixture(autouse=True, scope="session")
def _no_real_desk(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep fixtures that outlive a test away from the desks of whoever runs them."""
    os.environ["PEERDESK_HOME"] = str(tmp_path_factory.mktemp("home"))


@pytest.fixture(autouse=True)
def _home_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test an empty data folder, and Downloads and Documents of its own."""
    monkeypatch.setenv("PEERDESK_HOME", str(tmp_path / "peerdesk-home"))
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(tmp_path / "Downloads"))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "Documents"))


@pytest.fixture(autouse=True)
def _garbage_is_looked_for_here() -> Iterator[None]:
    """Look for garbage on this thread alone, as the window does: on a job's it would destroy parts of a window."""
    gc.disable()
    yield
    if gc.get_count()[0] > _MOST_GARBAGE:
        gc.collect()
        gc.freeze()  # what is left is shared by all tests: to look through it again and again takes minutes


@pytest.fixture(autouse=True, scope="module")
def _what_a_module_left_goes() -> Iterator[None]:
    """Look once through everything: what was still held when a test ended was put out of sight, and is garbage now."""
    yield
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logged an error nobody asked for. A test that asks for one ends with caplog.clear()."""
    yield
    loud = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert not loud, loud


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
