from peerdesk.domain.history import HistoryLine
from peerdesk.domain.other_words import OtherWords, other_words


def line(when: str, field: str, before: object, after: object, who: str = "anita") -> HistoryLine:
    return HistoryLine(when, who, field, before, after, "in", False, f"{when}{field}")  # type: ignore[arg-type]


HEARD = {
    "w": [line("15:42", "finding", "f", "f"), line("15:40", "finding", None, "f"), line("15:40", "words", None, "Hm")]
}


def found(*lines: HistoryLine) -> list[OtherWords]:
    return other_words("f", lines, HEARD, {"w": "It is one class."})


def test_what_was_written_with_the_heads_words_is_known_and_all_else_is_not() -> None:
    (one,) = found(
        line("16:20", "title", "In one class", "In a class"),  # a slip mended in the evening
        line("15:42", "title", "In some classes", "In one class"),
        line("15:42", "kind", "works_well", "question"),
        line("14:50", "title", None, "In some classes"),
    )
    assert (one.field, one.before, one.after) == ("title", "In some classes", "In one class")
    assert (one.when, one.who, one.led_by, one.said) == ("15:42", "anita", "w", "It is one class.")


def test_somebody_elses_edit_of_the_same_second_is_not_taken_for_it() -> None:
    assert found(line("15:42", "title", "some", "one", who="tom")) == []


def test_what_the_head_says_first_leads_to_nothing_yet() -> None:
    assert found(line("15:40", "title", "some", "one")) == []


def test_what_is_taken_back_is_no_change_and_done_again_it_is_one() -> None:
    heard = [line(when, "finding", "f", "f") for when in ("15:44", "15:43", "15:42")]
    lines = [line("15:44", "title", "a", "b"), line("15:43", "title", "b", "a"), line("15:42", "title", "a", "b")]
    assert other_words("f", lines[1:], {"w": heard[1:]}, {}) == []
    assert [one.when for one in other_words("f", lines, {"w": heard}, {})] == ["15:44"]
