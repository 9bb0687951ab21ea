"""What an act changed, so that pages look again at just that."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Changes:
    """What one act touched.

    Attributes:
        records: ids of the records that say something new.
        kinds: their kinds ("note", "finding", …); a page looks again if it shows one of them.
        undo_label: the act in the imperative, for "Undo: keep a note"; "" for what cannot be undone.
    """

    records: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    undo_label: str = ""

    def __or__(self, other: "Changes") -> "Changes":
        """Return both together; the later label wins."""
        return Changes(self.records | other.records, self.kinds | other.kinds, other.undo_label or self.undo_label)
