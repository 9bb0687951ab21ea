"""The choices that narrow the list, and the sentence that says what they hide."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.naming import named
from peerdesk.domain.review import SOURCES, VOICES
from peerdesk.ui.marks import SIGN_WORDS
from peerdesk.ui.notes.filter import MARKS, NO_ACTIVITY, NO_QUESTION, Filter, in_words
from peerdesk.ui.notes.rows import short_name
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.choice import Choice
from peerdesk.ui.widgets.flow import Flow
from peerdesk.ui.widgets.label import Label

Pairs = Sequence[tuple[str, str]]


class FilterBar(QWidget):
    """Choices in a row, folded away until wanted; what they hide is always said.

    Signals:
        changed: another choice was made.
        cleared: everything is to be shown.
    """

    changed = Signal()
    cleared = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a bar that hides nothing."""
        super().__init__(parent)
        self.question = Choice(theme, self.tr("Question"), 160)
        self.source = Choice(theme, self.tr("Kind of evidence"), 150)
        self.sign = Choice(theme, self.tr("Sign"))
        self.writer = Choice(theme, self.tr("Who noted it"), 140)
        self._names: dict[str, str] = {}
        self.activity = Choice(theme, self.tr("Activity"), 170)
        self.voice = Choice(theme, self.tr("Whose voice"), 130)
        self.mark = Choice(theme, self.tr("What is marked"), 150)
        self._choices = Flow(self.tr("What is shown"), theme.gap("s"))
        for choice in self._all():
            self._choices.flow.addWidget(choice)
            choice.activated.connect(lambda _: self.changed.emit())
        self.says = Label(theme, "", "body", elided=True)
        self.show_all = Button(theme, self.tr("Show all"), kind="link")
        self.show_all.clicked.connect(self.cleared)
        self._told = QWidget()
        told = QHBoxLayout(self._told)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(theme.gap("s"))
        told.addWidget(self.says)
        told.addWidget(self.show_all)
        told.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("xs"))
        column.addWidget(self._choices)
        column.addWidget(self._told)
        self._choices.hide()
        self._told.hide()

    def show_plan(self, plan: ReviewPlan) -> None:
        """Offer a review's questions and people."""
        questions = [(one.record_id, short_name(at, one)) for at, one in enumerate(plan.questions, 1)]
        people = [(one.record_id, named(one)) for one in plan.members]
        sources = [(one, one.capitalize()) for one in SOURCES]
        activities = [(one.record_id, one.title) for one in plan.activities]
        marks = (self.tr("to the table"), self.tr("with a picture"), self.tr("two versions"), self.tr("only me"))
        offered: list[tuple[Choice, str, Pairs]] = [
            (self.question, self.tr("Any question"), [*questions, (NO_QUESTION, self.tr("No question"))]),
            (self.source, self.tr("Any evidence"), sources),
            (self.sign, self.tr("Any sign"), list(SIGN_WORDS.items())),
            (self.writer, self.tr("Anybody"), people),
            (self.activity, self.tr("Any activity"), [*activities, (NO_ACTIVITY, self.tr("No activity"))]),
            (self.voice, self.tr("Any voice"), [(one, one.capitalize()) for one in VOICES]),
            (self.mark, self.tr("Marked or not"), list(zip(MARKS, marks, strict=True))),
        ]
        self._names = {}
        for choice, any_of_them, pairs in offered:
            choice.show_choices([("", any_of_them), *pairs])
            self._names |= dict(pairs)

    def asked(self) -> Filter:
        """Return what is chosen."""
        return Filter(
            question=self.question.value(),
            source=self.source.value(),
            sign=self.sign.value(),
            writer=self.writer.value(),
            activity=self.activity.value(),
            voice=self.voice.value(),
            mark=self.mark.value(),
        )

    def clear(self) -> None:
        """Choose nothing."""
        for choice in self._all():
            choice.show_value("")

    def unfold(self, shown: bool) -> None:
        """Show the choices, or fold them away."""
        self._choices.setVisible(shown)

    def say(self, shown: int, of: int, asked: Filter) -> None:
        """Say how much of how much is shown, and why; nothing while nothing is hidden."""
        self._told.setVisible(asked.hides)
        words = in_words(asked, self._names, self.tr("“{}”"))
        self.says.setText(self.tr("{} of {}, {} · {} hidden").format(shown, of, words, of - shown))
        self.says.updateGeometry()

    def _all(self) -> tuple[Choice, ...]:
        return self.question, self.source, self.sign, self.writer, self.activity, self.voice, self.mark
