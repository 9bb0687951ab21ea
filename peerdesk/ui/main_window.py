"""The window: a frame around the pages. It knows no page by name and no desk."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from peerdesk.desk.changes import Changes
from peerdesk.overriding import override
from peerdesk.ui.commands import Command, bind
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.page import Page, PageEntry
from peerdesk.ui.rail import Rail
from peerdesk.ui.theme import Theme
from peerdesk.ui.top_bar import Header, TopBar
from peerdesk.ui.widgets.progress_strip import ProgressStrip
from peerdesk.ui.widgets.ring import FocusRing
from peerdesk.ui.widgets.toast import Toast
from peerdesk.ui.widgets.undo_passes import UndoPasses

if TYPE_CHECKING:
    from peerdesk.domain.review import Contact
    from peerdesk.ui.dialogs.safeguarding import OfNote

_CLOCK_MS = 5000
_DIGITS = 9
_PATIENCE_S = 2.0  # a folder that hangs does not keep the window open


class MainWindow(QWidget):
    """Top bar, rail, and one page at a time, built when it is first shown or in a quiet moment before.

    Signals:
        page_shown: the name of the page that is now seen.
    """

    page_shown = Signal(str)

    def __init__(
        self,
        theme: Theme,
        jobs: JobRunner,
        pages: Sequence[PageEntry],
        *,
        now: Callable[[], datetime],
        header: Header | None = None,
        contacts: Callable[[], Mapping[str, "Contact"]] = dict,
        passed_on: Callable[[datetime], object] | None = None,
        passed_before: Callable[[], Sequence[datetime]] = tuple,
        undo: Callable[[], object] | None = None,
        redo: Callable[[], object] | None = None,
        commands: Sequence[Command] = (),
        say_saved: Callable[[], object] | None = None,
    ) -> None:
        """Make the window; no page is built before `show_page` or `make_page`.

        Args:
            theme: the look; `theme.set_practice(True)` beforehand for the training school.
            jobs: runs what touches the file; closed with the window.
            pages: rows of the rail, in the order of the day.
            now: the clock; aware.
            header: which school and which day.
            contacts: asked each time the safeguarding card opens; by `child`, `adult`, `head`.
            passed_on: gets the time when something was passed on; None where no time can be kept.
            passed_before: answers when something was passed on before.
            undo: takes the last act back (as a job, then `on_changes`); None if nothing can be undone here.
            redo: does again what was taken back last, likewise.
            commands: further acts for the palette, with keys.
            say_saved: answers "is it saved?" in words; None says when something was saved last.
        """
        super().__init__()
        self.theme, self.jobs = theme, jobs
        self._entries = {entry.name: entry for entry in pages}
        self._pages: dict[str, Page] = {}
        self._wired: set[str] = set()
        self._now, self._contacts, self._passed_on, self._passed_before = now, contacts, passed_on, passed_before
        self._undo, self._redo = undo, redo
        self._saved_at: datetime | None = None
        self._not_kept = False
        self._answer = say_saved
        self._commands = [*self._own_commands(), *commands]
        self._build()
        self._wire()
        self.show_header(header or Header())
        self.resize(self.sizeHint())
        self._fit()  # before the first layout asks how much room a wide bar needs

    # What others do with it

    def show_page(self, name: str) -> Page:
        """Show a page, building it if it was never shown, and start where it starts."""
        page = self.make_page(name)
        if name not in self._wired:
            self._wired.add(name)
            self._entries[name].wire(page)
        self.stack.setCurrentWidget(page)
        self.stack.updateGeometry()
        self.rail.show_current(self._entries[name].under or name)
        start = page.first_focus() or self.rail.current()
        if start is not None:
            start.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_shown.emit(name)
        return page

    def make_page(self, name: str) -> Page:
        """Return a page, building it if it is not there yet. It looks at nothing before it is shown."""
        return self._pages.get(name) or self._add_page(name)

    def current_page(self) -> Page | None:
        """Return the page that is seen."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Page) else None

    def show_header(self, header: Header) -> None:
        """Say which school and which day, also in the window's title."""
        self.top_bar.show_header(header)
        what = [self.tr("Practice")] if self.theme.practice else []
        what += [header.school] if header.school else []
        self.setWindowTitle(f"{': '.join(what)} – PeerDesk" if what else "PeerDesk")

    def show_saved(self, at: datetime) -> None:
        """Say that everything is kept."""
        self._saved_at, self._not_kept = at, False
        self.top_bar.show_saved(at)

    def show_keeping(self) -> None:
        """Say that something typed is on its way to the disk."""
        self.top_bar.show_keeping()

    def show_not_saved(self, why: str) -> None:
        """Say that something could not be kept, and why ("the disk is full")."""
        self._saved_at, self._not_kept = None, True
        self.top_bar.show_not_saved(why)

    def say(self, text: str, *, undoable: bool = False, done: bool = True) -> None:
        """Say in a sentence what was done, with Undo if it can be taken back, or what could not be `done`."""
        self.toast.say(text, undoable=undoable and self._undo is not None, done=done)

    def put_line(self, line: QWidget) -> None:
        """Put a line between the bar and the pages; it is seen when it shows itself."""
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, line)

    def on_changes(self, changes: Changes) -> None:
        """Let every page look again at what changed, and note that it is kept."""
        if not self._not_kept:  # what is typed may still be refused by the disk
            self.show_saved(self._now())
        for page in self._pages.values():
            page.on_changes(changes)

    def commands(self) -> list[Command]:
        """Return what can be done now: in the page that is seen, then in the window."""
        page = self.current_page()
        return [*(page.commands() if page else ()), *self._commands]

    def do(self, name: str) -> None:
        """Do a command by its name, if it can be done here."""
        for command in self.commands():
            if command.name == name:
                command.act()

    def show_safeguarding(self, note: "OfNote | None" = None) -> None:
        """Show whom to go to when somebody may not be safe; `note` is what was kept about it."""
        from peerdesk.ui.dialogs.safeguarding import SafeguardingCard  # the first moments need neither this card

        if self.findChild(SafeguardingCard) is None:
            before = self._passed_before()
            SafeguardingCard(
                self.theme, self, self._contacts(), self._now, self._passed_on, before=before, note=note
            ).open_over()

    def show_palette(self) -> None:
        """Let the person find or do anything."""
        from peerdesk.ui.dialogs.palette import Palette  # nor this one

        Palette(self.theme, self, self.commands()).open_over()

    def show_keys(self) -> None:
        """Show what the keys do here: those of the page first, then those of the window; Enter does it, too."""
        from peerdesk.ui.dialogs.palette import Palette

        with_keys = [command for command in self.commands() if command.keys]
        Palette(self.theme, self, with_keys, self.tr("The keys on this page")).open_over()

    # How it is made

    def _build(self) -> None:
        self.setAccessibleName("PeerDesk")
        find = next(command for command in self._commands if command.name == "window.find")
        self.stack = _Stack(self)  # made in the order in which Tab goes: page, rail, bar
        self.rail = Rail(self.theme, [entry for entry in self._entries.values() if not entry.under], self)
        self.top_bar = TopBar(self.theme, find, self)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.rail)
        beside.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addLayout(beside, 1)
        self.rail.setVisible(len(self._entries) > 1)
        self.toast = Toast(self.theme, self.stack)
        self.progress = ProgressStrip(self.theme, self.jobs, self.stack)
        self.ring = FocusRing(self.theme, self)
        UndoPasses(self)

    def _wire(self) -> None:
        self.rail.picked.connect(self.show_page)
        self.top_bar.find_requested.connect(self.show_palette)
        self.top_bar.saved_requested.connect(self._say_saved)
        self.top_bar.safeguarding_requested.connect(lambda: self.show_safeguarding())
        self.toast.undo_requested.connect(self._on_undo)
        self.theme.changed.connect(self._fit)
        bind(self, self._commands)
        clock = QTimer(self)
        clock.setInterval(_CLOCK_MS)
        clock.timeout.connect(self._show_time)
        clock.start()
        self._show_time()

    def _own_commands(self) -> list[Command]:
        go, look, do = self.tr("Go to"), self.tr("Look"), self.tr("Window")
        pages = [
            Command(
                f"page.{entry.name}",
                entry.word,
                go,
                partial(self.show_page, entry.name),
                f"Ctrl+{at}" if at <= _DIGITS else "",
                entry.icon,
            )
            for at, entry in enumerate(self._entries.values(), 1)
        ]
        return [
            *pages,
            Command("window.find", self.tr("Find or do anything"), do, self.show_palette, "Ctrl+K", "search"),
            Command("window.keys", self.tr("The keys on this page"), do, self.show_keys, "F1"),
            Command("window.act", self.tr("Do this page's main act"), do, self._act, "Ctrl+Return; Ctrl+Enter"),
            Command(
                "window.safeguarding",
                self.tr("Somebody may not be safe"),
                do,
                self.show_safeguarding,
                "Ctrl+Shift+S",
                "shield",
            ),
            Command("window.undo", self.tr("Undo"), do, self._on_undo, "Ctrl+Z", "undo-2", self._can_undo),
            Command("window.redo", self.tr("Do again"), do, self._on_redo, "Ctrl+Shift+Z; Ctrl+Y", "", self._can_redo),
            Command("window.saved", self.tr("Is it saved?"), do, self._say_saved, "Ctrl+S", "check"),
            Command("window.next", self.tr("Next part of the window"), do, lambda: self._go_on(1), "F6"),
            Command("window.previous", self.tr("Part of the window before"), do, lambda: self._go_on(-1), "Shift+F6"),
            Command("look.larger", self.tr("Larger text"), look, lambda: self.theme.enlarge(1), "Ctrl++; Ctrl+="),
            Command("look.smaller", self.tr("Smaller text"), look, lambda: self.theme.enlarge(-1), "Ctrl+-"),
            Command("look.plain", self.tr("Text at 100 %"), look, lambda: self.theme.enlarge(0), "Ctrl+0"),
            Command("look.dark", self.tr("Dark or light"), look, self._switch_dark, icon="moon"),
            Command("look.contrast", self.tr("Strong contrast on or off"), look, self._switch_contrast),
            Command("look.system", self.tr("Look as the system looks"), look, self._follow_system),
        ]

    def _add_page(self, name: str) -> Page:
        page = self._pages[name] = self._entries[name].build()
        page.changed.connect(self.on_changes)
        page.toast_requested.connect(lambda text, undoable: self.say(text, undoable=undoable))
        page.go_requested.connect(self.show_page)
        bind(page, page.commands(), page.lists())
        self.stack.addWidget(page)
        return page

    # What the person does

    def _act(self) -> None:
        page = self.current_page()
        if page is not None:
            page.act()

    def _can_undo(self) -> bool:
        return self._undo is not None

    def _can_redo(self) -> bool:
        return self._redo is not None

    def _on_redo(self) -> None:
        if self._redo is not None:
            self._redo()

    def _on_undo(self) -> None:
        if self._undo is not None:
            self._undo()

    def _say_saved(self) -> None:
        if self._answer is not None:
            self._answer()
            return
        at = self._saved_at or self._now()
        self.say(self.tr("Everything is saved, {}").format(f"{at.astimezone():%H:%M:%S}"))

    def _switch_dark(self) -> None:
        self.theme.choose(replace(self.theme.choice, scheme="light" if self.theme.dark else "dark"))

    def _switch_contrast(self) -> None:
        self.theme.choose(replace(self.theme.choice, contrast=not self.theme.contrast))

    def _follow_system(self) -> None:
        self.theme.choose(replace(self.theme.choice, scheme="system", contrast=None))

    def _go_on(self, step: int) -> None:
        """Put focus into the next part of the window: page, its panels, rail, top bar."""
        page = self.current_page()
        parts = [page.first_focus(), *page.regions()] if page else []
        stops = [part for part in (*parts, self.rail.current(), self.top_bar.saved) if part and part.isVisible()]
        if stops:
            now = QApplication.focusWidget()
            at = next((i for i, part in enumerate(stops) if now and (part is now or part.isAncestorOf(now))), -1)
            stops[(at + step) % len(stops)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # What Qt asks

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.jobs.close()
        for beside in self.findChildren(JobRunner):  # what goes on beside the window's own jobs
            beside.close(_PATIENCE_S)
        super().closeEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(1280, 720)

    def _fit(self) -> None:
        slim = self.theme.is_slim(self.width())
        self.rail.set_slim(slim)
        self.top_bar.set_slim(slim)
        self.toast.place()
        self.progress.place()

    def _show_time(self) -> None:
        self.top_bar.show_time(self._now())


class _Stack(QStackedWidget):
    """Asks for the room of the page that is seen, not of the largest one."""

    @override
    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint().expandedTo(page.minimumSize()) if page else QSize(0, 0)
