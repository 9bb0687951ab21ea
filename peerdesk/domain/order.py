"""Where a record stands among its siblings: keys between which there is always room (PROTOCOL 6.5)."""

import re
from collections.abc import Sequence

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MAX_LENGTH = 64
_SOUND = re.compile(r"[0-9a-z]{0,63}[1-9a-z]\Z")


def is_sound(key: str) -> bool:
    """Say whether a key can be sorted by: 1–64 digits and letters, the last of them no "0"."""
    return bool(_SOUND.match(key))


def sort_key(key: str, record_id: str) -> tuple[bool, str, str]:
    """Return what siblings sort by: sound keys first, then the record id."""
    sound = is_sound(key)
    return (not sound, key if sound else "", record_id)


def key_between(before: str, after: str) -> str | None:
    """Return a key between two, "" standing for the open end.

    None if one is unsound, if they are not in order, or if there is no room within 64 letters: then the next
    siblings get new keys by `keys_for`.
    """
    if not all(is_sound(key) for key in (before, after) if key) or (after and before >= after):
        return None
    key = _midpoint(before, after)
    return key if len(key) <= MAX_LENGTH else None


def keys_for(count: int, before: str = "", after: str = "") -> list[str] | None:
    """Return `count` keys in order between two, evenly spread; None if there is no room."""
    if count == 0:
        return []
    middle = key_between(before, after)
    if middle is None:
        return None
    left = keys_for(count // 2, before, middle)
    right = keys_for(count - count // 2 - 1, middle, after)
    return None if left is None or right is None else [*left, middle, *right]


def last_key(keys: Sequence[str]) -> str:
    """Return a key after all of these."""
    return key_between(max((key for key in keys if is_sound(key)), default=""), "") or "z" * MAX_LENGTH


def _midpoint(before: str, after: str) -> str:
    """Return a string strictly between, the shortest that halves the room; `after` "" is the open end."""
    shared = 0
    while shared < len(after) and (before[shared] if shared < len(before) else "0") == after[shared]:
        shared += 1
    if shared:
        return after[:shared] + _midpoint(before[shared:], after[shared:])
    low = DIGITS.index(before[0]) if before else 0
    high = DIGITS.index(after[0]) if after else len(DIGITS)
    if high - low > 1:
        return DIGITS[(low + high) // 2]
    if len(after) > 1:
        return after[0]
    return DIGITS[low] + _midpoint(before[1:], "")
