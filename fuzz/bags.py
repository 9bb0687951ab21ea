"""A bag in hostile hands: any file, name, order or line changed, and signed again, as a colleague can."""

import hashlib
import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fuzz.mutations import ODD_TEXT, spoil_bytes, spoil_value, to_line
from peerdesk.keys.signing import PACKAGE, PrivateKey

LINES = ("data/entries.jsonl", "data/words.jsonl", "data/seals.jsonl", "data/badges.jsonl")
LABELS = dict(zip(LINES[:3], ("Entries", "Words", "Seals"), strict=True))
TAGS = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt", "README.txt", "sender.badge")
TAGMANIFEST, SIGNATURE = "tagmanifest-sha256.txt", "tagmanifest-sha256.txt.sig"
ODD_NAMES = (
    "../evil",
    "/etc/passwd",
    "C:/evil",
    "data\\evil",
    "data/../evil",
    "data/con.pdf",
    "data/documents/con.pdf",
    "data/documents/a.PDF",
    "data/documents/a.pdf",
    "data/Entries.jsonl",
    "data/entries.jsonl ",
    "data/entries.jsonl\0",
    "data/attachments/" + "0" * 64,
    "data/attachments/" + "G" * 64,
    "e\u0301",
    "\N{GRINNING FACE}",
    "",
    "a" * 65_535,
)
Files = list[tuple[str, bytes]]


@dataclass(frozen=True)
class Written:
    """An archive as somebody hostile wrote it.

    Attributes:
        methods: of packing, by the place of a member; the rest as PeerDesk packs.
        lies: what to add to the sizes and the sum that the headers of a member say, by its place.
    """

    files: Files
    methods: Mapping[int, int]
    lies: Mapping[int, tuple[int, int, int]]

    def zipped(self) -> bytes:
        """Return the archive."""
        if not self.methods and not self.lies:
            return _plain(self.files)
        return _by_hand(self)


def _plain(files: Files) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files:
            member = zipfile.ZipInfo("x")
            member.filename = name
            member.create_system = 3
            member.compress_type = zipfile.ZIP_DEFLATED if name in LINES else zipfile.ZIP_STORED
            archive.writestr(member, data)
    return out.getvalue()


def _by_hand(written: Written) -> bytes:
    """Write headers that the standard library would not write."""
    body, listing = b"", b""
    for place, (name, data) in enumerate(written.files):
        method = written.methods.get(place, 8 if name in LINES else 0)
        packed = zlib.compress(data, wbits=-15) if method == 8 else data
        crc, small, large = (
            number + lie & 0xFFFFFFFF
            for number, lie in zip(
                (zlib.crc32(data), len(packed), len(data)), written.lies.get(place, (0, 0, 0)), strict=True
            )
        )
        called = name.encode("utf-8", "surrogatepass")
        shared = struct.pack("<5H3I2H", 20, 0, method & 0xFFFF, 0, 33, crc, small, large, len(called), 0)
        listed = struct.pack("<4sH", b"PK\x01\x02", 3 << 8 | 20) + shared
        listing += listed + struct.pack("<3H2I", 0, 0, 0, 0o600 << 16, len(body)) + called
        body += b"PK\x03\x04" + shared + called + packed
    count = len(written.files)
    return body + listing + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(listing), len(body), 0)


def signed_again(files: Mapping[str, bytes], key: PrivateKey) -> dict[str, bytes]:
    """List the payload, count it, and sign the lists, so that only what was changed is wrong."""
    payload = {name: data for name, data in files.items() if name.startswith("data/")}
    counted = {label: payload.get(name, b"").count(b"\n") for name, label in LABELS.items()}
    counted["Attachments"] = sum("attachments" in name for name in payload)
    said = {label.encode(): str(count).encode() for label, count in counted.items()}
    said[b"Payload-Oxum"] = f"{sum(map(len, payload.values()))}.{len(payload)}".encode()
    parted = [line.partition(b": ") for line in files["bag-info.txt"].split(b"\n")]
    info = b"\n".join(label + colon + said.get(label, value) for label, colon, value in parted)
    tags = {name: files[name] for name in TAGS} | {
        "bag-info.txt": info,
        "manifest-sha256.txt": _manifest(payload),
    }
    listed = _manifest({name: tags[name] for name in TAGS})
    return {TAGMANIFEST: listed, SIGNATURE: key.sign(PACKAGE, listed).encode(), **tags, **payload}


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()).encode(
        "utf-8", "surrogatepass"
    )


