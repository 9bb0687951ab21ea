"""Reading a package: all of it is checked before any of it is given to anybody, and each part again when it is used.

The archive is read from its first byte to its last and never unpacked: signature, tag files, then each hash. Later
each look at lines or attachments is another such walk, so memory holds one chunk of lines, one attachment and, of lines
that are not many, the packed bytes (a package that opens by a phrase: all of it, at most 64 MiB); and nothing that was
decrypted is ever on a disk.
"""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

from peerdesk.errors import PeerDeskError
from peerdesk.export.package import bag, limits
from peerdesk.export.package.archive import Member, Source, read_members
from peerdesk.export.package.bag import Payload
from peerdesk.export.package.contents import PackageInfo, Progress
from peerdesk.export.package.envelope import Opener, opener
from peerdesk.export.package.refusals import damaged, forged, too_large

Verify: TypeAlias = Callable[[str, bytes], str]
"""Takes a signature and what it signs, returns the name of the key; raises a PeerDeskError if it does not fit."""

_Members: TypeAlias = Iterator[tuple[Member, Iterator[bytes]]]


@dataclass(frozen=True)
class _Checked:
    """What the walk through the tag files found."""

    info: PackageInfo
    payload: Payload
    manifest_hash: str
    badge: bytes
    hashes: Mapping[str, str]


