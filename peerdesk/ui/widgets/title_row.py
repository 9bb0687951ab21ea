"""The first row of a page: its name, its tabs, its buttons."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.tabs import Tabs


class TitleRow(QWidget):
    """Page name (title, bold), tabs, room, quiet buttons, one primary at most."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        tabs: QWidget | None = None,
        buttons: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Lay the row out."""
        super().__init__(parent)
        wraps = isinstance(tabs, Tabs) and tabs.wraps  # then the tabs give way, and not the name
        self.title = Label(theme, title, "title", bold=True, elided=not wraps)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap("s"))
        row.addWidget(self.title)
        if tabs is not None:
            row.addSpacing(theme.gap("s"))
            row.addWidget(tabs)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
