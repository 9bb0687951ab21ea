"""What is seen while one's notes are opened: a line to begin in, or why they are still closed and what can be done."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from peerdesk.overriding import override
from peerdesk.ui.dialogs.choosing import ask_file
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.page import Page
from peerdesk.ui.theme import Theme
from peerdesk.ui.unjournaled import leave_out
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.scroll import ScrollColumn

if TYPE_CHECKING:  # what is seen first is seen before what these need is loaded
    from peerdesk.desk.mending import ClosedNotes, Holding
    from peerdesk.ui.pages.opening_damaged import DamagedNotes

_WIDTH, _LINE = 760, 640


class OpeningPage(Page):
    """A line until `show_closed` or `show_damaged`; what was typed into it stays, and goes on to Now.

    Signals:
        again: try once more.
        copy_chosen: look what the copy at this path holds.
        place_requested: put the copy at this path in the place of the file; None where the file itself is sound.
    """

    title = "Opening"

    again = Signal()
    copy_chosen = Signal(Path)
    place_requested = Signal(object)

    def __init__(self, theme: Theme, jobs: JobRunner, parent: QWidget | None = None) -> None:
        """Make the page."""
        super().__init__(theme, jobs, parent)
        self.line = QLineEdit()
        self.line.setAccessibleName(self.tr("The first line"))
        self.line.setPlaceholderText(self.tr("Begin to type"))
        leave_out(self.line, "not open yet")
        self._begin = QWidget()
        self.closed = Empty(
            theme,
            "lock",
            self.tr("Your notes are closed."),
            self.tr("They are all here. Nothing was changed."),
            self.tr("Open them"),
            self.again.emit,
        )
        self._build()

    @property
    def words(self) -> str:
        """What was typed before the notes were open."""
        return self.line.text().strip()

    @cached_property
    def damaged(self) -> "DamagedNotes":
        """What there is to go on with where something is damaged; only then is it built."""
        from peerdesk.ui.pages.opening_damaged import DamagedNotes

        damaged = DamagedNotes(self.theme)
        damaged.setMaximumWidth(self.theme.px(_WIDTH))
        damaged.again.clicked.connect(lambda: self.again.emit())
        damaged.place.clicked.connect(lambda: self.place_requested.emit(damaged.chosen))
        damaged.copy_chosen.connect(self.copy_chosen)
        damaged.from_file.clicked.connect(self._ask_file)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(damaged, 1000, Qt.AlignmentFlag.AlignTop)
        middle.addStretch(1)
        self._column.body.addLayout(middle)
        self._column.body.addStretch()
        damaged.show()  # it comes later than the page that it stands in
        return damaged

    def show_closed(self) -> None:
        """Say that it did not open, and offer to try again."""
        self._leave_line()
        self._column.hide()
        self.closed.show()
        self.primary = self.closed.button
        self.begin_here()

    def show_damaged(self, trouble: Exception, closed: "ClosedNotes") -> None:
        """Offer what there is to go on with.

        Args:
            trouble: why the notes do not open.
            closed: what there is.
        """
        self._leave_line()
        self.closed.hide()
        self._column.show()
        self.damaged.show_closed(trouble, closed)
        self.primary = self.damaged.place if self.damaged.place.isVisibleTo(self) else self.damaged.from_file
        self.begin_here()

    def show_holding(self, copy: Path, holds: "Holding") -> None:
        """Say what a copy holds, if it is still the one that is chosen."""
        self.damaged.show_holding(copy, holds)

    def show_no_holding(self, copy: Path) -> None:
        """Let a copy of which nothing can be read not be taken."""
        self.damaged.show_holding(copy, None)

    def set_working(self, *, working: bool) -> None:
        """Let nothing be pressed twice."""
        self.damaged.setEnabled(not working)

    @override
    def first_focus(self) -> QWidget | None:
        return self.primary or self.line

    def _leave_line(self) -> None:
        """Keep what was typed in sight, so that it can be copied elsewhere; without words there is no line."""
        self._begin.setVisible(bool(self.words))

    def _build(self) -> None:
        theme = self.theme
        said = self.tr("Your notes are being opened. What you type goes into your line as soon as they are.")
        begin = QVBoxLayout(self._begin)
        begin.setContentsMargins(0, 0, 0, 0)
        begin.setSpacing(theme.gap("s"))
        begin.addWidget(self.line)
        begin.addWidget(Paragraph(theme, said, "caption", "soft"))
        self._begin.setMaximumWidth(theme.px(_LINE))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._begin, 1000)
        middle.addStretch(1)
        self._column = ScrollColumn(theme)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l") - theme.fixed("width.bar"), 0)
        page.addStretch(2)
        page.addLayout(middle)
        page.addStretch(3)
        page.addWidget(self.closed, 1000)
        page.addWidget(self._column, 1000)
        self.closed.hide()
        self._column.hide()

    def _ask_file(self) -> None:
        kinds = self.tr("Copies of notes (*.backup desk.db*)")
        ask_file(self, self.tr("A copy of your notes"), kinds, self.open_file)

    def open_file(self, path: Path) -> None:
        """Look into a file that is no copy of the list."""
        self.damaged.choose_file(path)
