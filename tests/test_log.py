"""The log says where a bug happened, and nothing of what a person typed."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from peerdesk.log import start_log


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
