"""Numbers that people say to each other: words from a list of 2,048, eleven bits a word."""

import re
from functools import cache

from mnemonic import Mnemonic

_BITS = 11
_SHORT, _SHORT_BITS = 4, 9  # letters of a short word; there are more than 512 of them
_BETWEEN = re.compile(r"[\s,.;\-\u2010-\u2015]+")


def to_words(data: bytes) -> tuple[str, ...]:
    """Return as many words as there are whole elevens of bits, from the front."""
    count = len(data) * 8 // _BITS
    number = int.from_bytes(data, "big") >> (len(data) * 8 - count * _BITS)
    words = _list()
    return tuple(words[number >> _BITS * at & 0x7FF] for at in reversed(range(count)))


def to_short_words(data: bytes) -> tuple[str, ...]:
    """Return as many words of three or four letters as there are whole nines of bits, from the front.

    Six of them with spaces have at most 29 letters, and some programs cut a password after 32.
    """
    words = [word for word in _list() if len(word) <= _SHORT][: 1 << _SHORT_BITS]
    count = len(data) * 8 // _SHORT_BITS
    number = int.from_bytes(data, "big") >> (len(data) * 8 - count * _SHORT_BITS)
    return tuple(words[number >> _SHORT_BITS * at & (1 << _SHORT_BITS) - 1] for at in reversed(range(count)))


def from_typed(text: str) -> tuple[str, ...]:
    """Return the words of what a person typed, however they were parted, in lower case; they may not be in the list."""
    return tuple(word for word in _BETWEEN.split(text.lower()) if word)


def are_words(words: tuple[str, ...]) -> bool:
    """Say whether all of the words, and at least one, are in the list."""
    return bool(words) and set(words) <= set(_list())


@cache
def _list() -> tuple[str, ...]:
    return tuple(Mnemonic("english").wordlist)
