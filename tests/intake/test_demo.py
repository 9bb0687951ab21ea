"""The demo day holds together: whoever changes a note is told which sentence of the report no longer stands."""

import re
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from peerdesk.domain.evidence import Answer, Look, Note
from peerdesk.domain.outcome import Finding, Section
from peerdesk.errors import DataFileError
from peerdesk.intake.demo import DemoDay, read_demo
from peerdesk.intake.frameworks import read_framework
from peerdesk.paths import resources

DEMO = resources() / "demo"
ON_ROLL = {"N": 24, "R": 26, "1": 28, "2": 30, "3": 29, "4": 30, "5": 27, "6": 28}

# What each finding stands on, as reviewers would say it: (kind of evidence, voice) -> how many; then who saw it.
STANDS_ON: Mapping[str, tuple[Mapping[tuple[str, str], int], str]] = {
    "f1": (
        {("observation", ""): 8, ("work", ""): 2, ("talk", "pupils"): 2},
        "anita bryony marek tom",
    ),
    "f2": (
        {("observation", ""): 2, ("work", ""): 1, ("talk", "support staff"): 2, ("talk", "leaders"): 1},
        "anita bryony marek",
    ),
    "f3": (
        {("talk", "pupils"): 2, ("work", ""): 1, ("observation", ""): 1, ("document", ""): 1},
        "anita bryony marek tom",
    ),
    "f4": (
        {("talk", "pupils"): 1, ("work", ""): 1, ("document", ""): 1, ("observation", ""): 1},
        "anita bryony tom",
    ),
    "f5": ({("observation", ""): 1, ("document", ""): 1}, "marek tom"),
    "f6": (
        {("talk", "leaders"): 4, ("talk", "governors"): 1, ("document", ""): 2, ("observation", ""): 1},
        "anita bryony tom",
    ),
}
POINTS_THE_OTHER_WAY = {"f1": {"n7", "n18"}, "f2": {"n9", "n28"}, "f4": {"n33", "n36"}}

# The last line of each question's section says the same in words.
SECTIONS: Mapping[str, tuple[Mapping[tuple[str, str], int], str]] = {
    "q1": (
        {
            ("observation", ""): 9,
            ("work", ""): 3,
            ("talk", "pupils"): 3,
            ("talk", "leaders"): 2,
            ("talk", "support staff"): 2,
        },
        "nine observations, three looks at work, three conversations with pupils, two with leaders and two with "
        "teaching assistants; by three reviewers and a colleague in training",
    ),
    "q2": (
        {
            ("talk", "pupils"): 3,
            ("observation", ""): 3,
            ("work", ""): 2,
            ("document", ""): 2,
            ("talk", "governors"): 1,
        },
        "three conversations with pupils, three lesson visits, two looks at work, two documents and a conversation "
        "with a governor; by three reviewers and a colleague in training",
    ),
    "q3": (
        {("talk", "leaders"): 6, ("talk", "governors"): 1, ("document", ""): 2, ("observation", ""): 1},
        "six conversations with leaders and one with a governor, two documents and one observation; by three "
        "reviewers.",
    ),
}


@pytest.fixture(scope="module")
def day() -> DemoDay:
    return read_demo(DEMO)


@pytest.fixture(scope="module")
def notes(day: DemoDay) -> dict[str, Note]:
    return {note.record_id: note for note in day.notes}


def cited(text: str) -> set[str]:
    return {note for group in re.findall(r"\[\[(.*?)]]", text) for note in group.split()}


def kinds(notes: Iterable[Note]) -> Counter[tuple[str, str]]:
    return Counter((note.source, note.voice) for note in notes)


def citations_of(day: DemoDay, finding: Finding, way: str) -> set[str]:
    return {one.note for one in day.citations if one.finding == finding.record_id and one.way == way}


def question_sections(day: DemoDay) -> list[Section]:
    return [section for section in day.sections if section.place == "question"]


