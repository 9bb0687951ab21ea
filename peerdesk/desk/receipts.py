"""A receipt: the word of whoever brought something in that it has arrived (PROTOCOL 11.4)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from peerdesk.desk.bringing_in import BroughtIn
from peerdesk.domain.canonical import MalformedError, Value, from_bytes, to_bytes
from peerdesk.domain.grammar import is_id, is_time
from peerdesk.errors import BadSignatureError, PeerDeskError
from peerdesk.export.package.reader import OpenedPackage
from peerdesk.keys.signing import RECEIPT, PrivateKey, verify
from peerdesk.storage.passages import Passage

SUFFIX = ".arrived"
MAX_BYTES = 16 * 1024


class ReceiptError(PeerDeskError):
    """A file that is no receipt, or was changed after it was signed."""


@dataclass(frozen=True)
class Receipt:
    """What arrived where and when.

    Attributes:
        by: name of the key of whoever brought it in.
        at: `YYYY-MM-DDTHH:MM:SSZ`, by that laptop's clock.
        entries: how many entries were in it.
        new: how many of them were new there.
    """

    package_id: str
    by: str
    at: str
    entries: int
    new: int
    signature: str

    def to_bytes(self) -> bytes:
        """Return the text of a receipt file."""
        return to_bytes({"receipt": self.says(), "signature": self.signature})

    def says(self) -> dict[str, Value]:
        """Return what is signed."""
        return _says(self.package_id, self.by, self.at, self.entries, self.new)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return the receipt of a file whose signature fits.

        Raises:
            ReceiptError: it is none, or was changed.
        """
        try:
            receipt = cls._from_value(from_bytes(data))
            signer = verify(receipt.signature, RECEIPT, to_bytes(receipt.says()))
        except (MalformedError, BadSignatureError) as error:
            raise _no_receipt(error.detail) from error
        if signer.key_id != receipt.by:
            raise _no_receipt("signed by another key")
        return receipt

    @classmethod
    def _from_value(cls, value: Value) -> Self:
        match value:
            case {
                "receipt": {
                    "package": str(package_id),
                    "by": str(by),
                    "at": str(at),
                    "counts": {"entries": int(entries), "new": int(new)},
                },
                "signature": str(signature),
            } if is_id(by) and is_time(at):
                return cls(package_id, by, at, entries, new, signature)
        raise _no_receipt("not the parts of a receipt")


def make_receipt(private: PrivateKey, package: OpenedPackage, new: int, at: str) -> Receipt:
    """Sign that a package was brought in."""
    info, by = package.info, private.public.key_id
    says = _says(info.package_id, by, at, info.entries, new)
    return Receipt(info.package_id, by, at, info.entries, new, private.sign(RECEIPT, to_bytes(says)))


def read_receipt(path: Path) -> Receipt:
    """Return the receipt of a file.

    Raises:
        ReceiptError: it is none, was changed, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _no_receipt(str(error)) from error
    return Receipt.from_bytes(data)


def _says(package_id: str, by: str, at: str, entries: int, new: int) -> dict[str, Value]:
    counts: dict[str, Value] = {"entries": entries, "new": new}
    return {"t": "receipt", "v": 1, "package": package_id, "by": by, "at": at, "counts": counts}


def _no_receipt(detail: str) -> ReceiptError:
    return ReceiptError(
        "This is no word of arrival that PeerDesk knows.", "Ask your colleague for a new one.", detail=detail
    )


def passage_in(package: OpenedPackage, brought: BroughtIn, receipt: Receipt) -> Passage:
    """Return what this laptop notes of something that was brought in."""
    return Passage(
        package.info.package_id,
        package.info.scope,
        "in",
        package.info.kind,
        package.sender,
        receipt.at,
        package.manifest_hash,
        {"new": brought.new_in_all, "same": brought.same, **{f"new {kind}": n for kind, n in brought.new.items()}},
        receipt.to_bytes().decode(),
    )
