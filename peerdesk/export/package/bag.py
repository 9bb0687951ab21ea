"""The files of a bag (BagIt 1.0, RFC 8493): their names and order, and the text of those that are not payload.

Each text has one form: what was read is written again and compared, as everywhere in this format.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from peerdesk.export.package import limits
from peerdesk.export.package.contents import Kind, PackageInfo
from peerdesk.export.package.refusals import damaged, newer, too_large

VERSION = 1

TAGMANIFEST, SIGNATURE = "tagmanifest-sha256.txt", "tagmanifest-sha256.txt.sig"
BAGIT, BAG_INFO, MANIFEST, README, BADGE = (
    "bagit.txt",
    "bag-info.txt",
    "manifest-sha256.txt",
    "README.txt",
    "sender.badge",
)
TAG_FILES = (BAG_INFO, BAGIT, MANIFEST, README, BADGE)
"""In the order of the archive, after the tag manifest and its signature."""

BAGIT_TEXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

ENTRIES, WORDS, SEALS, BADGES = LINES = (
    "data/entries.jsonl",
    "data/words.jsonl",
    "data/seals.jsonl",
    "data/badges.jsonl",
)
"""The payload that is lines, always there, in the order of the archive; attachments and documents follow."""

MAX_LINES = {
    ENTRIES: limits.ENTRIES,
    WORDS: 64 * limits.ENTRIES,
    SEALS: limits.ENTRIES,
    BADGES: limits.ENTRIES,
}

_ATTACHMENT = re.compile(r"data/attachments/([0-9a-f]{64})\Z")
# Windows keeps the names of devices for itself, whatever stands after the dot.
_DOCUMENT = re.compile(r"data/documents/((?!(?:con|prn|aux|nul|com\d|lpt\d)\.)[a-z][a-z0-9-]{0,62}\.pdf)\Z", re.ASCII)
_MANIFEST_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9./-]{1,200})\Z")

_LABELS = {
    "Package-Id": "package_id",
    "Package-Kind": "kind",
    "Package-Scope": "scope",
    "Sender": "sender",
    "Made-At": "made_at",
}
_COUNTS = {"Entries": "entries", "Words": "words", "Seals": "seals", "Attachments": "attachments"}
_AGENT, _VERSION, _RECIPIENT, _OXUM = "Bag-Software-Agent", "Package-Version", "Recipient", "Payload-Oxum"


@dataclass(frozen=True)
class Payload:
    """How much there is: BagIt's Payload-Oxum."""

    size_bytes: int
    files: int


def attachment_name(sha256: str) -> str:
    """Return the place of an attachment.

    Raises:
        ValueError: that is no hash.
    """
    return _sound(f"data/attachments/{sha256}", _ATTACHMENT)


def document_name(name: str) -> str:
    """Return the place of a document.

    Raises:
        ValueError: the name is not of small letters, digits and hyphens with `.pdf`.
    """
    return _sound(f"data/documents/{name}", _DOCUMENT)


def attachment_of(name: str) -> str | None:
    """Return the hash of an attachment from its place, None if this is the place of something else."""
    found = _ATTACHMENT.match(name)
    return found[1] if found else None


def document_of(name: str) -> str | None:
    """Return the file name of a document from its place, None if this is the place of something else."""
    found = _DOCUMENT.match(name)
    return found[1] if found else None


def max_tag_bytes(name: str) -> int:
    """Return how large a tag file may be."""
    return limits.MANIFEST_BYTES if name == MANIFEST else limits.TAG_BYTES


def in_order(names: Collection[str]) -> list[str]:
    """Return the places of a payload in the order of the archive and of the manifest."""
    return [*LINES, *sorted(set(names) - set(LINES))]


def to_manifest(hashes: Mapping[str, str]) -> bytes:
    """Return the text that `sha256sum -c` reads."""
    return "".join(f"{sha256}  {name}\n" for name, sha256 in hashes.items()).encode("ascii")