def test_it_is_a_full_day(day: DemoDay) -> None:
    by = Counter(note.author for note in day.notes)
    assert len(day.notes) >= 92
    assert min(by["anita"], by["tom"], by["bryony"]) >= 24
    assert by["marek"] >= 14
    assert [note.seen_at for note in day.notes] == sorted(note.seen_at for note in day.notes)
    assert {note.sign for note in day.notes} == {"yes", "not_yet", "unsure", "noted"}
    assert {note.source for note in day.notes} == {"observation", "work", "talk", "document", "data"}
    assert len(day.findings) == 6
    assert len(day.previous_actions) == 3
    assert [jotting.author for jotting in day.jottings] == ["marek", "bryony", "tom"]


def test_what_is_planted_is_there(notes: dict[str, Note]) -> None:
    assert notes["n27"].questions == ("q2", "q3")
    assert notes["n25"].tally == (1, 6)
    assert notes["n37"].present == (25, 30)
    assert notes["n14"].questions == notes["n16"].questions == ()
    assert notes["n11"].text.startswith("lovely")
    assert "scared" in notes["n19"].text
    assert list(notes).index("n23") < list(notes).index("n20")
    assert list(notes).index("n38") > list(notes).index("n37")


def test_each_note_was_seen_while_its_activity_ran_by_somebody_who_was_there(day: DemoDay) -> None:
    activities = {activity.record_id: activity for activity in day.activities}
    late = set()
    for note in (one for one in day.notes if one.activity):
        activity = activities[note.activity]
        assert note.author in activity.who, note.record_id
        assert note.asked_by in ("", *activity.who), note.record_id
        if not activity.time[0] <= note.seen_at <= activity.time[1]:
            late.add(note.record_id)
    assert late == {"n38"}  # read after lunch, for an activity of the morning


def test_nobody_keeps_two_notes_in_one_minute(day: DemoDay) -> None:
    for person in day.people:
        seen = [note for note in day.notes if note.author == person.record_id]
        for earlier, later in pairwise(seen):
            assert earlier.seen_at < later.seen_at, (earlier.record_id, later.record_id)


def test_numbers_of_pupils_are_those_on_roll(day: DemoDay) -> None:
    for note in day.notes:
        if note.present:
            assert note.present[0] <= note.present[1] == ON_ROLL[note.year], note.record_id
        if note.tally:
            assert note.tally[0] <= note.tally[1], note.record_id


def test_nobody_of_the_school_has_a_name(day: DemoDay) -> None:
    words = " ".join(f"{note.text} {note.made_of_it} {note.where}" for note in day.notes)
    assert not re.search(r"\b(Mr|Mrs|Ms|Miss|Dr|she|her|he|his|him)\b", words, re.IGNORECASE)


def test_each_citation_in_a_finding_says_which_way_it_points(day: DemoDay) -> None:
    for finding in day.findings:
        stands, against = (citations_of(day, finding, way) for way in ("for", "against"))
        assert not stands & against
        assert stands <= cited(finding.text) <= stands | against
        assert against == POINTS_THE_OTHER_WAY.get(finding.record_id, set())


@pytest.mark.parametrize("finding_id", STANDS_ON)
def test_a_finding_stands_on_what_it_says(day: DemoDay, notes: dict[str, Note], finding_id: str) -> None:
    finding = next(one for one in day.findings if one.record_id == finding_id)
    evidence = [notes[name] for name in cited(finding.text)]
    expected, people = STANDS_ON[finding_id]
    assert kinds(evidence) == expected
    assert sorted({note.author for note in evidence}) == people.split()


def test_only_the_question_for_the_school_is_thin(day: DemoDay, notes: dict[str, Note]) -> None:
    thin = read_framework(resources() / "frameworks" / "core_enquiry.toml").thin
    found = {
        finding.record_id
        for finding in day.findings
        for evidence in [[notes[name] for name in cited(finding.text)]]
        if thin.holds(
            len(evidence),
            len({n.source for n in evidence}),
            len({n.voice for n in evidence} - {""}),
            len({n.author for n in evidence}),
        )
    }
    assert found == {"f5"}


