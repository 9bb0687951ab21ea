"""Keys that a desk had before."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.keys.earlier import earlier_keys, lock_away

KEYS = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=5, unique=True)


@given(KEYS)
def test_the_key_now_opens_all_that_were_before(keys: list[bytes]) -> None:
    locked = [lock_away(earlier, later) for earlier, later in pairwise(keys)]
    assert earlier_keys(locked, keys[-1]) == tuple(reversed(keys[:-1]))
    assert all(key.hex() not in one for key in keys for one in locked)


@given(KEYS)
def test_a_key_opens_none_that_came_after_it(keys: list[bytes]) -> None:
    locked = [lock_away(earlier, later) for earlier, later in pairwise(keys)]
    assert earlier_keys(locked, keys[0]) == ()


def test_what_does_not_open_is_passed_over() -> None:
    first, second, third = bytes(32), bytes(31) + b"\1", bytes(31) + b"\2"
    locked = [lock_away(first, second), lock_away(second, third)]
    cut_off = lock_away(second, bytes(31) + b"\3")
    assert earlier_keys([*locked, cut_off, "nonsense", "00", ""], third) == (second, first)
    assert earlier_keys([lock_away(b"short", third)], third) == ()
