"""What leaves a desk, by the kind of package: each has its own list of what it may hold (`domain/kinds.py`)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.domain.entries import Words, read_entry
from peerdesk.domain.kinds import JOTTING, Release, partnership_fields, section_places
from peerdesk.domain.records import in_report_view
from peerdesk.domain.seals import Seal, read_seal
from peerdesk.storage.entries import read_words_of
from peerdesk.storage.projection import histories
from peerdesk.storage.schema import EntryRow, SealRow
from peerdesk.storage.standing import WAITING


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
    seals: tuple[tuple[Seal, str], ...]


def for_team(session: Session, scope: str) -> Leaving:
    """Return all that the scope holds, but private jottings."""
    return _whole_kinds(session, scope, lambda kind: kind != JOTTING)


def for_briefing(session: Session, scope: str, kinds: Collection[str]) -> Leaving:
    """Return the plan, and no evidence."""
    return _whole_kinds(session, scope, lambda kind: kind in kinds)


def for_partnership(session: Session, scope: str, release: Release) -> Leaving:
    """Return that the review took place, and what the head released.

    Headers of the allowed kinds and of all their ancestors; words only of what the report shows now, and only of the
    fields that the table names. Entries of other kinds do not go, not even as headers.
    """
    allowed = partnership_fields(release)
    places = section_places(release)
    headers: dict[str, tuple[int, bytes]] = {}
    words: list[tuple[str, str, Words]] = []
    ids = session.scalars(
        select(EntryRow.record_id)
        .where(EntryRow.scope == scope, EntryRow.kind.in_(allowed), EntryRow.standing != WAITING)
        .distinct()
    ).all()
    for history in histories(session, [one for one in ids if one is not None]):
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


def read_seals(session: Session, scope: str) -> list[tuple[Seal, str]]:
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


def newest_statement(session: Session, scope: str, kind: str) -> Mapping[str, Any] | None:
    """Return what the newest statement of a kind that is in says, by its writer's clock; None if there is none."""
    lines = session.scalars(
        select(EntryRow.line).where(
            EntryRow.scope == scope, EntryRow.t == "statement", EntryRow.kind == kind, EntryRow.standing == "in"
        )
    )
    found = sorted((read_entry(line) for line in lines), key=lambda one: (one.written_at, one.entry_id))
    return {"id": found[-1].entry_id, "at": found[-1].written_at, **getattr(found[-1], "says", {})} if found else None


def _whole_kinds(session: Session, scope: str, wanted: Callable[[str], bool]) -> Leaving:
    """Return the statements whose kind is known, and whatever else is wanted."""
    rows = session.execute(
        select(
            EntryRow.seq,
            EntryRow.entry_id,
            EntryRow.t.label("type"),
            EntryRow.kind,
            EntryRow.depth,
            EntryRow.standing,
            EntryRow.line,
        )
        .where(EntryRow.scope == scope)
        .order_by(EntryRow.seq)
    ).all()
    chosen = [row for row in rows if row.type == "statement" or wanted(row.kind)]
    chosen.sort(key=lambda row: (row.standing == WAITING, row.depth, row.seq))
    names = {row.seq: row.entry_id for row in chosen}
    words = [
        (names[seq], name, said)
        for seq, fields in read_words_of(session, list(names)).items()
        for name, said in sorted(fields.items())
    ]
    return Leaving(tuple(row.line for row in chosen), tuple(words), tuple(read_seals(session, scope)))


def _statements(session: Session, scope: str) -> list[bytes]:
    """Return the statements whose kind is known: of these the grammar lets none hold prose."""
    return list(
        session.scalars(
            select(EntryRow.line).where(EntryRow.scope == scope, EntryRow.t == "statement").order_by(EntryRow.seq)
        )
    )


def _said(field: Any) -> Any:
    return field.value if field else None
