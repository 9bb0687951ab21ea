"""What the last review left to do: the first list of this one, and the first section of its report."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.citations import show_citations
from peerdesk.domain.evidence import Note
from peerdesk.domain.review import PreviousAction, Record, Review
from peerdesk.domain.wording import KINDS
from peerdesk.overriding import override
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.pages.plan_earlier import EarlierSheet
from peerdesk.ui.pages.plan_evidence import EvidenceSheet
from peerdesk.ui.pages.plan_part import RecordRow, RowsPart, captioned
from peerdesk.ui.pages.plan_tables import TableWays
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.cited_text import to_kept
from peerdesk.ui.widgets.kept import KeptBox, KeptChoice, KeptLine


class ActionsPart(RowsPart):
    """One card an action."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make an empty part."""
        self.numbers: dict[str, int] = {}
        hint = self.tr(
            "What the school meant to do after its last review. The visit begins with it, and the report opens with "
            "what became of it."
        )
        super().__init__(
            theme, acts, "actions", lambda: ActionRow(theme, acts, self.numbers), hint, self.tr("Add an action")
        )
        self.earlier = Button(theme, self.tr("Take from an earlier review…"), "history")
        self.tables = TableWays(theme, acts, "action")
        self.foot.add(self.earlier, 1)
        self.foot.add(self.tables, 2)
        self.earlier.clicked.connect(self.ask_earlier)

    def know_numbers(self, numbers: Mapping[str, int]) -> None:
        """Take note under which numbers the report has the notes; each that an action cites has to be there."""
        self.numbers.clear()
        self.numbers.update(numbers)

    @override
    def add_record(self, scope: str) -> None:
        self.acts.add(scope, "action")

    @override
    def show_plan(self, plan: ReviewPlan, editable: bool) -> None:
        super().show_plan(plan, editable)
        self.tables.show_plan(plan, editable)
        self.earlier.setVisible(editable)

    def ask_earlier(self) -> None:
        """Ask from which review of this laptop, and what of it."""
        if self.plan is not None:
            self.acts.look(partial(self.acts.desk.before.earlier, self.plan.scope), self._show_earlier)

    def _show_earlier(self, reviews: list[Review]) -> None:
        if self.plan is not None:
            EarlierSheet(self, self.acts, self.plan, reviews).open_over()


class ActionRow(RecordRow):
    """What was to be done, by whom and when; where it stands, what we saw of it, and on which notes that stands."""

    def __init__(self, theme: Theme, acts: PlanActs, numbers: Mapping[str, int]) -> None:
        """Make a row without an action; `numbers` are those of the report, and may grow."""
        super().__init__(theme, acts, "actions", self.tr("this action"), self.tr("The action is out of the plan."))
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
        self.agreed_on = KeptLine(theme, self.tr("When it was agreed"), self.tr("March last year"))
        self.owner = KeptLine(theme, self.tr("Which role answers for it"), self.tr("deputy head"))
        self.due = KeptLine(theme, self.tr("By when"), self.tr("July"))
        self.saw = KeptBox(
            theme,
            self.tr("What we saw of it"),
            say=lambda text: show_citations(text, numbers),
            read=lambda text: to_kept(text, numbers),
        )
        self.saw.setPlaceholderText(self.tr("What we saw of it"))
        self.notes = Button(theme, "", "quote", "link")
        self._build()
        self.notes.clicked.connect(self._ask_notes)

    @override
    def show_record(self, record: Record, plan: ReviewPlan, editable: bool) -> None:
        super().show_record(record, plan, editable)
        count = len(record.evidence) if isinstance(record, PreviousAction) else 0
        said = self.tr("Notes it stands on: {}").format(count) if count else self.tr("Notes it stands on…")
        self.notes.setText(said)
        self.notes.setAccessibleName(said)
        self.notes.setVisible(editable or bool(count))
        self.notes.setEnabled(editable)

    def _build(self) -> None:
        gap = self.theme.gap("s")
        about, below = QHBoxLayout(), QHBoxLayout()
        for row in (about, below):
            row.setSpacing(gap)
        for word, line in (
            (self.tr("Agreed"), self.agreed_on),
            (self.tr("Role that answers for it"), self.owner),
            (self.tr("By when"), self.due),
        ):
            about.addWidget(captioned(self.theme, word, line), 1)
        below.addWidget(self.state)
        below.addWidget(self.notes)
        below.addStretch()
        self.fields.addWidget(self.words)
        self.fields.addLayout(about)
        self.fields.addLayout(below)
        self.fields.addWidget(self.saw)
        self.keep("text", self.words)
        self.keep("agreed_on", self.agreed_on)
        self.keep("owner", self.owner)
        self.keep("due", self.due)
        self.keep("state", self.state)
        self.keep("what_we_saw", self.saw, KINDS)

    def _ask_notes(self) -> None:
        if self.record is not None:
            self.acts.look(partial(self.acts.desk.capture.notes, self.record.scope), self._show_notes)

    def _show_notes(self, notes: list[Note]) -> None:
        if not isinstance(self.record, PreviousAction):
            return
        if not notes:
            self.acts.say(self.tr("There are no notes yet. What the visit brings can be chosen here afterwards."))
            return
        EvidenceSheet(self, self.record.text, notes, self.record.evidence, self._keep_notes).open_over()

    def _keep_notes(self, chosen: tuple[str, ...]) -> None:
        self.change("evidence", chosen)
