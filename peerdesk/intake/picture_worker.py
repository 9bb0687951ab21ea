"""Pictures are read in a process of their own: a file made to harm ends that process, and nothing else.

The process may neither write files nor take much memory or time. What comes back are plain bytes, never objects.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from multiprocessing.connection import Connection
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from peerdesk.domain.picture_shape import WHOLE, Shape, to_shape
from peerdesk.errors import PictureError
from peerdesk.intake.worker_process import WorkerProcess, bound, say_ready

if TYPE_CHECKING:  # Pillow is loaded with the first picture: a start does not wait for it
    from peerdesk.intake.pictures import CleanPicture, Pixels

T = TypeVar("T")

TIME_LIMIT_S = 30.0
MEMORY_LIMIT_BYTES = 2 * 1024**3
LARGEST_FILE_BYTES = 64 * 1024**2
"""No camera of a phone writes more; it bounds what is copied from process to process."""

_LARGEST_KEPT_BYTES = 32 * 1024**2


class PictureWorker:
    """Reads pictures in another process, which is started with the first and stays for the next."""

    def __init__(self, time_limit_s: float = TIME_LIMIT_S, memory_limit_bytes: int = MEMORY_LIMIT_BYTES) -> None:
        """Start nothing yet.

        Args:
            time_limit_s: for one picture, the start of the process not counted.
            memory_limit_bytes: of address space, where the system can bound it (Linux; not Windows).
        """
        self._time_limit_s, self._lock = time_limit_s, Lock()
        self._process = WorkerProcess("pictures", _serve, memory_limit_bytes)

    def read(self, data: bytes, name: str, shape: Shape = WHOLE) -> "CleanPicture":
        """Make a picture to keep, as `pictures.read_picture` does.

        Raises:
            PictureError: what that raises; or the file is too large, took too long, or ended the process.
        """
        from peerdesk.intake.pictures import CleanPicture

        def take(head: Mapping[str, Any], pipe: Connection) -> CleanPicture:
            kept, thumbnail = pipe.recv_bytes(_LARGEST_KEPT_BYTES), pipe.recv_bytes(_LARGEST_KEPT_BYTES)
            width, height = int(head["width"]), int(head["height"])
            return CleanPicture("image/jpeg", kept, width, height, sha256(kept).hexdigest(), thumbnail)

        return self._try({"want": "picture", "shape": shape.to_lists()}, data, name, take)

    def look(self, data: bytes, name: str) -> "Pixels":
        """Return what is to be looked at before it is kept, as `pictures.read_pixels` does; raises what `read` does."""
        from peerdesk.intake.pictures import Pixels

        def take(head: Mapping[str, Any], pipe: Connection) -> Pixels:
            pixels = Pixels(int(head["width"]), int(head["height"]), pipe.recv_bytes(_LARGEST_KEPT_BYTES))
            if len(pixels.bgrx) != 4 * pixels.width * pixels.height:
                raise ValueError("not as many pixels as was said")
            return pixels

        return self._try({"want": "pixels"}, data, name, take)

    def glance(self, data: bytes, name: str) -> bytes:
        """Return a small JPEG, as `pictures.read_thumbnail` does; raises what `read` does."""
        return self._try({"want": "thumbnail"}, data, name, lambda _, pipe: pipe.recv_bytes(_LARGEST_KEPT_BYTES))

    def close(self) -> None:
        """End the process, if there is one; the next picture starts another."""
        with self._lock:
            self._process.stop()

    def _try(
        self, wish: Mapping[str, Any], data: bytes, name: str, take: Callable[[Mapping[str, Any], Connection], T]
    ) -> T:
        """Ask for something of a file and return it, or say in a sentence why there is none."""
        if len(data) > LARGEST_FILE_BYTES:
            raise PictureError(
                f"The picture “{name}” is larger than 64 MB.", "Make it smaller first, or take a new one."
            )
        with self._lock:
            try:
                return self._ask({**wish, "name": name}, data, take)
            except PictureError:
                raise
            except (EOFError, OSError, ValueError, TypeError, LookupError) as error:
                self._process.stop()
                raise PictureError(
                    f"The picture “{name}” cannot be read.",
                    "Make it smaller first, or save it as a JPEG, then try again.",
                    detail=repr(error),
                ) from error
            except BaseException:  # whoever stops waiting leaves an answer behind that is not for the next picture
                self._process.stop()
                raise

    def _ask(self, wish: Mapping[str, Any], data: bytes, take: Callable[[Mapping[str, Any], Connection], T]) -> T:
        if self._process.has_ended:
            self._process.stop()
        pipe = self._process.started()
        pipe.send_bytes(json.dumps(wish).encode())
        pipe.send_bytes(data)
        if not pipe.poll(self._time_limit_s):
            raise TimeoutError
        head = json.loads(pipe.recv_bytes(64 * 1024))
        if "message" in head:
            raise PictureError(str(head["message"]), str(head["remedy"]), detail=str(head["detail"]))
        return take(head, pipe)


def _serve(pipe: Connection, memory_limit_bytes: int) -> None:
    """Read pictures until nobody asks any more."""
    from peerdesk.intake import pictures  # loaded before memory is bounded

    bound(memory_limit_bytes)
    reads = {"picture": _picture, "pixels": _pixels, "thumbnail": _thumbnail}
    with suppress(EOFError, OSError):
        say_ready(pipe)
        while True:
            wish, data = json.loads(pipe.recv_bytes()), pipe.recv_bytes()
            try:
                parts = reads[wish["want"]](pictures, data, wish)
            except PictureError as error:
                said = {"message": error.message, "remedy": error.remedy, "detail": error.detail[:1000]}
                parts = [json.dumps(said).encode()]
            for part in parts:
                pipe.send_bytes(part)


def _picture(reader: ModuleType, data: bytes, wish: Mapping[str, Any]) -> Sequence[bytes]:
    made: CleanPicture = reader.read_picture(data, wish["name"], to_shape(wish["shape"]))
    return [json.dumps({"width": made.width, "height": made.height}).encode(), made.data, made.thumbnail]


def _pixels(reader: ModuleType, data: bytes, wish: Mapping[str, Any]) -> Sequence[bytes]:
    made: Pixels = reader.read_pixels(data, wish["name"])
    return [json.dumps({"width": made.width, "height": made.height}).encode(), made.bgrx]


def _thumbnail(reader: ModuleType, data: bytes, wish: Mapping[str, Any]) -> Sequence[bytes]:
    return [b"{}", reader.read_thumbnail(data, wish["name"])]
