import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter

from peerdesk.ui.icons import make_icon
from peerdesk.ui.marks import SIGN_TONES, SIGN_WORDS, paint_mark
from peerdesk.ui.theme import Choice, Theme

ROOT = Path(__file__).parents[2]


def inks(image: QImage) -> set[str]:
    """Return the colours of fully opaque pixels."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def painted(icon: QIcon, state: QIcon.State = QIcon.State.Off) -> QImage:
    return icon.pixmap(QSize(64, 64), QIcon.Mode.Normal, state).toImage()


def test_an_icon_is_in_the_colour_of_its_token_and_follows_the_theme(theme: Theme) -> None:
    icon = QIcon(make_icon(theme, "shield", "ink"))
    assert inks(painted(icon)) == {theme.colour("ink").name()}
    theme.choose(Choice("dark", contrast=False))
    assert inks(painted(icon)) == {theme.colour("ink").name()}


def test_an_icon_on_a_chosen_control_takes_the_chosen_colour(theme: Theme) -> None:
    icon = make_icon(theme, "sign:not_yet")
    assert inks(painted(icon, QIcon.State.On)) == {theme.colour("develop").name()}
    assert inks(painted(icon)) == {theme.colour("soft").name()}


def test_signs_differ_in_shape_not_only_in_colour() -> None:
    shapes = set()
    for sign in SIGN_TONES:
        image = QImage(24, 24, QImage.Format.Format_Mono)
        image.fill(0)
        with QPainter(image) as painter:
            paint_mark(painter, QRectF(0, 0, 24, 24), sign, QColor("white"))
        shapes.add(bytes(image.constBits()))
    assert len(shapes) == len(SIGN_WORDS) == 4


def test_every_icon_that_the_program_names_is_there() -> None:
    here = {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")}
    named = set()
    for path in (ROOT / "peerdesk" / "ui").rglob("*.py"):
        named |= set(
            re.findall(
                r'(?:make_icon|Button|Picture|Empty|make_title)\(\s*(?:self\.)?theme, "([a-z0-9-]+)"', path.read_text()
            )
        )
    assert named
    assert named <= here


def test_icons_come_with_their_licence() -> None:
    assert "ISC License" in (ROOT / "resources" / "icons" / "LICENSE").read_text()


@pytest.mark.parametrize("path", sorted((ROOT / "resources" / "icons").glob("*.svg")), ids=lambda path: path.stem)
def test_an_icon_takes_its_colour_and_weight_from_us(path: Path) -> None:
    svg = path.read_text()
    assert 'stroke="currentColor"' in svg
    assert 'stroke-width="2"' in svg
