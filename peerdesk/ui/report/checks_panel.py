"""Beside the text: what is worth a second look before the report goes out, each a question with a way to its place."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from peerdesk.domain.outcome import ReportState
from peerdesk.domain.report_checks import Check, CheckKind, in_state
from peerdesk.ui.theme import Theme
from peerdesk.ui.unkept_words import shortened
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.lane_column import LaneColumn
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.tabs import Tabs

_SHOWN = 6  # of one kind, until all are asked for
_LETTERS = 30  # of a button: the panel is narrow


class ChecksPanel(LaneColumn):
    """Questions by kind, the weightiest first; none of them stops anybody.

    Signals:
        place_requested: show where this stands (a Check).
        left: this may stay as it is (a Check).
    """

    place_requested = Signal(object)
    left = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a panel that has looked at nothing yet."""
        super().__init__(theme, parent)
        self._theme = theme
        self._checks: Sequence[Check] = ()
        self._words: Mapping[tuple[str, str], str] = {}
        self._all: set[CheckKind] = set()
        self._at: Check | None = None
        self._picked = self._writable = False
        states = [("on the day", self.tr("On the day")), ("final", self.tr("The report"))]
        self.states = Tabs(theme, states, self.tr("Before what goes out"))
        self.states.picked.connect(lambda _: self._on_picked())
        self.nothing = Paragraph(theme, "", tone="soft")
        self.quiet = Paragraph(theme, self.tr("None of this stops anything."), "caption", "soft")
        self.body.addWidget(self.states)
        self.body.addWidget(self.quiet)
        self.body.addWidget(self.nothing)
        self._items = QWidget()
        self._column = _column(self._items, theme)
        self.body.addWidget(self._items)
        self.body.addStretch()
        self.setAccessibleName(self.tr("To look at"))

    def show_checks(
        self, checks: Sequence[Check], words: Mapping[tuple[str, str], str], state: ReportState, *, writable: bool
    ) -> None:
        """Show these questions.

        Args:
            checks: all there are, in any state.
            words: what the outline calls each thing that they are about.
            state: that the report goes out in next.
            writable: something can be left as it is.
        """
        if not self._picked:
            self.states.show_value("on the day" if state == "on the day" else "final")
        self._writable = writable
        if (checks, words) != (self._checks, self._words) or self._column.count() == 0:
            self._checks, self._words = checks, words
            self._fill()

    def shown(self) -> tuple[Check, ...]:
        """Return the questions of the state that is looked at."""
        state: ReportState = "on the day" if self.states.value() == "on the day" else "final"
        return in_state(self._checks, state)

    def step(self, by: int) -> Check | None:
        """Return the next question, or the one before; after the last the first."""
        shown = self.shown()
        if not shown:
            return None
        at = shown.index(self._at) if self._at in shown else (-1 if by > 0 else 0)
        self._at = shown[(at + by) % len(shown)]
        return self._at

    def _on_picked(self) -> None:
        self._picked = True
        self._fill()

    def _fill(self) -> None:
        _clear(self._column)
        shown = self.shown()
        on_the_day = self.states.value() == "on the day"
        none = self.tr("No name, no one person, nothing about safety to ask about.")
        self.nothing.setText(none if on_the_day else self.tr("There is nothing to ask about."))
        self.nothing.setVisible(not shown)
        self.quiet.setVisible(bool(shown))
        for kind, own in groupby(shown, lambda one: one.kind):
            self._add_kind(kind, list(own))

    def _add_kind(self, kind: CheckKind, own: Sequence[Check]) -> None:
        theme = self._theme
        asks = Paragraph(theme, own[0].asks, bold=True)
        asks.setContentsMargins(0, theme.gap("s"), 0, 0)
        self._column.addWidget(asks)
        most = len(own) if kind in self._all else _SHOWN
        for one in own[:most]:
            self._column.addWidget(self._row(one))
        if len(own) > most:
            more = Button(theme, self.tr("{} more").format(len(own) - most), kind="link")
            more.clicked.connect(lambda: self._show_all(kind))
            self._column.addWidget(more)

    def _row(self, one: Check) -> QWidget:
        theme, line = self._theme, QWidget()
        where, said = self._words.get(one.about, ""), f"“{shortened(one.words, _LETTERS)}”" if one.words else ""
        go = Button(theme, said or where, kind="slot")
        go.setToolTip(" · ".join(part for part in (where, one.words, one.word.why if one.word else "") if part))
        go.setAccessibleName(f"{one.asks} {one.words}. {where}".strip())
        go.clicked.connect(lambda: self._on_place(one))
        leave = Button(theme, "", "check", "quiet", name=self.tr("Leave it: {}").format(shortened(one.words, 60)))
        if not self._writable:
            leave.hide()
        leave.clicked.connect(lambda: self.left.emit(one))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap("xs"))
        words = QWidget()
        column = _column(words, theme)
        column.addWidget(go)
        if where and said:
            column.addWidget(Label(theme, where, "caption", "soft", elided=True))
        row.addWidget(words, 1)
        row.addWidget(leave)
        return line

    def _on_place(self, one: Check) -> None:
        self._at = one
        self.place_requested.emit(one)

    def _show_all(self, kind: CheckKind) -> None:
        self._all.add(kind)
        self._fill()


def _column(widget: QWidget, theme: Theme) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.gap("xs"))
    return column


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
