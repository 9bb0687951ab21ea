"""What was erased for good on this desk: which words, when, by whom, and where copies may still be."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from sqlalchemy.orm import Session

from peerdesk.domain.erasure import to_erasure
from peerdesk.storage.departure import statements_in
from peerdesk.storage.people import read_people
from peerdesk.storage.reading import read_scopes
from peerdesk.storage.settings import put_setting, read_setting

KEPT = "what was erased"
"""The setting that keeps the certificates of this desk; they hold no word of what was erased."""


@dataclass(frozen=True)
class Place:
    """Where words that were erased here may still be.

    Attributes:
        what: somebody's laptop, a file that was given away, a drive that is not in, or a damaged file set aside.
        name: of the key of whoever has the laptop, the kind of what was given, or where the drive or file is.
        at: when something last came from that laptop, or left; `YYYY-MM-DDTHH:MM:SSZ`, "" if never or not known.
        who: the name of whoever has the laptop, "" if it is not known.
    """

    what: Literal["laptop", "given", "drive", "aside"]
    name: str
    at: str
    who: str = ""


@dataclass(frozen=True)
class Certificate:
    """That something was erased.

    Attributes:
        scope: of the review.
        kind: of what was erased ("note"); "review" for a whole review.
        records: ids of the records of which words went; none for a whole review.
        fields: whose words went; `*` alone for all.
        at: when, `YYYY-MM-DDTHH:MM:SSZ`, by the clock of who erased it.
        by: the name of who erased it.
        copies_gone: names of the older copies that were taken away; a fresh one was made and checked before.
        places: where they may still be, as far as that was known then.
        here: it was erased on this laptop; else it came with what a colleague gave.
    """

    scope: str
    kind: str
    records: tuple[str, ...]
    fields: tuple[str, ...]
    at: str
    by: str
    copies_gone: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    here: bool = True


def keep_certificate(session: Session, one: Certificate) -> None:
    """Keep a certificate beside those before; one of the same erasure takes the place of what was kept of it first."""
    before = [
        each for each in _read(session) if (each.scope, each.records, each.at) != (one.scope, one.records, one.at)
    ]
    kept = [*before, one]
    put_setting(session, KEPT, json.dumps([asdict(each) for each in kept], ensure_ascii=False))


def read_certificates(session: Session) -> list[Certificate]:
    """Return what was erased here or by others, the newest first; who has a laptop is named as their badge says now."""
    kept = _read(session)
    names = {one.key_id: one.name for one in read_people(session)}
    known = {record_id for one in kept for record_id in one.records}
    others = _by_others(session, known, names)
    return sorted((_named(one, names) for one in [*kept, *others]), key=lambda one: one.at, reverse=True)


def _read(session: Session) -> list[Certificate]:
    said: list[dict[str, Any]] = json.loads(read_setting(session, KEPT, "[]"))
    return [
        Certificate(
            **{
                **one,
                "records": tuple(one["records"]),
                "fields": tuple(one["fields"]),
                "copies_gone": tuple(one["copies_gone"]),
                "places": tuple(Place(**place) for place in one["places"]),
            }
        )
        for one in said
    ]


def _by_others(session: Session, known: set[str], names: dict[str, str]) -> Iterable[Certificate]:
    for scope in read_scopes(session):
        for one in statements_in(session, scope, "erase"):
            erasure = to_erasure(one)
            if erasure.record_id not in known:
                by, fields = names.get(one.author, ""), tuple(sorted(erasure.fields))
                yield Certificate(scope, "", (erasure.record_id,), fields, one.written_at, by, here=False)


def _named(one: Certificate, names: dict[str, str]) -> Certificate:
    places = (replace(place, who=names.get(place.name, place.who)) for place in one.places)
    return replace(one, places=tuple(places))
