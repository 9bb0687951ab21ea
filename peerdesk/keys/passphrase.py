"""A secret in a box that a passphrase opens, and phrases that can be said aloud."""

import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from peerdesk.domain import canonical
from peerdesk.errors import DamagedHeaderError, PassphraseTooShortError, WrongPassphraseError
from peerdesk.keys import words

BRIEFING_BYTES = 7  # make five words, 55 bits: for what holds no evidence
RECOVERY_BYTES = 11  # make eight words, 88 bits
MIN_LETTERS = 8
MAX_SECRET_BYTES = 1024

_SALT_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16


@dataclass(frozen=True)
class Cost:
    """What one guess costs: about a tenth of a second on a laptop as it stands."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def is_bearable(self) -> bool:
        """Say whether Argon2 allows it, and any laptop can bear it: at most 512 MiB, 16 passes, 16 lanes."""
        return 1 <= self.lanes <= 16 and 1 <= self.passes <= 16 and 8 * self.lanes <= self.memory_kib <= 2**19


def make_phrase(random_bytes: bytes) -> str:
    """Return a phrase to say aloud: five words of `BRIEFING_BYTES`, eight of `RECOVERY_BYTES` random bytes."""
    return " ".join(words.to_words(random_bytes))


def plain_phrase(typed: str) -> str:
    """Return what a person meant: words of the list however they are parted and written, all else as typed.

    All is put into NFC, without white space at its ends, since keyboards differ in both.
    """
    spoken = words.from_typed(typed)
    return " ".join(spoken) if words.are_words(spoken) else unicodedata.normalize("NFC", typed).strip()


def wrap(secret: bytes, passphrase: str, cost: Cost | None = None) -> dict[str, canonical.Value]:
    """Put a secret into a box that the passphrase opens.

    Args:
        secret: at most a kilobyte.
        passphrase: as typed; see `plain_phrase`.
        cost: of each guess; tests ask for less.

    Returns:
        What may lie about in clear, as JSON.

    Raises:
        PassphraseTooShortError: fewer than eight letters.
    """
    phrase = plain_phrase(passphrase)
    if len(phrase) < MIN_LETTERS:
        raise PassphraseTooShortError(
            "This passphrase is so short that it can be guessed.", "Use at least eight letters, or a few words."
        )
    if len(secret) > MAX_SECRET_BYTES:
        raise ValueError("a box holds a kilobyte")
    lid = _Lid(cost or Cost(), secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES))
    box = lid.cipher(phrase).encrypt(lid.nonce, secret, canonical.to_bytes(lid.says()))
    return lid.header(box)


def unwrap(header: Mapping[str, canonical.Value], passphrase: str) -> bytes:
    """Return the secret of a box.

    Raises:
        WrongPassphraseError: another passphrase made it, or somebody altered it with care.
        DamagedHeaderError: it is not what `wrap` returned, or asks for more work than a laptop can bear.
    """
    lid, box = _from_header(header)
    try:
        return lid.cipher(plain_phrase(passphrase)).decrypt(lid.nonce, box, canonical.to_bytes(lid.says()))
    except InvalidTag as error:
        raise WrongPassphraseError("This is not the passphrase.", "Type it again; look at capitals.") from error


@dataclass(frozen=True)
class _Lid:
    """What stands on the box: how the passphrase becomes the key of the box."""

    cost: Cost
    salt: bytes
    nonce: bytes

    def cipher(self, phrase: str) -> ChaCha20Poly1305:
        cost = self.cost
        stretch = Argon2id(
            salt=self.salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
        )
        return ChaCha20Poly1305(stretch.derive(phrase.encode()))

    def says(self) -> dict[str, canonical.Value]:
        return {
            "v": 1,
            "algorithm": "argon2id chacha20poly1305",
            "memory_kib": self.cost.memory_kib,
            "passes": self.cost.passes,
            "lanes": self.cost.lanes,
            "salt": self.salt.hex(),
            "nonce": self.nonce.hex(),
        }

    def header(self, box: bytes) -> dict[str, canonical.Value]:
        # The sum tells damage by chance from a wrong passphrase, so that the person is told the right thing.
        whole = {**self.says(), "box": box.hex()}
        return {**whole, "sum": canonical.hash_of(whole)}


def _from_header(header: Mapping[str, canonical.Value]) -> tuple[_Lid, bytes]:
    """Cut out the parts, and compare the whole with what these parts are written as."""
    match header:
        case {
            "memory_kib": int(memory_kib),
            "passes": int(passes),
            "lanes": int(lanes),
            "salt": str(salt),
            "nonce": str(nonce),
            "box": str(box),
        }:
            try:
                lid = _Lid(Cost(memory_kib, passes, lanes), bytes.fromhex(salt), bytes.fromhex(nonce))
                contents = bytes.fromhex(box)
            except ValueError as error:
                raise _damaged(str(error)) from error
            if lid.cost.is_bearable() and _has_right_lengths(lid, contents) and lid.header(contents) == header:
                return lid, contents
    raise _damaged("its parts are not those of a box")


def _has_right_lengths(lid: _Lid, box: bytes) -> bool:
    fits = _TAG_BYTES <= len(box) <= MAX_SECRET_BYTES + _TAG_BYTES
    return len(lid.salt) == _SALT_BYTES and len(lid.nonce) == _NONCE_BYTES and fits


def _damaged(detail: str) -> DamagedHeaderError:
    return DamagedHeaderError(
        "What the passphrase should open is damaged on this disk.",
        "Use the recovery words, or bring back a backup.",
        detail=detail,
    )
