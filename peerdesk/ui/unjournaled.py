"""The few text fields whose words are put on disk by nobody, each with its reason; all others are journaled."""

from collections.abc import Mapping
from typing import Literal

from PySide6.QtWidgets import QLineEdit

Reason = Literal["search", "secret", "comparison", "no file yet", "not open yet", "with its line"]

REASONS: Mapping[Reason, str] = {
    "search": "It asks, and says nothing: the answer is on the screen, and typing it again costs a word.",
    "secret": "Passphrases and recovery words open the file; nothing that opens it may lie in it, or anywhere.",
    "comparison": "Six words that somebody reads aloud, to be compared at once and forgotten.",
    "no file yet": "There is no encrypted file before the name is given, and nowhere else may a name be written.",
    "not open yet": "The encrypted file is being opened; once it is, these words go into the line, which is journaled.",
    "with its line": "It goes to disk with the line that it belongs to.",
}

_PROPERTY = "unjournaled"


def leave_out(field: QLineEdit, reason: Reason) -> None:
    """Let a field go without a journal."""
    field.setProperty(_PROPERTY, reason)


def reason_of(field: object) -> str:
    """Return why a field has no journal, "" if it has to have one."""
    said = field.property(_PROPERTY) if isinstance(field, QLineEdit) else None
    return REASONS.get(said, "") if said else ""
