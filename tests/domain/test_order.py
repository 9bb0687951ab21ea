import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.order import DIGITS, MAX_LENGTH, is_sound, key_between, keys_for, last_key, sort_key

LETTERS = st.text(DIGITS, max_size=6) | st.text("0z", max_size=70) | st.text("01", max_size=MAX_LENGTH)
KEYS = LETTERS.filter(is_sound)
OPEN = KEYS | st.just("")
UNSOUND = ["0", "a0", "0" * 64, "A", "é", "a b", "a\n", "-1", "z" * 65, "a" * 100_000, "٣"]


@given(OPEN, OPEN)
def test_a_key_lies_strictly_between_or_there_is_none(one: str, other: str) -> None:
    before, after = sorted([one, other]) if other else (one, other)
    key = key_between(before, after)
    if after and before >= after:
        assert key is None
    elif key is None:
        assert max(len(before), len(after)) >= MAX_LENGTH
    else:
        assert is_sound(key)
        assert before < key
        assert not after or key < after


@given(KEYS, KEYS)
def test_there_is_nothing_between_keys_out_of_order(one: str, other: str) -> None:
    assert key_between(max(one, other), min(one, other)) is None


@pytest.mark.parametrize("key", UNSOUND, ids=lambda key: ascii(key)[:12])
def test_an_unsound_key_has_no_neighbour_and_sorts_last(key: str) -> None:
    assert not is_sound(key)
    assert key_between(key, "") is None
    assert key_between("", key) is None
    assert key_between(key, "zz") is None
    assert key_between("1", key) is None
    assert keys_for(3, key) is None
    rows = [(key, an_id) for an_id in "bac"] + [("zzz", "d"), ("", "0"), ("1", "e")]
    assert sorted(rows, key=lambda row: sort_key(*row)) == [
        ("1", "e"),
        ("zzz", "d"),
        ("", "0"),
        (key, "a"),
        (key, "b"),
        (key, "c"),
    ]


@given(st.lists(st.tuples(LETTERS | st.sampled_from(UNSOUND), st.sampled_from("abcdef"))))
def test_siblings_sort_by_sound_keys_then_by_id(rows: list[tuple[str, str]]) -> None:
    arranged = sorted(rows, key=lambda row: sort_key(*row))
    sound = [row for row in arranged if is_sound(row[0])]
    assert arranged[: len(sound)] == sorted(sound)
    assert [record_id for _, record_id in arranged[len(sound) :]] == sorted(
        record_id for key, record_id in rows if not is_sound(key)
    )


@pytest.mark.parametrize("end", ["the first", "the last", "after one", "before one", "in turns"])
def test_ten_thousand_insertions_at_one_place_end_and_are_renewed(end: str) -> None:
    before, after = {"the first": ("", "i"), "the last": ("i", "")}.get(end, ("h", "i"))
    made: list[str] = []
    while len(made) < 10_000 and (key := key_between(before, after)) is not None:
        made.append(key)
        assert len(key) <= MAX_LENGTH
        below = end in ("the first", "before one") or (end == "in turns" and len(made) % 2)
        before, after = (before, key) if below else (key, after)
    assert 100 < len(made) < 10_000
    assert len(set(made)) == len(made)
    fresh = keys_for(10_001)
    assert fresh is not None
    assert key_between(fresh[4_000], fresh[4_001]) is not None


@given(st.integers(0, 200), OPEN, OPEN)
def test_keys_for_many_are_in_order_and_between(count: int, one: str, other: str) -> None:
    before, after = sorted([one, other]) if other else (one, other)
    keys = keys_for(count, before, after)
    if keys is None:
        assert before == after or max(len(before), len(after)) > MAX_LENGTH - 8
        return
    assert len(keys) == count
    assert all(map(is_sound, keys))
    assert [before, *keys] == sorted({before, *keys})
    assert not (after and keys) or keys[-1] < after


def test_keys_for_many_are_short() -> None:
    assert max(map(len, keys_for(10_000) or [])) <= 4
    assert keys_for(0, "b", "b") == []
    assert keys_for(1, "b", "b") is None


@given(st.lists(LETTERS | st.sampled_from(UNSOUND)))
def test_the_last_key_is_sound_and_after_all_that_are(keys: list[str]) -> None:
    key = last_key(keys)
    assert is_sound(key)
    assert all(one < key or one.startswith("z" * 60) for one in keys if is_sound(one))


def test_the_last_key_of_none() -> None:
    assert last_key([]) == last_key(["", "A"]) == key_between("", "")
    assert last_key(["z" * MAX_LENGTH]) == "z" * MAX_LENGTH
