"""Pictures that belong to a note: small ones beside it, and the words that say what they show."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from peerdesk.desk.desk import Desk
from peerdesk.domain.evidence import Picture
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.kept import KeptBox, plain
from peerdesk.ui.widgets.paragraph import Paragraph

_SIDE = 512  # pixels that are kept in memory; more than any panel shows


@dataclass(frozen=True)
class Shown:
    """A picture ready to be shown, and what it shows in words.

    Attributes:
        picture: what is known of it; None if nobody says anything of it any more.
        mine: this desk's person may say what it shows.
    """

    sha256: str
    image: QImage
    alt: str
    picture: Picture | None = None
    mine: bool = False


def read_shown(desk: Desk, scope: str, hashes: Sequence[str], note: str) -> list[Shown]:
    """Return pictures of a note, small. Reads the file, so it is called in a job."""
    known = {one.sha256: one for one in desk.capture.pictures(scope) if one.note == note}
    is_mine = desk.pictures.mine_to_describe(scope)
    shown = []
    for sha256 in hashes:
        small, picture = read_small(desk.capture.picture(sha256) or b""), known.get(sha256)
        alt = picture.alt if picture is not None else ""
        shown.append(Shown(sha256, small, alt, picture, picture is not None and is_mine(picture)))
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


class KeptPicture(QWidget):
    """A picture of a note, and under it what it shows, which its owner can change.

    Signals:
        described: the Picture as it was shown, and what it shows now.
    """

    described = Signal(object, str)

    def __init__(self, theme: Theme, shown: Shown, width: int) -> None:
        """Show it `width` pixels wide at most."""
        super().__init__()
        self.shown = shown
        gone, nameless = self.tr("This picture is not on this laptop."), self.tr("A picture that nobody has described")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("xs"))
        self.small = SmallPicture(shown, width, gone if shown.image.isNull() else nameless)
        self.words = KeptBox(theme, self.tr("What this picture shows"), 1, read=plain) if shown.mine else None
        self._told = Paragraph(theme, shown.alt, "caption", "soft")
        column.addWidget(self.small)
        if self.words is not None:
            self.words.setPlaceholderText(self.tr("What does it show?"))
            self.words.show_value(shown.alt)
            self.words.given.connect(lambda alt: self.described.emit(self.shown.picture, alt))
            column.addWidget(self.words)
        elif shown.alt:
            column.addWidget(self._told)

    def show_again(self, shown: Shown) -> None:
        """Show what is said of the same picture now; what is being typed stays."""
        self.shown = shown
        if shown.alt:
            self.small.setAccessibleName(shown.alt)
        self._told.setText(shown.alt)
        if self.words is not None:
            self.words.show_value(shown.alt)
