"""What leaves a desk, by the kind of package: each has its own list of what it may hold (`domain/kinds.py`)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.domain.entries import Statement, Words, read_entry
from peerdesk.domain.kinds import JOTTING, KINDS, partnership_fields, section_places
from peerdesk.domain.raw_notes import WITHOUT_NOTES
from peerdesk.domain.records import in_report_view
from peerdesk.domain.releases import Released, released
from peerdesk.domain.seals import AnySeal, Seal, read_seal
from peerdesk.storage.entries import read_words_of
from peerdesk.storage.projection import histories
from peerdesk.storage.schema import EntryRow, SealedRow, SealRow
from peerdesk.storage.standing import WAITING
from peerdesk.storage.staying import staying


@dataclass(frozen=True)
class Leaving:
    """What one package holds.

    Attributes:
        lines: of entries, parents before children.
        words: entry, field and words.
        seals: with their signatures.
    """

    lines: tuple[bytes, ...]
    words: tuple[tuple[str, str, Words], ...]
    seals: tuple[tuple[AnySeal, str], ...]


def for_team(session: Session, scope: str, *, notes: bool = True) -> Leaving:
    """Return all that the scope holds, but private jottings and what stays here (`staying`).

    Args:
        session: on a desk.
        scope: of the review.
        notes: False withholds the words of everybody's notes, but those that coverage counts (decision 0019).
    """
    return _whole_kinds(session, scope, lambda kind: kind != JOTTING, WITHOUT_NOTES if not notes else {})


def for_briefing(session: Session, scope: str, kinds: Collection[str]) -> Leaving:
    """Return the plan, without evidence and without the words that an open file must not hold (`Kind.unbriefed`)."""
    return _whole_kinds(
        session, scope, lambda kind: kind in kinds, without={one: KINDS[one].unbriefed for one in kinds}
    )


def for_partnership(session: Session, scope: str) -> Leaving:
    """Return that the review took place, and what the head released of what was signed.

    Headers of the allowed kinds and of all their ancestors; words only of what the report shows, and only of the
    fields that the table names. Entries of other kinds do not go, not even as headers. What was written since the
    sign-off that was released does not go either: of what the head saw, it goes as it was then.
    """
    let_out = released(statements_in(session, scope, "release"))
    allowed, places = partnership_fields(let_out.what), section_places(let_out.what)
    covers, needs_none = covers_of(session, scope, let_out), partnership_fields("nothing")
    headers: dict[str, tuple[int, bytes]] = {}
    words: list[tuple[str, str, Words]] = []
    ids = session.scalars(
        select(EntryRow.record_id)
        .where(EntryRow.scope == scope, EntryRow.kind.in_(allowed), EntryRow.standing != WAITING)
        .distinct()
    ).all()
    for whole in histories(session, [one for one in ids if one is not None]):
        history = whole if whole.kind in needs_none else whole.until(covers)
        said = history.look(in_report_view)
        if said is None or said.deleted:
            continue
        if history.kind == "section" and _said(said.fields.get("place")) not in places:
            continue
        for one in history.placed:
            headers[one.revision.entry_id] = (one.depth, one.revision.line)
        for name in allowed[history.kind]:
            field = said.fields.get(name)
            for tip in field.tips if field else ():
                if (read := history.read(tip, name)) is not None:
                    words.append((tip, name, read))
    statements = _statements(session, scope)
    lines = [*statements, *(line for _, line in sorted(headers.values()))]
    return Leaving(tuple(lines), tuple(words), tuple(read_seals(session, scope)))


def covers_of(session: Session, scope: str, let_out: Released) -> list[frozenset[str]]:
    """Return what each sign-off that was released covers; one that is not here, or does not count, covers nothing."""
    signed = {one.entry_id: frozenset(one.says["covers"]) for one in statements_in(session, scope, "signoff")}
    return [signed.get(one, frozenset()) for one in let_out.signoffs]


def read_seals(session: Session, scope: str) -> list[tuple[AnySeal, str]]:
    """Return all seals of a scope with their signatures, oldest first."""
    rows = session.execute(select(SealRow.line, SealRow.signature).where(SealRow.scope == scope).order_by(SealRow.seq))
    return [(read_seal(row.line), row.signature) for row in rows]


def last_seal(session: Session, scope: str, author: str) -> str | None:
    """Return the id of the newest seal that this desk has of an author in a scope."""
    return session.scalar(
        select(SealRow.seal_id)
        .where(SealRow.scope == scope, SealRow.author == author)
        .order_by(SealRow.seq.desc())
        .limit(1)
    )


def first_sealed_at(session: Session, record_id: str) -> str:
    """Return when anything of a record was first sealed, which is when it first left; "" if never."""
    lines = session.scalars(
        select(SealRow.line)
        .join(SealedRow, SealedRow.seal_seq == SealRow.seq)
        .join(EntryRow, EntryRow.entry_id == SealedRow.entry_id)
        .where(EntryRow.record_id == record_id)
        .distinct()
    )
    return min((one.sealed_at for one in map(read_seal, lines) if isinstance(one, Seal)), default="")


def statements_in(session: Session, scope: str, kind: str) -> list[Statement]:
    """Return the statements of a kind that are `in`, oldest first."""
    lines = session.scalars(
        select(EntryRow.line)
        .where(EntryRow.scope == scope, EntryRow.t == "statement", EntryRow.kind == kind, EntryRow.standing == "in")
        .order_by(EntryRow.seq)
    )
    return [entry for entry in map(read_entry, lines) if isinstance(entry, Statement)]


def _whole_kinds(
    session: Session,
    scope: str,
    wanted: Callable[[str], bool],
    only: Mapping[str, Collection[str]] = MappingProxyType({}),
    without: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> Leaving:
    """Return the statements whose kind is known, and whatever else is wanted.

    Args:
        session: on a desk.
        scope: of the review.
        wanted: says of a kind of record whether it goes.
        only: of these kinds only the words of these fields.
        without: of these kinds all words but those of these fields.
    """
    rows = session.execute(
        select(
            EntryRow.seq,
            EntryRow.entry_id,
            EntryRow.record_id,
            EntryRow.t.label("type"),
            EntryRow.kind,
            EntryRow.depth,
            EntryRow.standing,
            EntryRow.line,
        )
        .where(EntryRow.scope == scope)
        .order_by(EntryRow.seq)
    ).all()
    stays = staying(session)
    chosen = [row for row in rows if row.type == "statement" or wanted(row.kind)]
    chosen = [row for row in chosen if row.entry_id not in stays.entries]
    chosen.sort(key=lambda row: (row.standing == WAITING, row.depth, row.seq))
    names = {row.seq: row.entry_id for row in chosen}
    said_here = [row.seq for row in chosen if row.record_id not in stays.records]
    revisions = [row for row in chosen if row.type != "statement"]
    few = {row.seq: only[row.kind] for row in revisions if row.kind in only}
    less = {row.seq: without[row.kind] for row in revisions if without.get(row.kind)}
    words = [
        (names[seq], name, said)
        for seq, fields in read_words_of(session, said_here).items()
        for name, said in sorted(fields.items())
        if (seq not in few or name in few[seq]) and name not in less.get(seq, ())
    ]
    return Leaving(tuple(row.line for row in chosen), tuple(words), tuple(read_seals(session, scope)))


def _statements(session: Session, scope: str) -> list[bytes]:
    """Return the statements whose kind is known: of these the grammar lets none hold prose."""
    rows = session.execute(
        select(EntryRow.entry_id, EntryRow.line)
        .where(EntryRow.scope == scope, EntryRow.t == "statement")
        .order_by(EntryRow.seq)
    ).all()
    stay = staying(session).entries
    return [row.line for row in rows if row.entry_id not in stay]


def _said(field: Any) -> Any:
    return field.value if field else None
