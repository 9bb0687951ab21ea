from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.evidence import SIGNS, Note
from peerdesk.domain.groupings import propose_groupings
from tests.domain.test_coverage import SHARED

LOOK_FORS = {"L6": "Changes in books go beyond spelling."}


def note(number: int, look_for: str = "", sign: str = "yes", **said: Any) -> Note:
    given = {"source": "work", "questions": ("q1",)} | said
    return Note(record_id=f"n{number:02}", look_for=look_for, sign=sign, **given, **SHARED)  # type: ignore[arg-type]


def test_notes_on_the_same_look_for_with_the_same_sign_could_stand_together() -> None:
    notes = [note(1, "L6"), note(2, "L6", "not_yet"), note(3, "L6"), note(4)]
    (found,) = propose_groupings("q1", notes, (), LOOK_FORS)
    assert found.notes == ("n01", "n03")
    assert found.question_words == (
        "2 notes say “yes, here” to “Changes in books go beyond spelling”. Do they make a finding?"
    )


def test_what_one_side_says_alike_is_asked_about_while_it_is_few_enough_for_one_idea() -> None:
    notes = [note(at, sign="not_yet") for at in range(3)]
    (found,) = propose_groupings("q1", notes, (), {})
    assert found.question_words == (
        "3 notes from classrooms say “not yet”, and no finding cites them. Is there one in them?"
    )
    assert propose_groupings("q1", [note(at) for at in range(10)], (), {}) == ()
    assert propose_groupings("q1", notes, ("n00",), {}) == ()
    assert propose_groupings("q1", [*notes[:2], note(2, sign="not_yet", marked=True)], (), {}) == ()


@given(
    st.lists(
        st.builds(
            lambda look_for, sign, asked, source: (look_for, sign, asked, source),
            st.sampled_from(("", "L6", "L9")),
            st.sampled_from(SIGNS),
            st.sampled_from(((), ("q1",), ("q2",), ("q1", "q2"))),
            st.sampled_from(("work", "talk", "document")),
        ),
        max_size=14,
    ),
    st.sets(st.sampled_from([f"n{at:02}" for at in range(14)])),
)
def test_no_note_is_proposed_twice_nor_once_it_is_cited(some: list[Any], cited: set[str]) -> None:
    notes = [note(at, one[0], one[1], questions=one[2], source=one[3]) for at, one in enumerate(some)]
    found = propose_groupings("q1", notes, cited, LOOK_FORS)
    used = [one for group in found for one in group.notes]
    assert len(used) == len(set(used))
    assert cited.isdisjoint(used)
    by_id = {one.record_id: one for one in notes}
    for group in found:
        assert {by_id[one].sign for one in group.notes} == {group.sign}
        assert all("q1" in by_id[one].questions for one in group.notes)
        assert group.question_words.endswith("?")
    assert propose_groupings("q1", notes[::-1], cited, LOOK_FORS) == found
