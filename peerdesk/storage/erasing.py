"""Erasing: words that an erasure in force covers go from the file, whenever they or it came (PROTOCOL 7)."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Engine, delete, or_, select
from sqlalchemy.orm import Session

from peerdesk.domain.entries import Statement, read_entry, read_kept_words
from peerdesk.domain.erasure import Erasure, erased_of, to_erasure
from peerdesk.storage.asked import forget_asked
from peerdesk.storage.chunks import chunks
from peerdesk.storage.schema import AttachmentRow, DraftRow, EntryRow, ThumbnailRow, WordsRow
from peerdesk.storage.settings import put_setting
from peerdesk.storage.staying import NO

OWED = "erasing.owed"
"""The setting that says what still holds what was erased: the log and the older copies, if it is `TO_DO`; if it is
the name of a copy, those older ones that could not be reached when it was made."""
TO_DO = "yes"

_ID = re.compile("[0-9a-f]{64}")
NAMES_FILES = ("sha256", "document", "logo")
"""Fields whose words name an attachment by its hash."""


def erasures_in(session: Session, scopes: Collection[str]) -> dict[str, list[Erasure]]:
    """Return the erasures that are in force in these scopes, by record."""
    found: dict[str, list[Erasure]] = defaultdict(list)
    if not scopes:
        return {}
    lines = session.scalars(
        select(EntryRow.line).where(
            EntryRow.scope.in_(scopes),
            EntryRow.t == "statement",
            EntryRow.kind == "erase",
            EntryRow.standing == "in",
        )
    )
    for entry in map(read_entry, lines):
        assert isinstance(entry, Statement)  # noqa: S101 - so its row says
        erasure = to_erasure(entry)
        found[erasure.record_id].append(erasure)
    return dict(found)


def erased_in(session: Session, scopes: Collection[str], record_ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return of which fields the words of these records' revisions are erased, by revision."""
    erasures = erasures_in(session, scopes)
    found: dict[str, frozenset[str]] = {}
    for part in chunks(erasures.keys() & set(record_ids)):
        by_record: dict[str, list[Any]] = defaultdict(list)
        for row in session.execute(
            select(EntryRow.record_id, EntryRow.line).where(
                EntryRow.record_id.in_(part), EntryRow.t != "statement", EntryRow.scope.in_(scopes)
            )
        ):
            by_record[row.record_id].append(read_entry(row.line))
        for record_id, entries in by_record.items():
            found.update(erased_of(erasures[record_id], entries))
    return found


def erase(session: Session, scope: str, record_ids: Collection[str]) -> None:
    """Take the words that erasures cover out of the file, with what is being typed there and what they alone named.

    Args:
        session: an open transaction; the projected rows of these records are for the caller.
        scope: of the records.
        record_ids: of which an erasure has come into force.
    """
    gone = set[str]()
    for entry_id, names in erased_in(session, [scope], record_ids).items():
        seq = session.scalar(select(EntryRow.seq).where(EntryRow.entry_id == entry_id))
        covered = (WordsRow.entry_seq == seq, WordsRow.name.in_(names))
        for row in session.execute(select(WordsRow.name, WordsRow.line).where(*covered)):
            if row.name in NAMES_FILES:
                gone.add(str(read_kept_words(row.line).value))
        session.execute(delete(WordsRow).where(*covered))
    for record_id in record_ids:
        named = (DraftRow.place.contains(record_id), DraftRow.context.contains(record_id))
        session.execute(delete(DraftRow).where(or_(*named)))
    forget_asked(session, record_ids, NO)  # of these words nothing is left, their hashes included
    drop_attachments(session, gone)
    put_setting(session, OWED, TO_DO)


def is_about_erased(session: Session, place: str, context: str) -> bool:
    """Say whether what is typed was begun on words that an erasure in force covers.

    Args:
        session: an open transaction.
        place: of a draft, with the id of a record among other letters.
        context: of a draft, with the ids of the revisions that were shown.
    """
    shown = set(_ID.findall(context))
    ids = shown.union(_ID.findall(place))
    rows = session.execute(
        select(EntryRow.scope, EntryRow.record_id).where(EntryRow.entry_id.in_(ids), EntryRow.t != "statement")
    ).all()
    erasures = erasures_in(session, {row.scope for row in rows})
    records = erasures.keys() & {row.record_id for row in rows}
    if any(one.is_whole for record in records for one in erasures[record]):
        return True
    return bool(records) and not shown.isdisjoint(erased_in(session, {row.scope for row in rows}, records))


def drop_attachments(session: Session, hashes: set[str]) -> None:
    """Take attachments away that no words name any more."""
    if not hashes:
        return
    lines = session.scalars(select(WordsRow.line).where(WordsRow.name.in_(NAMES_FILES)))
    nameless = hashes - {str(read_kept_words(line).value) for line in lines}
    here = session.scalars(select(AttachmentRow.sha256)).all()
    for sha256 in nameless.intersection(here):
        session.execute(delete(ThumbnailRow).where(ThumbnailRow.sha256 == sha256))
        session.execute(delete(AttachmentRow).where(AttachmentRow.sha256 == sha256))


def empty_log(session: Session) -> None:
    """Bring the log of a SQLite file into the file and make it empty, so that what was erased is in neither.

    Args:
        session: on which no transaction has begun.
    """
    engine = session.get_bind()
    if isinstance(engine, Engine) and engine.dialect.name == "sqlite":
        with engine.execution_options(peerdesk_reads=True).connect() as connection:
            connection.exec_driver_sql("ROLLBACK")  # a log is emptied outside of any transaction
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
