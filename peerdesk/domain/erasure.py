"""What an erasure covers: words of a record that go from every desk, and what stays of it (PROTOCOL 7.2)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from peerdesk.domain.entries import Revision, Statement, Unknown

Written: TypeAlias = Revision | Unknown
ALL = "*"


@dataclass(frozen=True)
class Erasure:
    """What one `erase` says.

    Attributes:
        fields: names, or `*` alone for all.
        keep: the revision that stays, and with it whatever descends from it; None: nothing stays, for ever.
    """

    record_id: str
    fields: frozenset[str]
    keep: str | None

    @property
    def is_whole(self) -> bool:
        """True if nothing of the record stays, whatever is written there later."""
        return self.keep is None and ALL in self.fields

    def covers(self, name: str) -> bool:
        """Say whether it is about a field."""
        return name in self.fields or ALL in self.fields


@dataclass(frozen=True)
class ErasureSheet:
    """What a certificate says, in words that are ready to be read or printed.

    Attributes:
        owner: whose laptop it is about.
        day: when, in words.
        facts: what was erased, when and by whom; a sentence each.
        gone: what is certain to be gone.
        places: where copies may still be.
        heading_gone: over `gone`; `heading_places` over `places`.
        honest: what nobody can promise.
    """

    title: str
    owner: str
    day: str
    facts: tuple[str, ...]
    heading_gone: str
    gone: tuple[str, ...]
    heading_places: str
    places: tuple[str, ...]
    honest: str


def to_erasure(erase: Statement) -> Erasure:
    """Return what a statement of the kind `erase` says."""
    return Erasure(erase.says["record"], frozenset(erase.says["fields"]), erase.says["keep"])


def erased_of(erasures: Iterable[Erasure], entries: Iterable[Written]) -> dict[str, frozenset[str]]:
    """Return of which fields the words of a record's revisions are erased, by revision; those of which none are, lack.

    What is not known to descend from what is kept is covered: that which lacks a parent here too.

    Args:
        erasures: of one record, that are `in`.
        entries: all revisions of the record that are here, those that wait too.
    """
    all_of_it = list(entries)
    found: dict[str, set[str]] = defaultdict(set)
    for erasure in erasures:
        kept = _from(erasure.keep, all_of_it) if erasure.keep else set()
        for one in all_of_it:
            if one.entry_id not in kept:
                found[one.entry_id] |= {name for name in one.fields if erasure.covers(name)}
    return {entry_id: frozenset(names) for entry_id, names in found.items() if names}


def _from(kept: str, entries: Iterable[Written]) -> set[str]:
    """Return a revision and all that descend from it."""
    children: Mapping[str, list[str]] = defaultdict(list)
    for one in entries:
        for parent in one.parents if isinstance(one, Revision) else ():
            children[parent].append(one.entry_id)
    found: set[str] = set()
    wanted = [kept]
    while wanted:
        one_id = wanted.pop()
        if one_id not in found:
            found.add(one_id)
            wanted += children[one_id]
    return found
