"""The frame around the pages, with an example of a page in it."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from peerdesk.domain.review import Contact
from peerdesk.errors import PeerDeskError
from peerdesk.ui import messages
from peerdesk.ui.commands import Command
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page, PageEntry
from peerdesk.ui.pages.welcome import WelcomePage
from peerdesk.ui.theme import Theme
from peerdesk.ui.top_bar import Header
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.chip import SIGNS, ChipRow
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.fields import Form, TextBox
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.scroll import ScrollColumn
from peerdesk.ui.widgets.tabs import Tabs
from peerdesk.ui.widgets.title_row import TitleRow

RESOURCES = Path(__file__).parents[1] / "resources"
CONTACTS = {
    "child": Contact(name="Ms Farrow", place="Office by the hall, ext. 214"),
    "adult": Contact(name="Mrs Okafor", place="Head's room, ext. 201"),
    "head": Contact(name="Mr Lindqvist, chair of governors", place="01632 960 144"),
}
ENTRIES = (
    ("home", "Home", "house", "a"),
    ("plan", "Plan", "calendar-days", "b"),
    ("now", "Now", "pencil-line", "c"),
    ("notes", "Notes", "notebook-pen", "c"),
    ("share", "Share", "arrow-left-right", "c"),
    ("table", "Table", "layers", "d"),
    ("report", "Report", "file-text", "d"),
)


class ExamplePage(Page):
    """A page with one of each control, to judge the controls themselves."""

    title = "Now"

    def __init__(self, theme: Theme, jobs: JobRunner) -> None:
        """Lay one of each out."""
        super().__init__(theme, jobs)
        self.keep = Button(theme, "Keep", "corner-down-left", "primary")
        self.primary = self.keep
        tabs = Tabs(theme, [("all", "All 19"), ("mine", "Mine 12")], "Whose notes")
        title = TitleRow(
            theme, "Now", tabs, [Button(theme, "Filter", "funnel", "quiet"), Button(theme, "Print", "printer")]
        )
        card = Card(theme)
        box = TextBox(theme, "What we saw or heard")
        box.setPlainText("Two pupils explain why they chose a number line, and when it would not help")
        chips = ChipRow(theme, SIGNS, "Which way")
        chips.show_value("yes")
        form = Form(theme)
        form.add("Where it comes from", box, "Enter keeps it.")
        card.body.addWidget(form)
        foot = QHBoxLayout()
        foot.addWidget(chips)
        foot.addWidget(self.keep)
        card.body.addLayout(foot)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l"), theme.gap("m"))
        page.addWidget(title)
        scroll = ScrollColumn(theme)
        page.addWidget(scroll)
        column = scroll.body
        column.addWidget(card)
        column.addWidget(
            Paragraph(theme, "“You are allowed to be stuck here. You just have to say what you tried.”", "reading")
        )
        column.addWidget(
            Empty(theme, "pencil-line", "The day starts with one line.", "Type what you saw, press Enter."), 1
        )

    @override
    def first_focus(self) -> QWidget:
        return self.keep

    @override
    def commands(self) -> list[Command]:
        return [
            Command("note.split", "Split this note in two", "Notes", list, "S"),
            Command("note.star", "Bring to the table", "Notes", list, "*"),
        ]


def make_window(theme: Theme) -> MainWindow:
    """Make a window of the example day that shows the example page."""
    jobs = JobRunner(messages.show_failure)
    entries = [
        PageEntry(name, word, icon, lambda: ExamplePage(theme, jobs), group) for name, word, icon, group in ENTRIES
    ]
    window = MainWindow(
        theme,
        jobs,
        entries,
        now=lambda: datetime(2025, 10, 14, 9, 42, 7, tzinfo=UTC),
        header=Header("Saltmarsh Primary School", "Tuesday 14 October"),
        contacts=lambda: CONTACTS,
        undo=list,
    )
    window.show_saved(datetime(2025, 10, 14, 9, 42, 7, tzinfo=UTC))
    window.show_saved(datetime(2025, 10, 14, 9, 42, 7, tzinfo=UTC))
    return window


def show_example(theme: Theme) -> QWidget:
    """Show one of each control, and the toast."""
    window = make_window(theme)
    window.show_page("now")
    window.say("Note kept with question 2.", undoable=True)
    return window


def show_safeguarding(theme: Theme) -> QWidget:
    """Show the card over a page."""
    window = make_window(theme)
    window.show_page("now")
    window.show_safeguarding()
    return window


def show_palette(theme: Theme) -> QWidget:
    """Show the palette over a page."""
    window = make_window(theme)
    window.show_page("now")
    window.show_palette()
    return window


def show_failure(theme: Theme) -> QWidget:
    """Show what a person sees when something did not work."""
    window = make_window(theme)
    page = window.show_page("now")
    error = PeerDeskError("The disk is full.", "Free some space, then press Keep again.", detail="28, no space left")
    messages.show_failure(page, error)
    return window


def show_welcome(theme: Theme) -> QWidget:
    """Show the first start."""
    jobs = JobRunner(messages.show_failure)
    entry = PageEntry("welcome", "Welcome", "house", lambda: WelcomePage(theme, jobs))
    window = MainWindow(theme, jobs, [entry], now=lambda: datetime(2025, 10, 14, 9, 42, tzinfo=UTC))
    window.show_page("welcome")
    return window
