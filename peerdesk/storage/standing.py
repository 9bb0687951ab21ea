"""Where each entry stands: waiting until it is whole, then in, marked or held (PROTOCOL 4 and 5)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import get_args

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from peerdesk.domain.authority import RULES, Rights, Standing
from peerdesk.domain.entries import Entry, Revision, Statement, Unknown, read_entry
from peerdesk.storage.base import ask_among, pour_as_written
from peerdesk.storage.chunks import chunks
from peerdesk.storage.erasing import erase
from peerdesk.storage.schema import EntryRow, SealedRow, SealRow

WAITING = "waiting"
STANDINGS = (WAITING, *get_args(Standing))
_SEALED_BY = "SELECT entry_id, seal_seq FROM sealed WHERE entry_id IN"
_COLUMNS = ("entry_id", "t", "scope", "kind", "record_id", "author", "depth", "standing", "here", "line")
_TYPES = {Revision: "revision", Statement: "statement", Unknown: "unknown"}


@dataclass
class Arrival:
    """What came of adding entries.

    Attributes:
        new: ids that this desk did not have.
        touched: records of which something changed its standing, so that they are to be looked at again.
        held: ids of the entries among them that nobody had the right to write.
        erased: records of which an erasure came into force.
        stated: statements came of which it is not worked out yet what they let stand otherwise.
    """

    new: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    stated: bool = False

    def take_in(self, other: "Arrival") -> None:
        """Add what came of adding more."""
        self.new |= other.new
        self.touched |= other.touched
        self.held |= other.held
        self.erased |= other.erased
        self.stated |= other.stated


@dataclass(slots=True)
class Candidate:
    """An entry whose standing is being worked out; `seq` is None if it is not in the file yet."""

    entry: Entry
    here: bool
    seq: int | None
    depth: int = 0
    standing: str = WAITING


@dataclass(frozen=True, slots=True)
class _Known:
    """A whole entry that others may descend from."""

    scope: str
    kind: str
    record_id: str | None
    depth: int


def rights_in(session: Session, scope: str) -> Rights | None:
    """Return who may what in a scope, or None while its founding is not here."""
    return _rights(session, scope, _statements(session, scope))


def waiting_in(session: Session, scope: str) -> dict[str, Candidate]:
    """Return what waits in a scope."""
    rows = session.execute(
        select(EntryRow.seq, EntryRow.line, EntryRow.here).where(EntryRow.scope == scope, EntryRow.standing == WAITING)
    )
    waiting = {}
    for row in rows:
        entry = read_entry(row.line)
        waiting[entry.entry_id] = Candidate(entry, row.here, row.seq)
    return waiting


def settle_scope(
    session: Session,
    scope: str,
    candidates: dict[str, Candidate],
    arrival: Arrival,
    *,
    more_comes: bool = False,
    listed: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Find out which candidates are whole and where they stand, and write it down.

    Args:
        session: an open transaction.
        scope: of the candidates.
        candidates: by their ids.
        arrival: what came of it is noted there.
        more_comes: this is called again without it when all is there; only then what stood before is looked at.
        listed: entries of which it is known that a seal lists them, and by whom it is; the file is asked about others.
    """
    statements = _statements(session, scope)
    sealed = _sealed(session, scope, candidates, listed)
    whole = _whole(session, scope, candidates, statements.get(scope), sealed)
    stated = {one.entry.entry_id: one.entry for one in whole if isinstance(one.entry, Statement)}
    rights = _rights(session, scope, statements | stated)
    if rights is not None:
        first_authors = _first_authors(session, whole)
        for one in whole:
            assert not isinstance(one.entry, Unknown)  # noqa: S101 - what is unknown is never whole
            one.standing = _stand(rights, one.entry, first_authors)
            if one.standing == "held":
                arrival.held.add(one.entry.entry_id)
            _note(arrival, one.entry, one.standing)
    _write(session, candidates.values())
    arrival.stated |= bool(stated)
    if more_comes:
        return
    came = not candidates or any(not one.here for one in candidates.values())
    if rights is not None and (arrival.stated or (came and _can_shift(session, scope))):
        for entry, standing in _stand_again(session, scope, rights):
            _note(arrival, entry, standing)
    arrival.stated = False
    if arrival.erased:
        erase(session, scope, arrival.erased)


def _note(arrival: Arrival, entry: Entry, standing: str) -> None:
    """Note of which record something may be said otherwise, now that an entry stands where it does."""
    if isinstance(entry, Revision):
        arrival.touched.add(entry.record_id)
    elif isinstance(entry, Statement) and entry.kind == "erase":
        arrival.touched.add(entry.says["record"])
        if standing == "in":
            arrival.erased.add(entry.says["record"])


def _can_shift(session: Session, scope: str) -> bool:
    """Say whether a statement may stand otherwise, or let others, because a seal or a record came after it."""
    kinds = ("end", "erase")
    return (
        session.scalar(
            select(EntryRow.seq)
            .where(EntryRow.scope == scope, EntryRow.t == "statement", EntryRow.kind.in_(kinds))
            .limit(1)
        )
        is not None
    )


