"""What could still be done today: questions to the team, each taken with one act, and a card to read aloud."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from peerdesk.domain.review import Activity
from peerdesk.domain.swap_words import Told
from peerdesk.domain.swaps import Proposal, is_taken
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph


class ReadAloud(Card):
    """Three lines that the lead reads to the team once the plan is changed."""

    def __init__(self, theme: Theme) -> None:
        """Make a card with nothing to read."""
        super().__init__(theme)
        self.setAccessibleName(self.tr("Read this to the team"))
        head = QHBoxLayout()
        head.addWidget(Label(theme, self.tr("Changed. Read this to the team:"), "caption", "soft"), 1)
        self.close_button = Button(theme, "", "x", "quiet", name=self.tr("It is read"))
        self.close_button.clicked.connect(self.hide)
        head.addWidget(self.close_button)
        self.body.addLayout(head)
        self.lines = [Paragraph(theme, "", "title") for _ in range(3)]
        for line in self.lines:
            self.body.addWidget(line)
        self.hide()

    def read(self, told: Told) -> None:
        """Show what was changed, and say it."""
        for line, words in zip(self.lines, told.lines, strict=True):
            line.setText(words)
        self.show()
        announce(self, " ".join(told.lines))


class RestOfDayPane(QWidget):
    """Questions in the order of time; what has no time is asked in words alone.

    Signals:
        taken: change the plan so: a Proposal and its Told.
    """

    taken = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        """Ask nothing yet."""
        super().__init__()
        self._theme = theme
        self.card = ReadAloud(theme)
        self.buttons: list[Button] = []
        self._taken: Proposal | None = None
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.gap("s"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("s"))
        column.addWidget(Label(theme, self.tr("What could still be done"), bold=True))
        column.addWidget(self.card)
        column.addLayout(self._rows)
        self.hide()

    def show_rest(self, proposals: Sequence[tuple[Proposal, Told]], ideas: Sequence[str], *, writable: bool) -> None:
        """Ask these: proposals first; `writable`: whoever reads may change the plan."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        for proposal, told in proposals:
            self._rows.addWidget(self._row(proposal, told, writable))
        for idea in ideas:
            self._rows.addWidget(self._words(idea))
        self.setVisible(bool(proposals or ideas) or self.card.isVisibleTo(self))

    def show_plan(self, activities: Sequence[Activity]) -> None:
        """Put the card away once what it tells is no longer on the plan."""
        if self._taken is not None and not is_taken(self._taken, activities):
            self._taken = None
            self.card.hide()

    def read(self, proposal: Proposal, told: Told) -> None:
        """Show the card of what was just changed."""
        self._taken = proposal
        self.card.read(told)
        self.show()
        self.card.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, proposal: Proposal, told: Told, writable: bool) -> QWidget:
        theme, line = self._theme, QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap("m"))
        row.addWidget(self._words(told.asked), 100)
        row.addStretch(1)
        if writable:
            name = self.tr("Change the plan: {}").format(told.asked)
            button = Button(theme, self.tr("Change the plan"), "calendar-days", name=name)
            button.clicked.connect(lambda: self.taken.emit(proposal, told))
            self.buttons.append(button)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _words(self, words: str) -> Paragraph:
        said = Paragraph(self._theme, words)
        said.setMaximumWidth(self._theme.px(self._theme.fixed("width.measure")))
        return said
