"""The record's door: it takes content only with a release, for a sign-off that covers what is in it (PROTOCOL 8.4)."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from peerdesk.domain.kinds import partnership_fields, section_places
from peerdesk.domain.records import in_report_view
from peerdesk.domain.releases import Released, released
from peerdesk.storage.departure import covers_of, statements_in
from peerdesk.storage.projection import History, histories
from peerdesk.storage.schema import EntryRow, WordsRow


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
    signed = (whole.until(covers) for whole in histories(session, record_ids))
    return {one.revision.entry_id for history in signed if _may_go(history, places) for one in history.placed}


def _may_go(history: History, places: tuple[str, ...]) -> bool:
    said = history.look(in_report_view)
    if said is None or said.deleted:
        return False
    place = said.fields.get("place")
    return history.kind != "section" or (place is not None and place.value in places)
