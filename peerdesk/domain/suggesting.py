"""What may be meant by a mark that is being typed at the end of the quick line: `#`, `@` or `^`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from peerdesk.domain.review import SOURCES, VOICES, Question
from peerdesk.domain.shorthand import read_year

MOST = 8
_LONGEST = 40  # letters of a mark: in a long text only its end is looked at
_BEGUN = re.compile(r"(?:^|\s)([#@^])([^\s#@^]*)\Z")


@dataclass(frozen=True)
class Suggestion:
    """One thing that may be meant.

    Attributes:
        start: where the mark begins in what was typed; from there it replaces what stands there.
        word: as it would stand in the line: "#q1".
        shown: as the chip says it: "Q1 Planned talk".
        rest: what is missing of the word, "" if it is written otherwise than it was begun.
    """

    start: int
    word: str
    shown: str
    rest: str


def suggest(typed: str, questions: Sequence[Question], years: Sequence[str], source: str = "") -> list[Suggestion]:
    """Return what may be meant by the end of what is typed, the likeliest first; nothing where no mark is begun.

    Args:
        typed: what stands before the caret.
        questions: the review's, in their order.
        years: the school's, as records keep them ("R", "5").
        source: the kind of evidence that holds already: nobody needs to say it.
    """
    begun = _BEGUN.search(typed, max(0, len(typed) - _LONGEST))
    if begun is None:
        return []
    sign, wanted = begun[1], begun[2].casefold()
    offered = {"#": _of_questions(questions), "@": _OF_EVIDENCE, "^": _of_years(years)}[sign]
    offered = [one for one in offered if one[1] != source]
    meant = [one for one in offered if any(name.casefold().startswith(wanted) for name in one[2])]
    if any(wanted == name.casefold() for _, _, names in meant for name in names):
        return []  # it is said already
    most = MOST - (sign == "@")  # words are longer than years and numbers
    return [_suggestion(begun.start(1), sign + begun[2], word, shown) for word, shown, _ in meant[:most]]


Offered = tuple[str, str, tuple[str, ...]]
"""The word, what the chip says, and all that it may begin with."""


def _suggestion(start: int, typed: str, word: str, shown: str) -> Suggestion:
    rest = word[len(typed) :] if word.casefold().startswith(typed.casefold()) else ""
    return Suggestion(start, word, shown, rest)


def _of_questions(questions: Sequence[Question]) -> list[Offered]:
    named = [
        (f"#q{at}", f"Q{at} {one.short_name}".rstrip(), (f"q{at}", str(at), *one.short_name.split()))
        for at, one in enumerate(questions, 1)
    ]
    return [*named, ("#0", "no question", ("0", "none"))]


def _of_years(years: Sequence[str]) -> list[Offered]:
    read = [(one, read_year(one)) for one in years]
    return [(f"^{one.lower()}", said[1], (one, f"y{one}", said[1])) for one, said in read if said]


_OF_EVIDENCE: list[Offered] = [
    *((f"@{one}", one, (one,)) for one in SOURCES),
    ("@me", "only me", ("me", "only")),
    *((f"@{one.split()[0]}", one, (one,)) for one in VOICES),
]
