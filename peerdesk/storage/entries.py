"""Adding entries, words and seals. Merging is nothing else: a union, whatever the order of arrival (PROTOCOL 4)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from peerdesk.domain.canonical import from_kept_bytes
from peerdesk.domain.entries import Entry, Words, read_kept_words
from peerdesk.domain.kinds import JOTTING
from peerdesk.domain.plain import kept_words_hash
from peerdesk.domain.seals import AnySeal
from peerdesk.storage.base import among, ask_among, pour_as_written
from peerdesk.storage.chunks import chunks
from peerdesk.storage.erasing import erased_in
from peerdesk.storage.holding import hold_scopes
from peerdesk.storage.schema import EntryRow, SealedRow, SealRow, WordsRow
from peerdesk.storage.standing import Arrival, Candidate, settle_scope, waiting_in
from peerdesk.storage.staying import staying

_WITH_NAMES = "SELECT e.entry_id, w.name FROM entry e LEFT JOIN words w ON w.entry_seq = e.seq WHERE e.entry_id IN"


def add_entries(session: Session, entries: Iterable[Entry], *, here: bool = False) -> Arrival:
    """Add the entries that the desk lacks, and let in whatever waited for them.

    Adding one that is there already does nothing. Seals come first: what none lists waits, unless it is written here.

    Args:
        session: an open transaction; the caller commits.
        entries: in any order.
        here: they are written on this desk, so they need no seal yet.
    """
    arrived = {entry.entry_id: entry for entry in entries}
    hold_scopes(session, {entry.scope for entry in arrived.values()})
    known = known_ids(session, arrived)
    fresh = {entry_id: entry for entry_id, entry in arrived.items() if entry_id not in known}
    arrival = Arrival(new=set(fresh))
    for scope in {entry.scope for entry in arrived.values()}:
        candidates = {} if here else waiting_in(session, scope)  # nobody has waited for what is written just now
        candidates |= {one.entry_id: Candidate(one, here, None) for one in fresh.values() if one.scope == scope}
        settle_scope(session, scope, candidates, arrival)
    return arrival


def add_seals(session: Session, seals: Iterable[tuple[AnySeal, str]]) -> set[str]:
    """Add seals, with their signatures, that the desk lacks; return the scopes that gained one.

    Args:
        session: an open transaction.
        seals: already verified: the signature holds under the key whose name is the seal's author; those of a later
            version are kept as they came, and seal nothing.
    """
    gained = set()
    for seal, signature in seals:
        if session.scalar(select(SealRow.seq).where(SealRow.seal_id == seal.seal_id)) is not None:
            continue
        row = SealRow(seal_id=seal.seal_id, scope=seal.scope, author=seal.author, line=seal.line, signature=signature)
        session.add(row)
        session.flush()
        listed = [(row.seq, bytes.fromhex(one)) for one in seal.entries]
        pour_as_written(session, SealedRow, ("seal_seq", "entry_id"), listed)
        session.expunge(row)  # its line names up to 10,000 entries
        gained.add(seal.scope)
    return gained


def settle(session: Session, scopes: Iterable[str]) -> Arrival:
    """Let in what waited in these scopes for a seal that has come, and let stand what an end keeps by it."""
    arrival = Arrival()
    for scope in scopes:
        settle_scope(session, scope, waiting_in(session, scope), arrival)
    return arrival


def add_words(session: Session, words: Iterable[tuple[str, str, Words]]) -> set[str]:
    """Keep words that fit their header's hash, whenever they come; return the records that can be read better.

    Args:
        session: an open transaction.
        words: id of the revision, name of the field, and the words. Others than the header's are left out, and what
            an erasure in force covers.
    """
    return add_kept_words(session, ((entry_id, name, said.kept_line()) for entry_id, name, said in words))


def add_kept_words(session: Session, words: Iterable[tuple[str, str, bytes]]) -> set[str]:
    """Do the same with words of which the line `[salt, value]` was looked at."""
    given: dict[str, list[tuple[str, bytes]]] = defaultdict(list)
    for entry_id, name, line in words:
        given[entry_id].append((name, line))
    touched: set[str] = set()
    for part in chunks(given):
        lacking = _lacking(session, {one: given[one] for one in part})
        columns = (EntryRow.seq, EntryRow.entry_id, EntryRow.scope, EntryRow.record_id, EntryRow.line)
        asked = select(*columns).where(EntryRow.entry_id.in_(lacking), EntryRow.t != "statement")
        rows = session.execute(asked).all() if lacking else []
        erased = erased_in(session, {row.scope for row in rows}, {row.record_id for row in rows})
        fresh = []
        for row in rows:
            header: Any = from_kept_bytes(row.line)
            fits = fitting(header.get("fields"), header["author"], lacking[row.entry_id])
            for name in fits.keys() - erased.get(row.entry_id, ()):
                fresh.append((row.seq, name, fits[name]))
                touched.add(row.record_id)
        put_words(session, fresh)
    return touched


def put_words(session: Session, words: Sequence[tuple[int, str, bytes]]) -> None:
    """Keep words that fit and are not here: the row of their entry, the field, and their line."""
    pour_as_written(session, WordsRow, ("entry_seq", "name", "line"), words)


def fitting(fields: object, author: str, words: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """Return the words that a header's hashes name; `fields` is no mapping where a later version wrote it."""
    if not isinstance(fields, Mapping):
        return {}
    return {name: line for name, line in words if fields.get(name) == kept_words_hash(line, author, name)}


def read_words_of(session: Session, seqs: Sequence[int]) -> dict[int, dict[str, Words]]:
    """Return the words that are here of revisions, by their row number and field."""
    found: dict[int, dict[str, Words]] = defaultdict(dict)
    for part in chunks(seqs):
        for row in session.execute(
            select(WordsRow.entry_seq, WordsRow.name, WordsRow.line).where(WordsRow.entry_seq.in_(part))
        ):
            found[row.entry_seq][row.name] = read_kept_words(row.line)
    return found


def known_ids(session: Session, ids: Iterable[str]) -> set[str]:
    """Return which of these entries are here."""
    return among(session, EntryRow.entry_id, ids)


def what_is_here(session: Session, ids: Iterable[str]) -> dict[str, set[str]]:
    """Return which of these entries are here, each with the fields whose words are; only indexes are read for it."""
    here: dict[str, set[str]] = defaultdict(set)
    for entry_id, name in ask_among(session, _WITH_NAMES, known_ids(session, ids)):
        names = here[bytes(entry_id).hex()]
        if name is not None:
            names.add(name)
    return dict(here)


def _lacking(session: Session, given: Mapping[str, Sequence[tuple[str, bytes]]]) -> dict[str, list[tuple[str, bytes]]]:
    """Return what is not here of the words of entries that are."""
    here = what_is_here(session, given)
    lacking = {one: [said for said in given[one] if said[0] not in names] for one, names in here.items()}
    return {one: said for one, said in lacking.items() if said}


def unsealed(session: Session, scope: str, author: str) -> list[str]:
    """Return the ids of one's own entries that no seal lists yet, but private jottings and what stays here."""
    wanted = select(EntryRow.entry_id).where(
        EntryRow.scope == scope, EntryRow.author == author, EntryRow.here, EntryRow.kind != JOTTING
    )
    stay = staying(session).entries
    return [one for one in session.scalars(wanted) if one not in stay]


def mark_sealed(session: Session, ids: Iterable[str]) -> None:
    """Note that a seal lists these now."""
    for part in chunks(ids):
        session.execute(update(EntryRow).where(EntryRow.entry_id.in_(part)).values(here=False))
