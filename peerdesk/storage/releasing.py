"""The record's door: it takes content only with a release, for a sign-off that covers what is in it (PROTOCOL 8.4)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from peerdesk.domain.kinds import partnership_fields, section_places
from peerdesk.domain.records import in_report_view
from peerdesk.domain.releases import Released, released
from peerdesk.storage.base import ask_among
from peerdesk.storage.departure import covers_of, statements_in
from peerdesk.storage.projection import History, histories
from peerdesk.storage.schema import EntryRow, WordsRow
from peerdesk.storage.tables import TABLES, SectionRow

_PLACED = "SELECT record_id, entry_id, kind, depth, standing FROM entry WHERE record_id IN"


@dataclass(frozen=True)
class Before:
    """How far a file was written before something came."""

    entry: int
    words: int


def read_before(session: Session) -> Before:
    """Return how far a file is written."""
    return Before(*(session.scalar(select(func.max(table.seq))) or 0 for table in (EntryRow, WordsRow)))


def goes_beyond(session: Session, scope: str, before: Before) -> bool:
    """Say whether something that came since is more than the head released, of all that is known here by now.

    Args:
        session: in the transaction in which it came; nothing of it is kept if this is so.
        scope: of the review.
        before: what `read_before` said.
    """
    came = select(EntryRow.kind).where(
        EntryRow.scope == scope,
        EntryRow.seq > before.entry,
        EntryRow.t != "statement",
        EntryRow.kind.not_in(partnership_fields("report")),
    )
    if session.scalar(came.limit(1)) is not None:
        return True
    let_out = released(statements_in(session, scope, "release"))
    allowed, free = partnership_fields(let_out.what), partnership_fields("nothing")
    rows = session.execute(
        select(EntryRow.entry_id, EntryRow.record_id, EntryRow.kind, EntryRow.t.label("type"), WordsRow.name)
        .join(WordsRow, WordsRow.entry_seq == EntryRow.seq)
        .where(EntryRow.scope == scope, WordsRow.seq > before.words)
    ).all()
    if any(row.type != "revision" or row.name not in allowed.get(row.kind, ()) for row in rows):
        return True
    bound = {row.entry_id: row.record_id for row in rows if row.kind not in free and row.record_id}
    return not bound.keys() <= _let_out(session, scope, let_out, set(bound.values()))


def _let_out(session: Session, scope: str, let_out: Released, record_ids: set[str]) -> set[str]:
    """Return the revisions of these records that the head released."""
    covers, places = covers_of(session, scope, let_out), section_places(let_out.what)
    whole, found = _covered_whole(session, scope, covers, places, record_ids), set[str]()
    for entries in whole.values():
        found |= entries
    signed = (one.until(covers) for one in histories(session, record_ids - whole.keys()))
    return found | {one.revision.entry_id for history in signed if _may_go(history, places) for one in history.placed}


def _covered_whole(
    session: Session, scope: str, covers: Sequence[frozenset[str]], places: Collection[str], record_ids: Collection[str]
) -> dict[str, set[str]]:
    """Return the revisions of those records of which nothing was written since the sign-offs, and that are shown.

    No line is read for it: what has as many revisions as it is deep is one row of them, and the last stands for all.
    """
    of_record: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    kinds = set[str]()
    for record_id, entry_id, kind, depth, standing in ask_among(session, _PLACED, record_ids):
        of_record[bytes(record_id).hex()].append((depth, bytes(entry_id).hex(), standing))
        kinds.add(kind)
    shown = _shown_at(session, scope, kinds, places)
    found = {}
    for record_id, rows in of_record.items():
        last = max(rows)[1]
        straight = {depth for depth, _, _ in rows} == set(range(1, len(rows) + 1))
        settled = all(standing == "in" for _, _, standing in rows) and shown.get(record_id) == (last,)
        if straight and settled and all(last in named for named in covers):
            found[record_id] = {entry_id for _, entry_id, _ in rows}
    return found


def _shown_at(
    session: Session, scope: str, kinds: Iterable[str], places: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Return the tips of the records that the report shows, by record; of sections only those of these places."""
    found: dict[str, tuple[str, ...]] = {}
    for table in (TABLES[kind] for kind in kinds):
        asked = select(table.record_id, table.tips).where(table.scope == scope, table.for_report)
        if table is SectionRow:
            asked = asked.where(SectionRow.place.in_(places))
        found |= {row.record_id: row.tips for row in session.execute(asked)}
    return found


def _may_go(history: History, places: tuple[str, ...]) -> bool:
    said = history.look(in_report_view)
    if said is None or said.deleted:
        return False
    place = said.fields.get("place")
    return history.kind != "section" or (place is not None and place.value in places)
