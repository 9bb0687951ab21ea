"""Pictures before they are kept, and what they show: looked at in memory, nothing of them in the file."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from peerdesk.desk.acting import Acting
from peerdesk.desk.changes import Changes
from peerdesk.domain.evidence import Picture
from peerdesk.domain.photographs import allowed_at, said_of_pictures
from peerdesk.domain.review import Review
from peerdesk.errors import PictureError
from peerdesk.intake.picture_worker import LARGEST_FILE_BYTES
from peerdesk.storage.reading import read_all
from peerdesk.storage.standing import rights_in

if TYPE_CHECKING:  # Pillow is loaded with the first picture: a start does not wait for it
    from peerdesk.intake.pictures import Pixels

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif")
MOST_LISTED = 2_000
_DEEPEST = 3  # folders below the one that was chosen; phones use two
CAMERA = "DCIM"
"""The folder in which every camera and phone keeps its pictures (JEITA CP-3461)."""


class Reads(Protocol):
    """What reads pictures in a process of its own (`intake.picture_worker.PictureWorker`)."""

    def look(self, data: bytes, name: str) -> "Pixels":
        """Return the pixels, upright."""

    def glance(self, data: bytes, name: str) -> bytes:
        """Return a small JPEG."""


@dataclass(frozen=True)
class Agreed:
    """What the school said of pictures.

    Attributes:
        said: a sentence and the reason.
        asks: nothing may be photographed as far as anybody said, so one more act is asked for.
    """

    said: str
    asks: bool


@dataclass(frozen=True)
class Listed:
    """A picture as a folder lists it; it was not opened.

    Attributes:
        taken_at: seconds since 1970, as the file says.
    """

    path: Path
    taken_at: float
    size_bytes: int


class Pictures:
    """Looks at pictures, at what was agreed of them, and at what they show."""

    def __init__(self, acting: Acting, worker: Reads) -> None:
        """Serve one desk; `worker` reads the files."""
        self._acting, self._worker = acting, worker

    def agreed(self, scope: str) -> Agreed:
        """Return what the school lets us photograph, to be read before a picture is kept."""
        with self._acting.look() as session:
            reviews = read_all(session, Review, scope)
        if not reviews:
            return Agreed("", asks=False)
        return Agreed(said_of_pictures(reviews[0]), asks=allowed_at(reviews[0]) == "nothing")

    def look(self, content: bytes, name: str) -> "Pixels":
        """Return a picture's pixels, at most 2,048 a side.

        Raises:
            PictureError: it is no picture, is damaged, or is too large.
        """
        return self._worker.look(content, name)

    def glance(self, path: Path) -> bytes:
        """Return a file as a JPEG of at most 256 pixels a side, made in memory.

        Raises:
            PictureError: it cannot be read, or what `look` raises.
        """
        return self._worker.glance(read_file(path), path.name)

    def describe(self, shown: Picture, alt: str) -> Changes:
        """Say what a picture shows; the words stay in its history."""
        with self._acting.act("say what a picture shows") as act:
            act.change(shown, alt=alt)
        return act.changes

    def undescribed(self, scope: str) -> list[Picture]:
        """Return the pictures of a review of which nobody has said what they show."""
        with self._acting.look() as session:
            return [one for one in read_all(session, Picture, scope) if not one.alt.strip()]

    def mine_to_describe(self, scope: str) -> Callable[[Picture], bool]:
        """Return what says whether this desk's person may say what a picture shows: their own, or as the lead any."""
        me = self._acting.identity.key_id
        with self._acting.look() as session:
            rights = rights_in(session, scope)
        leads = rights is not None and rights.role_of(me) == "lead"
        return lambda picture: leads or picture.author == me


def read_file(path: Path) -> bytes:
    """Return a file's bytes; of one that is too large, no more than shows it.

    Raises:
        PictureError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE_BYTES + 1)
    except OSError as error:
        raise PictureError(
            f"“{path.name}” cannot be read.", "Check that it is still there, then try again.", detail=str(error)
        ) from error


def camera_folders(places: Iterable[Path]) -> list[Path]:
    """Return the camera folders of phones and cards that are here.

    Args:
        places: where something may be plugged in; on Linux a phone lies one folder deeper than a card.
    """
    return [folder for place in places for folder in _cameras_in(place)]


def list_pictures(folder: Path, step: Callable[[int], object] = lambda _: None) -> list[Listed]:
    """Return the pictures of a folder and of those in it, the newest first. None of them is opened.

    Args:
        folder: of a phone, a card, or any other.
        step: told now and then how many there are; what it raises ends the looking.
    """
    found: list[Listed] = []
    for path in _names(folder, _DEEPEST):
        try:
            facts = path.stat()
        except OSError:  # it went away meanwhile
            continue
        found.append(Listed(path, facts.st_mtime, facts.st_size))
        step(len(found))
    return sorted(found, key=lambda one: (-one.taken_at, one.path.name))[:MOST_LISTED]


def _names(folder: Path, deeper: int) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.name.lower().endswith(ENDINGS):
                    yield Path(entry.path)
                elif deeper and entry.is_dir(follow_symlinks=False):
                    yield from _names(Path(entry.path), deeper - 1)
    except OSError:  # not there any more, or nobody may look
        return


def _cameras_in(place: Path) -> list[Path]:
    try:
        wanted = [place / CAMERA, *(one / CAMERA for one in sorted(place.iterdir()))]
        return [one for one in wanted if one.is_dir()]
    except OSError:
        return []
