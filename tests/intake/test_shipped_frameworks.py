"""The frameworks that come with PeerDesk: whole, in order, and in the voice that they ask of others."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations

import pytest

from peerdesk.domain.coaching import Around, coach
from peerdesk.domain.framework import DayPart, Framework
from peerdesk.domain.review import Question
from peerdesk.intake.frameworks import read_framework
from peerdesk.intake.plan_words import read_coach
from peerdesk.paths import resources

FILES = {file.stem: file for file in sorted((resources() / "frameworks").glob("*.toml"))}
# By file: questions, look-fors and characteristics at least, and whose voices the guides are for.
SHIPPED = {
    "core_enquiry": (8, 24, 0, {"pupils", "teachers", "support staff", "leaders", "governors", "parents"}),
    "development_visit": (4, 10, 4, {"leaders", "teachers", "support staff", "governors"}),
    "early_years": (4, 10, 0, {"pupils", "teachers", "leaders", "parents"}),
    "focused_enquiry": (4, 10, 0, {"pupils", "teachers", "leaders"}),
    "governors": (4, 10, 0, {"governors", "leaders"}),
    "health_check": (4, 10, 12, {"leaders", "teachers", "governors"}),
    "sample_estimates": (4, 10, 4, {"pupils", "teachers", "leaders"}),
    "sample_levels": (4, 25, 25, {"pupils", "teachers", "leaders"}),
    "secondary": (4, 10, 0, {"pupils", "teachers", "leaders"}),
    "virtual": (4, 10, 0, {"pupils", "teachers", "leaders"}),
}
# How many people a default day is made for at least; a team of three or four is usual.
SMALLEST_TEAM = {"focused_enquiry": 2, "governors": 2, "health_check": 2, "development_visit": 2}
OTHERS = [
    "Ofsted", "HMI", "SPP", "Schools Partnership Programme", "Education Development Trust", "Challenge Partners",
    "Area of Excellence", "SE+", "PEDT", "Hargreaves", "Essex", "Mersea", "Education Endowment Foundation",
    "Talk for Writing", "White Rose", "Mr", "Mrs", "Ms", "Miss", "Dr", "Sir",
]  # fmt: skip
# Beginnings of words that are spelt otherwise in Britain.
NOT_BRITISH = [
    "color", "favor", "behavior", "neighbor", "center", "organiz", "recogniz", "realiz", "analyz", "summariz",
    "catalog\\b", "gray", "math\\b", "learned\\b", "fulfill\\b", "enroll\\b", "judgment", "toward\\b",
]  # fmt: skip
each = pytest.mark.parametrize("name", SHIPPED)


@cache
def shipped(name: str) -> Framework:
    return read_framework(FILES[name])


def joined(*texts: str) -> str:
    return " · ".join(filter(None, texts))


def enquiry(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield what somebody may read aloud or be led by, and where it stands: questions, look-fors, guides."""
    for question in framework.questions:
        yield question.question_id, joined(question.text, question.evidence)
    for one in framework.look_fors:
        yield one.look_for_id, joined(one.text, one.where, one.do_not_conclude)
    for guide in framework.guides:
        yield guide.guide_id, joined(guide.title, guide.before, guide.opening, guide.close)
        for reminder in guide.reminders:
            yield guide.guide_id, reminder
        for prompt in guide.prompts:
            yield guide.guide_id, joined(prompt.text, *prompt.follow_ups)


