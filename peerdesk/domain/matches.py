"""Where in a text stands what was looked for, and the piece of it that is worth showing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from peerdesk.domain.citations import show_citations
from peerdesk.domain.query import Term
from peerdesk.domain.tokens import tokens_of, words_of

SNIPPET_LETTERS, BEFORE_LETTERS = 140, 40

Span = tuple[int, int]
"""Where something begins in a text and where it ends, counted in characters."""


@dataclass(frozen=True, slots=True)
class Matches:
    """What of a query stands in one text.

    Attributes:
        spans: in order, none overlapping; whole words, also where only their beginning was looked for.
        whole: the terms that stand there just as they were looked for, by their place in the query.
        begun: the terms of which at least the beginning stands there.
    """

    spans: tuple[Span, ...]
    whole: frozenset[int]
    begun: frozenset[int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text on one line; `…` stands where it was cut."""

    text: str
    spans: tuple[Span, ...]


def look_for(terms: Sequence[Term], text: str) -> Matches:
    """Return where the terms stand in a text."""
    tokens = tokens_of(text)
    words = [token.word for token in tokens]
    spans: list[Span] = []
    whole, begun = set(), set()
    for number, term in enumerate(terms):
        for at in _places(term, words):
            last = at + len(term.words) - 1
            spans.append((tokens[at].start, tokens[last].end))
            begun.add(number)
            if words[last] == term.words[-1]:
                whole.add(number)
    return Matches(_merged(spans), frozenset(whole), frozenset(begun))


def make_snippet(terms: Sequence[Term], text: str) -> Snippet:
    """Return the piece of a text around the first thing that was looked for; its beginning, if nothing stands there."""
    line = " ".join(show_citations(text, {}).split())
    first = min((start for start, _ in look_for(terms, line).spans), default=0)
    start = _begin_of_word(line, first - BEFORE_LETTERS) if len(line) > SNIPPET_LETTERS else 0
    piece = line[start:]
    if len(piece) > SNIPPET_LETTERS:
        piece = piece[:SNIPPET_LETTERS].rpartition(" ")[0] or piece[:SNIPPET_LETTERS]
        piece = f"{piece.rstrip()} …"
    piece = f"… {piece}" if start else piece
    return Snippet(piece, look_for(terms, piece).spans)


def _places(term: Term, words: Sequence[str]) -> Iterable[int]:
    *before, last = term.words
    for at in range(len(words) - len(before)):
        found = words[at + len(before)]
        if (found.startswith(last) if term.unfinished else found == last) and words[at : at + len(before)] == before:
            yield at


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _begin_of_word(line: str, at: int) -> int:
    """Return where the first word begins that begins at `at` or later; 0 if `at` is before the line."""
    if at <= 0:
        return 0
    space = line.find(" ", at - 1)
    return space + 1 if 0 <= space < at + BEFORE_LETTERS else at


def holds_beginnings(wanted: str, text: str) -> bool:
    """Say whether each word of `wanted` begins a word of the text ("tom pr" for "Tom Price")."""
    there = words_of(text)
    return all(any(one.startswith(word) for one in there) for word in words_of(wanted))
