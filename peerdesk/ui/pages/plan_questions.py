"""The plan's questions, which the school chose, with a coach beside each."""

from dataclasses import replace
from itertools import pairwise

from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.framework import ExampleQuestion, Framework
from peerdesk.domain.framework_places import place_of, places_in, theme_of
from peerdesk.domain.purposes import purpose_of
from peerdesk.domain.review import Question, Record
from peerdesk.overriding import override
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.pages.plan_coach import CoachLine, QuestionCoach
from peerdesk.ui.pages.plan_examples import ExamplesSheet
from peerdesk.ui.pages.plan_part import RecordRow, RowsPart, captioned
from peerdesk.ui.theme import Theme
from peerdesk.ui.unkept_words import shortened
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.kept import KeptBox, KeptChoice, KeptLine
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph

SHORT_NAME = 16  # letters: chips and grids live on it
_WIDTH = 190  # pixels of sixteen wide letters at 100 % text
_OTHER = "other:"  # before a theme that the framework does not have
_LETTERS = 60  # of a statement or an action in a list of them


class QuestionsPart(RowsPart):
    """One card a question; what the purpose asks of them stands above."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make an empty part."""
        hint = self.tr("One to three questions of the school's own are enough for a day: “To what extent…”.")
        add = self.tr("Add a question")
        self.coach = QuestionCoach(acts)
        super().__init__(theme, acts, "questions", lambda: QuestionRow(theme, acts, self.coach), hint, add)
        self.advice = Paragraph(theme, "", tone="soft")
        self.examples = Button(theme, self.tr("Take one from the framework…"), "list-checks")
        self.body.insertWidget(0, self.advice)
        self.foot.add(self.examples, 1)
        self.examples.clicked.connect(self.show_examples)

    @override
    def add_record(self, scope: str) -> None:
        self.acts.add(scope, "question")

    @override
    def show_plan(self, plan: ReviewPlan, editable: bool) -> None:
        framework = self.coach.show_plan(plan)
        super().show_plan(plan, editable)
        purpose = purpose_of(plan.review.purpose, self.acts.desk.plan_words.purposes)
        self.advice.setText(purpose.advice if purpose and editable else "")
        self.advice.setVisible(bool(self.advice.text()))
        self.examples.setVisible(editable and bool(framework.questions))

    def show_examples(self) -> None:
        """Show the questions of the review's framework."""
        plan, framework = self.plan, self.coach.framework
        if plan is not None and framework is not None:
            taken = {one.example for one in plan.questions}
            ExamplesSheet(self, framework, taken, self._take).open_over()

    def _take(self, example: ExampleQuestion) -> None:
        framework = self.coach.framework
        theme = theme_of(framework, example.theme) if framework is not None else None
        if self.plan is not None and theme is not None:
            self.acts.add(
                self.plan.scope,
                "question",
                text=example.text,
                theme=theme.name,
                characteristic=example.characteristic,
                example=example.question_id,
                evidence=example.evidence,
            )


