"""What was typed and never kept, offered again where it was typed."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.unkept import Unkept
from peerdesk.domain.citations import show_citations
from peerdesk.ui.theme import Theme
from peerdesk.ui.unkept_words import meanwhile, when
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.paragraph import Paragraph

_SHOWN = 300  # letters: enough to know it again
BESIDE = ":beside"  # ends the place of what is typed while an older draft of the field waits for an answer


class DraftOffer(Card):
    """Hidden until there is something to offer.

    Signals:
        taken: put these words into the field.
        answered: an Unkept that waits no longer, and whether it was taken up.
    """

    taken = Signal(str)
    answered = Signal(object, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an offer of nothing."""
        super().__init__(theme, "quiet", parent)
        self._one: Unkept | None = None
        self.said = Paragraph(theme, "", "caption", "soft")
        self.since = Paragraph(theme, "", "caption", "develop")
        self._words = Paragraph(theme, "", "body")
        self.take = Button(theme, self.tr("Take it up"))
        self.leave = Button(theme, self.tr("Leave it"), kind="quiet")
        self.take.clicked.connect(lambda: self._answer(True))
        self.leave.clicked.connect(lambda: self._answer(False))
        column = QVBoxLayout()
        column.addWidget(self.said)
        column.addWidget(self._words)
        column.addWidget(self.since)
        row = QHBoxLayout()
        row.addWidget(self.take)
        row.addWidget(self.leave)
        row.addStretch()
        self.body.addLayout(column)
        self.body.addLayout(row)
        self.hide()

    def offer(self, one: Unkept, where: str, now: datetime, numbers: Mapping[str, int]) -> None:
        """Offer words again; `where` names the field, `now` says whether the time needs its day."""
        if one == self._one:
            return
        self._one = one
        shown = show_citations(one.text, dict(numbers))
        self._words.setText(shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…")
        self.said.setText(self.tr("You were typing this at {} in “{}”:").format(when(one.typed_at, now), where))
        self.since.setText(meanwhile(one, now))
        self.since.setVisible(bool(self.since.text()))
        self.show()
        announce(self, f"{self.said.text()} {self._words.text()}")

    def _answer(self, take: bool) -> None:
        one, self._one = self._one, None
        self.hide()
        if one is not None:
            self.answered.emit(one, take)
            if take:
                self.taken.emit(one.text)
