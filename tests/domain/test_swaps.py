from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.coverage import look_at_coverage
from peerdesk.domain.evidence import Note
from peerdesk.domain.free_time import FreeTime
from peerdesk.domain.plan_rules import PlanRules
from peerdesk.domain.review import Activity, Member, Question, Review
from peerdesk.domain.swap_words import tell
from peerdesk.domain.swaps import MOST, Proposal, added_by, changed_by, is_taken, needs_of, propose, still_holds
from peerdesk.domain.timetable import Timetable, look_at_timetable, time_at

SHARED: dict[str, Any] = {"scope": "", "author": "", "first_written_at": ""}
DAY = "2027-03-09"
RULES = PlanRules(lunch_from="11:30", lunch_to="14:00", lunch_minutes=20, longest_virtual=30, rules=())
ROLES = ("lead", "reviewer", "reviewer", "shadow")
TEAM = tuple(
    Member(record_id=name.lower(), name=name, role=role, **SHARED)  # type: ignore[arg-type]
    for name, role in zip(("Anita", "Tom", "Bryony", "Marek"), ROLES, strict=True)
)
QUESTIONS = tuple(
    Question(record_id=f"q{n}", short_name=short, **SHARED)
    for n, short in enumerate(("Planned talk", "History", "Subject leaders"), 1)
)


def activity(name: str, begins: str, ends: str, who: str, kind: str = "walk", place: str = "", **said: Any) -> Activity:
    return Activity(
        record_id=name,
        title=name.capitalize(),
        kind=kind,  # type: ignore[arg-type]
        time=(f"{DAY}T{begins}", f"{DAY}T{ends}"),
        who=tuple(who.split()),
        place=place,
        **{**SHARED, **said},
    )


AFTERNOON = (
    activity(
        "pupils", "10:45", "11:15", "tom marek", "conversation", "Library", voice="pupils", questions=("q1", "q2")
    ),
    activity("books", "10:50", "11:30", "bryony", "work", "meeting room", questions=("q1", "q2")),
    activity("lunch", "12:15", "12:50", "anita tom bryony marek", "meeting", "meeting room"),
    activity("history", "13:05", "13:50", "tom bryony", "walk", questions=("q2",), source="observation"),
    activity("team", "14:30", "15:25", "", "meeting", "meeting room"),
)


def noted(question: str, source: str, who: str, voice: str = "") -> Note:
    return Note(
        record_id=f"{question}{source}{who}{voice}",
        source=source,  # type: ignore[arg-type]
        voice=voice,  # type: ignore[arg-type]
        observed_by=who,
        questions=(question,),
        **SHARED,
    )


WELL = [
    noted(question, source, who, "pupils" if source == "talk" else "")
    for question in ("q1", "q2")
    for source in ("observation", "work", "talk")
    for who in ("tom", "bryony")
]


def asked(notes: Sequence[Note], now: str = "12:20", activities: Sequence[Activity] = AFTERNOON) -> list[str]:
    free = FreeTime(DAY, TEAM, activities, RULES)
    found = propose(needs_of(look_at_coverage(QUESTIONS, notes, TEAM)), free, f"{DAY}T{now}")
    return [tell(one, TEAM, activities).asked for one in found]


def test_what_nobody_has_looked_at_is_asked_for_the_earliest_first() -> None:
    assert asked(WELL) == [
        "Could Anita look at books for question 3, Subject leaders, at 12:50, in the meeting room?",
        "Could Tom and Bryony also look in lessons for question 3, Subject leaders, in “History” at 13:05?",
    ]


def test_pupils_are_asked_by_two_of_whom_one_may_be_in_training() -> None:
    no_pupils = [one for one in WELL if not (one.questions == ("q2",) and one.source == "talk")]
    on_three = [noted("q3", source, who) for source in ("observation", "work") for who in ("tom", "anita")]
    talked = [noted("q3", "talk", "tom", "pupils")]
    assert asked([*no_pupils, *on_three, *talked]) == [
        "Could Anita and Marek ask pupils about question 2, History, at 12:50, in Library?"
    ]