class QuestionRow(RecordRow):
    """Its number, its words and what the coach says; its short name, its place, and what it goes with."""

    def __init__(self, theme: Theme, acts: PlanActs, coach: QuestionCoach) -> None:
        """Make a row without a question."""
        gone = self.tr("The question is out of the plan.")
        super().__init__(theme, acts, "questions", self.tr("this question"), gone)
        self._coach, self._editable = coach, False
        self.number = Label(theme, bold=True)
        self.words = KeptBox(theme, self.tr("Question"))
        self.words.setPlaceholderText(self.tr("To what extent…"))
        self.coaching = CoachLine(theme)
        self.short_name = KeptLine(theme, self.tr("Short name"), self.tr("Short name"), most=SHORT_NAME)
        self.short_name.setMaximumWidth(theme.px(_WIDTH))
        self.place = KeptChoice(theme, self.tr("Part of the framework"))
        self.evidence = KeptBox(theme, self.tr("What would answer it"), 1)
        self.evidence.setPlaceholderText(self.tr("lessons, books, whom to listen to…"))
        self.self_view = KeptChoice(theme, self.tr("What the school says of itself"))
        self.action = KeptChoice(theme, self.tr("What the last review left"))
        self.research = KeptLine(theme, self.tr("Research"), self.tr("Research, if somebody names it"))
        self._build()
        self._wire()

    @override
    def show_record(self, record: Record, plan: ReviewPlan, editable: bool) -> None:
        ids = [one.record_id for one in plan.questions]
        self.number.setText(self.tr("Question {}").format(ids.index(record.record_id) + 1))
        self._editable = editable
        views = [(one.record_id, shortened(one.text, _LETTERS)) for one in plan.self_views if one.text]
        actions = [(one.record_id, shortened(one.text, _LETTERS)) for one in plan.actions if one.text]
        self.self_view.show_choices([("", self.tr("none of it")), *views])
        self.action.show_choices([("", self.tr("none of it")), *actions])
        self._goes_with.setVisible(bool(views))
        self._goes_on.setVisible(bool(actions))
        super().show_record(record, plan, editable)
        if isinstance(record, Question) and self._coach.framework is not None:
            self._show_place(record, self._coach.framework)
        self.look_again()

    def look_again(self) -> None:
        """Say what the coach says of what stands here now."""
        if not isinstance(self.record, Question):
            return
        now = replace(
            self.record,
            text=self.words.toPlainText(),
            evidence=self.evidence.toPlainText(),
            research=self.research.text(),
        )
        self.coaching.show_coaching(self._coach.look(now), editable=self._editable)
        self.words.setAccessibleDescription(self.coaching.said())

    def _build(self) -> None:
        gap = self.theme.gap("s")
        names, comes_from = QHBoxLayout(), QHBoxLayout()
        for row in (names, comes_from):
            row.setSpacing(gap)
        self._goes_with = captioned(self.theme, self.tr("Goes with what they say"), self.self_view)
        self._goes_on = captioned(self.theme, self.tr("Goes on from last time"), self.action)
        names.addWidget(captioned(self.theme, self.tr("Short name"), self.short_name), 1)
        names.addWidget(captioned(self.theme, self.tr("Part of the framework"), self.place), 2)
        comes_from.addWidget(self._goes_with, 1)
        comes_from.addWidget(self._goes_on, 1)
        self.fields.addWidget(self.number)
        self.fields.addWidget(self.words)
        self.fields.addWidget(self.coaching)
        self.fields.addLayout(names)
        self.fields.addWidget(captioned(self.theme, self.tr("What would answer it"), self.evidence))
        self.fields.addLayout(comes_from)
        self.fields.addWidget(self.research)
        fields = (self.words, self.short_name, self.place, self.evidence, self.self_view, self.action, self.research)
        for one, other in pairwise((*fields, self.coaching.leave)):  # who only writes is not led past the coach
            QWidget.setTabOrder(one, other)

    def _wire(self) -> None:
        self.keep("text", self.words)
        self.keep("short_name", self.short_name)
        self.keep("evidence", self.evidence)
        self.keep("self_view", self.self_view)
        self.keep("action", self.action)
        self.keep("research", self.research)
        self.place.given.connect(self._keep_place)
        self.words.textChanged.connect(self.look_again)
        self.evidence.textChanged.connect(self.look_again)
        self.research.textChanged.connect(lambda _: self.look_again())
        self.coaching.waved.connect(self._on_waved)

    def _show_place(self, question: Question, framework: Framework) -> None:
        found = place_of(framework, question.characteristic, question.theme)
        other = "" if found or not question.theme else question.theme
        choices = [("", self.tr("which part of the framework?"))]
        choices += [
            (one.place_id, f"    {one.name}" if one.characteristic else one.name) for one in places_in(framework)
        ]
        self.place.show_choices([*choices, *([(_OTHER + other, other)] if other else [])])
        self.place.show_value(found.place_id if found else _OTHER + other if other else "")

    def _keep_place(self, value: str) -> None:
        framework = self._coach.framework
        if self.record is None or framework is None or value.startswith(_OTHER):
            return
        place = next((one for one in places_in(framework) if one.place_id == value), None)
        theme = theme_of(framework, place.theme) if place else None
        self.acts.change(
            self.record,
            theme=theme.name if theme else "",  # the partnership's record has the question, and not its framework
            characteristic=place.characteristic if place else "",
        )

    def _on_waved(self, thought: object) -> None:
        self._coach.wave(thought)  # type: ignore[arg-type]
        self.look_again()
