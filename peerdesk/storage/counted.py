"""Notes that count something that was looked for, and no others: of ten thousand notes these are a handful."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.domain.looking import Counted
from peerdesk.storage.tables import NoteRow

_A_TALLY = 2  # numbers
_COLUMNS = (
    NoteRow.record_id,
    NoteRow.look_for,
    NoteRow.tally,
    NoteRow.observed_by,
    NoteRow.author,
    NoteRow.activity,
    NoteRow.where,
    NoteRow.seen_at,
    NoteRow.first_written_at,
    NoteRow.text,
)


def read_counted(session: Session, scope: str) -> list[Counted]:
    """Return the tallies of a review's look-fors as the team sees them, in no order."""
    rows = session.execute(
        select(*_COLUMNS).where(NoteRow.scope == scope, NoteRow.for_team, NoteRow.look_for != "", NoteRow.tally != ())
    )
    return [
        Counted(
            note=row.record_id,
            look_for=row.look_for,
            found=row.tally[0],
            of=row.tally[1],
            who=row.observed_by or row.author,
            activity=row.activity,
            where=row.where,
            at=row.seen_at,
            written_at=row.first_written_at,
            words=row.text,
        )
        for row in rows
        if len(row.tally) == _A_TALLY
    ]
