"""The coach: silent about questions that are ready, gentle about others, and never twice about what was waved away."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.coaching import Around, Coaching, CoachRule, coach, mark_of
from peerdesk.domain.framework import Framework
from peerdesk.domain.phrases import Phrases
from peerdesk.domain.review import Question
from peerdesk.errors import DataFileError
from peerdesk.intake.frameworks import read_framework
from peerdesk.intake.plan_words import read_coach
from peerdesk.paths import resources

RULES = read_coach(resources() / "plan" / "coach.toml")
CORE = read_framework(resources() / "frameworks" / "core_enquiry.toml")
ON_WORDS = ("begins", "one-idea", "judging", "a-day")
WRENHOLT = (
    "To what extent does planned talk help pupils to compose and improve their writing?",
    "To what extent do all pupils, including those with additional needs, remember and connect what they have been "
    "taught in history?",
    "To what extent do subject leaders shape what happens in classrooms in their subject?",
)
BARE = Question(record_id="q", scope="s", author="a", first_written_at="")


def asked(text: str, around: Around | None = None, waved: frozenset[str] = frozenset(), **said: Any) -> Coaching:
    here = around or Around(CORE.judging_words)
    return coach(replace(BARE, text=text, **said), here, RULES, waved)


def full(text: str, around: Around | None = None) -> Coaching:
    """Coach a question of which everything else is said, so that only its words are thought about."""
    said: Any = dict.fromkeys(("evidence", "theme", "self_view", "action", "research"), "said")
    return asked(text, around, **said)


@pytest.mark.parametrize("text", [*WRENHOLT, *(one.text for one in CORE.questions)])
def test_the_words_of_a_good_question_are_left_alone(text: str) -> None:
    coaching = full(text)
    assert coaching.thought is None
    assert coaching.good[:4] == (
        "begins “To what extent”", "one idea", "no judging word", "fits a day",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rule", "holds"),
    [
        ("Is teaching in maths working?", "begins", "Could it begin"),
        ("How far do pupils read at home?", "begins", "Could it begin"),
        ("To what extent do pupils read, and how do they choose books?", "one-idea", "two questions"),
        ("To what extent do pupils read? Do they like it?", "one-idea", "two questions"),
        ("To what extent do pupils and/or parents choose books?", "one-idea", "two questions"),
        ("To what extent do leaders and governors and parents know the plan?", "one-idea", "two questions"),
        ("To what extent do pupils write neatly or at length?", "one-idea", "two questions"),
        ("To what extent " + "do pupils who " * 11 + "read?", "one-idea", "two questions"),
        ("To what extent is the teaching of phonics effective?", "judging", "“effective”: grade word elsewhere."),
        ("To what extent is phonics consistently taught?", "judging", "“consistently”: claims a pattern."),
        ("To what extent is there high-quality talk?", "judging", "“high-quality”: asks for a verdict."),
        ("To what extent does talk improve outcomes?", "a-day", "“outcomes”: which part"),
        ("To what extent has writing improved over time?", "a-day", "“over time”"),
        ("To what extent do rates of progress differ?", "a-day", "“rates of progress”"),
    ],
)
def test_what_could_be_better_is_asked_as_one_question(text: str, rule: str, holds: str) -> None:
    thought = full(text).thought
    assert thought is not None
    assert (thought.rule_id, holds in thought.words) == (rule, True)
    assert thought.words.count("?") == 1


def test_what_a_question_needs_is_asked_for_one_thing_at_a_time() -> None:
    around = Around(CORE.judging_words, self_views=2, actions=1)
    steps = []
    said: dict[str, Any] = {}
    for name in ("evidence", "theme", "self_view", "action", ""):
        coaching = asked(WRENHOLT[0], around, **said)
        steps.append(coaching.thought.rule_id if coaching.thought else "")
        said[name or "theme"] = "said"
    assert steps == ["evidence", "place", "self-view", "action", ""]


def test_nothing_is_asked_about_what_the_review_does_not_have() -> None:
    coaching = asked(WRENHOLT[0], evidence="books", theme="inward")
    assert coaching.thought is None
    assert "goes on from last time" not in coaching.good


def test_a_characteristic_is_a_place_as_good_as_a_theme() -> None:
    assert asked(WRENHOLT[0], evidence="books", characteristic="c1").thought is None


def test_research_is_asked_for_only_where_somebody_names_it() -> None:
    named = "To what extent do pupils plan their work, as research suggests?"
    coaching = asked(named, evidence="books", theme="inward")
    assert coaching.thought is not None
    assert coaching.thought.rule_id == "research"
    told = asked(named, evidence="books", theme="inward", research="Metacognition, 2021")
    assert told.thought is None
    assert "research named" in told.good
    assert asked(WRENHOLT[0], evidence="the EEF’s report", theme="inward").thought is not None


def test_a_quote_may_judge() -> None:
    assert full("To what extent is “effective feedback” what pupils get?").thought is None


def test_what_was_waved_away_stays_away_until_the_words_change() -> None:
    first = asked("Is phonics effective?").thought
    assert first is not None
    second = asked("Is phonics effective?", waved=frozenset({first.mark})).thought
    assert second is not None
    assert (first.rule_id, second.rule_id) == ("begins", "judging")
    again = asked("Is all phonics effective?", waved=frozenset({first.mark})).thought
    assert again is not None
    assert again.rule_id == "begins"
    assert mark_of("begins", "a  b") == mark_of("begins", "a b")


def test_an_empty_question_is_left_alone() -> None:
    assert asked("  ") == Coaching()


def test_every_rule_can_be_reached_and_speaks_as_a_question() -> None:
    assert [rule.rule_id for rule in RULES][:4] == list(ON_WORDS)
    for rule in RULES:
        assert rule.thought.count("?") >= 1
        assert not {"error", "invalid", "must", "wrong"} & set(rule.thought.lower().split())


@given(st.text(max_size=200), st.booleans())
def test_no_text_is_refused_and_each_rule_speaks_once(text: str, evidence: bool) -> None:
    coaching = asked(text, evidence="books" if evidence else "")
    assert len(coaching.good) + (coaching.thought is not None) <= len(RULES)
    assert len(set(coaching.good)) == len(coaching.good)


def test_phrases_are_whole_words_in_any_case() -> None:
    phrases = Phrases(["good enough", "stud* show*"])
    assert [one.words for one in phrases.all_in("Good-enough; studies showed it; goodenough")] == [
        "Good-enough", "studies showed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "place"),
    [('looks = "guesses"', "looks"), ('looks = "says"\nfields = ["colour"]', "colour"), ('loks = "says"', "loks")],
)
def test_a_rule_that_cannot_be_meant_says_where(
    tmp_path_factory: pytest.TempPathFactory, line: str, place: str
) -> None:
    path = tmp_path_factory.mktemp("coach") / "coach.toml"
    path.write_text(f'[[rule]]\nid = "x"\ngood = "g"\nthought = "t?"\n{line}\n', encoding="utf-8")
    with pytest.raises(DataFileError, match=f"rule 1.*{place}"):
        read_coach(path)


def test_a_framework_without_judging_words_asks_nothing_of_them() -> None:
    plain: Framework = replace(CORE, judging_words=())
    assert full("To what extent is phonics effective?", Around(plain.judging_words)).thought is None
    assert isinstance(RULES[0], CoachRule)