def from_manifest(text: bytes) -> dict[str, str]:
    """Return hashes by name, in the order of the text.

    Raises:
        DamagedPackageError: not written as `to_manifest` writes it, or with a name twice.
    """
    found = [_MANIFEST_LINE.match(line) for line in text.decode("ascii", "replace").split("\n")[:-1]]
    hashes = {line[2]: line[1] for line in found if line}
    if to_manifest(hashes) != text:
        raise damaged("a manifest is not written as ours are")
    return hashes


def check_payload(hashes: Mapping[str, str]) -> None:
    """Hold a payload manifest to the names that a package may have, and their order.

    Raises:
        DamagedPackageError: a name is missing, out of place or none of ours, or an attachment has another's name.
    """
    if list(hashes) != in_order(hashes):
        raise damaged("the payload is not what a package holds, or not in its order")
    for name, sha256 in list(hashes.items())[len(LINES) :]:
        if attachment_of(name) != sha256 and not document_of(name):
            raise damaged(f"{name!r} has no place in a package")


def to_bag_info(info: PackageInfo, payload: Payload) -> bytes:
    """Return the text of `bag-info.txt`."""
    pairs = [(_AGENT, "PeerDesk"), (_VERSION, str(VERSION))]
    pairs += [(label, getattr(info, name)) for label, name in _LABELS.items()]
    pairs += [(_RECIPIENT, key_id) for key_id in info.recipients]
    pairs += [(label, str(getattr(info, name))) for label, name in _COUNTS.items()]
    pairs += [(_OXUM, f"{payload.size_bytes}.{payload.files}")]
    return "".join(f"{label}: {value}\n" for label, value in pairs).encode("ascii")


def from_bag_info(text: bytes) -> tuple[PackageInfo, Payload]:
    """Return what a package says about itself.

    Raises:
        NewerPackageError: it is of a version that is not known here.
        LimitError: it says that it holds more than a package may.
        DamagedPackageError: not written as `to_bag_info` writes it.
    """
    parted = [line.partition(": ") for line in text.decode("ascii", "replace").split("\n")[:-1]]
    pairs = [(label, value) for label, _, value in parted]
    if (version := dict(pairs).get(_VERSION, "")) != str(VERSION) and re.fullmatch(r"[1-9][0-9]{0,8}", version):
        raise newer(f"version {version}")
    try:
        info, payload = _from_pairs(pairs)
    except (KeyError, ValueError) as error:
        raise damaged(f"bag-info.txt: {error}") from error
    if to_bag_info(info, payload) != text:
        raise damaged("bag-info.txt is not written as ours are")
    check_counts(info, payload)
    return info, payload


def check_counts(info: PackageInfo, payload: Payload) -> None:
    """Hold the limits of a package.

    Raises:
        LimitError: there is more than a package may hold.
    """
    if (
        info.entries > MAX_LINES[ENTRIES]
        or info.words > MAX_LINES[WORDS]
        or info.seals > MAX_LINES[SEALS]
        or payload.files > limits.FILES
        or payload.size_bytes > limits.PACKAGE_BYTES
    ):
        raise too_large(f"{info.entries} entries, {payload.size_bytes} bytes in {payload.files} files")


def _from_pairs(pairs: Sequence[tuple[str, str]]) -> tuple[PackageInfo, Payload]:
    said = dict(pairs)
    size_bytes, _, files = said[_OXUM].partition(".")
    info = PackageInfo(
        package_id=said["Package-Id"],
        kind=cast(Kind, said["Package-Kind"]),
        scope=said["Package-Scope"],
        sender=said["Sender"],
        made_at=said["Made-At"],
        recipients=tuple(value for label, value in pairs if label == _RECIPIENT),
        **{name: int(said[label]) for label, name in _COUNTS.items()},
    )
    return info, Payload(int(size_bytes), int(files))


def _sound(name: str, pattern: re.Pattern[str]) -> str:
    if not pattern.match(name):
        raise ValueError(f"no place in a package: {name!r}")
    return name
