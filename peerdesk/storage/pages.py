"""Reading the pages of an encrypted file one by one, without SQLite: of a damaged file those that are whole.

Source:
    SQLCipher design (zetetic.net/sqlcipher/design): AES-256-CBC and HMAC-SHA512 a page; SQLite file and WAL format.
"""

import hashlib
import hmac
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE_BYTES, IV_BYTES, MAC_BYTES, SALT_BYTES = 4096, 16, 64, 16
USABLE_BYTES = PAGE_BYTES - IV_BYTES - MAC_BYTES
_WAL_HEADER_BYTES, _FRAME_HEADER_BYTES = 32, 24
_MARK_AT, _MARK_BYTES = 16, 8
_SALT_MASK = 0x3A


@dataclass(frozen=True)
class Pages:
    """The pages of a file that could be read.

    Attributes:
        whole: by their number, in clear; the newest of each.
        lost: numbers of those that are not as they were written.
        proved: that they are whole is known; else the file has lost what tells, and they are taken as they are.
    """

    whole: dict[int, bytes]
    lost: tuple[int, ...]
    proved: bool


def read_pages(path: Path, key: bytes) -> Pages:
    """Read a file, and what SQLite keeps beside it of the last changes.

    Args:
        path: of the file, however damaged.
        key: 32 bytes that opened it.
    """
    content = path.read_bytes()
    beside = path.with_name(path.name + "-wal")
    found = [*_pages(content), *_frames(beside.read_bytes() if beside.is_file() else b"")]
    salts = {page[:SALT_BYTES] for number, page in found if number == 1}
    macs = [_mac_key(key, salt) for salt in sorted(salts)]
    proved = next(([mac] for mac in macs if any(_is_whole(mac, *one) for one in found)), None)
    whole, all_numbers = {}, set()
    for number, page in found:  # later ones are newer
        all_numbers.add(number)
        if proved is None or _is_whole(proved[0], number, page):
            whole[number] = _decrypt(key, number, page)
    return Pages(whole, tuple(sorted(all_numbers - whole.keys())), proved is not None)


def _pages(content: bytes) -> Iterator[tuple[int, bytes]]:
    for number, start in enumerate(range(0, len(content), PAGE_BYTES), 1):
        yield number, content[start : start + PAGE_BYTES].ljust(PAGE_BYTES, b"\0")


def _frames(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the pages of the last changes; frames left over from before the log began anew bear other marks."""
    size = _FRAME_HEADER_BYTES + PAGE_BYTES
    mark = content[_MARK_AT : _MARK_AT + _MARK_BYTES]
    for start in range(_WAL_HEADER_BYTES, len(content) - size + 1, size):
        if content[start + _MARK_BYTES : start + 2 * _MARK_BYTES] != mark:
            return
        number = struct.unpack_from(">I", content, start)[0]
        yield number, content[start + _FRAME_HEADER_BYTES : start + size]


def _mac_key(key: bytes, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", key, bytes(one ^ _SALT_MASK for one in salt), 2, len(key))


def _is_whole(mac_key: bytes, number: int, page: bytes) -> bool:
    start = SALT_BYTES if number == 1 else 0
    said = page[start : USABLE_BYTES + IV_BYTES] + struct.pack("<I", number)
    mac = hmac.digest(mac_key, said, "sha512")
    return hmac.compare_digest(mac, page[USABLE_BYTES + IV_BYTES :])


def _decrypt(key: bytes, number: int, page: bytes) -> bytes:
    start = SALT_BYTES if number == 1 else 0
    iv = page[USABLE_BYTES : USABLE_BYTES + IV_BYTES]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return bytes(start) + decryptor.update(page[start:USABLE_BYTES]) + decryptor.finalize()
