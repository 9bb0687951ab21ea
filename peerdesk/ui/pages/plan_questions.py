"""The plan's second part: the questions that the school chose; and its last: the actions of the last review."""

from functools import partial
from typing import cast

from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.review import PreviousAction, Question
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.pages.plan_part import PlanPart, RecordRow, RecordRows
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.kept import KeptBox, KeptChoice, KeptLine
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph

SHORT_NAME = 16  # letters: chips and grids live on it


class QuestionsPart(PlanPart):
    """One card a question."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make an empty part."""
        super().__init__(theme, acts)
        self.rows: RecordRows[Question] = RecordRows(theme, lambda: QuestionRow(theme, acts))
        self.add = Button(theme, self.tr("Add a question"), "plus")
        hint = self.tr("One or two questions of the school's own, beginning “To what extent…”, are enough for a day.")
        self.empty = Paragraph(theme, hint, tone="soft")
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch()
        for widget in (self.empty, self.rows):
            self.body.addWidget(widget)
        self.body.addLayout(foot)
        self.body.addStretch()
        self.add.clicked.connect(self._add)
        acts.added.connect(self.rows.begin_at)

    @override
    def first_field(self) -> QWidget | None:
        return self.rows.rows()[0].first_field() if self.rows.rows() else self.add

    @override
    def show_plan(self, plan: ReviewPlan, editable: bool) -> None:
        super().show_plan(plan, editable)
        self.add.setVisible(editable)
        self.empty.setVisible(not plan.questions)
        self.rows.show_records(plan.questions, plan, editable)

    @override
    def move(self, step: int) -> None:
        row = self.rows.row_with_focus()
        if row is not None and row.record is not None:
            self.acts.move(row.record, "questions", step)

    def _add(self) -> None:
        if self.plan is not None:
            self.acts.add(self.plan.scope, "question")


class QuestionRow(RecordRow[Question]):
    """Its number, its words, its short name, its theme."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make a row without a question."""
        super().__init__(theme, self.tr("this question"))
        self.number = Label(theme, bold=True)
        self.words = KeptBox(theme, self.tr("Question"))
        self.words.setPlaceholderText(self.tr("To what extent…"))
        self.short_name = KeptLine(theme, self.tr("Short name"), self.tr("Short name"), most=SHORT_NAME)
        self.short_name.setMaximumWidth(theme.px(190))
        self.theme_line = KeptLine(theme, self.tr("Theme"), self.tr("Theme, such as Looking Inward"))
        below = QHBoxLayout()
        below.setSpacing(theme.gap("s"))
        below.addWidget(self.short_name, 1)
        below.addWidget(self.theme_line, 2)
        self.fields.addWidget(self.number)
        self.fields.addWidget(self.words)
        self.fields.addLayout(below)
        self.words.given.connect(lambda value: self.record and acts.change(self.record, text=value))
        self.short_name.given.connect(lambda value: self.record and acts.change(self.record, short_name=value))
        self.theme_line.given.connect(lambda value: self.record and acts.change(self.record, theme=value))
        self.up.clicked.connect(lambda: self.record and acts.move(self.record, "questions", -1))
        self.down.clicked.connect(lambda: self.record and acts.move(self.record, "questions", 1))
        said = self.tr("The question is out of the plan.")
        self.remove.clicked.connect(lambda: self.record and acts.delete(self.record, said))

    @override
    def first_field(self) -> QWidget:
        return self.words

    @override
    def show_record(self, record: Question, plan: ReviewPlan) -> None:
        super().show_record(record, plan)
        ids = [one.record_id for one in plan.questions]
        self.number.setText(self.tr("Question {}").format(ids.index(record.record_id) + 1))
        self.words.show_value(record.text)
        self.short_name.show_value(record.short_name)
        self.theme_line.show_value(record.theme)


class ActionsPart(PlanPart):
    """What the last review left to do, and where it stands."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make an empty part."""
        super().__init__(theme, acts)
        self.rows: RecordRows[PreviousAction] = RecordRows(theme, lambda: ActionRow(theme, acts))
        self.add = Button(theme, self.tr("Add an action"), "plus")
        hint = self.tr("What the school meant to do after its last review. The report opens with what became of it.")
        self.empty = Paragraph(theme, hint, tone="soft")
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch()
        for widget in (self.empty, self.rows):
            self.body.addWidget(widget)
        self.body.addLayout(foot)
        self.body.addStretch()
        self.add.clicked.connect(lambda: self.plan and acts.add(self.plan.scope, "action"))
        acts.added.connect(self.rows.begin_at)

    @override
    def first_field(self) -> QWidget | None:
        return self.rows.rows()[0].first_field() if self.rows.rows() else self.add

    @override
    def show_plan(self, plan: ReviewPlan, editable: bool) -> None:
        super().show_plan(plan, editable)
        self.add.setVisible(editable)
        self.empty.setVisible(not plan.actions)
        self.rows.show_records(plan.actions, plan, editable)

    @override
    def move(self, step: int) -> None:
        row = self.rows.row_with_focus()
        if row is not None and row.record is not None:
            self.acts.move(row.record, "actions", step)


class ActionRow(RecordRow[PreviousAction]):
    """What was to be done, where it stands, what we saw of it."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make a row without an action."""
        super().__init__(theme, self.tr("this action"))
        self.words = KeptBox(theme, self.tr("What was to be done"))
        self.words.setPlaceholderText(self.tr("What was to be done"))
        states = [
            ("", self.tr("not known yet")),
            ("done", self.tr("done")),
            ("partly done", self.tr("partly done")),
            ("replaced by the school", self.tr("replaced by the school")),
            ("not yet", self.tr("not yet")),
        ]
        self.state = KeptChoice(theme, self.tr("Where it stands"), states)
        self.saw = KeptBox(theme, self.tr("What we saw of it"), 1)
        self.saw.setPlaceholderText(self.tr("What we saw of it"))
        for widget in (self.words, self.state, self.saw):
            self.fields.addWidget(widget)
        self.words.given.connect(lambda value: self.record and acts.change(self.record, text=value))
        self.state.given.connect(lambda value: self.record and acts.change(self.record, state=value))
        self.saw.given.connect(lambda value: self.record and acts.change(self.record, what_we_saw=value))
        self.up.clicked.connect(lambda: self.record and acts.move(self.record, "actions", -1))
        self.down.clicked.connect(lambda: self.record and acts.move(self.record, "actions", 1))
        said = self.tr("The action is out of the plan.")
        self.remove.clicked.connect(lambda: self.record and acts.delete(self.record, said))

    @override
    def first_field(self) -> QWidget:
        return self.words

    @override
    def show_record(self, record: PreviousAction, plan: ReviewPlan) -> None:
        super().show_record(record, plan)
        self.words.show_value(record.text)
        self.state.show_value(record.state)
        self.saw.show_value(record.what_we_saw)
