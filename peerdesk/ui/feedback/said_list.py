"""What the head said, message by message, for the team afterwards."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.ui.feedback.looking import FeedbackLook, Step
from peerdesk.ui.feedback.steps_view import kind_words
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.lane_column import LaneColumn
from peerdesk.ui.widgets.paragraph import Paragraph


class SaidList(LaneColumn):
    """A card for each step at which the head said something, or for which other words were agreed.

    Signals:
        opened: show the step of this key.
        table_requested, report_requested: go there from this Step.
        before_requested: show what the finding of this Step said before.
    """

    opened = Signal(str)
    table_requested = Signal(object)
    report_requested = Signal(object)
    before_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(theme, parent)
        self._shown: tuple[Step, ...] | None = None
        self._cards: list[QWidget] = []
        what = self.tr(
            "These words are for the team. What the head answers to the report is taken down there, and stands in it."
        )
        self.body.addWidget(Paragraph(theme, what, "body", "soft"))
        self.none = Paragraph(theme, self.tr("Nothing is written down yet."))
        self.body.addWidget(self.none)
        self.body.addStretch()

    def show_look(self, look: FeedbackLook) -> None:
        """Show what was said."""
        steps = tuple(one for one in look.steps if one.heard or one.changed)
        if steps == self._shown:
            return
        self._shown = steps
        self.none.setVisible(not steps)
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = [self._make(one) for one in steps]
        for at, card in enumerate(self._cards, 2):
            self.body.insertWidget(at, card)

    def _make(self, step: Step) -> Card:
        theme = self._theme
        card = Card(theme)
        card.body.addWidget(Paragraph(theme, kind_words(step), "caption", "soft"))
        card.body.addWidget(Paragraph(theme, step.title, "body", bold=True))
        card.setMaximumWidth(theme.px(theme.fixed("width.measure")))
        for row in step.heard:
            card.body.addWidget(Paragraph(theme, row.word.words))
            if row.who:
                card.body.addWidget(Paragraph(theme, self.tr("{} wrote it down").format(row.who), "caption", "soft"))
        ways = QHBoxLayout()
        ways.setSpacing(theme.gap("m"))
        self._add(ways, self.tr("Show it"), step, lambda: self.opened.emit(step.key))
        if step.changed:
            self._add(ways, self.tr("What it said before"), step, lambda: self.before_requested.emit(step))
        if step.finding is not None:
            self._add(ways, self.tr("Table"), step, lambda: self.table_requested.emit(step))
            self._add(ways, self.tr("Report"), step, lambda: self.report_requested.emit(step))
        ways.addStretch()
        card.body.addLayout(ways)
        return card

    def _add(self, row: QHBoxLayout, word: str, step: Step, act: object) -> None:
        button = Button(self._theme, word, kind="link")
        button.setAccessibleName(f"{word}: {step.title}")
        button.clicked.connect(act)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
