"""How things are spoilt: bytes, JSON values and the text they are written as. All chance comes from one seed."""

import json
import random
import struct
from collections.abc import Callable, Mapping, Sequence
from typing import Any

ODD_TEXT = (
    "",
    " ",
    "\x00",
    "\x1b[2J",
    "\ud800",
    "\u202egnp.exe",
    "\u2066\u2067\u2068",
    "e\u0301",
    "\ufeff",
    "<b onclick=x>bold</b>",
    "&lt;&#0;",
    "../../etc/passwd",
    "C:\\Windows",
    "%s%n{0}{x!r}",
    "'; DROP TABLE note; --",
    'NEAR(") OR *',
    "\N{GRINNING FACE}" * 40,
    "\u0645\u0631\u062d\u0628\u0627",
    "x" * 5_000,
    "x" * 70_000,
    "9999-12-31T23:59:59Z",
    "0000-00-00T00:00:00Z",
    "2025-02-30",
    "10:99",
    "1e999",
    "NaN",
    "a" * 64,
    "A" * 64,
)
ODD_VALUES: Sequence[Any] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    2**31,
    2**53 - 1,
    -(2**53) + 1,
    2**53,
    2**64,
    10**30,
    0.5,
    1e308,
    [],
    {},
    [[]],
    [None],
    {"a": {"b": {}}},
    *ODD_TEXT,
)
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"PK\x07\x08")


def spoil_bytes(data: bytes, chance: random.Random) -> bytes:
    """Flip, cut, insert, repeat, swap or overwrite, one to four times."""
    spoilt = data
    while spoilt == data:  # a swap of nothing with nothing spoils nothing
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            spoilt = chance.choice(_WAYS)(spoilt, chance) if spoilt else chance.randbytes(8)
    return spoilt


def _flip(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def _cut(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.choice((1, 4, 30, len(data))) :]


def _insert(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + chance.choice((chance.randbytes(chance.randrange(1, 40)), *_ZIP_MARKS)) + data[start:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    end = start + chance.randrange(1, 2_000)
    return data[:end] + data[start:end] + data[end:]


def _swap(data: bytes, chance: random.Random) -> bytes:
    one, two, three = sorted(chance.randrange(len(data) + 1) for _ in range(3))
    return data[:one] + data[two:three] + data[one:two] + data[three:]


def _overwrite(data: bytes, chance: random.Random) -> bytes:
    """Put a number into the middle, often where a header of the archive is: sizes, sums, counts."""
    mark = data.find(chance.choice(_ZIP_MARKS), chance.randrange(len(data)))
    start = mark + chance.randrange(46) if mark >= 0 else chance.randrange(len(data))
    number = chance.choice((0, 1, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, chance.randrange(2**32)))
    packed = struct.pack("<I", number)[: chance.choice((1, 2, 4))]
    return data[:start] + packed + data[start + len(packed) :]


_WAYS: Sequence[Callable[[bytes, random.Random], bytes]] = (_flip, _flip, _cut, _insert, _repeat, _swap, _overwrite)


def spoil_value(value: Any, chance: random.Random) -> Any:
    """Change one place of a JSON value: another value, a name more or less, an item twice."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        return _spoil_object(value, chance)
    if isinstance(value, list) and value and chance.random() < 0.75:
        place = chance.randrange(len(value))
        new = chance.choice(([], [value[place]] * 2, [spoil_value(value[place], chance)]))
        return [*value[:place], *new, *value[place + 1 :]]
    if isinstance(value, str) and chance.random() < 0.4:
        return _spoil_text(value, chance)
    return chance.choice(ODD_VALUES)


def _spoil_object(value: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    name = chance.choice(sorted(value))
    match chance.randrange(6):
        case 0:
            return {other: said for other, said in value.items() if other != name}
        case 1:
            return {**value, chance.choice(("", "a", "A", "__proto__", "v", "record", "ends", "x" * 33)): 1}
    return {**value, name: spoil_value(value[name], chance)}


def _spoil_text(value: str, chance: random.Random) -> str:
    place = chance.randrange(len(value) + 1)
    return value[:place] + chance.choice(("", "0", "Z", *ODD_TEXT)) + value[place + chance.randrange(2) :]


def to_line(value: Any, chance: random.Random) -> bytes:
    """Write a value as a line: nearly always as it should be, else with what a careless writer would leave in."""
    careless = chance.random()
    text = json.dumps(
        value,
        sort_keys=careless > 0.03,
        separators=(",", ":") if careless > 0.06 else (", ", ": "),
        ensure_ascii=careless < 0.09,
    )
    if careless > 0.985 and text.startswith("{"):
        text = f'{{"t":"revision",{text[1:]}'
    return text.encode("utf-8", "surrogatepass").replace(b"\n", b" ")
