"""One act of a person: one transaction, one `Changes`, one line of undo."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from peerdesk.desk.at_hand import say_locked
from peerdesk.desk.changes import Changes
from peerdesk.domain.canonical import Value, clean_text
from peerdesk.domain.entries import Revision, Statement, Words, link_id, write_revision, write_statement
from peerdesk.domain.grammar import MAX_PARENTS
from peerdesk.domain.kinds import KINDS
from peerdesk.domain.records import in_team_view
from peerdesk.domain.review import Record
from peerdesk.domain.shape import to_fields
from peerdesk.errors import PeerDeskError
from peerdesk.keys.badge import Badge
from peerdesk.keys.signing import PrivateKey
from peerdesk.storage.acts import add_act
from peerdesk.storage.chunks import chunks
from peerdesk.storage.engine import Sessions
from peerdesk.storage.entries import add_entries, add_words
from peerdesk.storage.erasing import erased_in
from peerdesk.storage.projection import project, project_written, short_histories


class NotYoursError(PeerDeskError):
    """The person's role in this review does not allow the act."""


class ErasedError(PeerDeskError):
    """Words of the same field were erased for good, whatever is written there later."""


class Identity:
    """Whose desk this is. The private key is at hand while the desk is open, the name of the key always."""

    def __init__(self, private: PrivateKey, badge: Badge) -> None:
        """Be somebody."""
        self._private: PrivateKey | None = private
        self.badge = badge
        self.key_id = private.public.key_id
        """Name of the person's key: the author of what they write."""

    @property
    def private(self) -> PrivateKey:
        """The person's key.

        Raises:
            DeskLockedError: it was let go of.
        """
        if self._private is None:
            raise say_locked()
        return self._private

    def let_go(self) -> None:
        """Keep the private key no longer."""
        self._private = None

    def take_over(self, other: "Identity") -> None:
        """Take the private key again from the same person's desk that was just opened."""
        self._private = other.private
        other.let_go()


class Act:
    """What is written in one transaction. Made by `Acting.act`; nothing is in the file until that ends."""

    def __init__(self, session: Session, identity: Identity, written_at: str, salt: Callable[[], str]) -> None:
        """Begin with nothing."""
        self.session = session
        self.changes = Changes()
        self.is_noted = True
        self._identity, self._written_at, self._salt = identity, written_at, salt
        self._entries: list[Revision | Statement] = []
        self._words: list[tuple[str, str, Words]] = []
        self._pending: dict[str, tuple[str, ...]] = {}

    @property
    def written(self) -> tuple[str, ...]:
        """Ids of what the act has written so far."""
        return tuple(entry.entry_id for entry in self._entries)

    def found(self, what: str) -> str:
        """Found a review or partnership; return its scope."""
        return self.state(None, "found", what=what, rules=1, above=[])

    def state(self, scope: str | None, kind: str, /, **says: Value) -> str:
        """Make a statement; return its id."""
        statement = write_statement(
            scope=scope,
            kind=kind,
            says={**says, "nonce": self._salt()},
            author=self._identity.key_id,
            written_at=self._written_at,
        )
        self._entries.append(statement)
        return statement.entry_id

    def add(self, scope: str, kind: str, /, **fields: Any) -> str:
        """Begin a record; return its id. Attributes that are not given say nothing."""
        said = {name: value for name, value in to_fields(kind, fields).items() if value is not None}
        return self._write(scope, kind, None, said or {"order": None}, ())

    def change(self, shown: Record, /, **fields: Any) -> None:
        """Change attributes of a record that the person was shown; what already says so is left alone.

        A field with two versions is settled by whatever is given for it.
        """
        kind = _kind_of(shown)
        changed = {
            name: value
            for name, value in fields.items()
            if getattr(shown, name) != value or name in (*shown.two_versions, *shown.unreadable)
        }
        if changed or "deleted" in shown.two_versions:
            self._write(shown.scope, kind, shown.record_id, to_fields(kind, changed), shown.tips, ends=_ends_of(shown))

    def say_anew(self, shown: Record, /, **fields: Any) -> str:
        """Say attributes of a record that the person was shown, the same as before or not; return the revision's id."""
        kind = _kind_of(shown)
        self._write(shown.scope, kind, shown.record_id, to_fields(kind, fields), shown.tips, ends=_ends_of(shown))
        return self.written[-1]

    def delete(self, shown: Record) -> None:
        """Delete a record that the person was shown; its words stay, and undo brings it back."""
        self._write(shown.scope, _kind_of(shown), shown.record_id, {}, shown.tips, ends=_ends_of(shown), deleted=True)

    def join(self, scope: str, kind: str, one: str, other: str, /, **fields: Any) -> str:
        """Link two records, whether or not they were linked before; return the link's id."""
        record_id = link_id(scope, kind, one, other)
        is_new = not {one, other}.isdisjoint(self.written)  # what was begun just now has no links yet
        shown = () if is_new else tips_of(self.session, record_id)
        self._write(scope, kind, record_id, to_fields(kind, fields), shown, ends=(one, other))
        return record_id

    def part(self, scope: str, kind: str, one: str, other: str) -> None:
        """Take a link away, if it is there."""
        record_id = link_id(scope, kind, one, other)
        shown = tips_of(self.session, record_id)
        if shown:
            self._write(scope, kind, record_id, {}, shown, ends=(one, other), deleted=True)

    def finish(self, label: str) -> None:
        """Write everything, look at the touched records anew, and note the act for undo.

        Raises:
            NotYoursError: the person's role does not allow it; the caller rolls back.
            ErasedError: words of the same field were erased for good; the caller rolls back.
        """
        arrival = add_entries(self.session, self._entries, here=True)
        self._refuse_what_is_erased()
        touched = arrival.touched | add_words(self.session, self._words)
        if arrival.held:
            raise NotYoursError(
                "Your part in this review does not include that.", "Ask the lead to do it on their laptop."
            )
        by_kind = self._project(touched)
        undoable = [entry.entry_id for entry in self._entries if isinstance(entry, Revision)]
        can_undo = self.is_noted and bool(undoable) and len(undoable) == len(self._entries)
        if self.is_noted and self._entries:
            add_act(self.session, label, undoable if can_undo else ())
        self.changes = Changes(frozenset(touched), frozenset(by_kind), label if can_undo else "")

    def _refuse_what_is_erased(self) -> None:
        """Raise rather than let go of what was typed: words that an erasure covers are not kept."""
        revisions = [entry for entry in self._entries if isinstance(entry, Revision)]
        records = {one.record_id for one in revisions}
        erased = erased_in(self.session, {one.scope for one in revisions}, records)
        if any(name in erased.get(entry_id, ()) for entry_id, name, _ in self._words):
            raise ErasedError(
                "What stood here was erased for good, so nothing can be written in its place.", "Write it anew instead."
            )

    def _project(self, touched: set[str]) -> dict[str, set[str]]:
        revisions = [entry for entry in self._entries if isinstance(entry, Revision)]
        if len(revisions) < len(self._entries):  # a statement may let anything stand otherwise
            return project(self.session, touched)
        words: dict[str, dict[str, Words]] = {one.entry_id: {} for one in revisions}
        for entry_id, name, said in self._words:
            words[entry_id][name] = said
        return project_written(self.session, revisions, words)

    def write_again(
        self,
        record: tuple[str, str, str, tuple[str, str] | None],
        said: Mapping[str, Value],
        parents: tuple[str, ...],
        deleted: bool,
    ) -> None:
        """Write one revision just as given, beside others of this act: what undo does.

        Args:
            record: its scope, kind, id and, for a link, ends.
            said: values by field; null takes a value back.
            parents: what it replaces.
            deleted: whether the record is then deleted.
        """
        scope, kind, record_id, ends = record
        self._pending.pop(record_id, None)
        self._write(scope, kind, record_id, said, parents, ends=ends, deleted=deleted)

    def _write(
        self,
        scope: str,
        kind: str,
        record: str | None,
        said: Mapping[str, Value],
        parents: tuple[str, ...],
        *,
        ends: tuple[str, str] | None = None,
        deleted: bool = False,
    ) -> str:
        words = {name: Words(self._salt(), _clean(value)) for name, value in said.items()}
        write = partial(
            write_revision,
            scope=scope,
            kind=kind,
            record=record,
            author=self._identity.key_id,
            written_at=self._written_at,
            ends=ends,
            deleted=deleted,
        )
        shown = self._pending.get(record or "", parents)
        while len(shown) > MAX_PARENTS:  # revisions that say nothing gather as many as one can name
            gathered = [write(fields={}, parents=part) for part in chunks(shown, MAX_PARENTS)]
            self._entries += gathered
            shown = tuple(one.entry_id for one in gathered)
        revision = write(fields=words, parents=shown)
        self._entries.append(revision)
        self._pending[revision.record_id] = (revision.entry_id,)
        self._words += [(revision.entry_id, name, one) for name, one in words.items()]
        return revision.record_id


