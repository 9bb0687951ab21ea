"""The log says where a bug happened, and nothing of what a person typed."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from peerdesk.desk.desk import Desk
from peerdesk.errors import PeerDeskError
from peerdesk.log import start_log
from peerdesk.ui.jobs import JobRunner, Progress
from peerdesk.ui.messages import show_failure
from tests.people import Team


@pytest.fixture(autouse=True)
def _own_handlers() -> Iterator[None]:
    logger = logging.getLogger("peerdesk")
    before = list(logger.handlers)
    yield
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()


def test_a_bug_is_told_by_type_and_place_without_its_words(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    start_log(tmp_path)
    note, said_by = "two pairs changed a word", "what she said: the gate is green"
    try:
        try:
            raise KeyError(note)
        except KeyError as error:
            raise ValueError(said_by) from error
    except ValueError:
        logging.getLogger("peerdesk.somewhere").exception("a bug")
    said = (tmp_path / "peerdesk.log").read_text()
    assert note not in said
    assert said_by not in said
    assert said.index("KeyError") < said.index("ValueError")
    assert "test_a_bug_is_told_by_type_and_place_without_its_words" in said
    caplog.clear()


CANARY = "the heron stands by the gate"


def refuse(_: Progress) -> None:
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        raise PeerDeskError(f"“{CANARY}” cannot be kept.", f"Write “{CANARY}” again.", detail=CANARY) from error


def break_down(_: Progress) -> None:
    raise RuntimeError(CANARY)


def refuse_a_name(desk: Desk, scope: str) -> None:
    """Let a real refusal name what was typed."""
    desk.people.read_file(desk.folder / f"{CANARY}.badge")


@pytest.mark.usefixtures("qtbot")
def test_no_typed_word_reaches_the_log_however_a_job_ends(
    team: Team, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    start_log(tmp_path)
    jobs, owner = JobRunner(show_failure), QObject()
    told: list[Exception] = []
    for work in (refuse, break_down, lambda _: refuse_a_name(team.ben, team.scope)):
        jobs.start(owner, work, lambda _: pytest.fail("it went well"), told.append, label="Trying")
    assert jobs.wait_idle()
    jobs.close()
    assert [CANARY in str(one) or CANARY in getattr(one, "detail", "") for one in told] == [True] * 3
    said = (tmp_path / "peerdesk.log").read_text()
    assert CANARY not in said
    assert "heron" not in said
    assert said.count("job 'Trying'") == 3
    assert "PeerDeskError" in said
    assert "in refuse\n" in said  # where it was refused
    caplog.clear()