def _whole(
    session: Session, scope: str, candidates: dict[str, Candidate], founding: Statement | None, sealed: Collection[str]
) -> list[Candidate]:
    """Return the candidates that are whole, parents before children, with their depths."""
    found = candidates[scope].entry if scope in candidates and scope in sealed else founding
    if not (isinstance(found, Statement) and found.kind == "found" and found.says["rules"] == RULES):
        return []
    known = _known_parents(session, candidates)
    children: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates.values():
        for parent in one.entry.parents if isinstance(one.entry, Revision) else ():
            children[parent].append(one)
    ready = [one for one in candidates.values() if not isinstance(one.entry, Revision) or not one.entry.parents]
    ready += [one for parent in known for one in children[parent]]
    whole: dict[str, Candidate] = {}
    while ready:
        one = ready.pop()
        entry_id = one.entry.entry_id
        if entry_id in whole or entry_id not in sealed or isinstance(one.entry, Unknown):
            continue
        if isinstance(one.entry, Revision):
            depth = _depth(one.entry, known)
            if depth is None:
                continue
            one.depth = depth
            known[entry_id] = _Known(scope, one.entry.kind, one.entry.record_id, depth)
        whole[entry_id] = one
        ready += children[entry_id]
    return list(whole.values())


def _depth(revision: Revision, known: dict[str, _Known]) -> int | None:
    """Return 1 + the deepest parent, or None while a parent lacks or belongs to something else."""
    deepest = 0
    for parent_id in revision.parents:
        parent = known.get(parent_id)
        if parent is None or (parent.scope, parent.kind, parent.record_id) != (
            revision.scope,
            revision.kind,
            revision.record_id,
        ):
            return None
        deepest = max(deepest, parent.depth)
    if revision.parents or revision.ends is not None or revision.record_id == revision.entry_id:
        return deepest + 1
    return None


def _sealed(session: Session, scope: str, candidates: dict[str, Candidate], listed: Mapping[str, str]) -> set[str]:
    """Return which candidates a seal of the same author and scope lists, or were written here."""
    sealed = {entry_id for entry_id, one in candidates.items() if one.here or listed.get(entry_id) == one.entry.author}
    unsealed = [entry_id for entry_id in candidates if entry_id not in sealed]
    if not unsealed:
        return sealed
    seals = session.execute(select(SealRow.seq, SealRow.author).where(SealRow.scope == scope))
    authors = {row.seq: row.author for row in seals}
    for found, seal in ask_among(session, _SEALED_BY, unsealed):
        entry_id = bytes(found).hex()
        if candidates[entry_id].entry.author == authors.get(seal):
            sealed.add(entry_id)
    return sealed


def _known_parents(session: Session, candidates: dict[str, Candidate]) -> dict[str, _Known]:
    wanted = {
        parent
        for one in candidates.values()
        if isinstance(one.entry, Revision)
        for parent in one.entry.parents
        if parent not in candidates
    }
    known = {}
    for part in chunks(wanted):
        rows = session.execute(
            select(EntryRow.entry_id, EntryRow.scope, EntryRow.kind, EntryRow.record_id, EntryRow.depth).where(
                EntryRow.entry_id.in_(part), EntryRow.standing != WAITING
            )
        )
        known.update({row.entry_id: _Known(row.scope, row.kind, row.record_id, row.depth) for row in rows})
    return known


def _statements(session: Session, scope: str) -> dict[str, Statement]:
    """Return the whole statements of a scope by their ids."""
    lines = session.scalars(
        select(EntryRow.line).where(EntryRow.scope == scope, EntryRow.t == "statement", EntryRow.standing != WAITING)
    )
    return {entry.entry_id: entry for entry in map(read_entry, lines) if isinstance(entry, Statement)}


def _rights(session: Session, scope: str, statements: Mapping[str, Statement]) -> Rights | None:
    found = statements.get(scope)
    if found is None:
        return None

    def listed_by(entry_id: str) -> set[str]:
        rows = session.scalars(
            select(SealRow.seal_id)
            .join(SealedRow, SealedRow.seal_seq == SealRow.seq)
            .where(SealedRow.entry_id == entry_id)
        )
        return set(rows)

    return Rights(found, statements.values(), listed_by)


def _first_authors(session: Session, whole: Sequence[Candidate]) -> dict[str, str]:
    """Return the author of the first revision of each record that is not a link."""
    authors = {one.entry.entry_id: one.entry.author for one in whole}
    wanted = {str(one.entry.says.get("record", "")) for one in whole if isinstance(one.entry, Statement)}
    wanted |= {one.entry.record_id for one in whole if isinstance(one.entry, Revision) and one.entry.ends is None}
    for part in chunks(wanted - authors.keys() - {""}):
        rows = session.execute(
            select(EntryRow.entry_id, EntryRow.author).where(EntryRow.entry_id.in_(part), EntryRow.standing != WAITING)
        )
        authors.update({row.entry_id: row.author for row in rows})
    return authors


