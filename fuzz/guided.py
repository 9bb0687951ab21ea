"""Bytes guided by which lines of PeerDesk they reach (atheris, Linux only): `python -m fuzz.guided FOLDER -runs=N`.

Each input begins with a byte that chooses who reads the rest. What is refused must be refused in a sentence; what is
taken must say again the very bytes that it was.
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["peerdesk.domain", "peerdesk.export.package", "peerdesk.keys"]):
    from peerdesk.domain.canonical import from_bytes, to_bytes
    from peerdesk.domain.entries import read_entry, read_words
    from peerdesk.domain.seals import read_seal
    from peerdesk.errors import PeerDeskError
    from peerdesk.export.package.bag import from_bag_info, from_manifest, to_bag_info, to_manifest
    from peerdesk.export.package.reader import open_package
    from peerdesk.keys.badge import Badge
    from peerdesk.keys.signing import PACKAGE, verify

from fuzz.seeds import seed
from fuzz.trying import ROOM, must_speak, says


def value(data: bytes) -> None:
    assert to_bytes(from_bytes(data)) == data


def entry(data: bytes) -> None:
    assert read_entry(data).line == data


def words(data: bytes) -> None:
    assert read_words(data).line() == data


def a_seal(data: bytes) -> None:
    assert read_seal(data).line == data


def badge(data: bytes) -> None:
    assert Badge.from_bytes(data).to_bytes() == data


def manifest(data: bytes) -> None:
    assert to_manifest(from_manifest(data)) == data


def bag_info(data: bytes) -> None:
    assert to_bag_info(*from_bag_info(data)) == data


def signature(data: bytes) -> None:
    verify(data.decode("utf-8", "replace"), PACKAGE, b"another message")
    raise AssertionError("a signature over something else")


def archive(data: bytes) -> None:
    path = Path(_home().name) / "given.peerdesk"
    path.write_bytes(data)
    with open_package(path, lambda signed, message: verify(signed, PACKAGE, message).key_id) as package:
        says(package)


@cache
def _home() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="fuzz-", dir=ROOM if ROOM.is_dir() else None)


READERS: Sequence[Callable[[bytes], None]] = (
    value,
    entry,
    words,
    a_seal,
    badge,
    manifest,
    bag_info,
    signature,
    archive,
)


def read_one(data: bytes) -> None:
    """Let one of the readers read."""
    if not data:
        return
    try:
        READERS[data[0] % len(READERS)](data[1:])
    except PeerDeskError as error:
        must_speak(error)


def write_corpus(folder: Path) -> None:
    """Write what is sound, one file for each, to begin from."""
    files = seed().files
    given = {
        value: b'{"a":[1,null,"x"]}',
        badge: files["sender.badge"],
        manifest: files["manifest-sha256.txt"],
        bag_info: files["bag-info.txt"],
        signature: files["tagmanifest-sha256.txt.sig"],
        archive: seed().archive,
    }
    lines = {entry: "entries", words: "words", a_seal: "seals"}
    for reader, name in lines.items():
        given[reader] = files[f"data/{name}.jsonl"].split(b"\n")[0]
    for reader, data in given.items():
        (folder / reader.__name__).write_bytes(bytes([READERS.index(reader)]) + data)


def main() -> None:
    write_corpus(Path(sys.argv[1]))
    atheris.Setup(sys.argv, read_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
