"""Logos as schools send them: large, transparent, for print, in lines, or none at all."""

import io

import pytest
from PIL import Image, ImageDraw

from peerdesk.domain.document import Cover, Figure
from peerdesk.errors import PictureError
from peerdesk.intake.logos import LONGEST_SIDE_PX, logo_of, refuse_drawing
from peerdesk.intake.pictures import read_pixels
from tests.export.report.making import a_document, flaws, pdf_of

GREEN = (20, 90, 60)


def a_file(mode: str, size: tuple[int, int] = (600, 400), kind: str = "PNG", ground: object = "white") -> bytes:
    image = Image.new("RGBA" if mode == "RGBA" else "RGB", size, ground)  # type: ignore[arg-type]
    ImageDraw.Draw(image).rectangle((size[0] // 3, size[1] // 3, size[0] // 2, size[1] // 2), fill=GREEN)
    out = io.BytesIO()
    image.convert(mode).save(out, kind)
    return out.getvalue()


def made(data: bytes) -> Image.Image:
    refuse_drawing(data, "logo")
    return Image.open(io.BytesIO(logo_of(read_pixels(data, "logo"), "logo")))


@pytest.mark.parametrize(
    "data",
    [
        a_file("RGB"),
        a_file("RGBA", ground=(0, 0, 0, 0)),
        a_file("P"),
        a_file("CMYK", kind="JPEG"),
        a_file("L", kind="JPEG"),
        a_file("RGB", (6000, 4000)),
        a_file("RGB", kind="WEBP"),
    ],
    ids=["plain", "transparent", "palette", "for print", "grey", "huge", "webp"],
)
def test_a_logo_is_made_anew_without_the_white_around_it(data: bytes) -> None:
    image = made(data)
    assert (image.format, image.mode) == ("PNG", "RGB")
    assert max(image.size) <= LONGEST_SIDE_PX
    corner, middle = image.getpixel((0, 0)), image.getpixel((image.width // 2, image.height // 2))
    assert isinstance(corner, tuple)
    assert isinstance(middle, tuple)
    assert min(corner) > 235
    assert max(middle) < 140
    assert image.width < 0.35 * 600 or image.width < LONGEST_SIDE_PX
    assert image.info == {}


def test_the_same_file_makes_the_same_logo() -> None:
    data = a_file("RGBA", ground=(0, 0, 0, 0))
    assert logo_of(read_pixels(data, "logo"), "logo") == logo_of(read_pixels(data, "logo"), "logo")


@pytest.mark.parametrize(
    "drawing", [b"<svg xmlns=...>", b"\xef\xbb\xbf <?xml version='1.0'?><svg/>", b"<!DOCTYPE svg>"]
)
def test_a_drawing_in_lines_says_what_to_do(drawing: bytes) -> None:
    with pytest.raises(PictureError) as refused:
        refuse_drawing(drawing, "crest.svg")
    assert "PNG" in refused.value.remedy


def test_white_on_nothing_says_what_to_do() -> None:
    with pytest.raises(PictureError) as refused:
        logo_of(read_pixels(_white(), "white.png"), "white.png")
    assert "white.png" in refused.value.message
    assert "white" in refused.value.remedy


def _white() -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (90, 90), (255, 255, 255, 120)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("size", [(3000, 12), (12, 3000), (1, 1), (900, 900)])
def test_a_logo_of_any_shape_stands_on_the_cover_and_is_named(size: tuple[int, int]) -> None:
    out = io.BytesIO()
    Image.new("RGB", size, GREEN).save(out, "PNG")
    logo = logo_of(read_pixels(out.getvalue(), "logo"), "logo")
    cover = Cover(("The team: Anita",), logo=Figure(logo, "Wrenholt Primary School"))
    assert flaws(pdf_of(a_document(cover))) == []
