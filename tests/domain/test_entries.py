import hashlib
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.canonical import MalformedError, Value, hash_of, to_bytes
from peerdesk.domain.entries import (
    Revision,
    Statement,
    Unknown,
    link_id,
    read_entry,
    write_statement,
)
from tests.domain.writing import AUTHOR, SALT, SCOPE, VALUES, WHEN, an_id, revision

MAX_FIELDS, MAX_PARENTS, MAX_BYTES = 64, 32, 256 * 1024
ONE, OTHER = sorted([an_id("one"), an_id("other")])
FIRST: dict[str, Any] = {
    "t": "revision",
    "v": 1,
    "scope": SCOPE,
    "kind": "note",
    "record": None,
    "parents": [],
    "deleted": False,
    "fields": {"text": an_id("said")},
    "author": AUTHOR,
    "written_at": WHEN,
}
LATER = {**FIRST, "record": ONE, "parents": [ONE, OTHER]}
LINK = {**{name: value for name, value in FIRST.items() if name != "record"}, "ends": [ONE, OTHER], "fields": {}}
STATEMENT: dict[str, Any] = {
    "t": "statement",
    "v": 1,
    "scope": SCOPE,
    "kind": "admit",
    "author": AUTHOR,
    "written_at": WHEN,
    "says": {"entries": [ONE], "nonce": SALT},
}
SAYS: dict[str, dict[str, Any]] = {
    "found": {"what": "review", "rules": 1, "above": [ONE], "nonce": SALT},
    "grant": {"key": ONE, "role": "reviewer", "under": OTHER, "nonce": SALT},
    "end": {"grant": ONE, "keeps": [OTHER, ONE], "nonce": SALT},
    "admit": {"entries": [OTHER, ONE], "nonce": SALT},
    "erase": {"record": ONE, "fields": ["text"], "keep": OTHER, "nonce": SALT},
    "signoff": {"pdf": ONE, "covers": [ONE], "numbers": [OTHER], "nonce": SALT},
    "release": {"signoff": ONE, "what": "summary", "word": OTHER, "nonce": SALT},
}
UNSOUND_IDS: list[Any] = [None, "", ONE[:-1], ONE + "0", ONE.upper(), ONE + "\n", "g" * 64, "٠" * 64, 1, [ONE]]
NO_BOOLEANS: list[Any] = [None, 0, 1, "false", []]
UNSOUND_TIMES: list[Any] = [
    None,
    "",
    "2027-03-09",
    "2027-03-09T09:00:00",
    "2027-03-09 09:00:00Z",
    "2027-03-09T09:00:00z",
    "2027-03-09T09:00:00+00:00",
    "2027-03-09T09:00:00.0Z",
    "2027-03-09T09:00Z",
    "2027-02-29T09:00:00Z",
    "2027-13-01T09:00:00Z",
    "2027-03-09T24:00:00Z",
    "2027-03-09T09:60:00Z",
    "2027-03-09T09:00:60Z",
    "0000-03-09T09:00:00Z",
    "02027-03-09T09:00:00Z",
    "2027-03-0٩T09:00:00Z",
    "2027-03-09T09:00:00Z\n",
    20270309,
]
UNSOUND_NAMES: list[Any] = [None, "", "Note", "a" * 33, "a b", "a-b", "é", "note\n", "1note", "_note", 1, ["note"]]


def without(value: dict[str, Any], name: str) -> dict[str, Any]:
    return {other: said for other, said in value.items() if other != name}


def says(kind: str, **changes: Any) -> dict[str, Any]:
    return {**STATEMENT, "kind": kind, "scope": None if kind == "found" else SCOPE, "says": {**SAYS[kind], **changes}}


def refused(value: Any) -> None:
    with pytest.raises(MalformedError):
        read_entry(to_bytes(value))


@pytest.mark.parametrize("header", [FIRST, LATER, LINK, STATEMENT], ids=["first", "later", "link", "statement"])
def test_an_id_is_computed_from_every_byte(header: dict[str, Any]) -> None:
    entry = read_entry(to_bytes(header))
    assert entry.entry_id == hash_of(header) == hashlib.sha256(entry.line).hexdigest()
    assert entry.line == to_bytes(header)
    for name, changed in {"author": OTHER, "scope": OTHER, "written_at": "2027-03-09T09:00:01Z"}.items():
        assert read_entry(to_bytes({**header, name: changed})).entry_id != entry.entry_id


