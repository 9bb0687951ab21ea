from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.dates import day_in_words, days_in_words, read_clock, read_days, working_days_after

TODAY = "2026-11-21"
days = st.dates(date(2000, 1, 1), date(2199, 12, 31)).map(date.isoformat)


def test_days_are_said_with_month_and_year_once() -> None:
    assert day_in_words("2027-03-09", year=False) == "Tuesday 9 March"
    assert days_in_words(("2027-03-10", "2027-03-09")) == "Tuesday 9 and Wednesday 10 March 2027"
    assert days_in_words(("2027-03-31", "2027-04-01")) == "Wednesday 31 March and Thursday 1 April 2027"
    assert days_in_words(()) == ""
    assert day_in_words("soon") == "soon"


@given(st.lists(days, max_size=4))
def test_what_is_said_is_read_back(said: list[str]) -> None:
    assert read_days(days_in_words(said), TODAY) == tuple(sorted(set(said)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9 March 2027", ["2027-03-09"]),
        ("tue 9th mar", ["2027-03-09"]),
        ("9/3/27", ["2027-03-09"]),
        ("9.3.2027", ["2027-03-09"]),
        ("2027-03-09", ["2027-03-09"]),
        ("9, 10 and 11 March", ["2027-03-09", "2027-03-10", "2027-03-11"]),
        ("30 Nov & 1 December", ["2026-11-30", "2026-12-01"]),
        ("1 November", ["2026-11-01"]),
        ("31 February", []),
        ("29 Feb", []),
        ("29 Feb 2028", ["2028-02-29"]),
        ("March", []),
        ("12", []),
        ("9 March and soon", []),
        ("9 10 11 12", []),
        ("", []),
    ],
)
def test_people_type_days_in_many_ways(typed: str, meant: list[str]) -> None:
    assert list(read_days(typed, TODAY)) == meant


@given(st.text(alphabet="0123456789 /.-,andMarchTue&", max_size=20))
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    assert all(date.fromisoformat(day) for day in read_days(typed, TODAY))


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("9.05", "09:05"),
        ("905", "09:05"),
        ("9", "09:00"),
        ("14:10", "14:10"),
        ("2 pm", "14:00"),
        ("12am", "00:00"),
        ("24:00", ""),
        ("9:75", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_people_type_times_in_many_ways(typed: str, clock: str) -> None:
    assert read_clock(typed) == clock


@given(days, st.integers(0, 30))
def test_working_days_leave_weekends_out(day: str, count: int) -> None:
    then = date.fromisoformat(working_days_after(day, count))
    between = (date.fromisoformat(day) + timedelta(days=n) for n in range(1, (then - date.fromisoformat(day)).days + 1))
    assert sum(one.weekday() < 5 for one in between) == count
    assert count == 0 or then.weekday() < 5


def test_no_day_has_no_working_days_after_it() -> None:
    assert working_days_after("", 5) == ""
