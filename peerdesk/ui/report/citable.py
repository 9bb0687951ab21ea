"""The notes that the report may cite: what stands behind a number, for the lead alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peerdesk.domain.evidence import Note
from peerdesk.domain.report import SOURCE_WORDS
from peerdesk.domain.review import Member


@dataclass(frozen=True)
class Citable:
    """A note with its number; 0 while nothing cites it."""

    note_id: str
    number: int
    kind: str
    beside: str
    text: str

    @property
    def said(self) -> str:
        """All of it in a line."""
        first = f"{self.number} · {self.kind}" if self.number else self.kind
        return " · ".join(part for part in (first, self.beside, self.text) if part)


def citable(notes: Sequence[Note], numbers: Mapping[str, int], members: Sequence[Member]) -> tuple[Citable, ...]:
    """Return notes, those that are cited first in the order of their numbers, then the others as they were seen."""
    names = {one.record_id: one.name for one in members}
    found = [
        Citable(
            one.record_id,
            numbers.get(one.record_id, 0),
            SOURCE_WORDS[one.source].capitalize(),
            " · ".join(part for part in (one.where, names.get(one.observed_by, ""), one.seen_at[-5:]) if part),
            " ".join(one.text.split()),
        )
        for one in sorted(notes, key=lambda note: (note.seen_at, note.record_id))
    ]
    return tuple(sorted(found, key=lambda one: (not one.number, one.number)))
