"""The band that lies over every sheet in the practice: the word stays, whatever is asked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.picture import Picture


class PracticeBand(QWidget):
    """Hatched as rail and bar are, with the word on it; as high as one line and a little."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the band."""
        super().__init__(parent)
        self._theme = theme
        row = QHBoxLayout(self)
        row.setSpacing(theme.gap("s"))
        row.addStretch()
        row.addWidget(Picture(theme, "graduation-cap", 14, "ink"))
        row.addWidget(Label(theme, self.tr("Practice"), "caption", bold=True))
        row.addStretch()
        theme.changed.connect(self._fit)
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        radius = self._theme.fixed("radius.large")
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setClipRect(self.rect())
            round_above = self.rect().adjusted(0, 0, 0, radius)  # below it goes on straight into the card
            for ground in (QBrush(self._theme.colour("desk")), self._hatch()):
                painter.setBrush(ground)
                painter.drawRoundedRect(round_above, radius, radius)

    def _hatch(self) -> QBrush:
        return QBrush(self._theme.colour("line"), Qt.BrushStyle.BDiagPattern)

    def _fit(self) -> None:
        gap = self._theme.gap("xs")
        row = self.layout()
        if row is not None:
            row.setContentsMargins(gap, gap, gap, gap)
        self.setFixedHeight(self._theme.line("caption") + 2 * gap)
