"""Adding entries, words and seals. Merging is nothing else: a union, whatever the order of arrival (PROTOCOL 4)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from peerdesk.domain.canonical import from_kept_bytes
from peerdesk.domain.entries import Entry, Words, read_kept_words, words_hash
from peerdesk.domain.kinds import JOTTING
from peerdesk.domain.seals import AnySeal
from peerdesk.storage.base import among, pour
from peerdesk.storage.chunks import chunks
from peerdesk.storage.erasing import erased_in
from peerdesk.storage.schema import EntryRow, SealedRow, SealRow, WordsRow
from peerdesk.storage.standing import Arrival, Candidate, settle_scope, waiting_in


def add_entries(session: Session, entries: Iterable[Entry], *, here: bool = False) -> Arrival:
    """Add the entries that the desk lacks, and let in whatever waited for them.

    Adding one that is there already does nothing. Seals come first: what none lists waits, unless it is written here.

    Args:
        session: an open transaction; the caller commits.
        entries: in any order.
        here: they are written on this desk, so they need no seal yet.
    """
    arrived = {entry.entry_id: entry for entry in entries}
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
        pour(session, SealedRow, [{"seal_seq": row.seq, "entry_id": one} for one in seal.entries])
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
    given: dict[str, list[tuple[str, Words]]] = defaultdict(list)
    for entry_id, name, said in words:
        given[entry_id].append((name, said))
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
                fresh.append({"entry_seq": row.seq, "name": name, "line": fits[name].kept_line()})
                touched.add(row.record_id)
        pour(session, WordsRow, fresh)
    return touched


def fitting(fields: object, author: str, words: Iterable[tuple[str, Words]]) -> dict[str, Words]:
    """Return the words that a header's hashes name; `fields` is no mapping where a later version wrote it."""
    if not isinstance(fields, Mapping):
        return {}
    return {name: said for name, said in words if fields.get(name) == words_hash(said, author, name)}


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


def _lacking(session: Session, given: Mapping[str, Sequence[tuple[str, Words]]]) -> dict[str, list[tuple[str, Words]]]:
    """Return what is not here of the words of entries that are; only indexes are read for it."""
    seqs = {
        row.entry_id: row.seq
        for row in session.execute(select(EntryRow.entry_id, EntryRow.seq).where(EntryRow.entry_id.in_(given)))
    }
    rows = session.execute(select(WordsRow.entry_seq, WordsRow.name).where(WordsRow.entry_seq.in_(seqs.values())))
    has = {(row.entry_seq, row.name) for row in rows}
    lacking = {one: [said for said in given[one] if (seq, said[0]) not in has] for one, seq in seqs.items()}
    return {one: said for one, said in lacking.items() if said}


def unsealed(session: Session, scope: str, author: str) -> list[str]:
    """Return the ids of one's own entries that no seal lists yet, but private jottings."""
    return list(
        session.scalars(
            select(EntryRow.entry_id).where(
                EntryRow.scope == scope, EntryRow.author == author, EntryRow.here, EntryRow.kind != JOTTING
            )
        )
    )


def mark_sealed(session: Session, ids: Iterable[str]) -> None:
    """Note that a seal lists these now."""
    for part in chunks(ids):
        session.execute(update(EntryRow).where(EntryRow.entry_id.in_(part)).values(here=False))
