"""Where in a text stands what was looked for, and the piece of it that is worth showing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from peerdesk.domain.citations import show_citations
from peerdesk.domain.query import Term
from peerdesk.domain.tokens import words_and_places_of, words_of

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
    words, places = words_and_places_of(text)
    spans: list[Span] = []
    whole, begun = set(), set()
    for number, term in enumerate(terms):
        for first, last in _found(term, words):
            spans.append((places[first].start(), places[last].end()))
            begun.add(number)
            if words[last] == term.words[-1]:
                whole.add(number)
    return Matches(_merged(spans), frozenset(whole), frozenset(begun))


def make_snippet(terms: Sequence[Term], text: str, first: int = 0) -> Snippet:
    """Return the piece of a text around what was found in it.

    Args:
        terms: to be marked in it.
        text: of any length.
        first: where the first thing stands that was found.
    """
    start = _begin_of_word(text, first - BEFORE_LETTERS) if len(text) > SNIPPET_LETTERS else 0
    piece = " ".join(show_citations(text[start : start + 4 * SNIPPET_LETTERS], {}).split())
    if len(piece) > SNIPPET_LETTERS:
        piece = f"{piece[:SNIPPET_LETTERS].rpartition(' ')[0] or piece[:SNIPPET_LETTERS]} …"
    piece = f"… {piece}" if start else piece
    return Snippet(piece, look_for(terms, piece).spans)


def _found(term: Term, words: Sequence[str]) -> Iterator[Span]:
    """Yield at which word a term begins and at which it ends, each time that it stands there."""
    *before, last = term.words
    count = len(before)
    for at, word in enumerate(words):
        there = word.startswith(last) if term.unfinished else word == last
        if there and at >= count and (not count or words[at - count : at] == before):
            yield at - count, at


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _begin_of_word(text: str, at: int) -> int:
    """Return where a word begins at `at` or soon after it; 0 if `at` is before the text."""
    if at <= 0:
        return 0
    space = text.find(" ", at - 1, at + BEFORE_LETTERS)
    return space + 1 if space >= 0 else at


def holds_beginnings(wanted: str, text: str) -> bool:
    """Say whether each word of `wanted` begins a word of the text ("tom pr" for "Tom Price")."""
    there = words_of(text)
    return all(any(one.startswith(word) for one in there) for word in words_of(wanted))