def spoil_bag(files: Mapping[str, bytes], key: PrivateKey, chance: random.Random) -> bytes:
    """Return an archive of which one or two things are wrong; of every second one the lists and signature are right."""
    bag = dict(files)
    for _ in range(chance.choice((1, 1, 2))):
        chance.choice(_WAYS)(bag, chance)
    if chance.random() < 0.5 and set(TAGS) <= bag.keys():
        bag = signed_again(bag, key)
    return _written(list(bag.items()), chance).zipped()


def _written(files: Files, chance: random.Random) -> Written:
    """Write the members of five of eight archives in another order, twice, under another name, or with a lie."""
    if any(len(name.encode("utf-8", "surrogatepass")) > 65_535 for name, _ in files):
        files = files[:1]
    place = chance.randrange(len(files))
    match chance.randrange(8):
        case 0:
            chance.shuffle(files)
        case 1:
            files.insert(place, chance.choice(files))
        case 2:
            files[place] = (chance.choice(ODD_NAMES), files[place][1])
        case 3:
            return Written(files, {place: chance.choice((0, 1, 8, 9, 12, 14, 99))}, {})
        case 4:
            lie = [0, 0, 0]
            lie[chance.randrange(3)] = chance.choice((-1, 1, 10**6, 2**31, 2**32 - 1))
            return Written(files, {}, {place: (lie[0], lie[1], lie[2])})
    return Written(files, {}, {})


def _drop(bag: dict[str, bytes], chance: random.Random) -> None:
    bag.pop(chance.choice(list(bag)))


def _rename(bag: dict[str, bytes], chance: random.Random) -> None:
    name = chance.choice(list(bag))
    items = [(chance.choice(ODD_NAMES) if one == name else one, data) for one, data in bag.items()]
    bag.clear()
    bag.update(items)


def _trade(bag: dict[str, bytes], chance: random.Random) -> None:
    one, other = chance.choice(list(bag)), chance.choice(list(bag))
    bag[one], bag[other] = bag[other], bag[one]


def _spoil(bag: dict[str, bytes], chance: random.Random) -> None:
    name = chance.choice(list(bag))
    bag[name] = spoil_bytes(bag[name], chance)


def _say(bag: dict[str, bytes], chance: random.Random) -> None:
    """Change a line of bag-info.txt, or say one twice."""
    lines = bag.get("bag-info.txt", b"").split(b"\n")
    place = chance.randrange(len(lines))
    label = lines[place].split(b":")[0]
    odd = chance.choice((*ODD_TEXT, "-1", "007", "99999999999", "team", "partnership", "2", "20.4"))
    said = label + b": " + odd.encode("utf-8", "surrogatepass")
    lines[place : place + chance.randrange(2)] = [said]
    bag["bag-info.txt"] = b"\n".join(lines)


def _bomb(bag: dict[str, bytes], chance: random.Random) -> None:
    bag[chance.choice(LINES)] = chance.choice((b"\n", b"{}\n", b" ")) * chance.choice((1, 100, 3_000_000))


_WAYS: Sequence[Callable[[dict[str, bytes], random.Random], None]] = (
    *(_drop, _rename, _trade) * 4,
    *(_spoil, _say) * 8,
    _bomb,
)


def spoil_lines(files: Mapping[str, bytes], key: PrivateKey, chance: random.Random) -> dict[str, bytes]:
    """Return a bag, rightly signed, in which one to three lines say something else than they did."""
    bag = dict(files)
    for _ in range(chance.choice((1, 1, 2, 3))):
        name = chance.choice((*LINES, LINES[0], LINES[1]))
        lines = bag[name].split(b"\n")[:-1]
        if not lines:
            continue
        place = chance.randrange(len(lines))
        lines[place : place + 1] = _other_lines(lines[place], chance)
        if chance.random() < 0.1:
            chance.shuffle(lines)
        bag[name] = b"".join(line + b"\n" for line in lines)
    return signed_again(bag, key)


def _other_lines(line: bytes, chance: random.Random) -> list[bytes]:
    match chance.randrange(12):
        case 0:
            return []
        case 1:
            return [line, line]
        case 2:
            return [spoil_bytes(line, chance).replace(b"\n", b"")]
        case 3:
            return [b"[" * chance.choice((9, 17, 2_000, 100_000)) + b"]"]
    try:
        value: Any = json.loads(line)
    except (ValueError, RecursionError):
        return [line[:-1]]  # spoilt before
    return [to_line(spoil_value(value, chance), chance)]
