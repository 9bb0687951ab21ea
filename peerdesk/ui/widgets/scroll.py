"""A column that scrolls upright when the window is low, and never sideways."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from peerdesk.overriding import override
from peerdesk.ui.theme import Theme


class ScrollColumn(QScrollArea):
    """An upright layout in `body`; the bar's lane lies in the page's right margin and takes no Tab stop."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty column."""
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._inside = QWidget()
        self.setWidget(self._inside)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.gap("s"))

    def add_middle(self, column: QWidget) -> None:
        """Add what stands in the middle, as wide as it may be."""
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(column, 1000)
        middle.addStretch(1)
        self.body.addLayout(middle)
        self.body.addStretch()

    @override
    def minimumSizeHint(self) -> QSize:
        wide = self._inside.minimumSizeHint().width() + self._theme.fixed("width.bar")
        return QSize(wide, self._theme.px("row"))


def bring_into_view(widget: QWidget) -> None:
    """Scroll the column in which a widget stands, if it stands in one, so that it is seen."""
    at = widget.parentWidget()
    while at is not None and not isinstance(at, QScrollArea):
        at = at.parentWidget()
    if at is not None:
        at.ensureWidgetVisible(widget, 0, 0)
