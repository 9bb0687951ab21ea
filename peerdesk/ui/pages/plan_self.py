"""What the school says of itself, what it invites us to look at, and what it lets us photograph."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.framework import Framework
from peerdesk.domain.framework_places import place_of, places_in
from peerdesk.domain.photographs import allowed_at
from peerdesk.domain.review import Record, Review, SelfView
from peerdesk.overriding import override
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.pages.plan_part import WIDTH, RecordRow, RowsPart, captioned
from peerdesk.ui.pages.plan_tables import TableWays
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.fields import Form
from peerdesk.ui.widgets.kept import KeptBox, KeptChoice
from peerdesk.ui.widgets.label import Label


class SelfPart(RowsPart):
    """What the school invites, then one card a statement."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make an empty part."""
        hint = self.tr(
            "What the school says of itself, in its own words. The school may send it in its briefing, in a "
            "spreadsheet, or you type it here. A question can then go with a statement."
        )
        super().__init__(theme, acts, "self_views", lambda: SelfViewRow(theme, acts), hint, self.tr("Add a statement"))
        self.invites = KeptBox(theme, self.tr("What the school invites us to look at"))
        self.invites.setPlaceholderText(
            self.tr("books from three classes, the plan for writing, a lesson in the nursery…")
        )
        self.photographs = KeptChoice(
            theme,
            self.tr("What may be photographed"),
            [
                ("nothing", self.tr("nothing")),
                ("displays", self.tr("displays")),
                ("work without names", self.tr("displays, and pupils’ work without names")),
            ],
        )
        self.tables = TableWays(theme, acts, "self_view")
        self._build_top()
        self.foot.add(self.tables, 1)
        self.invites.given.connect(lambda words: self._change("invites", words))
        self.photographs.given.connect(lambda what: self._change("photographs", what))
        acts.drafts.watch(
            self.invites, lambda: (self.plan.review.record_id if self.plan else "", "invites"), self._review
        )

    @override
    def first_field(self) -> QWidget:
        return self.invites

    @override
    def add_record(self, scope: str) -> None:
        self.acts.add(scope, "self_view")

    @override
    def show_plan(self, plan: ReviewPlan, editable: bool) -> None:
        super().show_plan(plan, editable)
        self.invites.show_value(plan.review.invites)
        self.photographs.show_value(allowed_at(plan.review))
        self.tables.show_plan(plan, editable)

    def _build_top(self) -> None:
        form = Form(self.theme)
        form.setMaximumWidth(self.theme.px(WIDTH))
        form.add(self.tr("They invite us to"), self.invites)
        why = self.tr("Nothing, unless the school says more. Whoever is about to keep a picture is told.")
        form.add(self.tr("Photographs"), self.photographs, why)
        self.body.insertWidget(0, form)
        self.body.insertWidget(1, Label(self.theme, self.tr("What they say of themselves"), bold=True))

    def _change(self, name: str, value: str) -> None:
        if self.plan is not None:
            self.acts.change(self.plan.review, **{name: value})

    def _review(self) -> Review | None:
        return self.plan.review if self.plan else None


class SelfViewRow(RecordRow):
    """The statement, its place in the framework, its level if the framework has a scale, and what there is to see."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make a row without a statement."""
        gone = self.tr("The statement is out of the plan.")
        super().__init__(theme, acts, "self_views", self.tr("this statement"), gone)
        words = KeptBox(theme, self.tr("What the school says"))
        words.setPlaceholderText(self.tr("Pupils talk about what they will write, in every class…"))
        self.place = KeptChoice(theme, self.tr("Part of the framework"))
        self.level = KeptChoice(theme, self.tr("Level"))
        evidence = KeptBox(theme, self.tr("What they invite us to look at for it"), 1)
        below = QHBoxLayout()
        below.setSpacing(theme.gap("s"))
        self._levels = captioned(theme, self.tr("Level"), self.level)
        below.addWidget(captioned(theme, self.tr("Part of the framework"), self.place), 2)
        below.addWidget(self._levels, 1)
        self.fields.addWidget(words)
        self.fields.addLayout(below)
        self.fields.addWidget(captioned(theme, self.tr("What they invite us to look at for it"), evidence))
        self.keep("text", words)
        self.keep("characteristic", self.place)
        self.keep("level", self.level)
        self.keep("evidence", evidence)

    @override
    def show_record(self, record: Record, plan: ReviewPlan, editable: bool) -> None:
        if isinstance(record, SelfView):
            framework = self.acts.desk.plan_words.framework_of(plan)
            self._offer_places(record, framework)
            self._offer_levels(record, framework)
        super().show_record(record, plan, editable)

    def _offer_places(self, view: SelfView, framework: Framework) -> None:
        choices = [("", self.tr("which part of the framework?"))]
        choices += [
            (one.place_id, f"    {one.name}" if one.characteristic else one.name) for one in places_in(framework)
        ]
        if view.characteristic and place_of(framework, view.characteristic) is None:
            choices.append((view.characteristic, view.characteristic))
        self.place.show_choices(choices)

    def _offer_levels(self, view: SelfView, framework: Framework) -> None:
        steps = list(framework.scale.steps)
        if view.level and view.level not in steps:
            steps.append(view.level)
        self.level.show_choices([("", self.tr("no level said")), *((step, step) for step in steps)])
        self._levels.setVisible(bool(steps))
