"""Frameworks: which are at hand, what one says, and files of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.desk import Desk
from peerdesk.desk.framework_copies import Copy
from peerdesk.desk.frameworks import Shelf, Shelved, file_name_of
from peerdesk.overriding import override
from peerdesk.ui.commands import Command
from peerdesk.ui.dialogs.choosing import ask_file, ask_new_of_kinds
from peerdesk.ui.dialogs.framework_versions import FrameworkVersionsSheet
from peerdesk.ui.dialogs.framework_whole import WholeFrameworkSheet
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.page import Page
from peerdesk.ui.pages.frameworks_list import FrameworksList, rows_of
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.title_row import TitleRow
from peerdesk.ui.widgets.wrapping import WrappingRow

_WIDTH = 860


@dataclass(frozen=True)
class _Seen:
    shelf: Shelf
    copies: Sequence[Copy]


class FrameworksPage(Page):
    """A row each; what can be done with the one that is chosen stands under the list.

    Signals:
        edit_requested: show a copy in the editor.
    """

    title = "Frameworks"
    kinds = frozenset({"frameworks"})

    edit_requested = Signal(object)

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the page."""
        super().__init__(theme, jobs, parent)
        self._desk = desk
        self._shelf = Shelf(())
        self._wanted = ""
        self.template = Button(theme, self.tr("Save the template…"), kind="quiet")
        self.bring_in = Button(theme, self.tr("Bring in…"), "download")
        self.list = FrameworksList(theme)
        self.read = Button(theme, self.tr("Read it…"), kind="primary")
        self.go_on = Button(theme, self.tr("Go on with it"), kind="primary")
        self.copy = Button(theme, self.tr("Change a copy"), "pencil-line")
        self.save = Button(theme, self.tr("Save as a file…"), "upload")
        self.compare = Button(theme, self.tr("Compare…"), "columns-2")
        self.remove = Button(theme, self.tr("Remove"), "trash-2", "quiet")
        self.trouble = Paragraph(theme, "", tone="develop")
        self._build()
        self._wire()

    @override
    def refresh(self) -> None:
        desk = self._desk
        work = lambda _: _Seen(desk.frameworks.shelf(), desk.framework_copies.all())  # noqa: E731 - one line of work
        self.jobs.start(self, work, self._show, label=self.tr("Looking for frameworks"))

    @override
    def commands(self) -> list[Command]:
        group = self.tr("Frameworks")
        return [
            Command("frameworks.bring", self.tr("Bring in a framework…"), group, self.ask_file, icon="download"),
            Command("frameworks.template", self.tr("Save the template…"), group, self.ask_template),
            Command("frameworks.compare", self.tr("Compare this framework…"), group, self.compare.click),
            Command("frameworks.copy", self.tr("Change a copy of this framework"), group, self.copy.click),
        ]

    @override
    def first_focus(self) -> QWidget | None:
        return self.list

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stale = True  # what is changed elsewhere is files, of which no record tells

    def _build(self) -> None:
        theme = self.theme
        column = QWidget()
        column.setMaximumWidth(theme.px(_WIDTH))
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.gap("s"))
        inside.addWidget(TitleRow(theme, self.tr("Frameworks"), None, [self.template, self.bring_in]))
        what = self.tr(
            "A framework is what a review goes by: themes, questions, what to look for, what to ask, and how the "
            "report is laid out. A review keeps the one that it was begun with."
        )
        inside.addWidget(Paragraph(theme, what, tone="soft"))
        inside.addWidget(self.list, 1)
        inside.addWidget(self.trouble)
        foot = WrappingRow(theme.gap("s"))
        for button in (self.read, self.go_on, self.copy, self.save, self.compare, self.remove):
            foot.add(button)
        inside.addWidget(foot)
        inside.addSpacing(theme.gap("s"))
        page = QHBoxLayout(self)
        page.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l"), theme.gap("s"))
        page.addStretch(1)
        page.addWidget(column, 1000)
        page.addStretch(1)
        self.primary = self.read
        self.trouble.hide()

    def _wire(self) -> None:
        self.template.clicked.connect(self.ask_template)
        self.bring_in.clicked.connect(self.ask_file)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.read.clicked.connect(self._on_opened)
        self.go_on.clicked.connect(self._on_opened)
        self.copy.clicked.connect(self._on_copy)
        self.save.clicked.connect(self._ask_new)
        self.compare.clicked.connect(self._on_compare)
        self.remove.clicked.connect(self._on_remove)

    def _show(self, seen: _Seen) -> None:
        begins = not self._shelf.frameworks
        self._shelf = seen.shelf
        self.list.show_rows(rows_of(seen.shelf, seen.copies), self._wanted)
        self._wanted = ""
        if begins:
            self.begin_here()

    def _on_chosen(self) -> None:
        """Offer what can be done with the row that is chosen."""
        row = self.list.chosen_row()
        of = row.of if row else None
        shelved = of if isinstance(of, Shelved) else None
        for button in (self.read, self.copy, self.save, self.compare):
            button.setVisible(shelved is not None)
        self.go_on.setVisible(isinstance(of, Copy))
        self.remove.setVisible(isinstance(of, Copy | tuple) or (shelved is not None and shelved.own))
        self.primary = self.go_on if isinstance(of, Copy) else self.read
        self.trouble.setText(f"{of[1].message} {of[1].remedy}" if isinstance(of, tuple) else "")
        self.trouble.setVisible(isinstance(of, tuple))

    # What a person does

    def _chosen(self) -> Shelved | None:
        row = self.list.chosen_row()
        return row.of if row is not None and isinstance(row.of, Shelved) else None

    def _on_opened(self) -> None:
        row = self.list.chosen_row()
        if row is not None and isinstance(row.of, Copy):
            self.edit_requested.emit(row.of)
        elif row is not None and isinstance(row.of, Shelved):
            WholeFrameworkSheet(self, row.of.framework).open_over()

    def _on_copy(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            begin = partial(self._desk.framework_copies.begin, chosen.framework)
            self.jobs.start(self, lambda _: begin(), self.edit_requested.emit)

    def _on_compare(self) -> None:
        chosen = self._chosen()
        others = [one for one in self._shelf.frameworks if one is not chosen]
        if chosen is not None and others:
            FrameworkVersionsSheet(self, chosen.framework, others).open_over()

    def ask_file(self) -> None:
        """Ask for a framework that somebody sent, or filled in."""
        kinds = self.tr("Frameworks and spreadsheets (*.toml *.json *.xlsx *.csv)")
        ask_file(self, self.tr("A framework"), kinds, self.take_in)

    def take_in(self, path: Path) -> None:
        """Take in a framework from a file, whole or not at all."""

        def done(taken: Shelved) -> None:
            self._wanted = str(taken.file)
            self._say(self.tr("“{title}”, version {version}, is here."), taken)
            self.refresh()

        self.jobs.start(self, lambda _: self._desk.frameworks.take_in(path), done, label=self.tr("Bringing in"))

    def ask_template(self) -> None:
        """Ask where the spreadsheet to fill in is to be written."""
        kinds = [(self.tr("Spreadsheet"), "xlsx"), (self.tr("Table as text"), "csv")]
        ask_new_of_kinds(self, self.tr("The template"), kinds, self.tr("framework template"), self.write_template)

    def write_template(self, path: Path) -> None:
        """Write the spreadsheet to fill in."""
        self._write(lambda: self._desk.frameworks.write_template(path))

    def _ask_new(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            kinds = [(self.tr("Spreadsheet"), "xlsx"), (self.tr("Framework file"), "json"), (self.tr("Text"), "toml")]
            name, write = file_name_of(chosen.framework), partial(self.write, chosen)
            ask_new_of_kinds(self, self.tr("Save the framework"), kinds, name, write)

    def write(self, chosen: Shelved, path: Path) -> None:
        """Write a framework as a file."""
        self._write(lambda: self._desk.frameworks.write(chosen.framework, path))

    def _write(self, work: Callable[[], Path]) -> None:
        def done(path: Path) -> None:
            self.toast_requested.emit(self.tr("Saved: {}").format(path.name), False)

        self.jobs.start(self, lambda _: work(), done, label=self.tr("Saving"))

    def _on_remove(self) -> None:
        row, library, copies = self.list.chosen_row(), self._desk.frameworks, self._desk.framework_copies
        if row is None:
            return
        title = row.title
        match row.of:
            case Copy() as copy:
                file = copies.file(copy)
            case Shelved() as shelved:
                file = shelved.file
            case spoilt:
                file = spoilt[0]

        def done(away: Path) -> None:
            said = self.tr("“{}” is removed. To have it again, bring in {}.")
            if file.parent != away.parent.parent:  # a copy that was never whole
                said = self.tr("“{}” is removed. It lies in {}.")
            self.toast_requested.emit(said.format(title, away), False)
            self.refresh()

        self.jobs.start(self, lambda _: library.remove(file), done)

    def _say(self, said: str, taken: Shelved) -> None:
        framework = taken.framework
        self.toast_requested.emit(said.format(title=framework.title, version=framework.version), False)
