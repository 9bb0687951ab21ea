"""Where a desk's 32-byte key is kept: in the system's keyring, or in a file that a passphrase opens.

Three answers, never mixed up: locked, no keyring here, and None for "here, but nothing was ever kept". Nothing is
ever kept in clear text.
"""

import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, Self, TypeVar

from keyring.backend import KeyringBackend

from peerdesk.domain import canonical
from peerdesk.errors import DamagedHeaderError, KeyringLockedError, SecretNotKeptError, WrongPassphraseError
from peerdesk.keys.passphrase import Cost, unwrap, wrap
from peerdesk.keys.system_keyring import find_keyring, in_plain_words, keyring_troubles
from peerdesk.keys.time_limit import within

SERVICE = "PeerDesk"
KEY_BYTES = 32

T = TypeVar("T")
_DESK_ID = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")
_KEPT = re.compile(r"[0-9a-f]{64}\Z")


class Vault(Protocol):
    """Keeps one key of 32 bytes for each desk; a desk's id has up to 64 letters, digits, "-" and "_"."""

    def read(self, desk_id: str) -> bytes | None:
        """Return the key, None if none was ever kept here."""

    def write(self, desk_id: str, key: bytes) -> None:
        """Keep a key in place of the one before; when this returns it is kept."""

    def forget(self, desk_id: str) -> None:
        """Keep no key any longer; nothing happens if there is none."""


@dataclass(frozen=True)
class KeyringVault:
    """Keeps keys in the system's keyring, as 64 hex letters: Windows takes no more than 1,280.

    All three acts may wait for the person to answer the system's prompt, so call them off the UI thread.

    Attributes:
        timeout_s: seconds to wait for that.
        backend: the keyring to use; None looks for the system's.

    Raises:
        KeyringLockedError: closed, or no answer in time; ask the person to unlock it, not for the passphrase.
        NoKeyringHereError: none on this computer; ask for the passphrase.

    Source:
        jaraco/keyring#540, #763.
    """

    timeout_s: float = 120
    backend: KeyringBackend | None = None

    def read(self, desk_id: str) -> bytes | None:
        """Return the key, None if none was ever kept here.

        Raises:
            DamagedHeaderError: something is kept under this name that PeerDesk did not write.
        """
        kept = self._ask(lambda ring: ring.get_password(SERVICE, _checked(desk_id)))
        if kept is None:
            return None
        if not _KEPT.match(kept):
            raise _damaged(f"{len(kept)} letters in the keyring")
        return bytes.fromhex(kept)

    def write(self, desk_id: str, key: bytes) -> None:
        """Keep a key, and read it back.

        Raises:
            SecretNotKeptError: the keyring took it and then did not have it.
        """
        letters = _checked_key(key).hex()

        def put(ring: KeyringBackend) -> str | None:
            ring.set_password(SERVICE, _checked(desk_id), letters)
            return ring.get_password(SERVICE, desk_id)

        if self._ask(put) != letters:
            raise SecretNotKeptError(
                "This computer's password store did not keep what it was given.",
                "Try again, or open with a passphrase.",
            )

    def forget(self, desk_id: str) -> None:
        """Keep no key any longer; nothing happens if there is none."""

        def drop(ring: KeyringBackend) -> None:
            if ring.get_password(SERVICE, _checked(desk_id)) is not None:
                ring.delete_password(SERVICE, desk_id)

        self._ask(drop)

    def _ask(self, question: Callable[[KeyringBackend], T]) -> T:
        try:
            return within(self.timeout_s, lambda: question(self.backend or find_keyring()))
        except TimeoutError as error:
            raise KeyringLockedError(
                "This computer's password store waits for an answer.",
                "Look for its window, unlock it there, then try again.",
                detail=f"no answer within {self.timeout_s} s",
            ) from error
        except keyring_troubles() as error:
            raise in_plain_words(error) from error


@dataclass(frozen=True)
class PassphraseVault:
    """Keeps keys in small files `<desk id>.key`, each in a box that one passphrase opens.

    Attributes:
        folder: where the desk files lie; made if it is not there.
        passphrase: as typed; at least eight letters to write.
        cost: of each guess; None is what passphrases cost elsewhere.
    """

    folder: Path
    passphrase: str = field(repr=False)
    cost: Cost | None = None

    @classmethod
    def from_file(cls, folder: Path, passphrase_file: Path, cost: Cost | None = None) -> Self:
        """Return a vault whose passphrase stands in a text file (UTF-8).

        Raises:
            WrongPassphraseError: the file cannot be read.
        """
        try:
            passphrase = passphrase_file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise WrongPassphraseError(
                "The file with the passphrase cannot be read.",
                "Look at its name, and at who may read it.",
                detail=str(error),
            ) from error
        return cls(folder, passphrase, cost)

    def read(self, desk_id: str) -> bytes | None:
        """Return the key, None if none was ever kept here.

        Raises:
            WrongPassphraseError: another passphrase made the box; ask again.
            DamagedHeaderError: the file is not as PeerDesk wrote it.
        """
        try:
            header = canonical.from_bytes(self._path(desk_id).read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, canonical.MalformedError) as error:
            raise _damaged(str(error)) from error
        if not isinstance(header, dict):
            raise _damaged("no JSON object")
        return _checked_key(unwrap(header, self.passphrase))

    def write(self, desk_id: str, key: bytes) -> None:
        """Keep a key in a file that only this user may read; the old file stands until the new one is on disk.

        Raises:
            PassphraseTooShortError: fewer than eight letters.
            SecretNotKeptError: the disk is full or cannot be written.
        """
        text = canonical.to_bytes(wrap(_checked_key(key), self.passphrase, self.cost))
        path = self._path(desk_id)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _replace(path, text)
        except OSError as error:
            raise SecretNotKeptError(
                "PeerDesk could not write to its folder.",
                "Make room on the disk, or allow PeerDesk to write there, then try again.",
                detail=str(error),
            ) from error

    def forget(self, desk_id: str) -> None:
        """Keep no key any longer; nothing happens if there is none."""
        self._path(desk_id).unlink(missing_ok=True)

    def _path(self, desk_id: str) -> Path:
        return self.folder / f"{_checked(desk_id)}.key"


def _replace(path: Path, text: bytes) -> None:
    """Put a file in place of another, wholly or not at all; only this user may read it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    if os.name == "posix":  # the new name is on disk only when its folder is
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _checked(desk_id: str) -> str:
    if not _DESK_ID.match(desk_id):
        raise ValueError("not the id of a desk")
    return desk_id


def _checked_key(key: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    return key


def _damaged(detail: str) -> DamagedHeaderError:
    return DamagedHeaderError(
        "What this computer kept to open your reviews is damaged.",
        "Use the recovery words, or bring back a backup.",
        detail=detail,
    )
