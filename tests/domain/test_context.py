"""Figures in words: never nought for what is not published, never a grade, and never a crash for what somebody sent."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.chart import chart_of
from peerdesk.domain.context import Figures, part_of
from peerdesk.domain.context_body import chosen_of, from_contexts, to_body
from peerdesk.domain.figures import ENGLAND, Figure, Place, Status, caution, say, say_bounds, say_value, to_figure
from peerdesk.domain.measures import GROUPS, MEASURES, measure_of
from peerdesk.domain.review import Context

SCHOOL, AUTHORITY, NATION = Place("900001", "Wrenholt", "899"), Place("899", "Fenmarch"), Place(ENGLAND, ENGLAND)


def kept_in(body: str, year: str = "2025/26", source: str = "a.csv") -> Context:
    return Context(record_id="1", scope="1", author="1", first_written_at="", year=year, source=source, body=body)


@pytest.mark.parametrize(
    ("figure", "unit", "words"),
    [
        (None, "percent", "–"),
        (to_figure("m", "all", "y", "=x"), "percent", "not published"),
        (to_figure("m", "all", "y", "=n"), "percent", "not applicable"),
        (to_figure("m", "all", "y", 0), "percent", "0%"),
        (to_figure("m", "all", "y", 64.5), "percent", "64.5%"),
        (to_figure("m", "all", "y", [-1.25, -3, 0.5]), "progress", "−1.25"),
        (to_figure("m", "all", "y", 1.7), "progress", "+1.7"),
        (to_figure("m", "all", "y", 104), "score", "104"),
        (to_figure("m", "all", "y", 644967), "count", "644,967"),
        (to_figure("m", "all", "y", "Tuesday 14 March 2023"), "words", "Tuesday 14 March 2023"),
    ],
)
def test_a_figure_as_it_reads(figure: Figure | None, unit: Any, words: str) -> None:
    assert say(figure, unit) == words


def test_bounds_are_said_where_they_are_published() -> None:
    assert say_bounds(to_figure("m", "all", "y", [1.7, -0.6, 4.1])) == "from −0.6 to +4.1"
    assert say_bounds(to_figure("m", "all", "y", 1.7)) == ""


@pytest.mark.parametrize(
    ("cohort", "words"),
    [
        (7, "one pupil is 14 points"),
        (30, "one pupil is 3 points"),
        (1, "one pupil is everything"),
        (31, ""),
        (0, ""),
        (None, ""),
    ],
)
def test_few_pupils_are_said_to_be_few(cohort: int | None, words: str) -> None:
    assert caution(cohort) == words


def test_no_measure_sums_a_school_up() -> None:
    said = " ".join(f"{one.name} {one.words}" for one in MEASURES.values()).lower()
    assert not {"overall", "grade of", "effectiveness", "rating"} & set(said.split())
    assert all(not measure.of or measure.of in MEASURES for measure in MEASURES.values())
    assert measure_of("own.Wellbeing survey").words == "wellbeing survey"


VALUES = st.integers(-100, 700_000) | st.decimals(-30, 130, places=1).map(float)


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    found = {}
    for place in (SCHOOL, AUTHORITY, NATION):
        for measure in draw(st.sets(st.sampled_from(sorted(MEASURES)), max_size=3)):
            for group in draw(st.sets(st.sampled_from(sorted(GROUPS)), max_size=3)):
                status: Status = draw(st.sampled_from(["published", "not published", "not applicable"]))
                value = draw(VALUES) if status == "published" else None
                cohort = draw(st.none() | st.integers(0, 700_000))
                key = (place.code, "2025/26", measure, group)
                made = Figure(measure, group, "2025/26", value, "", status, cohort=cohort, source="a.csv")
                found[key] = made
    return Figures((SCHOOL,), (AUTHORITY, NATION), found)


@given(figures())
def test_what_a_review_keeps_comes_back_as_it_was(given_figures: Figures) -> None:
    measures = {measure for _, _, measure, _ in given_figures.found}
    body = to_body(given_figures, measures, "2025/26", "a.csv")
    if not given_figures.found:
        assert body == ""
        return
    back = from_contexts([kept_in(body)])
    assert back is not None
    assert back.found == given_figures.found
    assert back.places == given_figures.places
    assert chosen_of([kept_in(body)]) == measures


@given(figures(), st.sampled_from(sorted(MEASURES)))
def test_a_chart_never_lies_and_never_leaves_its_axis(given_figures: Figures, name: str) -> None:
    part = part_of(given_figures, name)
    chart = chart_of(part, part.by_group) if part else None
    if chart is None or part is None:
        return
    assert chart.begins < chart.ends
    assert len(chart.steps) >= 2
    for drawn, row in zip(chart.rows, part.by_group, strict=True):
        for value, figure in zip(drawn.values, row.figures, strict=False):
            assert (value is None) == (figure is None or figure.status != "published")
            if figure is not None and value is not None:
                assert say_value(value, part.measure.unit) in chart.alt


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"format": 2, "places": [], "schools": 0, "figures": []}',
        '{"format": 1, "places": [["900001"]], "schools": 1, "figures": [[3, "m", "all", "published", 1]]}',
        '{"format": 1, "places": [["900001"]], "schools": 1, "figures": [[0, "m", "all", "published", "1; drop"]]}',
        '{"format": 1, "places": [["900001"]], "schools": 1, "figures": [[0, "m", "all", "graded", 1]]}',
        '{"format": 1, "places": [["900001", {}]], "schools": 1, "figures": []}',
        '{"format": 1, "places": 7, "schools": 1, "figures": []}',
    ],
)
def test_what_cannot_be_read_is_left_out_and_the_rest_stays(body: str) -> None:
    sound = to_body(
        Figures((SCHOOL,), (), {("900001", "2025/26", "m", "all"): Figure("m", "all", "2025/26", 5, source="a.csv")}),
        {"m"},
        "2025/26",
        "a.csv",
    )
    assert from_contexts([kept_in(body)]) is None
    both = from_contexts([kept_in(body), kept_in(sound)])
    assert both is not None
    assert both.measures() == ("m",)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda kids: st.lists(kids, max_size=4)
    )
)
def test_any_words_are_read_or_left_out(said: object) -> None:
    whole = {"format": 1, "places": [["900001"]], "schools": 1, "figures": said}
    from_contexts([kept_in(json.dumps(whole)), kept_in(json.dumps(said))])
