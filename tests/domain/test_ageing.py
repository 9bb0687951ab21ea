"""Which copies stay: the newest always, and the only good one."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.ageing import DAYS, HOURS, LATEST, WEEKS, Aged, to_keep

NOW = datetime(2027, 3, 9, 12, tzinfo=UTC)
AGES = st.lists(st.tuples(st.integers(0, 800 * 24), st.booleans()), min_size=1, max_size=150)


def aged(hours: int, *, sound: bool = True) -> Aged:
    made_at = NOW - timedelta(hours=hours)
    return Aged(f"{made_at:%Y%m%d%H}{sound}", made_at, sound)


def copies_of(ages: list[tuple[int, bool]]) -> set[Aged]:
    return {aged(hours, sound=sound) for hours, sound in ages}


@given(AGES)
def test_the_newest_and_the_newest_good_one_never_go(ages: list[tuple[int, bool]]) -> None:
    copies = copies_of(ages)
    kept = to_keep(copies)
    newest = max(one.made_at for one in copies)
    assert {one.name for one in copies if one.made_at == newest} & kept
    good = [one for one in copies if one.sound]
    if good:
        assert max(good, key=lambda one: one.made_at).name in kept


@given(AGES)
def test_each_day_and_week_of_late_keeps_a_good_one_if_it_had_one(ages: list[tuple[int, bool]]) -> None:
    copies = copies_of(ages)
    kept = to_keep(copies)
    days = sorted({one.made_at.date() for one in copies}, reverse=True)[:DAYS]
    for day in days:
        of_day = [one for one in copies if one.made_at.date() == day]
        assert any(one.sound and one.name in kept for one in of_day) or not any(one.sound for one in of_day)
        assert any(one.name in kept for one in of_day)


@given(AGES)
def test_there_are_never_too_many_and_thinning_twice_changes_nothing(ages: list[tuple[int, bool]]) -> None:
    copies = copies_of(ages)
    kept = to_keep(copies)
    assert len(kept) <= LATEST + 1 + HOURS + DAYS + WEEKS
    assert kept <= {one.name for one in copies}
    assert to_keep({one for one in copies if one.name in kept}) == kept


def test_a_year_of_hourly_copies_leaves_a_day_of_hours_two_weeks_of_days_and_a_year_of_weeks() -> None:
    kept: set[Aged] = set()
    for hours in range(400 * 24, -1, -1):
        kept.add(aged(hours))
        names = to_keep(kept)
        kept = {one for one in kept if one.name in names}
    ages = sorted((NOW - one.made_at) // timedelta(hours=1) for one in kept)
    assert ages[:HOURS] == list(range(HOURS))
    assert 80 <= len(ages) <= HOURS + DAYS + WEEKS
    assert 50 * 7 * 24 < ages[-1] < 53 * 7 * 24


def test_nothing_makes_nothing() -> None:
    assert to_keep([]) == frozenset()


def test_a_clock_in_2099_throws_nothing_away() -> None:
    copies = {aged(hours) for hours in (0, 30, 60, 400)} | {Aged("odd", NOW.replace(year=2099), sound=True)}
    assert to_keep(copies) == {one.name for one in copies}
