"""Age around a package: who can open it. What comes out is held in memory only, never on a disk."""

import base64
import hashlib
import io
import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import Thread
from typing import BinaryIO, Literal, TypeAlias

import pyrage

from peerdesk.errors import PeerDeskError
from peerdesk.export.package import limits
from peerdesk.export.package.archive import Source
from peerdesk.export.package.phrase import encrypt
from peerdesk.export.package.refusals import (
    damaged,
    needs_phrase,
    not_a_package,
    not_for_you,
    too_large,
    unreadable,
    wrong_phrase,
)

SUFFIX = ".peerdesk"

Envelope = Literal["open", "people", "phrase"]
Opener: TypeAlias = Callable[[], Source]
"""Begins to read the archive again from its first byte."""

_ZIP = b"PK\x03\x04"
_AGE = b"age-encryption.org/v1\n"
_SCRYPT = re.compile(rb"-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n")
_HEAD_BYTES = 128


def envelope_of(path: Path) -> Envelope:
    """Say what opens a package: nothing, a key that it was made for, or a spoken phrase.

    Raises:
        NotAPackageError: its first bytes are none of ours.
        LimitError: it is larger than 4 GiB, or the phrase would cost more work than age itself would do.
        PackageReadError: it cannot be read where it lies.
    """
    try:
        with path.open("rb") as file:
            head, size_bytes = file.read(_HEAD_BYTES), os.fstat(file.fileno()).st_size
    except OSError as error:
        raise unreadable(error) from error
    if size_bytes > limits.PACKAGE_BYTES:
        raise too_large(f"{size_bytes} bytes")
    if head.startswith(_ZIP):
        return "open"
    if not head.startswith(_AGE):
        raise not_a_package(f"begins with {head[:16]!r}")
    scrypt = _SCRYPT.match(head, len(_AGE))
    if scrypt and (int(scrypt[1]) > limits.MAX_PHRASE_WORK or size_bytes > limits.PHRASE_PACKAGE_BYTES):
        raise too_large(f"scrypt 2^{int(scrypt[1])}, {size_bytes} bytes")
    return "phrase" if scrypt else "people"


