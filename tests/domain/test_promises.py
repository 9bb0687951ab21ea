from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.promises import Heard, promised_not_done
from tests.domain.test_swaps import AFTERNOON, DAY, TEAM, activity, plans

NOBODY = Heard(frozenset(), frozenset())


def asked(heard: Heard, now: str = "11:20") -> list[str]:
    return [one.question for one in promised_not_done(AFTERNOON, TEAM, heard, f"{DAY}T{now}")]


def test_what_is_over_and_left_nothing_is_asked_about() -> None:
    assert asked(Heard(frozenset(), {"tom"})) == [
        "“Pupils”, 10:45: nothing is noted from it yet. Did it take place, or was it moved?"
    ]
    assert asked(Heard({"pupils"}, {"tom"})) == []


def test_whose_laptop_has_not_come_in_is_said_before_anybody_wonders() -> None:
    assert asked(NOBODY) == ["“Pupils”, 10:45: nothing from Tom and Marek has come in yet. Is it still on the way?"]


def test_a_reason_is_told_and_asks_nothing_more() -> None:
    moved = replace(AFTERNOON[0], not_done="moved, because the hall was wanted")
    last = promised_not_done((moved, *AFTERNOON[1:]), TEAM, NOBODY, f"{DAY}T12:00")[-1]
    assert last.question == "“Pupils”, 10:45: moved, because the hall was wanted"


@given(plans(), st.sets(st.sampled_from(("a0", "a1", "a2", "a3"))), st.integers(9, 16))
def test_only_what_was_planned_is_over_and_left_nothing_is_asked_about(
    activities: tuple[object, ...], heard: set[str], hour: int
) -> None:
    now = f"{DAY}T{hour:02}:00"
    found = promised_not_done(activities, TEAM, Heard(heard, frozenset()), now)  # type: ignore[arg-type]
    for one in found:
        assert one.activity.planned
        assert one.activity.kind not in ("meeting", "passing")
        assert one.activity.time[1] <= now
        assert one.activity.record_id not in heard
    reasons = [bool(one.activity.not_done) for one in found]
    assert reasons == sorted(reasons)


def test_what_has_no_time_is_no_promise() -> None:
    untimed = replace(activity("walk", "09:00", "09:30", "tom"), time=())
    assert promised_not_done((untimed,), TEAM, NOBODY, f"{DAY}T15:00") == ()