def test_where_nobody_is_free_somebody_leaves_an_activity_to_the_others() -> None:
    full = (
        *(one for one in AFTERNOON if one.record_id != "lunch"),
        activity("lunch", "12:15", "13:05", "anita tom bryony marek", "meeting", "meeting room"),
        activity("talks", "13:05", "14:30", "anita marek", "conversation", "staffroom", voice="leaders"),
        activity("more", "13:50", "14:30", "tom bryony", "conversation", "hall", voice="leaders", scribe="bryony"),
    )
    on_three = [
        noted("q3", source, who, "pupils" if source == "talk" else "")
        for source in ("observation", "talk")
        for who in ("tom", "anita")
    ]
    (said,) = asked([*WELL, *on_three], activities=full)
    assert said == (
        "Could Tom look at books for question 3, Subject leaders, at 13:05, in the meeting room, in place of “History”?"
    )
    free = FreeTime(DAY, TEAM, full, RULES)
    (one,) = propose(needs_of(look_at_coverage(QUESTIONS, [*WELL, *on_three], TEAM)), free, f"{DAY}T12:20")
    assert tell(one, TEAM, full).lines == (
        "Tom looks at books for question 3, Subject leaders.",
        "13:05 to 13:50, in the meeting room.",
        "In place of “History”: Bryony goes there.",
    )


def test_a_walk_that_is_planned_can_take_a_question_in() -> None:
    away = tuple(one for one in AFTERNOON if one.record_id in ("history", "team"))
    busy = tuple(activity(f"b{who}", "12:25", "13:05", who, "documents") for who in ("anita", "tom", "bryony"))
    later = (activity("long", "13:05", "14:30", "anita", "documents"),)
    (first, *_) = asked([one for one in WELL if one.source != "data"], activities=(*away, *busy, *later))
    assert first == "Could Tom and Bryony also look in lessons for question 3, Subject leaders, in “History” at 13:05?"


def test_nobody_loses_their_break_for_lunch() -> None:
    team = activity("team", "14:40", "15:25", "", "meeting")
    busy = tuple(activity(who, "11:30", "13:30", who, "documents") for who in ("anita", "tom", "bryony", "marek"))
    said = asked(WELL, activities=(*busy, team))
    assert said
    assert {one.rpartition(" at ")[2][:5] for one in said} == {"13:50"}


def test_what_is_coming_is_not_asked_for_again() -> None:
    taken = activity("new", "13:05", "13:25", "anita", questions=("q3",))
    said = asked(WELL, activities=(*AFTERNOON, taken))
    assert said
    assert not any("lessons" in one for one in said)


def test_on_another_day_and_after_the_last_meeting_nothing_is_proposed() -> None:
    assert asked(WELL, now="14:35") == []
    free = FreeTime(DAY, TEAM, AFTERNOON, RULES)
    assert propose(needs_of(look_at_coverage(QUESTIONS, WELL, TEAM)), free, "2027-03-10T12:20") == ()


def test_a_question_that_one_of_us_noted_alone_is_offered_to_another() -> None:
    alone = [
        noted("q3", source, "anita", "pupils" if source == "talk" else "") for source in ("observation", "work", "talk")
    ]
    said = asked([*WELL, *alone], now="13:55")
    assert said
    assert all("Anita" not in one for one in said)


TIMES = st.sampled_from(range(9 * 60, 16 * 60, 5))