def test_a_section_ends_with_what_it_stands_on(day: DemoDay, notes: dict[str, Note]) -> None:
    assert [section.question for section in question_sections(day)] == ["q1", "q2", "q3"]
    for section in question_sections(day):
        evidence = [notes[name] for name in cited(section.text)]
        expected, words = SECTIONS[section.question]
        assert kinds(evidence) == expected, section.question
        assert words in section.text.splitlines()[-1]
        in_training = any(note.author == "marek" for note in evidence)
        assert in_training == ("in training" in words)
        assert {note.author for note in evidence} >= {"anita", "tom", "bryony"}


def test_nothing_that_others_read_rests_on_a_note_that_the_lead_left_out(day: DemoDay, notes: dict[str, Note]) -> None:
    written = [one.text for one in day.findings] + [one.text for one in day.sections]
    written += [one.what_we_saw for one in day.previous_actions]
    everything = set().union(*map(cited, written)) | {one.note for one in day.citations}
    assert everything <= set(notes)
    shadow = {name for name, note in notes.items() if note.author == "marek"}
    assert everything & shadow <= set(day.included) <= shadow
    assert {"n13", "n18", "n22", "n38", "n39"} <= set(day.included)
    assert "n16" not in day.included


def test_quotes_in_the_report_are_what_somebody_said(day: DemoDay, notes: dict[str, Note]) -> None:
    said = squeezed(" ".join(note.text for note in notes.values()))
    read_by_others = [one.text for one in day.findings] + [one.text for one in day.sections]
    for text in read_by_others:
        for quote in re.findall(r"“(.*?)”(?! page)", text):
            for part in quote.split("…"):
                assert squeezed(part) in said, quote


def squeezed(words: str) -> str:
    """Return letters and figures alone, so that quotation marks and commas make no difference."""
    return re.sub(r"[^a-z0-9]+", "", words.lower())


def test_the_page_is_one_paragraph_a_question_and_cites_nothing(day: DemoDay) -> None:
    page = [section for section in day.sections if section.place == "page"]
    assert [section.question for section in page] == ["", "q1", "q2", "q3", "", "", ""]
    assert not any(cited(section.text) or "\n\n" in section.text for section in page)
    assert {section.place for section in day.sections} == {
        "page",
        "opening",
        "last_review",
        "question",
        "sharing",
        "how",
    }


def test_days_in_the_report_are_the_days_of_the_review(day: DemoDay) -> None:
    review = day.review
    dates = [*review.days, review.check_by, review.report_by, review.workshop_on, review.notes_go_on]
    known = {f"{one:%A} {one.day} {one:%B}" for one in map(date.fromisoformat, dates)}
    told = {
        words
        for section in day.sections
        for words in re.findall(r"(?:Mon|Tues|Wednes|Thurs|Fri)day \d+ [A-Z][a-z]+", section.text)
    }
    assert told == known


def test_nothing_private_is_told(day: DemoDay) -> None:
    told = [one.text for one in day.notes] + [one.text for one in day.findings] + [one.text for one in day.sections]
    assert not any(squeezed(jotting.text) in squeezed(" ".join(told)) for jotting in day.jottings)


def test_questions_are_short_in_chips_and_belong_to_a_theme(day: DemoDay) -> None:
    framework = read_framework(resources() / "frameworks" / "core_enquiry.toml")
    assert all(len(question.short_name) <= 16 for question in day.questions)
    assert {question.theme for question in day.questions} <= {theme.name for theme in framework.themes}


def test_pictures_are_small_drawings_that_are_told_in_words(day: DemoDay) -> None:
    assert len(day.pictures) == 4
    for picture in day.pictures:
        assert picture.file.stat().st_size <= 150_000
        with Image.open(picture.file) as drawing:
            assert drawing.size == (1200, 900)
            drawing.load()
        assert picture.alt.startswith("A drawing of ")
    assert {picture.file.name for picture in day.pictures} == {file.name for file in (DEMO / "pictures").iterdir()}


