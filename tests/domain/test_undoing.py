from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.authority import Standing
from peerdesk.domain.canonical import Value
from peerdesk.domain.digest import Said, says
from peerdesk.domain.entries import Words, write_revision
from peerdesk.domain.records import Placed, RecordLook, in_report_view, in_team_view, look
from peerdesk.domain.undoing import CannotUndoError, Edit, edits_to_undo
from tests.domain.writing import SCOPE, WHEN, an_id

NAMES = ("text", "where", "order")
ENDS = (an_id("a note"), an_id("a question"))


@dataclass
class Desk:
    """One record on one desk, written by revisions that are named by when they came."""

    a_link: bool = False
    placed: list[Placed] = field(default_factory=list)
    words: dict[tuple[str, str], Words] = field(default_factory=dict)

    def write(
        self,
        said: dict[str, Value],
        parents: Sequence[str] | None = None,
        *,
        deleted: bool = False,
        standing: Standing = "in",
    ) -> str:
        """Write over what is shown, or over what was shown to whoever writes."""
        now = look(self.placed, self.read)
        shown = parents if parents is not None else now.tips if now else ()
        salted = {name: Words(f"{len(self.placed):032x}", value) for name, value in said.items()}
        one = write_revision(
            scope=SCOPE,
            kind="note",
            record=self.placed[0].revision.record_id if self.placed else None,
            fields=salted,
            parents=shown,
            author=an_id(str(len(self.placed))),
            written_at=WHEN,
            ends=ENDS if self.a_link else None,
            deleted=deleted,
        )
        assert one.entry_id not in {each.revision.entry_id for each in self.placed}
        depths = {each.revision.entry_id: each.depth for each in self.placed}
        self.placed.append(Placed(one, 1 + max((depths[each] for each in shown), default=0), standing))
        self.words |= {(one.entry_id, name): each for name, each in salted.items()}
        return one.entry_id

    def read(self, entry_id: str, name: str) -> Words | None:
        return self.words.get((entry_id, name))

    def look(self, in_view: Callable[[Standing], bool] = in_team_view) -> RecordLook | None:
        return look(self.placed, self.read, in_view)

    def says(self, placed: Sequence[Placed] | None = None) -> str:
        return says(*(self.view(placed or self.placed, in_view) for in_view in (in_team_view, in_report_view)))

    def team_says(self) -> str:
        return says(self.view(self.placed, in_team_view), [])

    def view(self, placed: Sequence[Placed], in_view: Callable[[Standing], bool]) -> list[Said]:
        seen = look(placed, self.read, in_view)
        return [] if seen is None else [Said(SCOPE, "note", placed[0].revision.record_id, seen)]

    def undo(self, *act: str, undone: Sequence[str] = (), standing: Standing = "in") -> list[str]:
        """Undo an act; return what was written for it."""
        edits = edits_to_undo(self.placed, self.read, act, undone)
        return [self.put(edit, standing) for edit in edits]

    def put(self, edit: Edit, standing: Standing = "in") -> str:
        return self.write(dict(edit.fields), edit.parents, deleted=edit.deleted, standing=standing)


def refused(desk: Desk, *act: str) -> None:
    before = len(desk.placed)
    with pytest.raises(CannotUndoError):
        edits_to_undo(desk.placed, desk.read, act)
    assert len(desk.placed) == before


SAID: st.SearchStrategy[dict[str, Value]] = st.dictionaries(
    st.sampled_from(NAMES), st.sampled_from(["a", "b", "c", None, ["a"]]), max_size=2
)


STANDINGS: tuple[Standing, ...] = ("in", "marked", "held")


@st.composite
def desks(draw: st.DrawFn, standings: tuple[Standing, ...] = ("in",)) -> Desk:
    """Let several write at once, over what they had seen."""
    desk = Desk(a_link=draw(st.booleans()))
    if not desk.a_link:
        desk.write({"text": "begun"}, deleted=draw(st.booleans()))
    for _ in range(draw(st.integers(0, 6))):
        known = [one.revision.entry_id for one in desk.placed]
        parents = draw(st.none() | st.lists(st.sampled_from(known), min_size=1, max_size=2)) if known else None
        desk.write(draw(SAID), parents, deleted=draw(st.booleans()), standing=draw(st.sampled_from(standings)))
    return desk


