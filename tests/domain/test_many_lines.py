import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.many_lines import Seen, seen_at, to_lines

WORDS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=8)


def test_each_line_with_words_is_one() -> None:
    assert to_lines("two re-read #q1 +\r\n\r\n  one waits  \n\n") == ["two re-read #q1 +", "one waits"]


def test_bullets_go_and_signs_stay() -> None:
    assert to_lines("• talk first\n- then write\n* read\n-3 degrees\nno prompts -") == [
        *("talk first", "then write", "read", "-3 degrees", "no prompts -")
    ]


def test_a_table_becomes_lines() -> None:
    pasted = '09:40\tY4 28/30\t"talk time\n40s"\r\n09:50\t\the said ""go on""\r\n'
    assert to_lines(pasted) == ["09:40, Y4 28/30, talk time 40s", '09:50, he said ""go on""']


def test_quotes_of_somebodys_own_are_no_table() -> None:
    assert to_lines('"I did it\tmyself\nbut why') == ['"I did it myself', "but why"]


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=6), st.sampled_from([" ", "\t", "  "]))
def test_no_word_is_lost(rows: list[list[str]], between: str) -> None:
    said = to_lines("\n".join(between.join(row) for row in rows))
    assert [word for line in said for word in line.replace(", ", " ").split()] == [w for row in rows for w in row]


@given(st.text(alphabet='ab"\t\n\r, -', max_size=40))
def test_no_letter_of_anything_pasted_is_lost(pasted: str) -> None:
    letters = [one for one in pasted if one in "ab"]
    assert [one for line in to_lines(pasted) for one in line if one in "ab"] == letters


@pytest.mark.parametrize(
    ("line", "at", "text"),
    [
        ("09:40 pairs talk", "09:40", "pairs talk"),
        ("9.40 - pairs talk", "09:40", "pairs talk"),
        ("09:40, Y4 28/30", "09:40", "Y4 28/30"),
        ("25:40 pairs", "", "25:40 pairs"),
        ("4/5 pairs", "", "4/5 pairs"),
        ("09:40", "", "09:40"),
        ("1.5 metres apart", "", "1.5 metres apart"),
    ],
)
def test_a_time_at_the_beginning_is_when_it_was_seen(line: str, at: str, text: str) -> None:
    assert seen_at(line) == Seen(at, text)
