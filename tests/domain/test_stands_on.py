import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.framework import ThinRule
from peerdesk.domain.review import SOURCES, VOICES
from peerdesk.domain.stands_on import (
    CitedNote,
    count_evidence,
    is_thin,
    joined,
    number_in_words,
    stands_on,
)
from tests.export.report.example import material

NOTES = st.lists(
    st.builds(
        CitedNote,
        st.sampled_from(SOURCES),
        st.sampled_from(["", *VOICES]),
        st.sampled_from(["anita", "tom", "bryony"]),
        st.booleans(),
    ),
    max_size=12,
)


def rule(notes: int, sources: int, voices: int, reviewers: int) -> ThinRule:
    return ThinRule(notes=notes, sources=sources, voices=voices, reviewers=reviewers, words="too little")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (
            1,
            "8 observations, 2 looks at work, 2 conversations with pupils; four reviewers, one in training",
        ),
        (
            2,
            "2 conversations with support staff, 1 with a leader, 2 observations, 1 look at work; "
            "three reviewers, one in training",
        ),
        (
            3,
            "2 conversations with pupils, 1 look at work, 1 document, 1 observation; four reviewers, one in training",
        ),
        (4, "1 conversation with pupils, 1 look at work, 1 document, 1 observation; three reviewers"),
        (5, "1 observation, 1 document; two reviewers, one in training: thin, so held lightly"),
        (
            6,
            "4 conversations with leaders, 1 with a governor, 2 documents, 1 observation; three reviewers",
        ),
    ],
)
def test_six_findings_say_what_they_stand_on(number: int, sentence: str) -> None:
    made = material()
    assert stands_on(made.cited_for(made.findings[number - 1])) == sentence


def test_what_points_the_other_way_is_counted_too() -> None:
    made = material()
    assert count_evidence(made.cited_against(made.findings[0])) == "1 observation, 1 conversation with pupils"
    assert made.numbers_against(made.findings[0]) == sorted(made.numbers_against(made.findings[0]))


def test_nothing_says_so() -> None:
    assert stands_on([]) == "nothing yet"
    assert count_evidence([]) == ""


def test_a_conversation_whose_voice_was_not_told_is_a_conversation() -> None:
    assert count_evidence([CitedNote("talk")]) == "1 conversation"
    assert (
        count_evidence([CitedNote("talk"), CitedNote("talk", "pupils")]) == "1 conversation with others, 1 with pupils"
    )


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (CitedNote("data", observer="tom"), "1 set of figures; one reviewer"),
        (CitedNote("work", observer="marek", in_training=True), "1 look at work; one reviewer, in training"),
    ],
)
def test_one_of_each_is_singular(note: CitedNote, said: str) -> None:
    assert stands_on([note], rule(0, 0, 0, 0)) == said


@given(NOTES, NOTES)
def test_more_evidence_never_makes_a_finding_thin(some: list[CitedNote], more: list[CitedNote]) -> None:
    assert is_thin(some) or not is_thin([*some, *more])


@given(NOTES)
def test_the_numbers_add_up(notes: list[CitedNote]) -> None:
    digits = [int(word) for word in count_evidence(notes).split() if word.isdigit()]
    assert sum(digits) == len(notes)


def test_a_framework_says_in_its_own_words_that_something_is_thin() -> None:
    assert (
        stands_on([CitedNote("work", observer="tom")], rule(2, 0, 0, 0)) == "1 look at work; one reviewer: too little"
    )


def test_each_threshold_counts() -> None:
    notes = [CitedNote("talk", "pupils", "anita"), CitedNote("work", "", "tom"), CitedNote("work", "", "tom")]
    assert not is_thin(notes, rule(3, 2, 1, 2))
    for firm in (rule(4, 0, 0, 0), rule(0, 3, 0, 0), rule(0, 0, 2, 0), rule(0, 0, 0, 3)):
        assert is_thin(notes, firm)


def test_words_for_numbers_and_lists() -> None:
    assert [number_in_words(n) for n in (0, 1, 9, 10)] == ["no", "one", "nine", "10"]
    assert [joined(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