def reported(desk: Desk, name: str) -> set[str]:
    """Return what the report says in a field, without what it says nothing by."""
    seen = desk.look(in_report_view)
    values = seen.fields[name].values if seen is not None and name in seen.fields else ()
    return {repr(value) for value in values} - {"None"}


def write_act(desk: Desk, data: st.DataObject, standing: Standing = "in") -> list[str]:
    return [
        desk.write(data.draw(SAID) or {"text": "d"}, deleted=data.draw(st.booleans()), standing=standing)
        for _ in range(data.draw(st.integers(1, 3)))
    ]


@given(desks(), st.data())
def test_undo_returns_says(desk: Desk, data: st.DataObject) -> None:
    before = desk.says() if desk.placed else says([], [])
    act = write_act(desk, data)
    acted = desk.says()
    undone = desk.undo(*act)
    assert desk.says() == before
    desk.undo(*undone)
    assert desk.says() == acted


@given(desks(), st.data())
def test_one_act_after_the_other_is_undone(desk: Desk, data: st.DataObject) -> None:
    acts, said = [], []
    for _ in range(data.draw(st.integers(2, 4))):
        said.append(desk.says() if desk.placed else says([], []))
        acts.append(write_act(desk, data))
    undone: list[str] = []
    for act, before in zip(reversed(acts), reversed(said), strict=True):
        undone += [*desk.undo(*act, undone=undone), *act]
        assert desk.says() == before


def test_what_somebody_wrote_between_two_undos_is_not_undone() -> None:
    desk = Desk()
    desk.write({"text": "one"})
    first, second = desk.write({"text": "two"}), desk.write({"text": "three"})
    undone = [second, *desk.undo(second)]
    refused(desk, first)
    theirs = desk.write({"text": "theirs"})
    with pytest.raises(CannotUndoError):
        desk.undo(first, undone=undone)
    now = desk.look()
    assert now is not None
    assert now.fields["text"].tips == (theirs,)


@given(desks(STANDINGS), st.sampled_from(STANDINGS), st.data())
def test_undo_says_to_each_what_it_said(desk: Desk, standing: Standing, data: st.DataObject) -> None:
    team, report = desk.team_says(), {name: reported(desk, name) for name in NAMES}
    act = write_act(desk, data, standing)
    try:
        desk.undo(*act, standing=standing)
    except CannotUndoError:
        assert standing != "marked"
        return
    assert desk.team_says() == team
    assert {name: reported(desk, name) for name in NAMES} == report


@given(desks(), st.data())
def test_undo_leaves_what_others_wrote_since(desk: Desk, data: st.DataObject) -> None:
    known = [one.revision.entry_id for one in desk.placed]
    act = write_act(desk, data)
    for _ in range(data.draw(st.integers(1, 3))):
        shown = data.draw(st.none() | st.lists(st.sampled_from(known), min_size=1, max_size=2)) if known else None
        known.append(desk.write(data.draw(SAID), shown, deleted=data.draw(st.booleans())))
    now = desk.look()
    assert now is not None
    touched = {name for one in desk.placed if one.revision.entry_id in act for name in one.revision.fields}
    changed_since = any(not set(now.fields[name].tips) <= set(act) for name in touched)
    without = [replace(one, standing="held") if one.revision.entry_id in act else one for one in desk.placed]
    expected = desk.says(without)
    try:
        edits = edits_to_undo(desk.placed, desk.read, act)
    except CannotUndoError:
        assert changed_since or not set(now.tips) <= set(act)
        return
    assert not changed_since
    for edit in edits:
        desk.put(edit)
    assert desk.says() == expected


def test_undoing_a_settlement_opens_the_conflict_again() -> None:
    desk = Desk()
    first = desk.write({"text": "old", "where": "hall"})
    desk.write({"text": "hers"}, [first])
    desk.write({"text": "his"}, [first])
    two_versions = desk.says()
    settled = desk.write({"text": "ours"})
    assert desk.says() != two_versions
    assert len(desk.undo(settled)) == 2
    assert desk.says() == two_versions
    now = desk.look()
    assert now is not None
    assert set(now.fields["text"].values) == {"hers", "his"}
    assert now.fields["where"].value == "hall"


def test_undoing_a_settled_deletion_opens_the_conflict_again() -> None:
    desk = Desk()
    first = desk.write({"text": "old"})
    desk.write({}, [first], deleted=True)
    desk.write({"text": "new"}, [first])
    conflict = desk.says()
    settled = desk.write({}, deleted=True)
    desk.undo(settled)
    now = desk.look()
    assert now is not None
    assert now.delete_conflict
    assert desk.says() == conflict


