"""What a report says of itself: how far it has come, who signed, what was done, where the school stands."""

import re
from dataclasses import replace

from peerdesk.domain.document import Bars, Bullets, Contents, Cover, Document, Levels, Table, words_of
from peerdesk.domain.framework import Characteristic
from peerdesk.domain.material import Correction
from peerdesk.domain.outcome import Moderation, Reply, Section
from peerdesk.domain.report import compose_page, compose_report
from peerdesk.domain.report_copies import compose_for_governors, compose_team_copy, with_signature
from tests.domain.reading_reports import said
from tests.export.report.example import an_id, material, record


def cover_of(document: Document) -> Cover:
    cover = document.blocks[0]
    assert isinstance(cover, Cover)
    return cover


def test_a_draft_says_what_is_asked_by_when_and_what_happens_to_the_notes() -> None:
    cover = cover_of(compose_report(material(state="for checking")))
    assert cover.state == "For checking"
    assert cover.standing == (
        "This is the whole text, sent to be checked. Nothing here is final until the headteacher has checked it. "
        "Please tell us by 16 March what is inaccurate or missing, and what you would leave out. "
        "The final report follows by 23 March. Our working notes will be deleted on 4 May."
    )
    undated = material(review=replace(material().review, check_by="", report_by="", notes_go_on=""))
    assert "by" not in cover_of(compose_report(undated)).standing.replace("by the headteacher", "").split()
    assert compose_report(undated).state_line == "For checking · not final until the school has answered"


def test_signed_by_the_lead_and_checked_by_the_head_are_different_words() -> None:
    reply = Reply(**record("r", words="We know ourselves in this.\n\nThank you.", answered_on="2027-03-19"))
    made = material(state="final", signed_on="2027-03-23")
    alone = compose_report(made)
    assert alone.state_line == "Final report · signed by the lead reviewer on Tuesday 23 March 2027"
    assert "Signed by the lead reviewer, Anita, on Tuesday 23 March 2027." in cover_of(alone).standing
    assert "The headteacher has not answered yet." in cover_of(alone).standing
    assert not any("response" in line for line in said(alone))
    answered = compose_report(replace(made, reply=reply))
    assert "Checked by the headteacher, who answered on Friday 19 March 2027." in cover_of(answered).standing
    words = said(answered)
    at = words.index("6 The school’s response")
    assert words[at + 2 : at + 4] == ["We know ourselves in this.", "Thank you."]
    assert "Thank you." not in said(compose_report(replace(made, state="for checking", reply=reply)))


def test_corrections_after_the_final_report_stand_in_front_of_everything() -> None:
    corrections = (Correction(on="2027-04-02", words="Six books, not five."),)
    made = material(state="final", signed_on="2027-04-02", corrections=corrections)
    words = said(compose_report(made))
    assert words[0] == "What changed since the final report"
    rows = next(b for b in compose_report(made).blocks if isinstance(b, Table)).rows
    assert [words_of(cell) for cell in rows[0]] == ["Friday 2 April 2027", "Six books, not five."]
    assert said(compose_report(replace(made, state="for checking")))[0] == "In short"


def test_dissent_is_told_as_part_of_its_finding() -> None:
    made = material()
    other = replace(made.findings[0], dissent=f"Tom would not yet say “in all” [[{an_id('note 7')}]].")
    alone = replace(made, findings=(other,), sections=())
    number = alone.numbers[an_id("note 7")]
    line = f"One of us sees this otherwise: Tom would not yet say “in all” [{number}]."
    told = said(compose_report(alone))
    assert line in told
    assert told.index(line) < next(at for at, one in enumerate(told) if one.startswith("Stands on"))
    own = Section(**record("own", place="question", question=other.question, text="My own words."))
    table = [
        b for b in compose_report(replace(made, findings=(other,), sections=(own,))).blocks if isinstance(b, Table)
    ]
    assert line.split(" [")[0] in words_of(table[1].rows[0][0])


def test_a_report_says_that_it_is_not_for_appraisal() -> None:
    made = material()
    for document in (compose_report(made), compose_for_governors(made), compose_team_copy(made)):
        assert "must not be used in it" in cover_of(document).foot
        assert any("appraisal" in line and "must not be used" in line for line in said(document))
        assert "gives no grade" in cover_of(document).foot
    assert "Not made for appraisal, and not to be used in it." in said(compose_page(made))[-1]
    assert "grade" not in cover_of(compose_report(replace(made, steps=("not yet", "here")))).foot


