"""An icon that stands by itself on a page."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from peerdesk.overriding import override
from peerdesk.ui.icons import paint_icon
from peerdesk.ui.theme import Theme


class Picture(QWidget):
    """An icon for eyes only: the words beside it say the same."""

    def __init__(
        self, theme: Theme, icon: str, side: int = 18, tone: str = "soft", parent: QWidget | None = None
    ) -> None:
        """Show `icon`, `side` pixels square at 100 % text, in the colour of a token."""
        super().__init__(parent)
        self._theme, self._icon, self._side, self._tone = theme, icon, side, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_icon(self, icon: str, tone: str) -> None:
        """Show another icon, in another colour."""
        self._icon, self._tone = icon, tone
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = self._theme.px(self._side)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_icon(painter, self.rect(), self._theme, self._icon, self._tone)
