import hashlib
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.canonical import MalformedError, Value, hash_of, to_bytes
from peerdesk.domain.seals import UnknownSeal, read_seal, write_seal
from tests.domain.writing import AUTHOR, SCOPE, VALUES, WHEN, an_id

MAX_ENTRIES = 10_000
ONE, OTHER = sorted([an_id("one"), an_id("other")])
NO_ENTRIES: list[Any] = [None, [], {}, ONE, [OTHER, ONE], [ONE, ONE], [None], ["a"], [[ONE]]]
SEAL: dict[str, Any] = {
    "t": "seal",
    "v": 1,
    "scope": SCOPE,
    "author": AUTHOR,
    "prev": None,
    "sealed_at": WHEN,
    "entries": [ONE, OTHER],
}


def test_a_seal_is_read_as_it_was_written() -> None:
    seal = write_seal(SCOPE, AUTHOR, None, WHEN, [OTHER, ONE, OTHER])
    assert seal.line == to_bytes(SEAL)
    assert seal.seal_id == hash_of(SEAL)
    assert read_seal(seal.line) == seal
    assert seal.entries == (ONE, OTHER)
    after = write_seal(SCOPE, AUTHOR, seal.seal_id, WHEN, [ONE])
    assert after.prev == seal.seal_id


@pytest.mark.parametrize(
    "changes",
    [
        {"t": "revision"},
        {"t": None},
        *({"v": version} for version in (0, -1, True, None, "1", [1])),
        *({"scope": unsound} for unsound in (None, "", ONE.upper(), ONE + "\n", 1)),
        *({"author": unsound} for unsound in (None, "", ONE.upper(), ONE + "\n", 1)),
        *({"prev": unsound} for unsound in ("", ONE.upper(), ONE + "\n", 1, False)),
        *({"sealed_at": unsound} for unsound in (None, "", "2027-02-30T00:00:00Z", "2027-03-09")),
        *({"entries": unsound} for unsound in NO_ENTRIES),
        {"entries": sorted(an_id(str(n)) for n in range(MAX_ENTRIES + 1))},
        {"more": 1},
    ],
    ids=lambda changes: repr(changes)[:40],
)
def test_a_seal_against_the_grammar_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(MalformedError):
        read_seal(to_bytes({**SEAL, **changes}))


@pytest.mark.parametrize("name", SEAL)
def test_a_seal_that_lacks_something_is_refused(name: str) -> None:
    with pytest.raises(MalformedError):
        read_seal(to_bytes({other: said for other, said in SEAL.items() if other != name}))


@pytest.mark.parametrize("line", [b"", b"[]", b"null", to_bytes(SEAL) + b"\n", b"[" * 100_000], ids=len)
def test_what_is_no_seal_is_refused(line: bytes) -> None:
    with pytest.raises(MalformedError):
        read_seal(line)


def test_a_seal_of_a_later_version_is_kept_as_it_came_and_seals_nothing() -> None:
    line = to_bytes({"t": "seal", "v": 2, "scope": ONE, "author": ONE, "tree": {"root": ONE}})
    seal = read_seal(line)
    assert isinstance(seal, UnknownSeal)
    assert (seal.scope, seal.author, seal.entries, seal.line) == (ONE, ONE, (), line)
    for unsound in ({"scope": None}, {"author": "somebody"}):
        with pytest.raises(MalformedError):
            read_seal(to_bytes({"t": "seal", "v": 2, "scope": ONE, "author": ONE, **unsound}))


def test_a_seal_of_as_many_entries_as_are_allowed() -> None:
    seal = write_seal(SCOPE, AUTHOR, None, WHEN, (an_id(str(n)) for n in range(MAX_ENTRIES)))
    assert len(seal.entries) == MAX_ENTRIES
    assert len(seal.line) <= 1024 * 1024  # so that it goes into one line of a package
    with pytest.raises(MalformedError):
        write_seal(SCOPE, AUTHOR, None, WHEN, (an_id(str(n)) for n in range(MAX_ENTRIES + 1)))
    with pytest.raises(MalformedError):
        write_seal(SCOPE, AUTHOR, None, WHEN, [])


@given(st.sampled_from(sorted(SEAL)), VALUES)
def test_a_seal_is_read_or_refused_whatever_it_says(name: str, value: Value) -> None:
    line = to_bytes({**SEAL, name: value})
    with suppress(MalformedError):
        assert read_seal(line).seal_id == hashlib.sha256(line).hexdigest()
