"""The page of notes with hands for pictures: what is read before it is kept, covered, cropped, described."""

import io
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peerdesk.domain.evidence import Note
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.pictures.sheet import PictureSheet
from peerdesk.ui.theme import Theme
from tests.ui.pages.review_desk import Pages, show_in_window
from tests.ui.pages.wrenholt import Wrenholt

WALL, FACE = (240, 235, 220), (230, 20, 160)
"""The canary is the colour of the face: no pixel of what is kept may be near it once it is covered."""


def wall_with_a_face(path: Path, size: tuple[int, int] = (1600, 1200)) -> Path:
    """Write a photo of a wall with a face of one colour at 25 % to 40 % from the left and 30 % to 50 % from the top."""
    image = Image.new("RGB", size, WALL)
    width, height = size
    ImageDraw.Draw(image).ellipse((width * 0.25, height * 0.3, width * 0.4, height * 0.5), fill=FACE)
    exif = Image.Exif()
    exif[0x010E] = "canary-in-the-exif"
    if path.suffix.lower() in (".jpg", ".jpeg"):
        image.save(path, exif=exif)
    else:
        image.save(path)
    return path


def faces_in(image: Image.Image) -> int:
    """Return how many pixels are near the colour of the face."""
    pixels = image.convert("RGB").tobytes()
    near = zip(pixels[0::3], pixels[1::3], pixels[2::3], strict=True)
    return sum(red > 180 and green < 120 and blue > 110 for red, green, blue in near)


class PicturePages(Pages):
    """The page in its window, and what hands do to pictures on it."""

    day: Wrenholt
    page: NotesPage

    def note(self, text: str = "say it again") -> Note:
        return next(note for note in self.day.notes() if note.text == text)

    def go_to(self, text: str) -> None:
        self.page.list.setFocus()
        self.page.list.choose([self.note(text).record_id])
        self.settle()

    @property
    def sheet(self) -> PictureSheet:
        """The sheet that is seen; it has read its picture, if that can be read."""
        QTest.qWait(20)  # the next of several opens once the one before has given focus back
        self.settle()
        (sheet,) = [one for one in self.window.findChildren(PictureSheet) if one.isVisible()]
        return sheet

    @property
    def sheets(self) -> int:
        self.settle()
        return sum(one.isVisible() for one in self.window.findChildren(PictureSheet))

    def place(self, across: float, down: float) -> QPoint:
        """Return where shares of its sides lie."""
        return self.sheet.canvas._place(QPointF(across, down)).toPoint()

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag over the picture, from and to shares of its sides."""
        canvas = self.sheet.canvas
        one, other = (canvas._place(QPointF(*at)).toPoint() for at in (start, end))
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=one)
        for part in (0.3, 0.7, 1.0):
            QTest.mouseMove(canvas, one + QPoint(*(round(part * side) for side in (other - one).toTuple())))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=other)

    def kept(self, text: str = "say it again") -> Image.Image:
        """Return the newest picture of a note, as it is kept."""
        *_, sha256 = self.note(text).pictures
        return Image.open(io.BytesIO(self.day.desk.capture.picture(sha256) or b""))


def show_pictures(qtbot: QtBot, theme: Theme, jobs: JobRunner, day: Wrenholt) -> PicturePages:
    """Show the page on the first note."""
    page = NotesPage(day.desk, jobs, theme)
    page.show_review(day.scope)
    shown = show_in_window(qtbot, theme, jobs, page)
    pages = PicturePages(shown.window, page, jobs, shown.said)
    pages.day = day
    pages.go_to("say it again")
    return pages
