"""The coach's line under an enquiry question: what is good already, and one next thought that can be waved away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.coaching import Around, Coaching, Thought, coach
from peerdesk.domain.framework import Framework
from peerdesk.domain.review import Question
from peerdesk.domain.stands_on import joined
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.picture import Picture


class QuestionCoach:
    """Looks at the questions of the plan that is shown. It needs no disk, so it may look at each key."""

    def __init__(self, acts: PlanActs) -> None:
        """Coach on one desk; nothing is said before a plan is shown."""
        self._acts = acts
        self.framework: Framework | None = None
        self._around = Around()

    def show_plan(self, plan: ReviewPlan) -> Framework:
        """Take note of what the questions stand in; return the review's framework."""
        words = self._acts.desk.plan_words
        self.framework, self._around = words.framework_of(plan), words.around(plan)
        return self.framework

    def look(self, question: Question) -> Coaching:
        """Return what there is to say of a question as it stands."""
        desk = self._acts.desk
        return coach(question, self._around, desk.plan_words.coach, desk.waving.marks)

    def wave(self, thought: Thought) -> None:
        """Let a thought about this text rest, for good."""
        waving = self._acts.desk.waving
        waving.marks |= {thought.mark}

        def work() -> Changes:
            waving.wave(thought.mark)
            return Changes()

        self._acts.run(work)


class CoachLine(QWidget):
    """Two quiet lines; nothing is red, and nothing waits for them.

    Signals:
        waved: the person lets the thought rest (a Thought).
    """

    waved = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Say nothing yet."""
        super().__init__()
        self._thought: Thought | None = None
        self.good = Paragraph(theme, "", "caption", "soft")
        self.thought = Paragraph(theme, "", "body", "ink")
        self.leave = Button(theme, self.tr("Leave it"), kind="link")
        self.leave.setToolTip(self.tr("It stays away until the question changes."))
        self._next = QWidget()
        row = QHBoxLayout(self._next)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap("s"))
        row.addWidget(Picture(theme, "message-circle", 14, "accent"))
        row.addWidget(self.thought, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.good)
        column.addWidget(self._next)
        self.leave.clicked.connect(self._on_leave)
        self.show_coaching(Coaching())

    def show_coaching(self, coaching: Coaching, *, editable: bool = True) -> None:
        """Say what the coach says; to who only reads it says nothing."""
        self._thought = coaching.thought if editable else None
        good = self.tr("Already: {}.").format(joined(list(coaching.good))) if coaching.good and editable else ""
        self.good.setText(good)
        self.good.setVisible(bool(good))
        words = self._thought.words if self._thought else ""
        self.thought.setText(words)
        self.leave.setAccessibleName(self.tr("Leave it: {}").format(words))
        self._next.setVisible(bool(words))
        self.good.updateGeometry()
        self.thought.updateGeometry()

    def said(self) -> str:
        """Return both lines as a screen reader says them with the question."""
        return " ".join(filter(None, (self.thought.text(), self.good.text())))

    def _on_leave(self) -> None:
        if self._thought is not None:
            self.waved.emit(self._thought)
