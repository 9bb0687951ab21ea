"""What all pages share: a name, a start, an act, and how they learn that something changed."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget

from peerdesk.desk.changes import Changes
from peerdesk.overriding import override
from peerdesk.ui.commands import Command
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.theme import Theme


class Page(QWidget):
    """One page of the window; build it in `__init__`: `_build()` lays out, `_wire()` connects.

    Attributes:
        title: its name, also for screen readers.
        kinds: kinds of record it shows; empty for all.
        primary: the button that Ctrl+Enter presses.

    Signals:
        changed: an act of this page touched records (a Changes); the window tells the other pages.
        toast_requested: say in a sentence what was done; True if Undo can take it back.
        go_requested: show the page of this name.
        paused: the person has come out of an activity: a moment for a question.
        safety_requested: they want to answer whether a note is about somebody's safety, or to go on from there; its id.
    """

    title = ""
    kinds: frozenset[str] = frozenset()

    changed = Signal(object)
    toast_requested = Signal(str, bool)
    go_requested = Signal(str)
    paused = Signal()
    safety_requested = Signal(str)

    def __init__(self, theme: Theme, jobs: JobRunner, parent: QWidget | None = None) -> None:
        """Make an empty page that looks at its data when it is first shown."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("kind", "paper")
        self.setAccessibleName(self.title)
        self.theme, self.jobs = theme, jobs
        self.primary: QAbstractButton | None = None
        self._stale = True

    def refresh(self) -> None:
        """Look at the desk again and show what it says. Called when first shown and after changes."""

    def commands(self) -> list[Command]:
        """Return what can be done here; the window binds the keys and puts them into the palette."""
        return []

    def lists(self) -> list[QWidget]:
        """Return the views on which single-letter commands work while they have focus."""
        return []

    def regions(self) -> list[QWidget]:
        """Return where F6 stops inside the page, besides where it starts: a side panel."""
        return []

    def first_focus(self) -> QWidget | None:
        """Return where a person starts."""
        return self.primary

    def begin_here(self) -> None:
        """Put focus where a person starts, if they look at this page and at no sheet over it."""
        start = self.first_focus()
        over = any(sheet.isVisible() for sheet in self.window().findChildren(QDialog))
        if start is not None and self.isVisible() and not over:
            start.setFocus()

    def act(self) -> None:
        """Do this page's main act (Ctrl+Enter): press its primary button."""
        if self.primary is not None and self.primary.isVisible():
            self.primary.click()

    def on_changes(self, changes: Changes) -> None:
        """Look again now if this page is seen and shows such records, else when it is next shown."""
        if not self.kinds or not changes.kinds or self.kinds & changes.kinds:
            self.look_when_seen()

    def look_when_seen(self) -> None:
        """Look again now if this page is seen, else when it is next shown: so it looks once."""
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()


@dataclass(frozen=True)
class PageEntry:
    """A row of the rail.

    Attributes:
        name: "notes"; what `go_requested` and `show_page` say.
        word: "Notes".
        icon: a Lucide name.
        build: makes the page, when it is first shown or before.
        group: rows of one group stand together.
        under: has no row of its own; the row of this name is marked while it is seen.
        apart: its row is there only once `Rail.show_row` says so.
        wire: gets the page when it is first shown, just before that.
    """

    name: str
    word: str
    icon: str
    build: Callable[[], Page]
    group: str = ""
    under: str = ""
    apart: bool = False
    wire: Callable[[Page], object] = lambda page: page
