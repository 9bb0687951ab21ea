"""Look-fors: which belong to a question, what became of them, and how that is said."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.evidence import Look, Note
from peerdesk.domain.framework import LookFor
from peerdesk.domain.looking import (
    STATE_WORDS,
    Counted,
    State,
    gather,
    is_in_work,
    look_fors_of,
    make_checklist,
    not_concluded,
    say_each_tally,
    say_looked,
    say_note,
    say_tallies,
    words_of,
)
from peerdesk.domain.review import Question
from peerdesk.intake.frameworks import read_framework
from peerdesk.paths import resources

CORE = read_framework(resources() / "frameworks" / "core_enquiry.toml")
NAMES = {"tom": "Tom", "bryony": "Bryony", "anita": "Anita"}
TITLES = {"a3": "walk 1", "a4": "Reception", "a7": "book look"}


def question(**said: str) -> Question:
    record_id = said.pop("record_id", "q1")
    return Question(record_id=record_id, scope="", author="", first_written_at="", **said)  # type: ignore[arg-type]


def look(who: str, activity: str, state: State, at: str = "09:10", look_for: str = "L1", record_id: str = "") -> Look:
    return Look(
        record_id=record_id or f"{who}{activity}{at}",
        scope="",
        author="key",
        first_written_at="",
        look_for=look_for,
        state=state,
        activity=activity,
        seen_at=at,
        observed_by=who,
    )


def counted(note: str, found: int, of: int, where: str = "") -> Counted:
    return Counted(note, "L6", found, of, "bryony", "a7", where, note)


def ids(look_fors: list[LookFor]) -> list[str]:
    return [one.look_for_id for one in look_fors]


def test_a_question_that_was_taken_from_the_framework_brings_its_look_fors() -> None:
    assert ids(look_fors_of(CORE, question(example="talk"))) == [f"L{at}" for at in range(1, 9)]


def test_a_question_of_ones_own_has_those_of_its_theme() -> None:
    found = look_fors_of(CORE, question(theme="Looking Outward"))
    assert {one.theme for one in found} == {"outward"}
    assert look_fors_of(CORE, question()) == []


def test_the_activitys_questions_come_first() -> None:
    asked = [question(record_id="q1", example="talk"), question(record_id="q2", example="remember")]
    groups = make_checklist(CORE, asked, ("q2",))
    assert [(one.question.record_id, one.number, one.here) for one in groups] == [("q2", 2, True), ("q1", 1, False)]
    assert all(one.here for one in make_checklist(CORE, asked))
    assert all(one.here for one in make_checklist(CORE, asked, ("a question that went",)))


def test_words_are_read_without_what_paper_needs() -> None:
    said = {one.look_for_id: words_of(one) for one in CORE.look_fors}
    assert said["L1"] == "Pupils talk about what they will write before they write it"
    assert said["L6"] == "Changes in books go beyond spelling and punctuation"
    assert said["L13"] == "Who is in the room for this lesson? Is anybody regularly elsewhere?"
    assert not_concluded(CORE.look_fors[3]) == "Do not conclude from one lesson."
    assert not_concluded(replace(CORE.look_fors[3], do_not_conclude="–")) == ""


def test_what_is_met_in_work_is_counted_first() -> None:
    in_work = {one.look_for_id for one in CORE.look_fors if is_in_work(one)}
    assert {"L6", "L15"} <= in_work
    assert not {"L1", "L4", "L13"} & in_work


def test_the_team_is_told_place_by_place_and_nobody_wins() -> None:
    looks = [look("bryony", "a4", "in places", "10:01"), look("tom", "a3", "widely", "09:12")]
    told = gather(looks, [Counted("n", "L1", 12, 18, "tom", "a7")])["L1"]
    assert say_looked(told, NAMES, TITLES) == "widely: Tom, walk 1 · in places: Bryony, Reception · in 12 of 18"


def test_two_who_saw_the_same_stand_side_by_side() -> None:
    told = gather([look("tom", "a3", "widely", "09:12"), look("anita", "", "widely", "09:30")], [])["L1"]
    assert say_looked(told, NAMES, TITLES) == "widely: Tom, walk 1; Anita"


def test_a_state_is_one_persons_in_one_place_and_the_last_one_stands() -> None:
    looks = [look("tom", "a3", "widely", "09:12"), look("tom", "a3", "in places", "09:40")]
    told = gather([*reversed(looks), look("tom", "a4", "looked, not today", "10:00")], [])["L1"]
    assert [told.state_of("tom", one) for one in ("a3", "a4", "a7")] == ["in places", "looked, not today", ""]


def test_what_was_taken_back_is_not_looked_at() -> None:
    assert gather([look("tom", "a3", "widely", "09:12"), look("tom", "a3", "", "09:40")], []) == {}


def test_tallies_add_up_with_what_they_are_out_of() -> None:
    both = [counted("10:55", 5, 6, "Y5+Y6 books"), counted("11:03", 0, 6, "Y3+Y4 books")]
    assert say_tallies(both) == "5 of 12 in two looks"
    assert say_tallies(both[:1]) == "in 5 of 6"
    assert say_tallies([]) == ""
    assert say_each_tally(both, NAMES) == "5 of 6: Bryony, Y5+Y6 books; 0 of 6: Bryony, Y3+Y4 books"


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), min_size=2))
def test_a_sum_is_never_a_share(tallies: list[tuple[int, int]]) -> None:
    said = say_tallies([counted(str(at), found, of) for at, (found, of) in enumerate(tallies)])
    assert said.startswith(f"{sum(found for found, _ in tallies)} of {sum(of for _, of in tallies)} in ")
    assert "%" not in said
    assert "." not in said


@given(
    st.lists(
        st.tuples(st.sampled_from(["tom", "anita"]), st.sampled_from(["a3", "a4"]), st.sampled_from([*STATE_WORDS])),
        max_size=12,
    ),
    st.randoms(),
)
def test_it_does_not_matter_in_which_order_looks_are_read(said: list[tuple[str, str, State]], chance: object) -> None:
    looks = [look(who, where, state, f"{at:02}", record_id=str(at)) for at, (who, where, state) in enumerate(said)]
    mixed = [*looks]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert gather(mixed, []) == gather(looks, [])
    last = {(who, where): state for who, where, state in said}
    told = gather(looks, [])
    for (who, where), state in last.items():
        assert (told["L1"].state_of(who, where) if "L1" in told else "") == state


def test_a_number_is_never_without_its_words() -> None:
    note = Note(record_id="n", scope="", author="", first_written_at="", look_for="L6", tally=(7, 12))
    words = {"L6": "Changes in books go beyond spelling"}
    assert say_note(note, words) == "7 of 12: Changes in books go beyond spelling"
    assert say_note(replace(note, text=words["L6"]), words) == "7 of 12: Changes in books go beyond spelling"
    told = say_note(replace(note, text="whole phrases swapped"), words)
    assert told == "7 of 12: Changes in books go beyond spelling. whole phrases swapped"
    assert say_note(replace(note, text="a", tally=()), words) == "Changes in books go beyond spelling. a"
    assert say_note(replace(note, text="a"), {}) == "a"
    assert say_note(replace(note, look_for="", text="timeline 1/6", tally=(1, 6)), words) == "timeline 1/6"
