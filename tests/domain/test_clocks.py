"""Clocks that cannot be right are pointed out; what may be right is left in peace."""

from datetime import datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from peerdesk.domain.clocks import (
    DAY_S,
    SLACK_S,
    Aside,
    Follow,
    Odd,
    duration_in_words,
    judge_here,
    look_at_time,
    say_odd,
    seconds_between,
)

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
        (36 * 3_600 - 1, "a day"),
        (2 * 86_400 - 1, "2 days"),
        (89, "a minute"),
        (400 * 86_400, "a year"),
        (26_298 * 86_400, "72 years"),
    ],
)
def test_durations_are_rounded_in_their_largest_unit(seconds: int, words: str) -> None:
    assert duration_in_words(seconds) == words


def test_sentences_name_whose_laptop_it_is() -> None:
    assert say_odd(Odd("ahead", 90_000), "Tom") == "Tom’s laptop was about a day ahead of this one."
    assert say_odd(Odd("ahead", 90_000), "") == "This laptop was about a day ahead of what it says now."
    assert say_odd(Odd("never set"), "Tom") == "Tom’s laptop said a year before 2020."
    assert say_odd(Odd("behind", 7_300), "Tom") == "Tom’s laptop was about 2 hours behind, or another was ahead."


SOUND = st.datetimes(datetime(2020, 1, 1), datetime(2098, 1, 1)).map(lambda at: at.replace(microsecond=0))
SLACK, DAY = timedelta(seconds=SLACK_S), timedelta(seconds=DAY_S)


def stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


@given(SOUND, st.timedeltas(timedelta(0), DAY), st.lists(st.timedeltas(timedelta(0), timedelta(days=900)), max_size=4))
def test_whoever_writes_after_what_they_saw_with_a_sound_clock_is_left_in_peace(
    now: datetime, ahead: timedelta, before: list[timedelta]
) -> None:
    """PROTOCOL 9: only a time before a parent's, or a day ahead of this desk, is pointed out."""
    written = now + ahead
    assert look_at_time(stamp(written), [stamp(written - one) for one in before], stamp(now)) is None


@given(SOUND, st.timedeltas(DAY + timedelta(seconds=1), timedelta(days=30_000)))
def test_a_day_ahead_is_always_pointed_out(now: datetime, ahead: timedelta) -> None:
    assume(now.year + ahead.days // 365 < 9_000)
    odd = look_at_time(stamp(now + ahead), [], stamp(now))
    assert odd is not None
    assert (odd.reason, odd.by_s) == ("ahead", ahead // timedelta(seconds=1))


@given(SOUND, st.timedeltas(SLACK + timedelta(seconds=1), timedelta(days=900)), st.lists(SOUND, max_size=3))
def test_a_time_before_a_believable_parent_is_always_pointed_out(
    written: datetime, later: timedelta, more: list[datetime]
) -> None:
    now = written + later
    odd = look_at_time(stamp(written), [stamp(now), *map(stamp, more)], stamp(now))
    assert odd is not None
    assert odd.reason == "behind"
    assert odd.by_s >= later // timedelta(seconds=1)


@given(TIMES, st.lists(TIMES, max_size=4), TIMES)
def test_the_order_of_parents_and_their_number_say_nothing(written_at: str, parents: list[str], now: str) -> None:
    once = look_at_time(written_at, parents, now)
    assert look_at_time(written_at, [*reversed(parents), *parents], now) == once


PEOPLE = st.sampled_from(["ben", "cara", "dan"])


@given(SOUND, st.timedeltas(timedelta(0), SLACK), st.dictionaries(PEOPLE, st.timedeltas(timedelta(0), DAY)))
def test_a_laptop_together_with_the_others_is_left_in_peace(
    now: datetime, drift: timedelta, others: dict[str, timedelta]
) -> None:
    newest = {author: stamp(now + ahead) for author, ahead in others.items()}
    follows = [Follow(author, stamp(now - drift), stamp(now)) for author in others]
    assert judge_here(stamp(now), stamp(now - drift), newest, follows) is None


@given(SOUND, st.timedeltas(DAY + timedelta(seconds=1), timedelta(days=900)), st.sets(PEOPLE, min_size=1))
def test_a_laptop_behind_all_others_is_told_by_how_much_and_by_whom(
    now: datetime, behind: timedelta, others: set[str]
) -> None:
    aside = judge_here(stamp(now), "", {one: stamp(now + behind) for one in others}, [])
    assert aside == Aside("behind", behind // timedelta(seconds=1), stamp(now + behind), tuple(sorted(others)))


@given(SOUND, st.timedeltas(SLACK + timedelta(seconds=1), timedelta(days=27_000)))
def test_a_clock_set_back_is_told_until_it_has_caught_up(now: datetime, back: timedelta) -> None:
    mine = stamp(now + back)
    aside = judge_here(stamp(now), mine, {}, [])
    assert aside == Aside("set back", back // timedelta(seconds=1), mine)
    assert judge_here(mine, mine, {}, []) is None


@given(SOUND, st.timedeltas(SLACK + timedelta(seconds=1), timedelta(days=900)), st.timedeltas(timedelta(0), 20 * DAY))
def test_a_laptop_ahead_is_told_while_it_is_fresh_and_not_for_ever(
    now: datetime, ahead: timedelta, since: timedelta
) -> None:
    follow = Follow("ben", stamp(now - ahead), stamp(now))
    aside = judge_here(stamp(now + since), stamp(now), {}, [follow])
    fresh = since <= DAY / 2
    assert aside == (Aside("ahead", follow.by_s, follow.theirs_at, ("ben",)) if fresh else None)
