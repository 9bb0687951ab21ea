"""One of a few words, chosen from a list that opens."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.combo import Combo


class Choice(Combo):
    """Values with their words; a wheel that passes over it changes nothing."""

    def __init__(self, theme: Theme, name: str, width: int = 130, parent: QWidget | None = None) -> None:
        """Offer nothing yet; `name` is what screen readers say, `width` in pixels at 100 % text."""
        super().__init__(theme, "icon_small", parent)
        self._width = width
        self.setAccessibleName(name)
        self.setToolTip(name)

    @override
    def show_value(self, value: str) -> None:
        self.setCurrentIndex(max(0, self.findData(value)))  # the first one if it is not offered

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._width), super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(64), super().minimumSizeHint().height())