@dataclass(frozen=True)
class Acting:
    """What every subject of a desk needs to look and to act.

    Attributes:
        now: the clock.
        random: makes salts and nonces.
    """

    sessions: Sessions
    identity: Identity
    now: Callable[[], datetime]
    random: Callable[[int], bytes] = secrets.token_bytes

    @contextmanager
    def act(self, label: str) -> Iterator[Act]:
        """Act in one transaction: all of it is in the file when this ends, or nothing.

        Args:
            label: the act in the imperative, as undo names it.
        """
        with self.sessions.write.begin() as session:
            act = Act(session, self.identity, self.stamp(), lambda: self.random(16).hex())
            yield act
            act.finish(label)

    def begin(self, session: Session) -> Act:
        """Begin an act in a transaction of the caller's, who finishes it there; it is noted for nobody's undo."""
        act = Act(session, self.identity, self.stamp(), lambda: self.random(16).hex())
        act.is_noted = False
        return act

    @contextmanager
    def look(self) -> Iterator[Session]:
        """Look without writing; never waits for who writes."""
        with self.sessions.read.begin() as session:
            yield session

    def stamp(self) -> str:
        """Return the clock's time, whole seconds, as entries write it."""
        return self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def here(self) -> str:
        """Return the local time to the minute, as notes write when something was seen."""
        return self.now().astimezone().strftime("%Y-%m-%dT%H:%M")


def tips_of(session: Session, record_id: str) -> tuple[str, ...]:
    """Return the tips of a record as it is now: for links, of which no page shows more than that they are there."""
    history = next(iter(short_histories(session, [record_id])), None)
    said = history.look(in_team_view) if history else None
    return said.tips if said else ()


def _kind_of(shown: Record) -> str:
    return next(kind.name for kind in KINDS.values() if type(shown) is kind.value)


def _ends_of(shown: Record) -> tuple[str, str] | None:
    ends = KINDS[_kind_of(shown)].ends
    return (getattr(shown, ends[0]), getattr(shown, ends[1])) if ends else None


def _clean(value: Value) -> Value:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    return value
