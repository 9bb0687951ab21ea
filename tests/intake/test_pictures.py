"""Pictures: made here by Pillow, with all that phones put into them."""

import io
import struct
import zlib
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps, PngImagePlugin

from peerdesk.domain.picture_shape import Box, Shape
from peerdesk.errors import PictureError
from peerdesk.intake.pictures import read_picture, read_pixels, read_thumbnail

RED, BLUE = (200, 30, 30), (30, 30, 200)


def two_halves(width: int = 120, height: int = 80) -> Image.Image:
    """Red above, blue below."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (0, height // 2, width, height))
    return image


def to_file(image: Image.Image, kind: str, **options: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def phone_exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0110] = "SecretPhone 9"
    exif[0x0112] = orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 46.0, 12.0), 3: "E", 4: (0.0, 55.0, 1.0)})
    return exif


def is_near(image: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    seen = image.convert("RGB").getpixel(at)
    assert isinstance(seen, tuple)
    return all(abs(one - other) < 40 for one, other in zip(seen, colour, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_each_kind_comes_out_as_the_same_picture(kind: str) -> None:
    picture = read_picture(to_file(two_halves(), kind), "IMG_1.any")
    seen = Image.open(io.BytesIO(picture.data))
    assert (seen.format, seen.size, picture.media_type) == ("JPEG", (120, 80), "image/jpeg")
    assert (picture.width, picture.height) == (120, 80)
    assert is_near(seen, (60, 10), RED)
    assert is_near(seen, (60, 70), BLUE)
    assert picture.sha256 == sha256(picture.data).hexdigest()
    assert picture == read_picture(to_file(two_halves(), kind), "other name")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_where_when_and_with_what_it_was_taken_is_gone(kind: str) -> None:
    data = to_file(two_halves(), kind, exif=phone_exif())
    assert b"SecretPhone" in data
    picture = read_picture(data, "IMG_1")
    for part in (picture.data, picture.thumbnail):
        assert b"SecretPhone" not in part
        assert b"Exif" not in part
        assert not Image.open(io.BytesIO(part)).getexif()


def test_comments_profiles_and_what_hangs_on_at_the_end_are_gone() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Somebody")
    info.add_itxt("Place", "Wrenholt")
    png = to_file(two_halves(), "PNG", pnginfo=info, icc_profile=b"a profile") + b"appended"
    jpeg = to_file(two_halves(), "JPEG", comment=b"Somebody", xmp=b"<x>Wrenholt</x>") + b"appended"
    for data in (png, jpeg):
        picture = read_picture(data, "a")
        assert not any(word in picture.data for word in (b"Somebody", b"Wrenholt", b"profile", b"appended"))


def test_second_pictures_in_a_phones_file_are_left_behind() -> None:
    data = to_file(two_halves(), "MPO", save_all=True, append_images=[Image.new("RGB", (60, 40), "white")])
    picture = read_picture(data, "a.jpg")
    assert (picture.width, picture.height) == (120, 80)
    assert len(picture.data) < len(data)
    assert b"MPF" not in picture.data


def test_a_phone_held_upright_gives_an_upright_picture() -> None:
    picture = read_picture(to_file(two_halves(), "JPEG", exif=phone_exif(orientation=6), quality=95), "IMG_6.jpg")
    seen = Image.open(io.BytesIO(picture.data))
    assert seen.size == (picture.width, picture.height) == (80, 120)
    assert is_near(seen, (70, 60), RED)  # what was above is now at the right
    assert is_near(seen, (10, 60), BLUE)


def test_a_camera_that_writes_nonsense_still_gives_a_picture() -> None:
    sound = phone_exif(6).tobytes()
    nonsense = sound.replace(b"\x01\x12\x00\x03\x00\x00\x00\x01", b"\x01\x12\x00\x02\x7f\xff\xff\xff")
    assert nonsense != sound
    picture = read_picture(to_file(two_halves(), "WEBP", exif=nonsense), "a.webp")
    assert (picture.width, picture.height) == (120, 80)


@pytest.mark.parametrize("orientation", range(10))
def test_however_the_camera_was_held(orientation: int) -> None:
    corners = Image.new("RGB", (64, 32), "white")
    corners.paste(RED, (0, 0, 32, 16))
    corners.paste(BLUE, (32, 16, 64, 32))
    data = to_file(corners, "PNG", exif=phone_exif(orientation))
    expected = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    seen = Image.open(io.BytesIO(read_picture(data, "a.png").data))
    assert seen.size == expected.size
    for at in [(5, 5), (seen.width - 5, 5), (5, seen.height - 5), (seen.width - 5, seen.height - 5)]:
        colour = expected.convert("RGB").getpixel(at)
        assert isinstance(colour, tuple)
        assert is_near(seen, at, (int(colour[0]), int(colour[1]), int(colour[2])))


@pytest.mark.parametrize(
    ("size", "kept"), [((3000, 1500), (2048, 1024)), ((1000, 4096), (500, 2048)), ((9, 7), (9, 7))]
)
def test_large_ones_shrink_and_small_ones_stay(size: tuple[int, int], kept: tuple[int, int]) -> None:
    picture = read_picture(to_file(two_halves(*size), "JPEG"), "a.jpg")
    assert (picture.width, picture.height) == kept
    assert max(Image.open(io.BytesIO(picture.thumbnail)).size) == min(256, max(size))


def test_what_is_transparent_is_white() -> None:
    for image in (Image.new("RGBA", (20, 20), (200, 30, 30, 0)), Image.new("LA", (20, 20), (10, 0))):
        seen = Image.open(io.BytesIO(read_picture(to_file(image, "PNG"), "a.png").data))
        assert is_near(seen, (10, 10), (255, 255, 255))


def test_other_ways_of_writing_colour_are_understood() -> None:
    grey = Image.new("I;16", (20, 20), 30_000)
    palette = Image.new("P", (20, 20), 0)
    palette.putpalette([200, 30, 30])
    ink = Image.new("RGB", (20, 20), RED).convert("CMYK")
    for data, colour in (
        (to_file(grey, "PNG"), (117, 117, 117)),
        (to_file(palette, "PNG"), RED),
        (to_file(ink, "JPEG"), RED),
    ):
        assert is_near(Image.open(io.BytesIO(read_picture(data, "a").data)), (10, 10), colour)


def png_bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(64) * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(60_000, 60_000), (20_000, 20_000), (10_000, 9_500), (8_000, 7_501)])
def test_a_picture_made_to_burst_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(PictureError, match="60 million pixels"):
        read_picture(png_bomb(*size), "bomb.png")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_file_that_was_cut_short_is_refused(kind: str) -> None:
    whole = to_file(Image.effect_noise((300, 200), 90).convert("RGB"), kind)
    with pytest.raises(PictureError, match=r"“p\.x”"):
        read_picture(whole[: len(whole) // 2], "p.x")


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"GIF89a" + bytes(20), b"%PDF-1.7", to_file(Image.new("RGB", (9, 9)), "TIFF")]
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(PictureError, match="no picture that PeerDesk can read"):
        read_picture(data, "notes.txt")


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_damage_anywhere_gives_a_picture_or_a_sentence(data: st.DataObject) -> None:
    sound = data.draw(st.sampled_from(SOUND))
    at = data.draw(st.integers(0, len(sound) - 1))
    length = data.draw(st.integers(0, 4))
    damaged = sound[:at] + data.draw(st.binary(max_size=4)) + sound[at + length :]
    try:
        picture = read_picture(damaged, "p")
    except PictureError:
        return
    assert picture.width * picture.height <= 2048 * 2048


SOUND = [to_file(two_halves(40, 30), kind, exif=phone_exif(6)) for kind in ("JPEG", "PNG", "WEBP", "HEIF")]


# What of a picture is kept


FACE = (230, 20, 160)


def with_a_face(size: tuple[int, int] = (800, 600)) -> Image.Image:
    """A grey wall with one square that must not be known, from 25 % to 50 % across and down."""
    image = Image.new("RGB", size, (180, 180, 180))
    image.paste(FACE, (size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2))
    return image


def faces_in(data: bytes) -> int:
    pixels = Image.open(io.BytesIO(data)).convert("RGB").tobytes()
    near = zip(pixels[0::3], pixels[1::3], pixels[2::3], strict=True)
    return sum(red > green + 25 and blue > green + 10 for red, green, blue in near)


@pytest.mark.parametrize("size", [(800, 600), (4000, 3000)])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "HEIF"])
def test_what_is_covered_is_gone_from_the_picture_and_the_small_one(kind: str, size: tuple[int, int]) -> None:
    data = to_file(with_a_face(size), kind)
    margin = 0.0 if kind == "PNG" else 0.02  # what squeezed the photo spread its colour already
    cover = Box(0.25 - margin, 0.25 - margin, 0.5 + margin, 0.5 + margin)
    picture = read_picture(data, "IMG_1.any", Shape(covers=(cover,)))
    assert faces_in(read_picture(data, "IMG_1.any").data) > 1000
    assert faces_in(picture.data) == faces_in(picture.thumbnail) == 0
    assert max(picture.width, picture.height) <= 2048


@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_a_cover_lies_where_it_was_seen_however_the_camera_was_held(turned: int) -> None:
    data = to_file(with_a_face(), "JPEG", exif=phone_exif(turned))
    seen = read_pixels(data, "IMG_1.jpg")
    upright = Image.frombytes("RGB", (seen.width, seen.height), seen.bgrx, "raw", "BGRX")
    box = upright.convert("RGB").split()[1].point(lambda green: 255 if green < 100 else 0).getbbox()
    assert box is not None
    left, top, right, bottom = box
    cover = Box.between(
        ((left - 12) / seen.width, (top - 12) / seen.height), ((right + 12) / seen.width, (bottom + 12) / seen.height)
    )
    assert faces_in(read_picture(data, "IMG_1.jpg", Shape(covers=(cover,))).data) == 0


def test_a_crop_is_as_sharp_as_the_file_has_it() -> None:
    data = to_file(with_a_face((4000, 3000)), "PNG")
    picture = read_picture(data, "IMG_1.png", Shape(Box(0.5, 0.5, 0.9, 0.9)))
    assert (picture.width, picture.height) == (1600, 1200)
    assert faces_in(picture.data) == 0


def test_a_cover_outside_the_crop_and_one_as_small_as_can_be_do_no_harm() -> None:
    data = to_file(with_a_face((3, 2)), "PNG")
    shape = Shape(Box(0.9, 0.9, 1.0, 1.0), (Box(0.0, 0.0, 0.01, 0.01), Box(0.99, 0.99, 1.0, 1.0)))
    assert read_picture(data, "IMG_1.png", shape).width == 1


def test_a_small_one_is_made_without_the_large_one() -> None:
    small = read_thumbnail(to_file(with_a_face((4000, 3000)), "JPEG", exif=phone_exif(6)), "IMG_1.jpg")
    seen = Image.open(io.BytesIO(small))
    assert seen.size == (192, 256)
    assert b"SecretPhone" not in small