@pytest.mark.parametrize("header", [FIRST, LATER, LINK, STATEMENT], ids=["first", "later", "link", "statement"])
def test_an_entry_has_its_keys_and_no_others(header: dict[str, Any]) -> None:
    for name in header:
        refused(without(header, name))
    refused({**header, "more": 1})
    refused({**header, "id": ONE})
    for t in ("seal", "Revision", "", None, 1):
        refused({**header, "t": t})
    for version in (0, -1, None, True, "1", [1]):
        refused({**header, "v": version})


@pytest.mark.parametrize("header", [FIRST, LATER, LINK, STATEMENT], ids=["first", "later", "link", "statement"])
def test_what_all_entries_say_must_be_sound(header: dict[str, Any]) -> None:
    for unsound in UNSOUND_IDS:
        refused({**header, "author": unsound})
        refused({**header, "scope": unsound})
    for unsound in UNSOUND_TIMES:
        refused({**header, "written_at": unsound})
    for unsound in UNSOUND_NAMES:
        refused({**header, "kind": unsound})


@pytest.mark.parametrize("line", [b"", b"null", b"1", b"[]", b'"revision"', b"{}", b"[" * 4000], ids=repr)
def test_what_is_no_entry_is_refused(line: bytes) -> None:
    with pytest.raises(MalformedError):
        read_entry(line)


def test_a_line_of_another_form_is_refused() -> None:
    line = to_bytes(FIRST)
    read_entry(line)
    for other in (line + b"\n", b" " + line, line.replace(b":", b": ", 1), line.replace(b"note", b"not\\u0065")):
        with pytest.raises(MalformedError):
            read_entry(other)


@pytest.mark.parametrize(
    "header",
    [
        {**FIRST, "parents": [ONE]},
        {**FIRST, "fields": {}},
        {**FIRST, "record": ""},
        {**FIRST, "record": False},
        *({**LATER, "record": unsound} for unsound in UNSOUND_IDS if unsound is not None),
        {**LATER, "record": None},
        {**LATER, "parents": []},
        *({**LATER, "parents": [unsound]} for unsound in UNSOUND_IDS),
        {**LATER, "parents": [OTHER, ONE]},
        {**LATER, "parents": [ONE, ONE]},
        {**LATER, "parents": ONE},
        {**LATER, "parents": {"a": ONE}},
        {**LATER, "parents": None},
        {**LATER, "parents": sorted(an_id(str(n)) for n in range(MAX_PARENTS + 1))},
        *({**FIRST, "deleted": unsound} for unsound in NO_BOOLEANS),
        *({**FIRST, "fields": {"text": unsound}} for unsound in UNSOUND_IDS),
        {**FIRST, "fields": None},
        {**FIRST, "fields": ["text"]},
        {**FIRST, "fields": {f"f{n}": ONE for n in range(MAX_FIELDS + 1)}},
        {**FIRST, "ends": [ONE, OTHER]},
        {**LINK, "record": None},
        {**LINK, "record": ONE},
        {**LINK, "ends": None},
        {**LINK, "ends": [ONE]},
        {**LINK, "ends": [ONE, OTHER, OTHER]},
        {**LINK, "ends": ONE + OTHER},
        *({**LINK, "ends": [ONE, unsound]} for unsound in UNSOUND_IDS),
    ],
    ids=lambda header: orjson.dumps(header).decode()[-20:],
)
def test_a_header_against_the_grammar_is_refused(header: dict[str, Any]) -> None:
    refused(header)


def test_a_first_revision_gives_its_record_the_id() -> None:
    first = read_entry(to_bytes({**FIRST, "deleted": True}))
    assert isinstance(first, Revision)
    assert first.record_id == first.entry_id
    assert first.deleted
    assert first.ends is None


def test_a_later_revision_names_record_and_parents() -> None:
    later = read_entry(to_bytes({**LATER, "fields": {}}))
    assert isinstance(later, Revision)
    assert (later.record_id, later.parents, later.fields) == (ONE, (ONE, OTHER), {})


