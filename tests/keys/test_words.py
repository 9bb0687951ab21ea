from hypothesis import given
from hypothesis import strategies as st

from peerdesk.keys.words import are_words, from_typed, to_short_words, to_words


def test_each_word_is_eleven_bits_from_the_front() -> None:
    assert to_words(b"\x00\x00") == ("abandon",)
    assert to_words(b"\xff\xff") == ("zoo",)
    assert to_words(b"\x00\x20\x00") == ("ability", "abandon")
    assert to_words(b"") == ()
    assert len(to_words(bytes(7))) == 5
    assert len(to_words(bytes(11))) == 8


@given(st.binary(min_size=11, max_size=11), st.binary(min_size=11, max_size=11))
def test_other_bits_are_other_words(one: bytes, other: bytes) -> None:
    assert (to_words(one) == to_words(other)) == (one == other)


@given(st.binary(min_size=2, max_size=20), st.data())
def test_words_come_back_however_they_are_typed(data_bytes: bytes, data: st.DataObject) -> None:
    words = to_words(data_bytes)
    between = st.sampled_from([" ", "  ", "-", ", ", "\n", " – ", ". ", "\u00a0"])
    cases = st.sampled_from([str.lower, str.upper, str.title])
    typed = "".join(data.draw(cases)(word) + data.draw(between) for word in words)
    assert from_typed(typed) == words
    assert are_words(words)


def test_what_is_not_in_the_list_is_no_word() -> None:
    assert not are_words(())
    assert not are_words(("abandon", "peerdesk"))


@given(st.binary(min_size=7, max_size=7), st.binary(min_size=7, max_size=7))
def test_six_short_words_say_fifty_four_bits_in_less_than_thirty_letters(one: bytes, other: bytes) -> None:
    words = to_short_words(one)
    assert len(words) == 6
    assert len(" ".join(words)) <= 29
    assert from_typed(" ".join(words)) == words
    assert (words == to_short_words(other)) == (int.from_bytes(one, "big") >> 2 == int.from_bytes(other, "big") >> 2)
