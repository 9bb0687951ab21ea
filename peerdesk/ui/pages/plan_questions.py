"""The plan's questions, which the school chose, and the actions that its last review left."""

from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.review import Record
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.pages.plan_part import RecordRow, RowsPart
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.kept import KeptBox, KeptChoice, KeptLine
from peerdesk.ui.widgets.label import Label

SHORT_NAME = 16  # letters: chips and grids live on it
_WIDTH = 190  # pixels of sixteen wide letters at 100 % text


class QuestionsPart(RowsPart):
    """One card a question."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make an empty part."""
        hint = self.tr("One to three questions of the school's own are enough for a day: “To what extent…”.")
        add = self.tr("Add a question")
        super().__init__(theme, acts, "questions", lambda: QuestionRow(theme, acts), hint, add)

    @override
    def add_record(self, scope: str) -> None:
        self.acts.add(scope, "question")


class QuestionRow(RecordRow):
    """Its number, its words, its short name, its theme."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make a row without a question."""
        gone = self.tr("The question is out of the plan.")
        super().__init__(theme, acts, "questions", self.tr("this question"), gone)
        self.number = Label(theme, bold=True)
        words = KeptBox(theme, self.tr("Question"))
        words.setPlaceholderText(self.tr("To what extent…"))
        short_name = KeptLine(theme, self.tr("Short name"), self.tr("Short name"), most=SHORT_NAME)
        short_name.setMaximumWidth(theme.px(_WIDTH))
        about = KeptLine(theme, self.tr("Theme"), self.tr("Theme, such as Looking Inward"))
        below = QHBoxLayout()
        below.setSpacing(theme.gap("s"))
        below.addWidget(short_name, 1)
        below.addWidget(about, 2)
        self.fields.addWidget(self.number)
        self.fields.addWidget(words)
        self.fields.addLayout(below)
        self.keep("text", words)
        self.keep("short_name", short_name)
        self.keep("theme", about)

    @override
    def show_record(self, record: Record, plan: ReviewPlan, editable: bool) -> None:
        super().show_record(record, plan, editable)
        ids = [one.record_id for one in plan.questions]
        self.number.setText(self.tr("Question {}").format(ids.index(record.record_id) + 1))


class ActionsPart(RowsPart):
    """What the last review left to do, and where it stands."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make an empty part."""
        hint = self.tr("What the school meant to do after its last review. The report opens with what became of it.")
        super().__init__(theme, acts, "actions", lambda: ActionRow(theme, acts), hint, self.tr("Add an action"))

    @override
    def add_record(self, scope: str) -> None:
        self.acts.add(scope, "action")


class ActionRow(RecordRow):
    """What was to be done, where it stands, what we saw of it."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make a row without an action."""
        super().__init__(theme, acts, "actions", self.tr("this action"), self.tr("The action is out of the plan."))
        words = KeptBox(theme, self.tr("What was to be done"))
        words.setPlaceholderText(self.tr("What was to be done"))
        states = [
            ("", self.tr("not known yet")),
            ("done", self.tr("done")),
            ("partly done", self.tr("partly done")),
            ("replaced by the school", self.tr("replaced by the school")),
            ("not yet", self.tr("not yet")),
        ]
        state = KeptChoice(theme, self.tr("Where it stands"), states)
        saw = KeptBox(theme, self.tr("What we saw of it"))
        saw.setPlaceholderText(self.tr("What we saw of it"))
        self.fields.addWidget(words)
        self.fields.addWidget(state)
        self.fields.addWidget(saw)
        self.keep("text", words)
        self.keep("state", state)
        self.keep("what_we_saw", saw)