def test_a_link_is_named_by_its_ends() -> None:
    link = read_entry(to_bytes(LINK))
    assert isinstance(link, Revision)
    assert link.ends == (ONE, OTHER)
    assert link.record_id == link_id(SCOPE, "note", ONE, OTHER) == hash_of(["link", SCOPE, "note", ONE, OTHER])
    others = [
        link_id(SCOPE, "note", OTHER, ONE),
        link_id(SCOPE, "link", ONE, OTHER),
        link_id(ONE, "note", ONE, OTHER),
    ]
    assert len({link.record_id, *others}) == 4
    again = read_entry(to_bytes({**LINK, "author": OTHER, "parents": [link.entry_id]}))
    assert isinstance(again, Revision)
    assert again.record_id == link.record_id


def test_as_many_parents_and_fields_as_are_allowed() -> None:
    parents = sorted(an_id(str(n)) for n in range(MAX_PARENTS))
    full = read_entry(to_bytes({**LATER, "parents": parents, "fields": {f"f{n}": ONE for n in range(MAX_FIELDS)}}))
    assert isinstance(full, Revision)
    assert (len(full.parents), len(full.fields)) == (MAX_PARENTS, MAX_FIELDS)


@pytest.mark.parametrize("kind", SAYS)
def test_a_statement_says_what_its_kind_says_and_no_more(kind: str) -> None:
    entry = read_entry(to_bytes(says(kind)))
    assert isinstance(entry, Statement)
    assert entry.says == SAYS[kind]
    assert entry.scope == (entry.entry_id if kind == "found" else SCOPE)
    for name in SAYS[kind]:
        refused({**says(kind), "says": without(SAYS[kind], name)})
    refused(says(kind, note="Tom was late again"))
    refused({**says(kind), "scope": SCOPE if kind == "found" else None})
    nothing: Any
    for nothing in (None, [], "", 1):
        refused({**says(kind), "says": nothing})
    for nonce in (None, "", SALT[:-1], SALT + "0", SALT.upper(), SALT + "\n", 1):
        refused(says(kind, nonce=nonce))


PROSE = "Tom was late again"


@pytest.mark.parametrize(
    ("kind", "name", "unsound"),
    [
        ("found", "what", UNSOUND_NAMES),
        ("found", "rules", [None, 0, -1, True, "1", PROSE]),
        ("found", "above", [None, ONE, [PROSE], [None], [ONE] * 4, {"a": ONE}]),
        ("grant", "key", UNSOUND_IDS),
        ("grant", "role", UNSOUND_NAMES),
        ("grant", "under", UNSOUND_IDS[1:]),
        ("grant", "succeeds", UNSOUND_IDS),
        ("end", "grant", UNSOUND_IDS),
        ("end", "keeps", [None, ONE, [PROSE], [None], [[ONE]], {}]),
        ("admit", "entries", [None, ONE, [PROSE], [None], [[ONE]], {}]),
        ("erase", "record", UNSOUND_IDS),
        ("erase", "fields", [None, "*", ["*", "text"], [PROSE], [None], {}]),
        ("erase", "keep", UNSOUND_IDS[1:]),
        ("signoff", "pdf", UNSOUND_IDS),
        ("signoff", "covers", [None, ONE, [PROSE], [None]]),
        ("signoff", "numbers", [None, ONE, [PROSE], [1]]),
        ("release", "signoff", UNSOUND_IDS),
        ("release", "what", [None, "", "all", PROSE, ["report"], True]),
        ("release", "word", UNSOUND_IDS[1:]),
    ],
)
def test_a_statement_holds_no_prose_and_nothing_unsound(kind: str, name: str, unsound: list[Any]) -> None:
    for value in unsound:
        refused(says(kind, **{name: value}))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("found", {"above": []}),
        ("found", {"rules": 2}),
        ("grant", {"under": None}),
        ("grant", {"succeeds": OTHER}),
        ("end", {"keeps": []}),
        ("erase", {"keep": None, "fields": ["*"]}),
        ("release", {"word": None, "what": "nothing"}),
    ],
)
def test_a_statement_may_leave_open_what_its_kind_lets_it(kind: str, said: dict[str, Any]) -> None:
    entry = read_entry(to_bytes(says(kind, **said)))
    assert isinstance(entry, Statement)
    assert entry.says == {**SAYS[kind], **said}


