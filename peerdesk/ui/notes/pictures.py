"""Pictures that belong to a note: small ones beside it, and the words that say what they show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from peerdesk.desk.desk import Desk
from peerdesk.errors import PictureError
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.fields import TextBox
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.room import Room
from peerdesk.ui.widgets.sheet import Sheet, make_title

_SIDE = 512  # pixels that are kept in memory; more than any panel shows
NAMES = ("*.jpg", "*.jpeg", "*.png", "*.webp", "*.heic", "*.heif")


@dataclass(frozen=True)
class Shown:
    """A picture ready to be shown, and what it shows in words."""

    sha256: str
    image: QImage
    alt: str


def read_shown(desk: Desk, scope: str, hashes: Sequence[str]) -> list[Shown]:
    """Return pictures of a review, small. Reads the file, so it is called in a job."""
    words = {one.sha256: one.alt for one in desk.capture.pictures(scope)}
    shown = []
    for sha256 in hashes:
        small = read_small(desk.capture.picture(sha256) or b"")
        shown.append(Shown(sha256, small, words.get(sha256, "")))
    return shown


def read_small(content: bytes) -> QImage:
    """Return a picture no larger than any panel shows it; a null one if it cannot be read.

    `QImage.fromData` would keep the window waiting for as long as a large picture takes, in whatever thread.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if max(size.width(), size.height()) > _SIDE:
        reader.setScaledSize(size.scaled(QSize(_SIDE, _SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def read_file(path: Path) -> bytes:
    """Return a file's bytes.

    Raises:
        PictureError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise PictureError(
            f"“{path.name}” cannot be read.", "Check that it is still there, then try again.", detail=str(error)
        ) from error


def to_bytes(image: QImage) -> bytes:
    """Return a picture as the bytes of a file. Takes seconds if it is large, so it is called in a job."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


class SmallPicture(QLabel):
    """A picture no wider than its panel; screen readers say what it shows."""

    def __init__(self, shown: Shown, width: int, otherwise: str) -> None:
        """Show it `width` pixels wide at most; `otherwise` is said when it is not here."""
        super().__init__()
        self.setAccessibleName(shown.alt or otherwise)
        if shown.image.isNull():
            self.setText(otherwise)
            return
        picture = QPixmap.fromImage(shown.image)
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.setPixmap(picture.scaled(QSize(width, width), keep, smooth))


class PictureSheet(Sheet):
    """Asks what a picture shows, before it is kept.

    Signals:
        answered: the words, "" if the person had none.
    """

    answered = Signal(str)

    def __init__(
        self, theme: Theme, parent: QWidget, name: str, drafts: Callable[[QObject], FieldDrafts], note: str
    ) -> None:
        """Ask about a picture.

        Args:
            theme: the look.
            parent: any widget of the window.
            name: of the picture.
            drafts: makes what journals the words.
            note: id of the note that it belongs to.
        """
        super().__init__(theme, parent, name, width=480)
        self.words = TextBox(theme, self.tr("What does it show?"), 2)
        self.typed = Offer(theme, "history", wraps=True)
        self.drafts = drafts(self)
        self.drafts.watch(self.words, lambda: (note, "alt"))
        self._room = Room(self.words, self.words.toPlainText)
        self.words.setPlaceholderText(self.tr("a page of a history book with a timeline"))
        self.keep = Button(theme, self.tr("Keep"), kind="primary")
        cancel = Button(theme, self.tr("Cancel"))
        self.content.addWidget(make_title(theme, self.tr("What does it show?"), "image"))
        why = self.tr(
            "In a few words, without names: it is read by who cannot see it. Place and camera are taken out. "
            "If a child can be recognised, leave it."
        )
        self.content.addWidget(Paragraph(theme, why, tone="soft"))
        self.content.addWidget(self.typed)
        self.content.addWidget(self.words)
        self.foot.addStretch()
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.keep)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self._on_keep)
        self.words.setFocus()
        self.drafts.taken_up.connect(self.drafts.take)
        self.drafts.offered.connect(self.place)
        self.drafts.show_in(self.typed)

    def _on_keep(self) -> None:
        if not self._room.fits():
            return
        self.answered.emit(" ".join(self.words.toPlainText().split()))
        self.accept()
