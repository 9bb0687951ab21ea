"""Questions of the framework, by theme, with what one would look for: one of them can be taken."""

from collections.abc import Callable, Collection, Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.domain.framework import ExampleQuestion, Framework, Theme
from peerdesk.domain.framework_places import place_of
from peerdesk.domain.looking import words_of
from peerdesk.overriding import override
from peerdesk.ui import theme as looks
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.scroll import ScrollColumn
from peerdesk.ui.widgets.sheet import Sheet, make_title

_WIDTH = 760


class ExamplesSheet(Sheet):
    """Cards from top to bottom; Tab goes from one to the next, Enter takes it."""

    def __init__(
        self,
        parent: QWidget,
        framework: Framework,
        taken: Collection[str],
        take: Callable[[ExampleQuestion], object],
    ) -> None:
        """Offer the questions of a framework; `taken` are ids of those that the review has."""
        theme = looks.theme_of(parent)
        super().__init__(theme, parent, self.tr("Questions of the framework"), width=_WIDTH)
        self._take = take
        self.cards: dict[str, ExampleCard] = {}
        self.content.addWidget(make_title(theme, self.tr("Questions of “{}”").format(framework.title), "list-checks"))
        why = self.tr("Take one as it is, then make it the school’s own. What one would look for comes with it.")
        self.content.addWidget(Paragraph(theme, why, tone="soft"))
        for part in framework.themes:
            self._add_theme(framework, part, taken)
        self.close_button = Button(theme, self.tr("Close"))
        self.foot.addStretch()
        self.foot.addWidget(self.close_button)
        self.close_button.clicked.connect(self.reject)
        self.set_gaps(theme.gap("l"), theme.gap("m"))

    def _add_theme(self, framework: Framework, part: Theme, taken: Collection[str]) -> None:
        questions = [one for one in framework.questions if one.theme == part.theme_id]
        if not questions:
            return
        self.content.addSpacing(self.theme.gap("s"))
        self.content.addWidget(Label(self.theme, part.name, bold=True))
        for question in questions:
            card = self.cards[question.question_id] = ExampleCard(self.theme, framework, question)
            card.take.setEnabled(question.question_id not in taken)
            if question.question_id in taken:
                card.take.setText(self.tr("In the plan"))
            card.take.clicked.connect(partial(self._on_take, question))
            card.take.reached.connect(partial(self._show, card))
            self.content.addWidget(card)

    def _on_take(self, question: ExampleQuestion) -> None:
        self._take(question)
        self.accept()

    def _show(self, card: "ExampleCard") -> None:
        column = next(iter(self.findChildren(ScrollColumn)), None)
        if column is not None:
            column.ensureWidgetVisible(card)


class TakeButton(Button):
    """Takes a question.

    Signals:
        reached: the keys are on it.
    """

    reached = Signal()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()


class ExampleCard(Card):
    """One question, where it belongs, what would answer it, and what one would look for."""

    def __init__(self, theme: looks.Theme, framework: Framework, question: ExampleQuestion) -> None:
        """Show a question of a framework."""
        super().__init__(theme)
        self.take = TakeButton(theme, self.tr("Take it"), "plus", name=self.tr("Take it: {}").format(question.text))
        row = QHBoxLayout()
        row.setSpacing(theme.gap("s"))
        row.addWidget(Paragraph(theme, question.text), 1)
        row.addWidget(self.take)
        self.body.addLayout(row)
        place = place_of(framework, question.characteristic) if question.characteristic else None
        look_fors = [words_of(one) for one in framework.look_fors if one.question == question.question_id]
        for said in (
            place.name if place else "",
            self.tr("What would answer it: {}").format(question.evidence) if question.evidence else "",
            self.tr("What one would look for: {}").format(_listed(look_fors)) if look_fors else "",
        ):
            if said:
                self.body.addWidget(Paragraph(theme, said, "caption", "soft"))


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(text.rstrip(".") for text in texts) + "."