@pytest.mark.parametrize(
    "value",
    [
        {**FIRST, "v": 2, "mood": {"deep": [PROSE]}},
        {**without(FIRST, "fields"), "v": 2**53 - 1, "t": "thought"},
        {**says("found"), "v": 2, "scope": None},
        {**STATEMENT, "kind": "thank", "says": {"whom": PROSE}},
    ],
    ids=["later", "much later", "later founding", "later kind of statement"],
)
def test_what_a_later_version_wrote_is_kept_as_it_came(value: dict[str, Any]) -> None:
    entry = read_entry(to_bytes(value))
    assert isinstance(entry, Unknown)
    assert entry.line == to_bytes(value)
    assert entry.entry_id == hash_of(value)
    assert entry.scope == (value["scope"] or entry.entry_id)
    assert (entry.kind, entry.author, entry.written_at) == (value["kind"], AUTHOR, WHEN)


def test_kinds_and_fields_of_a_later_version_are_read_like_any() -> None:
    entry = read_entry(to_bytes({**FIRST, "kind": "smell", "fields": {"strength": ONE}}))
    assert isinstance(entry, Revision)
    assert (entry.kind, entry.fields) == ("smell", {"strength": ONE})


@given(
    st.sampled_from([FIRST, LATER, LINK, *map(says, SAYS)]), st.sampled_from([*FIRST, "ends", "says", "more"]), VALUES
)
def test_an_entry_is_read_or_refused_whatever_it_says(header: dict[str, Any], name: str, value: Value) -> None:
    line = to_bytes({**header, name: value})
    try:
        entry = read_entry(line)
    except MalformedError:
        return
    assert (entry.line, entry.entry_id) == (line, hashlib.sha256(line).hexdigest())
    assert len(entry.scope) == 64


@given(st.sampled_from(sorted(SAYS)), st.data(), VALUES)
def test_a_statement_is_read_or_refused_whatever_it_says(kind: str, data: st.DataObject, value: Value) -> None:
    name = data.draw(st.sampled_from(sorted(SAYS[kind])))
    try:
        entry = read_entry(to_bytes(says(kind, **{name: value})))
    except MalformedError:
        return
    assert isinstance(entry, Statement)


def test_an_entry_as_long_as_is_allowed() -> None:
    later = {**STATEMENT, "v": 2, "more": ""}
    room = MAX_BYTES - len(to_bytes(later))
    assert isinstance(read_entry(to_bytes({**later, "more": "a" * room})), Unknown)
    refused({**later, "more": "a" * (room + 1)})
    ids = [an_id(str(n)) for n in range((MAX_BYTES - len(to_bytes(says("admit", entries=[])))) // 67)]
    assert isinstance(read_entry(to_bytes(says("admit", entries=ids))), Statement)
    refused(says("admit", entries=[*ids, *ids[:2]]))


def test_parents_are_written_sorted_and_once() -> None:
    first = revision({"text": "a"})
    left, right = revision({"text": "b"}, [first]), revision({"text": "c"}, [first])
    merged = revision({}, [right, left, right])
    assert merged.parents == tuple(sorted({left.entry_id, right.entry_id}))
    assert read_entry(merged.line) == merged


def test_nobody_writes_what_the_grammar_refuses() -> None:
    with pytest.raises(MalformedError):
        revision({})
    with pytest.raises(MalformedError):
        revision({"Text": "a"})
    with pytest.raises(MalformedError):
        revision({"text": "a"}, written_at="today")
    for kind in ("thank", "Found", "found"):
        with pytest.raises(MalformedError):
            write_statement(scope=SCOPE, kind=kind, says=SAYS["found"], author=AUTHOR, written_at=WHEN)


def test_a_founding_is_its_own_scope() -> None:
    found = write_statement(scope=None, kind="found", says=SAYS["found"], author=AUTHOR, written_at=WHEN)
    assert found.scope == found.entry_id
    other = write_statement(
        scope=None, kind="found", says={**SAYS["found"], "nonce": "00" * 16}, author=AUTHOR, written_at=WHEN
    )
    assert other.scope != found.scope
