"""Revisions and statements: the only two things that are ever added to a desk (PROTOCOL 2)."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from peerdesk.domain.canonical import (
    MalformedError,
    Value,
    from_bytes,
    from_kept_bytes,
    kept_hash_of,
    to_bytes,
    to_kept_bytes,
)
from peerdesk.domain.grammar import (
    MAX_FIELDS,
    MAX_HEADER_BYTES,
    MAX_PARENTS,
    MAX_STATEMENT_BYTES,
    MAX_WORDS_BYTES,
    are_field_names,
    are_ids,
    are_sorted_ids,
    depth_of,
    is_above,
    is_id,
    is_id_or_none,
    is_name,
    is_nonce,
    is_positive,
    is_release,
    is_time,
    need,
)
from peerdesk.domain.plain import plain_header

VERSION = 1

_SALT = re.compile(r"[0-9a-f]{32}")
_REVISION_KEYS = {"t", "v", "scope", "kind", "parents", "deleted", "fields", "author", "written_at"}
_STATEMENT_KEYS = {"t", "v", "scope", "kind", "author", "written_at", "says"}


@dataclass(frozen=True, slots=True)
class Revision:
    """One immutable edit of one record: which fields it writes, not what it says in them.

    Attributes:
        entry_id: SHA-256 of `line`.
        record_id: the record it belongs to; its own id if it is the record's first.
        ends: the two ends of a link, else None.
        parents: the revisions that its writer was shown, sorted.
        fields: name of each field that it writes, with the salted hash of its words.
        line: its canonical bytes.
    """

    entry_id: str
    scope: str
    kind: str
    record_id: str
    ends: tuple[str, str] | None
    parents: tuple[str, ...]
    deleted: bool
    fields: Mapping[str, str]
    author: str
    written_at: str
    line: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Statement:
    """One immutable act about a review as a whole: who found it, who may write, what is signed.

    Attributes:
        scope: id of the `found` statement; its own id for that one.
        says: ids, names of keys, hashes and times; never prose.
    """

    entry_id: str
    scope: str
    kind: str
    author: str
    written_at: str
    says: Mapping[str, Any]
    line: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """An entry of a later version: kept and passed on, never shown.

    Attributes:
        record_id: of the record that it says to belong to, so that an erasure of that reaches it; else None.
        fields: name and salted hash of what it writes, as far as it says so in the way of this version.
    """

    entry_id: str
    scope: str
    kind: str
    author: str
    written_at: str
    line: bytes = field(repr=False)
    record_id: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


Entry: TypeAlias = Revision | Statement | Unknown


@dataclass(frozen=True, slots=True)
class Words:
    """What one field of one revision says: it travels beside the header and may be absent."""

    salt: str
    value: Value

    def line(self) -> bytes:
        """Return the pair `[salt, value]` in canonical bytes."""
        return to_bytes([self.salt, self.value])

    def kept_line(self) -> bytes:
        """Return the same for words that were read from a line."""
        return to_kept_bytes([self.salt, self.value])


def link_id(scope: str, kind: str, one: str, other: str) -> str:
    """Return the record id of a link, which follows from its two ends."""
    return kept_hash_of(["link", scope, kind, one, other])


def words_hash(words: Words, author: str, name: str) -> str:
    """Return what a header says about a field's words: a hash that nobody can guess without the salt."""
    return kept_hash_of([words.salt, author, name, words.value])


def read_words(line: bytes) -> Words:
    """Return the words of one line `[salt, value]`.

    Raises:
        MalformedError: not canonical, too long or too deep.
    """
    if len(line) > MAX_WORDS_BYTES:
        raise MalformedError("words over 256 KiB")
    value = from_bytes(line)
    if not (isinstance(value, list) and len(value) == 2 and isinstance(value[0], str)):
        raise MalformedError("words are not [salt, value]")
    if not _SALT.fullmatch(value[0]) or depth_of(value[1]) > 8:
        raise MalformedError("words with an unsound salt, or nested too deep")
    return Words(value[0], value[1])


def read_kept_words(line: bytes) -> Words:
    """Return the words of a line that was looked at before it was kept."""
    salt, value = cast(Sequence[Any], from_kept_bytes(line))
    return Words(salt, value)


