"""Acts of this desk's person, after a restart too: a stack of what can be taken back, and of what can be done again.

Each row holds batches of revisions: what the act wrote, what undid it, what did it again, and so on. An act that was
undone can be done again until somebody acts anew: then it lies below an act that stands.
"""

import json
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from peerdesk.domain.grammar import is_id
from peerdesk.storage.chunks import chunks
from peerdesk.storage.schema import ActRow, EntryRow

_NOTHING = '{"batches": [], "between": []}'
"""What stands in the row of an act that cannot be undone."""

_AT_ONCE = 8


@dataclass(frozen=True)
class Act:
    """One act.

    Attributes:
        batches: ids of revisions: the act's own, then of each undo and redo; empty for what cannot be undone.
        between: ids of revisions that undid earlier acts, and did them again, since this one was undone.
    """

    seq: int
    label: str
    batches: tuple[tuple[str, ...], ...]
    between: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[str, ...]:
        """All its revisions, those of undo and redo among them."""
        return tuple(entry_id for batch in self.batches for entry_id in batch)


def add_act(session: Session, label: str, entries: Iterable[str]) -> None:
    """Note an act; one without revisions cannot be undone, and is passed over by its name."""
    for row in session.scalars(_undone_on_top(session)):
        if row_entries := _to_act(row).entries:
            row.entries = _to_json([row_entries])  # one batch: not to be done again
    own = tuple(entries)
    session.add(ActRow(label=label, entries=_to_json([own] if own else []), undone=False))


def acts_to_undo(session: Session) -> list[Act]:
    """Return the newest act that can be undone, and the ones after it that cannot, the newest first.

    If there is none, what is returned holds no act with revisions.
    """
    standing = select(ActRow).where(ActRow.undone.is_(False)).order_by(ActRow.seq.desc())
    newest = session.scalar(standing.where(ActRow.entries != _NOTHING).limit(1))
    above = session.scalars(standing.where(ActRow.seq > newest.seq) if newest else standing)
    return [_to_act(row) for row in (*above, *([newest] if newest else []))]


def acts_to_redo(session: Session) -> list[Act]:
    """Return the act that was undone last, and those passed over with it; empty if somebody acted since."""
    found: list[Act] = []
    with closing(session.scalars(_undone_on_top(session), execution_options={"yield_per": _AT_ONCE})) as rows:
        for act in map(_to_act, rows):
            if found and act.batches:
                break
            if found or (act.batches and len(act.batches) % 2 == 0):  # then its last batch is what undid it
                found.append(act)
    return found


def odd_acts(session: Session) -> list[int]:
    """Return the numbers of acts that cannot be read, name what is not here, or stand otherwise than they say."""
    odd, named = list[int](), dict[int, set[str]]()
    for row in session.scalars(select(ActRow).order_by(ActRow.seq)):
        try:
            act = _to_act(row)
        except (ValueError, TypeError, LookupError):
            odd.append(row.seq)
            continue
        named[row.seq] = {*act.entries, *act.between}
        if act.batches and not row.undone and len(act.batches) % 2 == 0:
            odd.append(row.seq)
    here: set[str] = set()
    for part in chunks({one for each in named.values() for one in each if is_id(one)}):
        here |= set(session.scalars(select(EntryRow.entry_id).where(EntryRow.entry_id.in_(part))))
    return sorted({*odd, *(seq for seq, each in named.items() if not each <= here)})


def mark_undone(session: Session, act: Act, by: Iterable[str]) -> None:
    """Note that an act was undone, and by which revisions; none for one that was passed over."""
    _write(session, act, tuple(by), undone=True)


def mark_redone(session: Session, act: Act, by: Iterable[str]) -> None:
    """Note that an act was done again, and by which revisions; the next to be done again learns of them."""
    again = tuple(by)
    _write(session, act, again, undone=False)
    above = next(iter(acts_to_redo(session)), None)
    if above is not None and act.batches:
        between = (*above.between, *act.between, *act.batches[-1], *again)
        session.get_one(ActRow, above.seq).entries = _to_json(above.batches, between)


def undone_after(session: Session, seq: int) -> set[str]:
    """Return the revisions of the acts that came after one and were undone, with those that undid them."""
    rows = session.scalars(select(ActRow).where(ActRow.seq > seq, ActRow.undone))
    return {entry_id for row in rows for entry_id in _to_act(row).entries}


def _undone_on_top(session: Session) -> Select[ActRow]:
    """Return how to find what was undone since the newest act that stands, the oldest first."""
    standing = session.scalar(select(func.max(ActRow.seq)).where(ActRow.undone.is_(False))) or 0
    return select(ActRow).where(ActRow.seq > standing, ActRow.undone).order_by(ActRow.seq)


def _write(session: Session, act: Act, by: tuple[str, ...], *, undone: bool) -> None:
    row = session.get_one(ActRow, act.seq)
    row.undone = undone
    row.entries = _to_json([*act.batches, by] if act.batches else [])
    session.flush()


def _to_json(batches: Sequence[Sequence[str]], between: Sequence[str] = ()) -> str:
    return json.dumps({"batches": batches, "between": between})


def _to_act(row: ActRow) -> Act:
    said = json.loads(row.entries)
    if isinstance(said, list):  # as the first version wrote it: all in one, and not to be done again
        said = {"batches": [said], "between": []}
    return Act(row.seq, row.label, tuple(map(tuple, said["batches"])), tuple(said["between"]))
