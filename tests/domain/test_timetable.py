from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.review import Activity, Review
from peerdesk.domain.timetable import Timetable, look_at_timetable, minutes_of, time_at
from tests.domain.planning import DAY, RULES, TEAM, a_review, an_activity


def clashes(*activities: Activity, review: Review | None = None) -> list[str]:
    return [one.sentence for one in look_at_timetable(Timetable(review or a_review(), TEAM, activities, RULES))]


def test_a_day_without_a_clash_has_nothing_to_look_at() -> None:
    assert (
        clashes(
            an_activity("Learning walk", "09:05", "09:50", "anita"),
            an_activity("Early years", "09:50", "10:25", "anita bryony"),
            an_activity("Pupil group", "10:45", "11:15", "tom marek", kind="conversation", scribe="marek"),
        )
        == []
    )


def test_somebody_in_two_places_is_named_with_both_and_the_time() -> None:
    said = clashes(
        an_activity("Pupil group", "10:45", "11:15", "tom marek"),
        an_activity("Book look", "10:50", "11:30", "tom marek"),
    )
    assert said == ["Tom and Marek are in two places from 10:50 to 11:15: “Pupil group” and “Book look”."]


def test_whoever_writes_is_there_too() -> None:
    (said,) = clashes(
        an_activity("Pupil group", "10:45", "11:15", "tom", kind="conversation", scribe="marek"),
        an_activity("Book look", "11:10", "11:30", "marek"),
    )
    assert said.startswith("Marek is in two places from 11:10 to 11:15")


def test_a_room_that_is_wanted_twice_is_named() -> None:
    said = clashes(
        an_activity("Pupil group", "10:45", "11:15", "tom", place="Library"),
        an_activity("Book look", "10:50", "11:30", "bryony", place=" library"),
    )
    assert said == ["“Library” is wanted twice from 10:50 to 11:15: “Pupil group” and “Book look”."]


def test_two_days_are_told_apart() -> None:
    other = "2027-03-10"
    review = a_review(days=(DAY, other))
    one = an_activity("Walk", "09:00", "10:00", "tom")
    assert clashes(one, an_activity("Books", "09:30", "10:30", "tom", day=other), review=review) == []
    (said,) = clashes(one, an_activity("Books", "09:30", "10:30", "tom"), review=review)
    assert "on Tuesday 9 March" in said


@pytest.mark.parametrize(
    ("parts", "missing"),
    [
        ((("11:00", "14:00"),), True),
        ((("11:00", "11:50"), ("12:09", "14:10")), True),
        ((("11:00", "11:50"), ("12:10", "14:10")), False),
        ((("09:00", "11:45"),), False),
        ((("11:50", "14:00"),), False),
        ((("11:00", "12:30"), ("11:10", "12:00"), ("12:35", "14:30")), True),
    ],
)
def test_no_break_for_lunch_is_said(parts: tuple[tuple[str, str], ...], missing: bool) -> None:
    said = clashes(*(an_activity(f"Part {at}", *times, "anita") for at, times in enumerate(parts)))
    wanted = "Anita has no break for lunch: nothing is free for 20 minutes between 11:30 and 14:00."
    assert (wanted in said) == missing


def test_the_team_s_own_meeting_is_a_break() -> None:
    assert (
        clashes(
            an_activity("Walk", "11:00", "12:15", "anita"),
            an_activity("Team check", "12:15", "12:50", "anita", kind="meeting"),
            an_activity("Books", "12:50", "14:00", "anita"),
        )
        == []
    )


