"""How marks are spoken of."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from peerdesk.domain.wording import MarkKind, WordMark

_SPOKEN = 3


def tr(text: str) -> str:
    """Translate."""
    return QCoreApplication.translate("Proofing", text)


def heading_of(kind: MarkKind) -> str:
    """Return what a card is headed with."""
    words: dict[MarkKind, str] = {
        "name": tr("May be a name"),
        "one person": tr("May be one person here"),
        "word": tr("May sound like a verdict"),
        "spelling": tr("Not in the dictionary"),
    }
    return words[kind]


def said_of(mark: WordMark) -> str:
    """Return what is said of a mark in a row: “Quennelby” may be a name."""
    words: dict[MarkKind, str] = {
        "name": tr("“{}” may be a name"),
        "one person": tr("“{}” may be one person here"),
        "word": tr("“{}” may sound like a verdict"),
        "spelling": tr("“{}” is not in the dictionary"),
    }
    return words[mark.kind].format(mark.words)


def described(marks: Sequence[WordMark]) -> str:
    """Return what a screen reader says of a field with marks; "" without any."""
    if not marks:
        return ""
    said = "; ".join(said_of(one) for one in marks[:_SPOKEN])
    more = len(marks) - _SPOKEN
    said += "; " + tr("{} more").format(more) if more > 0 else ""
    return tr("{}. F7 goes to them.").format(said)


def counted(many: int) -> str:
    """Return how many words there are to look at."""
    return tr("1 word to look at") if many == 1 else tr("{} words to look at").format(many)
