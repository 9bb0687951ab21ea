"""What PeerDesk asked about words that were kept here, and what the person said: of this desk alone, in no package."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from peerdesk.storage.chunks import chunks
from peerdesk.storage.schema import AskedRow


@dataclass(frozen=True)
class Asked:
    """One question, or one answer.

    Attributes:
        what: "safety", "matched", "name", "word" or "spelling".
        about: id of the record whose words it was, or "" for all of this desk.
        mark: SHA-256 in hex of what was asked about, where that is a text; else the word itself.
        answer: "" while the question waits.
        at: `YYYY-MM-DDTHH:MM:SSZ`.
    """

    what: str
    about: str
    mark: str
    answer: str
    at: str


def put_asked(session: Session, one: Asked) -> None:
    """Note a question, or its answer in place of the one before."""
    session.merge(AskedRow(what=one.what, about=one.about, mark=one.mark, answer=one.answer, at=one.at))


def read_asked(session: Session, what: str, about: str | None = None) -> list[Asked]:
    """Return what was asked of one sort, of one record or of all, the oldest first."""
    wanted = select(AskedRow).where(AskedRow.what == what).order_by(AskedRow.at, AskedRow.about, AskedRow.mark)
    if about is not None:
        wanted = wanted.where(AskedRow.about == about)
    return [Asked(row.what, row.about, row.mark, row.answer, row.at) for row in session.scalars(wanted)]


def forget_asked(session: Session, about: Collection[str], answer: str | None = None) -> None:
    """Keep nothing of what was asked about these records or reviews, or nothing that was answered so."""
    for part in chunks(about):
        wanted = delete(AskedRow).where(AskedRow.about.in_(part))
        session.execute(wanted if answer is None else wanted.where(AskedRow.answer == answer))