def key_ids_of(recipients: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the keys of lines "ssh-ed25519 AAAA…", sorted."""
    blobs = {base64.b64decode(line.split()[1], validate=True) for line in recipients}
    return tuple(sorted(hashlib.sha256(blob).hexdigest() for blob in blobs))


def as_spoken(phrase: str) -> str:
    """Return a phrase as it is kept: small letters, one space between words."""
    return " ".join(phrase.lower().split())


def write_closed(chunks: Iterable[bytes], out: BinaryIO, recipients: Sequence[str], phrase: str | None) -> None:
    """Write an archive, closed to all but those who hold one of the keys, or know the phrase; or open, with neither.

    Args:
        chunks: the archive; taken as it is needed.
        out: where to.
        recipients: lines "ssh-ed25519 AAAA…", of keys that were found sound: to an unsound one everybody holds the key.
        phrase: in place of recipients.

    Raises:
        LimitError: too large to be opened by a phrase.
    """
    if phrase is not None:
        content = b"".join(chunks)
        if len(content) > limits.PHRASE_PACKAGE_BYTES - limits.CHUNK_BYTES:
            raise too_large(f"{len(content)} bytes to be opened by a phrase")
        out.writelines(encrypt(content, as_spoken(phrase)))
    elif recipients:
        _encrypt(chunks, out, [pyrage.ssh.Recipient.from_str(line) for line in recipients])
    else:
        out.writelines(chunks)


def opener(path: Path, identity: bytes | None, phrase: str | None) -> Opener:
    """Return what begins to read the archive in a package.

    Args:
        path: the package.
        identity: an OpenSSH private key file without a passphrase, for a package made for people.
        phrase: for a package that opens by one.

    Raises:
        NotForYouError: it needs a key or a phrase, and this is not it. For keys it shows while reading.
        DamagedPackageError: what opens by the phrase was changed.
        NotAPackageError, LimitError, PackageReadError: as `envelope_of`.
    """
    envelope = envelope_of(path)
    if envelope == "open":
        return lambda: _OnDisk(path)
    if envelope == "phrase":
        content = _by_phrase(path, phrase)
        return lambda: io.BytesIO(content)
    if identity is None:
        raise not_for_you("no key was given")
    own = pyrage.ssh.Identity.from_buffer(identity)
    return lambda: _Decrypted(path, own)


def _encrypt(chunks: Iterable[bytes], out: BinaryIO, recipients: Sequence[pyrage.ssh.Recipient]) -> None:
    source, sink = _Chunks(chunks), _Sink(out)
    try:
        pyrage.encrypt_io(io.BufferedReader(source, limits.CHUNK_BYTES), sink, recipients)
    except pyrage.EncryptError as error:
        raise source.stopped_by or sink.stopped_by or error from error


def _by_phrase(path: Path, phrase: str | None) -> bytes:
    if not phrase:
        raise needs_phrase()
    try:
        content: bytes = pyrage.passphrase.decrypt(path.read_bytes(), as_spoken(phrase))
    except OSError as error:
        raise unreadable(error) from error
    except pyrage.DecryptError as error:
        # The words open the first stanza of the header, or they do not; all else is damage.
        raise wrong_phrase() if str(error) == "Decryption failed" else damaged(str(error)) from error
    return content


class _Chunks(io.RawIOBase):
    """An archive in the making, as a file to read. Remembers what stopped it: pyrage keeps the text only."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks, self._rest = iter(chunks), memoryview(b"")
        self.stopped_by: BaseException | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            while not self._rest and (chunk := next(self._chunks, None)) is not None:
                self._rest = memoryview(chunk)
        except BaseException as error:
            self.stopped_by = error
            raise
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


class _Sink:
    """Where closed bytes go. Remembers what stopped it: pyrage keeps the text only."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.stopped_by: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._out.write(data)
        except OSError as error:
            self.stopped_by = error
            raise

    def flush(self) -> None:
        """Pass: whoever opened the file forces it out."""


class _OnDisk:
    """An archive that is not closed."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise unreadable(error) from error

    def read(self, size: int, /) -> bytes:
        """Return the next bytes.

        Raises:
            PackageReadError: the stick is gone.
        """
        try:
            return self._file.read(size)
        except OSError as error:
            raise unreadable(error) from error

    def close(self) -> None:
        self._file.close()


class _Decrypted:
    """What comes out of age, read while it comes: a pipe with a thread at its other end."""

    def __init__(self, path: Path, identity: pyrage.ssh.Identity) -> None:
        reading, writing = os.pipe()
        self._out = os.fdopen(reading, "rb", limits.CHUNK_BYTES)
        self._stopped_by: PeerDeskError | None = None
        self._thread = Thread(target=self._decrypt, args=(path, identity, writing), daemon=True)
        self._thread.start()

    def read(self, size: int, /) -> bytes:
        """Return the next bytes. Where they end, say why: age releases what stands before a flaw.

        Raises:
            NotForYouError: the key does not open it.
            DamagedPackageError: age found a flaw.
            PackageReadError: the stick is gone.
        """
        data = self._out.read(size)
        if len(data) < size:
            self._thread.join()
            if self._stopped_by:
                raise self._stopped_by
        return data

    def close(self) -> None:
        """Stop, wherever it is; the other end then has nobody to write to."""
        self._out.close()
        self._thread.join()

    def _decrypt(self, path: Path, identity: pyrage.ssh.Identity, writing: int) -> None:
        try:
            with os.fdopen(writing, "wb", limits.CHUNK_BYTES) as pipe, path.open("rb") as file:
                pyrage.decrypt_io(file, pipe, [identity])
        except pyrage.DecryptError as error:
            is_others = str(error) == "No matching keys found"
            self._stopped_by = not_for_you(str(error)) if is_others else damaged(str(error))
        except OSError as error:
            self._stopped_by = unreadable(error) if error.errno else damaged(str(error))
