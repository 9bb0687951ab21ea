from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.contradictions import find_contradictions
from peerdesk.domain.evidence import SIGNS, Note
from peerdesk.domain.review import SOURCES, VOICES, Question
from tests.domain.test_coverage import DAY, Q1, Q2, Q3, SHARED, notes_of

ASKED = (Q1, Q2, Q3)


def seen(number: str, sign: str, year: str, source: str = "observation") -> Note:
    said: dict[str, Any] = {"sign": sign, "source": source, "year": year, "questions": ("q1",)}
    return Note(record_id=number, seen_at=f"2027-03-09T09:{number}", **said, **SHARED)


def test_a_leaders_account_stands_beside_what_was_seen_and_nobody_wins() -> None:
    first = find_contradictions(ASKED, notes_of(DAY))[0]
    assert first.sentence == "Leaders and classrooms say different things about question 1."
    leaders, classrooms = first.accounts
    assert (leaders.name, leaders.also) == ("Leaders: 1 “yes, here”", "")
    assert (classrooms.name, classrooms.also) == ("Classrooms: 4 “not yet”", "and 2 “yes, here”")
    assert [one.record_id for one in leaders.notes] == ["n28"]
    assert {one.record_id for one in classrooms.notes} == {"n6", "n7", "n15", "n24"}


def test_one_room_and_two_pictures_are_both_shown() -> None:
    (pair,) = find_contradictions(ASKED, [seen("22", "not_yet", "4"), seen("24", "yes", "4", "work")])
    assert pair.sentence == "What we saw in Year 4 points both ways on question 1."
    assert [[one.record_id for one in account.notes] for account in pair.accounts] == [["24"], ["22"]]
    assert not find_contradictions(ASKED, [seen("22", "not_yet", "4"), seen("24", "yes", "5", "work")])


def test_a_year_is_named_as_people_name_it() -> None:
    for year, said in (("R", "Reception"), ("N", "the nursery"), ("3-4", "Years 3–4")):
        (pair,) = find_contradictions(ASKED, [seen("22", "not_yet", year), seen("24", "yes", year)])
        assert f"saw in {said} points" in pair.sentence


NOTES = st.lists(
    st.builds(
        lambda source, voice, sign, year, asked: Note(
            record_id="n", source=source, voice=voice, sign=sign, year=year, questions=asked, **SHARED
        ),
        st.sampled_from(SOURCES),
        st.sampled_from(("", *VOICES)),
        st.sampled_from(SIGNS),
        st.sampled_from(("", "4", "R")),
        st.sampled_from(((), ("q1",), ("q1", "q2"))),
    ),
    max_size=10,
).map(lambda notes: [_numbered(note, at) for at, note in enumerate(notes)])


def _numbered(note: Note, at: int) -> Note:
    return replace(note, record_id=f"n{at:02}")


@given(NOTES, st.randoms(use_true_random=False))
def test_two_accounts_are_whole_and_the_same_in_whatever_order_the_notes_came(notes: list[Note], chance: Any) -> None:
    found = find_contradictions(ASKED, notes)
    mixed = [*notes]
    chance.shuffle(mixed)
    assert find_contradictions(ASKED, mixed) == found
    for pair in found:
        one, other = pair.accounts
        assert one.notes
        assert other.notes
        assert {each.record_id for each in one.notes}.isdisjoint(each.record_id for each in other.notes)
        assert len({each.sign for each in one.notes} | {each.sign for each in other.notes}) == 2
        assert all(pair.question.record_id in each.questions for each in (*one.notes, *other.notes))
        assert pair.sentence.endswith(".")


def test_only_questions_of_the_plan_are_told_of() -> None:
    gone = Question(record_id="gone", **SHARED)
    assert not find_contradictions((gone,), notes_of(DAY))
