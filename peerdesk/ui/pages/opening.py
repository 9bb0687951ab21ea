"""What is seen while one's notes are opened: nothing, or why they are still closed and a way to try again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.page import Page
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.empty import Empty


class OpeningPage(Page):
    """Blank until `show_closed`.

    Signals:
        again: try once more.
    """

    title = "Opening"

    again = Signal()

    def __init__(self, theme: Theme, jobs: JobRunner, parent: QWidget | None = None) -> None:
        """Make the page."""
        super().__init__(theme, jobs, parent)
        self.closed = Empty(
            theme,
            "lock",
            self.tr("Your notes are closed."),
            self.tr("They are all here. Nothing was changed."),
            self.tr("Open them"),
            self.again.emit,
        )
        self.primary = self.closed.button
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l"), theme.gap("m"))
        page.addWidget(self.closed)
        self.closed.hide()

    def show_closed(self) -> None:
        """Say that it did not open, and offer to try again."""
        self.closed.show()
        if self.closed.button is not None:
            self.closed.button.setFocus()

    @override
    def first_focus(self) -> QWidget | None:
        return self.closed.button
