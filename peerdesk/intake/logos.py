"""A school's logo: pixels of a file in, a picture for the cover of a report out, made anew."""

import io

from PIL import Image, ImageChops

from peerdesk.errors import PictureError
from peerdesk.intake.pictures import Pixels

LONGEST_SIDE_PX = 900
"""Enough for the cover at 300 dots an inch."""
_PALEST = 12  # of 255: what is no darker than this on white paper is not seen
_MARGIN_PX = 10
_SVG = (b"<svg", b"<?xml", b"<!doctype svg")


def refuse_drawing(data: bytes, name: str) -> None:
    """Say what to do with a drawing in lines (SVG), which no picture worker opens.

    Raises:
        PictureError: it is one.
    """
    if data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_SVG):
        raise PictureError(
            f"“{name}” is a drawing and no picture.", "Save it as a PNG first; a school's website often has one, too."
        )


def logo_of(pixels: Pixels, name: str) -> bytes:
    """Return a logo as PNG: without the white around it, at most 900 pixels a side. The same pixels, the same bytes.

    Args:
        pixels: as a picture worker looks at a file: upright, in colour, on white.
        name: what the person calls the file; shown in sentences.

    Raises:
        PictureError: on white paper there is nothing to be seen of it.
    """
    image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.bgrx, "raw", "BGRX")
    darker = ImageChops.invert(image).convert("L").point(lambda shade: 255 if shade > _PALEST else 0)
    seen = darker.getbbox()
    if seen is None:
        raise PictureError(
            f"On white paper nothing of “{name}” is seen.", "Choose the school's logo as it is printed on white."
        )
    left, top, right, low = seen
    kept = image.crop(
        (
            max(left - _MARGIN_PX, 0),
            max(top - _MARGIN_PX, 0),
            min(right + _MARGIN_PX, image.width),
            min(low + _MARGIN_PX, image.height),
        )
    )
    kept.thumbnail((LONGEST_SIDE_PX, LONGEST_SIDE_PX))
    out = io.BytesIO()
    Image.frombytes("RGB", kept.size, kept.tobytes()).save(out, "PNG", optimize=True)
    return out.getvalue()