def everything(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield all that is said, but for the lists of words."""
    yield "about", joined(framework.title, framework.about, framework.thin.words, *framework.scale.steps)
    yield "not asked", joined(*framework.not_asked)
    for theme in framework.themes:
        yield theme.theme_id, joined(theme.name, theme.about)
    for one in framework.characteristics:
        yield one.characteristic_id, joined(one.name, one.about, *one.levels)
    yield from enquiry(framework)
    for part in framework.day:
        yield part.start, joined(part.title, part.place, part.joint)
    for heading in framework.outline:
        yield heading.place, heading.title


def unquoted(text: str) -> str:
    return re.sub(r"“[^”]*”", "“”", text)


def holds(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) is not None


def minutes(time: str) -> int:
    hours, _, rest = time.partition(":")
    return int(hours) * 60 + int(rest)


def lasts(part: DayPart) -> int:
    return minutes(part.end) - minutes(part.start)


def at_once(one: DayPart, other: DayPart) -> bool:
    return one.day == other.day and one.start < other.end and other.start < one.end


def test_these_and_no_others_are_shipped() -> None:
    assert list(FILES) == sorted(SHIPPED)


@each
def test_it_has_what_such_a_framework_is_for(name: str) -> None:
    framework = shipped(name)
    questions, look_fors, characteristics, voices = SHIPPED[name]
    assert framework.framework_id.replace("-", "_") == name
    assert (framework.version, framework.language) == ("1", "en-GB")
    assert framework.about
    assert framework.not_asked
    assert len(framework.questions) >= questions
    assert len(framework.look_fors) >= look_fors
    assert len(framework.characteristics) >= characteristics
    assert {guide.voice for guide in framework.guides} >= voices


@each
def test_its_themes_are_all_used(name: str) -> None:
    framework = shipped(name)
    themes = {theme.theme_id for theme in framework.themes}
    assert {one.theme for one in framework.look_fors} == themes
    if framework.characteristics:
        assert {one.theme for one in framework.characteristics} == themes


@each
def test_a_part_stands_under_the_theme_of_its_characteristic(name: str) -> None:
    framework = shipped(name)
    themes = {one.characteristic_id: one.theme for one in framework.characteristics}
    parts = [(one.characteristic, one.theme) for one in framework.questions]
    parts += [(one.characteristic, one.theme) for one in framework.look_fors]
    assert [part for part in parts if part[0] and themes[part[0]] != part[1]] == []


@each
def test_the_coach_has_nothing_to_add_to_its_questions(name: str) -> None:
    framework = shipped(name)
    rules = read_coach(resources() / "plan" / "coach.toml")
    for one in framework.questions:
        assert re.fullmatch(r"To what extent [^?]+\?", one.text)
        asked = Question(
            record_id="q", scope="s", author="a", first_written_at="",
            text=one.text, theme=one.theme, characteristic=one.characteristic, evidence=one.evidence,
        )  # fmt: skip
        assert coach(asked, Around(framework.judging_words), rules).thought is None, one.text


@each
def test_each_question_comes_with_look_fors_and_something_to_ask(name: str) -> None:
    framework = shipped(name)
    looked_for = Counter(one.question for one in framework.look_fors)
    asked = {prompt.question for guide in framework.guides for prompt in guide.prompts}
    for one in framework.questions:
        assert looked_for[one.question_id] >= 2, one.question_id
        assert one.question_id in asked


@each
def test_each_look_for_says_where_and_what_not_to_conclude(name: str) -> None:
    for one in shipped(name).look_fors:
        assert one.where, one.look_for_id
        assert re.match(r"(that|from|by|why|who|whether|how|what|anything)\b", one.do_not_conclude), one.look_for_id
        assert not one.do_not_conclude.endswith("."), one.look_for_id


@each
def test_each_guide_can_be_held_as_it_stands(name: str) -> None:
    for guide in shipped(name).guides:
        assert all((guide.before, guide.opening, guide.close)), guide.guide_id
        assert len(guide.reminders) >= 2, guide.guide_id
        assert 8 <= len(guide.prompts) <= 10, guide.guide_id
        assert all(prompt.follow_ups for prompt in guide.prompts), guide.guide_id
        assert all(re.search(r"[?.)…]$", prompt.text) for prompt in guide.prompts), guide.guide_id


@each
def test_whoever_listens_to_children_is_told_what_to_do_about_safety(name: str) -> None:
    for guide in shipped(name).guides:
        if guide.voice == "pupils":
            assert "the safeguarding card" in " ".join(guide.reminders), guide.guide_id


@each
def test_it_holds_no_word_that_it_would_mark(name: str) -> None:
    framework = shipped(name)
    words = [word for one in framework.judging_words for word in one.words]
    marked = [
        (where, word) for where, text in everything(framework) for word in words if holds(word, unquoted(text))
    ]  # a quotation is never marked
    assert marked == []


@each
def test_it_marks_the_thirty_words_and_says_why(name: str) -> None:
    thirty = shipped("core_enquiry").judging_words
    assert len(thirty) == 30
    assert shipped(name).judging_words[:30] == thirty
    words = [word.lower() for one in shipped(name).judging_words for word in one.words]
    assert len(words) == len(set(words))


@each
def test_it_names_no_programme_and_nobody(name: str) -> None:
    comments = [line for line in FILES[name].read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    said = [*everything(shipped(name)), *(("comment", line) for line in comments)]
    assert [
        (where, other) for where, text in said for other in OTHERS if re.search(rf"\b{re.escape(other)}(?!\w)", text)
    ] == []


@each
def test_it_is_spelt_and_set_as_in_a_british_book(name: str) -> None:
    for where, text in everything(shipped(name)):
        assert not re.search("|".join(rf"\b{word}" for word in NOT_BRITISH), text, re.IGNORECASE), where
        assert not re.search(r"['\"]|  |\.\.\.|--", text), where
        assert text.count("“") == text.count("”"), where


@each
def test_its_days_can_be_lived(name: str) -> None:
    day = shipped(name).day
    assert all(re.fullmatch(r"[01]\d:[0-5]\d", time) for part in day for time in (part.start, part.end))
    assert all(part.start < part.end for part in day)
    assert [(part.day, part.start) for part in day] == sorted((part.day, part.start) for part in day)
    assert sorted({part.day for part in day}) == list(range(1, max(part.day for part in day) + 1))
    for part in day:
        meanwhile = [other for other in day if other.start <= part.start < other.end and other.day == part.day]
        assert len(meanwhile) <= SMALLEST_TEAM.get(name, 3), part.title
    for one, other in combinations(day, 2):
        if at_once(one, other):
            assert "meeting" not in (one.kind, other.kind), f"{one.title} is for everybody, and {other.title} too"
            assert not one.joint or one.joint != other.joint, f"{one.joint} is wanted twice at {other.start}"
            assert not one.place or one.place != other.place, f"{one.place} is wanted twice at {other.start}"


@each
def test_a_conversation_fits_into_its_part_of_the_day(name: str) -> None:
    framework = shipped(name)
    guides = {guide.guide_id: guide for guide in framework.guides}
    for part in framework.day:
        if part.guide and (name, part.guide) != ("core_enquiry", "governors"):  # a telephone call: three prompts
            assert guides[part.guide].minutes <= lasts(part), part.title
            assert guides[part.guide].voice == part.voice, part.title


@each
def test_its_report_opens_with_the_last_review(name: str) -> None:
    assert [part.place for part in shipped(name).outline] == ["opening", "last_review", "question", "sharing", "how"]


@each
def test_one_note_by_one_person_is_thin(name: str) -> None:
    thin = shipped(name).thin
    assert thin.holds(notes=1, sources=1, voices=1, reviewers=1)
    assert thin.holds(notes=9, sources=1, voices=2, reviewers=4)
    assert thin.holds(notes=9, sources=3, voices=2, reviewers=1)
    assert not thin.holds(notes=5, sources=3, voices=2, reviewers=2)
    assert "held lightly" in thin.words


def test_only_the_samples_and_the_health_check_have_a_scale() -> None:
    kinds = {name: shipped(name).scale.kind for name in SHIPPED if shipped(name).scale.kind != "none"}
    assert kinds == {"sample_levels": "levels", "sample_estimates": "estimates", "health_check": "levels"}
    assert [name for name in SHIPPED if "Sample" in shipped(name).title] == ["sample_estimates", "sample_levels"]
    for name in SHIPPED:
        if shipped(name).scale.kind == "none":
            said = " ".join(text for _, text in enquiry(shipped(name)))
            assert not re.search(r"\b(graded?|scores?|ratings?|estimates?)\b", said), name


def test_each_of_the_twenty_five_has_a_line_for_each_level() -> None:
    sample = shipped("sample_levels")
    assert len(sample.scale.steps) == 4
    assert len(sample.characteristics) == len({one.name for one in sample.characteristics}) == 25
    assert all(len(one.levels) == len(set(one.levels)) == 4 for one in sample.characteristics)
    assert {one.characteristic for one in sample.look_fors} == {one.characteristic_id for one in sample.characteristics}


@pytest.mark.parametrize("name", ["sample_levels", "sample_estimates"])
def test_a_sample_says_that_those_who_have_the_real_one_load_it(name: str) -> None:
    assert shipped(name).about.startswith("A sample in our own words")
    assert "load that one in its place" in shipped(name).about


def test_the_health_check_stands_on_three_dimensions() -> None:
    check = shipped("health_check")
    assert [one.name for one in check.themes] == [
        "Professional development",
        "Partnership competence",
        "Collaborative capital",
    ]
    assert all(one.about.endswith(".") for one in check.characteristics)  # each is a statement to answer
    assert {name for name in SHIPPED if shipped(name).of == "partnership"} == {"health_check", "development_visit"}


@pytest.mark.parametrize("name", ["governors", "health_check", "development_visit"])
def test_where_no_lesson_is_visited_no_look_for_is_about_one(name: str) -> None:
    framework = shipped(name)
    assert not [one.look_for_id for one in framework.look_fors if "lesson" in f"{one.text} {one.where}"]
    assert "walk" not in {part.kind for part in framework.day}


@pytest.mark.parametrize(
    "what",
    ["appraisal", "pay", "named pupil", "lesson", "confidential minutes", "complaint", "safeguarding files"],
)
def test_governors_are_told_what_they_may_not_ask_to_see(what: str) -> None:
    assert [one for one in shipped("governors").not_asked if what in one and "may not" in one]


def test_a_day_on_a_screen_has_breaks() -> None:
    day = shipped("virtual").day
    resting = [part for part in day if part.title.startswith(("Break", "Lunch"))]
    assert len(resting) >= 4
    assert all(lasts(part) <= 30 for part in day if part not in resting)
    pauses = [minutes(day[0].start), *(minutes(time) for part in resting for time in (part.start, part.end))]
    pauses.append(minutes(day[-1].end))
    assert all(end - start <= 60 for start, end in zip(pauses[::2], pauses[1::2], strict=True))


def test_half_a_day_is_half_a_day_and_the_secondary_has_two() -> None:
    morning = shipped("focused_enquiry").day
    assert minutes(morning[-1].end) - minutes(morning[0].start) <= 4 * 60
    assert {part.day for part in shipped("secondary").day} == {1, 2}
