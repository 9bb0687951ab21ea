"""The right side of the table where the framework has a scale: a card a characteristic, never a sum."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from peerdesk.ui.table.standing import StandingLook, StandingRow
from peerdesk.ui.table.standing_card import StandingCard
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.kept import KeptChoice
from peerdesk.ui.widgets.lane_column import LaneColumn
from peerdesk.ui.widgets.paragraph import Paragraph


class StandingPane(QWidget):
    """Cards from top to bottom, one of them current: the one that F cites in.

    Signals:
        added: speak of this characteristic too; its id.
        current_changed: the person works on another one; the id of its characteristic.
        card_made: a StandingCard that the page may connect.
    """

    added = Signal(str)
    current_changed = Signal(str)
    card_made = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a pane without cards."""
        super().__init__(parent)
        self._theme = theme
        self._cards: dict[str, StandingCard] = {}
        self._order: list[str] = []
        self._current, self._large = "", False
        self.others = KeptChoice(theme, self.tr("Another characteristic"))
        self.others.given.connect(self._on_added)
        hint = self.tr("The school’s view beside ours, one characteristic at a time. Nothing here is added up.")
        self._scroll = LaneColumn(theme)
        self._scroll.body.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.gap("s"), 0, 0, 0)
        column.setSpacing(theme.gap("s"))
        head = QVBoxLayout()
        head.setContentsMargins(0, 0, theme.fixed("width.bar"), 0)
        head.setSpacing(theme.gap("s"))
        head.addWidget(Paragraph(theme, hint, "caption", "soft"))
        head.addWidget(self.others)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    # What the page asks

    def show_look(self, look: StandingLook, scope: str, numbers: Mapping[str, int], *, writable: bool) -> None:
        """Show where the school stands. A card in which somebody is typing stays."""
        wanted = {f"{scope}:{row.key}": row for row in look.rows}
        for gone in [key for key, card in self._cards.items() if key not in wanted and not card.fields.is_dirty()]:
            card = self._cards.pop(gone)
            card.hide()
            card.deleteLater()
        for key, row in wanted.items():
            self._card_of(key, row, scope).show_row(row, look.steps, numbers, writable=writable)
        self._place([*wanted, *(key for key in self._cards if key not in wanted)])
        if self._current not in self._cards:
            self.set_current(next(iter(wanted), ""))
        self.others.show_choices([("", self.tr("Speak of another characteristic…")), *look.others])
        self.others.show_value("")
        self.others.setVisible(writable and bool(look.others))

    def cards(self) -> list[StandingCard]:
        """Return all cards from top to bottom."""
        return [self._cards[key] for key in self._order]

    def current(self) -> StandingCard | None:
        """Return the card that is worked on."""
        return self._cards.get(self._current)

    def card_of(self, record_id: str) -> StandingCard | None:
        """Return the card of a record."""
        return next((one for one in self.cards() if one.row.record and one.row.record.record_id == record_id), None)

    def set_current(self, key: str) -> None:
        """Work on this one now."""
        if key != self._current:
            self._current = key
            card = self._cards.get(key)
            self.current_changed.emit(card.row.characteristic.characteristic_id if card else "")
        for one, card in self._cards.items():
            card.set_current(one == key)

    def set_large(self, large: bool) -> None:
        """Write the cards larger, or no longer."""
        self._large = large
        for card in self._cards.values():
            card.set_large(large)

    def scroll_to(self, card: StandingCard) -> None:
        """Bring a card into sight."""
        self._scroll.ensureWidgetVisible(card, 0, self._theme.gap("s"))

    # How it is made

    def _card_of(self, key: str, row: StandingRow, scope: str) -> StandingCard:
        if key not in self._cards:
            card = self._cards[key] = StandingCard(self._theme, row, scope)
            card.set_large(self._large)
            card.chosen.connect(lambda: self.set_current(key))
            self.card_made.emit(card)
        return self._cards[key]

    def _place(self, order: list[str]) -> None:
        if order != self._order:
            self._order = order
            for at, key in enumerate(order):
                self._scroll.body.insertWidget(at, self._cards[key])

    def _on_added(self, characteristic: str) -> None:
        if characteristic:
            self.added.emit(characteristic)

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:  # noqa: ARG002 - Qt's signal
        if now is None or not self.isAncestorOf(now):
            return
        for key, card in self._cards.items():
            if card.isAncestorOf(now) and key != self._current:
                self.set_current(key)
