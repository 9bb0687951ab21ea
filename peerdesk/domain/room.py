"""How much text one field of a record holds."""

from peerdesk.domain.canonical import clean_text, to_bytes
from peerdesk.domain.grammar import MAX_WORDS_BYTES

MAX_TEXT_BYTES = MAX_WORDS_BYTES - 64  # beside the words stands their salt
_MOST_BYTES_A_LETTER = 6  # as canonical JSON writes the longest of them


def bytes_over(text: str) -> int:
    """Return by how many bytes a text is too long to be kept in one field; 0 or less if it fits.

    Far below the limit it is an estimate.
    """
    if len(text) * _MOST_BYTES_A_LETTER <= MAX_TEXT_BYTES // 2:  # nowhere near: no need to count
        return len(text) - MAX_TEXT_BYTES
    whole = text.encode("utf-8", "replace").decode()
    return len(to_bytes(clean_text(whole))) - MAX_TEXT_BYTES
