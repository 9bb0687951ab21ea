"""Two fingerprints of a desk: what it holds, and what it says (PROTOCOL 10)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from peerdesk.domain.canonical import Value, hash_of, to_bytes
from peerdesk.domain.records import RecordLook


@dataclass(frozen=True)
class Said:
    """One record as one view shows it."""

    scope: str
    kind: str
    record_id: str
    look: RecordLook


def holds(whole_entries: Iterable[str], seals: Iterable[str]) -> str:
    """Return H of the sorted ids of whole entries and of the seals that seal them: have we the same?"""
    return hash_of(sorted({*whole_entries, *seals}))


def says(team: Iterable[Said], report: Iterable[Said]) -> str:
    """Return H of both views: equal on any database, in any order, where the same words are at hand."""
    return hash_of([_view(team), _view(report)])


def _view(said: Iterable[Said]) -> str:
    """Hash a view record by record, so that a desk of any size needs little memory."""
    lines = sorted(to_bytes(_record(one)) for one in said if not one.look.deleted)
    digest = hashlib.sha256()
    for line in lines:
        digest.update(hashlib.sha256(line).digest())
    return digest.hexdigest()


def _record(said: Said) -> Value:
    fields: dict[str, Value] = {}
    for name, one in said.look.fields.items():
        values = sorted(to_bytes(value) for value in one.values)
        shown: list[Value] = [value.decode() for value in values]
        shown += [{"absent": hashed} for hashed in one.absent]
        shown += ["erased"] if one.erased else []  # no value: those are JSON in a string
        if shown != ["null"]:
            fields[name] = shown
    return [said.scope, said.kind, said.record_id, said.look.delete_conflict, fields]
