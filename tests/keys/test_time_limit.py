from threading import Event, current_thread, main_thread
from time import monotonic

import pytest

from peerdesk.keys.time_limit import within


def test_the_answer_comes_from_another_thread() -> None:
    assert within(5, current_thread) is not main_thread()


def test_what_is_raised_there_is_raised_here() -> None:
    def work() -> None:
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        within(5, work)


def test_what_never_answers_is_left_behind() -> None:
    never = Event()
    began_s = monotonic()
    with pytest.raises(TimeoutError):
        within(0.05, never.wait)
    assert monotonic() - began_s < 2
    never.set()
