"""What the parts of the plan share: cards of records that are edited in place."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.review import Record
from peerdesk.domain.wording import MarkKind
from peerdesk.overriding import override
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.kept import KeptBox, KeptChoice, KeptLine, KeptTicks
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.scroll import ScrollColumn
from peerdesk.ui.widgets.wrapping import WrappingRow

WIDTH = 860  # pixels of a card at 100 % text: a column of words and its buttons
_MARKS: Sequence[MarkKind] = ("name", "one person", "spelling")  # words that judge are the coach's
KeptField = KeptLine | KeptBox | KeptChoice | KeptTicks


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

    def show_record_of(self, record_id: str) -> None:
        """Bring the fields of a record into view, where they are shown one record at a time."""

    def move_focused(self, step: int) -> None:
        """Move what has focus up (-1) or down (1); nothing moves where order has no meaning."""


class RecordRow(Card):
    """A card with the fields of one record, each kept when it is left, and buttons at its right edge."""

    def __init__(self, theme: Theme, acts: PlanActs, siblings: str, name: str, gone: str) -> None:
        """Make a row without a record.

        Args:
            theme: for sizes.
            acts: does what the person asks.
            siblings: under which name the plan has such records ("questions").
            name: what its buttons act on ("this question").
            gone: said when it was taken out.
        """
        super().__init__(theme)
        self.theme, self.acts, self.siblings, self._gone = theme, acts, siblings, gone
        self.record: Record | None = None
        self._kept: dict[str, KeptField] = {}
        self.up = Button(theme, "", "chevron-up", "quiet", name=self.tr("Move {} up").format(name))
        self.down = Button(theme, "", "chevron-down", "quiet", name=self.tr("Move {} down").format(name))
        self.remove = Button(theme, "", "trash-2", "quiet", name=self.tr("Take {} out").format(name))
        row = QHBoxLayout()
        row.setSpacing(theme.gap("xs"))
        self.fields = QVBoxLayout()
        self.fields.setSpacing(theme.gap("s"))
        row.addLayout(self.fields, 1)
        row.addSpacing(theme.gap("s"))
        for button in (self.up, self.down, self.remove):
            room = button.sizePolicy()
            room.setRetainSizeWhenHidden(True)  # so that the fields of all cards end at one edge
            button.setSizePolicy(room)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.up.clicked.connect(lambda: self.move_by(-1))
        self.down.clicked.connect(lambda: self.move_by(1))
        self.remove.clicked.connect(self._on_remove)

    def keep(self, name: str, field: KeptField, kinds: Collection[MarkKind] = _MARKS) -> None:
        """Keep an attribute of the record in a field, which then shows it, and these `kinds` of marks in it."""
        self._kept[name] = field
        field.given.connect(lambda value: self.change(name, value))
        if isinstance(field, KeptLine | KeptBox):
            self.acts.drafts.watch(
                field, lambda: (self.record.record_id if self.record else "", name), lambda: self.record
            )
        if isinstance(field, KeptBox):
            self.acts.proof.watch(field, lambda: self.record.record_id if self.record else "", kinds=kinds)

    def change(self, name: str, value: object) -> None:
        """Keep another value of an attribute."""
        if self.record is not None:
            self.acts.change(self.record, **{name: value})

    def move_by(self, step: int) -> None:
        """Move it up (-1) or down (1) among its siblings."""
        if self.record is not None:
            self.acts.move(self.record, self.siblings, step)

    def show_record(self, record: Record, plan: ReviewPlan, editable: bool) -> None:  # noqa: ARG002 - for those who say more
        """Show what a record of the plan says."""
        self.record = record
        for name, field in self._kept.items():
            field.show_value(getattr(record, name))
        set_read_only(self, not editable)
        for button in (self.up, self.down, self.remove):
            button.setVisible(editable)

    def first_field(self) -> QWidget:
        """Return where a person starts in it."""
        return next(iter(self._kept.values()))

    def _on_remove(self) -> None:
        if self.record is not None:
            self.acts.delete(self.record, self._gone)


class RowsPart(PlanPart):
    """A part that is a column of cards. Cards are kept by id over refreshes, so focus and what is typed stay."""

    def __init__(
        self, theme: Theme, acts: PlanActs, siblings: str, make: Callable[[], RecordRow], hint: str, add: str
    ) -> None:
        """Make a part without cards.

        Args:
            theme: for sizes.
            acts: does what the person asks.
            siblings: under which name the plan has the records ("questions").
            make: makes a card.
            hint: what to do first; shown while there is no card.
            add: the word of the button that adds one.
        """
        super().__init__(theme, acts)
        self._siblings, self._make, self._wanted = siblings, make, ""
        self._rows: dict[str, RecordRow] = {}
        self.hint = Paragraph(theme, hint, tone="soft")
        self.add_button = Button(theme, add, "plus")
        cards = QWidget()
        cards.setMaximumWidth(theme.px(WIDTH))
        self._column = QVBoxLayout(cards)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap("s"))
        self.foot = WrappingRow(theme.gap("s"))
        self.foot.add(self.add_button)
        self.body.addWidget(self.hint)
        self.body.addWidget(cards)
        self.body.addWidget(self.foot)
        self.body.addStretch()
        self.add_button.clicked.connect(self._on_add)
        acts.added.connect(self._on_added)

    def rows(self) -> list[RecordRow]:
        """Return the cards in order."""
        return list(self._rows.values())

    def add_record(self, scope: str) -> None:
        """Add a record to the plan of a review."""
        raise NotImplementedError

    @override
    def first_field(self) -> QWidget:
        return self.rows()[0].first_field() if self._rows else self.add_button

    @override
    def move_focused(self, step: int) -> None:
        focused = self.window().focusWidget()
        row = next((row for row in self.rows() if focused is not None and row.isAncestorOf(focused)), None)
        if row is not None and focused is not None:
            focused.clearFocus()  # what is typed there is kept first
            focused.setFocus()
            row.move_by(step)

    @override
    def show_plan(self, plan: ReviewPlan, editable: bool) -> None:
        super().show_plan(plan, editable)
        records: Sequence[Record] = getattr(plan, self._siblings)
        self.hint.setVisible(not records)
        self.add_button.setVisible(editable)
        wanted = {one.record_id: one for one in records}
        for gone in [record_id for record_id in self._rows if record_id not in wanted]:
            self._rows.pop(gone).deleteLater()
        moved = list(self._rows) != list(wanted)
        self._rows = {record_id: self._rows.get(record_id) or self._make() for record_id in wanted}
        for at, (record_id, row) in enumerate(self._rows.items()):
            if moved:
                self._column.insertWidget(at, row)
            row.show_record(wanted[record_id], plan, editable)
        self._begin()

    def _on_add(self) -> None:
        if self.plan is not None:
            self.add_record(self.plan.scope)

    def _on_added(self, record_id: str) -> None:
        self._wanted = record_id

    def _begin(self) -> None:
        """Put focus into what was just added."""
        row = self._rows.get(self._wanted)
        if row is not None:
            self._wanted = ""
            row.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(row)


def captioned(theme: Theme, word: str, field: QWidget) -> QWidget:
    """Return a field under a small word that stays when it is filled in."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    label = Label(theme, word, "caption", "soft", elided=True)
    label.setBuddy(field)
    column.addWidget(label)
    column.addWidget(field)
    return both


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
    for line in root.findChildren(KeptLine):
        line.let_go()
    for box in root.findChildren(KeptBox):
        box.let_go()
