"""What an erasure covers, held against its rule said slowly; no order matters."""

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.entries import Revision, Unknown, read_entry
from peerdesk.domain.erasure import Erasure, erased_of
from tests.domain.writing import AUTHOR, SCOPE, WHEN, an_id, revision

NAMES = ["text", "where", "sign"]


@st.composite
def histories(draw: st.DrawFn) -> list[Revision]:
    """One record, forked and joined, with or without some of its revisions."""
    found = [revision({"text": "first"})]
    for number in range(draw(st.integers(0, 8))):
        above = draw(st.lists(st.sampled_from(found), min_size=1, max_size=3, unique_by=lambda one: one.entry_id))
        said = {name: str(number) for name in draw(st.sets(st.sampled_from(NAMES)))}
        found.append(revision(said, above, author=an_id(str(number))))
    return found


@st.composite
def erasures(draw: st.DrawFn, history: list[Revision]) -> list[Erasure]:
    keeps = st.none() | st.sampled_from([*(one.entry_id for one in history), an_id("not here")])
    fields = st.sampled_from([["*"], *([name] for name in NAMES), NAMES])
    one = st.builds(Erasure, st.just(history[0].record_id), fields.map(frozenset), keeps)
    return draw(st.lists(one, max_size=3))


def descends(one: Revision, kept: str | None, here: dict[str, Revision]) -> bool:
    if one.entry_id == kept or kept in one.parents:  # its header says so, whether or not what is kept is here
        return True
    return any(parent in here and descends(here[parent], kept, here) for parent in one.parents)


@given(st.data())
def test_what_does_not_descend_from_what_is_kept_is_covered(data: st.DataObject) -> None:
    history = data.draw(histories())
    said = data.draw(erasures(history))
    here = data.draw(st.permutations(history))[: data.draw(st.integers(0, len(history)))]
    by_id = {one.entry_id: one for one in here}
    plainly = {
        one.entry_id: frozenset(
            name
            for name in one.fields
            if any(erasure.covers(name) and not descends(one, erasure.keep, by_id) for erasure in said)
        )
        for one in here
    }
    expected = {entry_id: names for entry_id, names in plainly.items() if names}
    assert erased_of(said, here) == erased_of(reversed(said), reversed(here)) == expected


@given(st.data())
def test_more_that_comes_only_uncovers_what_descends_from_what_is_kept(data: st.DataObject) -> None:
    """A revision that is covered while its parents lack may turn out to be kept; never the other way round."""
    history = data.draw(histories())
    said = data.draw(erasures(history))
    part = data.draw(st.lists(st.sampled_from(history), unique_by=lambda one: one.entry_id))
    some, everything = erased_of(said, part), erased_of(said, history)
    for one in part:
        assert everything.get(one.entry_id, frozenset()) <= some.get(one.entry_id, frozenset())


def test_an_edit_of_a_later_version_is_covered_too() -> None:
    line = (
        b'{"author":"%s","fields":{"text":"%s"},"kind":"note","record":"%s","scope":"%s","t":"revision","v":2,'
        b'"written_at":"%s"}'
    ) % tuple(one.encode() for one in (AUTHOR, an_id("words"), an_id("record"), SCOPE, WHEN))
    later = read_entry(line)
    assert isinstance(later, Unknown)
    assert later.record_id == an_id("record")
    erasure = Erasure(an_id("record"), frozenset({"text"}), None)
    assert erased_of([erasure], [later]) == {later.entry_id: {"text"}}
