"""A page with one of each control, and a window around a few of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from peerdesk.desk.changes import Changes
from peerdesk.domain.review import Contact
from peerdesk.ui.commands import Command
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page, PageEntry
from peerdesk.ui.theme import Theme
from peerdesk.ui.top_bar import Header
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.chip import SIGNS, ChipRow
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.fields import Form, TextBox
from peerdesk.ui.widgets.scroll import ScrollColumn
from peerdesk.ui.widgets.tabs import Tabs
from peerdesk.ui.widgets.title_row import TitleRow

NOON = datetime(2025, 10, 14, 11, 42, 7, tzinfo=UTC)


class ExamplePage(Page):
    """Counts how often it looked and was acted on."""

    title = "Notes"
    kinds = frozenset({"note"})

    def __init__(self, theme: Theme, jobs: JobRunner) -> None:
        super().__init__(theme, jobs)
        self.looked = self.acted = self.split = 0
        self.line = QLineEdit()
        self.box = TextBox(theme, "What we make of it")
        self.keep = Button(theme, "Keep", "corner-down-left", "primary")
        self.keep.clicked.connect(self._on_keep)
        self.primary = self.keep
        form = Form(theme)
        form.add("What we saw", self.line, "Enter keeps it.")
        form.add("What we make of it", self.box)
        column = ScrollColumn(theme)
        tabs = Tabs(theme, [("all", "All 19"), ("mine", "Mine 12")], "Whose notes")
        find = Button(theme, "", "search", "quiet", name="Find on this page")
        for widget in (form, ChipRow(theme, SIGNS, "Which way"), self.keep, Empty(theme, "pencil-line", "One line.")):
            column.body.addWidget(widget)
        page = QVBoxLayout(self)
        page.addWidget(TitleRow(theme, self.title, tabs, [find]))
        page.addWidget(column)

    @override
    def refresh(self) -> None:
        self.looked += 1

    @override
    def first_focus(self) -> QWidget:
        return self.line

    @override
    def regions(self) -> list[QWidget]:
        return [self.box]

    @override
    def commands(self) -> list[Command]:
        return [Command("note.split", "Split this note in two", "Notes", self._split, "Ctrl+J")]

    def _split(self) -> None:
        self.split += 1

    def _on_keep(self) -> None:
        self.acted += 1
        self.changed.emit(Changes(frozenset({"1"}), frozenset({"note"}), "keep a note"))


@dataclass
class Day:
    """What a window of tests was given, and what it said back."""

    contacts: Mapping[str, Contact] = field(default_factory=dict)
    built: list[str] = field(default_factory=list)
    wired: list[str] = field(default_factory=list)
    passed_on: list[datetime] = field(default_factory=list)
    undone: int = 0

    def undo(self) -> None:
        self.undone += 1

    def entry(self, theme: Theme, jobs: JobRunner, name: str, word: str, icon: str) -> PageEntry:
        def build() -> Page:
            self.built.append(name)
            return ExamplePage(theme, jobs)

        return PageEntry(name, word, icon, build, name[0], wire=lambda _: self.wired.append(name))


def make_window(theme: Theme, jobs: JobRunner, day: Day) -> MainWindow:
    """Make a window with three pages, none of them built."""
    rows = (("home", "Home", "house"), ("notes", "Notes", "notebook-pen"), ("share", "Share", "arrow-left-right"))
    return MainWindow(
        theme,
        jobs,
        [day.entry(theme, jobs, *row) for row in rows],
        now=lambda: NOON,
        header=Header("Saltmarsh Church of England Voluntary Controlled Primary School", "Tuesday 14 October"),
        contacts=lambda: day.contacts,
        passed_on=day.passed_on.append,
        undo=day.undo,
    )
