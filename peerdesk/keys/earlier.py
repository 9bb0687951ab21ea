"""Keys that a desk had before, each locked by the one after it, so that older copies still open."""

import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from peerdesk.keys.vault import KEY_BYTES

_NONCE_BYTES = 12
_PURPOSE = b"peerdesk earlier key 1"


def lock_away(earlier: bytes, key: bytes) -> str:
    """Return a key, closed by the one that takes its place; as hex digits, which may lie about."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return (nonce + ChaCha20Poly1305(key).encrypt(nonce, earlier, _PURPOSE)).hex()


def earlier_keys(locked: Sequence[str], key: bytes) -> tuple[bytes, ...]:
    """Return the keys that a desk had before, the newest first.

    Args:
        locked: what `lock_away` returned, the oldest first; what does not open is passed over.
        key: the desk's own now.
    """
    found: list[bytes] = []
    for one in reversed(locked):
        earlier = _unlock(one, found[-1] if found else key)
        if earlier is not None:
            found.append(earlier)
    return tuple(found)


def _unlock(locked: str, key: bytes) -> bytes | None:
    try:
        nonce, box = (whole := bytes.fromhex(locked))[:_NONCE_BYTES], whole[_NONCE_BYTES:]
        earlier = ChaCha20Poly1305(key).decrypt(nonce, box, _PURPOSE)
    except (ValueError, InvalidTag):
        return None
    return earlier if len(earlier) == KEY_BYTES else None
