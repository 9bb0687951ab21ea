"""Watching for what arrives by itself, and saying so quietly on every page."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QFileSystemWatcher, QObject, QTimer, Signal

from peerdesk.desk.arrivals import Arrived, News, folders_of, look_at, note_seen
from peerdesk.desk.desk import Desk
from peerdesk.desk.watching import Found, Watch
from peerdesk.ui.commands import Command
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page
from peerdesk.ui.pages.share_files import when_said
from peerdesk.ui.widgets.arrived_line import ArrivedLine

LOOK_MS = 4000
"""Between two looks: what is being copied grows in that time."""
_SOON_MS = 500


class Arrivals(QObject):
    """Looks into the watched folder and into the one that the team shares, as long as its window is there.

    Only names, sizes and times are looked at, off the window's thread; what is ours and has stopped growing is then
    opened at its beginning, in the turn of the window's other jobs.

    Signals:
        shared_changed: something came to the stick or folder that the team shares, or it came itself.
    """

    shared_changed = Signal()

    def __init__(self, desk: Desk, window: MainWindow, show_file: Callable[[Path], object]) -> None:
        """Begin to watch.

        Args:
            desk: it is open.
            window: over whose pages it is said.
            show_file: shows what is in a file.
        """
        super().__init__(window)
        self._desk, self._window, self._show_file = desk, window, show_file
        self._watch = Watch()
        self._arrived: list[Arrived] = []
        self._was_there = False
        self._page: Page | None = None
        self._folders: tuple[Path | None, Path | None] = (None, None)
        self._looking = JobRunner(lambda _owner, _error: None)  # a folder that hangs keeps nobody waiting
        self._looking.setParent(self)
        self._system = QFileSystemWatcher(self)
        self._clock = QTimer(self, interval=LOOK_MS)
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self.line = ArrivedLine(window.theme)
        window.put_line(self.line)
        self._wire()
        self.find_folders()

    def find_folders(self) -> None:
        """Learn which folders are to be watched, and look into them."""
        desk = self._desk
        if not desk.is_locked:
            self._window.jobs.start(self, lambda _: folders_of(desk), self._follow)

    def look(self) -> None:
        """Look into the folders now, if the window is seen."""
        folders = [one for one in dict.fromkeys(self._folders) if one is not None]
        if folders and self._window.isVisible() and not self._looking.busy:
            self._looking.start(self, lambda _: self._watch.look(folders), self._on_found)

    def show_arrived(self, arrived: Sequence[Arrived]) -> None:
        """Say what has arrived, besides what is said already."""
        marks = {one.found.mark for one in self._arrived}
        self._arrived += [one for one in arrived if one.found.mark not in marks]
        self.line.say(_sentence(self._arrived))

    def see(self) -> None:
        """Show what is in what arrived."""
        arrived = self._arrived
        self._put_away()
        for one in reversed(arrived):
            self._show_file(one.found.path)

    def _wire(self) -> None:
        self.line.see_requested.connect(self.see)
        self.line.later_requested.connect(self._put_away)
        self._system.directoryChanged.connect(lambda _: self._soon.start())
        self._soon.timeout.connect(self.look)
        self._clock.timeout.connect(self.look)
        self._window.page_shown.connect(lambda name: self._on_page() if name == "share" else None)
        self._clock.start()

    def _on_page(self) -> None:
        """Let the sharing page look again when something came to its folder, and learn when it has another one."""
        from peerdesk.ui.pages.share import SharePage  # by now it is loaded

        page = self._window.current_page()
        if isinstance(page, SharePage) and page is not self._page:
            self._page = page
            self.shared_changed.connect(page.look_when_seen)
            page.folders_changed.connect(self.find_folders)

    def _follow(self, folders: tuple[Path | None, Path | None]) -> None:
        """Let the system tell of the watched folder; a stick is only looked at, so that it can be taken out."""
        self._folders = folders
        if known := self._system.directories():
            self._system.removePaths(known)
        watched = folders[0]
        if watched is not None and watched.is_dir():
            self._system.addPath(str(watched))
        self.look()

    def _on_found(self, found: list[Found]) -> None:
        desk = self._desk
        is_there = self._folders[1] in self._watch.there
        moved, self._was_there = is_there != self._was_there, is_there
        if moved and not desk.is_locked:
            self.shared_changed.emit()
        if not found:
            return
        if desk.is_locked:
            for one in found:
                self._watch.forget(one)
            return
        if not moved and any(one.path.parent == self._folders[1] for one in found):
            self.shared_changed.emit()
        self._window.jobs.start(self, lambda _: look_at(desk, found), self._tell, lambda _: None)

    def _tell(self, news: News) -> None:
        now = self._desk.acting.now()
        for receipt, name in news.words:
            said = tr("Your notes arrived {when}, at {name}'s.")
            self._window.say(said.format(when=when_said(receipt.at, now), name=name or tr("somebody")))
        self.show_arrived(news.arrived)

    def _put_away(self) -> None:
        desk, found = self._desk, [one.found for one in self._arrived]
        self._arrived = []
        self.line.say("")
        self._window.jobs.start(self, lambda _: note_seen(desk, found), lambda _: None)


def arrivals_commands(arrivals: Callable[[], Arrivals | None]) -> list[Command]:
    """Return what the palette offers on every page of a window that is still being made."""
    text = tr("See what has arrived")

    def see() -> None:
        if found := arrivals():
            found.see()

    return [Command("arrivals.see", text, tr("Share"), see, "Ctrl+Shift+A", "download")]


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("Arrivals", text)


def _sentence(arrived: list[Arrived]) -> str:
    """Return "Tom's notes have arrived."; "" for nothing."""
    if not arrived:
        return ""
    if len(arrived) > 1:
        return tr("{} files have arrived for you.").format(len(arrived))
    (one,) = arrived
    if not one.met:
        return tr("Something has arrived. It says that it is from {}, whom you have not met here.").format(one.name)
    said = {
        "team": tr("{}'s notes have arrived."),
        "briefing": tr("A briefing from {} has arrived."),
        "partnership": tr("Something for the partnership has arrived, from {}."),
    }
    return said[one.kind].format(one.name)
