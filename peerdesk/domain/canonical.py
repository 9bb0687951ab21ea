"""One value, one sequence of bytes: what is hashed or signed (PROTOCOL 1; RFC 8785, narrowed)."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import orjson

from peerdesk.errors import PeerDeskError

Value: TypeAlias = "bool | int | str | Sequence[Value] | Mapping[str, Value] | None"

MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 16
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}\Z")
# Control characters but "\n" and "\t", and lone surrogates; found by a set because a scan by category is slow.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Of JSON, that in which `_check` would find nothing: sound names, strings of allowed characters, integers of at most 15
# digits. It knows too little rather than too much: what it does not know, `_check` looks at.
_PLAIN = re.compile(
    rb"(?:[\[\]{},]++"
    rb'|"[a-z][a-z0-9_]{0,31}+":'
    rb'|"(?:[^"\\\x00-\x1f\x7f\xc2]++|\xc2[\xa0-\xbf]|\\["\\nt])*+"(?!:)'
    rb"|-?[0-9]{1,15}+(?![0-9])|true|false|null)*+"
)
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


class MalformedError(PeerDeskError):
    """Bytes or a value that this format does not allow."""

    def __init__(self, detail: str) -> None:
        """Keep what was wrong for the log; the person only needs to know that the file is not sound."""
        super().__init__(
            "Part of this is not written the way PeerDesk writes it.",
            "Ask the sender for a new copy.",
            detail=detail,
        )


def to_bytes(value: Value) -> bytes:
    """Return the one sequence of bytes of a value.

    Raises:
        MalformedError: the value holds a float, too large an integer, a forbidden character, an unsound name, or
            is nested more than 16 deep.

    Source:
        PROTOCOL 1.1; RFC 8785.
    """
    _check(value, MAX_DEPTH)
    return to_kept_bytes(value)


def from_bytes(data: bytes) -> Value:
    """Return the value of one canonical line.

    Raises:
        MalformedError: the bytes are not exactly those that `to_bytes` would write for what they say.
    """
    try:
        value: Value = orjson.loads(data)
    except (orjson.JSONDecodeError, RecursionError) as error:
        raise MalformedError(f"not JSON: {error}") from error
    if not (_is_flat(data) and _PLAIN.fullmatch(data)):
        _check(value, MAX_DEPTH)
    if to_kept_bytes(value) != data:
        raise MalformedError("not in canonical form")
    return value


def from_kept_bytes(data: bytes) -> Value:
    """Return the value of a line that `from_bytes` accepted before it was kept; nothing is checked again."""
    value: Value = orjson.loads(data)
    return value


def to_kept_bytes(value: Value) -> bytes:
    """Return the bytes of a value of which every part was checked before; nothing is checked again."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def hash_of(value: Value) -> str:
    """Return the lower-case hex SHA-256 of a value's bytes."""
    return hashlib.sha256(to_bytes(value)).hexdigest()


def kept_hash_of(value: Value) -> str:
    """Return the hash of a value of which every part was checked before."""
    return hashlib.sha256(to_kept_bytes(value)).hexdigest()


def clean_text(text: str) -> str:
    r"""Return text as it may be kept: NFC, without the control characters that the format refuses.

    Line ends of all kinds become "\n". Nothing else that a person typed is changed.
    """
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", _LINE_END.sub("\n", text)))


def _is_flat(data: bytes) -> bool:
    """Say whether there are too few brackets for too deep a nest; those in texts count too."""
    return data.count(b"[") + data.count(b"{") <= MAX_DEPTH


def _check(value: Value, depth: int) -> None:
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, int):  # true and false are integers to Python, and in range
        if abs(value) > MAX_INTEGER:
            raise MalformedError("an integer beyond 2^53")
    elif isinstance(value, dict | list | tuple):
        if depth == 0:
            raise MalformedError("nested too deep")
        for inner in _named_values(value) if isinstance(value, dict) else value:
            _check(inner, depth - 1)
    elif value is not None:
        raise MalformedError(f"a {type(value).__name__}")


def _check_text(text: str) -> None:
    if _FORBIDDEN.search(text):
        raise MalformedError("a forbidden character")


def _named_values(value: Mapping[str, Value]) -> Iterable[Value]:
    for name in value:
        if not (isinstance(name, str) and _NAME.match(name)):
            raise MalformedError(f"an unsound name: {name!r:.40}")
    return value.values()
