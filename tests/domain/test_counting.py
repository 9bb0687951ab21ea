"""A tally as it is typed, and what is counted as it is said once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.counting import Count, Counting, read_count_line, read_counting


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7/12", Count(7, 12)),
        (" 7 / 12 ", Count(7, 12)),
        ("7 of 12", Count(7, 12)),
        ("7 out of 12: whole phrases swapped", Count(7, 12, "whole phrases swapped")),
        ("0/6 nothing yet", Count(0, 6, "nothing yet")),
        ("whole phrases swapped 5/6", Count(5, 6, "whole phrases swapped 5/6")),
        ("13/12", Count(13, 12)),
        ("7/0", Count(7, 0)),
        ("lots of sticking in", None),
        ("1/6 here, 2/6 there", Count(1, 6, "here, 2/6 there")),
        ("here 1/6, there 2/6", None),
        ("26/27/28", None),
        ("7", None),
        ("", None),
    ],
)
def test_a_tally_is_found_in_its_line(typed: str, meant: Count | None) -> None:
    assert read_count_line(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5", Count(5, 6)),
        ("5, whole phrases", Count(5, 6, "whole phrases")),
        ("5/7", Count(5, 7)),
        ("3 books where writing is hardest", None),
        ("12", Count(12, 6)),
    ],
)
def test_where_it_is_known_how_many_one_number_does(typed: str, meant: Count | None) -> None:
    assert read_count_line(typed, of=6) == meant


def test_more_than_there_were_is_no_tally_and_the_other_way_round_is_one() -> None:
    assert not Count(13, 12).is_possible
    assert Count(13, 12).turned.is_possible
    assert not Count(0, 0).is_possible
    assert Count(0, 12).is_possible


@given(st.integers(0, 999), st.integers(1, 999), st.text("abc, ").map(str.strip))
def test_no_word_beside_a_tally_is_lost(found: int, of: int, words: str) -> None:
    count = read_count_line(f"{found}/{of} {words}")
    assert count is not None
    assert count.tally == (found, of)
    assert [*filter(None, count.words.split(","))] == [*filter(None, words.lstrip(", ").split(","))] or not words


@given(st.text(max_size=40))
def test_any_line_is_read(typed: str) -> None:
    count = read_count_line(typed, of=6)
    assert count is None or count.words in " ".join(typed.split()) or count.words in typed


@pytest.mark.parametrize(
    ("typed", "year", "subject", "of"),
    [
        ("Y5+Y6, 6 writing books", "5-6", "writing", 6),
        ("y3/4 hist 12 books", "3-4", "history", 12),
        ("y3-y6 12 writing books", "3-6", "writing", 12),
        ("Y4, 6 history books", "4", "history", 6),
        ("Y3, Y6", "", "", 0),
        ("R", "R", "", 0),
        ("uks2 maths", "5-6", "maths", 0),
        ("display in the hall", "", "", 0),
        ("", "", "", 0),
    ],
)
def test_what_is_counted_is_understood_and_nothing_is_dropped(typed: str, year: str, subject: str, of: int) -> None:
    assert read_counting(typed) == Counting(typed, year, subject, of)
