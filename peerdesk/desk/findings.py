"""At the table: findings that stand on notes, and a shadow's notes that the lead includes."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.changes import Changes
from peerdesk.domain.evidence import Link, Note, Picture
from peerdesk.domain.order import last_key
from peerdesk.domain.outcome import Citation, Finding, Way
from peerdesk.domain.review import Record
from peerdesk.storage.projection import History, histories
from peerdesk.storage.reading import read_all


class Findings:
    """Makes findings and says what they stand on."""

    def __init__(self, acting: Acting) -> None:
        """Work on one desk."""
        self._acting = acting

    def all(self, scope: str) -> list[Finding]:
        """Return a review's findings, in order."""
        with self._acting.look() as session:
            return read_all(session, Finding, scope)

    def citations(self, scope: str) -> list[Citation]:
        """Return what all findings stand on and what points the other way."""
        with self._acting.look() as session:
            return read_all(session, Citation, scope)

    def add(self, scope: str, *, notes: Iterable[str] = (), **fields: Any) -> tuple[str, Changes]:
        """Begin a finding that stands on these notes; return its id."""
        with self._acting.act("add a finding") as act:
            order = last_key([one.order for one in read_all(act.session, Finding, scope)])
            finding_id = act.add(scope, "finding", **{"order": order, **fields})
            for note in notes:
                act.join(scope, "citation", finding_id, note, way="for")
        return finding_id, act.changes

    def change(self, shown: Finding, **fields: Any) -> Changes:
        """Change a finding as it was shown."""
        with self._acting.act("change a finding") as act:
            act.change(shown, **fields)
        return act.changes

    def delete(self, shown: Finding) -> Changes:
        """Delete a finding; undo brings it back, with what it cites."""
        with self._acting.act("delete a finding") as act:
            act.delete(shown)
        return act.changes

    def cite(self, finding: Finding, notes: Iterable[str], way: Way = "for") -> Changes:
        """Let a finding stand on notes, or let them point the other way."""
        with self._acting.act("cite notes") as act:
            for note in notes:
                act.join(finding.scope, "citation", finding.record_id, note, way=way)
        return act.changes

    def uncite(self, citation: Citation) -> Changes:
        """Take a note out of what a finding stands on."""
        with self._acting.act("take out a note") as act:
            act.delete(citation)
        return act.changes

    def agree(self, findings: Iterable[Finding]) -> Changes:
        """Note that all of us agree to these findings: one act."""
        with self._acting.act("agree") as act:
            for finding in findings:
                act.change(finding, agreed=True)
        return act.changes

    def include(self, notes: Iterable[Note]) -> Changes:
        """Include notes of somebody in training: their words as they were shown, their links and pictures of now.

        Later edits by the same hand wait again.

        Raises:
            NotYoursError: this desk's person does not lead the review.
        """
        by_scope: dict[str, dict[str, tuple[str, ...]]] = {}
        for note in notes:
            by_scope.setdefault(note.scope, {})[note.record_id] = note.tips
        changes = Changes()
        for scope, shown in by_scope.items():
            with self._acting.act("include notes") as act:
                records = {*shown, *self._attached(act.session, scope, {*shown})}
                entries = [
                    entry_id
                    for history in histories(act.session, records)
                    for entry_id in _waiting(history, shown.get(history.record_id))
                ]
                act.state(scope, "admit", entries=sorted(entries))
            changes |= act.changes
        return changes

    def _attached(self, session: Session, scope: str, note_ids: set[str]) -> list[str]:
        shown: list[Record] = []
        for value_class in (Link, Picture):
            shown += [one for one in read_all(session, value_class, scope) if getattr(one, "note", "") in note_ids]
        return [one.record_id for one in shown]


def _waiting(history: History, shown: tuple[str, ...] | None) -> list[str]:
    """Return the revisions of a record that wait for the lead: those that were shown, or all if nobody says which."""
    marked = [one.revision.entry_id for one in history.placed if one.standing == "marked"]
    if shown is None:
        return marked
    parents = {one.revision.entry_id: one.revision.parents for one in history.placed}
    seen, wanted = set[str](), [*shown]
    while wanted:
        entry_id = wanted.pop()
        if entry_id not in seen:
            seen.add(entry_id)
            wanted += parents.get(entry_id, ())
    return [entry_id for entry_id in marked if entry_id in seen]
