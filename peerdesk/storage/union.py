"""Taking into a desk all that another file of the same desk holds: a union, as every merge is (PROTOCOL 7.3)."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.domain.entries import Words, read_entry, read_kept_words
from peerdesk.domain.seals import read_seal
from peerdesk.storage.attachments import has_attachment, put_attachment, read_attachment
from peerdesk.storage.base import insert_rows
from peerdesk.storage.drafts import put_draft, read_drafts
from peerdesk.storage.entries import add_entries, add_seals, add_words, settle
from peerdesk.storage.people import put_person, read_people
from peerdesk.storage.projection import project
from peerdesk.storage.purging import purged_in
from peerdesk.storage.schema import AttachmentRow, EntryRow, PassageRow, SealRow, SettingRow, WordsRow

Held = dict[tuple[str, str], tuple[str, str]]
"""What a file holds: an entry and a field of it, or "" for the entry itself, with its kind and record."""

PICTURE, RIGHTS = "picture", "rights"


def held_in(session: Session) -> Held:
    """Return all that a file holds: entries, words and pictures."""
    held: Held = {}
    for row in session.execute(select(EntryRow.entry_id, EntryRow.kind, EntryRow.record_id)):
        held[row.entry_id, ""] = (row.kind, row.record_id) if row.record_id else (RIGHTS, row.entry_id)
    words = select(EntryRow.entry_id, WordsRow.name, EntryRow.kind, EntryRow.record_id).join(
        EntryRow, EntryRow.seq == WordsRow.entry_seq
    )
    for said in session.execute(words):
        held[said.entry_id, said.name] = (said.kind, said.record_id or said.entry_id)
    for sha256 in session.scalars(select(AttachmentRow.sha256)):
        held[sha256, PICTURE] = (PICTURE, sha256)
    return held


def lacking(ours: Held, theirs: Held) -> dict[str, int]:
    """Return of how many records, by kind, theirs holds something that ours lacks."""
    more = {theirs[one] for one in theirs.keys() - ours.keys()}
    return dict(Counter(kind for kind, _ in sorted(more)))


def take_over(session: Session, source: Session) -> set[str]:
    """Add all that the source holds and this desk lacks; return the records that say something new.

    What is being typed, and what the desk keeps for itself, comes only where this desk has nothing in its place.

    Args:
        session: an open transaction on the desk; the caller commits.
        source: on another file of the same desk.
    """
    gone = purged_in(session)
    wanted = select(EntryRow.line, EntryRow.here).where(EntryRow.scope.not_in(gone)).order_by(EntryRow.seq)
    lines = source.execute(wanted).all()
    seals = source.scalars(select(SealRow).where(SealRow.scope.not_in(gone)))
    scopes = add_seals(session, ((read_seal(row.line), row.signature) for row in seals))
    touched = add_entries(session, (read_entry(row.line) for row in lines if not row.here)).touched
    touched |= add_entries(session, (read_entry(row.line) for row in lines if row.here), here=True).touched
    touched |= settle(session, scopes | {read_entry(row.line).scope for row in lines if row.here}).touched
    touched |= add_words(session, _words(source))
    for sha256, media_type in source.execute(select(AttachmentRow.sha256, AttachmentRow.media_type)).all():
        if not has_attachment(session, sha256):
            put_attachment(session, read_attachment(source, sha256) or b"", media_type)
    project(session, touched)
    _take_what_is_beside(session, source)
    return touched


def _words(source: Session) -> Iterator[tuple[str, str, Words]]:
    rows = source.execute(
        select(EntryRow.entry_id, WordsRow.name, WordsRow.line).join(EntryRow, EntryRow.seq == WordsRow.entry_seq)
    )
    for row in rows:
        yield row.entry_id, row.name, read_kept_words(row.line)


def _take_what_is_beside(session: Session, source: Session) -> None:
    for person in read_people(source):
        put_person(session, person)
    typed = {draft.place for draft in read_drafts(session)}
    for draft in read_drafts(source):
        if draft.place not in typed:
            put_draft(session, draft)
    known = set(session.scalars(select(SettingRow.name)))
    for setting in source.scalars(select(SettingRow)):
        if setting.name not in known:
            session.add(SettingRow(name=setting.name, value=setting.value))
    columns = [column for column in PassageRow.__table__.columns if column.name != "seq"]
    gone = purged_in(session)
    asked = select(PassageRow.package_id, PassageRow.way, PassageRow.at)
    here = {(row.package_id, row.way, row.at) for row in session.execute(asked)}
    fresh = [
        {**row._mapping}  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
        for row in source.execute(select(*columns).order_by(PassageRow.seq))
        if (row.package_id, row.way, row.at) not in here and row.scope not in gone
    ]
    if fresh:
        session.execute(insert_rows(PassageRow), fresh)
