"""Pictures from phones and cameras: bytes in, a picture that shows what was seen and says nothing else out."""

import io
import math
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType

import pillow_heif
from PIL import Image, UnidentifiedImageError

from peerdesk.domain.picture_shape import ALL, WHOLE, Box, Shape
from peerdesk.errors import PictureError

pillow_heif.register_heif_opener()

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
MOST_PIXELS = 60_000_000
LONGEST_SIDE_PX = 2_048
THUMBNAIL_PX = 256
COVER = (52, 52, 52)
"""What stands where something was covered: told from black writing, and from an empty page."""

ORIENTATION = 0x0112
TURNS: Mapping[object, Image.Transpose] = MappingProxyType(
    {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
)
"""What brings a picture upright, by Exif's number for how the camera was held."""

BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError, RuntimeError, MemoryError)
"""What Pillow and its decoders raise for files that are damaged or made to harm."""


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A picture as it is kept: made anew from its pixels, so nothing is in it that cannot be seen.

    Attributes:
        media_type: "image/jpeg", whatever came in.
        width: in pixels, as seen upright.
        height: in pixels.
        sha256: of `data`, 64 hex digits.
        thumbnail: the same picture, at most 256 pixels a side, as JPEG.
    """

    media_type: str
    data: bytes
    width: int
    height: int
    sha256: str
    thumbnail: bytes


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture to be looked at on a screen, and never kept.

    Attributes:
        bgrx: four bytes a pixel, row by row.
    """

    width: int
    height: int
    bgrx: bytes


def read_picture(data: bytes, name: str, shape: Shape = WHOLE) -> CleanPicture:
    """Make a picture to keep from a JPEG, PNG, WebP or HEIC file.

    Place, time, camera, comments and hidden parts are gone, it stands upright, and its longer side has at most
    2,048 pixels. What is transparent becomes white. The same bytes give the same picture.

    Args:
        data: the whole file.
        name: what the person calls the file; shown in sentences, never believed.
        shape: what of it is kept. What is covered is painted over before anything else is done with the pixels, so
            that nothing of it is in what comes out; the rest is as sharp as the file has it.

    Raises:
        PictureError: no picture, a damaged one, or one of more than 60 million pixels.
    """
    pixels = _read(name, lambda: _pixels(data, name, shape))
    kept = _to_jpeg(pixels, quality=85)
    width, height = pixels.size
    pixels.thumbnail((THUMBNAIL_PX, THUMBNAIL_PX))
    return CleanPicture("image/jpeg", kept, width, height, sha256(kept).hexdigest(), _to_jpeg(pixels, quality=80))


def read_pixels(data: bytes, name: str) -> Pixels:
    """Make of a file what is looked at before it is kept; raises what `read_picture` raises."""
    pixels = _read(name, lambda: _pixels(data, name, WHOLE))
    return Pixels(*pixels.size, pixels.tobytes("raw", "BGRX"))


def read_thumbnail(data: bytes, name: str) -> bytes:
    """Make of a file a JPEG of at most 256 pixels a side, as quickly as may be; raises what `read_picture` raises."""
    return _to_jpeg(_read(name, lambda: _pixels(data, name, WHOLE, THUMBNAIL_PX)), quality=80)


def _read(name: str, read: Callable[[], Image.Image]) -> Image.Image:
    """Return what is read of a file, or say in a sentence why it cannot be."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is odd but can be read is read
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return read()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name) from error
    except UnidentifiedImageError as error:
        raise PictureError(
            f"“{name}” is no picture that PeerDesk can read.", "Choose a JPEG, PNG, WebP or HEIC file."
        ) from error
    except BROKEN as error:
        raise PictureError(
            f"The picture “{name}” is damaged or was cut short.",
            "Copy it from the phone or camera once more.",
            detail=repr(error),
        ) from error


def _pixels(data: bytes, name: str, shape: Shape, longest_px: int = LONGEST_SIDE_PX) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:  # known from the head of the file, before anything is unpacked
            raise _too_large(name)
        if shape == WHOLE:
            image.thumbnail((longest_px, longest_px))
        turn = TURNS.get(_orientation(image))
        flat = _flat(image)
    upright = flat.transpose(turn) if turn is not None else flat
    shaped = upright if shape == WHOLE else _shaped(upright, shape, longest_px)
    return Image.frombytes("RGB", shaped.size, shaped.tobytes())


def _shaped(image: Image.Image, shape: Shape, longest_px: int) -> Image.Image:
    """Return a picture with its covers, cut to its crop, and only then made smaller."""
    for one in shape.covers:
        image.paste(COVER, _in_pixels(one, image.size))
    if shape.crop != ALL:
        image = image.crop(_in_pixels(shape.crop, image.size))
    image.thumbnail((longest_px, longest_px))
    return image


def _in_pixels(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return a box in pixels, whole ones: a pixel that it touches is inside."""
    width, height = size
    left, top = min(math.floor(box.left * width), width - 1), min(math.floor(box.top * height), height - 1)
    return left, top, max(math.ceil(box.right * width), left + 1), max(math.ceil(box.bottom * height), top + 1)


def _orientation(image: Image.Image) -> object:
    """Return what the camera says about up and down, None if that part of the file cannot be read."""
    try:
        return image.getexif().get(ORIENTATION)
    except BROKEN:
        return None


def _flat(image: Image.Image) -> Image.Image:
    """Return the picture in eight-bit colour on white."""
    if image.mode.startswith("I"):  # sixteen bits of grey; a plain conversion would cut all but the darkest to white
        return image.point(lambda grey: grey * (1 / 256)).convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(paper, seen).convert("RGB")


def _to_jpeg(image: Image.Image, quality: int) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=quality, optimize=True)
    return target.getvalue()


def _too_large(name: str) -> PictureError:
    return PictureError(
        f"The picture “{name}” has more than 60 million pixels.", "Make it smaller first, or take a new one."
    )
