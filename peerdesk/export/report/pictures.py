"""Pictures: what they show is said in words too."""

from io import BytesIO
from typing import cast

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader
from reportlab.platypus.flowables import Flowable

from peerdesk.errors import ReportPictureError
from peerdesk.export.report.canvas import TaggedCanvas
from peerdesk.export.report.tagging import Element

_HIGHEST = 330.0  # points
_LOGO_HIGH, _LOGO_WIDE = 84.0, 0.5  # points; share of the column
_RESOLUTION = 110  # pixels to an inch at which a picture that is not too wide is shown


class FigureFlow(Flowable):
    """A picture, as wide as it is sharp, never wider than the column."""

    def __init__(self, picture: bytes, figure: Element) -> None:
        """Take PNG or JPEG bytes.

        Raises:
            ReportPictureError: they are neither.
        """
        super().__init__()
        self._picture, self._element = _opened(picture), figure
        self.spaceBefore, self.spaceAfter = 8, 6

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's names
        """Return the size."""
        wide, high = self._picture.getSize()
        scale = min(aW / wide, _HIGHEST / high, 72 / _RESOLUTION)
        self.width, self.height = wide * scale, high * scale
        return self.width, self.height

    def draw(self) -> None:
        """Draw the picture and say where it lies."""
        canvas = cast(TaggedCanvas, self.canv)
        left, low = canvas.absolutePosition(0, 0)
        box = f"{left:.2f} {low:.2f} {left + self.width:.2f} {low + self.height:.2f}"
        self._element.attributes = f"<< /O /Layout /Placement /Block /BBox [{box}] >>"
        with canvas.tagged(self._element):
            canvas.drawImage(self._picture, 0, 0, self.width, self.height)


class LogoFlow(FigureFlow):
    """A school's logo: no larger than a letterhead's."""

    def __init__(self, picture: bytes, figure: Element, highest: float) -> None:
        """Take PNG or JPEG bytes, and how high the logo may be in points.

        Raises:
            ReportPictureError: they are neither.
        """
        super().__init__(picture, figure)
        self._highest = min(highest, _LOGO_HIGH)
        self.spaceBefore = self.spaceAfter = 0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - ReportLab's names
        """Return the size."""
        wide, high = self._picture.getSize()
        scale = min(aW * _LOGO_WIDE / wide, self._highest / high)
        self.width, self.height = wide * scale, high * scale
        return self.width, self.height


def _opened(picture: bytes) -> ImageReader:
    try:
        image = Image.open(BytesIO(picture))
        image.load()
    except (UnidentifiedImageError, OSError, ValueError) as error:
        raise ReportPictureError(
            "A picture in the report cannot be read.",
            "Take the picture out of the report, or add it again from the original.",
            detail=str(error),
        ) from error
    if image.format == "JPEG" and image.mode in ("RGB", "L"):
        return ImageReader(BytesIO(picture))
    ground = Image.new("RGB", image.size, "white")
    seen = image.convert("RGBA")
    ground.paste(seen, mask=seen.getchannel("A"))
    return ImageReader(ground)
