"""Writing a package: what it holds is hashed, listed, signed, closed to all but those it is for, and brought out whole.

In memory are the lines, packed (a tenth of their size or less), and one attachment at a time.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from peerdesk.errors import PackageWriteError
from peerdesk.export.package import archive, bag, limits
from peerdesk.export.package.archive import Member
from peerdesk.export.package.contents import Contents, PackageInfo, Progress
from peerdesk.export.package.envelope import key_ids_of, write_closed
from peerdesk.export.package.landing import land
from peerdesk.export.package.readme import to_readme
from peerdesk.export.package.refusals import too_large

_LEVEL = 3  # of 9: packs three times as fast as 6, and a tenth less
_LINES_AT_ONCE = 200


@dataclass(frozen=True)
class Part:
    """One file of a package that is about to be written. `make` gives its header and its bytes when its turn comes."""

    name: str
    sha256: str
    size_bytes: int
    make: Callable[[], tuple[Member, Iterable[bytes]]]
    lines: int = 0


def write_package(
    out: Path,
    info: PackageInfo,
    contents: Contents,
    sign: Callable[[bytes], str],
    recipients: Sequence[str] = (),
    phrase: str | None = None,
    progress: Progress | None = None,
) -> str:
    """Write a package; under its name there is then all of it, or what was there before.

    The same contents and info make the same archive, byte for byte; closing it makes it different each time.

    Args:
        out: the file; what is there is replaced.
        info: recipients and counts are filled in from what there is.
        contents: what goes in.
        sign: returns the armored SSHSIG, namespace `package@peerdesk`, by the key of `info.sender`.
        recipients: lines "ssh-ed25519 AAAA…" of sound keys; neither these nor a phrase: open for everybody.
        phrase: spoken words that open it; upper and lower case and the number of spaces do not matter.
        progress: told of bytes of contents written.

    Returns:
        The SHA-256 of `tagmanifest-sha256.txt`, which names this package and no other.

    Raises:
        LimitError: more, or larger, than a package may hold.
        PackageWriteError: it cannot be written there, or an attachment is not what its name says; nothing is left.
        ValueError: both recipients and a phrase; a line with a line end in it; a document's name that is not sound.

    Source:
        docs/PACKAGE.md
    """
    if recipients and phrase is not None:
        raise ValueError("a package is closed for people or by a phrase, not by both")
    payload = list(_payload(contents))
    info = _counted(info, payload, key_ids_of(recipients))
    tags, manifest_hash = _tag_files(info, payload, contents.sender_badge, sign)
    chunks = _archive([*tags, *payload], progress or _tell_nobody)
    land(out, lambda file: write_closed(chunks, file, recipients, phrase))
    return manifest_hash


def _tell_nobody(_done: int, _total: int) -> None:
    """Stand in for who would look at the progress."""


def _payload(contents: Contents) -> Iterator[Part]:
    lines = (contents.entries, contents.words, contents.seals, contents.badges)
    for name, each in zip(bag.LINES, lines, strict=True):
        yield _pack_lines(name, each)
    for sha256 in sorted(contents.attachments):
        yield _measure(bag.attachment_name(sha256), contents.attachments[sha256], sha256)
    for document in sorted(contents.documents):
        yield _measure(bag.document_name(document), contents.documents[document])


def _counted(info: PackageInfo, payload: Sequence[Part], recipients: tuple[str, ...]) -> PackageInfo:
    lines = {part.name: part.lines for part in payload}
    return replace(
        info,
        recipients=recipients,
        entries=lines[bag.ENTRIES],
        words=lines[bag.WORDS],
        seals=lines[bag.SEALS],
        attachments=sum(bag.attachment_of(part.name) is not None for part in payload),
    )


def _tag_files(
    info: PackageInfo, payload: Sequence[Part], badge: bytes, sign: Callable[[bytes], str]
) -> tuple[list[Part], str]:
    amount = bag.Payload(sum(part.size_bytes for part in payload), len(payload))
    bag.check_counts(info, amount)
    texts = {
        bag.BAG_INFO: bag.to_bag_info(info, amount),
        bag.BAGIT: bag.BAGIT_TEXT,
        bag.MANIFEST: bag.to_manifest({part.name: part.sha256 for part in payload}),
        bag.README: to_readme(info.sender),
        bag.BADGE: badge,
    }
    manifest = bag.to_manifest({name: hashlib.sha256(text).hexdigest() for name, text in texts.items()})
    signed = {bag.TAGMANIFEST: manifest, bag.SIGNATURE: sign(manifest).encode("ascii"), **texts}
    for name, text in signed.items():
        if len(text) > bag.max_tag_bytes(name):
            raise too_large(f"{name}: {len(text)} bytes")
    return [_store(name, text) for name, text in signed.items()], hashlib.sha256(manifest).hexdigest()


def _archive(parts: Sequence[Part], progress: Progress) -> Iterator[bytes]:
    members, done, total = [], 0, sum(part.size_bytes for part in parts)
    for part in parts:
        progress(done, total)
        member, content = part.make()
        yield member.header()
        yield from content
        members.append(member)
        done += part.size_bytes
    yield archive.directory(members)
    progress(done, total)


def _store(name: str, content: bytes) -> Part:
    made = archive.member_of(name, content), [content]
    return Part(name, hashlib.sha256(content).hexdigest(), len(content), lambda: made)


def _pack_lines(name: str, lines: Iterable[bytes]) -> Part:
    sha256, pack, packed = hashlib.sha256(), zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS), []
    crc32 = size_bytes = count = 0
    numbered = enumerate(lines, 1)
    while part := [*islice(numbered, _LINES_AT_ONCE)]:
        for count, line in part:
            _check_line(name, line, count)
        ended = b"".join(line + b"\n" for _, line in part)
        sha256.update(ended)
        crc32, size_bytes = zlib.crc32(ended, crc32), size_bytes + len(ended)
        packed.append(pack.compress(ended))
    packed.append(pack.flush())
    content = b"".join(packed)
    member = Member(name, archive.DEFLATED, crc32, len(content), size_bytes)
    if not archive.may_shrink(size_bytes, len(content)):
        content = zlib.decompress(content, -zlib.MAX_WBITS)
        member = archive.member_of(name, content)
    return Part(name, sha256.hexdigest(), size_bytes, lambda: (member, [content]), count)


def _check_line(name: str, line: bytes, count: int) -> None:
    if not line or b"\n" in line:
        raise ValueError(f"no line: {line!r:.60}")
    if len(line) > limits.LINE_BYTES or count > bag.MAX_LINES[name]:
        raise too_large(f"line {count} of {name}: {len(line)} bytes")


def _measure(name: str, read: Callable[[], bytes], sha256: str | None = None) -> Part:
    """Look at a file for its size, and its hash if its name does not say it; its bytes are read when its turn comes."""
    content = read()
    if len(content) > limits.ATTACHMENT_BYTES:
        raise too_large(f"{name}: {len(content)} bytes")
    sha256 = sha256 or hashlib.sha256(content).hexdigest()
    return Part(name, sha256, len(content), partial(_read_again, name, sha256, len(content), read))


def _read_again(name: str, sha256: str, size_bytes: int, read: Callable[[], bytes]) -> tuple[Member, Iterable[bytes]]:
    content = read()
    if len(content) != size_bytes or hashlib.sha256(content).hexdigest() != sha256:
        raise PackageWriteError(
            "A picture or document on this laptop is not as it was kept.",
            "Take it out, or bring back the newest backup, and try again.",
            detail=name,
        )
    return archive.member_of(name, content), [content]
