"""What one writes with on the page Now: the activity's kind chooses the tool, and one key leads to the line and back.

The line is a tool like the others: for walks, passing talk, meetings and documents. A conversation has the guide, a
look at work the tally. What lies under all of them (the checklist) is a tool that is always seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.framework import Framework
from peerdesk.domain.review import Activity
from peerdesk.ui.commands import Command, key_hint
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button

SWITCH, _LINE = "Ctrl+T", "Ctrl+J"


@dataclass(frozen=True)
class Place:
    """Where one stands.

    Attributes:
        framework: in which the review is written.
        activity: None if none is chosen.
        me: record id of this desk's person, "" if they are not in the team.
        heard: who was heard in the activity, the newest first: "Y4 pupil".
    """

    plan: ReviewPlan
    framework: Framework
    activity: Activity | None = None
    me: str = ""
    heard: Sequence[str] = field(default_factory=tuple)


class Tool(QWidget):
    """Base of what is written with: the part that keeps its place at the top, and the part that lies `below`.

    What the page offers (what the clock says, a line that was begun) stands between the two.

    Attributes:
        word: what the tool is called on the way to it.
        way: the way to another tool; None where there is none. Whoever lays the tool out gives it a place.
        below: what is seen under the offers while the tool is; None for nothing.
        place: where one stands; None before the review was looked at.
        primary: the button that Ctrl+Enter presses while it is seen.

    Signals:
        changed: an act touched records (a Changes).
        left: back to where the page starts (Escape in a list).
        told: a sentence about what was done; True if Undo can take it back.
        activity_requested: another activity is to be chosen.
        more_requested: show what was noted earlier, or hide it.
    """

    changed = Signal(object)
    left = Signal()
    told = Signal(str, bool)
    activity_requested = Signal()
    more_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty; `show_place` says where it stands."""
        super().__init__(parent)
        self.word = ""
        self.way: Button | None = None
        self.below: QWidget | None = None
        self.place: Place | None = None
        self.primary: QAbstractButton | None = None

    def is_for(self, activity: Activity) -> bool:  # noqa: ARG002 - for those who choose
        """Say whether an activity's kind asks for this tool before the line."""
        return False

    def serves(self, activity: Activity) -> bool:
        """Say whether the tool may be wanted in an activity, whatever its kind asks for first."""
        return self.is_for(activity)

    def begun_in(self) -> set[str]:
        """Return the activities in which something was begun here that is not seen now."""
        return set()

    def show_place(self, place: Place) -> None:
        """Stand somewhere, or look again at what is here: it is called after each look at the desk.

        What is being typed stays where it was begun.
        """
        self.place = place

    def first_focus(self) -> QWidget:
        """Return where a person starts."""
        return self

    def type_here(self, event: QKeyEvent) -> None:
        """Take a key that was pressed elsewhere on the page."""

    def has_begun(self) -> bool:
        """Say whether something is typed that was not kept yet, so that the tool is shown when one comes back."""
        return False

    def mark_quote(self) -> None:
        """Mark a quote, and ask whose."""

    def show_more(self, shown: bool) -> None:
        """Show what was noted earlier, or only what is needed now: others may be looking on."""

    def show_details(self) -> None:
        """Show or fold when it was seen, by whom, and who asks."""

    def show_slim(self, slim: bool) -> None:
        """Use fewer words where there is little room."""

    def flush(self) -> None:
        """Put on its way to the disk what is typed."""

    def commands(self) -> list[Command]:
        """Return what can be done here and nowhere else."""
        return []

    def lists(self) -> list[QWidget]:
        """Return the views on which single-letter commands work while they have focus."""
        return []

    def regions(self) -> list[QWidget]:
        """Return where F6 stops in it, besides where it starts."""
        return []


