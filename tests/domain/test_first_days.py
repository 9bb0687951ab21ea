"""A framework's days on the days of a visit: opened once, fed back once, whole or half."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.first_days import HALVES, DayWishes, Half, begin_days
from peerdesk.domain.framework import DayPart
from peerdesk.domain.timetable import clock_at, minutes_of
from tests.domain.planning import DAY, RULES, a_review

NEXT, THIRD = "2027-03-10", "2027-03-11"

PARTS = (
    DayPart(title="The head", kind="conversation", start="08:30", end="08:55", only_on="first"),
    DayPart(title="Walk", kind="walk", start="09:00", end="09:45", place="Y5", joint="deputy head"),
    DayPart(title="Talk", kind="conversation", start="10:00", end="10:50", voice="pupils", guide="pupils"),
    DayPart(title="Lunch", kind="meeting", start="12:00", end="12:50"),
    DayPart(title="Books", kind="work", start="13:05", end="13:50"),
    DayPart(title="What we saw", kind="meeting", start="14:30", end="15:25"),
    DayPart(title="Feedback", kind="meeting", start="15:30", end="16:00", only_on="last"),
)


def begun(
    *, parts: tuple[DayPart, ...] = PARTS, halves: dict[str, Half] | None = None, **review: Any
) -> list[dict[str, Any]]:
    wishes = DayWishes(
        together=("anita", "tom"),
        longest_virtual=RULES.longest_virtual,
        lunch_from=RULES.lunch_from,
        lunch_to=RULES.lunch_to,
        halves=halves or {},
    )
    return begin_days(parts, a_review(**review), wishes)


def titles(days: list[dict[str, Any]], day: str = DAY) -> list[tuple[str, str]]:
    return [(one["title"], one["time"][0][11:]) for one in days if one["time"][0].startswith(day)]


def test_one_day_is_the_framework_s() -> None:
    days = begun()
    assert titles(days) == [(part.title, part.start) for part in PARTS]
    assert [one["who"] for one in days if one["kind"] == "meeting"] == [("anita", "tom")] * 3
    assert {one["who"] for one in days if one["kind"] != "meeting"} == {()}
    walk, talk = days[1], days[2]
    assert (walk["place"], walk["joint_with"], talk["guide"], talk["voice"]) == (
        "Y5",
        "deputy head",
        "pupils",
        "pupils",
    )


def test_a_visit_of_several_days_opens_once_and_is_fed_back_once() -> None:
    days = begun(days=(DAY, NEXT, THIRD))
    opened = [one["time"][0][:10] for one in days if one["title"] == "The head"]
    fed_back = [one["time"][0][:10] for one in days if one["title"] == "Feedback"]
    assert (opened, fed_back) == ([DAY], [THIRD])
    assert [title for title, _ in titles(days, NEXT)] == ["Walk", "Talk", "Lunch", "Books", "What we saw"]


SECOND = (
    DayPart(title="Doors", kind="walk", start="09:00", end="14:45"),
    DayPart(title="More doors", kind="walk", start="09:00", end="10:00", day=2),
    DayPart(title="Feedback", kind="meeting", start="14:20", end="15:05", day=2, only_on="last"),
)


def test_a_framework_of_two_days_on_one_day_still_ends_in_feedback() -> None:
    assert titles(begun(parts=SECOND)) == [("Doors", "09:00"), ("Feedback", "14:50")]
    days = begun(parts=SECOND, days=(DAY, NEXT, THIRD))
    assert titles(days) == [("Doors", "09:00")]
    assert titles(days, NEXT) == [("More doors", "09:00")]
    assert titles(days, THIRD) == [("More doors", "09:00"), ("Feedback", "14:20")]


def test_a_morning_ends_with_the_team_and_feedback() -> None:
    assert titles(begun(halves={DAY: "morning"})) == [
        ("The head", "08:30"), ("Walk", "09:00"), ("Talk", "10:00"), ("What we saw", "10:55"), ("Feedback", "11:55"),
    ]  # fmt: skip


def test_an_afternoon_begins_with_the_head() -> None:
    assert titles(begun(halves={DAY: "afternoon"})) == [
        ("The head", "12:35"), ("Books", "13:05"), ("What we saw", "14:30"), ("Feedback", "15:30"),
    ]  # fmt: skip


def test_a_day_and_a_half() -> None:
    days = begun(days=(DAY, NEXT), halves={NEXT: "morning"})
    assert [title for title, _ in titles(days)] == ["The head", "Walk", "Talk", "Lunch", "Books", "What we saw"]
    assert [title for title, _ in titles(days, NEXT)] == ["Walk", "Talk", "What we saw", "Feedback"]


@pytest.mark.parametrize(("half", "begins"), [("morning", "08:30"), ("afternoon", "13:30")])
def test_a_framework_that_has_half_a_day_only_is_moved_as_it_is(half: Half, begins: str) -> None:
    evening = (
        DayPart(title="What we may ask", kind="meeting", start="13:30", end="13:50", only_on="first"),
        DayPart(title="Chair", kind="conversation", start="14:00", end="14:30"),
    )
    days = begun(parts=evening, halves={DAY: half})
    assert titles(days)[0] == ("What we may ask", begins)
    assert minutes_of(titles(days)[1][1]) - minutes_of(begins) == 30


def test_by_video_blocks_are_shorter_and_have_no_room() -> None:
    days = begun(way="virtual")
    assert [one["time"][1][11:] for one in days[:4]] == ["08:55", "09:30", "10:30", "12:50"]
    assert {one["place"] for one in days} == {""}
    hybrid = begun(way="hybrid")
    assert (hybrid[1]["time"][1], hybrid[1]["place"]) == (f"{DAY}T09:45", "Y5")


def test_nothing_goes_on_no_day() -> None:
    assert begun(days=()) == []
    assert begun(parts=()) == []


@given(
    st.lists(st.tuples(st.integers(420, 1080), st.integers(5, 90), st.sampled_from(["", "first", "last"])), max_size=8),
    st.sampled_from([None, *HALVES]),
    st.integers(1, 3),
)
def test_no_half_and_no_number_of_days_doubles_feedback_or_makes_a_part_longer(
    drawn: list[tuple[int, int, Any]], half: Half | None, count: int
) -> None:
    parts = tuple(
        DayPart(title=f"{at}", kind="walk", start=clock_at(begins), end=clock_at(begins + lasts), only_on=only)
        for at, (begins, lasts, only) in enumerate(drawn)
    )
    dates = (DAY, NEXT, THIRD)[:count]
    days = begun(parts=parts, days=dates, halves={dates[-1]: half} if half else {})
    for at, (_, lasts, only) in enumerate(drawn):
        mine = [one for one in days if one["title"] == f"{at}"]
        assert {minutes_of(one["time"][1]) - minutes_of(one["time"][0]) for one in mine} <= {lasts}
        if only:
            assert {one["time"][0][:10] for one in mine} <= {dates[0 if only == "first" else -1]}
            assert len(mine) <= 1
