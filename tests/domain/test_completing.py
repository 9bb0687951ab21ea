"""What the search box offers while a filter is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.completing import FILTERS, Values, all_filters, complete
from peerdesk.domain.query import read_query

VALUES = Values(("Anita Shah", "Tom Price"), ("Planned talk", "History"), ("2027-03-09",))


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("talk", []),
        ("talk ki", ["kind:"]),
        ("by:", ["by:me", 'by:"Anita Shah"', 'by:"Tom Price"']),
        ("by:pri", ['by:"Tom Price"']),
        ('talk by:"tom', ['by:"Tom Price"']),
        ('by:"Tom Price"', []),
        ("q:", ['q:"Planned talk"', "q:History"]),
        ("Q:hist", ["q:History"]),
        ("day:", ["day:today", "day:yesterday", "day:2027-03-09"]),
        ("day:to", ["day:today"]),
        ("kind:fi", ["kind:findings"]),
        ("kind:wo", ["kind:work"]),
        ("sign:un", ["sign:unsure"]),
        ("by:tom ", []),
        ("nobody:x", []),
    ],
)
def test_what_may_follow_is_offered(typed: str, offered: list[str]) -> None:
    assert [one.words for one in complete(typed, VALUES)] == offered


@given(
    st.sampled_from(["", "talk ", "two words "]), st.sampled_from(FILTERS), st.sampled_from(["", "t", "p", "n", "w"])
)
def test_what_is_offered_narrows_once_it_is_taken(before: str, name: str, begun: str) -> None:
    typed = f"{before}{name}:{begun}"
    for one in complete(typed, VALUES):
        taken = typed[: one.start] + one.words
        assert taken.startswith(before)
        query = read_query(taken, "2027-03-10")
        assert query.has_filters
        assert query.terms == read_query(f"{before} {one.words}", "2027-03-10").terms


def test_all_filters_stand_after_what_is_typed() -> None:
    assert [(one.words, one.start) for one in all_filters("ab ")] == [(f"{name}:", 3) for name in FILTERS]
