"""What Home says in a line or a card: try everything out, there are no recovery words yet, words wait."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.desk.recovery import RecoveryState
from peerdesk.desk.unkept import Unkept
from peerdesk.domain.dates import day_in_words
from peerdesk.ui.theme import Theme
from peerdesk.ui.unkept_words import when, where
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.picture import Picture


class ReadyCard(Card):
    """The ways to "Ready for tomorrow?" and to the copies."""

    def __init__(self, theme: Theme) -> None:
        """Make the card."""
        super().__init__(theme, "quiet")
        self.go = Button(theme, self.tr("Try everything out"), kind="link")
        self.copies = Button(theme, self.tr("Copies of your notes"), kind="link")
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap("s"))
        row.addWidget(Picture(theme, "list-checks", tone="ink"))
        row.addWidget(Label(theme, self.tr("Ready for tomorrow?"), bold=True, elided=True), 1)
        why = self.tr("The evening before: notes, copy, stick, clock and battery are tried out, one by one.")
        self.body.addWidget(head)
        self.body.addWidget(Paragraph(theme, why, "caption", "soft"))
        self.body.addStretch()
        for way in (self.go, self.copies):
            self.body.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)


class UnkeptLine(QWidget):
    """Says that words wait which were typed and never kept."""

    def __init__(self, theme: Theme) -> None:
        """Make a line that is not seen yet."""
        super().__init__()
        self.sentence = Paragraph(theme, "")
        self.go = Button(theme, self.tr("Look at them…"), kind="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap("s"))
        row.addWidget(Picture(theme, "history", tone="accent"))
        row.addWidget(self.sentence, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.go)
        self.hide()

    def show_unkept(self, unkept: Sequence[Unkept], now: datetime) -> None:
        """Say how many wait, and of the newest where and when it was typed; nothing is seen if none waits."""
        self.setVisible(bool(unkept))
        if unkept:
            last = f"{where(unkept[0])}, {when(unkept[0].typed_at, now)}"
            many = self.tr("{} times you typed words that are not yet kept; last: {}.").format(len(unkept), last)
            one = self.tr("You typed words that are not yet kept: {}.").format(last)
            self.sentence.setText(many if len(unkept) > 1 else one)


class WordsLine(QWidget):
    """A quiet line that stays until the recovery words were typed back."""

    def __init__(self, theme: Theme) -> None:
        """Make a line that says nothing yet."""
        super().__init__()
        self.sentence = Paragraph(theme, "", "caption", "soft")
        self.go = Button(theme, kind="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap("s"))
        row.addWidget(Picture(theme, "lock"))
        row.addWidget(self.sentence, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.go)

    def show_state(self, state: RecoveryState) -> None:
        """Say how far the words have come; nothing is seen once they are confirmed."""
        self.setVisible(not state.confirmed_on)
        if state.waiting_since:
            day = day_in_words(state.waiting_since, year=False)
            self.sentence.setText(self.tr("Your recovery words of {} are not typed back yet.").format(day))
            self.go.setText(self.tr("Type them back…"))
        else:
            self.sentence.setText(
                self.tr("You have no recovery words yet. If this laptop forgets you, nobody can open your notes.")
            )
            self.go.setText(self.tr("Write them down…"))