def test_the_figure_counts_what_was_done_and_points_nowhere() -> None:
    made = material()
    moved = replace(made.activities[0], not_done="moved")
    bars = next(
        b for b in compose_report(replace(made, activities=(moved, *made.activities[1:]))).blocks if isinstance(b, Bars)
    )
    done, kept = bars.groups
    assert done == (
        "What we did",
        (
            ("Visits to lessons", 4),
            ("Conversations", 4),
            ("Look at pupils’ work", 1),
            ("Sitting with papers", 1),
            ("Talk in passing", 1),
        ),
    )
    assert sum(number for _, number in kept[1]) == len(made.notes)
    assert "Visits to lessons 4" in bars.alt
    assert not re.search(r"yes|not yet|unsure|well|against", f"{bars.alt} {bars.caption}")
    assert not [b for b in compose_report(material(activities=(), notes=())).blocks if isinstance(b, Bars)]


def test_where_there_is_a_scale_the_two_views_stand_side_by_side() -> None:
    steps = ("not yet", "in places", "everywhere")
    characteristics = tuple(Characteristic(characteristic_id=one, theme="t", name=f"Talk {one}") for one in "abcd")
    moderations = (
        Moderation(
            **record("ma", characteristic="a", school_level="everywhere", team_level="not yet", level="in places"),
            reasons="Heard in all seven.",
            evidence=(an_id("note 14"),),
        ),
        Moderation(**record("mb", characteristic="b", school_level="in places")),
        Moderation(**record("mc", characteristic="c", team_level="not yet")),
    )
    made = material(steps=steps, characteristics=characteristics, moderations=moderations)
    blocks = compose_report(made).blocks
    levels = next(b for b in blocks if isinstance(b, Levels))
    assert [(row.words, row.school, row.agreed) for row in levels.rows] == [("Talk a", 2, 1), ("Talk b", 1, None)]
    assert "Talk a: the school’s own view is “everywhere”, agreed is “in places”." in levels.alt
    table = blocks[blocks.index(levels) + 1]
    assert isinstance(table, Table)
    number = len(made.numbers)
    assert made.numbers[an_id("note 14")] == number
    assert [words_of(cell) for cell in table.rows[0]][1:] == [
        "everywhere",
        "in places",
        f"Heard in all seven. [{number}]",
    ]
    assert words_of(table.rows[1][2]) == "left open"
    assert "not yet" not in " ".join(words_of(cell) for row in table.rows for cell in row)
    assert not [b for b in compose_report(replace(made, steps=())).blocks if isinstance(b, Levels)]


def test_without_the_leads_words_what_was_wondered_goes_to_the_workshop_together() -> None:
    blocks = compose_report(material(sections=())).blocks
    bullets = next(b for b in blocks if isinstance(b, Bullets))
    assert [words_of(one) for one in bullets.items] == [one.wondering for one in material().findings if one.wondering]
    told = compose_report(material()).blocks
    assert not any(isinstance(b, Bullets) and len(b.items) == len(bullets.items) for b in told)


def test_small_headings_that_return_are_not_in_the_contents() -> None:
    def depth(document: Document) -> int:
        return next(b.depth for b in document.blocks if isinstance(b, Contents))

    assert depth(compose_report(material(sections=()))) == 2
    again = tuple(
        Section(**record(f"q{at}", place="question", question=q.record_id, text="### What works well\n\nTalk."))
        for at, q in enumerate(material().questions)
    )
    assert depth(compose_report(material(sections=again))) == 1


def test_the_governors_copy_says_so_and_cites_nothing() -> None:
    document = compose_for_governors(material())
    assert document.title.endswith("for governors")
    assert not [line for line in said(document) if re.search(r"\[\d", line)]


def test_a_signed_copy_says_on_its_cover_what_a_yellow_bar_means() -> None:
    line = cover_of(with_signature(compose_report(material()), "Anita", "47ED 6480")).lines[-1]
    for words in ("electronic signature of Anita", "“unknown signer”", "yellow bar", "47ED 6480", "not that something"):
        assert words in line
