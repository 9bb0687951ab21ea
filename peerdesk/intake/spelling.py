"""Spelling, offline: British English, reviewers' shorthand, the school's own words and the names of the team.

It takes long and much memory: `spelling_worker` has it from a process of its own.
"""

import io
import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import islice
from pathlib import Path

from spylls.hunspell import Dictionary
from spylls.hunspell.readers import read_aff, read_dic
from spylls.hunspell.readers.file_reader import BaseReader

from peerdesk.errors import DataFileError

Span = tuple[int, int]

MOST_SUGGESTIONS = 5
_MOST_WORDS = 20_000  # that are remembered
_LONGEST_WORD = 40  # letters: what is longer is not looked up, for a suggestion would take minutes

_PIECE = re.compile(r"\S+")
_NO_WORD = re.compile(r"@|://|^www\.|\d")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"'s?$")


class _Lines(BaseReader):  # type: ignore[misc] # spylls is not typed
    """The lines of a file in UTF-8, which is not left open."""

    def __init__(self, path: Path) -> None:
        super().__init__(io.StringIO(path.read_text(encoding="utf-8")))

    def reset_encoding(self, encoding: str) -> None:
        """Go on: the file says of itself that it is UTF-8."""


class Speller:
    """A dictionary in this process. It keeps nothing of what it was asked but the words themselves."""

    def __init__(self, dictionary: Path) -> None:
        """Load a dictionary, the files `.aff` and `.dic` of this name without their ending; takes a while.

        Raises:
            DataFileError: the dictionary cannot be read.
        """
        try:
            aff, context = read_aff(_Lines(dictionary.with_suffix(".aff")))
            words = read_dic(_Lines(dictionary.with_suffix(".dic")), aff=aff, context=context)
            self._dictionary = Dictionary(aff, words)
        except (OSError, ValueError) as reason:
            raise DataFileError(
                f"The dictionary “{dictionary.name}” cannot be read.",
                "Install PeerDesk again: the dictionary came with it.",
                detail=str(reason),
            ) from reason
        self._knows = lru_cache(_MOST_WORDS)(self._look_up)

    def misspelt(self, text: str, accepted: Iterable[str] = ()) -> tuple[Span, ...]:
        """Return where words stand that are in no list; digits, addresses and capitals in a row are not looked at.

        Args:
            text: of any length; it takes about 20 µs a word.
            accepted: words that are right too, in whatever case.
        """
        right = {word for one in accepted for word in _WORD.findall(_flat(one.casefold()))}
        return tuple(
            (piece.start() + found.start(), piece.start() + found.end())
            for piece in _PIECE.finditer(text)
            if not _NO_WORD.search(piece[0])
            for found in _WORD.finditer(piece[0])
            if not self._is_right(_flat(found[0]), right)
        )

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, likeliest first; empty if nothing is near."""
        if len(word) > _LONGEST_WORD:
            return ()
        return tuple(islice(self._dictionary.suggest(_flat(word)), MOST_SUGGESTIONS))

    def _is_right(self, word: str, right: Collection[str]) -> bool:
        if len(word) == 1 or len(word) > _LONGEST_WORD or word.isupper():
            return True
        bare = _POSSESSIVE.sub("", word)
        wholes, parts = (word, bare), bare.split("-")
        return any(one.casefold() in right or self._knows(one) for one in wholes) or (
            len(parts) > 1 and all(one.casefold() in right or self._knows(one) for one in parts)
        )

    def _look_up(self, word: str) -> bool:
        return bool(self._dictionary.lookup(word))


def _flat(word: str) -> str:
    return word.replace("’", "'")
