"""The plan of a review: the lead writes it, everybody reads it."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.overriding import override
from peerdesk.ui.commands import Command
from peerdesk.ui.erasing_for_good import ErasingForGood
from peerdesk.ui.field_drafts import Field
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.page import Page
from peerdesk.ui.pages.plan_actions import ActionsPart
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.pages.plan_day import DayPart
from peerdesk.ui.pages.plan_out import OutPart
from peerdesk.ui.pages.plan_part import PlanPart
from peerdesk.ui.pages.plan_questions import QuestionsPart
from peerdesk.ui.pages.plan_school import SchoolPart
from peerdesk.ui.pages.plan_self import SelfPart
from peerdesk.ui.pages.plan_team import TeamPart
from peerdesk.ui.soon import soon
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.cited_text import number_all
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.tabs import Tabs
from peerdesk.ui.widgets.title_row import TitleRow


class PlanPage(Page):
    """School, what the last review left, what the school says, questions, team, day, out; fields are kept when left."""

    title = "Plan"
    kinds = frozenset(
        {"review", "member", "question", "activity", "action", "self_view", "framework", "letter", "prompt"}
    )

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the page; it shows nothing before `show_review`."""
        super().__init__(theme, jobs, parent)
        self._desk, self._scope = desk, ""
        self.plan: ReviewPlan | None = None
        self.acts = PlanActs(self, desk)
        self._numbers: dict[str, int] = {}
        self.last = ActionsPart(theme, self.acts)
        self.day, self.out = DayPart(theme, self.acts), OutPart(theme, self.acts)
        self.parts: dict[str, PlanPart] = {
            "school": SchoolPart(theme, self.acts),
            "last": self.last,
            "self": SelfPart(theme, self.acts),
            "questions": QuestionsPart(theme, self.acts),
            "team": TeamPart(theme, self.acts),
            "day": self.day,
            "out": self.out,
        }
        self._waiting: list[PlanPart] = []
        self.tabs = Tabs(theme, [(name, "") for name in self.parts], self.tr("Parts of the plan"), wraps=True)
        self.read_only = Paragraph(theme, "", tone="soft")
        self.figures = Button(
            theme, self.tr("Context"), "table-2", "quiet", name=self.tr("The school’s figures in context")
        )
        self.typed = Offer(theme, "history")
        self.stack = QStackedWidget()
        self._erasing = ErasingForGood(self, desk)
        self._build()
        self.tabs.picked.connect(self.show_part)
        self.figures.clicked.connect(lambda: self.go_requested.emit("context"))
        self.acts.drafts.taken_up.connect(self._take_up)
        self._name_tabs()

    def show_review(self, scope: str) -> None:
        """Show the plan of another review."""
        if scope != self._scope:
            self._scope, self.plan = scope, None
            self.stack.setCurrentWidget(self.empty)
            self.look_when_seen()

    def show_part(self, name: str) -> None:
        """Show a part: "school", "last", "self", "questions", "team", "day", "out"."""
        self.tabs.show_value(name)
        if self.plan is not None:
            self._show_in(self.parts[name])
            self.stack.setCurrentWidget(self.parts[name])

    @override
    def refresh(self) -> None:
        scope = self._scope
        if scope:
            self.jobs.start(self, lambda _: self._look(scope), self._show)

    @override
    def commands(self) -> list[Command]:
        plan = self.tr("Plan")
        return [
            Command("plan.up", self.tr("Move this up"), plan, lambda: self._part().move_focused(-1), "Ctrl+Shift+Up"),
            Command(
                "plan.down", self.tr("Move this down"), plan, lambda: self._part().move_focused(1), "Ctrl+Shift+Down"
            ),
            Command(
                "plan.begin_day", self.tr("Begin with the framework’s day"), plan, self.day.begin, "", "calendar-days"
            ),
            *self.out.commands(),
            *self.acts.proof.commands("plan", plan),
            Command("plan.remove", self.tr("Remove this review for good…"), plan, self._ask_remove, "", "trash-2"),
            Command("plan.erased", self.tr("What was erased…"), plan, self._erasing.show_list, "", "trash-2"),
        ]

    @override
    def first_focus(self) -> QWidget | None:
        return self._part().first_field() if self.plan is not None else None

    def _ask_remove(self) -> None:
        if self.plan is not None:
            self._erasing.ask_review(self._scope, self.plan.review.school_name)

    def _build(self) -> None:
        theme = self.theme
        self.empty = Empty(theme, "calendar-days", self.tr("No review is open."), self.tr("Begin or open one on Home."))
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l") - theme.fixed("width.bar"), 0)
        page.setSpacing(theme.gap("m"))
        page.addWidget(TitleRow(theme, self.title, self.tabs, (self.figures,)))
        page.addWidget(self.read_only)
        page.addWidget(self.typed)
        page.addWidget(self.stack, 1)
        self.stack.addWidget(self.empty)
        for part in self.parts.values():
            self.stack.addWidget(part)
        self.read_only.hide()

    def _look(self, scope: str) -> ReviewPlan | None:
        """Look at the plan and read what it is coached by; work of a job."""
        self._desk.plan_words.read_all()
        self._desk.waving.look()
        plan = self.acts.proof.look(lambda desk, scope: desk.plan.look(scope), scope)
        if plan is not None and plan.actions:
            cited = [one.what_we_saw for one in plan.actions]
            self._numbers = number_all(self._desk.reports.material(scope).numbers, cited)
        return plan

    def _part(self) -> PlanPart:
        return self.parts[self.tabs.value()]

    def _show(self, plan: ReviewPlan | None) -> None:
        if plan is None or plan.scope != self._scope:
            return
        begins = self.plan is None
        self.plan = plan
        self.acts.forget()
        self.acts.proof.show_review(plan.scope)
        editable = plan.my_role == "lead"
        lead = next((one.name for one in plan.members if one.role == "lead"), "")
        self.read_only.setText(
            self.tr("The plan is written on the lead's laptop. Tell {} what should change.").format(lead)
        )
        self.read_only.setVisible(not editable)
        self._name_tabs()
        self.last.know_numbers(self._numbers)
        self._waiting = [*self.parts.values()]
        self._show_in(self._part())
        self.stack.setCurrentWidget(self._part())
        if begins:
            self.acts.drafts.show_in(self.typed, self._name_of)
            self.begin_here()
        soon(self, self._show_rest)

    def _show_in(self, part: PlanPart) -> None:
        """Let a part show the plan, if it does not yet."""
        if self.plan is not None and part in self._waiting:
            self._waiting.remove(part)
            part.show_plan(self.plan, self.plan.my_role == "lead")

    def _show_rest(self) -> None:
        """Show the parts that nobody sees, one in each turn of the window."""
        if self.plan is not None and self._waiting:
            self._show_in(self._waiting[0])
            soon(self, self._show_rest)

    def _field(self, place: str) -> tuple[str, Field] | None:
        """Return the part that holds the field of a draft, and the field."""
        record_id = place.split(":")[1]
        for name, part in self.parts.items():
            self._show_in(part)
            part.show_record_of(record_id)
            field = self.acts.drafts.field(place)
            if field is not None and part.isAncestorOf(field):
                return name, field
        return None

    def _name_of(self, place: str) -> str:
        found = self._field(place)
        return found[1].accessibleName() if found else ""

    def _take_up(self, place: str, words: str) -> None:
        found = self._field(place)
        if found is not None:
            self.show_part(found[0])
            self.acts.drafts.take(place, words)

    def _name_tabs(self) -> None:
        """Say how much is in each part."""
        plan = self.plan
        for name, word, rows in (
            ("school", self.tr("School"), ()),
            ("last", self.tr("Last review"), plan.actions if plan else ()),
            ("self", self.tr("Their view"), plan.self_views if plan else ()),
            ("questions", self.tr("Questions"), plan.questions if plan else ()),
            ("team", self.tr("Team"), plan.members if plan else ()),
            ("day", self.tr("Day"), plan.activities if plan else ()),
            ("out", self.tr("Out"), ()),
        ):
            self.tabs.set_word(name, f"{word} {len(rows)}" if rows else word)