def read_kept_revision(line: bytes) -> Revision:
    """Return the revision of a line that was looked at before it was kept."""
    return _to_revision(hashlib.sha256(line).hexdigest(), cast(dict[str, Any], from_kept_bytes(line)), line)


def read_kept_entry(line: bytes) -> Entry:
    """Return the entry of a line that was looked at before it was kept."""
    value = cast(dict[str, Any], from_kept_bytes(line))
    if value["v"] == VERSION and value["t"] == "revision":
        return _to_revision(hashlib.sha256(line).hexdigest(), value, line)
    return read_entry(line)


def write_revision(
    *,
    scope: str,
    kind: str,
    record: str | None,
    fields: Mapping[str, Words],
    parents: Iterable[str],
    author: str,
    written_at: str,
    ends: tuple[str, str] | None = None,
    deleted: bool = False,
) -> Revision:
    """Make a revision: the record's first if `record` is None, or a link's if `ends` is given.

    Raises:
        MalformedError: what would be written does not follow the grammar, or the words are too long or too deep.
    """
    for words in fields.values():
        read_words(words.line())
    header: dict[str, Value] = {
        "t": "revision",
        "v": VERSION,
        "scope": scope,
        "kind": kind,
        "parents": sorted(set(parents)),
        "deleted": deleted,
        "fields": {name: words_hash(words, author, name) for name, words in fields.items()},
        "author": author,
        "written_at": written_at,
    }
    if ends is None:
        header["record"] = record
    else:
        header["ends"] = list(ends)
    entry = read_entry(to_bytes(header))
    assert isinstance(entry, Revision)  # noqa: S101 - read_entry of what was just written
    return entry


def write_statement(
    *, scope: str | None, kind: str, says: Mapping[str, Value], author: str, written_at: str
) -> Statement:
    """Make a statement; `scope` is None for `found` alone.

    Raises:
        MalformedError: what would be written does not follow the grammar.
    """
    value: dict[str, Value] = {
        "t": "statement",
        "v": VERSION,
        "scope": scope,
        "kind": kind,
        "says": says,
        "author": author,
        "written_at": written_at,
    }
    entry = read_entry(to_bytes(value))
    if not isinstance(entry, Statement):
        raise MalformedError("a kind of statement that nobody knows")
    return entry


def read_entry(line: bytes) -> Entry:
    """Return the entry of one canonical line; its id is computed, never believed.

    Raises:
        MalformedError: the line is not canonical, too long, or of this version and against its grammar.
    """
    plain = plain_header(line)
    return look_closely(line) if plain is None else _to_revision(hashlib.sha256(line).hexdigest(), plain, line)


def look_closely(line: bytes) -> Entry:
    """Return the same as `read_entry`, of whatever kind the line is."""
    parsed = from_bytes(line) if len(line) <= MAX_STATEMENT_BYTES else None
    if not isinstance(parsed, dict):
        raise MalformedError("an entry that is no object, or over 256 KiB")
    value: dict[str, Any] = parsed
    entry_id = hashlib.sha256(line).hexdigest()
    kind, author, written_at = value.get("kind"), value.get("author"), value.get("written_at")
    if not (is_name(kind) and is_id(author) and is_time(written_at)):
        raise MalformedError("an entry without kind, author or time")
    need(is_positive(value.get("v")), "no version")
    if value["v"] > VERSION:
        need("scope" in value and is_id_or_none(value["scope"]), "no scope")
        return _read_later(entry_id, value, line)
    if value.get("t") == "revision":
        return _read_revision(entry_id, value, line)
    return _read_statement(entry_id, value, line)


def _read_later(entry_id: str, value: dict[str, Any], line: bytes) -> Unknown:
    """Take what a later version says in the way of this one; nothing else of it is looked at."""
    is_revision = value.get("t") == "revision"
    record, ends, fields = value.get("record"), value.get("ends"), value.get("fields")
    if isinstance(ends, list) and are_ids(ends) and len(ends) == 2 and is_id(value["scope"]):
        record = link_id(value["scope"], value["kind"], ends[0], ends[1])
    elif record is None and is_revision:
        record = entry_id
    return Unknown(
        entry_id,
        value["scope"] or entry_id,
        value["kind"],
        value["author"],
        value["written_at"],
        line,
        record if is_id(record) else None,
        {name: one for name, one in fields.items() if is_id(one)} if isinstance(fields, dict) else {},
    )


