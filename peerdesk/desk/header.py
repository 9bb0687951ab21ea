"""The small file beside a desk's: which desk it is, and what recovery words open. It may be read by anybody."""

import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from peerdesk.errors import PeerDeskError
from peerdesk.files import write_whole
from peerdesk.keys.recovery import Box, Boxes

FILE, HEADER = "desk.db", "desk.json"
FORMAT = 1


class DamagedDeskError(PeerDeskError):
    """The file of the desk is gone, or its header is not what it was."""


@dataclass(frozen=True)
class Next:
    """What will hold once the file has another key; written down before the file gets it.

    Attributes:
        box: of the same recovery words; None if there are none.
        locked: the key before, closed by the next one.
    """

    box: Box | None
    locked: str


@dataclass(frozen=True)
class Header:
    """What stands beside a desk's file.

    Attributes:
        desk_id: 32 hex digits; names the desk's key in a vault.
        boxes: of recovery words.
        earlier: keys that the desk had before, each closed by the one after it, the oldest first.
        next: only while the file's key is changed.
    """

    desk_id: str
    boxes: Boxes = field(default_factory=Boxes)
    earlier: tuple[str, ...] = ()
    next: Next | None = None

    @property
    def next_id(self) -> str:
        """Under which name a vault keeps the next key."""
        return f"{self.desk_id}-next"

    def taken(self) -> "Header":
        """Return the header once the next key is the file's: what was written down for it holds."""
        if self.next is None:
            return self
        return replace(self, boxes=Boxes(self.next.box), earlier=(*self.earlier, self.next.locked), next=None)

    def dropped(self) -> "Header":
        """Return the header where the file kept the key that it had."""
        return replace(self, next=None)


def is_here(folder: Path) -> bool:
    """Say whether a folder holds a desk."""
    return (folder / HEADER).is_file()


def read_header(folder: Path) -> Header:
    """Return the header of a desk.

    Raises:
        DamagedDeskError: the desk's file is gone or empty, or this is no header.
    """
    try:
        size_bytes = (folder / FILE).stat().st_size
    except OSError as error:
        raise _damaged(str(error)) from error
    if not size_bytes:  # to the database an empty file is a new one
        raise _damaged("an empty file")
    return read_header_of(folder / HEADER)


def read_header_of(path: Path) -> Header:
    """Return the header in a file of its own, whatever has become of the desk's file.

    Raises:
        DamagedDeskError: this is no header.
    """
    try:
        header = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(str(error)) from error
    if not (isinstance(header, dict) and re.fullmatch("[0-9a-f]{32}", str(header.get("desk_id")))):
        raise _damaged("no id in the header")
    earlier = header.get("earlier")
    return Header(
        str(header["desk_id"]),
        Boxes.from_value(header.get("recovery")),
        tuple(map(str, earlier)) if isinstance(earlier, list) else (),
        _to_next(header.get("next")),
    )


def write_header(folder: Path, header: Header) -> None:
    """Write the header, whole or not at all; when this returns it is on disk.

    Raises:
        FileNotWrittenError: the folder cannot be written, or the disk is full; the old one stands.
    """
    said: dict[str, object] = {"desk_id": header.desk_id, "format": FORMAT}
    if boxes := header.boxes.to_value():
        said["recovery"] = boxes
    if header.earlier:
        said["earlier"] = list(header.earlier)
    if header.next is not None:
        box = header.next.box
        said["next"] = {"box": box.to_value() if box else None, "locked": header.next.locked}
    write_whole(folder / HEADER, json.dumps(said).encode() + b"\n")
    if os.name == "posix":
        with suppress(OSError):  # a share that does not know this has written the content all the same
            _to_disk(folder)


def _to_disk(folder: Path) -> None:
    """Let a folder's names be on disk, as its files are."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _to_next(value: object) -> Next | None:
    match value:
        case {"box": box, "locked": str(locked)}:
            return Next(Box.from_value(box), locked)
    return None


def _damaged(detail: str) -> DamagedDeskError:
    return DamagedDeskError(
        "The file with your notes is gone or damaged.",
        "Put your latest copy in its place: it is in the folder “copies”.",
        detail=detail,
    )
