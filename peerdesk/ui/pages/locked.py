"""What is seen while the notes are locked: not one word of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.overriding import override
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.page import Page
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.empty import Empty


class LockedPage(Page):
    """Says that all is kept, and offers to open it.

    Signals:
        open_requested: the person is here again.
    """

    title = "Locked"

    open_requested = Signal()

    def __init__(self, theme: Theme, jobs: JobRunner, parent: QWidget | None = None) -> None:
        """Make the page."""
        super().__init__(theme, jobs, parent)
        self.locked = Empty(
            theme,
            "lock",
            self.tr("PeerDesk is locked."),
            self.tr("Your notes are closed. What you were typing is kept, and comes back where it stood."),
            self.tr("Open"),
            self.open_requested.emit,
        )
        self.primary = self.locked.button
        page = QHBoxLayout(self)
        page.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l"), theme.gap("m"))
        page.addStretch(1)
        page.addWidget(self.locked, 1000)
        page.addStretch(1)

    @override
    def first_focus(self) -> QWidget | None:
        return self.locked.button
