"""Words as they are found: without capitals, accents or apostrophes, on either database the same."""

import re
import unicodedata
from functools import lru_cache

LONGEST = 64
"""Letters of a word that count: what is longer is no word, and PostgreSQL would refuse it."""

_CITED = re.compile(r"\[\[[0-9a-f ]*\]\]")
_MARKS = (
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # Latin, Greek, Cyrillic
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"  # Hebrew, Arabic
)
_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003fffd"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}]|['’ʼ＇](?=[^\W_]))*+")
_LETTER = rf"(?![{_ALONE}])[^\W_]"
_WORD_OR_SIGN = re.compile(rf"[{_ALONE}]|{_LETTER}(?:{_LETTER}|[{_MARKS}]|['’ʼ＇](?={_LETTER}))*+")
_HAS_SIGNS = re.compile(rf"[{_ALONE}]")
_PLAIN = re.compile(r"[0-9a-z]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are found: "Don’t say “café”, Y5!" has dont, say, cafe and y5.

    Chinese and Japanese are written without spaces, so each of their signs is a word.
    """
    return [word for typed in _pattern(text).findall(_without_citations(text)) if (word := _folded(typed))]


def words_and_places_of(text: str) -> tuple[list[str], list[re.Match[str]]]:
    """Return the words of a text, and for each a match that spans it; citations of notes are no words.

    A text whose accents are composed and one where they are not have the same words.
    """
    places = list(_pattern(text).finditer(_without_citations(text)))
    words = [_folded(place[0]) for place in places]
    if "" in words:
        places = [place for word, place in zip(words, places, strict=True) if word]
        words = [*filter(None, words)]
    return words, places


def _pattern(text: str) -> re.Pattern[str]:
    return _WORD if text.isascii() or not _HAS_SIGNS.search(text) else _WORD_OR_SIGN


def _without_citations(text: str) -> str:
    return _CITED.sub(lambda match: " " * len(match[0]), text) if "[[" in text else text


@lru_cache(maxsize=20_000)
def _folded(typed: str) -> str:
    """Return a word without capitals, accents and apostrophes; "" if nothing is left of it."""
    word = typed.casefold()
    if not _PLAIN.fullmatch(word):
        word = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
        word = "".join(letter for letter in word if letter.isalnum())
    return word[:LONGEST]
