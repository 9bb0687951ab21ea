"""Keeping safe: copies, undo, and the two fingerprints of a desk."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from peerdesk.desk.acting import Act, Acting
from peerdesk.desk.changes import Changes
from peerdesk.domain.undoing import CannotUndoError, edits_to_undo
from peerdesk.errors import PeerDeskError
from peerdesk.storage.acts import last_act, mark_undone, undone_after
from peerdesk.storage.backup import make_backup
from peerdesk.storage.digests import holds, says
from peerdesk.storage.projection import History, histories, records_of
from peerdesk.storage.settings import put_setting, read_setting


class NothingToUndoError(PeerDeskError):
    """There is no act that can be undone."""


class ChangedSinceError(PeerDeskError):
    """Somebody changed the same words after the act."""


@dataclass(frozen=True)
class Digest:
    """What a desk holds and what it says, as 64 hex digits each."""

    holds: str
    says: str


class Keeping:
    """Keeps a desk safe."""

    def __init__(self, acting: Acting, engine: Engine, key: bytes, copies: Path) -> None:
        """Keep one desk.

        Args:
            acting: the desk's own.
            engine: of its file.
            key: of its file, for copies.
            copies: the folder where copies go.
        """
        self._acting, self._engine, self._key, self._copies = acting, engine, key, copies

    def digest(self) -> Digest:
        """Return the two fingerprints: equal on two desks that hold the same."""
        with self._acting.look() as session:
            return Digest(holds(session), says(session))

    def back_up(self) -> Path:
        """Make a copy of the desk, and check it; return where it is.

        Raises:
            StorageError: it could not be written, or is not sound.
        """
        return make_backup(self._engine, self._key, self._copies, self._acting.stamp().replace(":", ""))

    def setting(self, name: str, default: str = "") -> str:
        """Return what this desk keeps for itself under a name."""
        with self._acting.look() as session:
            return read_setting(session, name, default)

    def put_setting(self, name: str, value: str) -> None:
        """Keep something for this desk itself."""
        with self._acting.sessions.write.begin() as session:
            put_setting(session, name, value)

    def undo(self) -> Changes:
        """Undo the last act: write what stood before.

        Raises:
            NothingToUndoError: nothing was done that can be undone.
            ChangedSinceError: a field of the act no longer says what the act said.
        """
        with self._acting.look() as session:
            act = last_act(session)
        if act is None:
            raise NothingToUndoError("There is nothing to undo.", "Go on.")
        with self._acting.act(f"undo: {act.label}") as writing:
            writing.can_be_undone = False
            undone = undone_after(writing.session, act.seq)
            for history in histories(writing.session, records_of(writing.session, act.entries)):
                self._undo_record(writing, history, set(act.entries), undone)
            mark_undone(writing.session, act.seq, writing.written)
        return writing.changes

    def last_act(self) -> str:
        """Return what the last act that can be undone is called, or ""."""
        with self._acting.look() as session:
            act = last_act(session)
        return act.label if act else ""

    def _undo_record(self, writing: Act, history: History, entries: set[str], undone: set[str]) -> None:
        try:
            edits = edits_to_undo(history.placed, history.read, entries, undone)
        except CannotUndoError as error:
            raise ChangedSinceError(
                "Somebody changed this after you did.", "Look at it as it is now, and change it by hand."
            ) from error
        first = history.first
        for edit in edits:
            writing.write_again(
                (first.scope, history.kind, history.record_id, first.ends), edit.fields, edit.parents, edit.deleted
            )
