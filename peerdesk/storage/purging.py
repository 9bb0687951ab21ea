"""Taking a whole review out of a file, for good; its id stays, so that no package brings it back (PROTOCOL 7.3)."""

import json
import re

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from peerdesk.domain.entries import read_kept_words
from peerdesk.storage import search
from peerdesk.storage.asked import forget_asked
from peerdesk.storage.erasing import NAMES_FILES, OWED, TO_DO, drop_attachments
from peerdesk.storage.holding import hold_scopes
from peerdesk.storage.schema import ActRow, DraftRow, EntryRow, PassageRow, SealedRow, SealRow, WordsRow
from peerdesk.storage.settings import put_setting, read_setting
from peerdesk.storage.tables import TABLES

PURGED = "purged reviews"
"""The setting that names the reviews that were taken out."""

_ID = re.compile("[0-9a-f]{64}")


def purged_in(session: Session) -> frozenset[str]:
    """Return the scopes of the reviews that were taken out of this file."""
    return frozenset(json.loads(read_setting(session, PURGED, "[]")))


def purge(session: Session, scope: str) -> None:
    """Take out all that a review holds: entries, words, seals, pictures, drafts, what left and came, what was asked.

    Args:
        session: an open transaction; the caller commits.
        scope: of the review; refused from now on.
    """
    hold_scopes(session, [scope])
    put_setting(session, PURGED, json.dumps(sorted({*purged_in(session), scope})))
    entries = select(EntryRow.seq).where(EntryRow.scope == scope)
    ids = set(session.scalars(select(EntryRow.entry_id).where(EntryRow.scope == scope)))
    asked = select(WordsRow.line).where(WordsRow.entry_seq.in_(entries), WordsRow.name.in_(NAMES_FILES))
    files = {str(read_kept_words(line).value) for line in session.scalars(asked)}
    session.execute(delete(WordsRow).where(WordsRow.entry_seq.in_(entries)))
    drop_attachments(session, files)
    for kind, table in TABLES.items():
        search.remove(session, kind, session.scalars(select(table.seq).where(table.scope == scope)).all())
        session.execute(delete(table).where(table.scope == scope))
    seals = select(SealRow.seq).where(SealRow.scope == scope)
    session.execute(delete(SealedRow).where(SealedRow.seal_seq.in_(seals)))
    for rows in (SealRow, EntryRow, PassageRow):
        session.execute(delete(rows).where(rows.scope == scope))
    _drop_what_names(session, {*ids, scope})
    forget_asked(session, {*ids, scope})
    put_setting(session, OWED, TO_DO)


def _drop_what_names(session: Session, ids: set[str]) -> None:
    for row in session.scalars(select(ActRow)).all():
        if not ids.isdisjoint(_ID.findall(row.entries)):
            session.delete(row)
    for draft in session.scalars(select(DraftRow)).all():
        if not ids.isdisjoint(_ID.findall(draft.place + draft.context)):
            session.delete(draft)
