"""What a record says: the tips of its revisions, settled or in two versions (PROTOCOL 6)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from peerdesk.domain.authority import Standing
from peerdesk.domain.canonical import Value, to_kept_bytes
from peerdesk.domain.entries import Revision, Words

Read = Callable[[str, str], Words | None]
"""Words of a revision's field (its id, the field's name), or None if they are not here."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A whole revision, and where it stands.

    Attributes:
        depth: 1 + the deepest of its parents.
        erased: names of the fields whose words an erasure covers.
    """

    revision: Revision
    depth: int
    standing: Standing
    erased: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class FieldLook:
    """What one field says.

    Attributes:
        tips: ids of the revisions that say it, the displayed one first.
        values: the distinct values among tips whose words are here, the displayed one's first if it is readable.
        readable: the displayed tip's words are here.
        settled: there is one value; always so for `order`.
        absent: hashes of the tips whose words are not here.
        erased: some tip's words were erased.
    """

    tips: tuple[str, ...]
    values: tuple[Value, ...]
    readable: bool
    settled: bool
    absent: tuple[str, ...]
    erased: bool = False

    @property
    def value(self) -> Value:
        """The value that is displayed; None where it is not here or the field says nothing."""
        return self.values[0] if self.readable else None


@dataclass(frozen=True, slots=True)
class RecordLook:
    """What a record says in one view.

    Attributes:
        tips: ids of the revisions in view with no descendant in view, sorted.
        deleted: all tips say so.
        delete_conflict: some tips say so and some do not; never for a link.
    """

    tips: tuple[str, ...]
    fields: Mapping[str, FieldLook]
    deleted: bool
    delete_conflict: bool


def in_team_view(standing: Standing) -> bool:
    """Say whether the team sees an entry: in, and what a shadow wrote."""
    return standing != "held"


def in_report_view(standing: Standing) -> bool:
    """Say whether the report, the record and partnership packages see an entry."""
    return standing == "in"


def look(placed: Iterable[Placed], read: Read, in_view: Callable[[Standing], bool] = in_team_view) -> RecordLook | None:
    """Return what a record says, or None if nothing of it is in view.

    Newest first, each revision carries down which fields were touched by what descends from it; it is a tip of the
    fields that are not among them yet. Held revisions give ancestry but no value. Linear in the number of revisions.

    Args:
        placed: all whole revisions of one record, in any order.
        read: finds words.
        in_view: which standings are seen.
    """
    newest_first = sorted(placed, key=lambda one: (one.depth, one.revision.entry_id), reverse=True)
    covered: dict[str, set[str]] = {}
    by_field: dict[str, list[Placed]] = {}
    tips: list[Placed] = []
    for one in newest_first:
        touched = covered.pop(one.revision.entry_id, set())
        if in_view(one.standing):
            if _ANY not in touched:
                tips.append(one)
            for name in one.revision.fields:
                if name not in touched:
                    by_field.setdefault(name, []).append(one)
            touched |= {_ANY, *one.revision.fields}
        for parent in one.revision.parents:
            known = covered.get(parent)
            covered[parent] = known | touched if known else set(touched)
    if not tips:
        return None
    said = {one.revision.deleted for one in tips}
    return RecordLook(
        tuple(sorted(one.revision.entry_id for one in tips)),
        {name: _look_at_field(name, field_tips, read) for name, field_tips in sorted(by_field.items())},
        deleted=said == {True},
        delete_conflict=len(said) > 1 and newest_first[-1].revision.ends is None,  # the first says what it is
    )


def ancestry(revisions: Iterable[Revision], newest: Collection[str]) -> set[str]:
    """Return the ids of these revisions among the newest, and of all that they descend from."""
    parents = {one.entry_id: one.parents for one in revisions}
    found: set[str] = set()
    wanted = [one for one in newest if one in parents]
    while wanted:
        one = wanted.pop()
        if one not in found:
            found.add(one)
            wanted += [parent for parent in parents[one] if parent in parents]
    return found


_ANY = ""


def _look_at_field(name: str, tips: list[Placed], read: Read) -> FieldLook:
    """Look at one field; its tips come displayed first, since no clock orders them but (depth, id)."""
    if len(tips) == 1 and name not in tips[0].erased:  # nearly all there are
        only = tips[0].revision.entry_id
        if (words := read(only, name)) is not None:
            return FieldLook((only,), (words.value,), readable=True, settled=True, absent=())
    values: dict[bytes, Value] = {}
    absent: list[str] = []
    readable, erased = False, any(name in tip.erased for tip in tips)
    for position, tip in enumerate(tips):
        if name in tip.erased:
            continue
        words = read(tip.revision.entry_id, name)
        if words is None:
            absent.append(tip.revision.fields[name])
        else:
            readable = readable or position == 0
            values.setdefault(to_kept_bytes(words.value), words.value)
    return FieldLook(
        tuple(tip.revision.entry_id for tip in tips),
        tuple(values.values()),
        readable,
        settled=name == "order" or len(values) + len(set(absent)) + erased == 1,
        absent=tuple(sorted(set(absent))),
        erased=erased,
    )
