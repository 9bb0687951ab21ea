"""Marks: why, what one might write, and what stands where several meet."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.framework import JudgingWords
from peerdesk.domain.wording import KINDS, MarkKind, Reader, WordMark, apart, as_it_stands
from tests.domain.test_names import GUARD

JUDGING = [
    JudgingWords(words=("outstanding",), why="former grade", instead="say what was there: “pupils could explain why”"),
    JudgingWords(words=("should",), why="instructs", instead="“could”; “you might”; “we wondered whether”"),
    JudgingWords(words=("all",), why="one day cannot know", instead="“in all seven that we visited”"),
    JudgingWords(words=("never",), why="one day cannot know", instead="“in each book that we saw”"),
    JudgingWords(words=("most",), why="hides a small sample", instead="“five of the six”"),
]
READER = Reader(GUARD, JUDGING)
WORD: MarkKind = "word"


def words_in(text: str) -> list[str]:
    return [one.words for one in READER.look(text, [WORD])]


def test_a_word_that_judges_has_its_reason_and_other_ways() -> None:
    (should,) = READER.look("Leaders should look.")
    assert (should.kind, should.why, should.hint) == ("word", "instructs", "")
    assert should.instead == ("could", "you might", "we wondered whether")
    (grade,) = READER.look("It was outstanding.")
    assert (grade.hint, grade.instead) == (JUDGING[0].instead, ())  # an example, and nothing that could stand there


def test_nobody_s_count_is_put_into_a_text() -> None:
    for text in ("All pupils spoke.", "We heard most of it.", "They never ask."):
        (mark,) = READER.look(text, [WORD])
        assert mark.instead == ()  # “seven” and “five of the six” were counted by nobody
        assert mark.hint


def test_what_is_counted_claims_nothing_too_much() -> None:
    assert words_in("In all seven lessons, and all of the 12 books, and all 3") == []
    assert words_in("In all lessons") == ["all"]


def test_a_quote_is_its_speaker_s() -> None:
    assert words_in("“all of us should”, they said, and “most” do") == []
    (name,) = READER.look("“Jaxxon T should”, they said")
    assert name.words == "Jaxxon T"  # a name is somebody's wherever it stands


def test_a_small_letter_that_no_list_has_is_a_slip_first() -> None:
    (name,) = READER.look("spoke to brisgow in y4")
    assert not name.sure
    slip = WordMark(name.start, name.end, name.words, "spelling")
    (mark,) = apart([name, slip])
    assert mark.kind == "spelling"
    assert mark.why == "It may also be somebody’s name."
    assert mark.instead == name.instead
    (still,) = apart([name])
    assert still.kind == "name"
    for sure in ("spoke to Brisgow in y4", "mrs brisgow says", "spoke to aminah in y4"):
        assert all(one.sure for one in READER.look(sure))


def test_a_capital_stands_where_a_sentence_begins() -> None:
    assert as_it_stands("a pupil", "") == "A pupil"
    assert as_it_stands("a pupil", "We came. ") == "A pupil"
    assert as_it_stands("a pupil", "Then ") == "a pupil"


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 6), st.sampled_from(KINDS), st.booleans())


@given(st.lists(SPANS, max_size=12))
def test_of_marks_that_meet_one_stands(spans: list[tuple[int, int, str, bool]]) -> None:
    marks = [WordMark(at, at + many, "x" * many, kind, sure=sure) for at, many, kind, sure in spans]  # type: ignore[arg-type]
    kept = apart(marks)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    if marks:
        assert kept
    weightiest = min((KINDS.index(one.kind) for one in kept), default=0)
    names = [one for one in marks if one.kind == "name" and one.sure]
    assert not names or weightiest == 0