def test_the_head_answers_before_the_report_is_due(day: DemoDay) -> None:
    assert day.reply.what == "summary"
    assert day.review.days[0] < day.reply.answered_on <= day.review.check_by


@pytest.mark.parametrize(
    ("file", "there", "instead", "told"),
    [
        ("notes.toml", 'activity = "a6"', 'activity = "a66"', "a66"),
        ("notes.toml", 'by = "tom"', 'by = "thom"', "thom"),
        ("notes.toml", 'id = "n2"', 'id = "n1"', "n1"),
        ("notes.toml", 'sign = "yes"', 'sign = "maybe"', "maybe"),
        ("conversations.toml", 'prompt = "own1"', 'prompt = "own2"', "own2"),
        ("conversations.toml", 'activity = "a6"', 'activity = "a66"', "a66"),
        ("looks.toml", 'state = "widely"', 'state = "everywhere"', "everywhere"),
        ("findings.toml", 'for = ["n5"', 'for = ["n555"', "n555"),
        ("findings.toml", "wondering =", "wandering =", "wandering"),
        ("report.toml", 'question = "q1"', 'question = "q9"', "q9"),
        ("review.toml", "planned = false", 'planned = "no"', "planned"),
        ("review.toml", "[review]", "[review", "review.toml"),
    ],
)
def test_what_does_not_hold_together_is_said(tmp_path: Path, file: str, there: str, instead: str, told: str) -> None:
    shutil.copytree(DEMO, tmp_path / "demo")
    changed = tmp_path / "demo" / file
    words = changed.read_text(encoding="utf-8")
    assert there in words
    changed.write_text(words.replace(there, instead, 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=told):
        read_demo(tmp_path / "demo")


def test_a_note_that_was_made_of_an_answer_says_the_same(day: DemoDay, notes: dict[str, Note]) -> None:
    answers = {one.record_id: one for one in day.answers}
    made = [one for one in notes.values() if one.answer]
    assert len(made) >= 20
    for note in made:
        answer = answers[note.answer]
        assert squeezed(answer.text) == squeezed(note.text), note.record_id
        assert (answer.author, answer.seen_at, answer.activity) == (note.author, note.seen_at, note.activity)


def test_prompts_and_look_fors_are_those_of_the_framework(day: DemoDay) -> None:
    framework = read_framework(resources() / "frameworks" / "core_enquiry.toml")
    guides = {one.guide_id: len(one.prompts) for one in framework.guides}
    own = {one.record_id for one in day.prompts}
    for answer in (one for one in day.answers if one.prompt not in ("", "opening", *own)):
        assert 1 <= int(answer.prompt) <= guides[answer.guide], answer.record_id
    look_fors = {one.look_for_id: one.question for one in framework.look_fors}
    examples = {one.record_id: one.example for one in day.questions}
    for look in day.looks:
        assert look_fors[look.look_for] == examples[look.question], look.look_for
    assert {one.look_for for one in day.notes} - {""} <= look_fors.keys()


def test_people_looked_and_listened_where_they_were_and_something_is_left_to_look_for(day: DemoDay) -> None:
    activities = {one.record_id: one for one in day.activities}
    everything: list[Answer | Look] = [*day.answers, *day.looks]
    for seen in everything:
        activity = activities[seen.activity]
        assert seen.author in activity.who
        assert activity.time[0] <= seen.seen_at <= activity.time[1], seen
    assert {one.state for one in day.looks} == {"widely", "in places", "looked, not today"}
    looked = {one.look_for for one in day.looks} | {one.look_for for one in day.notes}
    assert {f"L{number}" for number in range(1, 21)} - looked == {"L18", "L19"}


def test_nobody_of_the_school_has_a_name_in_what_was_said(day: DemoDay) -> None:
    words = " ".join(f"{one.text} {one.said_by}" for one in day.answers)
    assert not re.search(r"\b(Mr|Mrs|Ms|Miss|Dr|she|her|he|his|him)\b", words, re.IGNORECASE)
