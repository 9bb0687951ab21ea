"""A small review with real keys, and packages of it: sound ones, and ones that were built by hand to be refused."""

import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from peerdesk.domain import canonical, entries, seals
from peerdesk.export.package import Contents, OpenedPackage, PackageInfo, open_package, write_package
from peerdesk.keys import signing
from peerdesk.keys.badge import make_badge
from peerdesk.keys.signing import PrivateKey

TOM, LEAD, STRANGER = (PrivateKey.from_seed(bytes([number]) * 32) for number in (1, 2, 3))
MADE_AT = "2026-11-12T15:02:11Z"
PICTURES = {hashlib.sha256(data).hexdigest(): data for data in (b"\xff\xd8\xff one", b"\x89PNG two" * 500)}
LINES = ("entries", "words", "seals", "badges")


@dataclass(frozen=True)
class Bench:
    """One sender, what they give, and the ways to write and open it."""

    folder: Path
    info: PackageInfo
    contents: Contents
    tom: PrivateKey = TOM
    lead: PrivateKey = LEAD
    stranger: PrivateKey = STRANGER
    pictures: Mapping[str, bytes] = field(default_factory=lambda: PICTURES)

    def write(self, *to: PrivateKey, name: str = "tom.peerdesk", **changes: Any) -> Path:
        """Write a package for these people, or open for everybody."""
        out = self.folder / name
        given: dict[str, Any] = {"info": self.info, "contents": self.contents, "sign": self.sign} | changes
        write_package(out, recipients=[key.public.line() for key in to], **given)
        return out

    def sign(self, message: bytes) -> str:
        return self.tom.sign(signing.PACKAGE, message)

    def open(self, path: Path, key: PrivateKey | None = None, **more: Any) -> OpenedPackage:
        return open_package(path, verify, key.openssh_pem() if key else None, **more)

    def hold(self, data: bytes, name: str = "given.peerdesk") -> Path:
        """Put bytes into a file."""
        path = self.folder / name
        path.write_bytes(data)
        return path


def verify(signature: str, message: bytes) -> str:
    return signing.verify(signature, signing.PACKAGE, message).key_id


def small_review() -> dict[str, list[bytes]]:
    """Make Tom's note in a review that he founded: lines by their sort."""
    author = TOM.public.key_id
    found = entries.write_statement(
        scope=None,
        kind="found",
        says={"what": "review", "rules": 1, "above": [], "nonce": "00" * 16},
        author=author,
        written_at=MADE_AT,
    )
    said = {
        "text": entries.Words("11" * 16, "Two pupils explained the rule in their own words."),
        "sign": entries.Words("22" * 16, "yes"),
    }
    note = entries.write_revision(
        scope=found.entry_id, kind="note", record=None, fields=said, parents=(), author=author, written_at=MADE_AT
    )
    seal = seals.write_seal(found.entry_id, author, None, MADE_AT, [found.entry_id, note.entry_id])
    signature = TOM.sign(signing.SEAL, seal.line)
    words = [{"entry": note.entry_id, "field": name, "words": [one.salt, one.value]} for name, one in said.items()]
    return {
        "entries": [found.line, note.line],
        "words": [canonical.to_bytes(one) for one in words],
        "seals": [canonical.to_bytes({"seal": canonical.from_bytes(seal.line), "signature": signature})],
        "badges": [make_badge(key, name, "2026-11-01").to_bytes() for key, name in ((TOM, "Tom"), (LEAD, "Anita"))],
    }


def says(package: OpenedPackage) -> list[object]:
    """Return all that a package gives."""
    lines = [list(getattr(package, name)()) for name in LINES]
    documents = {name: package.document(name) for name in package.document_names}
    return [package.info, package.sender, package.sender_badge, lines, dict(package.attachments()), documents]


@dataclass
class Bag:
    """A bag in the hand: change what you like, then sign it, so that only what you changed is wrong."""

    files: dict[str, bytes]
    tom: PrivateKey = TOM

    def put(self, name: str, data: bytes) -> None:
        """Add or change a payload file, and say so in the manifest."""
        self.files[name] = data
        self.list_payload()

    def list_payload(self) -> None:
        payload = {name: data for name, data in self.files.items() if name.startswith("data/")}
        self.files["manifest-sha256.txt"] = manifest(payload)
        oxum = f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}"
        self.say("Payload-Oxum", oxum.partition(": ")[2])

    def say(self, label: str, value: str) -> None:
        """Change what bag-info.txt says."""
        old = self.files["bag-info.txt"].decode().splitlines()
        new = [f"{label}: {value}" if line.startswith(label + ": ") else line for line in old]
        self.files["bag-info.txt"] = "".join(line + "\n" for line in new).encode()

    def sign(self, by: PrivateKey | None = None) -> None:
        """List the tag files again and sign the list."""
        names = [name for name in self.files if not name.startswith(("data/", "tagmanifest"))]
        signed = manifest({name: self.files[name] for name in names})
        self.files["tagmanifest-sha256.txt"] = signed
        signature = (by or self.tom).sign(signing.PACKAGE, signed)
        self.files["tagmanifest-sha256.txt.sig"] = signature.encode()

    def zipped(self, into: Path, order: Iterable[str] | None = None) -> Path:
        """Write it with the standard library, not with what is tested."""
        with zipfile.ZipFile(into, "w") as archive:
            for name in order or self.files:
                put(archive, name, self.files[name])
        return into


def put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    member = zipfile.ZipInfo(name)
    member.create_system = 3
    member.compress_type = zipfile.ZIP_DEFLATED if name.endswith(".jsonl") else zipfile.ZIP_STORED
    archive.writestr(member, data)


def manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()).encode()
