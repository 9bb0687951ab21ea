"""What is understood of an answer, where one is in a conversation, and what a note of an answer says."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.desk.frameworks import Library
from peerdesk.domain.conversation import (
    OPENING,
    UNASKED,
    began_at,
    by_prompt,
    guide_for,
    minutes_since,
    read_answer,
    speaker,
    stops_of,
    to_note,
    where_to_go_on,
)
from peerdesk.domain.evidence import Answer, OwnPrompt
from peerdesk.domain.framework import Framework
from peerdesk.domain.review import Activity, Question
from peerdesk.paths import resources

NUMBERS = [str(at) for at in range(1, 11)]


def record(kind: Any, name: str, /, **said: Any) -> Any:
    return kind(record_id=name, scope="s", author="a", first_written_at="2027-03-09T10:50:00Z", **said)


@pytest.fixture(scope="module")
def core() -> Framework:
    return Library(resources()).core()


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ('y4 p "im scared of it"', {"text": '"im scared of it"', "quote": True, "said_by": "Y4 pupil"}),
        ("Y6 pupil: I can hear it", {"text": "I can hear it", "said_by": "Y6 pupil", "quote": False}),
        ("TA: she waits", {"text": "she waits", "said_by": "TA"}),
        ('"ask me in july" laughs', {"text": '"ask me in july" laughs', "quote": True, "said_by": ""}),
        ("3/6 say it helps", {"text": "3/6 say it helps", "tally": (3, 6), "jump": ""}),
        ("3 of 6 nod", {"text": "3 of 6 nod", "tally": (3, 6)}),
        ("3 of us", {"text": "3 of us", "tally": (), "jump": ""}),
        ("7 of 6", {"text": "7 of 6", "tally": ()}),
        ("10", {"jump": "10", "text": "10"}),
        (" 3 ", {"jump": "3"}),
        ("11", {"jump": "", "text": "11"}),
        ("? and on Mondays?", {"asks": "and on Mondays?", "text": ""}),
        ("?", {"asks": "", "text": "?"}),
        ("it gets forgotten q1 -", {"text": "it gets forgotten q1 -"}),
        (r"\"not a quote\" he wrote", {"quote": False}),
    ],
)
def test_an_answer_is_understood_before_enter(typed: str, understood: dict[str, object]) -> None:
    line = read_answer(typed, "pupils", NUMBERS)
    assert {name: getattr(line, name) for name in understood} == understood


@given(st.text(max_size=60))
def test_no_letter_of_an_answer_is_lost(typed: str) -> None:
    line = read_answer(typed, "pupils", NUMBERS)
    kept = list("".join((line.text, line.asks)))
    taken = "".join(typed[mark.start : mark.end] for mark in line.marks if mark.taken)
    for letter in kept:
        assert letter in typed
    left = [letter for letter in typed if not letter.isspace() and letter not in taken and letter not in "?\\"]
    assert not [letter for letter in left if letter not in kept]


def test_who_speaks_is_a_role() -> None:
    assert speaker("y4 p", "pupils") == ("Y4 pupil", "pupils", "4")
    assert speaker("TA", "pupils") == ("TA", "support staff", "")
    assert speaker("the one who leads maths", "leaders") == ("the one who leads maths", "leaders", "")


def test_the_way_goes_from_the_opening_to_the_close(core: Framework) -> None:
    guide = next(one for one in core.guides if one.guide_id == "pupils")
    questions = [record(Question, "q1", example="talk"), record(Question, "q2", example="remember")]
    own = [record(OwnPrompt, "own", activity="a6", text="And on Mondays?", question="q2")]
    stops = stops_of(guide, own, questions)
    assert [stop.kind for stop in stops] == ["opening", *["prompt"] * 10, "own", "close"]
    assert [stop.number for stop in stops[1:-1]] == [str(at) for at in range(1, 12)]
    assert [stop.question for stop in stops[1:8]] == ["", "q1", "q1", "q1", "q1", "q2", "q2"]
    assert (stops[0].prompt, stops[-2].prompt, stops[-1].prompt) == (OPENING, "own", UNASKED)
    assert [stop.kind for stop in stops_of(None, (), ())] == ["close"]


def test_one_goes_on_where_one_was(core: Framework) -> None:
    stops = stops_of(core.guides[0], (), ())
    assert where_to_go_on(stops, []) == OPENING
    assert where_to_go_on(stops, [record(Answer, "1", prompt=OPENING)]) == "1"
    assert where_to_go_on(stops, [record(Answer, "1", prompt=OPENING), record(Answer, "2", prompt="4")]) == "4"
    assert where_to_go_on(stops, [record(Answer, "2", prompt="gone")]) == UNASKED


def test_every_shipped_guide_is_found_for_its_part_of_the_day(tmp_path: Any) -> None:
    shelf = Library(tmp_path).shelf().frameworks
    assert len(shelf) >= 10
    for one in shelf:
        for part in one.framework.day:
            activity = record(Activity, "a", kind=part.kind, guide=part.guide, voice=part.voice)
            guide = guide_for(one.framework, activity)
            if part.guide:
                assert guide is not None
                assert guide.guide_id == part.guide
                assert [stop.kind for stop in stops_of(guide, (), ())][-1] == "close"
            if part.kind == "conversation" and part.voice:
                assert guide is not None, (one.name, part.title)


def test_a_guide_is_chosen_by_who_is_heard_and_by_hand(core: Framework) -> None:
    group = record(Activity, "a6", kind="conversation", voice="pupils")
    assert guide_for(core, group).guide_id == "pupils"  # type: ignore[union-attr]
    assert guide_for(core, group, wished="pupils-more").guide_id == "pupils-more"  # type: ignore[union-attr]
    used = [record(Answer, "1", guide="pupils-more")]
    assert guide_for(core, group, used).guide_id == "pupils-more"  # type: ignore[union-attr]
    assert guide_for(core, replace(group, voice="")) is None


def test_a_note_says_what_the_answer_said_and_where(core: Framework) -> None:
    questions = [record(Question, "q1", short_name="Planned talk"), record(Question, "q2", short_name="History")]
    answer = record(
        Answer,
        "answer",
        activity="a6",
        prompt="6",
        text='"was it pyramids" long pause -',
        said_by="Y4 pupils",
        tally=(3, 6),
        seen_at="2027-03-09T11:01",
        observed_by="tom",
        asked_by="marek",
    )
    assert to_note(answer, "pupils", "q2", questions) == {
        "text": '"was it pyramids" long pause',
        "sign": "not_yet",
        "source": "talk",
        "voice": "pupils",
        "where": "Y4 pupils",
        "year": "4",
        "tally": (3, 6),
        "activity": "a6",
        "seen_at": "2027-03-09T11:01",
        "observed_by": "tom",
        "asked_by": "marek",
        "answer": "answer",
        "questions": ("q2",),
    }
    moved = to_note(replace(answer, text="they taxed everyone q1 +", tally=()), "pupils", "q2", questions)
    assert (moved["questions"], moved["text"], moved["sign"]) == (("q1",), "they taxed everyone", "yes")


def test_what_is_no_longer_asked_stands_with_what_nobody_asked(core: Framework) -> None:
    stops = stops_of(core.guides[0], (), ())
    said = [
        record(Answer, "late", prompt="1", seen_at="2027-03-09T10:52"),
        record(Answer, "early", prompt="1", seen_at="2027-03-09T10:50"),
        record(Answer, "gone", prompt="f" * 64, seen_at="2027-03-09T10:51"),
        record(Answer, "tick", prompt=OPENING, seen_at="2027-03-09T10:46"),
    ]
    under = by_prompt(stops, said)
    assert [one.record_id for one in under["1"]] == ["early", "late"]
    assert [one.record_id for one in under[UNASKED]] == ["gone"]
    assert began_at(said) == "2027-03-09T10:46"


def test_minutes_are_counted_within_a_day() -> None:
    assert minutes_since("2027-03-09T10:46", "2027-03-09T11:04") == 18
    assert minutes_since("", "2027-03-09T11:04") is None
    assert minutes_since("2027-03-08T10:46", "2027-03-09T11:04") is None
