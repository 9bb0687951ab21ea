"""What this desk's person kept in words of their own: since somebody looked last, or ever about one record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from peerdesk.domain.entries import Words
from peerdesk.storage.entries import read_words_of
from peerdesk.storage.schema import EntryRow, WordsRow

AT_ONCE = 500
"""Revisions that are looked at in one transaction."""

_KINDS = ("note", "answer", "jotting", "attachment")
_FIELDS = ("text", "made_of_it", "alt")


@dataclass(frozen=True)
class Kept:
    """Words of one revision.

    Attributes:
        about: id of the note, answer or private line; of words below a picture, of the note that it belongs to.
        text: what was written, a field a line.
    """

    about: str
    scope: str
    kind: str
    text: str


@dataclass(frozen=True)
class Mark:
    """How far somebody looked: the number of a row, and the entry that stood there."""

    seq: int = 0
    entry_id: str = ""


def is_past(session: Session, mark: Mark, author: str) -> bool:
    """Say whether anything that this person wrote is past the mark."""
    seq = session.scalar(select(func.max(EntryRow.seq)).where(*_own(author)))
    return seq is not None and (seq > mark.seq or not _stands(session, mark))


def kept_since(session: Session, mark: Mark, author: str) -> tuple[list[Kept], Mark]:
    """Return the next things that this person kept past a mark, at most `AT_ONCE`, and how far that is.

    A mark whose entry is not where it was is no mark: then it begins from the first.
    """
    begin = mark.seq if _stands(session, mark) else 0
    wanted = _wanted().where(*_own(author), EntryRow.seq > begin).order_by(EntryRow.seq).limit(AT_ONCE)
    rows = session.execute(wanted).all()
    until = Mark(rows[-1].seq, rows[-1].entry_id) if rows else mark
    return _to_kept(session, rows), until


def kept_about(session: Session, record_ids: Iterable[str]) -> list[Kept]:
    """Return all that was ever written in the words of some records, the newest first."""
    rows = session.execute(_wanted().where(EntryRow.record_id.in_(list(record_ids))).order_by(EntryRow.seq.desc()))
    return _to_kept(session, rows.all())


def _own(author: str) -> tuple[Any, ...]:
    return EntryRow.author == author, EntryRow.t == "revision", EntryRow.kind.in_(_KINDS)


def _wanted() -> Select[*tuple[Any, ...]]:
    return select(EntryRow.seq, EntryRow.entry_id, EntryRow.record_id, EntryRow.scope, EntryRow.kind)


def _stands(session: Session, mark: Mark) -> bool:
    return not mark.seq or session.scalar(select(EntryRow.entry_id).where(EntryRow.seq == mark.seq)) == mark.entry_id


def _to_kept(session: Session, rows: Sequence[Any]) -> list[Kept]:
    words = read_words_of(session, [row.seq for row in rows])
    found = []
    for row in rows:
        said = words.get(row.seq, {})
        text = "\n".join(str(said[name].value) for name in _FIELDS if name in said and said[name].value)
        if text:
            found.append(Kept(_about(session, row, said), row.scope, row.kind, text))
    return found


def _about(session: Session, row: Any, said: dict[str, Words]) -> str:
    """Return whose words these are: of a picture, the note that any of its revisions named."""
    if row.kind != "attachment":
        return str(row.record_id)
    if "note" in said:
        return str(said["note"].value)
    seqs = session.scalars(
        select(EntryRow.seq)
        .join(WordsRow, WordsRow.entry_seq == EntryRow.seq)
        .where(EntryRow.record_id == row.record_id, WordsRow.name == "note")
    ).all()
    named = [fields["note"].value for fields in read_words_of(session, seqs).values()]
    return str(named[-1]) if named else str(row.record_id)