def _stand(rights: Rights, entry: Revision | Statement, first_authors: dict[str, str]) -> str:
    if isinstance(entry, Statement):
        first = first_authors.get(str(entry.says.get("record")))
    else:
        first = first_authors.get(entry.record_id) if entry.ends is None else entry.author
    own = first is not None and rights.speaks_for(entry.author, first)
    return rights.standing(entry, own=own)


def _write(session: Session, candidates: Iterable[Candidate]) -> None:
    fresh, changed = [], []
    for one in candidates:
        entry = one.entry
        if one.seq is not None:
            if one.standing != WAITING:
                changed.append({"seq": one.seq, "standing": one.standing, "depth": one.depth})
            continue
        record_id = None if isinstance(entry, Statement) else entry.record_id
        fresh.append(
            (
                bytes.fromhex(entry.entry_id),
                _TYPES[type(entry)],
                bytes.fromhex(entry.scope),
                entry.kind,
                None if record_id is None else bytes.fromhex(record_id),
                bytes.fromhex(entry.author),
                one.depth,
                one.standing,
                one.here,
                entry.line,
            )
        )
    pour_as_written(session, EntryRow, _COLUMNS, fresh)
    if changed:
        session.execute(update(EntryRow), changed)


def _stand_again(session: Session, scope: str, rights: Rights) -> list[tuple[Revision | Statement, str]]:
    """Work out the standing of all whole entries of a scope after a statement; return those that changed, and how."""
    rows = session.execute(
        select(EntryRow.seq, EntryRow.line, EntryRow.standing).where(
            EntryRow.scope == scope, EntryRow.standing != WAITING
        )
    ).all()
    entries = {row.seq: read_entry(row.line) for row in rows}
    first_authors = {entry.entry_id: entry.author for entry in entries.values()}
    changed, moved = [], []
    for row in rows:
        entry = entries[row.seq]
        assert not isinstance(entry, Unknown)  # noqa: S101 - what is unknown is never whole
        standing = _stand(rights, entry, first_authors)
        if standing != row.standing:
            changed.append({"seq": row.seq, "standing": standing})
            moved.append((entry, standing))
    if changed:
        session.execute(update(EntryRow), changed)
    return moved


def stand_anew(session: Session, scope: str) -> dict[str, tuple[str, int]]:
    """Work out where each entry of a scope stands, and its depth, from nothing but what was written."""
    rows = session.execute(select(EntryRow.line, EntryRow.here).where(EntryRow.scope == scope))
    entries = [Candidate(read_entry(row.line), row.here, None) for row in rows]
    candidates = {one.entry.entry_id: one for one in entries}
    whole = _whole(session, scope, candidates, None, _sealed(session, scope, candidates, {}))
    stated = {one.entry.entry_id: one.entry for one in whole if isinstance(one.entry, Statement)}
    rights = _rights(session, scope, stated)
    if rights is not None:
        first_authors = {one.entry.entry_id: one.entry.author for one in whole}
        for one in whole:
            assert not isinstance(one.entry, Unknown)  # noqa: S101 - what is unknown is never whole
            one.standing = _stand(rights, one.entry, first_authors)
    return {one.entry.entry_id: (one.standing, one.depth) for one in entries}


def count_standings(session: Session, scope: str) -> dict[str, int]:
    """Return how many entries of a scope stand where; an index counts them, and no entry is read."""
    rows = session.execute(
        select(EntryRow.standing, func.count().label("number"))
        .where(EntryRow.scope == scope, EntryRow.standing.in_(STANDINGS))
        .group_by(EntryRow.standing)
    )
    return {row.standing: row.number for row in rows}


def count_unheard(session: Session, authors: Iterable[str]) -> dict[str, int]:
    """Return how many entries of each author wait or are held on the whole desk."""
    counts: dict[str, int] = {}
    for part in chunks(authors):
        rows = session.execute(
            select(EntryRow.author, func.count().label("number"))
            .where(EntryRow.standing.in_((WAITING, "held")), EntryRow.author.in_(part))
            .group_by(EntryRow.author)
        )
        counts.update({row.author: row.number for row in rows})
    return counts


def to_keep(session: Session, scope: str, author: str) -> list[str]:
    """Return what an end of a right names so that all of an author's work that is here stays as it is.

    A seal stands for all that it lists, so it is named only if all of that is here (PROTOCOL 5.4).
    """
    here = set(
        session.scalars(
            select(EntryRow.entry_id).where(
                EntryRow.scope == scope, EntryRow.author == author, EntryRow.standing != WAITING
            )
        )
    )
    rows = session.execute(
        select(SealRow.seal_id, SealedRow.entry_id)
        .join(SealedRow, SealedRow.seal_seq == SealRow.seq)
        .where(SealRow.scope == scope, SealRow.author == author)
    )
    listed: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        listed[row.seal_id].add(row.entry_id)
    whole = {seal_id: entries for seal_id, entries in listed.items() if entries <= here}
    return sorted([*whole, *here.difference(*whole.values())])
