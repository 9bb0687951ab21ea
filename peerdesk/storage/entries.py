"""Adding entries, words and seals. Merging is nothing else: a union, whatever the order of arrival (PROTOCOL 4)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from peerdesk.domain.canonical import from_kept_bytes
from peerdesk.domain.entries import Entry, Words, read_kept_words, words_hash
from peerdesk.domain.kinds import JOTTING
from peerdesk.domain.seals import Seal
from peerdesk.storage.base import insert_rows
from peerdesk.storage.chunks import chunks
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
    known = _known_ids(session, arrived)
    fresh = {entry_id: entry for entry_id, entry in arrived.items() if entry_id not in known}
    arrival = Arrival(new=set(fresh))
    for scope in {entry.scope for entry in arrived.values()}:
        candidates = {} if here else waiting_in(session, scope)  # nobody has waited for what is written just now
        candidates |= {one.entry_id: Candidate(one, here, None) for one in fresh.values() if one.scope == scope}
        settle_scope(session, scope, candidates, arrival)
    return arrival


def add_seals(session: Session, seals: Iterable[tuple[Seal, str]]) -> set[str]:
    """Add seals, with their signatures, that the desk lacks; return the scopes that gained one.

    Args:
        session: an open transaction.
        seals: already verified: the signature holds under the key whose name is the seal's author.
    """
    given = {seal.seal_id: (seal, signature) for seal, signature in seals}
    known = {
        seal_id
        for part in chunks(given)
        for seal_id in session.scalars(select(SealRow.seal_id).where(SealRow.seal_id.in_(part)))
    }
    gained = set()
    for seal_id, (seal, signature) in given.items():
        if seal_id in known:
            continue
        row = SealRow(seal_id=seal_id, scope=seal.scope, author=seal.author, line=seal.line, signature=signature)
        session.add(row)
        session.flush()
        session.execute(insert_rows(SealedRow), [{"seal_seq": row.seq, "entry_id": one} for one in seal.entries])
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
        words: id of the revision, name of the field, and the words. Others than the header's are left out.
    """
    given: dict[str, dict[str, Words]] = defaultdict(dict)
    for entry_id, name, said in words:
        given[entry_id][name] = said
    touched = set()
    for part in chunks(given):
        rows = session.execute(
            select(EntryRow.seq, EntryRow.entry_id, EntryRow.record_id, EntryRow.line).where(
                EntryRow.entry_id.in_(part), EntryRow.t == "revision"
            )
        ).all()
        has = _names_with_words(session, [row.seq for row in rows])
        fresh = []
        for row in rows:
            header: Any = from_kept_bytes(row.line)
            for name, said in given[row.entry_id].items():
                hashed = header["fields"].get(name)
                if (row.seq, name) in has or hashed != words_hash(said, header["author"], name):
                    continue
                fresh.append({"entry_seq": row.seq, "name": name, "line": said.line()})
                touched.add(row.record_id)
        if fresh:
            session.execute(insert_rows(WordsRow), fresh)
    return touched


def read_words_of(session: Session, seqs: Sequence[int]) -> dict[int, dict[str, Words]]:
    """Return the words that are here of revisions, by their row number and field."""
    found: dict[int, dict[str, Words]] = defaultdict(dict)
    for part in chunks(seqs):
        for row in session.execute(
            select(WordsRow.entry_seq, WordsRow.name, WordsRow.line).where(WordsRow.entry_seq.in_(part))
        ):
            found[row.entry_seq][row.name] = read_kept_words(row.line)
    return found


def _known_ids(session: Session, ids: Iterable[str]) -> set[str]:
    return {
        one
        for part in chunks(ids)
        for one in session.scalars(select(EntryRow.entry_id).where(EntryRow.entry_id.in_(part)))
    }


def _names_with_words(session: Session, seqs: Sequence[int]) -> set[tuple[int, str]]:
    rows = session.execute(select(WordsRow.entry_seq, WordsRow.name).where(WordsRow.entry_seq.in_(seqs)))
    return {(row.entry_seq, row.name) for row in rows}


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
