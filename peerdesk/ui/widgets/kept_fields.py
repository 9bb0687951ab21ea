"""The text fields of one record: journaled while they are typed, kept when they are left, never lost by a refresh."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from peerdesk.domain.review import Record
from peerdesk.ui.widgets.cited_text import CitedText


class KeptFields(QObject):
    """Knows which version of the record the person was shown when they began to type.

    Signals:
        keep_requested: a field was left: its name, its text with ids, and the record as it was shown (or None).
        noted: somebody types.
        journal_requested: the place of a draft, its text, and the revisions that were shown.
    """

    noted = Signal()

    keep_requested = Signal(str, str, object)
    journal_requested = Signal(str, str, str)

    def __init__(self, place: str, fields: Mapping[str, CitedText], parent: QObject) -> None:
        """Watch fields, by the attribute that each shows; `place` begins the names of their drafts."""
        super().__init__(parent)
        self.place, self._fields = place, fields
        self.record: Record | None = None
        self._shown: dict[str, Record | None] = {}
        self._waiting: set[str] = set()
        for name, field in fields.items():
            field.textChanged.connect(lambda name=name: self._on_typed(name))
            field.left.connect(lambda name=name: self.ask(name))
            field.noted.connect(self.noted)
            field.journal_requested.connect(lambda text, name=name: self._on_journal(name, text))

    def draft_place(self, name: str) -> str:
        """Return the name of a field's draft."""
        return f"{self.place}:{name}"

    def show(self, record: Record | None, numbers: Mapping[str, int]) -> None:
        """Show what a record says now; fields that somebody is typing in, or that are being kept, stay as they are."""
        self.record = record
        for name, field in self._fields.items():
            if name not in self._waiting:
                field.show_kept(getattr(record, name, ""), numbers)
            if not field.is_dirty():
                self._shown.pop(name, None)

    def is_dirty(self) -> bool:
        """Say whether anything waits to be kept."""
        return bool(self._waiting) or any(field.is_dirty() for field in self._fields.values())

    def ask(self, name: str) -> None:
        """Ask for a field to be kept, unless that is under way."""
        field = self._fields[name]
        if name in self._waiting or not field.is_dirty():
            return
        self._waiting.add(name)
        self.keep_requested.emit(name, field.text(), self._shown.get(name, self.record))

    def ask_all(self) -> None:
        """Ask for everything that differs to be kept."""
        for name in self._fields:
            self.ask(name)

    def on_kept(self, name: str, text: str, after: Record | None) -> None:
        """Take note that a field is kept as `text`, and what the record says after that."""
        self._waiting.discard(name)
        self._shown.pop(name, None)
        self.record = after
        field = self._fields[name]
        field.mark_kept(text)
        if field.is_dirty():
            self._shown[name] = after
            if not field.hasFocus():
                self.ask(name)

    def on_not_kept(self, name: str) -> None:
        """Take note that a field could not be kept; what was typed stays, and can be left once more."""
        self._waiting.discard(name)

    def _on_typed(self, name: str) -> None:
        if self._fields[name].hasFocus():
            self._shown.setdefault(name, self.record)

    def _on_journal(self, name: str, text: str) -> None:
        shown = self._shown.get(name, self.record)
        self.journal_requested.emit(self.draft_place(name), text, " ".join(shown.tips) if shown else "")
