"""Badges: a person's name and public key, signed by that key, and the six words that two people compare."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Self

from peerdesk.domain import canonical
from peerdesk.errors import BadgeError, BadSignatureError, UnsoundKeyError
from peerdesk.keys import signing, words
from peerdesk.keys.signing import PrivateKey, PublicKey

SUFFIX = ".badge"
MAX_BYTES = 16 * 1024
MAX_NAME_LETTERS = 80

SixWords = tuple[str, str, str, str, str, str]

_JOINERS = "\u200c\u200d"  # written inside Persian and Indic names; no other unseen letter is
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)\Z")  # Windows keeps these names for itself


@dataclass(frozen=True)
class Badge:
    """Who somebody says they are. It proves that the owner of the key chose the name, and nothing else.

    Attributes:
        name: 1 to 80 letters.
        key: the public key.
        made_on: `YYYY-MM-DD`.
        signature: armored, by that key over the canonical bytes of the rest.
    """

    name: str
    key: PublicKey
    made_on: str
    signature: str

    def to_bytes(self) -> bytes:
        """Return the text of a badge file."""
        says = _says(self.name, self.key, self.made_on)
        return canonical.to_bytes({"badge": says, "signature": self.signature})

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return the badge of a file whose signature fits.

        Raises:
            BadgeError: it is no badge, was changed, or is written in any other way than `to_bytes` writes it.
        """
        if len(data) > MAX_BYTES:
            raise _no_badge(f"{len(data)} bytes")
        try:
            badge = cls._from_value(canonical.from_bytes(data))
            signer = signing.verify(
                badge.signature, signing.BADGE, canonical.to_bytes(_says(badge.name, badge.key, badge.made_on))
            )
        except (canonical.MalformedError, UnsoundKeyError, BadSignatureError) as error:
            raise _no_badge(error.detail) from error
        except ValueError as error:
            raise _no_badge(str(error)) from error
        if signer != badge.key or badge.to_bytes() != data:
            raise _no_badge("signed by another key, or other parts than a badge has")
        return badge

    @classmethod
    def _from_value(cls, value: canonical.Value) -> Self:
        """Cut out the parts; `from_bytes` compares the whole with what these parts would be written as."""
        match value:
            case {
                "badge": {"name": str(name), "key": str(line), "made_on": str(made_on)},
                "signature": str(signature),
            }:
                _check_name(name)
                _check_day(made_on)
                return cls(name, PublicKey.from_line(line), made_on, signature)
        raise ValueError("not the parts of a badge")

    @property
    def file_name(self) -> str:
        """Return a file name that every system takes: "Anita.badge"."""
        stem = re.sub(r"[^\w \-]", "", self.name).strip()[:50] or "My"
        return ("My " if _DEVICES.match(stem) else "") + stem + SUFFIX


def make_badge(private: PrivateKey, name: str, made_on: str) -> Badge:
    """Make a person's badge.

    Args:
        private: their key.
        name: as others should read it; put into NFC, without white space at its ends.
        made_on: today, `YYYY-MM-DD`.

    Raises:
        BadgeError: the name is empty, longer than 80 letters, or holds letters that cannot be seen.
    """
    name = unicodedata.normalize("NFC", name).strip()
    try:
        _check_name(name)
    except ValueError as error:
        raise BadgeError(
            "A name has 1 to 80 letters, all of which can be seen.", "Type your name again.", detail=str(error)
        ) from error
    _check_day(made_on)
    message = canonical.to_bytes(_says(name, private.public, made_on))
    return Badge(name, private.public, made_on, private.sign(signing.BADGE, message))


def words_of(key_id: str) -> SixWords:
    """Return the six words of a key: the first 66 bits of its name. Said by one person, typed by the other."""
    first, second, third, fourth, fifth, sixth = words.to_words(bytes.fromhex(key_id))[:6]
    return first, second, third, fourth, fifth, sixth


def same_words(typed: str, key_id: str) -> bool:
    """Say whether somebody typed all six words, in order; case, spaces, commas and hyphens do not matter."""
    return words.from_typed(typed) == words_of(key_id)


def _says(name: str, key: PublicKey, made_on: str) -> dict[str, canonical.Value]:
    return {"t": "badge", "v": 1, "name": name, "key": key.line(), "made_on": made_on}


def _check_name(name: str) -> None:
    if not 1 <= len(name) <= MAX_NAME_LETTERS or name != name.strip():
        raise ValueError("a name of no or too many letters")
    if name != unicodedata.normalize("NFC", name):
        raise ValueError("a name that is not in NFC")
    if any(unicodedata.category(letter) in _UNSEEN and letter not in _JOINERS for letter in name):
        raise ValueError("a name with letters that cannot be seen")


def _check_day(day: str) -> None:
    if date.fromisoformat(day).isoformat() != day:
        raise ValueError("a day that is not written YYYY-MM-DD")


def _no_badge(detail: str) -> BadgeError:
    return BadgeError(
        "This is no badge that PeerDesk can read, or somebody changed it.",
        "Ask its owner to give you their badge again.",
        detail=detail,
    )
