from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.coverage import SEEN, Cell, look_at_coverage, make_initials
from peerdesk.domain.evidence import SIGNS, Note
from peerdesk.domain.review import SOURCES, VOICES, Member, Question

SHARED: dict[str, Any] = {"scope": "", "author": "", "first_written_at": ""}
ANITA, TOM, BRYONY = (Member(record_id=name.lower(), name=name, **SHARED) for name in ("Anita", "Tom", "Bryony"))
TEAM = (ANITA, TOM, BRYONY)
Q1, Q2, Q3 = (Question(record_id=f"q{n}", text=f"Question {n}?", **SHARED) for n in (1, 2, 3))

# A line a note: id, who, kind, voice, questions, sign; as the day at Wrenholt has them.
DAY = """
4 anita observation - q1 yes
6 anita observation - q1 not_yet
7 tom observation - q1 not_yet
8 tom work - q1 yes
15 bryony talk support_staff q1 not_yet
17 tom talk pupils q1 yes
18 tom talk pupils q1 not_yet
24 bryony work - q1 not_yet
28 anita talk leaders q1 yes
34 anita data - q1 noted
14 bryony observation - - noted
20 tom talk pupils q2 yes
27 bryony talk leaders q2,q3 not_yet
30 anita talk leaders q3 not_yet
"""


def notes_of(day: str) -> list[Note]:
    return [note_of(*line.split()) for line in day.strip().splitlines()]


def note_of(number: str, who: str, source: str, voice: str, questions: str, sign: str) -> Note:
    return Note(
        record_id=f"n{number}",
        observed_by=who,
        source=source,  # type: ignore[arg-type]
        voice="" if voice == "-" else voice.replace("_", " "),  # type: ignore[arg-type]
        questions=() if questions == "-" else tuple(questions.split(",")),
        sign=sign,  # type: ignore[arg-type]
        **SHARED,
    )


def words_on(question: int, day: str) -> str:
    return " ".join(look_at_coverage((Q1, Q2, Q3), notes_of(day), TEAM)[question - 1].sentences)


def ideas_on(question: int, day: str) -> tuple[str, ...]:
    return look_at_coverage((Q1, Q2, Q3), notes_of(day), TEAM)[question - 1].suggestions


def test_the_grid_counts_notes_by_kind_and_sign_and_says_who_saw_them() -> None:
    first = look_at_coverage((Q1, Q2, Q3), notes_of(DAY), TEAM)[0]
    cells = {cell.key: cell for cell in first.cells}
    assert list(cells) == list(SOURCES)
    assert cells["observation"].count == 3
    assert cells["observation"].signs == (("yes", 1), ("not_yet", 2))
    assert cells["observation"].initials == ("A", "T")
    assert cells["document"] == Cell("document")


def test_one_note_counts_for_both_of_its_questions_and_a_note_for_none_counts_nowhere() -> None:
    coverage = look_at_coverage((Q1, Q2, Q3), notes_of(DAY), TEAM)
    assert [sum(cell.count for cell in row.cells) for row in coverage] == [10, 2, 2]


def test_a_cell_opens_into_kinds_voices_and_reviewers() -> None:
    first = look_at_coverage((Q1, Q2, Q3), notes_of(DAY), TEAM)[0]
    talk = next(cell for cell in first.cells if cell.key == "talk")
    assert talk.voices == (("pupils", 2), ("support staff", 1), ("leaders", 1))
    assert talk.people == (("anita", 1), ("tom", 2), ("bryony", 1))
    pupils = next(cell for cell in first.by("voice") if cell.key == "pupils")
    assert (pupils.count, pupils.kinds, pupils.initials) == (2, (("talk", 2),), ("T",))
    assert [cell.key for cell in first.by("voice")] == [*VOICES, SEEN]
    tom = next(cell for cell in first.by("reviewer") if cell.key == "tom")
    assert tom.kinds == (("observation", 1), ("work", 1), ("talk", 2))


def test_who_is_on_no_team_is_nobody_named_and_a_champion_who_noted_nothing_is_no_column() -> None:
    champion = Member(record_id="cem", name="Cem", role="champion", **SHARED)
    (row,) = look_at_coverage((Q2,), notes_of("1 stranger talk pupils q2 yes"), (*TEAM, champion))
    assert [(cell.key, cell.count) for cell in row.reviewers] == [("anita", 0), ("tom", 0), ("bryony", 0), ("", 1)]


