"""Ed25519 keys in OpenSSH form, and SSHSIG signatures that anybody can check with `ssh-keygen -Y verify`.

Each form here has fixed lengths once the namespace is known. So nothing is parsed: the parts are cut out, written
again, and what differs by one character is refused.
"""

import base64
import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from peerdesk.errors import BadSignatureError, PeerDeskError, UnsoundKeyError
from peerdesk.keys.curve import is_sound_point

PACKAGE = "package@peerdesk"
SEAL = "seal@peerdesk"
BADGE = "badge@peerdesk"
RECEIPT = "receipt@peerdesk"

_TYPE = "ssh-ed25519"
_BEGIN = "-----BEGIN SSH SIGNATURE-----\n"
_END = "-----END SSH SIGNATURE-----\n"
_LINE = 70  # letters in a line, as ssh-keygen breaks them


class UnusableKeyError(PeerDeskError):
    """The file holds no private key that PeerDesk could use."""


def _string(data: bytes) -> bytes:
    """Return an SSH string: its length in four bytes, then its bytes (RFC 4251, 5)."""
    return len(data).to_bytes(4, "big") + data


_BLOB_HEAD = _string(_TYPE.encode()) + (32).to_bytes(4, "big")
_BLOB_BYTES = len(_BLOB_HEAD) + 32
_SIG_HEAD = b"SSHSIG" + (1).to_bytes(4, "big")
_KEY_AT = len(_SIG_HEAD) + 4


@dataclass(frozen=True)
class PublicKey:
    """A key that may be trusted to be one key: none that is unsound can be made.

    Attributes:
        blob: the SSH wire form, 51 bytes.
    """

    blob: bytes

    def __post_init__(self) -> None:
        if len(self.blob) != _BLOB_BYTES or not self.blob.startswith(_BLOB_HEAD):
            raise _unsound("not the blob of an ssh-ed25519 key")
        if not is_sound_point(self.raw):
            raise _unsound("not a sound point of the curve")

    @classmethod
    def from_blob(cls, blob: bytes) -> Self:
        """Return the key of an SSH wire blob.

        Raises:
            UnsoundKeyError: of another type, cut short, too long, or no sound point (PROTOCOL 12).
        """
        return cls(blob)

    @classmethod
    def from_line(cls, line: str) -> Self:
        """Return the key of a line "ssh-ed25519 AAAA… comment".

        Raises:
            UnsoundKeyError: the line is of another form, or its key is unsound.
        """
        kind, encoded = ([*line.split(maxsplit=2), "", ""])[:2]
        if kind != _TYPE:
            raise _unsound(f"a line of type {kind!r:.40}")
        try:
            return cls(base64.b64decode(encoded, validate=True))
        except ValueError as error:
            raise _unsound(f"not base64: {error}") from error

    @property
    def raw(self) -> bytes:
        """Return the 32 bytes of the point."""
        return self.blob[len(_BLOB_HEAD) :]

    @cached_property
    def key_id(self) -> str:
        """Return the key's name: the hex SHA-256 of its blob, the `author` of what it signs."""
        return hashlib.sha256(self.blob).hexdigest()

    def line(self, comment: str = "") -> str:
        """Return "ssh-ed25519 AAAA… comment" without a line end; white space in the comment becomes spaces."""
        return " ".join([_TYPE, base64.b64encode(self.blob).decode(), *comment.split()])


