from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.feedback import (
    KIND_ORDER,
    FeedbackWords,
    about_of,
    arranged,
    as_said,
    heard_on,
    message_of,
    moved,
    opening_lines,
    set_aside,
    spoken,
    usual_order,
)
from peerdesk.domain.outcome import Finding, FindingKind, HeadsWord

NOTE = "ab" * 32
IDS = st.lists(st.sampled_from("abcdefghij"), unique=True)


def finding(record_id: str = "f", **said: object) -> Finding:
    given = {"title": "Talk comes first.", "agreed": True} | said
    return Finding(record_id=record_id, scope="s", author="k", first_written_at="", **given)  # type: ignore[arg-type]


def word(record_id: str = "w", **said: object) -> HeadsWord:
    given = {"words": "Yes, that is us.", "first_written_at": "2027-03-09T15:40:00Z"} | said
    return HeadsWord(record_id=record_id, scope="s", author="k", **given)  # type: ignore[arg-type]


def test_a_message_has_neither_citations_nor_numbers_nor_marks() -> None:
    shown = message_of(
        finding(
            title=f"*Talk* comes first [[{NOTE}]].",
            text=f"### What works well\nIn all [[{NOTE} {NOTE}]], and in one [4, 5]:\n- they *rehearsed* it.\n\nMore.",
            wondering=f"Whose sentence is it [[{NOTE}]]?",
            caution="It is three pupils.",
            dissent="Tom saw more of it.",
        )
    )
    assert shown.title == "Talk comes first."
    assert shown.wondering == "Whose sentence is it?"
    assert shown.more == (
        "What works well In all, and in one: they rehearsed it.",
        "More.",
        "We hold this lightly: It is three pupils.",
        "One of us sees it otherwise: Tom saw more of it.",
    )


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_stands_around_it_no_id_is_said(before: str, after: str) -> None:
    assert NOTE not in as_said(f"{before} [[{NOTE}]] {after}")


def test_a_year_in_brackets_and_a_star_that_multiplies_stay() -> None:
    assert as_said("the [2026] results, 3 * 4") == "the [2026] results, 3 * 4"


def test_what_works_well_comes_first_and_then_by_question() -> None:
    made = [
        finding("1", kind="question", question="q1", order="a"),
        finding("2", kind="think_about", question="q2", order="b"),
        finding("3", kind="works_well", question="q2", order="c"),
        finding("4", kind="worth_sharing", question="q1", order="d"),
        finding("5", kind="works_well", question="q1", order="e"),
        finding("6", kind="think_about", question="gone", order="a"),
        finding("7", kind="think_about", question="q1", order="f"),
    ]
    assert usual_order(made, ["q1", "q2"]) == ["5", "3", "7", "2", "6", "1", "4"]


@given(st.lists(st.sampled_from(KIND_ORDER), max_size=8))
def test_the_kinds_never_mix_unless_somebody_wishes(kinds: list[FindingKind]) -> None:
    made = [finding(str(at), kind=kind) for at, kind in enumerate(kinds)]
    order = [KIND_ORDER.index(made[int(one)].kind) for one in usual_order(made, [])]
    assert order == sorted(order)


@given(IDS, IDS)
def test_everything_is_shown_once_and_as_was_wished(usual: list[str], wished: list[str]) -> None:
    order = arranged(usual, wished)
    assert sorted(order) == sorted(usual)
    assert [one for one in order if one in wished] == [one for one in wished if one in usual]
    assert arranged(usual, order) == order
    assert arranged(usual, []) == usual


def test_a_message_made_after_the_order_was_changed_follows_its_usual_neighbour() -> None:
    assert arranged(["a", "new", "b", "c"], ["c", "a", "b"]) == ["c", "a", "new", "b"]


@given(st.lists(st.sampled_from("abcdef"), unique=True, min_size=1), st.data(), st.integers(-2, 9))
def test_moving_one_moves_no_other(order: list[str], data: st.DataObject, to: int) -> None:
    which = data.draw(st.sampled_from(order))
    after = moved(order, which, to)
    assert after.index(which) == min(max(to, 0), len(order) - 1)
    assert [one for one in after if one != which] == [one for one in order if one != which]
    assert moved(after, which, order.index(which)) == order


def test_only_what_all_agreed_is_shown_and_nothing_that_is_held_back() -> None:
    assert set_aside(finding(), (), ()) == ""
    assert set_aside(finding(agreed=False), (), ()) == "not agreed"
    assert set_aside(finding(title="  "), (), ()) == "no words"
    assert set_aside(finding(), (), ("f",)) == "left out"
    assert set_aside(finding(), ("f",), ("f",)) == "held back"


def test_answers_on_a_reply_sheet_are_not_what_was_said_at_the_table() -> None:
    first, second = word("1"), word("2", first_written_at="2027-03-09T15:39:00Z", about="missed")
    sheet = [word("3", says="not quite"), word("4", document="ff"), word("5", about="page"), word("6", words="")]
    assert [one.record_id for one in spoken([first, *sheet, second])] == ["2", "1"]
    assert about_of(replace(first, finding="f")) == "f"
    assert about_of(second) == "missed"


def test_words_typed_from_paper_were_heard_on_the_visits_last_day() -> None:
    days = ("2027-03-09", "2027-03-10")
    assert heard_on(days, "2027-03-09") == "2027-03-09"
    assert heard_on(days, "2027-03-14") == "2027-03-10"
    assert heard_on(days, "2027-03-01") == "2027-03-01"
    assert heard_on((), "2027-03-01") == "2027-03-01"


def test_the_opening_leaves_out_what_the_plan_does_not_say() -> None:
    words = FeedbackWords("Thank you.", ("We are {team}.", "You asked {questions}.", "Stop us."), "May we?", "R?", "M?")
    assert opening_lines(words, {"team": "Anita and Tom", "questions": ""}) == ["We are Anita and Tom.", "Stop us."]
