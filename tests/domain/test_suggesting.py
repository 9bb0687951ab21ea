"""What may be meant by a mark that is begun."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.line import LineContext, read_line
from peerdesk.domain.review import Question
from peerdesk.domain.suggesting import suggest

QUESTIONS = tuple(
    Question(record_id=f"id{at}", scope="", author="", first_written_at="", short_name=name)
    for at, name in enumerate(("Planned talk", "History", "Subject leaders"), 1)
)
YEARS = ("N", "R", "1", "5", "10")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("a #", ["#q1", "#q2", "#q3", "#0"]),
        ("a #T", ["#q1"]),
        ("a #2", []),
        ("a @p", ["@pupils", "@parents"]),
        ("a @talk", []),
        ("a ^", ["^n", "^r", "^1", "^5", "^10"]),
        ("a ^1", []),
        ("a ^y1", []),
        ("a#", []),
        ("a # b", []),
        ("", []),
    ],
)
def test_what_is_offered(typed: str, words: list[str]) -> None:
    assert [one.word for one in suggest(typed, QUESTIONS, YEARS)] == words


def test_what_holds_already_is_not_offered() -> None:
    assert "@talk" not in [one.word for one in suggest("a @", QUESTIONS, YEARS, "talk")]


@given(st.text(max_size=8), st.sampled_from("#@^"))
def test_all_that_is_offered_is_understood_as_it_says(begun: str, sign: str) -> None:
    context = LineContext(questions=QUESTIONS)
    typed = f"word {sign}{begun}"
    for one in suggest(typed, QUESTIONS, YEARS):
        line = read_line(f"{typed[: one.start]}{one.word}", context)
        assert [mark.shown for mark in line.marks] == [one.shown]
        assert line.text == "word"
