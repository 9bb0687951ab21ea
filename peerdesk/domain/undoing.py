"""Undo is an edit like any other: it writes what stood before (PROTOCOL 8.3)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from peerdesk.domain.canonical import Value
from peerdesk.domain.records import Placed, Read, RecordLook, in_report_view, look


class CannotUndoError(Exception):
    """What the act said is no longer what stands, or what stood before cannot be read."""


@dataclass(frozen=True)
class Edit:
    """One revision that undo writes."""

    parents: tuple[str, ...]
    fields: Mapping[str, Value]
    deleted: bool


def edits_to_undo(
    placed: Sequence[Placed], read: Read, act: Collection[str], undone: Collection[str] = ()
) -> list[Edit]:
    """Return the revisions that take back what an act said of one record; several where it had settled two versions.

    Args:
        placed: all whole revisions of the record.
        read: finds words.
        act: ids of the act's revisions.
        undone: ids of the revisions of later acts that were undone already, and of those that undid them.

    Raises:
        CannotUndoError: somebody has written over it since; the earlier words are not here; or they are a shadow's,
            which whoever undoes would put into the report.
    """
    ours = [one.revision for one in placed if one.revision.entry_id in act]
    now = look(placed, read)
    if now is None or not ours:
        raise CannotUndoError
    touched = sorted({name for revision in ours for name in revision.fields})
    stood = look(_without(placed, undone), read)
    if stood is None or any(
        name not in stood.fields or not set(stood.fields[name].tips) <= set(act) for name in touched
    ):
        raise CannotUndoError
    without = _without(placed, {*act, *undone})
    before = look(without, read)
    deleted = _deleted_before(before, stood, set(act))
    values = {name: _values_before(before, name) for name in touched}
    if any(one.standing == "in" and one.revision.entry_id in act for one in placed):
        reported = look(without, read, in_report_view)
        if any(_values_before(reported, name) != values[name] for name in touched):
            raise CannotUndoError
    count = max([1, len(deleted), *map(len, values.values())])
    return [
        Edit(
            now.tips,
            {name: several[number] for name, several in values.items() if number < len(several)},
            deleted[min(number, len(deleted) - 1)],
        )
        for number in range(count)
    ]


def _without(placed: Sequence[Placed], silent: Collection[str]) -> list[Placed]:
    """Let revisions say nothing; ancestry still goes through them."""
    return [replace(one, standing="held") if one.revision.entry_id in silent else one for one in placed]


def _values_before(before: RecordLook | None, name: str) -> Sequence[Value]:
    field = before.fields.get(name) if before else None
    if field is None:
        return (None,)
    if field.absent or field.erased:
        raise CannotUndoError
    return field.values


def _deleted_before(before: RecordLook | None, now: RecordLook, act: set[str]) -> list[bool]:
    said = [True]  # if the act began the record
    if before is not None:
        said = [False, True] if before.delete_conflict else [before.deleted]
    if said != [now.deleted] and not set(now.tips) <= act:
        raise CannotUndoError  # somebody else still wants it as it is
    return said
