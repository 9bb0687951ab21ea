"""What a finding stands on, said as a sentence and never as a grade."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from peerdesk.domain.framework import ThinRule
from peerdesk.domain.review import Source, Voice

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_KINDS: dict[Source, tuple[str, str]] = {
    "observation": ("observation", "observations"),
    "work": ("look at work", "looks at work"),
    "talk": ("conversation", "conversations"),
    "document": ("document", "documents"),
    "data": ("set of figures", "sets of figures"),
}
_VOICES: dict[Voice | Literal[""], tuple[str, str]] = {
    "pupils": ("pupils", "pupils"),
    "teachers": ("a teacher", "teachers"),
    "support staff": ("support staff", "support staff"),
    "leaders": ("a leader", "leaders"),
    "governors": ("a governor", "governors"),
    "parents": ("parents", "parents"),
}


@dataclass(frozen=True)
class CitedNote:
    """What a sentence may know about a cited note; `observer` only tells people apart."""

    source: Source
    voice: Voice | Literal[""] = ""
    observer: str = ""
    in_training: bool = False


FIRM = ThinRule(notes=3, sources=2, voices=0, reviewers=2, words="thin, so held lightly")
"""The least on which a finding stands firmly where no framework says otherwise."""


def number_in_words(number: int) -> str:
    """Return a number below ten as a word, others in digits."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)


def joined(parts: Sequence[str]) -> str:
    """Return "one, two and three"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def count_evidence(cited: Iterable[CitedNote]) -> str:
    """Return how many of each kind, the most first, conversations by voice; "" for nothing."""
    notes = list(cited)
    kinds = Counter(note.source for note in notes)
    parts = [_conversations(notes) if kind == "talk" else _some(n, _KINDS[kind]) for kind, n in kinds.most_common()]
    return ", ".join(parts)


def stands_on(cited: Iterable[CitedNote], firm: ThinRule = FIRM) -> str:
    """Return what a finding stands on: kinds, then reviewers, and whether it is thin.

    Args:
        cited: each note once, in the order in which equal counts are told; none gives "nothing yet".
        firm: below what a finding is called thin, and how that is said.
    """
    notes = list(cited)
    if not notes:
        return "nothing yet"
    sentence = "; ".join(part for part in (count_evidence(notes), _reviewers(notes)) if part)
    return f"{sentence}: {firm.words}" if is_thin(notes, firm) else sentence


def is_thin(cited: Iterable[CitedNote], firm: ThinRule = FIRM) -> bool:
    """Tell whether too little agrees for a finding to be said without doubt."""
    notes = list(cited)
    return firm.holds(
        len(notes),
        len({note.source for note in notes}),
        len({note.voice for note in notes if note.voice}),
        len({note.observer for note in notes}),
    )


def _some(number: int, names: tuple[str, str]) -> str:
    return f"{number} {names[number != 1]}"


def _conversations(notes: Sequence[CitedNote]) -> str:
    voices = Counter(note.voice for note in notes if note.source == "talk").most_common()
    told = [f"{n} with {_VOICES[voice][n != 1]}" if voice else f"{n} with others" for voice, n in voices]
    if len(voices) == 1 and not voices[0][0]:
        return _some(voices[0][1], _KINDS["talk"])
    number, _, rest = told[0].partition(" ")
    return ", ".join([f"{_some(int(number), _KINDS['talk'])} {rest}", *told[1:]])


def _reviewers(notes: Sequence[CitedNote]) -> str:
    observers = {note.observer: note.in_training for note in notes if note.observer}
    if not observers:
        return ""
    number, training = len(observers), sum(observers.values())
    if number == 1:
        return "one reviewer, in training" if training else "one reviewer"
    said = f"{number_in_words(number)} reviewers"
    return f"{said}, {number_in_words(training)} in training" if training else said
