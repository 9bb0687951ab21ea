"""Taking back what was done, and doing it again: both are edits like any other, and outlive a restart."""

from collections.abc import Sequence
from dataclasses import dataclass

from peerdesk.desk.acting import Act, Acting
from peerdesk.desk.changes import Changes
from peerdesk.domain.undoing import CannotUndoError, edits_to_undo
from peerdesk.errors import PeerDeskError
from peerdesk.storage.acts import Act as Done
from peerdesk.storage.acts import acts_to_redo, acts_to_undo, mark_redone, mark_undone, undone_after
from peerdesk.storage.projection import History, records_of, short_histories


class NothingToUndoError(PeerDeskError):
    """There is no act that can be undone, or done again."""


class ChangedSinceError(PeerDeskError):
    """Somebody changed the same words after the act."""


@dataclass(frozen=True)
class Step(Changes):
    """What undo or redo changed.

    Attributes:
        label: the act that was taken back or done again.
        stays: acts that lay on top and cannot be taken back ("sign off"): they stand.
    """

    label: str = ""
    stays: tuple[str, ...] = ()


class Undoing:
    """The acts of a desk's person as a stack."""

    def __init__(self, acting: Acting) -> None:
        """Undo on one desk."""
        self._acting = acting

    def last_act(self) -> str:
        """Return what the last act that can be undone is called, or ""."""
        with self._acting.look() as session:
            acts = acts_to_undo(session)
        return acts[-1].label if acts and acts[-1].batches else ""

    def undo(self) -> Step:
        """Undo the last act: write what stood before. What cannot be undone is passed over, and named.

        Raises:
            NothingToUndoError: nothing was done that can be undone.
            ChangedSinceError: a field of the act no longer says what the act said.
        """
        with self._acting.act("undo") as writing:
            writing.is_noted = False
            acts = acts_to_undo(writing.session)
            if not (acts and acts[-1].batches):
                raise _nothing_to_undo(acts)
            *stays, last = acts
            self._write_before(writing, last, last.entries)
            for one in stays:
                mark_undone(writing.session, one, ())
            mark_undone(writing.session, last, writing.written)
        return _step(writing, last, stays)

    def redo(self) -> Step:
        """Do again what was undone last, which is undoing the undo. An act of one's own in between ends this.

        Raises:
            NothingToUndoError: nothing was undone, or something was done since.
            ChangedSinceError: a field no longer says what the undo wrote.
        """
        with self._acting.act("redo") as writing:
            writing.is_noted = False
            acts = acts_to_redo(writing.session)
            if not acts:
                raise NothingToUndoError("There is nothing to do again.", "Go on.")
            first, *passed = acts
            self._write_before(writing, first, first.batches[-1], first.between)
            for one in passed:
                mark_redone(writing.session, one, ())
            mark_redone(writing.session, first, writing.written)
        return _step(writing, first, ())

    def _write_before(self, writing: Act, act: Done, entries: Sequence[str], between: Sequence[str] = ()) -> None:
        """Write what the records said before these revisions."""
        silent = undone_after(writing.session, act.seq) | {*between}
        records = records_of(writing.session, entries)
        for history in short_histories(writing.session, records, entries, silent):
            _undo_record(writing, history, set(entries), silent)


def _undo_record(writing: Act, history: History, entries: set[str], silent: set[str]) -> None:
    try:
        edits = edits_to_undo(history.placed, history.read, entries, silent)
    except CannotUndoError as error:
        raise ChangedSinceError(
            "Somebody changed this after you did.", "Look at it as it is now, and change it by hand."
        ) from error
    first = history.first
    for edit in edits:
        writing.write_again(
            (first.scope, history.kind, history.record_id, first.ends), edit.fields, edit.parents, edit.deleted
        )


def _step(writing: Act, act: Done, stays: Sequence[Done]) -> Step:
    changes = writing.changes
    return Step(changes.records, changes.kinds, "", act.label, tuple(one.label for one in stays))


def _nothing_to_undo(stays: Sequence[Done]) -> NothingToUndoError:
    if not stays:
        return NothingToUndoError("There is nothing to undo.", "Go on.")
    return NothingToUndoError(f"“{stays[0].label}” cannot be undone, and nothing else is left to undo.", "Go on.")
