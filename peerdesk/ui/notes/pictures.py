"""Pictures that belong to a note: small ones beside it, and the words that say what they show."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QClipboard, QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from peerdesk.desk.desk import Desk
from peerdesk.errors import PictureError
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.fields import TextBox
from peerdesk.ui.widgets.paragraph import Paragraph
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
        content = desk.capture.picture(sha256)
        image = QImage.fromData(content) if content else QImage()
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        small = image.scaled(QSize(_SIDE, _SIDE), keep, smooth) if not image.isNull() else image
        shown.append(Shown(sha256, small, words.get(sha256, "")))
    return shown


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


def pasted(clipboard: QClipboard) -> bytes:
    """Return the picture that was copied, b"" if none was."""
    image = clipboard.image()
    if image.isNull():
        return b""
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

    def __init__(self, theme: Theme, parent: QWidget, name: str) -> None:
        """Ask about the picture `name`."""
        super().__init__(theme, parent, name, width=480)
        self.words = TextBox(theme, self.tr("What does it show?"), 2)
        self.words.setPlaceholderText(self.tr("a page of a history book with a timeline"))
        self.keep = Button(theme, self.tr("Keep"), kind="primary")
        cancel = Button(theme, self.tr("Cancel"))
        self.content.addWidget(make_title(theme, self.tr("What does it show?"), "image"))
        why = self.tr(
            "In a few words, without names: it is read by who cannot see it. Place and camera are taken out. "
            "If a child can be recognised, leave it."
        )
        self.content.addWidget(Paragraph(theme, why, tone="soft"))
        self.content.addWidget(self.words)
        self.foot.addStretch()
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.keep)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self._on_keep)
        self.words.setFocus()

    def _on_keep(self) -> None:
        self.answered.emit(" ".join(self.words.toPlainText().split()))
        self.accept()
