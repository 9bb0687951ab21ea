"""The check on kept notes: what may be about somebody's safety is asked about, an ordinary school day is not."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.safety_check import Asked, SafetyCheck, SafetyPattern, mark_of
from peerdesk.intake.safety_check import read_safety_check
from peerdesk.paths import resources
from tests.domain.safety_lines import ABOUT_A_CHILD, ABOUT_AN_ADULT, ORDINARY, TYPED

CHECK = read_safety_check(resources() / "safeguarding" / "phrases.toml")
CHILD, ADULT = Asked("child"), Asked("adult")
MUST_NOT = [
    "scared of getting it wrong when it's hands up",
    "hit a wall with the second paragraph",
    "hurt his knee at break, plaster, fine",
    "secret agent story, big write",
    "cut and stick again",
    "killed off the villain in para 2",
    "Great Fire: 'people died and it was all burnt'",
    "Vikings beat the Saxons",
    "touch-typing club",
    "locked into the text",
    "left on his own to finish, got there",
    "home learning: no",
    "shouting out answers, all keen",
    "Miss Trunchbull locks them in the chokey",
    "wish I was a Roman",
]
HARMLESS = [
    "lots",
    "of",
    "talk",
    "today",
    "and",
    "then",
    "they",
    "showed",
    "us",
    "green",
    "pens",
    "on",
    "every",
    "table",
    "near",
    "the",
    "big",
    "window",
]
SLIPS = [
    ("brusie on arm, wouldnt say how", "two letters changed round"),
    ("bruse on arm, wouldn’t say how", "one left out"),
    ("brruise on arm, wouldn't say how", "one twice"),
    ("BRUISE ON ARM -- WOULDN`T SAY HOW", "capitals, another apostrophe"),
    ("wouldnt say how: bruise/arm", "another order, a stroke"),
    ("dosent like fridays b/c has to go to his", "two slips"),
    ("mum asleep on the floor again w/ beer, drinking since fri", "shorthand"),
    ("looks after the baby\non her own\nat nite", "lines"),
]


@pytest.mark.parametrize("text", TYPED[:18] + ABOUT_A_CHILD)
def test_what_may_be_about_a_child_is_asked(text: str) -> None:
    assert CHECK.asks(text) == CHILD


@pytest.mark.parametrize("text", TYPED[18:] + ABOUT_AN_ADULT)
def test_what_may_be_about_an_adult_in_school_is_asked(text: str) -> None:
    assert CHECK.asks(text) == ADULT


@pytest.mark.parametrize("text", MUST_NOT + ORDINARY)
def test_an_ordinary_day_is_not_asked_about(text: str) -> None:
    assert CHECK.asks(text) is None


def test_there_are_enough_lines_to_tell() -> None:
    assert len(TYPED) == 20
    assert len(ABOUT_A_CHILD + ABOUT_AN_ADULT) >= 40
    assert len(ORDINARY) >= 60


def test_the_day_at_the_practice_school_is_not_asked_about() -> None:
    notes = tomllib.loads((resources() / "demo" / "notes.toml").read_text(encoding="utf-8"))["note"]
    texts = [note.get(name, "") for note in notes for name in ("text", "made_of_it")]
    assert len(notes) >= 40
    assert [text for text in texts if CHECK.asks(text)] == []


@pytest.mark.parametrize("text", [text for text, _ in SLIPS])
def test_a_slip_hides_nothing(text: str) -> None:
    assert CHECK.asks(text) == CHILD


@pytest.mark.parametrize("text", ["the sacred weekend in india, y3 RE", "bothers to check at home"])
def test_a_word_of_its_own_is_no_slip(text: str) -> None:
    assert CHECK.asks(text) is None


@given(
    st.sampled_from(TYPED + ABOUT_A_CHILD + ABOUT_AN_ADULT),
    st.lists(st.sampled_from(HARMLESS), max_size=30),
    st.lists(st.sampled_from(HARMLESS), max_size=30),
)
def test_harmless_words_around_a_line_hide_nothing(text: str, before: list[str], after: list[str]) -> None:
    whole = " ".join([*before, text, *after])
    asked = CHECK.asks(whole)
    assert asked is not None
    assert asked.about == "adult" or CHECK.asks(text) == CHILD


@given(st.sampled_from(TYPED[:18] + ABOUT_A_CHILD))
def test_case_and_quotation_marks_change_nothing(text: str) -> None:
    curly = text.replace("'", "’").replace('"', "“")
    assert CHECK.asks(text.upper()) == CHECK.asks(curly) == CHECK.asks(curly.replace("’", "")) == CHILD


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert CHECK.asks(text) == CHECK.asks(text)


def test_what_matched_is_told_and_the_same_in_another_sentence() -> None:
    one, other = CHECK.matches(TYPED[0]), CHECK.matches("Then y4 said: Dad hits him, at home!")
    assert [(match.pattern_id, match.about, match.words) for match in one] == [
        ("hit by somebody at home", "child", ("dad", "hits him"))
    ]
    assert one[0].pattern_id in {match.pattern_id for match in other}
    both = CHECK.matches(f"{TYPED[0]}. {TYPED[18]}")
    assert both[0].about == "adult"
    assert {match.about for match in both} == {"adult", "child"}
    assert CHECK.matches("3 of 4 explain why") == ()


@given(st.sampled_from(TYPED + ABOUT_A_CHILD + ABOUT_AN_ADULT + ORDINARY))
def test_to_ask_is_to_match(text: str) -> None:
    asked, matches = CHECK.asks(text), CHECK.matches(text)
    assert (asked is None) == (matches == ())
    assert asked is None or asked.about == matches[0].about


@given(st.text(), st.sampled_from(["  {} ", "{}\n", "“{}”", "{}!"]))
def test_a_text_keeps_its_mark_in_other_spacing_and_case(text: str, dressed: str) -> None:
    assert mark_of(dressed.format(text)) == mark_of(text)
    assert mark_of("dad hits him") == mark_of("Dad  HITS\nhim.")
    assert mark_of("dad hits him") != mark_of("dad hit him")


def test_words_far_apart_are_not_together() -> None:
    near = SafetyPattern(
        pattern_id="near",
        about="child",
        groups=[["red"], ["blue sky"]],
        within=4,
        in_order=False,
        unless=["paint"],
        near=2,
    )
    check = SafetyCheck([near], {})
    assert check.asks("red or blue sky") == CHILD
    assert check.asks("blue sky, red") == CHILD
    assert check.asks("red. blue sky") is None
    assert check.asks("red and a very blue sky") is None
    assert check.asks("red blue sky paint") is None
    assert check.asks("red blue sky with a good deal of paint") == CHILD
