"""The name guard: people are seen and offered a role, capitals that are nobody are left alone."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.names import NameGuard
from peerdesk.intake.name_words import read_name_guard
from peerdesk.paths import resources

FRAMEWORK = tomllib.loads((resources() / "frameworks" / "core_enquiry.toml").read_text(encoding="utf-8"))["words"]
ROSTER = {"Anita": "a reviewer", "Mrs Vexholme": "the headteacher"}
OWN = [*FRAMEWORK["not_names"], *FRAMEWORK["shorthand"], "Wrenholt"]
GUARD = read_name_guard(resources() / "names", resources() / "spelling" / "en_GB.dic", ROSTER, OWN)
WITHOUT_A_FRAMEWORK = NameGuard(GUARD.said, GUARD.is_word, GUARD.is_capital)

PEOPLE = [
    ("mrs quennelby says", "mrs quennelby", "a teacher"),
    ("spoke to Jaxxon T in y4", "Jaxxon T", "a pupil"),
    ("KQ (maths lead)", "KQ", "one leader"),
    ("Mr O'Dhuibhne-Pell's room", "Mr O'Dhuibhne-Pell", "a teacher"),
    ("Little Aoife-Mae", "Aoife-Mae", "a pupil"),
    ("Miss T", "Miss T", "a teacher"),
    ("the Zaworski twins", "Zaworski", "pupils"),
    ("Ms. Anand-Leigh", "Ms. Anand-Leigh", "a teacher"),
    ("ask Quennelby", "Quennelby", "a pupil"),
    ("Dr Pellinore the governor", "Dr Pellinore", "a governor"),
    ("child called Hope", "Hope", "a pupil"),
    ("Mark in Y2 (7)", "Mark", "a pupil"),
    ("child called hope", "hope", "a pupil"),
    ("spoke w/ Grace and Rose said it first", "Rose", "a pupil"),
    ("I asked Will why", "Will", "a pupil"),
    ("oluwaseun and kacper swap stems", "oluwaseun", "a pupil"),
    ("TA Precious scribes, word for word", "Precious", "a teaching assistant"),
    ("Victoria in Y3 read to me", "Victoria", "a pupil"),
    ("mum of Zaynab at the gate", "Zaynab", "a parent"),
    ("anita saw it too", "anita", "a reviewer"),
    ("Vexholme opened the books", "Vexholme", "the headteacher"),
    ("it was Mr O’Dhuibhne-Pell’s idea", "Mr O’Dhuibhne-Pell", "a teacher"),
]
NOBODY = [
    "Boudicca", "Goodnight Mister Tom", "Mr Gumpy's Outing", "Mr Gumpy’s Outing", "Mrs Twit", "Miss Trunchbull",
    "Mr Men", "Charlotte's Web", "Tudors", "Anglo-Saxons", "White Rose", "Talk for Writing", "Zones of Regulation",
    "Forest School", "Kestrel class", "Oak room", "Lord of the Flies", "St George", "Rose", "Victoria",
    "Florence Nightingale", "Kensuke's Kingdom", "Chromebook", "Friday", "Easter", "Eid", "Diwali", "Will", "May",
    "Grace", "Hope", "Mark", "Rosa Parks", "Picasso class", "Wrenholt Primary School", "Roald Dahl", "Little Wandle",
]  # fmt: skip
FRAMES = [
    "{}",
    "they read {} today",
    "{} on the wall",
    "lots of {} work, y4",
    "We looked at {}.",
    "a page about {}, w/ captions",
]
ORDINARY = [
    "chn will mark their own, in green; may I? hope so. grace before lunch",
    "they miss history on Tuesdays; missed a beat; Miss, can I go?",
    "KS2 SATs, PP and SEND: WCR x3, TfW stems, GDS up, EXS same",
    "Year 6 pupils said “push back” and “adding to that”. I'd like to see more, I’ve not",
    "We saw this in Reception. May was early. Hope is a word they know. Rose petals in a jar.",
    "Monday: In English, French and Spanish. Easter term. Christmas play by Year 2",
    "pupil called out, TA called for quiet, the unit called the Romans",
    "Mark on the page; Will they remember? Grace and courtesy, as the school says",
]


@pytest.mark.parametrize(("text", "words", "instead"), PEOPLE)
def test_people_are_seen_and_a_role_is_offered(text: str, words: str, instead: str) -> None:
    found = {one.words: one for one in GUARD.find(text)}
    assert words in found
    assert found[words].instead == instead
    assert text[found[words].start : found[words].end] == words


@pytest.mark.parametrize("capitals", NOBODY)
@pytest.mark.parametrize("frame", FRAMES)
def test_capitals_that_are_nobody_do_not_alarm(capitals: str, frame: str) -> None:
    assert GUARD.find(frame.format(capitals)) == []


@pytest.mark.parametrize("text", ORDINARY)
def test_words_do_not_alarm(text: str) -> None:
    assert GUARD.find(text) == []


def test_the_framework_adds_what_is_nobody() -> None:
    assert [one.words for one in WITHOUT_A_FRAMEWORK.find("We came to Wrenholt at nine")] == ["Wrenholt"]
    assert GUARD.find("We came to Wrenholt at nine") == []


def test_a_name_of_the_team_that_is_a_word_needs_a_capital() -> None:
    guard = replace(GUARD, roster={"Hope Ardwick": "a reviewer"})
    assert GUARD.find("as Hope saw, we hope") == []
    assert [one.instead for one in guard.find("as Hope saw, we hope")] == ["a reviewer"]


@pytest.mark.parametrize("file", ["report", "findings", "notes"])
def test_two_alarms_a_page_at_most_where_nobody_is_named(file: str) -> None:
    text = (resources() / "demo" / f"{file}.toml").read_text(encoding="utf-8")
    said = [line.partition("=")[2] for line in text.splitlines() if line.startswith(("text", "made_of_it", "body"))]
    team = {"Anita", "Tom", "Bryony", "Marek"}
    alarms = [one.words for line in said for one in GUARD.find(line) if one.words not in team]
    assert len(alarms) <= 2 * sum(len(line.split()) for line in said) / 400


@given(st.text())
def test_what_is_found_stands_in_the_text_in_order_and_apart(text: str) -> None:
    last = 0
    for one in GUARD.find(text):
        assert last <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.words
        assert one.instead
        last = one.end


@given(st.lists(st.sampled_from(["Mrs Quennelby", "we saw", "said", "in Y4,", "Jaxxon", ".", "\n", "and", "Miss"])))
def test_any_order_of_names_and_words_has_an_answer(pieces: list[str]) -> None:
    text = " ".join(pieces)
    if "Mrs Quennelby" in text:
        assert any("Quennelby" in one.words for one in GUARD.find(text))
