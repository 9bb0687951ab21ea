"""A few words closed to two badges: anybody may carry them, nobody else can read them."""

import base64
import binascii
import re
from collections.abc import Sequence

import pyrage

from peerdesk.errors import PeerDeskError
from peerdesk.keys.signing import PrivateKey, PublicKey

MOST_BYTES = 16 * 1024
"""Of what is closed: words for somebody to keep, not a document."""

_HEAD = b"age-encryption.org/v1\n"
_STANZA = re.compile(rb"^-> ssh-ed25519 ([A-Za-z0-9+/]{6}) ", re.MULTILINE)


class NotForThisBadgeError(PeerDeskError):
    """The words are closed to other badges than this one."""


def close(text: str, badges: Sequence[PublicKey]) -> str:
    """Return words that only these badges open, as text that may stand in a record.

    Args:
        text: at most 16 kB.
        badges: sound by their type; what is closed to an unsound key is closed to nobody.
    """
    said = text.encode()
    if len(said) > MOST_BYTES:
        raise ValueError("more than a few words")
    to = [pyrage.ssh.Recipient.from_str(badge.line()) for badge in badges]
    return base64.b64encode(pyrage.encrypt(said, to)).decode()


def is_closed_to(closed: str, key_id: str) -> bool:
    """Say whether words were closed to a badge, by what everybody can see: four bytes of the hash of its key.

    Source:
        age's ssh-ed25519 recipient: the tag of a stanza is base64(SHA-256(key)[:4]).
    """
    tag = base64.b64encode(bytes.fromhex(key_id)[:4]).rstrip(b"=")
    head = _bytes_of(closed).partition(b"\n---")[0]
    return tag in _STANZA.findall(head)


def open_closed(closed: str, private: PrivateKey) -> str:
    """Return the words.

    Raises:
        NotForThisBadgeError: they are closed to others, were changed, or are none.
    """
    try:
        own = pyrage.ssh.Identity.from_buffer(private.openssh_pem())
        return str(pyrage.decrypt(_bytes_of(closed), [own]).decode())
    except (pyrage.DecryptError, ValueError) as error:
        raise NotForThisBadgeError(
            "These words were closed to another badge than yours.",
            "Ask whoever wrote them to write them again.",
            detail=str(error),
        ) from error


def _bytes_of(closed: str) -> bytes:
    try:
        data = base64.b64decode(closed, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return data if data.startswith(_HEAD) and len(data) <= 2 * MOST_BYTES else b""