def test_leaders_and_classrooms_say_different_things_and_nobody_wins() -> None:
    assert (
        "Leaders and classrooms say different things about question 1: leaders 1 “yes, here”; "
        "classrooms 2 “yes, here” and 4 “not yet”; pupils 1 “yes, here” and 1 “not yet”."
    ) in words_on(1, DAY)
    assert ideas_on(1, DAY)[0] == (
        "What could two of us look at together, to understand why leaders and classrooms differ on question 1?"
    )


def test_a_question_that_rests_on_talk_says_what_nobody_has_done() -> None:
    talk = "1 tom talk pupils q2 yes\n2 anita talk leaders q2 yes\n3 anita observation - q2 yes"
    assert words_on(2, talk).startswith(
        "Question 2 rests on what we saw and what people said. Nobody has looked at books yet."
    )
    assert "Could somebody look at books for question 2?" in ideas_on(2, talk)
    only_talk = "1 tom talk pupils q2 yes\n2 anita talk leaders q2 yes\n3 anita talk leaders q2 noted"
    assert words_on(2, only_talk) == (
        "Question 2 rests on what people said. Nobody has looked in lessons or looked at books yet."
    )


def test_nothing_is_said_to_be_nothing() -> None:
    assert words_on(3, "1 tom talk pupils q2 yes") == "Nothing yet on question 3."
    assert ideas_on(3, "1 tom talk pupils q2 yes") == ("Who could look at question 3 first, and where?",)


def test_small_numbers_are_said_to_be_small() -> None:
    assert "One note: too few to lean on." in words_on(2, "1 tom talk pupils q2 yes")
    assert "Two notes: too few to lean on." in words_on(3, DAY)
    assert "Only one set of figures so far." in words_on(1, DAY)


def test_the_work_of_one_person_is_said_to_be_so() -> None:
    alone = "1 tom talk pupils q2 yes\n2 tom work - q2 yes\n3 tom observation - q2 yes"
    assert "All of it was noted by one of us." in words_on(2, alone)
    assert "Could a second pair of eyes look at question 2?" in ideas_on(2, alone)


def test_one_side_that_says_both_is_said_to_say_both() -> None:
    both = "1 tom work - q2 yes\n2 anita observation - q2 not_yet\n3 anita observation - q2 unsure"
    assert "On question 2, classrooms point both ways: 1 “yes, here” and 1 “not yet”." in words_on(2, both)
    agreed = "1 tom work - q2 yes\n2 anita talk leaders q2 yes\n3 anita observation - q2 yes"
    assert "different" not in words_on(2, agreed)
    assert "both ways" not in words_on(2, agreed)


@pytest.mark.parametrize(
    ("names", "initials"),
    [
        (("Anita", "Tom"), ["A", "T"]),
        (("Tom", "Ted", "Bo"), ["To", "Te", "B"]),
        (("Jo", "Jo", "Joan"), ["Jo", "Jo", "Joa"]),
    ],
)
def test_initials_tell_people_apart(names: tuple[str, ...], initials: list[str]) -> None:
    team = [Member(record_id=str(at), name=name, **SHARED) for at, name in enumerate(names)]
    assert list(make_initials(team).values()) == initials


@given(
    st.lists(
        st.builds(
            lambda source, voice, sign, who, asked: Note(
                record_id="n", source=source, voice=voice, sign=sign, observed_by=who, questions=asked, **SHARED
            ),
            st.sampled_from(SOURCES),
            st.sampled_from(("", *VOICES)),
            st.sampled_from(SIGNS),
            st.sampled_from(("anita", "tom", "")),
            st.sampled_from(((), ("q1",), ("q1", "q2"))),
        ),
        max_size=8,
    )
)
def test_whatever_was_noted_is_told_as_sentences_and_asked_as_questions(notes: list[Note]) -> None:
    for row, told in product(look_at_coverage((Q1, Q2), notes, TEAM), ("sentences", "suggestions")):
        end = "." if told == "sentences" else "?"
        assert all(words.endswith(end) and words[0].isupper() for words in getattr(row, told))
        assert row.sentences
        assert len(row.suggestions) <= 2
        asked = [note for note in notes if row.question.record_id in note.questions]
        for cells in (row.cells, row.voices, row.reviewers):
            assert sum(cell.count for cell in cells) == len(asked)
            for cell in cells:
                for counts in (cell.signs, cell.kinds, cell.voices, cell.people):
                    assert sum(count for _, count in counts) == cell.count
