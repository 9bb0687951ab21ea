"""Age by a spoken phrase, written with a fixed amount of work.

pyrage would measure this laptop and take as much work as it does in a second: 2^20 steps and 1 GiB of memory on a good
one, which a school's laptop may not have when it is to open it. What is written here is what `age --passphrase` writes.
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Iterator

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from peerdesk.export.package import limits

_LABEL = b"age-encryption.org/v1"
_CHUNK_BYTES = 64 * 1024
_LAST = b"\x01"


def encrypt(content: bytes, phrase: str) -> Iterator[bytes]:
    """Yield an age file that opens by a phrase.

    Args:
        content: what to close; at most 64 MiB, for whoever opens it holds it whole.
        phrase: as it is to be typed into `age --decrypt`.

    Source:
        C2SP, age.md (the scrypt recipient; payload).
    """
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    cost = 1 << limits.PHRASE_WORK
    wrap_key = hashlib.scrypt(
        phrase.encode(), salt=_LABEL + b"/scrypt" + salt, n=cost, r=8, p=1, maxmem=cost * 2048, dklen=32
    )
    wrapped = ChaCha20Poly1305(wrap_key).encrypt(bytes(12), file_key, None)
    header = b"%s\n-> scrypt %s %d\n%s\n---" % (_LABEL, _base64(salt), limits.PHRASE_WORK, _base64(wrapped))
    mac = hmac.digest(_derive(file_key, b"", b"header"), header, "sha256")
    yield header + b" " + _base64(mac) + b"\n" + nonce
    cipher = ChaCha20Poly1305(_derive(file_key, nonce, b"payload"))
    starts = range(0, len(content), _CHUNK_BYTES) or range(1)
    for number, start in enumerate(starts):
        flag = _LAST if start == starts[-1] else b"\x00"
        yield cipher.encrypt(number.to_bytes(11, "big") + flag, content[start : start + _CHUNK_BYTES], None)


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _derive(key: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA256 of 32 bytes (RFC 5869)."""
    return hmac.digest(hmac.digest(salt, key, "sha256"), info + b"\x01", "sha256")
