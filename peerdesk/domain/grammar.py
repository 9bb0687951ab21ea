"""The small rules of the grammar: what an id, a name, a time, a nonce looks like (PROTOCOL 1 and 2)."""

import re
from datetime import datetime
from itertools import pairwise
from typing import TypeGuard

from peerdesk.domain.canonical import MalformedError, Value

_ID = re.compile(r"[0-9a-f]{64}\Z")
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
    return isinstance(value, list) and all(map(is_id, value))


def are_sorted_ids(value: object) -> bool:
    """A list of ids, each greater than the one before."""
    if not isinstance(value, list):
        return False
    return are_ids(value) and all(one < other for one, other in pairwise(value))


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
