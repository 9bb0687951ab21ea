"""The plan's day: the activities in order of time, and beside them the timetable or the one that is chosen."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.timetable import DaysLook
from peerdesk.domain.dates import day_in_words
from peerdesk.domain.framework import Guide
from peerdesk.domain.naming import named
from peerdesk.domain.review import Activity
from peerdesk.overriding import override
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.pages.plan_activity import ActivityForm, clock_of
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.pages.plan_day_begin import BeginBox
from peerdesk.ui.pages.plan_day_grid import GridPane
from peerdesk.ui.pages.plan_part import PlanPart
from peerdesk.ui.soon import soon
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.scroll import ScrollColumn
from peerdesk.ui.widgets.sentences import Sentences
from peerdesk.ui.widgets.tabs import Tabs
from peerdesk.ui.widgets.words import paint_line

_LIST, _LOW_ROWS = 320, 2  # pixels of the list at 100 % text; rows seen where it stands above the form
_MOST = 16_777_215  # Qt's own "as large as it likes"


class DayPart(PlanPart):
    """The list at the left, timetable or form at the right; where there is no room the timetable stands alone."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make an empty part."""
        super().__init__(theme, acts)
        self._wanted = ""
        self._names: Mapping[str, str] = {}
        self.model: RowsModel[Activity] = RowsModel(self._words, lambda one: one.record_id)
        self.list = RowsView(theme, self.model, _ActivityDelegate(theme, self), self.tr("Activities of the day"))
        self.list.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.views = Tabs(
            theme, [("grid", self.tr("Timetable")), ("form", self.tr("Activity"))], self.tr("How the day is shown")
        )
        self.grid = GridPane(theme, acts)
        self.form = ActivityForm(theme, acts)
        self.add_button = Button(theme, self.tr("Add an activity"), "plus")
        self.begin_box = BeginBox(theme)
        self.begin_button = self.begin_box.button
        self.hint = Paragraph(
            theme,
            self.tr(
                "The framework has a day as it usually is: take it, then say who goes where. Or add one activity after "
                "the other."
            ),
            tone="soft",
        )
        self.to_look_at = Sentences(theme, self.tr("To look at"))
        self._build()
        self._wire()

    @override
    def first_field(self) -> QWidget:
        if not self.model.rows():
            return self.begin_button if self.begin_button.isVisibleTo(self) else self.add_button
        block = self.grid.grid.current()
        return block if block is not None and not self._left.isVisibleTo(self) else self.list

    @override
    def show_plan(self, plan: ReviewPlan, editable: bool) -> None:
        begins = self.plan is None or self.plan.scope != plan.scope
        super().show_plan(plan, editable)
        self._names = {one.record_id: named(one) for one in plan.members}
        chosen = self.list.current_row()
        self.model.show_rows(plan.activities)
        self.add_button.setVisible(editable)
        self.begin_box.setVisible(editable and not plan.activities)
        self.begin_box.show_days(plan.review.days)
        self.hint.setVisible(not plan.activities)
        self.list.setVisible(bool(plan.activities))
        keys = [one.record_id for one in plan.activities]
        wanted = self._wanted if self._wanted in keys else chosen.record_id if chosen else ""
        self.grid.show_plan(plan, editable)
        if keys:
            todays = [one.record_id for one in plan.activities if one.time[:1] >= (self.grid.day(),)]
            self.list.choose([wanted if wanted in keys and not begins else (todays or keys)[0]])
        if begins:
            self.show_view("grid" if any(one.time for one in plan.activities) else "form")
        self._show_chosen()
        if self._wanted in keys:
            self._wanted = ""
            self._edit()
        self._fit()
        self._look(plan)

    @override
    def show_record_of(self, record_id: str) -> None:
        if self.plan is not None and record_id in [one.record_id for one in self.plan.activities]:
            self.list.choose([record_id])
            self._show_chosen()

    def show_view(self, name: str) -> None:
        """Show the timetable ("grid") or the chosen activity ("form")."""
        self.views.show_value(name)
        self._stack.setCurrentWidget(self.grid if name == "grid" else self._right)
        self._fit()

    def begin(self) -> None:
        """Begin with the framework's day; one undo takes all of it away."""
        plan, days = self.plan, self.acts.desk.days
        if plan is not None and plan.activities:
            self.acts.say(self.tr("There are activities in the plan already; add others one by one."))
        elif plan is not None:
            said = self.tr("The framework’s day is in the plan. Now say who goes where.")
            halves = self.begin_box.halves()
            self.acts.run(lambda: days.begin(plan, halves), lambda: self._on_begun(said))

    def who(self, activity: Activity) -> str:
        """Return the names of those who do it."""
        return ", ".join(self._names[one] for one in activity.who if one in self._names)

    def day_word(self, activity: Activity) -> str:
        """Return "Tue 9" where the visit has several days, "" where it has one."""
        several = self.plan is not None and len(self.plan.review.days) > 1
        if not several or not activity.time:
            return ""
        name, number = day_in_words(activity.time[0][:10]).split()[:2]
        return f"{name[:3]} {number}"

    def _build(self) -> None:
        theme = self.theme
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch()
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, theme.gap("s"))
        left.setSpacing(theme.gap("s"))
        left.addWidget(self.hint)
        left.addWidget(self.list, 1)
        left.addWidget(self.begin_box)
        left.addLayout(foot)
        left.addWidget(self.to_look_at)
        left.addStretch()  # takes what the list leaves while it is hidden
        self._right = ScrollColumn(theme)
        self._right.body.addWidget(self.form)
        self._right.body.addStretch()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._right)
        self._beside = QWidget()
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, theme.gap("s"))
        beside.setSpacing(theme.gap("s"))
        head = QHBoxLayout()
        head.setSpacing(theme.gap("l"))
        head.addWidget(self.views)
        head.addWidget(self.grid.days)
        head.addStretch()
        beside.addLayout(head)
        beside.addWidget(self._stack, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.gap("l"))
        self._row.addWidget(self._left)
        self._row.addWidget(self._beside, 1)
        self.body.addLayout(self._row, 1)

    def _wire(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self.list.activated.connect(lambda _: self._edit())
        self.views.picked.connect(self.show_view)
        self.grid.chosen.connect(lambda activity: self.list.choose([activity]))
        self.grid.opened.connect(self._open)
        self.add_button.clicked.connect(self._on_add)
        self.begin_button.clicked.connect(self.begin)
        self.acts.added.connect(self._on_added)
        self.theme.changed.connect(self._fit)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        """Return what it needs with one pane at a time: that is how it stands where there is no more room."""
        wide = max(one.minimumSizeHint().width() for one in (self.grid, self._right, self.views))
        return QSize(wide + self.theme.fixed("width.bar"), self.theme.px("row"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        block = self.grid.grid.current()
        if event.key() == Qt.Key.Key_Escape and self.views.value() == "form" and block is not None:
            self.show_view("grid")
            block.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        slim = self.theme.is_slim(self.window().width())
        is_grid = self.views.value() == "grid" and bool(self.model.rows())
        self._beside.setVisible(bool(self.model.rows()))
        self._left.setVisible(not (slim and is_grid))
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if slim else QBoxLayout.Direction.LeftToRight)
        wide = _MOST if slim or not self.model.rows() else self.theme.px(_LIST)
        self._left.setMinimumWidth(0 if wide == _MOST else wide)
        self._left.setMaximumWidth(wide)
        low = self.theme.px("control") + self.theme.gap("s") + _LOW_ROWS * _row_height(self.theme)
        is_low = slim and bool(self.model.rows())
        self._left.setMinimumHeight(low if is_low else 0)
        self._left.setMaximumHeight(low if is_low else _MOST)
        self._right.setMinimumHeight(self.form.sizeHint().height() if slim and not is_grid else 0)
        self.to_look_at.allow(not slim)
        self.grid.be_brief(slim)
        self.grid.days.setVisible(is_grid)

    def _look(self, plan: ReviewPlan) -> None:
        """Look at what clashes, and which guides there are; both may take a moment."""

        def work() -> tuple[DaysLook, Sequence[Guide]]:
            days = self.acts.desk.days
            return days.look(plan), days.framework(plan).guides

        def done(found: tuple[DaysLook, Sequence[Guide]]) -> None:
            if self.plan is plan:
                self.to_look_at.show_sentences([one.sentence for one in found[0].clashes])
                self.form.show_guides(found[1])

        self.acts.look(work, done)

    def _show_chosen(self) -> None:
        activity = self.list.current_row()
        if activity is not None and self.plan is not None:
            self.form.show_activity(activity, self.plan, self.plan.my_role == "lead")
            self.grid.choose(activity.record_id)

    def _open(self, activity: str) -> None:
        self.list.choose([activity])
        self._show_chosen()
        self._edit()

    def _edit(self) -> None:
        self.show_view("form")
        self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)
        soon(self, lambda: self.ensureWidgetVisible(self.form.title))  # once it is laid out

    def _on_add(self) -> None:
        if self.plan is not None:
            self.acts.add(self.plan.scope, "activity", kind="walk", source="observation")

    def _on_added(self, record_id: str) -> None:
        self._wanted = record_id

    def _on_begun(self, said: str) -> None:
        self.acts.say(said)
        self.show_view("grid")

    def _words(self, activity: Activity) -> str:
        return ", ".join(
            part for part in (self.day_word(activity), times(activity), activity.title, self.who(activity)) if part
        )


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
        day = QRect(inside.left(), top.bottom() + 1, when - gap, theme.line("caption"))
        paint_line(painter, day, theme, self._part.day_word(row), "caption", "soft", figures=True)
        below = QRect(inside.left() + when, top.bottom() + 1, inside.width() - when, theme.line("caption"))
        who = " · ".join(part for part in (self._part.who(row), row.place) if part)
        paint_line(painter, below, theme, who, "caption", "soft")
