"""Badges that this desk has met, and how each was confirmed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.storage.holding import hold_shared
from peerdesk.storage.schema import PersonRow
from peerdesk.storage.settings import put_setting, read_setting

EXPECTED = "keys of a list"
"""The setting that names the keys of which somebody said whose they are, before their badges came."""


@dataclass(frozen=True)
class Person:
    """Somebody whose badge is here.

    Attributes:
        met_at: when the badge came, or was confirmed last; `YYYY-MM-DDTHH:MM:SSZ`.
        confirmed_how: "" for not yet; else "own", "words", "lead", or "list": a list of keys that was taken in.
    """

    key_id: str
    name: str
    badge: bytes
    met_at: str
    confirmed_how: str


def put_person(session: Session, person: Person) -> None:
    """Keep a badge; one that was confirmed stays so, and one that is expected is confirmed as it comes."""
    hold_shared(session)
    row = session.get(PersonRow, person.key_id, populate_existing=True)
    how = person.confirmed_how or ("list" if person.key_id in _expected(session) else "")
    if row is None:
        session.add(
            PersonRow(
                key_id=person.key_id, name=person.name, badge=person.badge, met_at=person.met_at, confirmed_how=how
            )
        )
        session.flush()
    elif how:
        row.confirmed_how = row.confirmed_how or how
        row.name, row.badge = person.name, person.badge
        row.met_at = max(row.met_at, person.met_at)


def expect(session: Session, key_ids: Iterable[str]) -> set[str]:
    """Confirm the badges of these keys, also those that are yet to come; return the keys whose badge is here."""
    wanted = set(key_ids)
    put_setting(session, EXPECTED, json.dumps(sorted(_expected(session) | wanted)))
    here = list(session.scalars(select(PersonRow).where(PersonRow.key_id.in_(wanted))))
    for row in here:
        row.confirmed_how = row.confirmed_how or "list"
    return {row.key_id for row in here}


def _expected(session: Session) -> set[str]:
    return set(json.loads(read_setting(session, EXPECTED, "[]")))


def read_person(session: Session, key_id: str) -> Person | None:
    """Return who has this key, or None if no badge of theirs is here."""
    row = session.get(PersonRow, key_id)
    return None if row is None else _to_person(row)


def read_people(session: Session) -> list[Person]:
    """Return everybody, by name."""
    return [_to_person(row) for row in session.scalars(select(PersonRow).order_by(PersonRow.name, PersonRow.key_id))]


def _to_person(row: PersonRow) -> Person:
    return Person(row.key_id, row.name, row.badge, row.met_at, row.confirmed_how)
