"""A picture before it is kept: as it comes, covered and cropped, one that cannot be read; and those of a phone."""

import os
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

from PIL import Image, ImageDraw
from PySide6.QtWidgets import QWidget

from peerdesk.domain.picture_shape import Box
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.pictures.phone_sheet import PhoneSheet
from peerdesk.ui.pictures.sheet import PictureSheet
from peerdesk.ui.pictures.sources import from_files
from peerdesk.ui.theme import Theme
from tools.pictures_of_the_day import show_capture

_NIGHT = 1_804_550_400  # 8 March 2027, midnight


@cache
def wall(number: int = 0, size: tuple[int, int] = (1600, 1200)) -> Path:
    """Draw a wall with drafts pinned to it, a face and a name, and keep it as a photo."""
    image = Image.new("RGB", size, (236, 228, 210))
    draw, (width, height) = ImageDraw.Draw(image), size
    for at in range(6):
        x, y = width * (0.06 + 0.31 * (at % 3)), height * (0.1 + 0.46 * (at // 3))
        shade = 215 + (at * 7 + number * 11) % 40
        draw.rectangle((x, y, x + width * 0.24, y + height * 0.36), fill=(shade, shade, 250), outline=(90, 90, 110))
        for line in range(5):
            draw.line((x + 20, y + 50 + line * 45, x + width * 0.2, y + 50 + line * 45), fill=(120, 120, 140), width=6)
    draw.ellipse((width * 0.44, height * 0.14, width * 0.54, height * 0.32), fill=(205, 150, 120))
    draw.rectangle((width * 0.7, height * 0.47, width * 0.86, height * 0.53), fill=(250, 240, 120))
    draw.text((width * 0.72, height * 0.475), "NAME", fill=(60, 60, 60), font_size=round(height * 0.045))
    path = Path(mkdtemp()) / f"IMG_{4410 + number}.jpg"
    image.save(path)
    os.utime(path, (_NIGHT + number * 1900, _NIGHT + number * 1900))
    return path


def show_picture(theme: Theme, what: str = "") -> QWidget:
    """Show the sheet: as it comes, "covered", or with a file that is "broken"."""
    window, notes = _notes(theme)
    path = wall()
    if what == "broken":
        path = Path(mkdtemp()) / "IMG_4410.jpg"
        path.write_bytes(wall().read_bytes()[:900])
    note = next(row.note for row in notes.list.notes_model.rows() if row.note)
    many = [path, wall(1), wall(2)] if what == "covered" else [path]
    notes.pictures.add(note, from_files(many))
    window.show()
    notes.jobs.wait_idle()
    sheet = window.findChild(PictureSheet)
    if sheet is not None and what == "covered":
        covering = sheet.canvas.covering
        covering.crop(Box(0.02, 0.05, 0.9, 0.95))
        covering.add(Box(0.43, 0.13, 0.55, 0.33))
        covering.add(Box(0.69, 0.46, 0.87, 0.54))
        sheet.words.setPlainText("six drafts of one story, pinned side by side")
        sheet.canvas.reshaped.emit()
    return window


def show_phone(theme: Theme, count: int = 14) -> QWidget:
    """Show what is on a phone; two are chosen. Of none, show that it is empty."""
    window, notes = _notes(theme)
    folder = Path(mkdtemp()) / "DCIM"
    folder.mkdir()
    for number in range(count):
        size = (1600, 1200) if number % 3 else (900, 1200)
        source = wall(number, size)
        (folder / source.name).write_bytes(source.read_bytes())
        os.utime(folder / source.name, (source.stat().st_mtime, source.stat().st_mtime))
    sheet = PhoneSheet(theme, notes, notes._desk, notes.jobs, folder)  # noqa: SLF001 - as the page would
    window.show()
    sheet.open_over()
    for _ in range(2 + count):
        notes.jobs.wait_idle()
        sheet._read_next()  # noqa: SLF001 - nobody scrolls here
    for row in (1, 4)[: count // 4]:
        index = sheet.list.rows.index(row, 0)
        sheet.list.selectionModel().select(index, sheet.list.selectionModel().SelectionFlag.Select)
    return window


def _notes(theme: Theme) -> tuple[QWidget, NotesPage]:
    window, _, notes = show_capture(theme, "notes", "15:20")
    window.resize(1280, 720)
    window.show()
    notes.jobs.wait_idle()
    return window, notes


PICTURES: Mapping[str, Callable[[Theme], QWidget]] = {
    "picture": show_picture,
    "picture-covered": partial(show_picture, what="covered"),
    "picture-broken": partial(show_picture, what="broken"),
    "phone": show_phone,
    "phone-empty": partial(show_phone, count=0),
}
