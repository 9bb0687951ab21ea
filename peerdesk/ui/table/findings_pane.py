"""The right side of the table: the findings on the question, and that we agree on them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.domain.groupings import Grouping
from peerdesk.ui.table.finding_card import FindingCard
from peerdesk.ui.table.groupings import Groupings
from peerdesk.ui.table.rows import FindingRow
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.lane_column import LaneColumn
from peerdesk.ui.widgets.paragraph import Paragraph

_GROUPINGS = 3


class FindingsPane(QWidget):
    """Cards from top to bottom, one of them current: what F, Shift+F and A act on.

    Signals:
        new_requested: make a finding of the chosen notes.
        agree_all_requested: all of us agree on all of them.
        grouping_taken: make a finding of a Grouping.
        card_made: a FindingCard that the page may connect.
    """

    new_requested = Signal()
    agree_all_requested = Signal()
    grouping_taken = Signal(object)
    card_made = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a pane without findings."""
        super().__init__(parent)
        self._theme = theme
        self._cards: dict[str, FindingCard] = {}
        self._order: list[str] = []
        self._current_id, self._large = "", False
        self._build()
        self._wire()

    # What the page asks

    def show_rows(self, rows: Sequence[FindingRow], numbers: Mapping[str, int], *, writable: bool) -> None:
        """Show the findings of a question. A card in which somebody is typing stays, even if its finding went."""
        ids = [row.finding.record_id for row in rows]
        for gone in [one for one in self._cards if one not in ids and not self._cards[one].fields.is_dirty()]:
            card = self._cards.pop(gone)
            card.hide()
            card.deleteLater()
        for row in rows:
            self._card_of(row).show_row(row, numbers, writable=writable)
        self._place([*ids, *(one for one in self._cards if one not in ids)])
        if self._current_id not in self._cards:
            self.set_current(ids[0] if ids else "")
        agreed, open_ones = sum(row.finding.agreed for row in rows), [row for row in rows if row.says_something]
        self.agreed.setText(self.tr("{} of {} agreed").format(agreed, len(rows)) if rows else "")
        self.agree_all.setEnabled(writable and not all(row.finding.agreed for row in open_ones))
        self.new.setEnabled(writable)
        self.none.setVisible(not rows)

    def show_groupings(self, groupings: Sequence[Grouping], *, writable: bool) -> None:
        """Ask of notes that could stand together whether they make a finding; of the first few, to stay calm."""
        self.groupings.show_groupings(groupings[:_GROUPINGS] if writable else ())

    def current(self) -> FindingCard | None:
        """Return the card that is worked on."""
        return self._cards.get(self._current_id)

    def card(self, finding_id: str) -> FindingCard | None:
        """Return the card of a finding."""
        return self._cards.get(finding_id)

    def cards(self) -> list[FindingCard]:
        """Return all cards from top to bottom."""
        return [self._cards[one] for one in self._order]

    def set_current(self, finding_id: str) -> None:
        """Work on this finding now."""
        self._current_id = finding_id
        for one, card in self._cards.items():
            card.set_current(one == finding_id)

    def set_large(self, large: bool) -> None:
        """Write the findings larger, or no longer."""
        self._large = large
        for card in self._cards.values():
            card.set_large(large)

    def scroll_to(self, card: FindingCard) -> None:
        """Bring a card into sight."""
        self._scroll.ensureWidgetVisible(card, 0, self._theme.gap("s"))

    # How it is made

    def _build(self) -> None:
        theme = self._theme
        self.agreed = Label(theme, "", "caption", "soft", elided=True)
        self.agree_all = Button(theme, self.tr("Agreed by all of us"), "check")
        self.new = Button(theme, self.tr("New finding"), "plus", "primary")
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, theme.fixed("width.bar"), 0)
        head.setSpacing(theme.gap("s"))
        head.addWidget(self.agreed, 1)
        head.addWidget(self.agree_all)
        head.addWidget(self.new)
        self.none = Paragraph(
            theme,
            self.tr("No finding on this question yet. Choose notes with Space, then press\u00a0N."),
            "body",
            "soft",
        )
        self._scroll = LaneColumn(theme)
        self._scroll.body.addWidget(self.none)
        self.groupings = Groupings(theme)
        self._scroll.body.addWidget(self.groupings)
        self._scroll.body.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.gap("s"), 0, 0, 0)
        column.setSpacing(theme.gap("s"))
        column.addLayout(head)
        column.addWidget(self._scroll, 1)

    def _wire(self) -> None:
        self.new.clicked.connect(self.new_requested)
        self.agree_all.clicked.connect(self.agree_all_requested)
        self.groupings.taken.connect(self.grouping_taken)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _card_of(self, row: FindingRow) -> FindingCard:
        finding_id = row.finding.record_id
        if finding_id not in self._cards:
            card = self._cards[finding_id] = FindingCard(self._theme, row)
            card.set_large(self._large)
            card.chosen.connect(lambda: self.set_current(finding_id))
            self.card_made.emit(card)
        return self._cards[finding_id]

    def _place(self, order: list[str]) -> None:
        if order == self._order:
            return
        self._order = order
        for at, one in enumerate(order):
            self._scroll.body.insertWidget(at, self._cards[one])

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:  # noqa: ARG002 - Qt's signal
        if now is None or not self.isAncestorOf(now):
            return
        for one, card in self._cards.items():
            if card.isAncestorOf(now) and one != self._current_id:
                self.set_current(one)
