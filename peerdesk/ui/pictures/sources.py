"""Where pictures come from: files, what was copied, what is dropped. Each is read in a job."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from peerdesk.desk.pictures import ENDINGS, read_file


@dataclass(frozen=True)
class Source:
    """One picture that somebody gave.

    Attributes:
        name: as it is called in sentences.
        read: returns a file's bytes; called in a job, raises PictureError.
    """

    name: str
    read: Callable[[], bytes]


def from_files(paths: Iterable[Path]) -> list[Source]:
    """Return sources of files, not opened yet."""
    return [Source(path.name, partial(read_file, path)) for path in paths]


def has_pictures(given: QMimeData) -> bool:
    """Say whether something that was copied or is dropped holds pictures."""
    return given.hasImage() or bool(_files(given))


def from_given(given: QMimeData, name: str) -> list[Source]:
    """Return the pictures of what was copied or dropped: its files, or else the one that it holds itself."""
    files = _files(given)
    if files:
        return from_files(files)
    image = given.imageData() if given.hasImage() else None
    return [Source(name, partial(to_bytes, image))] if isinstance(image, QImage) and not image.isNull() else []


def to_bytes(image: QImage) -> bytes:
    """Return a picture as the bytes of a file. Takes seconds if it is large, so it is called in a job."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _files(given: QMimeData) -> list[Path]:
    here = [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()]
    return [path for path in here if path.suffix.lower() in ENDINGS]
