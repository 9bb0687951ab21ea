"""A sign that stands by itself, beside the word that says the same."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from peerdesk.overriding import override
from peerdesk.ui.marks import SIGN_TONES, paint_mark
from peerdesk.ui.theme import Theme


class Mark(QWidget):
    """A sign of a note, for eyes only."""

    def __init__(self, theme: Theme, sign: str, parent: QWidget | None = None) -> None:
        """Show "yes", "not_yet", "unsure" or "noted"."""
        super().__init__(parent)
        self._theme, self._sign = theme, sign
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        side = self._theme.px("mark")
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_mark(painter, QRectF(self.rect()), self._sign, self._theme.colour(SIGN_TONES[self._sign]))
