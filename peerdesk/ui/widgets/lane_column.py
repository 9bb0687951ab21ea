"""A column that scrolls and whose words stay where they are, whether or not the bar is needed."""

from PySide6.QtWidgets import QWidget

from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.scroll import ScrollColumn


class LaneColumn(ScrollColumn):
    """Keeps the bar's lane free at the right while there is no bar."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty column."""
        super().__init__(theme, parent)
        self._lane = theme.fixed("width.bar")
        self._end = theme.gap("m")
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        self._on_range(0, 0)

    def _on_range(self, least: int, most: int) -> None:
        self.body.setContentsMargins(0, 0, 0 if most > least else self._lane, self._end)