@dataclass(frozen=True)
class PrivateKey:
    """A person's key.

    Attributes:
        seed: 32 bytes, secret; never shown.
    """

    seed: bytes = field(repr=False)

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """Return the key of 32 random bytes."""
        if len(seed) != 32:
            raise ValueError("a seed has 32 bytes")
        return cls(seed)

    @classmethod
    def from_openssh_pem(cls, pem: bytes) -> Self:
        """Return the key of an OpenSSH private key file without a passphrase.

        Raises:
            UnsoundKeyError: it is of another type or form, or asks for a passphrase.
        """
        try:
            key = serialization.load_ssh_private_key(pem, None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise _unsound(f"not an OpenSSH private key without a passphrase: {error}") from error
        if not isinstance(key, Ed25519PrivateKey):
            raise _unsound("a private key that is not ssh-ed25519")
        return cls(key.private_bytes_raw())

    @cached_property
    def public(self) -> PublicKey:
        """Return the key that others know."""
        return PublicKey(_BLOB_HEAD + self._key.public_key().public_bytes_raw())

    def openssh_pem(self) -> bytes:
        """Return the OpenSSH private key file, not encrypted: to open what was encrypted to this key."""
        return self._key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.OpenSSH,
            serialization.NoEncryption(),
        )

    def sign(self, namespace: str, message: bytes) -> str:
        """Return the armored SSHSIG of a message, the same bytes as `ssh-keygen -Y sign` writes.

        Args:
            namespace: what the signature is for: `PACKAGE`, `SEAL`, `BADGE` or `RECEIPT`.
            message: any number of bytes.

        Source:
            OpenSSH, PROTOCOL.sshsig.
        """
        return _armor(self.public.blob, namespace, self._key.sign(_signed(namespace, message)))

    def derive(self, use: str) -> bytes:
        """Return 32 secret bytes for another use, always the same ones, from which this key cannot be found.

        Source:
            RFC 5869 (HKDF).
        """
        return HKDF(hashes.SHA256(), 32, salt=None, info=f"peerdesk {use}".encode()).derive(self.seed)

    @cached_property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def read_private_key(path: Path) -> PrivateKey:
    """Return the key of an OpenSSH private key file that asks for no passphrase.

    Raises:
        UnusableKeyError: it cannot be read, is of another type or form, or asks for a passphrase.
    """
    try:
        return PrivateKey.from_openssh_pem(path.read_bytes())
    except (OSError, UnsoundKeyError) as error:
        raise UnusableKeyError(
            "This is no Ed25519 key of OpenSSH that PeerDesk can use.",
            "Take a copy of it without a passphrase (ssh-keygen -p), or begin without --key.",
            detail=getattr(error, "detail", "") or str(error),
        ) from error


def verify(signature: str, namespace: str, message: bytes) -> PublicKey:
    """Return the key inside a signature that fits the message. Whose key it is, the caller must know.

    Raises:
        BadSignatureError: the message was changed, or the signature is for something else, of another kind, made
            with an unsound key, or written in any other way than `sign` writes it.
    """
    try:
        blob = base64.b64decode(signature[len(_BEGIN) : -len(_END)])
        key = PublicKey(blob[_KEY_AT : _KEY_AT + _BLOB_BYTES])
    except (ValueError, UnsoundKeyError) as error:
        raise _bad(f"no signature by a sound ssh-ed25519 key: {error}") from error
    raw = blob[-64:]
    if signature != _armor(key.blob, namespace, raw):
        raise _bad(f"not written as an SSHSIG (sha512) for {namespace}")
    try:
        Ed25519PublicKey.from_public_bytes(key.raw).verify(raw, _signed(namespace, message))
    except InvalidSignature as error:
        raise _bad(f"does not fit the message; key {key.key_id}") from error
    return key


def _signed(namespace: str, message: bytes) -> bytes:
    digest = hashlib.sha512(message).digest()
    return b"SSHSIG" + _string(namespace.encode()) + _string(b"") + _string(b"sha512") + _string(digest)


def _armor(key_blob: bytes, namespace: str, raw: bytes) -> str:
    about = _string(key_blob) + _string(namespace.encode()) + _string(b"") + _string(b"sha512")
    blob = _SIG_HEAD + about + _string(_string(_TYPE.encode()) + _string(raw))
    text = base64.b64encode(blob).decode()
    lines = [text[at : at + _LINE] + "\n" for at in range(0, len(text), _LINE)]
    return _BEGIN + "".join(lines) + _END


def _unsound(detail: str) -> UnsoundKeyError:
    return UnsoundKeyError(
        "This is not a badge that PeerDesk can trust.",
        "Ask its owner to make a new badge in PeerDesk.",
        detail=detail,
    )


def _bad(detail: str) -> BadSignatureError:
    return BadSignatureError(
        "This was changed after it was signed, or PeerDesk did not sign it.",
        "Do not use it; ask the sender for a new copy.",
        detail=detail,
    )
