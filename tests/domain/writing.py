"""Entries written in a word or two, and a count of how much work something is."""

import hashlib
import sys
from collections.abc import Callable, Iterable, Mapping
from types import FrameType

from hypothesis import strategies as st

from peerdesk.domain.canonical import Value
from peerdesk.domain.entries import Revision, Words, write_revision

WHEN = "2027-03-09T09:00:00Z"
SALT = "5a" * 16

NAMES = st.builds(str.__add__, st.sampled_from("aiz"), st.text("az09_", max_size=4))
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"), max_size=12)
VALUES: st.SearchStrategy[Value] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


def an_id(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


SCOPE, AUTHOR = an_id("the review"), an_id("anita")


def revision(
    said: Mapping[str, Value],
    parents: Iterable[Revision] = (),
    *,
    author: str = AUTHOR,
    kind: str = "note",
    ends: tuple[str, str] | None = None,
    deleted: bool = False,
    written_at: str = WHEN,
    salt: str = SALT,
) -> Revision:
    """Write a record's first revision, or a later one of what its parents belong to."""
    replaced = list(parents)
    return write_revision(
        scope=SCOPE,
        kind=kind,
        record=replaced[0].record_id if replaced else None,
        fields={name: Words(salt, value) for name, value in said.items()},
        parents=[one.entry_id for one in replaced],
        author=author,
        written_at=written_at,
        ends=ends,
        deleted=deleted,
    )


def count_calls(work: Callable[[], object]) -> int:
    """Return how many functions of Python were entered: the same on a fast and a slow machine."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls
