from dataclasses import replace

import pytest

from peerdesk.domain.dates import day_in_words, days_in_words
from peerdesk.domain.document import Contents, Cover, Heading, Table, words_of
from peerdesk.domain.material import given_name, team_line
from peerdesk.domain.outcome import ReportState, Section
from peerdesk.domain.report import compose_page, compose_report
from peerdesk.domain.review import Member
from tests.domain.reading_reports import said
from tests.export.report.example import an_id, material, record


def test_a_report_has_its_chapters_in_order() -> None:
    document = compose_report(material())
    assert isinstance(document.blocks[0], Cover)
    assert isinstance(document.blocks[1], Contents)
    assert [
        block.text.split(" ", 4)[:4] for block in document.blocks if isinstance(block, Heading) and block.level == 1
    ] == [
        ["In", "short"],
        ["1", "Since", "the", "last"],
        ["2", "To", "what", "extent"],
        ["3", "To", "what", "extent"],
        ["4", "To", "what", "extent"],
        ["5", "Worth", "sharing,", "if"],
        ["6", "What", "happens", "now"],
        ["7", "How", "the", "review"],
        ["8", "The", "evidence,", "by"],
    ]


def test_the_leads_own_section_stands_in_place_of_the_findings() -> None:
    words = said(compose_report(material()))
    assert "What we wondered about" in words
    assert "Younger pupils told us more readily what they had made than why it mattered." not in words
    without = said(compose_report(material(sections=())))
    assert "Younger pupils told us more readily what they had made than why it mattered." in without


def test_a_finding_has_its_kind_its_wondering_and_what_it_stands_on() -> None:
    document = compose_report(material())
    headings = [block for block in document.blocks if isinstance(block, Heading) and block.label]
    assert (headings[0].label, headings[1].label) == ("Works well", "To think about")
    words = said(document)
    at = words.index("Talk comes before writing, and older pupils can say why it helps them.")
    assert words[at + 2].startswith("Stands on 8 observations, 2 looks at work, 2 conversations with pupils; four")
    assert "Points the other way: 1 observation, 1 conversation with pupils [3,\u00a08]." in words[at + 2]
    assert any(line.startswith("We wondered: What would help every adult") for line in words)


def test_the_evidence_is_a_number_and_a_kind_and_nothing_else() -> None:
    made = material()
    table = compose_report(made).blocks[-1]
    assert isinstance(table, Table)
    cells = [words_of(cell) for row in table.rows for cell in row]
    numbers = sorted(int(cell) for cell in cells[::2] if cell)
    assert numbers == list(range(1, len(made.numbers) + 1))
    assert {cell for cell in cells[1::2] if cell} <= {
        "Observation",
        "Look at work",
        "Conversation",
        "Document",
        "Figures",
    }


@pytest.mark.parametrize(
    ("state", "line"),
    [
        ("on the day", "On the day · draft for the headteacher to check"),
        ("for checking", "For checking by Tuesday 16 March · not final until the school has answered"),
        ("final", "Final report · not signed yet"),
    ],
)
def test_the_state_is_said(state: ReportState, line: str) -> None:
    for document in (compose_report(material(state=state)), compose_page(material(state=state))):
        assert (document.state, document.state_line) == (state, line)


def test_the_page_says_what_the_lead_wrote() -> None:
    words = said(compose_page(material(state="on the day")))
    assert words[0] == "Summary for the headteacher. Draft for you to check: nothing here is final until you have."
    assert words[1].startswith("Thank you. Staff talked with us openly")
    assert words[2] == "1 To what extent does planned talk help pupils to compose and improve their writing?"
    assert words[3].startswith("A good deal, and pupils know it.")
    assert sum(line.startswith(("Since", "Worth", "What happens")) for line in words) == 3
    assert words[-1] == (
        "Anita, Tom and Bryony; Marek, in training. We used 39 pieces of evidence. "
        "Our working notes will be deleted on 4 May. Not made for appraisal, and not to be used in it."
    )


def test_a_page_that_nobody_wrote_is_made_from_the_findings() -> None:
    words = said(compose_page(material(state="on the day", sections=())))
    assert words[2].startswith("Talk comes before writing, and older pupils can say why it helps them.")
    assert "What we wondered: What would help every adult" in words[2]
    assert (
        "Since the last review – Of three actions, one is done, one is partly done and one is replaced by the school."
        in words
    )
    assert any(
        line.startswith("What happens now – Tell us by Tuesday 16 March what is inaccurate or missing.")
        for line in words
    )


