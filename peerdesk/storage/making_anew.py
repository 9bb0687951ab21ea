"""Making anew what was only computed: each function writes what follows from the entries, and touches none of those."""

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from peerdesk.storage.acts import odd_acts
from peerdesk.storage.base import insert_rows
from peerdesk.storage.checking import odd_columns, odd_lists, odd_standings
from peerdesk.storage.projection import rebuild
from peerdesk.storage.schema import ActRow, EntryRow, SealedRow
from peerdesk.storage.standing import WAITING


def mend_columns(session: Session) -> None:
    """Write beside each line what it says."""
    for seq, said in list(odd_columns(session, _go_on)):
        session.execute(update(EntryRow).where(EntryRow.seq == seq).values(**said))


def mend_lists(session: Session) -> None:
    """Note of each seal what it lists."""
    for seal_seq, entries in list(odd_lists(session)):
        session.execute(delete(SealedRow).where(SealedRow.seal_seq == seal_seq))
        session.execute(insert_rows(SealedRow), [{"seal_seq": seal_seq, "entry_id": one} for one in entries])


def mend_standings(session: Session) -> None:
    """Let each entry stand where it belongs; nothing that is seen is hidden for want of a signature."""
    for seq, standing, depth in list(odd_standings(session, _go_on)):
        if standing != WAITING:
            session.execute(update(EntryRow).where(EntryRow.seq == seq).values(standing=standing, depth=depth))


def mend_acts(session: Session) -> None:
    """Forget the steps of undo that cannot be taken."""
    session.execute(delete(ActRow).where(ActRow.seq.in_(list(odd_acts(session)))))


def mend_rows(session: Session) -> None:
    """Make what pages show anew, and what is searched."""
    rebuild(session)


def _go_on() -> None:
    return
