"""Clocks that cannot be right are pointed out; what may be right is left in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.clocks import Odd, duration_in_words, look_at_time, say_odd, seconds_between

NOW = "2027-03-09T10:00:00Z"


@pytest.mark.parametrize(
    ("written_at", "parents", "odd"),
    [
        ("2027-03-09T09:00:00Z", ["2027-03-09T08:00:00Z"], None),
        ("2027-03-10T10:00:00Z", [], None),
        ("2027-03-10T10:00:01Z", [], Odd("ahead", 86_401)),
        ("2099-03-09T10:00:00Z", [], Odd("ahead", 26_298 * 86_400)),
        ("2019-12-31T23:59:59Z", [], Odd("never set")),
        ("1970-01-01T00:00:00Z", ["2027-03-09T08:00:00Z"], Odd("never set")),
        ("2027-03-09T08:00:00Z", ["2027-03-09T09:30:00Z", "2027-03-09T07:00:00Z"], Odd("behind", 5_400)),
        ("2027-03-09T08:00:00Z", ["2027-03-09T08:05:00Z"], None),
        ("2027-03-09T08:00:00Z", ["2099-01-01T00:00:00Z"], None),
        ("2027-03-09T08:00:00Z", ["2099-01-01T00:00:00Z", "2027-03-09T09:00:00Z"], Odd("behind", 3_600)),
    ],
)
def test_a_time_is_odd_or_not(written_at: str, parents: list[str], odd: Odd | None) -> None:
    assert look_at_time(written_at, parents, NOW) == odd


TIMES = st.datetimes().map(lambda time: time.strftime("%Y").zfill(4) + time.strftime("-%m-%dT%H:%M:%SZ"))


@given(TIMES, st.lists(TIMES, max_size=4), TIMES)
def test_any_times_can_be_looked_at(written_at: str, parents: list[str], now: str) -> None:
    odd = look_at_time(written_at, parents, now)
    assert odd is None or odd.by_s >= 0
    assert seconds_between(now, written_at) == -seconds_between(written_at, now)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (5, "a moment"),
        (60, "a minute"),
        (3_600, "an hour"),
        (3 * 3_600 + 59, "3 hours"),
        (86_400, "a day"),
        (2 * 86_400 - 1, "a day"),
        (400 * 86_400, "a year"),
        (26_298 * 86_400, "72 years"),
    ],
)
def test_durations_are_said_in_their_largest_unit(seconds: int, words: str) -> None:
    assert duration_in_words(seconds) == words


def test_sentences_name_whose_laptop_it_is() -> None:
    assert say_odd(Odd("ahead", 90_000), "Tom") == "Tom’s laptop says it is a day later than this one."
    assert say_odd(Odd("ahead", 90_000), "") == "This laptop said it was a day later than now."
    assert say_odd(Odd("never set"), "Tom") == "Tom’s laptop says a year before 2020."
    assert say_odd(Odd("behind", 7_300), "Tom").startswith("Tom’s laptop was 2 hours behind")