def _read_revision(entry_id: str, value: dict[str, Any], line: bytes) -> Revision:
    is_link = "ends" in value
    need(len(line) <= MAX_HEADER_BYTES, "a header over 16 KiB")
    need(set(value) == _REVISION_KEYS | {"ends" if is_link else "record"}, "a header of other keys")
    parents, fields = value["parents"], value["fields"]
    need(is_id(value["scope"]) and isinstance(value["deleted"], bool), "a header of unsound values")
    need(are_sorted_ids(parents) and len(parents) <= MAX_PARENTS, "unsound parents")
    need(isinstance(fields, dict) and len(fields) <= MAX_FIELDS, "unsound fields")
    need(all(is_name(name) and is_id(hashed) for name, hashed in fields.items()), "unsound fields")
    if is_link:
        ends = value["ends"]
        need(isinstance(ends, list) and len(ends) == 2 and all(map(is_id, ends)), "unsound ends")
    else:
        record = value["record"]
        need(record is None or is_id(record), "an unsound record id")
        need(bool(fields) and not parents if record is None else bool(parents), "no record's first, no edit of one")
    return _to_revision(entry_id, value, line)


def _to_revision(entry_id: str, value: Mapping[str, Any], line: bytes) -> Revision:
    ends = value.get("ends")
    if ends is None:
        record_id = value["record"] or entry_id
    else:
        record_id = link_id(value["scope"], value["kind"], ends[0], ends[1])
    return Revision(
        entry_id,
        value["scope"],
        value["kind"],
        record_id,
        None if ends is None else (ends[0], ends[1]),
        tuple(value["parents"]),
        value["deleted"],
        value["fields"],
        value["author"],
        value["written_at"],
        line,
    )


def _read_statement(entry_id: str, value: dict[str, Any], line: bytes) -> Statement | Unknown:
    need(value.get("t") == "statement" and set(value) == _STATEMENT_KEYS, "neither revision nor statement")
    says, kind, scope = value["says"], value["kind"], value["scope"]
    need(isinstance(says, dict), "a statement that says nothing")
    need(scope is None if kind == "found" else is_id(scope), "a statement without scope")
    if kind not in _SAYS:
        return Unknown(entry_id, scope, kind, value["author"], value["written_at"], line)
    required, optional = _SAYS[kind]
    need(required.keys() <= says.keys() <= required.keys() | optional.keys(), f"{kind} of other keys")
    for name, said in says.items():
        need((required.get(name) or optional[name])(said), f"{kind} with an unsound {name}")
    return Statement(entry_id, scope or entry_id, kind, value["author"], value["written_at"], says, line)


_Grammar: TypeAlias = Mapping[str, Callable[[object], bool]]
_SAYS: Mapping[str, tuple[_Grammar, _Grammar]] = {
    "found": ({"what": is_name, "rules": is_positive, "above": is_above, "nonce": is_nonce}, {}),
    "grant": (
        {"key": is_id, "role": is_name, "under": is_id_or_none, "nonce": is_nonce},
        {"succeeds": is_id},
    ),
    "end": ({"grant": is_id, "keeps": are_ids, "nonce": is_nonce}, {}),
    "admit": ({"entries": are_ids, "nonce": is_nonce}, {}),
    "erase": (
        {"record": is_id, "fields": are_field_names, "keep": is_id_or_none, "nonce": is_nonce},
        {},
    ),
    "signoff": (
        {"pdf": is_id, "covers": are_ids, "numbers": are_ids, "nonce": is_nonce},
        {"replaces": are_sorted_ids},
    ),
    "release": (
        {"signoff": is_id, "what": is_release, "word": is_id_or_none, "nonce": is_nonce},
        {"replaces": are_sorted_ids},
    ),
}
