"""What stays on this laptop: notes that may be about somebody's safety, until it is answered that they are not.

What nobody else was given of them leaves in nothing, not even as headers, and no seal lists it: no gap shows at a
colleague's. Of what was given before it was asked, the headers go on as they are, without words (decision 0020).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.domain.entries import Statement, link_id, read_kept_entry, read_kept_words
from peerdesk.storage.asked import read_asked
from peerdesk.storage.base import among
from peerdesk.storage.chunks import chunks
from peerdesk.storage.schema import EntryRow, WordsRow

SAFETY = "safety"
WAITS, NO, YES, GONE = "", "no", "yes", "gone"
"""Answers to "Is this about somebody's safety?"; `GONE` is a yes of which the words are erased."""

_LINKED = (("link", "question"), ("citation", "finding"))
"""Kinds of link that a note is one end of, and the kind at the other."""


@dataclass(frozen=True)
class Staying:
    """What does not leave.

    Attributes:
        records: of which no word leaves.
        entries: that do not leave as headers either, and are in no seal.
        unseen: those of the records of which nobody else was given anything.
    """

    records: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    unseen: frozenset[str] = frozenset()


def staying(session: Session) -> Staying:
    """Return what stays here, of all reviews."""
    asked = [one for one in read_asked(session, SAFETY) if one.answer != NO]
    if not asked:
        return Staying()
    roots = {one.about for one in asked if one.answer != GONE}
    gone = {one.about for one in asked} - roots
    records = {*belonging(session, roots), *(gone - _given(session, gone))}
    entries = _entries_here(session, records)
    return Staying(frozenset(records), frozenset(entries), frozenset(records - _given(session, records)))


def belonging(session: Session, roots: Collection[str]) -> set[str]:
    """Return records with what belongs to them: the answer a note was made of, notes of an answer, pictures, links."""
    base = set(roots)
    for note, answer in _named(session, "note", "answer"):
        if note in roots:
            base.add(answer)
        if answer in roots:
            base.add(note)
    return base | pictures_of(session, base) | _links(session, base)


def kinds_of(session: Session, records: Collection[str], author: str) -> dict[str, str]:
    """Return those of these records of which somebody wrote anything, with their kind."""
    found: dict[str, str] = {}
    for part in chunks(records):
        own = (EntryRow.record_id.in_(part), EntryRow.author == author)
        asked = select(EntryRow.record_id, EntryRow.kind).where(*own).distinct()
        found |= {record_id: kind for record_id, kind in session.execute(asked) if record_id}
    return found


def pictures_of(session: Session, notes: Collection[str]) -> set[str]:
    """Return the records of the pictures of these notes."""
    return {picture for picture, note in _named(session, "attachment", "note") if note in notes}


def _named(session: Session, kind: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield the records of a kind with what they named in a field, at any time."""
    wanted = (
        select(EntryRow.record_id, WordsRow.line)
        .join(WordsRow, WordsRow.entry_seq == EntryRow.seq)
        .where(EntryRow.t == "revision", EntryRow.kind == kind, WordsRow.name == name)
    )
    for record_id, line in session.execute(wanted):
        if record_id and (named := read_kept_words(line).value):
            yield record_id, str(named)


def _links(session: Session, notes: Collection[str]) -> set[str]:
    """Return the links that notes may have; a link's id follows from its ends, so its words need not be here."""
    scopes = {
        scope
        for part in chunks(notes)
        for scope in session.scalars(select(EntryRow.scope).where(EntryRow.record_id.in_(part)).distinct())
    }
    found = set[str]()
    for scope in scopes:
        for kind, other in _LINKED:
            ends = select(EntryRow.record_id).where(EntryRow.scope == scope, EntryRow.kind == other).distinct()
            others = [one for one in session.scalars(ends) if one]
            found |= {
                link_id(scope, kind, *((note, one) if kind == "link" else (one, note)))
                for note in notes
                for one in others
            }
    return among(session, EntryRow.record_id, found)


def _given(session: Session, records: Collection[str]) -> set[str]:
    """Return those of these records of which something is sealed, so that others may have it."""
    found = set[str]()
    for part in chunks(records):
        wanted = select(EntryRow.record_id).where(EntryRow.record_id.in_(part), EntryRow.here.is_(False)).distinct()
        found |= {one for one in session.scalars(wanted) if one}
    return found


def _entries_here(session: Session, records: Collection[str]) -> set[str]:
    """Return what nobody else was given of these records, erasures of them too."""
    found = set[str]()
    for part in chunks(records):
        wanted = select(EntryRow.entry_id).where(EntryRow.record_id.in_(part), EntryRow.here)
        found |= set(session.scalars(wanted))
    said = select(EntryRow.line).where(EntryRow.t == "statement", EntryRow.kind == "erase", EntryRow.here)
    for one in map(read_kept_entry, session.scalars(said)):
        if isinstance(one, Statement) and one.says["record"] in records:
            found.add(one.entry_id)
    return found