@st.composite
def plans(draw: st.DrawFn) -> tuple[Activity, ...]:
    made = []
    for at in range(draw(st.integers(0, 8))):
        begins = draw(TIMES)
        ends = begins + draw(st.sampled_from((10, 20, 45, 90)))
        made.append(
            Activity(
                record_id=f"a{at}",
                kind=draw(st.sampled_from(("walk", "work", "conversation", "documents", "meeting", "passing"))),
                time=(time_at(DAY, begins), time_at(DAY, ends)),
                place=draw(st.sampled_from(("", "Library", "library ", "meeting room", "hall"))),
                who=tuple(draw(st.lists(st.sampled_from([one.record_id for one in TEAM]), max_size=3, unique=True))),
                voice=draw(st.sampled_from(("", "pupils", "leaders"))),
                questions=tuple(draw(st.lists(st.sampled_from(("q1", "q2", "q3")), max_size=2, unique=True))),
                planned=draw(st.booleans()),
                not_done=draw(st.sampled_from(("", "", "moved"))),
                **SHARED,
            )
        )
    return tuple(made)


NOTES = st.lists(
    st.builds(
        noted,
        st.sampled_from(("q1", "q2", "q3", "gone")),
        st.sampled_from(("observation", "work", "talk", "document")),
        st.sampled_from(("anita", "tom", "marek")),
        st.sampled_from(("", "pupils", "leaders")),
    ),
    max_size=12,
)


def after(proposal: Proposal, activities: Sequence[Activity]) -> list[Activity]:
    """Return the plan as it is once a proposal is taken."""
    changed = changed_by(proposal, activities)
    said = added_by(proposal, "New")
    new = [Activity(record_id="new", **SHARED, **said)] if said else []
    return [*(replace(one, **changed.get(one.record_id, {})) for one in activities), *new]


def bothers(activities: Sequence[Activity]) -> set[str]:
    """Return what clashes: two places, one room twice, no lunch, alone with pupils."""
    counted = tuple(one for one in activities if not one.not_done)
    clashes = look_at_timetable(Timetable(Review(record_id="r", days=(DAY,), **SHARED), TEAM, counted, RULES))
    return {
        one.sentence
        for one in clashes
        if "Nobody goes yet" not in one.sentence and "named who writes" not in one.sentence
    }


def places_at(activities: Sequence[Activity]) -> set[tuple[str, str, str]]:
    """Return who is in two activities at a time."""
    timed = [one for one in activities if one.planned and not one.not_done]
    return {
        (who, one.record_id, other.record_id)
        for one, other in combinations(timed, 2)
        if max(one.time[0], other.time[0]) < min(one.time[1], other.time[1])
        for who in {*one.who, one.scribe} & {*other.who, other.scribe} - {""}
    }


@given(plans(), NOTES, TIMES)
def test_nobody_is_in_two_places_by_a_proposal_and_nothing_new_clashes(
    activities: tuple[Activity, ...], notes: list[Note], now: int
) -> None:
    free = FreeTime(DAY, TEAM, activities, RULES)
    found = propose(needs_of(look_at_coverage(QUESTIONS, notes, TEAM)), free, time_at(DAY, now))
    assert len(found) <= MOST
    assert [one.begins for one in found] == sorted(one.begins for one in found)
    for one in found:
        taken = after(one, activities)
        assert places_at(taken) <= places_at(activities)
        assert bothers(taken) <= bothers(activities)
        assert one.begins >= now
        assert one.need.question in QUESTIONS
        assert one.joins or (one.who and any(who.role != "shadow" for who in TEAM if who.record_id in one.who))
        assert still_holds(one, free)
        assert is_taken(one, taken)
        assert not still_holds(one, FreeTime(DAY, TEAM, taken, RULES))


@given(plans(), NOTES, TIMES)
def test_whatever_is_proposed_is_a_question_with_three_lines_and_always_the_same(
    activities: tuple[Activity, ...], notes: list[Note], now: int
) -> None:
    def found(some: Sequence[Note], others: Sequence[Activity]) -> tuple[Proposal, ...]:
        free = FreeTime(DAY, TEAM, others, RULES)
        return propose(needs_of(look_at_coverage(QUESTIONS, some, TEAM)), free, time_at(DAY, now))

    once = found(notes, activities)
    assert once == found(notes[::-1], activities[::-1])
    for one in once:
        told = tell(one, TEAM, activities)
        assert told.asked.startswith("Could ")
        assert told.asked.endswith("?")
        assert all(line.endswith(".") for line in told.lines)
