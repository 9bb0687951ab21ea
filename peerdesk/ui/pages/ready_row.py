"""A line of "Ready for tomorrow?": how one thing is, what to do, and a way to do it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.ready_line import ReadyLine, State
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.picture import Picture

_LOOKS: dict[State, tuple[str, str]] = {
    "yes": ("circle-check", "strength"),
    "not yet": ("circle-dashed", "develop"),
    "look": ("eye", "question"),
}
"""Icon and tone; nothing here is red, since there is a whole evening left."""


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("Ready", text)


def state_words(state: State) -> str:
    """Return what a state is called."""
    return {"yes": tr("Yes"), "not yet": tr("Not yet"), "look": tr("Look yourself")}[state]


def remedy_of(line: ReadyLine) -> tuple[str, str]:
    """Return the name of what the window can do about a line, and what its button says; "" where it can do nothing."""
    stick, words = ("stick", tr("Try this stick…")), ("words", tr("Recovery words…"))
    ways: dict[tuple[str, State], tuple[str, str]] = {
        ("Recovery words", "not yet"): words,
        ("Recovery words", "yes"): words,
        ("A copy", "not yet"): ("copy", tr("Make a copy now")),
        ("A copy", "yes"): ("copies", tr("See all copies")),
        ("Stick or folder", "yes"): stick,
        ("Stick or folder", "look"): stick,
        ("Stick or folder", "not yet"): stick,
        ("Briefing and badges", "not yet"): ("open", tr("Open what you were sent…")),
        ("Briefing and badges", "look"): ("team", tr("Look at the team")),
        ("Safeguarding contacts", "not yet"): ("contacts", tr("Fill them in")),
    }
    return ways.get((line.name, line.state), ("", ""))


class ReadyRow(QWidget):
    """Icon, name and word; the sentence; what to do.

    Signals:
        acted: the button was pressed; the name of what it does.
    """

    acted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Make an empty row."""
        super().__init__()
        self._act = ""
        self._picture = Picture(theme, "circle-dashed", tone="soft")
        self.name, self.state = Label(theme, "", bold=True), Label(theme, "", "caption")
        self.sentence, self.remedy = Paragraph(theme, ""), Paragraph(theme, "", tone="soft")
        self.button = Button(theme)
        head = QHBoxLayout()
        head.setSpacing(theme.gap("s"))
        head.addWidget(self.name)
        head.addWidget(self.state)
        head.addStretch()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(head)
        words.addWidget(self.sentence)
        words.addWidget(self.remedy)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(theme.gap("s"))
        self._sides.addLayout(words, 1)
        self._sides.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.gap("s"), 0, theme.gap("s"))
        row.setSpacing(theme.gap(12))
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._sides, 1)
        self.button.clicked.connect(lambda: self.acted.emit(self._act))

    def show_line(self, line: ReadyLine) -> None:
        """Show how it is."""
        icon, tone = _LOOKS[line.state]
        self._picture.show_icon(icon, tone)
        self.name.setText(line.name)
        self.state.setText(state_words(line.state))
        self.state.set_tone(tone)
        self.sentence.setText(line.sentence)
        self.remedy.setText(line.remedy)
        self.remedy.setVisible(bool(line.remedy))
        self._act, text = remedy_of(line)
        self.button.setText(text)
        self.button.setAccessibleName(f"{line.name}: {text}")
        self.button.setVisible(bool(self._act))

    def set_slim(self, slim: bool) -> None:
        """Put the button below instead of beside."""
        self._sides.setDirection(QBoxLayout.Direction.TopToBottom if slim else QBoxLayout.Direction.LeftToRight)
