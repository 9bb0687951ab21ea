"""Cards: a sheet of paper on the page, with a hairline around it."""

from typing import Literal

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.restyle import restyle

CardTone = Literal["", "quiet", "chosen"]


class Card(QFrame):
    """A frame with an upright layout in `body`. "quiet" has no ground of its own, "chosen" a 2-pixel accent."""

    def __init__(self, theme: Theme, tone: CardTone = "", parent: QWidget | None = None) -> None:
        """Make an empty card."""
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "card")
        self.setProperty("tone", tone)
        self.body = QVBoxLayout(self)
        self._set_gaps()
        theme.changed.connect(self._set_gaps)

    def set_tone(self, tone: CardTone) -> None:
        """Show that it is chosen, or no longer."""
        self.setProperty("tone", tone)
        restyle(self)

    def _set_gaps(self) -> None:
        across, upright = self._theme.gap("m"), self._theme.gap(12)
        self.body.setContentsMargins(across, upright, across, upright)
        self.body.setSpacing(self._theme.gap("xs"))


def make_hairline(*, upright: bool = False) -> QFrame:
    """Return a line of one pixel between two things."""
    line = QFrame()
    line.setProperty("kind", "hairline-upright" if upright else "hairline")
    return line