class Tools(QWidget):
    """The tools one above the other, of which one is seen, and what is always seen under them.

    Signals:
        changed: an act touched records (a Changes).
        chosen: another tool is seen now.
        left, told, activity_requested, more_requested: as a tool's.
    """

    changed = Signal(object)
    chosen = Signal()
    left = Signal()
    told = Signal(str, bool)
    activity_requested = Signal()
    more_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        line: Tool,
        others: Sequence[Tool] = (),
        under: Sequence[Tool] = (),
        offers: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Show the line.

        Args:
            theme: for the gaps.
            line: for every activity.
            others: each for the activities that it says it is for.
            under: what is seen whichever tool is.
            offers: what stands between a tool and what lies below it.
            parent: as in Qt.
        """
        super().__init__(parent)
        self.line, self.others, self.under = line, tuple(others), tuple(under)
        self.now: Tool = line
        self._wished: dict[str, Tool] = {}
        self._theme = theme
        self._lay_out(offers)
        for tool in self.all:
            tool.changed.connect(self.changed)
            tool.left.connect(self.left)
            tool.told.connect(self.told)
            tool.activity_requested.connect(self.activity_requested)
            tool.more_requested.connect(self.more_requested)
        for tool in (line, *self.others):
            if tool.way is not None:
                tool.way.clicked.connect(self.switch)
        self._show(line)

    @property
    def all(self) -> tuple[Tool, ...]:
        """All tools in their order."""
        return (self.line, *self.others, *self.under)

    def go_to(self, activity: Activity | None) -> None:
        """Show the tool of an activity: what was wished for there, or where something was begun, or what its kind asks.

        A line that was begun there comes before all.
        """
        key = activity.record_id if activity else ""
        if self.line.has_begun():
            self._show(self.line)
        else:
            self._show(self._wished.get(key) or self.own(activity) or self.line)

    def own(self, activity: Activity | None) -> Tool | None:
        """Return what an activity's kind asks for, None for the line."""
        return next((one for one in self.others if activity is not None and one.is_for(activity)), None)

    def show_place(self, place: Place) -> None:
        """Tell all tools where one stands. A tool that does not serve this activity gives way."""
        for tool in self.all:
            tool.show_place(place)
        if self.now is not self.line and not (place.activity and self.now.serves(place.activity)):
            self.go_to(place.activity)
        self._show_ways()

    def choose(self, tool: Tool) -> None:
        """Show a tool because somebody wants it; it is the one that comes back in this activity."""
        place = self.now.place
        self._wished[place.activity.record_id if place and place.activity else ""] = tool
        self._show(tool)

    def switch(self) -> None:
        """Go from the line to the tool of the activity, and back."""
        other = self._other()
        self.choose(other if self.now is self.line and other is not None else self.line)
        self.left.emit()

    def to_line(self) -> None:
        """Go to the line from wherever one is."""
        self.choose(self.line)
        self.left.emit()

    def _other(self) -> Tool | None:
        """Return what else one can write with in this activity."""
        activity = self.now.place.activity if self.now.place else None
        serves = (one for one in self.others if activity is not None and one.serves(activity))
        return self.own(activity) or next(serves, None)

    def _show_ways(self) -> None:
        """Let each tool show the way to the other, with the key that does the same."""
        other = self._other()
        for tool in (self.line, *self.others):
            to = other if tool is self.line else self.line
            if tool.way is not None:
                tool.way.setVisible(to is not None)
                tool.way.setText(to.word if to else "")
                tool.way.setToolTip(self.tr("{} ({})").format(to.word, key_hint(SWITCH)) if to else "")
                tool.way.setAccessibleDescription(key_hint(SWITCH))
                tool.way.updateGeometry()

    def begun_in(self) -> set[str]:
        """Return the activities in which something was begun that is not seen now."""
        return {activity for tool in self.all for activity in tool.begun_in()}

    def regions(self) -> list[QWidget]:
        """Return where F6 stops in the tools."""
        return [widget for tool in self.all for widget in tool.regions()]

    def show_more(self, shown: bool) -> None:
        """Show what was noted earlier in all tools, or in none."""
        for tool in self.all:
            tool.show_more(shown)
            if tool.below is not None:
                self._column.setStretchFactor(tool.below, int(shown))
        self._column.setStretch(self._column.count() - 1, int(not shown))

    def show_slim(self, slim: bool) -> None:
        """Use fewer words where there is little room."""
        for tool in self.all:
            tool.show_slim(slim)

    def flush(self) -> None:
        """Put on its way to the disk what is typed in any tool."""
        for tool in self.all:
            tool.flush()

    def commands(self) -> list[Command]:
        """Return what can be done with the tools, each while it is seen."""
        here = self.tr("Now")
        switch = self.tr("The line, or what this activity asks for")
        return [
            Command("now.tool", switch, here, self.switch, SWITCH, "arrow-left-right"),
            Command("now.line", self.tr("To the line"), here, self.to_line, _LINE, "pencil-line"),
            *(command for tool in self.all for command in tool.commands()),
        ]

    def _show(self, tool: Tool) -> None:
        self.now = tool
        for one in (self.line, *self.others):
            one.setVisible(one is tool)
            if one.below is not None:
                one.below.setVisible(one is tool)
        self.chosen.emit()

    def _lay_out(self, offers: Sequence[QWidget]) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.gap("s"))
        for tool in (self.line, *self.others):
            column.addWidget(tool)
        for offer in offers:
            column.addWidget(offer)
        for tool in (self.line, *self.others):
            if tool.below is not None:
                column.addWidget(tool.below)
        for tool in self.under:
            column.addWidget(tool)
        column.addStretch(1)