def test_undoing_a_beginning_throws_the_record_away() -> None:
    desk = Desk()
    begun = desk.write({"text": "a", "where": "hall"})
    (edit,) = edits_to_undo(desk.placed, desk.read, [begun])
    assert edit == Edit((begun,), {"text": None, "where": None}, deleted=True)
    desk.put(edit)
    assert desk.says() == says([], [])


def test_undoing_a_deletion_brings_the_record_back() -> None:
    desk = Desk()
    desk.write({"text": "a"})
    before = desk.says()
    desk.undo(desk.write({}, deleted=True))
    assert desk.says() == before


def test_undoing_a_link_takes_it_away_and_back() -> None:
    desk = Desk(a_link=True)
    made = desk.write({})
    linked = desk.says()
    undone = desk.undo(made)
    assert desk.says() == says([], [])
    desk.undo(*undone)
    assert desk.says() == linked


def test_what_somebody_changed_since_is_not_undone() -> None:
    desk = Desk()
    desk.write({"text": "old", "where": "hall"})
    act = desk.write({"text": "mine"})
    desk.write({"text": "theirs"})
    refused(desk, act)


def test_what_somebody_changed_at_the_same_time_is_not_undone() -> None:
    desk = Desk()
    first = desk.write({"text": "old"})
    act = desk.write({"text": "mine"})
    desk.write({"text": "theirs"}, [first])
    refused(desk, act)


def test_another_field_that_somebody_changed_since_is_left_alone() -> None:
    desk = Desk()
    desk.write({"text": "old", "where": "hall"})
    act = desk.write({"text": "mine"})
    desk.write({"where": "library"})
    desk.undo(act)
    now = desk.look()
    assert now is not None
    assert (now.fields["text"].value, now.fields["where"].value) == ("old", "library")


def test_a_record_that_somebody_still_writes_is_not_thrown_away_by_undo() -> None:
    desk = Desk()
    begun = desk.write({"text": "old"})
    desk.undo(begun)
    desk.write({"where": "hall"}, [begun])
    now = desk.look()
    assert now is not None
    assert now.delete_conflict
    act = desk.write({"order": "i"}, deleted=True)
    desk.write({"where": "library"}, now.tips)
    desk.undo(act)
    now = desk.look()
    assert now is not None
    assert (now.deleted, now.fields["where"].value) == (False, "library")


def test_a_deletion_that_somebody_shares_is_not_undone() -> None:
    desk = Desk()
    begun = desk.write({"text": "old"})
    edited = desk.write({"text": "new"}, [begun])
    act = desk.write({}, [edited], deleted=True)
    desk.write({}, [begun], deleted=True)
    refused(desk, act)


def test_words_that_are_not_here_cannot_be_brought_back() -> None:
    desk = Desk()
    first = desk.write({"text": "withheld", "where": "hall"})
    act, other = desk.write({"text": "mine"}), desk.write({"where": "library"})
    del desk.words[first, "text"]
    refused(desk, act)
    desk.undo(other)
    now = desk.look()
    assert now is not None
    assert now.fields["where"].value == "hall"


def test_what_nobody_sees_or_knows_cannot_be_undone() -> None:
    desk = Desk()
    desk.write({"text": "old"})
    held = desk.write({"where": "hall"}, standing="held")
    refused(desk, held)
    refused(desk, an_id("never written"))
    refused(desk)
    refused(Desk(), an_id("never written"))


def test_undo_does_not_adopt_what_a_shadow_wrote() -> None:
    desk = Desk()
    desk.write({"text": "the lead's"})
    desk.write({"text": "the shadow's"}, standing="marked")
    act = desk.write({"text": "the lead's again"})
    refused(desk, act)
    other = desk.write({"where": "hall"})
    desk.undo(other)
    report = desk.look(in_report_view)
    assert report is not None
    assert report.fields["text"].value == "the lead's again"


def test_a_shadow_undoes_what_he_wrote_himself() -> None:
    desk = Desk()
    desk.write({"text": "one"}, standing="marked")
    before = desk.says()
    desk.undo(desk.write({"text": "two"}, standing="marked"), standing="marked")
    assert desk.says() == before
