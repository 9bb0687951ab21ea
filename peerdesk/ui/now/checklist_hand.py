"""The look-for in hand: where one might come upon it, what it does not show, how far it was there, who saw it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.framework import LookFor
from peerdesk.domain.looking import STATE_WORDS, State, not_concluded
from peerdesk.overriding import override
from peerdesk.ui.now.checklist_row import STATES
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.flow import Flow
from peerdesk.ui.widgets.paragraph import Paragraph


class InHand(QWidget):
    """Five states with their digits, and what belongs to the look-for.

    Signals:
        chosen: a state.
        left: Escape.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("How far it was there"))
        self.where = Paragraph(theme, "", "caption", "soft")
        self.not_concluded = Paragraph(theme, "", "caption", "ink")
        self.team = Paragraph(theme, "", "caption", "soft")
        self.tallies = Paragraph(theme, "", "caption", "soft")
        self.states: dict[State, Button] = {}
        chips = Flow(self.tr("How far it was there"))
        for number, state in enumerate(STATES, 1):
            word = STATE_WORDS[state]
            chip = Button(theme, f"{number}  {word.capitalize()}", kind="chip")
            chip.setAccessibleName(word.capitalize())
            chip.setAccessibleDescription(self.tr("Key {}").format(number))
            chip.clicked.connect(lambda _=False, state=state: self.chosen.emit(state))
            chips.flow.addWidget(chip)
            self.states[state] = chip
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.gap("s"), theme.gap("xs"), theme.gap("s"), theme.gap("s"))
        column.setSpacing(theme.gap("xs"))
        for part in (self.where, self.not_concluded, chips, self.team, self.tallies):
            column.addWidget(part)

    def show_look_for(self, look_for: LookFor) -> None:
        """Show where to look, and what not to conclude."""
        where = look_for.where
        _say(self.where, self.tr("Where you might: {}").format(where) if where else "")
        _say(self.not_concluded, not_concluded(look_for))

    def show_state(self, state: State) -> None:
        """Show how far one saw it oneself."""
        for own, chip in self.states.items():
            chip.setChecked(own == state)

    def show_team(self, team: str, tallies: str) -> None:
        """Show what all have seen, and each tally; "" for what is not to be seen."""
        _say(self.team, self.tr("All of us: {}").format(team) if team else "")
        _say(self.tallies, tallies)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text() in tuple("12345"):
            self.chosen.emit(STATES[int(event.text()) - 1])
        else:
            super().keyPressEvent(event)


def _say(paragraph: Paragraph, words: str) -> None:
    paragraph.setText(words)
    paragraph.setVisible(bool(words))
    paragraph.updateGeometry()
