"""What can be done at the table by key and from the palette."""

from typing import Protocol

from peerdesk.desk.desk import Desk
from peerdesk.domain.outcome import Finding, Way
from peerdesk.ui.commands import Command
from peerdesk.ui.erasing_for_good import ErasingForGood
from peerdesk.ui.page import Page
from peerdesk.ui.table.notes_pane import NotesPane
from peerdesk.ui.widgets.button import Button


class AtTheTable(Protocol):
    """What the page does when a key asks for it."""

    notes: NotesPane
    large: Button

    def finding(self) -> Finding | None:
        """Return the finding that is worked on."""

    def is_at_work(self) -> bool:
        """Tell whether findings are worked on."""

    def is_standing(self) -> bool:
        """Tell whether the page shows where the school stands."""

    def new(self) -> None:
        """Begin a finding."""

    def cite(self, way: Way) -> None:
        """Cite the chosen notes."""

    def agree(self) -> None:
        """Agree the finding that is worked on."""

    def agree_all(self) -> None:
        """Agree those on this question."""

    def agree_every_finding(self) -> None:
        """Agree those on all questions."""

    def show_history(self) -> None:
        """Show what it said before."""

    def print_coverage(self) -> None:
        """Put coverage on paper."""


def table_commands(page: Page, does: AtTheTable, desk: Desk) -> list[Command]:
    """Return the commands of the page, which does what they say."""
    group, tr, notes = page.tr("Table"), page.tr, does.notes

    def on_finding() -> bool:
        return does.finding() is not None

    def on_one() -> bool:
        return on_finding() or does.is_standing()

    against, every = tr("Cite as pointing the other way"), tr("Every finding is agreed by all of us")
    include = tr("Include what was noted in training")
    return [
        Command("table.choose", tr("Choose this note"), group, notes.choose_current, "Space", "check"),
        Command("table.new", tr("New finding from the chosen notes"), group, does.new, "N", "plus", does.is_at_work),
        Command("table.cite", tr("Cite the chosen notes"), group, lambda: does.cite("for"), "F", "link", on_one),
        Command(
            "table.against",
            against,
            group,
            lambda: does.cite("against"),
            "Shift+F",
            "arrow-left-right",
            on_finding,
        ),
        Command("table.agree", tr("Agree this finding"), group, does.agree, "A", "check", on_finding),
        Command("table.agree_all", tr("Agreed by all of us"), group, does.agree_all, icon="check"),
        Command("table.agree_every", every, group, does.agree_every_finding, "Shift+A", "check"),
        Command("table.include", include, group, notes.include, "I", "user-plus"),
        Command("table.history", tr("History…"), group, does.show_history, "Ctrl+Shift+H", "history", on_one),
        *ErasingForGood(page, desk).commands("table", group, does.finding),
        Command("table.large", tr("Large text at the table"), group, does.large.click, icon="a-large-small"),
        Command("table.print", tr("Coverage on paper…"), group, does.print_coverage, icon="printer"),
    ]
