from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerdesk.domain.authority import Standing
from peerdesk.domain.canonical import Value, to_bytes
from peerdesk.domain.entries import Revision, Words
from peerdesk.domain.records import Placed, Read, RecordLook, in_report_view, in_team_view, look
from tests.domain.writing import SALT, an_id, count_calls, revision

STANDINGS: tuple[Standing, ...] = ("in", "in", "marked", "held")
NAMES = ("text", "where", "order")


@dataclass(frozen=True)
class History:
    """Revisions of one record as they were written, and the words that are here."""

    placed: tuple[Placed, ...]
    words: Mapping[tuple[str, str], Value]

    def read(self, entry_id: str, name: str) -> Words | None:
        key = (entry_id, name)
        return Words(SALT, self.words[key]) if key in self.words else None

    def look(self) -> RecordLook:
        said = look(self.placed, self.read)
        assert said is not None
        return said


def history(*told: tuple[str, str, dict[str, Value]], deleted: str = "", held: str = "", marked: str = "") -> History:
    """Tell a record's history in rows: its letter, the letters it replaces, what it says.

    Args:
        told: the rows, parents before children.
        deleted: letters of revisions that throw the record away.
        held: letters of those that nobody had the right to write.
        marked: letters of those that a shadow wrote.
    """
    by_letter: dict[str, Placed] = {}
    words: dict[tuple[str, str], Value] = {}
    for letter, parents, said in told:
        above = [by_letter[one] for one in parents]
        one = revision(
            said,
            [parent.revision for parent in above],
            author=an_id(letter),
            deleted=letter in deleted and bool(letter),
        )
        standing: Standing = "held" if letter in held else "marked" if letter in marked else "in"
        by_letter[letter] = Placed(one, 1 + max((parent.depth for parent in above), default=0), standing)
        words |= {(one.entry_id, name): value for name, value in said.items()}
    return History(tuple(by_letter.values()), words)


