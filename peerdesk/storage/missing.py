"""What one file of a desk holds: how much of it is shown, and what another one lacks, in its first words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from peerdesk.domain.entries import Revision, read_entry, read_kept_words
from peerdesk.storage.chunks import chunks
from peerdesk.storage.drafts import read_drafts
from peerdesk.storage.schema import EntryRow, WordsRow
from peerdesk.storage.tables import TABLES
from peerdesk.storage.union import Held, held_in

_FIRST = ("title", "text", "words", "what_we_saw", "name", "short_name", "school_name", "alt")
"""Fields by which a person knows a record again, the best first."""


@dataclass(frozen=True)
class Missing:
    """A record of which one file says something that the other lacks.

    Attributes:
        kind: "note", "finding" and so on; "picture" for the bytes of one, "rights" for who may write.
        words: its first words among those that are lacking; "" if none of them is a text.
        is_new: the other file knows nothing of this record.
        is_deleted: what is lacking deletes it.
    """

    kind: str
    record_id: str
    words: str
    is_new: bool
    is_deleted: bool


def missing_in(held: Held, source: Session) -> list[Missing]:
    """Return what a source holds and this desk lacks, in the order in which it was written.

    Args:
        held: all that this desk holds (`union.held_in`).
        source: on another file of it.
    """
    brought = held_in(source)
    lacks = [one for one in brought if one not in held]
    known = {record_id for _, record_id in held.values()}
    said = _first_words(source, lacks)
    deleted = _deleted(source, (entry_id for entry_id, name in lacks if not name))
    records = dict.fromkeys(brought[one] for one in lacks)
    return [
        Missing(kind, record_id, said.get(record_id, ""), record_id not in known, record_id in deleted)
        for kind, record_id in records
    ]


def typed_in(session: Session, source: Session) -> list[str]:
    """Return what was being typed in a source, in a place where nothing is typed on this desk."""
    places = {draft.place for draft in read_drafts(session)}
    return [draft.text for draft in read_drafts(source) if draft.place not in places]


def shown_in(session: Session) -> dict[str, int]:
    """Return how many records of each kind pages show."""
    counts = {
        kind: session.scalar(select(func.count(table.record_id.distinct())).where(table.for_team)) or 0
        for kind, table in TABLES.items()
    }
    return {kind: count for kind, count in counts.items() if count}


def newest_in(session: Session) -> str:
    """Return when the newest record was begun, by its writer's clock: `YYYY-MM-DDTHH:MM:SSZ`; "" for none."""
    return max(
        (session.scalar(select(func.max(table.first_written_at))) or "" for table in TABLES.values()), default=""
    )


def _first_words(source: Session, lacks: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    wanted = {one for one in lacks if one[1] in _FIRST}
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for part in chunks({entry_id for entry_id, _ in wanted}):
        rows = source.execute(
            select(EntryRow.entry_id, EntryRow.record_id, WordsRow.name, WordsRow.line)
            .join(EntryRow, EntryRow.seq == WordsRow.entry_seq)
            .where(EntryRow.entry_id.in_(part))
            .order_by(EntryRow.seq)
        )
        for row in rows:
            value = read_kept_words(row.line).value if (row.entry_id, row.name) in wanted else None
            if row.record_id and isinstance(value, str) and value.strip():
                said[row.record_id][row.name] = " ".join(value.split())
    return {record_id: next(words[name] for name in _FIRST if name in words) for record_id, words in said.items()}


def _deleted(source: Session, ids: Iterable[str]) -> set[str]:
    found = set()
    for part in chunks(ids):
        for line in source.scalars(select(EntryRow.line).where(EntryRow.entry_id.in_(part))):
            entry = read_entry(line)
            if isinstance(entry, Revision) and entry.deleted:
                found.add(entry.record_id)
    return found
