"""What is typed into the search box: understood where it can be, words where it cannot."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.matches import holds_beginnings, look_for, make_snippet
from peerdesk.domain.query import LONGEST_TYPED, MOST_TERMS, Query, Term, read_query
from peerdesk.domain.tokens import LONGEST, words_and_places_of, words_of

TODAY = "2027-03-10"


def read(typed: str) -> Query:
    return read_query(typed, TODAY)


def terms(typed: str) -> list[str]:
    """Write terms as people would: `say it*`."""
    return [" ".join(term.words) + "*" * term.unfinished for term in read(typed).terms]


def marked(typed: str, text: str) -> str:
    """Put brackets around what is marked."""
    for start, end in reversed(look_for(read(typed).terms, text)):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t say “café”, Y5!", "dont say cafe y5"),
        ("don't dont ‘said’ chn’ O’Brien’s", "dont dont said chn obriens"),
        (unicodedata.normalize("NFD", "Élodie’s naïve über-plan"), "elodies naive uber plan"),
        ("7/12 26/27 15:12 well-being Y3/4", "7 12 26 27 15 12 well being y3 4"),
        ("STRASSE Straße ﬁne", "strasse strasse fine"),
        ("as seen [[0a1b 2c3d]] twice", "as seen twice"),
        ("", ""),
        ("+ – … “”", ""),
    ],
)
def test_words_are_found_without_capitals_accents_or_apostrophes(text: str, words: str) -> None:
    assert words_of(text) == words.split()


@given(st.text())
def test_words_are_letters_and_figures_and_stand_where_they_say(text: str) -> None:
    words, places = words_and_places_of(text)
    assert words == words_of(text)
    assert all(word.isalnum() and len(word) <= LONGEST for word in words)
    assert all(words_of(text[slice(*place.span())]) == [word] for word, place in zip(words, places, strict=True))
    assert all(one.end() <= other.start() for one, other in pairwise(places))


@given(st.text())
def test_a_text_has_the_same_words_however_its_accents_are_written(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    plain = unicodedata.normalize("NFKC", composed) == composed
    if plain and composed.isalnum() and all(unicodedata.combining(letter) == 0 for letter in composed):
        marks = {letter for letter in unicodedata.normalize("NFD", composed) if unicodedata.combining(letter)}
        if all("\u0300" <= mark <= "\u036f" for mark in marks):
            assert words_of(composed) == words_of(unicodedata.normalize("NFD", composed))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("phras", ["phras*"]),
        ("changed phras", ["changed", "phras*"]),
        ("chang* phrase", ["chang*", "phrase*"]),
        ('"say it again"', ["say it again"]),
        ("“say it again”", ["say it again"]),
        ('"say it agai', ["say it agai*"]),
        ('"say it"*', ["say it*"]),
        ("Y5 CAFÉ", ["y5", "cafe*"]),
        ("don’", ["don*"]),
        ("timeline 1/6", ["timeline", "1 6*"]),
        ("well-being", ["well being*"]),
        ("foo:bar q1: x", ["foo bar", "q1", "x*"]),
        ("kind:zebra day:never sign:maybe", ["kind zebra", "day never", "sign maybe*"]),
        ("phras by:tom kind:note", ["phras*"]),
        ("phras by:", ["phras*"]),
        ("AND OR NOT NEAR(a, 3) ^x -y {b}:c", ["and", "or", "not", "near a", "3", "x", "y", "b c*"]),
        ("", []),
        ("+ … “”", []),
    ],
)
def test_words_phrases_and_beginnings(typed: str, said: list[str]) -> None:
    assert terms(typed) == said


def test_filters_are_understood_together_with_words() -> None:
    query = read('books by:"Tom Price" by:me q:1 q:talk kind:talk kind:find day:9/3 sign:+ sign:not_yet')
    assert query == Query(
        terms=(Term(("books",), unfinished=True),),
        by=("Tom Price", "me"),
        questions=("1", "talk"),
        kinds=frozenset({"finding"}),
        sources=frozenset({"talk"}),
        days=("2027-03-09",),
        signs=frozenset({"yes", "not_yet"}),
    )
    assert query.has_filters
    assert not read("books by:").has_filters


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("day:today", ("2027-03-10",)),
        ("day:yesterday", ("2027-03-09",)),
        ("day:2027-03-09", ("2027-03-09",)),
        ("day:2027-03", ("2027-03",)),
        ("day:2026", ("2026",)),
        ('day:"9 and 10 march"', ("2027-03-09", "2027-03-10")),
    ],
)
def test_days_are_typed_in_many_ways(typed: str, days: tuple[str, ...]) -> None:
    assert read(typed).days == days


@pytest.mark.parametrize(
    ("typed", "signs"),
    [
        ("sign:+", {"yes"}),
        ("sign:-", {"not_yet"}),
        ("sign:?", {"unsure"}),
        ("sign:◆", {"not_yet"}),
        ("sign:here", {"yes"}),
        ('sign:"not yet"', {"not_yet"}),
        ("sign:unsure", {"unsure"}),
        ("sign:noted", {"noted"}),
    ],
)
def test_signs_are_typed_in_many_ways(typed: str, signs: set[str]) -> None:
    assert read(typed).signs == signs


@given(st.text(alphabet=st.sampled_from('ab:"*“” byqkindsgy5+-’(){}^'), max_size=60) | st.text())
def test_whatever_is_typed_is_read(typed: str) -> None:
    query = read(typed)
    assert all(term.words and all(word.isalnum() for word in term.words) for term in query.terms)
    assert not any(term.unfinished and not term.words for term in query.terms)


def test_a_pasted_page_is_cut() -> None:
    assert len(read("word " * 10_000).terms) == MOST_TERMS
    assert len(read("a" * 10_000).terms[0].words[0]) <= LONGEST < LONGEST_TYPED


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("phras", "We saw [Phrasing] and re-[phrased] it; paraphrase"),
        ("phrasing", "We saw [Phrasing] and re-phrased it; paraphrase"),
        ("saw phrasing", "We [saw] [Phrasing] and re-phrased it; paraphrase"),
        ('"saw phrasing"', "We [saw Phrasing] and re-phrased it; paraphrase"),
        ('"phrasing saw"', "We saw Phrasing and re-phrased it; paraphrase"),
        ('"saw phrasing" phrasing', "We [saw Phrasing] and re-phrased it; paraphrase"),
        ("re-phras", "We saw Phrasing and [re-phrased] it; paraphrase"),
    ],
)
def test_what_matched_is_marked(typed: str, shown: str) -> None:
    assert marked(typed, "We saw Phrasing and re-phrased it; paraphrase") == shown


def test_marks_stand_right_beside_accents_and_apostrophes() -> None:
    assert marked("elodies naive", "“Élodie’s” naïve") == "“[Élodie’s]” [naïve]"
    assert marked("dont", unicodedata.normalize("NFD", "é é don’t")) == unicodedata.normalize("NFD", "é é [don’t]")


@given(st.text("ab AB1_-'’“. é字", max_size=24), st.text("ab AB1_-'’“. é字\"*", max_size=8))
def test_plain_text_is_marked_as_any_other(text: str, typed: str) -> None:
    """Small ASCII words are looked for in a quicker way, which must mean the same."""
    terms = read(typed).terms
    assert look_for(terms, text) == look_for([*terms, Term(("no", "such", "words"))], text)


def test_a_snippet_is_one_line_around_the_first_match_without_citations() -> None:
    text = "Before. " * 30 + "\nThey rehearse\tthe phrasing [[0a1b]] aloud. " + "After. " * 40
    terms = read("phras").terms
    snippet = make_snippet(terms, text, look_for(terms, text))
    assert snippet.text.startswith("… ")
    assert "rehearse the phrasing aloud." in snippet.text
    assert snippet.text.endswith(" …")
    assert len(snippet.text) < 160
    assert [snippet.text[start:end] for start, end in snippet.spans] == ["phrasing"]


def test_a_short_text_is_its_own_snippet() -> None:
    assert make_snippet((), "Y4 talk\ntime", ()) == make_snippet(read("zebra").terms, "Y4 talk time", ())
    assert make_snippet((), "Y4 talk time", ()).text == "Y4 talk time"


@given(st.lists(st.sampled_from(["talk", "phrasing", "Y4", "say"]), min_size=1, max_size=60).map(" ".join))
def test_a_piece_of_plain_text_is_marked_where_the_text_is(text: str) -> None:
    terms = read("talk sa").terms
    snippet = make_snippet(terms, text, look_for(terms, text))
    assert snippet.spans == look_for(terms, snippet.text)


@given(st.text(max_size=400), st.text(max_size=20))
def test_snippets_are_made_of_anything(text: str, typed: str) -> None:
    terms = read(typed).terms
    snippet = make_snippet(terms, text, look_for(terms, text))
    assert "\n" not in snippet.text
    assert all(0 <= start < end <= len(snippet.text) for start, end in snippet.spans)


def test_beginnings_of_names() -> None:
    assert holds_beginnings("tom pr", "Tom Price")
    assert not holds_beginnings("tom x", "Tom Price")


def test_what_is_too_long_says_so() -> None:
    assert not read("talk").cut
    assert read("x" * (LONGEST_TYPED + 1)).cut
    assert read("w " * (MOST_TERMS + 1)).cut
    assert len(read("w " * (MOST_TERMS + 1)).terms) == MOST_TERMS


def test_signs_of_languages_without_spaces_are_words() -> None:
    assert words_of("我們 school が") == ["我", "們", "school", "か"]
    assert marked("學校", "我們的學校很好") == "我們的[學校]很好"
