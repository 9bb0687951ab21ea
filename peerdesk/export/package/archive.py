"""The one form of ZIP that a package has, written and read from beginning to end without going back.

Nothing in it is left to choice: no extra fields, comments, descriptors, folders, dates or 64-bit forms; each header
and the whole directory follow from names, sizes and sums. So the reader writes again what it should have found and
compares. What `unzip` sees through the directory is then what we saw through the headers, and a hostile directory,
overlapping parts and lying sizes are all the same thing: other bytes than these.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from peerdesk.export.package import limits
from peerdesk.export.package.refusals import damaged, too_large

STORED, DEFLATED = 0, 8

_LOCAL = struct.Struct("<4s5H3I2H")
_LISTED = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK, _LISTED_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_MARK_BYTES = len(_LOCAL_MARK)
_NEEDS, _MADE_BY = 20, 3 << 8 | 20  # 2.0; on Unix, so that the mode below counts
_MODE = 0o600 << 16
_MIDNIGHT, _FIRST_DAY = 0, 1 << 5 | 1  # 1980-01-01: when a package was made stands in bag-info.txt


class Source(Protocol):
    """Whatever bytes come out of; fewer than asked for only at the end."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes."""

    def close(self) -> None:
        """Let go of what it reads from."""


@dataclass(frozen=True)
class Member:
    """One file of the archive: what both of its headers say."""

    name: str
    method: int
    crc32: int
    packed_bytes: int
    size_bytes: int

    def header(self) -> bytes:
        """Return what stands before the content."""
        return _LOCAL.pack(_LOCAL_MARK, _NEEDS, *self._shared()) + self.name.encode("ascii")

    def listing(self, offset: int) -> bytes:
        """Return what stands in the directory."""
        fixed = _LISTED.pack(_LISTED_MARK, _MADE_BY, _NEEDS, *self._shared(), 0, 0, 0, _MODE, offset)
        return fixed + self.name.encode("ascii")

    def _shared(self) -> tuple[int, ...]:
        sizes = (self.crc32, self.packed_bytes, self.size_bytes)
        return (0, self.method, _MIDNIGHT, _FIRST_DAY, *sizes, len(self.name), 0)


def member_of(name: str, content: bytes) -> Member:
    """Return the member of content that is stored as it is."""
    return Member(name, STORED, zlib.crc32(content), len(content), len(content))


def directory(members: Sequence[Member]) -> bytes:
    """Return all that stands after the last member.

    Raises:
        LimitError: there are more members, or more bytes, than the plain form of ZIP can say.
    """
    listings, offset = [], 0
    for member in members:
        listings.append(member.listing(offset))
        offset += len(member.header()) + member.packed_bytes
        if offset > limits.PACKAGE_BYTES:
            raise too_large(f"{offset} bytes")
    listed = b"".join(listings)
    if len(members) > limits.FILES or offset + len(listed) + _END.size > limits.PACKAGE_BYTES:
        raise too_large(f"{len(members)} files, {offset} bytes")
    return listed + _END.pack(_END_MARK, 0, 0, len(members), len(members), len(listed), offset, 0)


def read_members(source: Source) -> Iterator[tuple[Member, Iterator[bytes]]]:
    """Yield each member and its content in chunks; what is not taken of a content is passed over.

    A content is known to be whole only when its last chunk was taken, the archive only when the last member was.

    Raises:
        DamagedPackageError: the bytes are not those of this form.
        LimitError: too many or too large members, or one that unpacks to far more than it was.
    """
    seen: list[Member] = []
    packed_bytes = 0
    while (mark := _take(source, _MARK_BYTES)) == _LOCAL_MARK:
        member = _read_header(source)
        packed_bytes += member.packed_bytes
        if packed_bytes > limits.PACKAGE_BYTES:
            raise too_large(f"{packed_bytes} bytes")
        packed = _packed(source, member)
        yield member, _unpacked(packed, member)
        for _ in packed:
            pass
        seen.append(member)
    end = directory(seen)
    if mark + _take(source, len(end) - _MARK_BYTES) != end or source.read(1):
        raise damaged("the directory of the archive is not that of its members")


def _take(source: Source, size: int) -> bytes:
    data = source.read(size)
    if len(data) != size:
        raise damaged("the archive ends too early")
    return data


def _read_header(source: Source) -> Member:
    """Read the rest of a local header, and hold its limits before anything is unpacked."""
    fixed = _LOCAL_MARK + _take(source, _LOCAL.size - _MARK_BYTES)
    _, _, _, method, _, _, crc32, packed_bytes, size_bytes, name_bytes, _ = _LOCAL.unpack(fixed)
    name = _take(source, name_bytes)
    if not name.isascii():
        raise damaged("a name of a member is not plain")
    member = Member(name.decode("ascii"), method, crc32, packed_bytes, size_bytes)
    if fixed + name != member.header() or method not in (STORED, DEFLATED):
        raise damaged(f"the header of {member.name!r} is not written as ours are")
    if not may_shrink(size_bytes, packed_bytes):
        raise too_large(f"{member.name!r} unpacks from {packed_bytes} to {size_bytes} bytes")
    return member


def may_shrink(size_bytes: int, packed_bytes: int) -> bool:
    """Say whether content of this size may be packed as small as that."""
    return size_bytes <= limits.RATIO_FREE_BYTES or size_bytes <= limits.RATIO * packed_bytes


def _packed(source: Source, member: Member) -> Iterator[bytes]:
    left = member.packed_bytes
    while left:
        chunk = _take(source, min(left, limits.CHUNK_BYTES))
        left -= len(chunk)
        yield chunk


def _unpacked(packed: Iterator[bytes], member: Member) -> Iterator[bytes]:
    size_bytes = crc32 = 0
    for chunk in _inflated(packed, member.name) if member.method == DEFLATED else packed:
        size_bytes += len(chunk)
        crc32 = zlib.crc32(chunk, crc32)
        if size_bytes > member.size_bytes:
            raise damaged(f"{member.name!r} is larger than it says")
        yield chunk
    if (size_bytes, crc32) != (member.size_bytes, member.crc32):
        raise damaged(f"{member.name!r} is not what its header says")


def _inflated(packed: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Unpack in chunks, so that a bomb costs no memory."""
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    for chunk in packed:
        rest = chunk
        while True:
            try:
                out = unpack.decompress(rest, limits.CHUNK_BYTES)
            except zlib.error as error:
                raise damaged(f"{name!r} cannot be unpacked: {error}") from error
            rest = unpack.unconsumed_tail
            if not out and not rest:
                break
            yield out
        if unpack.unused_data:
            break
    if not unpack.eof or unpack.unused_data:
        raise damaged(f"{name!r} is cut short, or has bytes after its end")
