"""Trackers as partnerships keep them: headings that vary, cells that are one, days as text, rows that are ragged."""

import pytest

from peerdesk.domain.school_year import school_year
from peerdesk.domain.tracker import Grid, Tracker, read_tracker

TODAY = "2026-01-15"


def read(*rows: list[str], merged: tuple[tuple[int, int, int, int], ...] = (), name: str = "Sheet1") -> Tracker:
    return read_tracker([Grid(name, rows, merged)], TODAY)


def sentences(tracker: Tracker) -> str:
    return " ".join(one.sentence for one in tracker.noticed)


def test_a_plain_tracker_is_read() -> None:
    tracker = read(
        ["Marram Schools: cycle 2"],
        [],
        ["School", "URN", "Data sharing date", "Peer Review", "Improvement Workshop", "Impact review", "ICs"],
        ["Saltmarsh", "100001", "2025-09-20", "14/10/2025", "3 Nov 2025", "2026-06-12", "Jo Marsh & Sam Reed"],
        ["Wrenholt", "", "2025-09-21"],
    )
    first, second = tracker.rows
    assert (first.school, first.urn, first.year) == ("Saltmarsh", "100001", "2025/26")
    assert first.days == {
        "data_sharing_done": "2025-09-20",
        "review_done": "2025-10-14",
        "workshop_done": "2025-11-03",
        "impact_planned": "2026-06-12",
    }
    assert first.people == {"champion": ("Jo Marsh", "Sam Reed")}
    assert (second.school, second.days, second.people) == ("Wrenholt", {"data_sharing_done": "2025-09-21"}, {})
    assert any("a day up to today as done" in one for one in tracker.columns), "what was taken to be so is said"
    assert tracker.noticed == ()


def test_planned_and_done_under_one_heading_of_two_columns() -> None:
    tracker = read(
        ["", "Review", "", "Workshop", ""],
        ["Name of School", "Planned", "Done", "planned", "completed"],
        ["Saltmarsh", "2025-10-07", "2025-10-14", "2025-12-01", ""],
        merged=((0, 1, 0, 2), (0, 3, 0, 4)),
    )
    assert tracker.rows[0].days == {
        "review_planned": "2025-10-07",
        "review_done": "2025-10-14",
        "workshop_planned": "2025-12-01",
    }
    assert not any("today" in one for one in tracker.columns)


def test_rows_of_one_merged_school_are_one_and_a_triad_is_a_heading() -> None:
    tracker = read(
        ["School", "Review", "Champion"],
        ["Triad A", "", ""],
        ["Saltmarsh", "2025-10-14", "Jo Marsh"],
        ["", "", "Sam Reed"],
        merged=((1, 0, 1, 2), (2, 0, 3, 0), (2, 1, 3, 1)),
    )
    (one,) = tracker.rows
    assert one.people == {"champion": ("Jo Marsh", "Sam Reed")}
    assert sentences(tracker) == "“Triad A” is taken as a heading."


def test_what_cannot_be_told_is_said_and_not_guessed() -> None:
    tracker = read(
        ["School", "Review", "Workshop", "Ofsted"],
        ["Saltmarsh", "TBC", "w/c 12 October 2025", "2023"],
        ["", "2025-10-14", "", ""],
        ["Wrenholt", "45944", "32 March 2026", ""],
    )
    assert [one.days for one in tracker.rows] == [{}, {}]
    said = sentences(tracker)
    for words in ("“TBC”", "“w/c 12 October 2025”", "“45944”", "“32 March 2026”", "No school is named", "Ofsted"):
        assert words in said


def test_a_school_that_stands_twice_is_said_with_the_day_that_differs() -> None:
    tracker = read_tracker(
        [
            Grid("2025-26", [["School", "Review", "Lead"], ["Saltmarsh", "2025-10-14", "Jo"]]),
            Grid(
                "old",
                [["School", "Review", "Lead"], ["SALTMARSH", "2025-10-21", "Sam"], ["Saltmarsh", "2024-10-14", ""]],
            ),
        ],
        TODAY,
    )
    assert [(one.year, one.days["review_done"]) for one in tracker.rows] == [
        ("2025/26", "2025-10-14"),
        ("2024/25", "2024-10-14"),
    ]
    assert tracker.rows[0].people == {"lead": ("Jo", "Sam")}
    assert "“2025-26”, row 2, too, with another day: review done. The first is taken." in sentences(tracker)


def test_a_sheet_without_schools_is_passed_over_and_said() -> None:
    assert "passed over" in sentences(read(["Contacts"], ["Jo", "0123"]))
    assert read().rows == ()
    assert read([], [""]).noticed == ()


def test_a_sheet_named_after_its_year_gives_rows_without_days_their_year() -> None:
    (one,) = read(["School", "Champion"], ["Saltmarsh", "Jo"], name="Cycle 2024-25").rows
    assert one.year == "2024/25"


def test_what_was_released_is_one_of_four_or_nothing_and_said() -> None:
    tracker = read(["School", "Report", "Released"], ["Saltmarsh", "a.pdf", "Summary"], ["Wrenholt", "b.pdf", "ask Jo"])
    assert [one.released for one in tracker.rows] == ["summary", "nothing"]
    assert "ask Jo" in sentences(tracker)


@pytest.mark.parametrize(
    ("day", "year"),
    [("2026-09-01", "2026/27"), ("2026-08-31", "2025/26"), ("1999-10-01", "1999/00"), ("", ""), ("x", "")],
)
def test_a_school_year_begins_in_september(day: str, year: str) -> None:
    assert school_year(day) == year
