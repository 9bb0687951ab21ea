"""Small schools: what points at one person is seen in composed text, and another wording is at hand."""

import tomllib
from dataclasses import replace

import pytest

from peerdesk.domain.review import Review
from peerdesk.domain.small_school import find_pointing, is_likely_one_class, is_small
from peerdesk.errors import DataFileError
from peerdesk.intake.plan_words import read_one_person
from peerdesk.paths import resources

SAID = read_one_person(resources() / "plan" / "one_person.toml")
USUAL = tuple(role.role_id for role in SAID.roles if role.usual)
LARGE = Review(record_id="r", scope="s", author="a", first_written_at="")
WRENHOLT = replace(LARGE, one_class=True, one_person=USUAL)


def again(text: str, review: Review = WRENHOLT) -> str:
    for one in reversed(find_pointing(text, review, SAID)):
        text = text[: one.start] + one.instead + text[one.end :]
    return text


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("We saw it in the Y4 lesson.", "We saw it in one lesson in lower key stage 2."),
        ("a Y4 lesson", "one lesson in lower key stage 2"),
        ("Y4 lesson", "One lesson in lower key stage 2"),
        ("The history leader told us", "One leader told us"),
        ("the Y3 pupil with a communication board", "a pupil"),
        ("the Y3 child with a communication board", "a pupil"),
        ("as the afternoon TA said", "as one of the teaching assistants said"),
        ("The SENCO told us", "Leaders told us"),
        ("the Y4 teacher", "a teacher"),
        ("the new teacher", "a teacher"),
        ("in Oak class", "in one class"),
        ("25/30 at 13:28", "in one lesson"),
        ("in the Year 2 history lesson", "in one lesson in key stage 1"),
        ("a Reception lesson", "one lesson in the early years"),
        ("the Year R class and the nursery class", "one class in the early years and one class in the early years"),
        ("the geography and DT leader", "one leader"),
        ("the EYFS lead", "one leader"),
    ],
)
def test_each_is_said_another_way(text: str, instead: str) -> None:
    assert again(text) == instead
    assert find_pointing(instead, WRENHOLT, SAID) == []


@pytest.mark.parametrize(
    "text",
    [
        "In Year 6, each topic opens with a page headed “what we already know that connects”.",
        "Pupils in Year 6 explained Roman taxes.",
        "“If I say it first I can hear when it’s wrong” (Y6 pupil)",
        "Leaders of other subjects have planned with care.",
        "“The SENCO helped me”, a pupil said.",
        "Each class has a timeline. In class, pupils talk.",
        "One leader has had two hours since September.",
        "a timeline appeared in one of the six books, and 7 of 12 in the other",
    ],
)
def test_what_points_at_nobody_is_left_alone(text: str) -> None:
    assert again(text) == text


def test_a_large_school_s_words_are_left_alone() -> None:
    assert not is_small(LARGE)
    assert find_pointing("The SENCO and the Y4 teacher in Oak class", LARGE, SAID) == []


def test_only_what_one_person_holds_here_is_looked_for() -> None:
    only = replace(LARGE, one_person=("SENCO",))
    assert again("the SENCO and the history leader in the Y4 lesson", only) == (
        "leaders and the history leader in the Y4 lesson"
    )


def test_the_longest_of_two_readings_counts_and_each_says_why() -> None:
    (one,) = find_pointing("The Y4 history lesson began.", WRENHOLT, SAID)
    assert one.words == "The Y4 history lesson"
    assert one.instead == "One lesson in lower key stage 2"
    assert one.why.startswith("Each year has one class here")


def test_the_day_s_findings_point_at_one_person_once() -> None:
    """The six findings are written for a one-form school; one of them names a leader by subject, and is told."""
    day = tomllib.loads((resources() / "demo" / "findings.toml").read_text(encoding="utf-8"))
    texts = [f"{one['title']}\n{one['text']}" for one in day["finding"]]
    assert [one.words for text in texts for one in find_pointing(text, WRENHOLT, SAID)] == ["the English leader"]


@pytest.mark.parametrize(
    ("ages", "roll", "answer"),
    [
        ("3-11", "222", True),
        ("4-11", "198", True),
        ("4-11", "420", False),
        ("7-11", "120", True),
        ("4-7", "90", True),
        ("4-7", "180", False),
        ("11-16", "900", False),
        ("", "198", False),
        ("4-11", "", False),
        ("4-11", "0", False),
        ("11-4", "100", False),
        ("three to eleven", "198", False),
    ],
)
def test_numbers_tell_whether_each_year_has_one_class(ages: str, roll: str, answer: bool) -> None:
    assert is_likely_one_class(ages, roll, SAID.most_in_a_class) is answer


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ('when = "cook"\nwords = ["x"]', "when"),
        ('when = "small"\nwords = ["{colour} x"]', "colour"),
        ('when = "small"\nwords = ["{bad}"]', "cannot be looked for"),
    ],
)
def test_a_phrase_that_cannot_be_meant_says_where(
    tmp_path_factory: pytest.TempPathFactory, line: str, holds: str
) -> None:
    path = tmp_path_factory.mktemp("words") / "one_person.toml"
    body = f'most_in_a_class = 33\n[parts]\nbad = "("\n[[phrase]]\nid = "x"\ninstead = "y"\nwhy = "z"\n{line}\n'
    path.write_text(body, encoding="utf-8")
    with pytest.raises(DataFileError, match=rf"phrase 1.*{holds}"):
        read_one_person(path)
