"""What the parts of the plan share: rows of records that are edited in place."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.review import Record
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.kept import KeptBox, KeptChoice, KeptLine, KeptTicks
from peerdesk.ui.widgets.scroll import ScrollColumn

R = TypeVar("R", bound=Record)


class PlanPart(ScrollColumn):
    """One tab of the plan; it scrolls by itself."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make an empty part."""
        super().__init__(theme)
        self.theme, self.acts = theme, acts
        self.plan: ReviewPlan | None = None

    def show_plan(self, plan: ReviewPlan, editable: bool) -> None:
        """Show what the plan says."""
        if self.plan is not None and self.plan.scope != plan.scope:
            let_go(self)
        self.plan = plan
        set_read_only(self, not editable)

    def first_field(self) -> QWidget | None:
        """Return where a person starts."""
        return None

    def move(self, step: int) -> None:
        """Move what has focus up (-1) or down (1); nothing moves where order has no meaning."""


class RecordRow(Card, Generic[R]):
    """A card with the fields of one record, and buttons at its right edge."""

    def __init__(self, theme: Theme, name: str) -> None:
        """Make a row without a record; `name` says what its buttons act on ("this question")."""
        super().__init__(theme)
        self.theme = theme
        self.record: R | None = None
        self.up = Button(theme, "", "chevron-up", "quiet", name=self.tr("Move {} up").format(name))
        self.down = Button(theme, "", "chevron-down", "quiet", name=self.tr("Move {} down").format(name))
        self.remove = Button(theme, "", "trash-2", "quiet", name=self.tr("Take {} out").format(name))
        row = QHBoxLayout()
        row.setSpacing(theme.gap("s"))
        self.fields = QVBoxLayout()
        self.fields.setSpacing(theme.gap("s"))
        row.addLayout(self.fields, 1)
        for button in (self.up, self.down, self.remove):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)

    def show_record(self, record: R, plan: ReviewPlan) -> None:
        """Show what a record of the plan says."""
        self.record = record

    def first_field(self) -> QWidget | None:
        """Return where a person starts in it."""
        return None


class RecordRows(QWidget, Generic[R]):
    """Rows of one kind, kept by id over refreshes, so that focus and what is being typed stay."""

    def __init__(self, theme: Theme, make: Callable[[], RecordRow[R]]) -> None:
        """Show nothing yet; `make` makes a row."""
        super().__init__()
        self._make, self._wanted = make, ""
        self._rows: dict[str, RecordRow[R]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap("s"))

    def rows(self) -> list[RecordRow[R]]:
        """Return the rows in order."""
        return list(self._rows.values())

    def begin_at(self, record_id: str) -> None:
        """Put focus into the row of this record as soon as it is shown."""
        self._wanted = record_id

    def row_with_focus(self) -> RecordRow[R] | None:
        """Return the row in which the keys are."""
        return next((row for row in self._rows.values() if row.isAncestorOf(self.window().focusWidget() or row)), None)

    def show_records(self, records: Sequence[R], plan: ReviewPlan, editable: bool) -> None:
        """Show these records."""
        wanted = {one.record_id: one for one in records}
        for gone in [record_id for record_id in self._rows if record_id not in wanted]:
            self._rows.pop(gone).deleteLater()
        order = list(self._rows)
        self._rows = {record_id: self._rows.get(record_id) or self._make() for record_id in wanted}
        for at, (record_id, row) in enumerate(self._rows.items()):
            if order != list(wanted):
                self._column.insertWidget(at, row)
            row.show_record(wanted[record_id], plan)
            set_read_only(row, not editable)
            for button in (row.up, row.down, row.remove):
                button.setVisible(editable)
        self._begin()

    def _begin(self) -> None:
        row = self._rows.get(self._wanted)
        field = row.first_field() if row else None
        if field is not None:
            self._wanted = ""
            field.setFocus(Qt.FocusReason.OtherFocusReason)


def set_read_only(root: QWidget, read_only: bool) -> None:
    """Let nobody change the fields inside a widget, or let them."""
    for line in root.findChildren(KeptLine):
        line.setReadOnly(read_only)
    for box in root.findChildren(KeptBox):
        box.setReadOnly(read_only)
    for choice in root.findChildren(KeptChoice):
        choice.setEnabled(not read_only)
    for ticks in root.findChildren(KeptTicks):
        ticks.set_read_only(read_only)


def let_go(root: QWidget) -> None:
    """Forget what was typed into the fields inside a widget and not kept."""
    for field in (*root.findChildren(KeptLine), *root.findChildren(KeptBox)):
        field.let_go()
