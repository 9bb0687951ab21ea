"""Seals: an author's signature over the list of their entries that leave for the first time (PROTOCOL 3)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from peerdesk.domain.canonical import MalformedError, from_bytes, to_bytes
from peerdesk.domain.grammar import are_sorted_ids, is_id, is_id_or_none, is_positive, is_time

MAX_ENTRIES = 10_000
MAX_SEAL_BYTES = 1024 * 1024
VERSION = 1
NAMESPACE = "seal@peerdesk"
_KEYS = {"t", "v", "scope", "author", "prev", "sealed_at", "entries"}


@dataclass(frozen=True, slots=True)
class Seal:
    """A list of ids by one author in one scope. Whether its signature holds is asked of `keys/signing.py`.

    Attributes:
        seal_id: SHA-256 of `line`.
        prev: the same desk's last seal in the scope, or None. It decides nothing; a missing one shows a gap.
    """

    seal_id: str
    scope: str
    author: str
    prev: str | None
    sealed_at: str
    entries: tuple[str, ...]
    line: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class UnknownSeal:
    """A seal of a later version: kept and passed on as it came, and nothing is sealed by it here."""

    seal_id: str
    scope: str
    author: str
    line: bytes = field(repr=False)
    entries: tuple[str, ...] = ()


AnySeal: TypeAlias = Seal | UnknownSeal


def write_seal(scope: str, author: str, prev: str | None, sealed_at: str, entries: Iterable[str]) -> Seal:
    """Make the seal of up to 10,000 entries; its line is what is to be signed.

    Raises:
        MalformedError: no entries, or too many.
    """
    seal = read_seal(
        to_bytes(
            {
                "t": "seal",
                "v": VERSION,
                "scope": scope,
                "author": author,
                "prev": prev,
                "sealed_at": sealed_at,
                "entries": sorted(set(entries)),
            }
        )
    )
    assert isinstance(seal, Seal)  # noqa: S101 - it is of this version
    return seal


def read_seal(line: bytes) -> AnySeal:
    """Return the seal of one canonical line.

    Raises:
        MalformedError: not canonical, too long, or of this version and against its grammar.
    """
    return to_seal(from_bytes(line) if len(line) <= MAX_SEAL_BYTES else None, line)


def to_seal(value: Any, line: bytes) -> AnySeal:
    """Return the seal of a canonical value; `line` is its bytes.

    Raises:
        MalformedError: too long, or of this version and against its grammar.
    """
    if len(line) > MAX_SEAL_BYTES:
        raise MalformedError("a seal over 1 MiB")
    if not isinstance(value, dict) or value.get("t") != "seal" or not is_positive(value.get("v")):
        raise MalformedError("no seal")
    if not (is_id(value.get("scope")) and is_id(value.get("author"))):
        raise MalformedError("a seal of unsound ids")
    if value["v"] > VERSION:
        return UnknownSeal(hashlib.sha256(line).hexdigest(), value["scope"], value["author"], line)
    return _read_known(value, line)


def _read_known(value: dict[str, Any], line: bytes) -> Seal:
    if set(value) != _KEYS:
        raise MalformedError("a seal of other keys")
    entries = value["entries"]
    if not (are_sorted_ids(entries) and 1 <= len(entries) <= MAX_ENTRIES):
        raise MalformedError("a seal of no entries, of too many, or not sorted")
    if not is_id_or_none(value["prev"]):
        raise MalformedError("a seal of unsound ids")
    if not is_time(value["sealed_at"]):
        raise MalformedError("a seal without a time")
    seal_id = hashlib.sha256(line).hexdigest()
    return Seal(seal_id, value["scope"], value["author"], value["prev"], value["sealed_at"], tuple(entries), line)
