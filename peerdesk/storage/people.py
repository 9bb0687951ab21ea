"""Badges that this desk has met, and how each was confirmed."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.storage.schema import PersonRow


@dataclass(frozen=True)
class Person:
    """Somebody whose badge is here.

    Attributes:
        confirmed_how: "" for not yet; else "own", "words" or "lead".
    """

    key_id: str
    name: str
    badge: bytes
    met_at: str
    confirmed_how: str


def put_person(session: Session, person: Person) -> None:
    """Keep a badge; one that was confirmed stays so."""
    row = session.get(PersonRow, person.key_id)
    if row is None:
        session.add(
            PersonRow(
                key_id=person.key_id,
                name=person.name,
                badge=person.badge,
                met_at=person.met_at,
                confirmed_how=person.confirmed_how,
            )
        )
        session.flush()
    elif person.confirmed_how:
        row.confirmed_how = row.confirmed_how or person.confirmed_how
        row.name, row.badge = person.name, person.badge


def read_person(session: Session, key_id: str) -> Person | None:
    """Return who has this key, or None if no badge of theirs is here."""
    row = session.get(PersonRow, key_id)
    return None if row is None else _to_person(row)


def read_people(session: Session) -> list[Person]:
    """Return everybody, by name."""
    return [_to_person(row) for row in session.scalars(select(PersonRow).order_by(PersonRow.name, PersonRow.key_id))]


def _to_person(row: PersonRow) -> Person:
    return Person(row.key_id, row.name, row.badge, row.met_at, row.confirmed_how)
