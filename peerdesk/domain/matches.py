"""Where in a text stands what was looked for, and the piece of it that is worth showing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from peerdesk.domain.citations import show_citations
from peerdesk.domain.query import Term
from peerdesk.domain.tokens import LONGEST, words_and_places_of, words_of

SNIPPET_LETTERS, BEFORE_LETTERS = 140, 40
_CUT = "… "
_AS_ASCII = {ord(sign): " " for sign in "“”„«»–—…·•£€"}

Span = tuple[int, int]
"""Where something begins in a text and where it ends, counted in characters."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text on one line; `…` stands where it was cut."""

    text: str
    spans: tuple[Span, ...]


def look_for(terms: Sequence[Term], text: str) -> tuple[Span, ...]:
    """Return where the terms stand in a text: in order, none overlapping; whole words, also of what only begins so."""
    plain = text.translate(_AS_ASCII)
    if plain.isascii() and not _needs_folding(plain) and all(len(term.words) == 1 for term in terms):
        plain = plain.lower()
        spans = [found.span() for term in terms for found in _pattern(term).finditer(plain)]
    else:
        words, places = words_and_places_of(text)
        spans = [(places[first].start(), places[last].end()) for term in terms for first, last in _found(term, words)]
    return _merged(spans) if spans else ()


@lru_cache(maxsize=200)
def _pattern(term: Term) -> re.Pattern[str]:
    """Return what finds a word in small ASCII letters without apostrophes: most text is such, and this is quicker."""
    word = term.words[0]
    return re.compile(rf"{word}(?<![a-z0-9]{word}){'[a-z0-9]*' if term.unfinished else '(?![a-z0-9])'}")


def _needs_folding(plain: str) -> bool:
    return "'" in plain or "[[" in plain or max(map(len, plain.split()), default=0) >= LONGEST


def _is_even(text: str) -> bool:
    """Say whether a text is shown as it stands: no citation, no line's end, no spaces side by side or at its edges."""
    return "[[" not in text and " ".join(text.split()) == text


def make_snippet(terms: Sequence[Term], text: str, spans: Sequence[Span]) -> Snippet:
    """Return the piece of a text around what was found in it.

    Args:
        terms: to be marked in it.
        text: of any length.
        spans: where they stand in it.
    """
    if len(text) <= SNIPPET_LETTERS and _is_even(text):
        return Snippet(text, tuple(spans))
    start = _begin_of_word(text, spans[0][0] - BEFORE_LETTERS) if spans and len(text) > SNIPPET_LETTERS else 0
    raw = text[start : start + 4 * SNIPPET_LETTERS]
    piece = raw if _is_even(raw) else " ".join(show_citations(raw, {}).split())
    moved = start - len(_CUT) if start else 0
    if len(piece) > SNIPPET_LETTERS:
        piece = f"{piece[:SNIPPET_LETTERS].rpartition(' ')[0] or piece[:SNIPPET_LETTERS]} …"
    shown = f"{_CUT}{piece}" if start else piece
    if not raw.startswith(piece.removesuffix(" …")):
        return Snippet(shown, look_for(terms, shown))
    end = start + len(piece.removesuffix(" …"))
    inside = [(max(one[0], start), min(one[1], end)) for one in spans if one[1] > start and one[0] < end]
    return Snippet(shown, tuple((first - moved, last - moved) for first, last in inside))


def _found(term: Term, words: Sequence[str]) -> Iterator[Span]:
    """Yield at which word a term begins and at which it ends, each time that it stands there."""
    *before, last = term.words
    count = len(before)
    for at in [at for at, word in enumerate(words) if word.startswith(last)]:
        if (term.unfinished or words[at] == last) and at >= count and words[at - count : at] == before:
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
