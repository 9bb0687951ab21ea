"""Counting what a package brings while it passes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from peerdesk.domain.authority import RULES
from peerdesk.domain.entries import Entry, Revision, Statement, Unknown
from peerdesk.domain.kinds import KINDS


class Tally:
    """What was new, by whom, and what did not come.

    Attributes:
        new: entries that were not here, by kind; statements under "rights".
        same: how many were here.
        newer: how many are of a later version, or say something of one.
        authors: of what is new.
        notes: first revisions of notes, by author.
    """

    def __init__(self) -> None:
        """Begin at nothing."""
        self.new, self.notes = Counter[str](), Counter[str]()
        self.same = self.newer = 0
        self.authors: set[str] = set()
        self._begun: dict[str, str] = {}
        self._changed: dict[str, str] = {}
        self._lacking: dict[str, set[str]] = {}

    def entry(self, entry: Entry, *, is_new: bool) -> None:
        """Count an entry."""
        self.newer += _is_newer(entry)
        if not is_new:
            self.same += 1
            return
        self.authors.add(entry.author)
        if not isinstance(entry, Revision):
            self.new["rights"] += 1
            return
        self.new[entry.kind] += 1
        if not entry.parents:
            self._begun[entry.record_id] = entry.kind
            self._changed.pop(entry.record_id, None)
        elif entry.record_id not in self._begun:
            self._changed[entry.record_id] = entry.kind
        self.notes[entry.author] += entry.kind == "note" and entry.record_id == entry.entry_id
        if entry.fields:
            self._lacking[entry.entry_id] = set(entry.fields)

    def words(self, words: Mapping[str, Sequence[tuple[str, bytes]]]) -> None:
        """Count what came of words: field and line by their entry."""
        for entry_id in words.keys() & self._lacking.keys():
            self._lacking[entry_id].difference_update(name for name, _ in words[entry_id])
            if not self._lacking[entry_id]:
                del self._lacking[entry_id]

    @property
    def begun(self) -> Counter[str]:
        """Records that were not here, by kind."""
        return Counter(self._begun.values())

    @property
    def changed(self) -> Counter[str]:
        """Records that were here and say something new, by kind."""
        return Counter(self._changed.values())

    @property
    def withheld(self) -> int:
        """Fields of new revisions whose words did not come."""
        return sum(map(len, self._lacking.values()))


def _is_newer(entry: Entry) -> bool:
    """Say whether something of an entry is of a later version: all of it, its kind, one of its fields, or the rules."""
    if isinstance(entry, Statement):
        return entry.kind == "found" and entry.says["rules"] > RULES
    if isinstance(entry, Unknown) or entry.kind not in KINDS:
        return True
    return not entry.fields.keys() <= _known_fields(entry.kind)


@cache
def _known_fields(kind: str) -> frozenset[str]:
    return frozenset({*KINDS[kind].field_names, "order"})
