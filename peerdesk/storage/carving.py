"""Finding rows in pages of which nobody knows any more how they hang together.

Source:
    SQLite file format (sqlite.org/fileformat2.html), 1.6 b-tree pages, 2.1 record format.
"""

import struct
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from peerdesk.storage.pages import USABLE_BYTES

Value: TypeAlias = int | float | str | bytes | None
Row: TypeAlias = tuple[int, list[Value]]
"""The number of a row, and its columns."""

_LEAF = 0x0D
_FILE_HEADER_BYTES, _LEAF_HEADER_BYTES = 100, 8
_MOST_LOCAL = USABLE_BYTES - 35
_LEAST_LOCAL = (USABLE_BYTES - 12) * 32 // 255 - 23
_MOST_BYTES = 64 * 1024 * 1024
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_REAL, _FALSE, _TRUE, _FIRST_BLOB = 7, 8, 9, 12


class _BrokenError(ValueError):
    """These bytes are no row, or a part of it is lost."""


def rows_in(pages: Mapping[int, bytes]) -> Iterator[Row]:
    """Yield the rows of all tables that can be put together, in the order of the pages; which table is not known.

    Args:
        pages: in clear, by their numbers.
    """
    for number in sorted(pages):
        page = pages[number]
        start = _FILE_HEADER_BYTES if number == 1 else 0
        if page[start] != _LEAF:
            continue
        count = struct.unpack_from(">H", page, start + 3)[0]
        first = start + _LEAF_HEADER_BYTES
        for place in range(first, min(first + 2 * count, USABLE_BYTES - 1), 2):
            try:
                yield _row(pages, page, struct.unpack_from(">H", page, place)[0])
            except (_BrokenError, IndexError, struct.error, UnicodeDecodeError):
                continue


def _row(pages: Mapping[int, bytes], page: bytes, at: int) -> Row:
    size, at = _varint(page, at)
    row_id, at = _varint(page, at)
    if not 0 < size <= _MOST_BYTES:
        raise _BrokenError
    return row_id, _columns(_payload(pages, page, at, size))


def _payload(pages: Mapping[int, bytes], page: bytes, at: int, size: int) -> bytes:
    """Return the bytes of a row; what does not fit on its page goes on in a chain of others."""
    if size <= _MOST_LOCAL:
        return _whole(page[at : min(at + size, USABLE_BYTES)], size)
    local = _LEAST_LOCAL + (size - _LEAST_LOCAL) % (USABLE_BYTES - 4)
    local = local if local <= _MOST_LOCAL else _LEAST_LOCAL
    pieces, left = [page[at : at + local]], size - local
    following = struct.unpack_from(">I", page, at + local)[0]
    while left > 0:
        if following not in pages:
            raise _BrokenError
        more = pages[following]
        pieces.append(more[4 : 4 + min(left, USABLE_BYTES - 4)])
        left -= len(pieces[-1])
        following = struct.unpack_from(">I", more)[0]
    return _whole(b"".join(pieces), size)


def _whole(payload: bytes, size: int) -> bytes:
    if len(payload) != size:
        raise _BrokenError
    return payload


def _columns(payload: bytes) -> list[Value]:
    head, at = _varint(payload, 0)
    types = []
    while at < head:
        one, at = _varint(payload, at)
        types.append(one)
    if at != head:
        raise _BrokenError
    columns: list[Value] = []
    for one in types:
        value, at = _value(payload, at, one)
        columns.append(value)
    return columns


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in (0, _FALSE, _TRUE):
        return (None if kind == 0 else kind - _FALSE), at
    if kind in _INTEGER_BYTES:
        end = at + _INTEGER_BYTES[kind]
        return int.from_bytes(_whole(payload[at:end], end - at), "big", signed=True), end
    if kind == _REAL:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if kind < _FIRST_BLOB:
        raise _BrokenError
    end = at + (kind - _FIRST_BLOB) // 2
    said = _whole(payload[at:end], end - at)
    return (said.decode() if kind % 2 else said), end


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(8):
        one = data[at + place]
        value = value << 7 | one & 0x7F
        if one < 0x80:  # the highest bit says that more follows
            return value, at + place + 1
    return value << 8 | data[at + 8], at + 9
