"""The plan's day: the activities in order of time, and the one that is chosen, to be edited in place."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.review import Activity
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.pages.plan_activity import ActivityForm, clock_of
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.pages.plan_part import PlanPart
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.scroll import ScrollColumn
from peerdesk.ui.widgets.words import paint_line

_LIST, _LOW_ROWS = 400, 3  # pixels of the list beside the form at 100 % text; rows seen where it stands above it


class DayPart(PlanPart):
    """The list at the left, the form at the right; one above the other where there is no room."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make an empty part."""
        super().__init__(theme, acts)
        self._wanted = ""
        self._names: Mapping[str, str] = {}
        self.model: RowsModel[Activity] = RowsModel(self._words, lambda one: one.record_id)
        self.list = RowsView(theme, self.model, _ActivityDelegate(theme, self), self.tr("Activities of the day"))
        self.list.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.form = ActivityForm(theme, acts)
        self.add_button = Button(theme, self.tr("Add an activity"), "plus")
        self.hint = Paragraph(theme, self.tr("The day begins with one activity: its name, and when."), tone="soft")
        self._build()
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self.add_button.clicked.connect(self._on_add)
        acts.added.connect(self._on_added)
        theme.changed.connect(self._fit)

    @override
    def first_field(self) -> QWidget:
        return self.list if self.model.rows() else self.add_button

    @override
    def show_plan(self, plan: ReviewPlan, editable: bool) -> None:
        super().show_plan(plan, editable)
        self._names = {one.record_id: one.name for one in plan.members}
        chosen = self.list.current_row()
        self.model.show_rows(plan.activities)
        self.add_button.setVisible(editable)
        self.hint.setVisible(not plan.activities)
        self.list.setVisible(bool(plan.activities))
        keys = [one.record_id for one in plan.activities]
        wanted = self._wanted if self._wanted in keys else chosen.record_id if chosen else ""
        if keys:
            self.list.choose([wanted if wanted in keys else keys[0]])
        self._show_chosen()
        if self._wanted in keys:
            self._wanted = ""
            self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    @override
    def show_record_of(self, record_id: str) -> None:
        if self.plan is not None and record_id in [one.record_id for one in self.plan.activities]:
            self.list.choose([record_id])
            self._show_chosen()

    def who(self, activity: Activity) -> str:
        """Return the names of those who do it."""
        return ", ".join(self._names[one] for one in activity.who if one in self._names)

    def _build(self) -> None:
        theme = self.theme
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch()
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.gap("s"))
        left.addWidget(self.hint)
        left.addWidget(self.list, 1)
        left.addLayout(foot)
        left.addStretch()  # takes what the list leaves while it is hidden
        self._right = ScrollColumn(theme)
        self._right.body.addWidget(self.form)
        self._right.body.addStretch()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.gap("l"))
        self._row.addWidget(self._left)
        self._row.addWidget(self._right, 1)
        self._row.addStretch()
        self.body.addLayout(self._row, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        slim = self.theme.is_slim(self.window().width())
        most = 16_777_215
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if slim else QBoxLayout.Direction.LeftToRight)
        self._left.setFixedWidth(self.theme.px(_LIST)) if not slim else self._left.setMinimumWidth(0)
        self._left.setMaximumWidth(most if slim else self.theme.px(_LIST))
        low = self.theme.px("control") + self.theme.gap("s") + _LOW_ROWS * _row_height(self.theme)
        self._left.setMaximumHeight(low if slim else most)

    def _show_chosen(self) -> None:
        activity = self.list.current_row()
        self._right.setVisible(activity is not None)
        if activity is not None and self.plan is not None:
            self.form.show_activity(activity, self.plan, self.plan.my_role == "lead")

    def _on_add(self) -> None:
        if self.plan is not None:
            self.acts.add(self.plan.scope, "activity", kind="walk", source="observation")

    def _on_added(self, record_id: str) -> None:
        self._wanted = record_id

    def _words(self, activity: Activity) -> str:
        return ", ".join(part for part in (times(activity), activity.title, self.who(activity)) if part)


def times(activity: Activity) -> str:
    """Return "09:05–09:50", or ""."""
    return "–".join(clock_of(time) for time in activity.time)


def _row_height(theme: Theme) -> int:
    return theme.line("body") + theme.line("caption") + theme.gap(12)


class _ActivityDelegate(RowsDelegate[Activity]):
    """Time, title; below it who and where."""

    def __init__(self, theme: Theme, part: DayPart) -> None:
        super().__init__(theme)
        self._part = part

    @override
    def measure(self, row: Activity, width: int) -> int:
        return _row_height(self.theme)

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: Activity, said: str) -> None:
        theme, gap = self.theme, self.theme.gap(12)
        inside = rect.adjusted(gap, gap // 2, -gap, -gap // 2)
        top = QRect(inside.left(), inside.top(), inside.width(), theme.line("body"))
        when = theme.px(100)
        paint_line(painter, top, theme, times(row), "caption", "soft", figures=True)
        title = row.title or self._part.tr("Without a name yet")
        paint_line(painter, top.adjusted(when, 0, 0, 0), theme, title, tone="ink" if row.title else "soft")
        below = QRect(inside.left() + when, top.bottom() + 1, inside.width() - when, theme.line("caption"))
        who = " · ".join(part for part in (self._part.who(row), row.place) if part)
        paint_line(painter, below, theme, who, "caption", "soft")
