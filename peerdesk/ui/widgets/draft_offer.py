"""What was typed and never kept, offered again after the program stopped."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.domain.citations import show_citations
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.paragraph import Paragraph

_SHOWN = 300  # letters: enough to know it again


class DraftOffer(Card):
    """Hidden until there is something to offer.

    Signals:
        taken: put these words into the field.
        declined: they may go.
    """

    taken = Signal(str)
    declined = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an offer of nothing."""
        super().__init__(theme, "quiet", parent)
        self._text = ""
        self._words = Paragraph(theme, "", "body")
        self.take = Button(theme, self.tr("Take it up"))
        self.leave = Button(theme, self.tr("Leave it"), kind="quiet")
        self.take.clicked.connect(self._on_take)
        self.leave.clicked.connect(self._on_leave)
        column = QVBoxLayout()
        column.addWidget(Paragraph(theme, self.tr("You were writing this when PeerDesk stopped:"), "caption", "soft"))
        column.addWidget(self._words)
        row = QHBoxLayout()
        row.addWidget(self.take)
        row.addWidget(self.leave)
        row.addStretch()
        self.body.addLayout(column)
        self.body.addLayout(row)
        self.hide()

    def offer(self, text: str, numbers: dict[str, int]) -> None:
        """Offer words again; "" offers nothing."""
        self._text = text
        shown = show_citations(text, numbers)
        self._words.setText(shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…")
        self.setVisible(bool(text))

    def _on_take(self) -> None:
        self.hide()
        self.taken.emit(self._text)

    def _on_leave(self) -> None:
        self.hide()
        self.declined.emit()
