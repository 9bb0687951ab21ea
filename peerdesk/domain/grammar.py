"""The small rules of the grammar: what an id, a name, a time, a nonce looks like; its limits (PROTOCOL 1, 2, 13)."""

import re
from datetime import datetime
from typing import TypeGuard

from peerdesk.domain.canonical import MalformedError, Value

MAX_HEADER_BYTES = 16 * 1024
MAX_STATEMENT_BYTES = 256 * 1024
MAX_WORDS_BYTES = 256 * 1024
MAX_FIELDS = 64
MAX_PARENTS = 32

_ID = re.compile(r"[0-9a-f]{64}\Z")
_IDS = re.compile(r"(?:[0-9a-f]{64}(?: (?!\Z)|\Z))*+")  # as many as fit the length: no id holds a space
_NONCE = re.compile(r"[0-9a-f]{32}\Z")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}\Z")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}Z\Z")


def need(holds: object, otherwise: str) -> None:
    """Raise MalformedError unless it holds."""
    if not holds:
        raise MalformedError(otherwise)


def is_id(value: object) -> TypeGuard[str]:
    """64 lower-case hex digits."""
    return isinstance(value, str) and bool(_ID.match(value))


def is_name(value: object) -> TypeGuard[str]:
    """A name of a kind, field or role."""
    return isinstance(value, str) and bool(_NAME.match(value))


def is_time(value: object) -> TypeGuard[str]:
    """`YYYY-MM-DDTHH:MM:SSZ`, and a time that exists."""
    if not (isinstance(value, str) and _TIME.match(value)):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def are_ids(value: object) -> bool:
    """A list of ids."""
    if not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
        return False
    joined = " ".join(value)
    return len(joined) == max(0, 65 * len(value) - 1) and bool(_IDS.fullmatch(joined))


def are_sorted_ids(value: object) -> bool:
    """A list of ids, each greater than the one before."""
    if not isinstance(value, list):
        return False
    return are_ids(value) and len(set(value)) == len(value) and value == sorted(value)


def is_id_or_none(value: object) -> bool:
    """An id, or nothing."""
    return value is None or is_id(value)


def is_nonce(value: object) -> bool:
    """32 lower-case hex digits."""
    return isinstance(value, str) and bool(_NONCE.match(value))


def is_above(value: object) -> bool:
    """At most three names of keys."""
    return are_ids(value) and isinstance(value, list) and len(value) <= 3


def is_positive(value: object) -> bool:
    """A whole number from 1."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def is_release(value: object) -> bool:
    """How much the head lets out."""
    return value in ("nothing", "themes", "summary", "report")


def are_field_names(value: object) -> bool:
    """Names of fields, or `*` for all."""
    return isinstance(value, list) and (value == ["*"] or all(map(is_name, value)))


def depth_of(value: Value) -> int:
    """How many arrays and objects are nested."""
    if isinstance(value, dict):
        return 1 + max(map(depth_of, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth_of, value), default=0)
    return 0