def test_a_conversation_wants_somebody_who_writes() -> None:
    talk: dict[str, Any] = {"kind": "conversation", "voice": "pupils"}
    assert clashes(an_activity("Pupils", "10:00", "10:30", "tom marek", **talk)) == [
        "Nobody is named who writes in “Pupils”."
    ]
    assert clashes(an_activity("Pupils", "10:00", "10:30", "tom", **talk)) == [
        "Tom is alone with pupils in “Pupils”: one asks and one writes."
    ]
    assert clashes(an_activity("Head", "10:00", "10:30", "tom", kind="conversation", voice="leaders")) == []
    assert clashes(an_activity("Pupils", "10:00", "10:30", "tom marek", scribe="tom", **talk)) == []


def test_what_is_missing_is_said_once_for_all() -> None:
    assert clashes(an_activity("Walk", "09:00", "09:30"), an_activity("Books", "09:30", "10:00")) == [
        "Nobody goes yet to “Walk” and “Books”."
    ]
    many = [an_activity(f"Part {at}", f"1{at}:00", f"1{at}:10") for at in range(5)]
    assert clashes(*many) == ["Nobody goes yet to 5 of the 5 activities, “Part 0” among them."]
    assert clashes(an_activity("Walk", who="tom")) == ["There is no time yet for “Walk”."]


def test_a_day_that_is_none_of_the_visit_is_said() -> None:
    (said,) = clashes(an_activity("Walk", "09:00", "09:30", "tom", day="2027-03-11"))
    assert said == "Thursday 11 March 2027 is no day of the visit, and has “Walk”."


def test_by_video_a_link_is_wanted_from_the_visit_or_the_activity() -> None:
    walk = an_activity("Talk", "09:00", "09:30", "tom")
    assert clashes(walk, review=a_review(way="virtual")) == ["There is no link yet for “Talk”."]
    assert clashes(walk, review=a_review(way="virtual", link="https://meet.example/1")) == []
    own = an_activity("Talk", "09:00", "09:30", "tom", link="https://meet.example/2")
    assert clashes(own, review=a_review(way="virtual")) == []


def test_what_just_happened_clashes_with_nothing() -> None:
    assert (
        clashes(
            an_activity("Walk", "09:00", "09:30", "tom"),
            an_activity("Playground", "09:10", "09:20", "tom", planned=False),
        )
        == []
    )


def test_each_clash_names_its_activities() -> None:
    activities = (an_activity("Walk", "09:00", "09:30", "tom"), an_activity("Books", "09:10", "09:40", "tom"))
    (clash,) = look_at_timetable(Timetable(a_review(), TEAM, activities, RULES))
    assert clash.activities == ("walk", "books")


def test_a_guide_that_takes_longer_than_there_is_time_for_is_said() -> None:
    talk = [
        an_activity("Pupils", "10:00", "10:15", "tom", kind="conversation", guide="pupils"),
        an_activity("Chair", "11:00", "11:20", "tom", kind="conversation", guide="chair"),
        an_activity("Head", "12:00", "12:10", "tom", kind="conversation", guide="of another framework"),
    ]
    found = look_at_timetable(Timetable(a_review(), TEAM, talk, RULES, {"pupils": 25, "chair": 20}))
    assert [one.sentence for one in found] == ["The guide for “Pupils” takes 25 minutes, and there are 15."]
    assert found[0].activities == ("pupils",)


@given(st.integers(-1000, 3000))
def test_a_time_of_a_day_says_its_minutes(minutes: int) -> None:
    assert minutes_of(time_at(DAY, minutes)) == min(max(minutes, 0), 1439)


@given(st.lists(st.tuples(st.integers(480, 900), st.integers(5, 90)), max_size=8))
def test_one_person_s_day_clashes_just_where_a_part_begins_before_one_ends(parts: list[tuple[int, int]]) -> None:
    activities = [
        an_activity(f"Part {at}", time_at("", begins)[1:], time_at("", begins + lasts)[1:], "tom")
        for at, (begins, lasts) in enumerate(parts)
    ]
    ordered = sorted(parts)
    overlap = any(begins < before + lasts for (before, lasts), (begins, _) in pairwise(ordered))
    assert any("two places" in said for said in clashes(*activities)) == overlap
