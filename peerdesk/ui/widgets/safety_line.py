"""The one question about a note that may be about somebody's safety: quiet, over the page, taking no focus."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.ui.commands import Command, key_hint
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.desk_ground import DeskGround
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.picture import Picture
from peerdesk.ui.widgets.wrapping import WrappingRow


class SafetyLine(DeskGround):
    """Asks, and stays until it is answered or put off. What it is about stands below, in the person's own words.

    Signals:
        yes_said: it is about somebody's safety.
        no_said: it is about learning.
        later_said: it is to ask another time.
    """

    yes_said = Signal()
    no_said = Signal()
    later_said = Signal()

    def __init__(self, theme: Theme, yes: Command, no: Command, parent: QWidget | None = None) -> None:
        """Make a line that is not seen yet; the commands give their words and keys."""
        super().__init__(theme, "below", parent)
        self._look = theme
        self.question = Label(theme, self.tr("Is this about somebody's safety?"), bold=True)
        self.words = Label(theme, "", elided=True)
        self.yes = Button(theme, yes.text)
        self.no = Button(theme, no.text)
        self.later = Button(theme, self.tr("Not now"), kind="quiet")
        self._lay_out(theme, (yes, no))
        self.yes.clicked.connect(self.yes_said)
        self.no.clicked.connect(self.no_said)
        self.later.clicked.connect(self.later_said)
        self.setObjectName("safety line")
        self.hide()

    def ask(self, words: str) -> None:
        """Ask about a note of which these are the words; "" asks nothing any longer."""
        if words and words != self.words.text():
            announce(self, f"{self.question.text()} {words}")
        self.words.setText(words)
        self.words.setToolTip(words)
        self.setAccessibleName(f"{self.question.text()} {words}".strip())
        self.setVisible(bool(words))

    def _lay_out(self, theme: Theme, commands: tuple[Command, Command]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.gap("m"), theme.gap("s"), theme.gap("m"), theme.gap("s") + 1)
        column.setSpacing(theme.gap("xs"))
        first = QHBoxLayout()
        first.setSpacing(theme.gap("s"))
        first.addWidget(Picture(theme, "shield", tone="accent"))
        first.addWidget(self.question)
        first.addWidget(self.words, 1)
        column.addLayout(first)
        row = WrappingRow(theme.gap("s"))
        for button, command in zip((self.yes, self.no), commands, strict=True):
            button.setToolTip(key_hint(command.keys))
            row.add(button)
        row.add(self.later)
        hint = self.tr("{yes} or {no}. It stays on this laptop until you answer.")
        said = hint.format(yes=key_hint(commands[0].keys), no=key_hint(commands[1].keys))
        self.hint = Label(theme, said, "caption", "soft")
        row.add(self.hint)
        column.addWidget(row)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """Let the hint stand on the line of the buttons' words."""
        self.hint.setMinimumHeight(self._look.px("control"))