def test_a_review_of_which_nothing_is_known_still_makes_a_document() -> None:
    bare = material(
        members=(), questions=(), activities=(), notes=(), findings=(), citations=(), sections=(), previous_actions=()
    )
    assert said(compose_report(bare))[0] == "1 What happens now"
    assert said(compose_page(bare))[-1].startswith("We used 0 pieces of evidence.")


def test_a_citation_of_a_note_that_is_gone_is_not_printed() -> None:
    made = material()
    fewer = material(notes=tuple(note for note in made.notes if note.record_id != an_id("note 4")))
    assert an_id("note 4") not in fewer.numbers
    assert all("[[" not in line and "[]" not in line for line in said(compose_report(fewer)))


def test_a_section_that_only_cites_what_is_gone_does_no_harm() -> None:
    alone = Section(**record("s", place="page", title="What we heard", text=f"[[{an_id('gone')}]]"))
    assert "What we heard" in said(compose_page(material(sections=(alone,))))


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Anita Okonjo-Reyes", "Anita"),
        ("Dr Anita Reyes", "Anita"),
        ("Mrs. Reyes", "Mrs. Reyes"),
        ("Anita", "Anita"),
        ("", ""),
    ],
)
def test_only_given_names_are_printed(name: str, given: str) -> None:
    assert given_name(name) == given


def test_the_team_leaves_out_who_was_not_on_it() -> None:
    roles = {"Hanna": "host", "Cleo": "champion", "Tom": "reviewer", "Gita": "governor", "Anita": "lead"}
    members = [Member(**record(name, name=name, role=role)) for name, role in roles.items()]
    assert team_line(members) == "Anita, Gita and Tom"
    assert team_line([]) == ""


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (["2027-03-09"], "Tuesday 9 March 2027"),
        (["2027-03-10", "2027-03-09"], "Tuesday 9 and Wednesday 10 March 2027"),
        (["2027-03-31", "2027-04-01"], "Wednesday 31 March and Thursday 1 April 2027"),
        (["2027-12-31", "2028-01-03"], "Friday 31 December 2027 and Monday 3 January 2028"),
        ([], ""),
        (["soon"], "soon"),
    ],
)
def test_days_are_said_as_people_say_them(days: list[str], words: str) -> None:
    assert days_in_words(days) == words


def test_a_year_can_be_left_out() -> None:
    assert day_in_words("2027-03-16", year=False) == "Tuesday 16 March"


def test_what_the_team_holds_lightly_is_said() -> None:
    made = material(sections=())
    doubtful = replace(made.findings[3], caution=f"it is three pupils [[{an_id('note 21')}]]")
    words = said(compose_report(material(sections=(), findings=(doubtful,), previous_actions=())))
    assert "We hold this lightly: it is three pupils [1]" in words


def test_a_question_without_findings_says_so() -> None:
    bare = material(sections=(), findings=())
    for document in (compose_report(bare), compose_page(bare)):
        assert said(document).count("We have written nothing about this question yet.") == 3


@pytest.mark.parametrize(("joint", "words"), [(1, "came with us once."), (3, "came with us in three of these.")])
def test_it_is_said_when_a_colleague_of_the_school_came_along(joint: int, words: str) -> None:
    made = material()
    walked = tuple(
        replace(activity, joint_with="deputy head" if at < joint else "") for at, activity in enumerate(made.activities)
    )
    assert any(words in line for line in said(compose_report(material(activities=walked))))


def test_what_was_done_is_counted_by_kind() -> None:
    words = said(compose_report(material(sections=())))
    assert (
        "What we did. We made three visits to lessons, held three conversations, took a long look at pupils’ work, "
        "read papers at a sitting, had a meeting and stopped for a talk in passing."
    ) in words


def test_the_leads_opening_and_method_stand_in_their_place() -> None:
    sections = tuple(
        Section(**record(place, place=place, title=title, text=f"Words of {place}."))
        for place, title in (("opening", "Thank you"), ("how", ""), ("sharing", ""))
    )
    words = said(compose_report(material(sections=sections)))
    assert words[:3] == ["Thank you", "Words of opening.", "In short"]
    assert words[words.index("7 How the review was done") + 1] == "Words of how."
    assert words[words.index("5 Worth sharing, if you agree") + 1] == "Words of sharing."


def test_the_final_page_asks_for_no_more_corrections() -> None:
    words = said(compose_page(material(state="final", sections=())))
    assert words[0] == "Summary for the headteacher."
    assert not any("Tell us by" in line for line in words)
