"""Words that people never see. The six words of somebody's badge are drawn by lot, and may be any."""

from collections.abc import Iterable

from peerdesk.keys import words

_SIX = 6


def jargon_in(text: str, forbidden: Iterable[str]) -> list[str]:
    """Return which of the forbidden words are in a text, in whatever case, anybody's six words aside."""
    said = text.lower().split()
    for at in range(len(said) - _SIX + 1):
        if words.are_words(tuple(word.strip(".,:;·") for word in said[at : at + _SIX])):
            said[at : at + _SIX] = [""] * _SIX
    return [word for word in forbidden if word in " ".join(said)]