class OpenedPackage:
    """A package of which every byte was checked. Use it in `with`; after that it gives nothing more.

    Lines come as they are in the package, without their ends; what they say is not looked at here. If the file changes
    under our eyes, it gives what was checked, or DamagedPackageError comes at the end of what changed: so act in a
    transaction.

    Attributes:
        info: what the package says about itself.
        sender: name of the key that signed it. Whose key that is, and whether it may, is for others to judge.
        manifest_hash: SHA-256 of `tagmanifest-sha256.txt`, which names this package and no other.
        sender_badge: bytes of the badge that came along; not looked at here.
        attachment_hashes: sorted.
        document_names: sorted.
        is_whole: its pictures and documents were checked too; if not, it may still be found cut short or altered.
    """

    def __init__(self, source: Opener, checked: _Checked, begun: bytes | None, *, is_whole: bool) -> None:
        """Keep where to read, and what was found; of a small one also how it begins, to the end of its lines."""
        self.is_whole = is_whole
        self._source: Opener | None = source
        self._begun = begun
        self._hashes = checked.hashes
        self.info, self.sender = checked.info, checked.info.sender
        self.manifest_hash, self.sender_badge = checked.manifest_hash, checked.badge
        self.attachment_hashes = tuple(filter(None, map(bag.attachment_of, checked.hashes)))
        self.document_names = tuple(filter(None, map(bag.document_of, checked.hashes)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._source = self._begun = None

    def entries(self) -> Iterator[bytes]:
        """Yield the headers of revisions and statements, in the package's order."""
        return self._lines(bag.ENTRIES)

    def words(self) -> Iterator[bytes]:
        """Yield the words of fields."""
        return self._lines(bag.WORDS)

    def seals(self) -> Iterator[bytes]:
        """Yield the seals with their signatures."""
        return self._lines(bag.SEALS)

    def badges(self) -> Iterator[bytes]:
        """Yield the badges of the team."""
        return self._lines(bag.BADGES)

    def attachments(self) -> Iterator[tuple[str, bytes]]:
        """Yield each attachment with its hash, in one walk."""
        for name, content in self._walk():
            if sha256 := bag.attachment_of(name):
                yield sha256, b"".join(content)

    def attachment(self, sha256: str) -> bytes:
        """Return one attachment, by a walk up to it.

        Raises:
            KeyError: it is not in here.
        """
        return b"".join(self._one(bag.attachment_name(sha256)))

    def document(self, name: str) -> bytes:
        """Return one document.

        Raises:
            KeyError: it is not in here.
        """
        return b"".join(self._one(bag.document_name(name)))

    def _lines(self, name: str) -> Iterator[bytes]:
        begun = self._begun
        again = None if begun is None else partial(io.BytesIO, begun)
        yield from chain.from_iterable(_split(name, self._one(name, again)))

    def _one(self, name: str, source: Opener | None = None) -> Iterator[bytes]:
        if name not in self._hashes:
            raise KeyError(name)
        for found, content in self._walk(source):
            if found == name:
                yield from content
                return
        raise damaged(f"{name!r} is no longer there")

    def _walk(self, other: Opener | None = None) -> Iterator[tuple[str, Iterator[bytes]]]:
        if self._source is None:
            raise ValueError("this package is closed")
        with closing((other or self._source)()) as source:
            for member, content in read_members(source):
                if member.name in self._hashes:
                    yield member.name, _hashed(content, member.name, self._hashes[member.name])


def open_package(
    path: Path,
    verify: Verify,
    identity: bytes | None = None,
    phrase: str | None = None,
    progress: Progress | None = None,
    *,
    pictures: bool = True,
) -> OpenedPackage:
    """Check all of a package and return it.

    Args:
        path: the file.
        verify: checks an armored SSHSIG, namespace `package@peerdesk`.
        identity: OpenSSH private key file without a passphrase; for a package made for people.
        phrase: for a package that opens by one; see `envelope_of`.
        progress: told of bytes of payload checked.
        pictures: check these too, and documents; without, it is a first look, as quick for a large one as for a small.

    Raises:
        NotAPackageError: the file is something else.
        NotForYouError: made for others, or the phrase is missing or wrong.
        ForgedPackageError: the signature does not fit, or is not by the sender that the package names.
        DamagedPackageError: cut short, altered, or not built as packages are.
        NewerPackageError: of a later version.
        LimitError: more than a package may hold.
        PackageReadError: it cannot be read where it lies.

    Source:
        docs/PACKAGE.md
    """
    source = opener(path, identity, phrase)
    with closing(_Remembering(source())) as stream:
        members = read_members(stream)
        checked = _check_tag_files(members, verify)
        lines = _check_lines(members, checked, progress)
        begun = stream.so_far()
        if pictures:
            _check_pictures(members, checked, sum(size_bytes for _, size_bytes in lines.values()), progress)
    _check_counts(checked, {name: count for name, (count, _) in lines.items()})
    return OpenedPackage(source, checked, begun, is_whole=pictures)


class _Remembering:
    """An archive of which the beginning is remembered while it is read, unless that is large."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._kept: list[bytes] | None = []
        self._size_bytes = 0

    def read(self, size: int, /) -> bytes:
        """Return the next bytes."""
        data = self._source.read(size)
        if self._kept is not None:
            self._kept.append(data)
            self._size_bytes += len(data)
            if self._size_bytes > limits.REMEMBERED_BYTES:
                self._kept = None
        return data

    def close(self) -> None:
        self._source.close()

    def so_far(self) -> bytes | None:
        """Return all that was read up to here, and remember no more; None if that was much."""
        begun, self._kept = self._kept, None
        return None if begun is None else b"".join(begun)


def peek_package(
    path: Path, verify: Verify, identity: bytes | None = None, phrase: str | None = None
) -> tuple[PackageInfo, bytes]:
    """Return what a package says about itself under its sender's signature, and the badge that came along.

    Nothing that it holds is looked at, so a large one takes no longer than a small one; whether it is whole is for
    `open_package` to say.

    Args:
        path: the file.
        verify: as for `open_package`; `identity` and `phrase` likewise.
        identity: see there.
        phrase: see there.

    Raises:
        PeerDeskError: as `open_package`, as far as the beginning shows it.
    """
    with closing(opener(path, identity, phrase)()) as stream:
        checked = _check_tag_files(read_members(stream), verify)
    return checked.info, checked.badge


def _check_tag_files(members: _Members, verify: Verify) -> _Checked:
    """Check the signature, then all that it vouches for; nothing is parsed before its hash is right."""
    tagmanifest = _tag_file(members, bag.TAGMANIFEST)
    sender = _sender(verify, _tag_file(members, bag.SIGNATURE), tagmanifest)
    hashes = bag.from_manifest(tagmanifest)
    info, payload = bag.from_bag_info(_tag_file(members, bag.BAG_INFO, hashes))
    if info.sender != sender:
        raise forged(f"signed by {sender}, says that it is by {info.sender}")
    if tuple(hashes) != bag.TAG_FILES:
        raise damaged("the tag files are not those of a package")
    texts = {name: _tag_file(members, name, hashes) for name in bag.TAG_FILES[1:]}
    manifest = bag.from_manifest(texts[bag.MANIFEST])
    bag.check_payload(manifest)
    if texts[bag.BAGIT] != bag.BAGIT_TEXT or payload.files != len(manifest):
        raise damaged("bagit.txt or Payload-Oxum is not right")
    manifest_hash = hashlib.sha256(tagmanifest).hexdigest()
    return _Checked(info, payload, manifest_hash, texts[bag.BADGE], manifest)


def _sender(verify: Verify, signature: bytes, tagmanifest: bytes) -> str:
    try:
        return verify(signature.decode("ascii"), tagmanifest)
    except (PeerDeskError, UnicodeDecodeError) as error:
        raise forged(getattr(error, "detail", "") or str(error)) from error


def _check_lines(members: _Members, checked: _Checked, progress: Progress | None) -> dict[str, tuple[int, int]]:
    """Check the hash of each file of lines; return how many lines and bytes each has."""
    found, done = {}, 0
    for name in bag.LINES:
        member, content = _next(members, name)
        done += member.size_bytes
        _check_amount(checked, name, done)
        found[name] = _count(name, _hashed(content, name, checked.hashes[name])), member.size_bytes
        if progress:
            progress(done, checked.payload.size_bytes)
    return found


def _check_pictures(members: _Members, checked: _Checked, done: int, progress: Progress | None) -> None:
    """Check the hash of each file that is not lines, and that there is no more.

    Args:
        members: of the archive, after the lines.
        checked: what to hold them against.
        done: bytes of payload before them.
        progress: told of bytes of payload checked.
    """
    for name in [*checked.hashes][len(bag.LINES) :]:
        member, content = _next(members, name)
        done += member.size_bytes
        _check_amount(checked, name, done)
        if member.size_bytes > limits.ATTACHMENT_BYTES:
            raise too_large(f"{name}: {member.size_bytes} bytes")
        for _ in _hashed(content, name, checked.hashes[name]):
            pass
        if progress:
            progress(done, checked.payload.size_bytes)
    if done != checked.payload.size_bytes:
        raise damaged("Payload-Oxum says more than there is")
    if next(members, None) is not None:
        raise damaged("there is more than the manifest names")


def _check_amount(checked: _Checked, name: str, done: int) -> None:
    if done > checked.payload.size_bytes:
        raise damaged(f"{name!r} is more than Payload-Oxum says")


def _check_counts(checked: _Checked, lines: Mapping[str, int]) -> None:
    info, attachments = checked.info, sum(map(bool, map(bag.attachment_of, checked.hashes)))
    found = lines[bag.ENTRIES], lines[bag.WORDS], lines[bag.SEALS], attachments
    if found != (info.entries, info.words, info.seals, info.attachments):
        raise damaged(f"bag-info.txt does not count what is there: {found}")


def _tag_file(members: _Members, name: str, hashes: Mapping[str, str] | None = None) -> bytes:
    member, content = _next(members, name)
    if member.size_bytes > bag.max_tag_bytes(name):
        raise too_large(f"{name}: {member.size_bytes} bytes")
    if hashes is not None:
        content = _hashed(content, name, hashes.get(name, ""))
    return b"".join(content)


def _next(members: _Members, name: str) -> tuple[Member, Iterator[bytes]]:
    member, content = next(members, (None, iter(())))
    if member is None or member.name != name:
        raise damaged(f"{name!r} is not where it belongs")
    return member, content


def _hashed(content: Iterator[bytes], name: str, sha256: str) -> Iterator[bytes]:
    found = hashlib.sha256()
    for chunk in content:
        found.update(chunk)
        yield chunk
    if found.hexdigest() != sha256:
        raise damaged(f"{name!r} is not what the manifest says")


def _count(name: str, content: Iterable[bytes]) -> int:
    count = 0
    for lines in _split(name, content):
        count += len(lines)
        if count > bag.MAX_LINES[name]:
            raise too_large(f"{name}: {count} lines and more")
    return count


def _split(name: str, content: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Cut chunks into lines, and yield those of each chunk.

    Raises:
        LimitError: a line is longer than 1 MiB.
        DamagedPackageError: an empty line, or a last one without an end.
    """
    rest = b""
    for chunk in content:
        *lines, rest = (rest + chunk).split(b"\n")
        if max(map(len, (*lines, rest))) > limits.LINE_BYTES:
            raise too_large(f"a line of {name}")
        if b"" in lines:
            raise damaged(f"an empty line in {name}")
        yield lines
    if rest:
        raise damaged(f"the last line of {name} has no end")
