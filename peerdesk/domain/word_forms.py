"""Whether a word is one of the language, told from a list of its stems: roughly, and quickly."""

from collections.abc import Callable, Collection, Iterator

_ENDINGS = (
    "s",
    "es",
    "ed",
    "d",
    "ing",
    "er",
    "ers",
    "ly",
    "r",
    "rs",
    "est",
    "ness",
    "ful",
    "less",
    "able",
    "ment",
    "y",
)
_PREFIXES = ("re", "in", "un", "de", "dis", "con", "pro", "pre", "over", "non", "mis", "sub")


def ordinary(words: Collection[str]) -> Callable[[str], bool]:
    """Make the answer whether a word is one of these, or one of these with an ending: “rehearsing”."""

    def known(word: str) -> bool:
        return word in words or any(one in words for one in _stems(word))

    def is_word(word: str) -> bool:
        return known(word) or _in_parts(word, known) or any(known(one) for one in _without_prefix(word))

    return is_word


def _without_prefix(word: str) -> Iterator[str]:
    return (word[len(one) :] for one in _PREFIXES if word.startswith(one) and len(word) > len(one) + 1)


def _in_parts(word: str, known: Callable[[str], bool]) -> bool:
    parts = word.split("-")
    return len(parts) > 1 and all(known(part) for part in parts)


def _stems(word: str) -> Iterator[str]:
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if len(stem) > 1 and stem != word:
            yield from (stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem)
            if stem.endswith("i"):
                yield stem[:-1] + "y"
