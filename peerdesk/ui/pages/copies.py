"""Copies of your notes: which there are, a new one, the drive for the second, and what one would bring back."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk import checking
from peerdesk.desk.changes import Changes
from peerdesk.desk.copies import Copy, Drive
from peerdesk.desk.desk import Desk
from peerdesk.desk.stick import try_out
from peerdesk.errors import PeerDeskError
from peerdesk.overriding import override
from peerdesk.ui.commands import Command
from peerdesk.ui.copies_words import when_words, where_words
from peerdesk.ui.dialogs.bringing_back import BringingBackSheet
from peerdesk.ui.dialogs.choosing import ask_file, ask_folder
from peerdesk.ui.jobs import JobRunner, Progress
from peerdesk.ui.page import Page
from peerdesk.ui.pages.copies_parts import DamageCard, DriveRow
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.copies_list import CopiesList
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.title_row import TitleRow

_WIDTH = 860


class CannotTakeDriveError(PeerDeskError):
    """A second copy cannot be written where the person wants it."""


@dataclass(frozen=True)
class _Seen:
    copies: Sequence[Copy]
    drive: Drive | None
    file_is_whole: bool


class CopiesPage(Page):
    """The newest copy is at the top, under its day.

    Signals:
        mend_requested: put a copy in the place of the file of the notes, which is damaged.
    """

    title = "Copies of your notes"
    kinds = frozenset({"copies"})

    mend_requested = Signal()

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the page."""
        super().__init__(theme, jobs, parent)
        self._desk = desk
        self._copies: list[Copy] = []
        self.check_all = Button(theme, self.tr("Check all"), kind="quiet")
        self.make = Button(theme, self.tr("Make a copy now"), "hard-drive")
        self.damage = DamageCard(theme)
        self.drive = DriveRow(theme)
        self.list = CopiesList(theme)
        self.empty = Empty(
            theme,
            "hard-drive",
            self.tr("There is no copy of your notes yet."),
            self.tr("PeerDesk makes one every hour, and checks it. You need not wait for that."),
            self.tr("Make a copy now"),
            self.make_copy,
        )
        self.from_file = Button(theme, self.tr("From a file…"), "folder-open")
        self.look_inside = Button(theme, self.tr("See what it would bring back…"), kind="primary")
        self._foot = QWidget()
        self._build()
        self._wire()

    @override
    def refresh(self) -> None:
        desk, keeping = self._desk, self._desk.keeping

        def work() -> _Seen:
            return _Seen(keeping.copies(), keeping.look_at_drive(), checking.is_whole(desk.engine))

        self.jobs.start(self, lambda _: work(), self._show, label=self.tr("Looking for copies"))

    @override
    def commands(self) -> list[Command]:
        group = self.tr("Copies")
        return [
            Command("copies.make", self.tr("Make a copy now"), group, self.make_copy, icon="hard-drive"),
            Command("copies.check", self.tr("Read all copies to their end"), group, self.check),
            Command("copies.file", self.tr("Bring back from a file…"), group, self.ask_file, icon="folder-open"),
            Command("copies.drive", self.tr("Choose a drive for the second copy…"), group, self.ask_drive, icon="usb"),
        ]

    @override
    def first_focus(self) -> QWidget | None:
        return self.list if self._copies else self.empty.button

    @override
    def regions(self) -> list[QWidget]:
        return [self.drive.choose]

    def _build(self) -> None:
        theme = self.theme
        column = QWidget()
        column.setMaximumWidth(theme.px(_WIDTH))
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.gap("s"))
        inside.addWidget(TitleRow(theme, self.tr("Copies of your notes"), None, [self.check_all, self.make]))
        how = self.tr(
            "One is made every hour, and before anything that changes much. Of the last day PeerDesk keeps one an "
            "hour, of two weeks one a day, of a year one a week."
        )
        for widget in (Paragraph(theme, how, tone="soft"), self.damage, self.drive):
            inside.addWidget(widget)
        inside.addWidget(self.list, 1)
        inside.addWidget(self.empty, 1)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, theme.gap("s"))
        foot.setSpacing(theme.gap("s"))
        foot.addWidget(self.from_file)
        foot.addStretch()
        foot.addWidget(self.look_inside)
        inside.addWidget(self._foot)
        page = QHBoxLayout(self)
        page.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l"), theme.gap("s"))
        page.addStretch(1)
        page.addWidget(column, 1000)
        page.addStretch(1)
        self.primary = self.look_inside
        for later in (self.damage, self.drive, self.list, self.empty):
            later.hide()

    def _wire(self) -> None:
        self.make.clicked.connect(self.make_copy)
        self.check_all.clicked.connect(self.check)
        self.damage.mend.clicked.connect(self.mend_requested)
        self.drive.choose.clicked.connect(self.ask_drive)
        self.drive.stop.clicked.connect(lambda: self._choose(None))
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self.open_chosen)
        self.from_file.clicked.connect(self.ask_file)
        self.look_inside.clicked.connect(self.open_chosen)

    def _show(self, seen: _Seen) -> None:
        begins = not self.drive.isVisibleTo(self)
        self._copies = list(seen.copies)
        self.damage.setVisible(not seen.file_is_whole)
        self.drive.show_drive(seen.drive)
        self.drive.show()
        self.list.setVisible(bool(self._copies))
        self.empty.setVisible(not self._copies)
        self.list.show_copies(self._copies)
        for button in (self.check_all, self.look_inside, self.make):
            button.setVisible(bool(self._copies))
        if begins:
            self.begin_here()

    def _on_chosen(self) -> None:
        self.look_inside.setEnabled(self.list.chosen_copy() is not None)

    # What a person does

    def make_copy(self) -> None:
        """Make a copy, and carry it to the drive."""

        def done(_: Path) -> None:
            said = self.tr("A copy is made, opened and checked.")
            second = self._desk.keeping.second_copy()
            self.toast_requested.emit(f"{said} {second}".strip(), False)
            self.changed.emit(Changes(frozenset(), self.kinds))
            self.refresh()

        self.jobs.start(self, lambda _: self._desk.keeping.back_up(), done, label=self.tr("Making a copy"))

    def check(self) -> None:
        """Read every page of every copy; the person may stop it."""
        copies = list(self._copies)

        def work(progress: Progress) -> list[Copy]:
            checked = []
            for at, copy in enumerate(copies):
                progress.step(at, len(copies), self.tr("Reading copies to their end"))
                checked.append(self._desk.keeping.check_copy(copy))
            return checked

        self.jobs.start(self, work, self._on_checked, label=self.tr("Reading copies to their end"))

    def _on_checked(self, copies: list[Copy]) -> None:
        self._copies = copies
        self.list.show_copies(copies)
        damaged = sum(not one.sound for one in copies)
        said = self.tr("All {} copies are sound.").format(len(copies))
        if damaged:
            said = self.tr("{} of {} copies are damaged.").format(damaged, len(copies))
        self.toast_requested.emit(said, False)
        announce(self.list, said)

    def open_chosen(self) -> None:
        """Look what the chosen copy would bring back."""
        copy = self.list.chosen_copy()
        if copy is not None:
            what = self.tr("The copy of {when}, {where}.").format(
                when=when_words(copy.made_at), where=where_words(copy)
            )
            self._look_into(copy.path, what)

    def ask_file(self) -> None:
        """Ask for a file that is no copy of the list."""
        kinds = self.tr("Copies of notes (*.backup desk.db*)")
        ask_file(self, self.tr("A copy of your notes"), kinds, self.open_file)

    def open_file(self, path: Path) -> None:
        """Look what a file would bring back."""
        self._look_into(path, self.tr("The file {}.").format(path))

    def _look_into(self, path: Path, what: str) -> None:
        sheet = BringingBackSheet(self, self.jobs, self._desk, path, what)
        sheet.brought.connect(self._on_brought)
        sheet.notes_requested.connect(partial(self.go_requested.emit, "notes"))
        sheet.open_over()
        sheet.look()

    def _on_brought(self, changes: Changes) -> None:
        self.changed.emit(changes)
        self.refresh()

    def ask_drive(self) -> None:
        """Ask where the second copy is to go."""
        ask_folder(self, self.tr("The drive or folder for the second copy"), self.use_drive)

    def use_drive(self, drive: Path) -> None:
        """Let each copy be carried to a drive from now on, and make the first."""
        self._choose(drive)

    def _choose(self, drive: Path | None) -> None:
        keeping = self._desk.keeping

        def work() -> str:
            if drive is not None and try_out(drive).answer != "works":
                raise CannotTakeDriveError(
                    "A second copy cannot be written there.",
                    "Take another drive or folder, or make room on this one.",
                    detail=str(drive),
                )
            keeping.choose_drive(drive)
            if drive is not None:
                keeping.back_up()
            return keeping.second_copy()

        def done(second: str) -> None:
            self.toast_requested.emit(second or self.tr("Copies stay on this laptop alone from now on."), False)
            self.refresh()

        self.jobs.start(self, lambda _: work(), done, label=self.tr("Trying out the drive"))
