"""What goes out before a visit: it can be read aloud, says what the plan says, and is the same each time."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import docx
import pytest
from icalendar import Calendar
from pypdf import PdfReader

from peerdesk.domain.data_table import DataTable
from peerdesk.domain.document import Block, Document, Heading, Paragraph, Table, plain
from peerdesk.domain.review import Contact, Letter, PreviousAction, Question
from peerdesk.domain.visit_letter import compose_letter, compose_note
from peerdesk.domain.visit_material import VisitMaterial
from peerdesk.domain.visit_pack import compose_pack
from peerdesk.domain.visit_words import parts_from
from peerdesk.errors import DataFileError
from peerdesk.export.visit.calendar import calendar_of
from peerdesk.export.word import write_word
from peerdesk.intake.frameworks import read_framework
from peerdesk.intake.safeguarding import read_card
from peerdesk.intake.visit_words import read_visit_words
from peerdesk.paths import resources
from tests.domain.planning import TEAM, a_review, an_activity
from tests.export.report.making import flaws, pdf_of

WORDS = resources() / "plan"
LONDON = ZoneInfo("Europe/London")


def material(**changes: object) -> VisitMaterial:
    base: dict[str, Any] = {"scope": "review", "author": "anita", "first_written_at": "2027-03-01T08:00:00Z"}
    said: dict[str, object] = {
        "review": a_review(
            days=("2027-03-09", "2027-06-10"),
            school_address="Mill Lane",
            notes_go_on="2027-05-04",
            photographs="displays",
            contacts={"child": Contact(name="Ms Farrow", place="By the hall")},
        ),
        "purpose": "To find ways that could help",
        "questions": (
            Question(**base, record_id="q1", text="To what extent does talk help?", short_name="Talk", example="talk"),
            Question(**base, record_id="q2", text="To what extent do leaders look?", theme="forward"),
        ),
        "members": TEAM,
        "activities": (
            an_activity("Learning walk", "09:05", "09:50", "anita", place="Y5", questions=("q1",), joint_with="deputy"),
            an_activity("Pupils", "10:45", "11:15", "tom marek", kind="conversation", voice="pupils", scribe="marek"),
            an_activity("Book look", "11:00", "11:30", "bryony", kind="work", questions=("q1",)),
            an_activity("Team check", "12:15", "12:50", "anita tom bryony marek", kind="meeting"),
            an_activity("Second day", "09:00", "09:40", "tom", day="2027-06-10"),
        ),
        "actions": (PreviousAction(**base, record_id="a1", text="Time for leaders"),),
        "letter": Letter(**base, record_id="l", arrival="At the main entrance at 08:15.", cars="AB27 XYZ"),
        "framework": read_framework(resources() / "frameworks" / "core_enquiry.toml"),
        "card": read_card(resources() / "safeguarding" / "card.toml"),
        "wrong": read_visit_words(WORDS / "visit.toml"),
        "letter_parts": read_visit_words(WORDS / "letter.toml"),
        "note_parts": read_visit_words(WORDS / "data_note.toml"),
    }
    return VisitMaterial(**{**said, **changes})  # type: ignore[arg-type]


def read(document: Document) -> str:
    """Return all that the eye meets, with single spaces."""
    pages = PdfReader(io.BytesIO(pdf_of(document))).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def word_of(document: Document) -> bytes:
    out = io.BytesIO()
    write_word(document, out)
    return out.getvalue()


def headings(blocks: Sequence[Block]) -> list[str]:
    return [one.text for one in blocks if isinstance(one, Heading) and one.level == 1]


@pytest.mark.parametrize("compose", [compose_pack, compose_letter, compose_note])
def test_each_paper_keeps_to_both_standards_and_is_the_same_each_time(compose: object) -> None:
    made: Document = compose(material())  # type: ignore[operator]
    assert flaws(pdf_of(made)) == []
    assert pdf_of(made) == pdf_of(made)


def test_a_plan_that_is_empty_makes_a_pack_all_the_same() -> None:
    empty = material(questions=(), members=(), activities=(), actions=(), letter=None, review=a_review(days=()))
    assert flaws(pdf_of(compose_pack(empty))) == []
    assert "Nothing is planned yet." in read(compose_pack(empty))
    assert flaws(pdf_of(compose_letter(empty))) == []


def test_the_pack_has_all_its_parts_in_order() -> None:
    context = (Paragraph(plain("Figures of the school.")), Table(("Year", "Value"), ((plain("2019"), plain("65 %")),)))
    assert headings(compose_pack(material(context=context)).blocks) == [
        "Who is on the team",
        "Timetable",
        "Somebody may not be safe",
        "Questions and look-fors",
        "Since the last review",
        "Guides for the conversations",
        "The school in figures",
        "Evidence sheets",
        "When something goes wrong",
    ]
    assert flaws(pdf_of(compose_pack(material(context=context)))) == []


def test_the_pack_says_what_the_plan_says() -> None:
    said = read(compose_pack(material()))
    assert "09:05–09:50 Learning walk Y5 Anita deputy Q1" in said
    assert "Tom, Marek (writes)" in said
    assert "Ms Farrow By the hall" in said
    assert "Pupils change a word or sentence after saying it aloud" in said  # of the question's example
    assert "There are no right answers" in said  # of the guide for the planned conversation
    assert "tell Anita that you are there" in said
    assert "Time for leaders" in said


def test_what_was_seen_of_a_promise_is_read_without_the_marks_of_its_notes() -> None:
    seen = f"Leaders have two hours [[{'0a' * 16} {'1b' * 16}]]. Both diaries say so."
    actions = tuple(replace(one, what_we_saw=seen) for one in material().actions)
    said = read(compose_pack(material(actions=actions)))
    assert "Leaders have two hours. Both diaries say so." in said
    assert "[" not in said.partition("Since the last review")[2].partition("Guides for")[0]


def test_hardly_a_guide_runs_to_a_second_page() -> None:
    framework = read_framework(resources() / "frameworks" / "core_enquiry.toml")
    talks = tuple(
        an_activity(f"Talk {at}", f"{9 + at}:00", f"{9 + at}:20", "tom", kind="conversation", guide=one.guide_id)
        for at, one in enumerate(framework.guides, 1)
    )
    pack = PdfReader(io.BytesIO(pdf_of(compose_pack(material(activities=talks)))))
    pages = [page.extract_text() for page in pack.pages]
    begins = next(at for at, page in enumerate(pages) if "Guides for the conversations" in page and at > 1)
    ends = next(at for at, page in enumerate(pages) if "Evidence sheets" in page and at > 1)
    assert ends - begins <= len(framework.guides) + 1  # the pupils', under the chapter's own heading


def test_every_activity_but_the_team_s_own_has_a_sheet_with_lines() -> None:
    blocks = compose_pack(material()).blocks
    sheets = [at for at, one in enumerate(blocks) if isinstance(one, Table) and "Sign" in one.headers]
    assert len(sheets) == 4
    tallies = [one for one in blocks if isinstance(one, Table) and "Tally" in one.headers]
    assert len(tallies) == 1  # the look at work
    assert all(len(table.rows) >= 4 for at in sheets if isinstance(table := blocks[at], Table))


def test_a_guide_that_was_chosen_is_taken_and_one_that_fits_if_none_was() -> None:
    plan = material()
    pupils = plan.activities[1]
    fitting = plan.guide_of(pupils)
    assert fitting is not None
    assert fitting.voice == "pupils"
    other = next(one for one in plan.framework.guides if one.voice != "pupils")
    assert plan.guide_of(replace(pupils, guide=other.guide_id)) == other
    assert plan.guide_of(replace(pupils, guide="gone")) is None
    assert plan.guide_of(plan.activities[0]) is None


def test_the_letter_says_what_the_office_needs_and_nothing_that_is_not_known() -> None:
    said = read(compose_letter(material()))
    for needed in ("Anita leads the review", "main entrance at 08:15", "AB27 XYZ", "identification", "displays may be",
                   "deleted by Tuesday 4 May 2027", "Please tell us to whom we go"):  # fmt: skip
        assert needed in said
    assert "Moving about" not in said  # nobody wrote anything there
    assert "The full report" not in said  # no date is set
    assert "We meet at" not in said


def test_by_video_the_letter_speaks_of_the_link_and_not_of_cars() -> None:
    review = a_review(way="virtual", link="https://meet.example/1")
    said = read(compose_letter(material(review=review)))
    assert "We meet at https://meet.example/1" in said
    assert "AB27" not in said
    assert "main entrance" in said  # what the lead wrote about when we come stands in either way


def test_the_note_says_until_when_and_asks_where_no_day_is_set() -> None:
    assert "4 May 2027" in read(compose_note(material()))
    assert "A day that we agree with you" in read(compose_note(material(review=a_review())))


def test_the_letter_for_a_word_processor_has_headings_tables_and_the_same_bytes() -> None:
    made = compose_letter(material())
    assert word_of(made) == word_of(made)
    word = docx.Document(io.BytesIO(word_of(made)))
    styles = [one.style.name for one in word.paragraphs if one.style is not None]
    assert "Heading 1" in styles
    assert word.core_properties.title == made.title
    table = word.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Who", "Part in the review", "From"]
    assert table.rows[1].cells[0].text == "Anita"
    assert "tblHeader" in table.rows[0]._tr.xml


def test_a_letter_of_the_word_processor_survives_odd_letters() -> None:
    odd = material(review=a_review(school_name="St Éloi\x0b’s <School> & Co"))
    word = docx.Document(io.BytesIO(word_of(compose_letter(odd))))
    assert "St Éloi’s <School> & Co" in word.paragraphs[0].text


def test_in_the_practice_the_calendar_and_each_event_say_so() -> None:
    real, practised = (Calendar.from_ical(calendar_of(material(), {}, practice=is_one)) for is_one in (False, True))
    assert practised["x-wr-calname"] == f"Practice: {real['x-wr-calname']}"
    said = [str(one["summary"]) for one in practised.walk("VEVENT")]
    assert said == [f"Practice: {one['summary']}" for one in real.walk("VEVENT")]
    assert len(said) > 1


def test_the_calendar_has_an_event_an_activity_at_london_s_time() -> None:
    calendar = Calendar.from_ical(calendar_of(material(), {}))
    events = [one for one in calendar.walk("VEVENT") if isinstance(one.decoded("dtstart"), datetime)]
    assert [str(one["summary"]) for one in events] == [
        "Learning walk",
        "Pupils",
        "Book look",
        "Team check",
        "Second day",
    ]
    winter, summer = events[0].decoded("dtstart"), events[-1].decoded("dtstart")
    assert winter == datetime(2027, 3, 9, 9, 5, tzinfo=LONDON)
    assert summer == datetime(2027, 6, 10, 9, 0, tzinfo=LONDON)
    assert (winter.utcoffset(), summer.utcoffset()) == (
        datetime(2027, 3, 9, tzinfo=LONDON).utcoffset(),
        datetime(2027, 6, 10, tzinfo=LONDON).utcoffset(),
    )
    assert str(events[0]["location"]) == "Y5, Wrenholt Primary School, Mill Lane"
    assert len({str(one["uid"]) for one in events}) == 5
    assert len(calendar.walk("VTIMEZONE")) == 1
    assert calendar_of(material(), {}) == calendar_of(material(), {})


def test_each_day_of_the_visit_stands_in_the_calendar_for_all_day_and_blocks_nothing() -> None:
    none = material(review=a_review(days=("2027-03-09", "2027-03-10")), activities=[])
    days = Calendar.from_ical(calendar_of(none, {"review": 3})).walk("VEVENT")
    assert [one.decoded("dtstart") for one in days] == [date(2027, 3, 9), date(2027, 3, 10)]
    assert [one.decoded("dtend") for one in days] == [date(2027, 3, 10), date(2027, 3, 11)]
    assert {(str(one["summary"]), str(one["transp"]), int(str(one["sequence"]))) for one in days} == {
        ("Peer review, Wrenholt Primary School", "TRANSPARENT", 3)
    }
    moved = material(review=a_review(days=("2027-04-20", "2027-04-21")), activities=[])
    later = Calendar.from_ical(calendar_of(moved, {"review": 4})).walk("VEVENT")
    assert [str(one["uid"]) for one in later] == [str(one["uid"]) for one in days]


def test_one_person_s_calendar_has_only_theirs() -> None:
    events = Calendar.from_ical(calendar_of(material(), {}, "marek")).walk("VEVENT")
    timed = [one for one in events if isinstance(one.decoded("dtstart"), datetime)]
    assert [str(one["summary"]) for one in timed] == ["Pupils", "Team check"]


def test_by_video_an_event_is_where_the_link_is() -> None:
    review = a_review(way="virtual", link="https://meet.example/1")
    events = Calendar.from_ical(calendar_of(material(review=review), {})).walk("VEVENT")
    assert {str(one["location"]) for one in events} == {"https://meet.example/1"}


@pytest.mark.parametrize("name", ["visit.toml", "letter.toml", "data_note.toml"])
def test_the_words_that_go_out_can_be_read(name: str) -> None:
    assert read_visit_words(WORDS / name)


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ({"text": ["{salary}"]}, "“salary” means nothing here"),
        ({"only": ["by boat"]}, "“by boat” means nothing here"),
        ({"headers": ["One"], "row": [{"cells": ["a", "b"]}]}, "as many cells"),
        ({"insert": "menu"}, "“insert” cannot be “menu”"),
    ],
)
def test_words_that_cannot_be_meant_say_where(part: dict[str, object], wrong: str) -> None:
    with pytest.raises(DataFileError) as refused:
        parts_from(DataTable({"part": [part]}, "letter.toml"))
    assert "part 1" in str(refused.value)
    assert wrong in str(refused.value)