def values(of: History, name: str = "text") -> set[Value]:
    return set(of.look().fields[name].values)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Grow a history as people do who have not seen all that the others wrote; some words are withheld."""
    placed: list[Placed] = []
    words: dict[tuple[str, str], Value] = {}
    a_link = draw(st.booleans())
    for number in range(draw(st.integers(1, 9))):
        seen = draw(st.sets(st.sampled_from(range(number)), min_size=not a_link, max_size=3)) if number else set()
        above = [placed[one] for one in seen]
        said = draw(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["a", "b", None, 1, True]), max_size=3))
        one = revision(
            said or ({} if above or a_link else {"text": "a"}),
            [parent.revision for parent in above],
            author=an_id(str(number)),
            deleted=draw(st.booleans()),
            ends=(an_id("one"), an_id("other")) if a_link else None,
        )
        depth = 1 + max((parent.depth for parent in above), default=0)
        placed.append(Placed(one, depth, draw(st.sampled_from(STANDINGS))))
        words |= {(one.entry_id, name): value for name, value in said.items() if draw(st.integers(0, 4))}
    return History(tuple(placed), words)


def ancestors(placed: Sequence[Placed]) -> dict[str, set[str]]:
    """Walk up from every revision: slow, and plainly right."""
    by_id = {one.revision.entry_id: one.revision for one in placed}
    found = {}
    for start in by_id:
        reached: set[str] = set()
        waiting = [*by_id[start].parents]
        while waiting:
            reached.add(parent := waiting.pop())
            waiting += by_id[parent].parents
        found[start] = reached
    return found


def tips_by_definition(placed: Sequence[Placed], seen: set[str]) -> list[str]:
    """Return those seen that none of the others seen descends from, the one of the greatest (depth, id) first."""
    above = ancestors(placed)
    tips = [one for one in placed if one.revision.entry_id in seen - set().union(*(above[each] for each in seen))]
    return [one.revision.entry_id for one in sorted(tips, key=lambda one: (-one.depth, _turned(one.revision.entry_id)))]


def _turned(entry_id: str) -> int:
    return -int(entry_id, 16)


@settings(max_examples=150)
@given(histories(), st.sampled_from([in_team_view, in_report_view]), st.randoms(use_true_random=False))
def test_tips_are_what_nothing_in_view_descends_from(
    told: History, in_view: Callable[[Standing], bool], random: Random
) -> None:
    seen = {one.revision.entry_id: one.revision for one in told.placed if in_view(one.standing)}
    shuffled = random.sample(told.placed, len(told.placed))
    said = look(shuffled, told.read, in_view)
    if not seen:
        assert said is None
        return
    assert said is not None
    tips = tips_by_definition(told.placed, set(seen))
    assert said.tips == tuple(sorted(tips))
    assert said.deleted == all(seen[tip].deleted for tip in tips)
    is_link = told.placed[0].revision.ends is not None
    assert said.delete_conflict == (not is_link and len({seen[tip].deleted for tip in tips}) == 2)
    assert set(said.fields) == {name for one in seen.values() for name in one.fields}
    for name, field in said.fields.items():
        expected = tips_by_definition(told.placed, {entry_id for entry_id, one in seen.items() if name in one.fields})
        assert list(field.tips) == expected
        here = [told.words[tip, name] for tip in expected if (tip, name) in told.words]
        assert len(field.values) == len({to_bytes(value) for value in here})
        assert {to_bytes(value) for value in field.values} == {to_bytes(value) for value in here}
        assert set(field.absent) == {seen[tip].fields[name] for tip in expected if (tip, name) not in told.words}
        assert field.settled == (name == "order" or len(field.values) + len(field.absent) == 1)
        assert field.readable == ((expected[0], name) in told.words)
        shown = told.words.get((expected[0], name))
        assert (field.value, type(field.value)) == (shown, type(shown))


def test_values_that_only_look_alike_are_two_versions() -> None:
    alike: list[Value] = [True, 1, "1", "True", None, "None", "null", ["a"], "['a']", '["a"]']
    told = history(
        ("a", "", {"text": ""}),
        *((letter, "a", {"text": one}) for letter, one in zip("bcdefghijk", alike, strict=True)),
    )
    assert not told.look().fields["text"].settled
    assert len(told.look().fields["text"].values) == len(alike)


def test_different_fields_changed_at_once_merge_by_themselves() -> None:
    told = history(
        ("a", "", {"text": "old", "where": "hall"}), ("b", "a", {"text": "new"}), ("c", "a", {"where": "library"})
    )
    said = told.look()
    assert (said.fields["text"].value, said.fields["where"].value) == ("new", "library")
    assert said.fields["text"].settled
    assert said.fields["where"].settled
    assert len(said.tips) == 2


def test_one_field_changed_twice_at_once_is_two_versions_until_one_is_chosen() -> None:
    rows: list[tuple[str, str, dict[str, Value]]] = [
        ("a", "", {"text": "old"}),
        ("b", "a", {"text": "hers"}),
        ("c", "a", {"text": "his"}),
    ]
    told = history(*rows)
    assert not told.look().fields["text"].settled
    assert values(told) == {"hers", "his"}
    settled = history(*rows, ("d", "bc", {"text": "his"}))
    assert settled.look().fields["text"].settled
    assert values(settled) == {"his"}
    assert len(settled.look().tips) == 1


def test_the_same_words_twice_are_no_conflict() -> None:
    told = history(("a", "", {"text": "old"}), ("b", "a", {"text": "new"}), ("c", "a", {"text": "new"}))
    assert told.look().fields["text"].settled
    assert len(told.look().fields["text"].tips) == 2


def test_an_edit_seen_by_nobody_else_does_not_settle_for_them() -> None:
    told = history(
        ("a", "", {"text": "old"}),
        ("b", "a", {"text": "hers"}),
        ("c", "a", {"text": "his"}),
        ("d", "b", {"text": "hers again"}),
    )
    assert values(told) == {"hers again", "his"}


def test_order_never_conflicts() -> None:
    told = history(("a", "", {"order": "i"}), ("b", "a", {"order": "c"}), ("c", "a", {"order": "x"}))
    assert told.look().fields["order"].settled
    assert len(told.look().fields["order"].values) == 2


def test_delete_against_edit() -> None:
    rows: list[tuple[str, str, dict[str, Value]]] = [
        ("a", "", {"text": "x"}),
        ("b", "a", {}),
        ("c", "a", {"text": "y"}),
    ]
    told = history(*rows, deleted="b")
    assert not told.look().deleted
    assert told.look().delete_conflict
    assert told.look().fields["text"].value == "y"
    for letters, gone in [("bd", True), ("b", False)]:
        settled = history(*rows, ("d", "bc", {}), deleted=letters).look()
        assert (settled.deleted, settled.delete_conflict) == (gone, False)
    assert history(*rows[:2], deleted="b").look().deleted
    assert history(*rows, deleted="bc").look().deleted


def link(author: str, parents: Sequence[Revision] = (), *, deleted: bool = False) -> Revision:
    ends = (an_id("a note"), an_id("a question"))
    return revision({}, parents, author=an_id(author), kind="link", ends=ends, deleted=deleted)


def test_link_made_and_unmade() -> None:
    made, again = link("anita"), link("tom")
    unmade = link("bryony", [made], deleted=True)
    placed = [Placed(made, 1, "in"), Placed(again, 1, "in"), Placed(unmade, 2, "in")]
    said = look(placed, lambda *_: None)
    assert said is not None
    assert made.record_id == again.record_id == unmade.record_id
    assert (said.deleted, said.delete_conflict) == (False, False)
    gone = look([placed[0], placed[2]], lambda *_: None)
    assert gone is not None
    assert gone.deleted


@pytest.mark.parametrize("author", ["anita", "tom", "bryony", "shadow"])
def test_a_link_stays_one_whatever_form_a_later_revision_has(author: str) -> None:
    made = link("anita")
    placed = [
        Placed(made, 1, "in"),
        Placed(link("tom", [made], deleted=True), 2, "in"),
        Placed(revision({}, [made], kind="link", author=an_id(author)), 2, "in"),
    ]
    said = look(placed, lambda *_: None)
    assert said is not None
    assert not said.delete_conflict


def test_withheld_words_never_bring_back_older_ones() -> None:
    told = history(("a", "", {"text": "old"}), ("b", "a", {"text": "new"}))
    newest = told.placed[1].revision
    withheld = replace(told, words={key: value for key, value in told.words.items() if key[0] != newest.entry_id})
    field = withheld.look().fields["text"]
    assert (field.values, field.value, field.readable) == ((), None, False)
    assert field.absent == (newest.fields["text"],)
    assert field.tips == (newest.entry_id,) == told.look().fields["text"].tips
    assert told.look().fields["text"].value == "new"


def test_what_is_displayed_but_not_here_is_not_replaced_by_the_other_version() -> None:
    told = history(("a", "", {"text": "old"}), ("b", "a", {"text": "hers"}), ("c", "a", {"text": "his"}))
    displayed = told.look().fields["text"].tips[0]
    withheld = replace(told, words={key: value for key, value in told.words.items() if key[0] != displayed})
    field = withheld.look().fields["text"]
    assert len(field.values) == 1
    assert (field.value, field.readable, field.settled) == (None, False, False)


def test_equal_holds_equal_structure() -> None:
    told = history(
        ("a", "", {"text": "old"}),
        ("b", "a", {"text": "hers"}),
        ("c", "a", {"text": "his"}),
        ("d", "b", {}),
        deleted="d",
    )
    nothing_here = replace(told, words={}).look()
    everything = told.look()
    assert nothing_here.tips == everything.tips
    assert nothing_here.fields["text"].tips == everything.fields["text"].tips
    assert (nothing_here.deleted, nothing_here.delete_conflict) == (everything.deleted, everything.delete_conflict)


@pytest.mark.parametrize(("early", "late"), [("2099-01-01T00:00:00Z", "1970-01-01T00:00:00Z")])
def test_clocks_win_nothing(early: str, late: str) -> None:
    def tell(first: str, second: str) -> tuple[Value, Value]:
        begun = revision({"text": "old"}, written_at=WHENEVER)
        one = revision({"text": "deep"}, [begun], author=an_id("anita"), written_at=first)
        deeper = revision({"text": "deeper"}, [one], author=an_id("anita"), written_at=first)
        aside = revision({"text": "aside"}, [begun], author=an_id("tom"), written_at=second)
        placed = [Placed(begun, 1, "in"), Placed(one, 2, "in"), Placed(deeper, 3, "in"), Placed(aside, 2, "in")]
        texts = {deeper.entry_id: "deeper", aside.entry_id: "aside"}
        said = look(placed, lambda entry_id, _: Words(SALT, texts[entry_id]))
        assert said is not None
        return said.fields["text"].values[0], said.fields["text"].values[1]

    assert tell(early, late) == tell(late, early) == ("deeper", "aside")


WHENEVER = "2027-03-09T09:00:00Z"


def test_what_is_held_gives_ancestry_but_no_value() -> None:
    told = history(("a", "", {"text": "x"}), ("b", "a", {"text": "held"}), ("c", "b", {"where": "hall"}), held="b")
    assert values(told) == {"x"}
    assert told.look().tips == (told.placed[2].revision.entry_id,)
    through = history(
        ("a", "", {"text": "x"}), ("b", "a", {"text": "held"}), ("c", "b", {"text": "y"}), held="b", deleted="b"
    )
    assert values(through) == {"y"}
    assert look([replace(one, standing="held") for one in told.placed], told.read) is None


def test_the_report_does_not_see_what_is_marked() -> None:
    told = history(("a", "", {"text": "adopted"}), ("b", "a", {"text": "changed since"}), marked="b")
    report = look(told.placed, told.read, in_report_view)
    assert report is not None
    assert report.fields["text"].value == "adopted"
    assert report.tips == (told.placed[0].revision.entry_id,)
    assert told.look().fields["text"].value == "changed since"
    alone = history(("a", "", {"text": "a shadow's"}), marked="a")
    assert look(alone.placed, alone.read, in_report_view) is None


FORK = 30


def long_history(size: int) -> tuple[list[Placed], list[str]]:
    """Write 30 versions at once, again and again, each of them by somebody who had seen all before."""
    model = revision({"text": "x"})
    placed: list[Placed] = []
    newest: tuple[str, ...] = ()
    for number in range(size):
        entry_id = an_id(str(number))
        if number % FORK == 0:
            newest = tuple(one.revision.entry_id for one in placed[-FORK:])
        one = replace(model, entry_id=entry_id, parents=newest, fields={"text": entry_id, f"f{number % 50}": entry_id})
        placed.append(Placed(one, 1 + number // FORK, "in"))
    return placed, [one.revision.entry_id for one in placed[-FORK:]]


def counted(read: list[str]) -> Read:
    def read_one(entry_id: str, _name: str) -> Words:
        read.append(entry_id)
        return Words(SALT, entry_id)

    return read_one


def test_long_history() -> None:
    placed, newest = long_history(9_990)
    read: list[str] = []
    said = look(reversed(placed), counted(read))
    assert said is not None
    assert set(said.tips) == set(said.fields["text"].tips) == set(newest)
    assert len(read) == FORK + 50  # of the past nothing is read but the fields that nobody has written since
    small, large = (count_calls(partial(look, long_history(size)[0], counted([]))) for size in (990, 9_990))
    assert large < 12 * small


def test_ten_thousand_edits_in_a_row_do_not_recurse() -> None:
    model = revision({"text": "x"})
    placed = [
        Placed(replace(model, entry_id=an_id(str(n)), parents=(an_id(str(n - 1)),) if n else ()), n + 1, "in")
        for n in range(10_000)
    ]
    read: list[str] = []
    said = look(placed, counted(read))
    assert said is not None
    assert said.tips == said.fields["text"].tips == tuple(read) == (an_id("9999"),)
