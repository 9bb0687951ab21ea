"""The days of a plan as a timetable: one day at a time, a column for each of the team."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.dates import day_in_words
from peerdesk.domain.review import Activity
from peerdesk.domain.stands_on import joined
from peerdesk.domain.timetable import minutes_of, time_at
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.day_block import Slot
from peerdesk.ui.widgets.day_grid import DayGrid
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.tabs import Tabs

_ADDED = 30  # minutes of an activity that was just added
_IN_SCHOOL = ("lead", "deputy", "reviewer", "shadow", "governor", "facilitator")


class GridPane(QWidget):
    """The grid of a day, and the tabs of the days where there are several.

    Signals:
        chosen: an activity was chosen; its id.
        opened: an activity is to be edited; its id.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make an empty pane."""
        super().__init__()
        self._theme, self._acts = theme, acts
        self._plan: ReviewPlan | None = None
        self._editable = self._brief = False
        self._ahead: dict[str, Activity] = {}  # as this pane moved them, until what is kept says so
        self._days: tuple[str, ...] = ()
        self._day = ""
        self.tabs: Tabs | None = None
        self.days = QWidget()  # where the tabs stand, for whoever lays this pane out
        self._days_row = QHBoxLayout(self.days)
        self._days_row.setContentsMargins(0, 0, 0, 0)
        self.grid = DayGrid(theme, self.tr("Timetable of the day"))
        self.hint = Paragraph(
            theme,
            self.tr(
                "Drag, or use the keys: Up and Down move by 5 minutes, with Shift they lengthen; Ctrl+Left and "
                "Ctrl+Right change the person. Enter opens, N adds, Del takes out."
            ),
            "caption",
            "soft",
        )
        self.grid.setAccessibleDescription(self.hint.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("s"))
        column.addWidget(self.grid, 1)
        column.addWidget(self.hint)
        self._wire()

    def show_plan(self, plan: ReviewPlan, editable: bool) -> None:
        """Show the days of a plan."""
        before = self._plan
        self._plan, self._editable = plan, editable
        if before is None or before.scope != plan.scope:
            self._ahead.clear()
        kept = {one.record_id: one for one in plan.activities}
        self._ahead = {
            key: one for key, one in self._ahead.items() if self._acts.busy and key in kept and one != kept[key]
        }
        days = {one.time[0][:10] for one in plan.activities if one.time}
        self._show_days(tuple(sorted({*plan.review.days, *days})))
        self.be_brief(self._brief)
        self._show()

    def be_brief(self, brief: bool) -> None:
        """Leave out the hint where there is little room."""
        self._brief = brief
        self.hint.setVisible(self._editable and not brief)

    def choose(self, activity: str) -> None:
        """Show an activity as chosen, and the day on which it is."""
        found = next((one for one in self._activities() if one.record_id == activity), None)
        if found is not None and found.time and found.time[0][:10] != self._day:
            self._pick_day(found.time[0][:10])
        self.grid.choose(activity)

    def day(self) -> str:
        """Return the day that is shown, `YYYY-MM-DD`; "" while there is none."""
        return self._day

    def _wire(self) -> None:
        self.grid.placed.connect(self._on_placed)
        self.grid.chosen.connect(self.chosen)
        self.grid.opened.connect(self.opened)
        self.grid.add_wanted.connect(self._on_add)
        self.grid.out_wanted.connect(self._on_out)

    def _show_days(self, days: tuple[str, ...]) -> None:
        if days == self._days:
            return
        self._days = days
        if self.tabs is not None:
            self.tabs.hide()
            self.tabs.deleteLater()
            self.tabs = None
        if len(days) > 1:
            words = [(day, " ".join(day_in_words(day).split()[:2])) for day in days]
            self.tabs = Tabs(self._theme, words, self.tr("Day of the visit"))
            self.tabs.picked.connect(self._pick_day)
            self._days_row.addWidget(self.tabs)
        today = self._acts.today()
        later = [day for day in days if day >= today]
        self._pick_day(self._day if self._day in days else (later or days or ("",))[0])

    def _pick_day(self, day: str) -> None:
        self._day = day
        if self.tabs is not None:
            self.tabs.show_value(day)
        self._show()

    def _activities(self) -> list[Activity]:
        activities = self._plan.activities if self._plan else ()
        return [self._ahead.get(one.record_id, one) for one in activities]

    def _show(self) -> None:
        plan = self._plan
        if plan is None:
            return
        names = {one.record_id: one.name or self.tr("No name yet") for one in plan.members}
        slots = [
            self._slot(one, person, names)
            for one in self._activities()
            if len(one.time) > 1 and one.time[0].startswith(self._day)
            for person in (_people(one, names) or ("",))
        ]
        busy = {one.person for one in slots}
        team = [one for one in plan.members if one.role in _IN_SCHOOL or one.record_id in busy]
        columns = [(one.record_id, names[one.record_id]) for one in team]
        if "" in busy or not columns:
            columns.insert(0, ("", self.tr("Nobody yet")))
        self.grid.show_day(columns, slots, editable=self._editable)

    def _slot(self, activity: Activity, person: str, names: dict[str, str]) -> Slot:
        begins, ends = (one[11:] for one in activity.time)
        people = [names[one] for one in _people(activity, names)]
        times = f"{begins}–{ends}"
        title = activity.title or self.tr("Without a name yet")
        when, who = self.tr("{} to {}").format(begins, ends), joined(people) or self.tr("nobody yet")
        return Slot(
            activity=activity.record_id,
            person=person,
            begins=minutes_of(begins),
            ends=max(minutes_of(ends), minutes_of(begins)),
            title=activity.title,
            below=" · ".join(filter(None, (times, activity.place))),
            said=", ".join(filter(None, (title, when, who, activity.place))),
            together=activity.kind == "meeting",
        )

    def _on_placed(self, activity: str, one: str, other: str, begins: int, ends: int) -> None:
        shown = next((found for found in self._activities() if found.record_id == activity), None)
        if shown is None:
            return
        fields: dict[str, Any] = {}
        time = (time_at(self._day, begins), time_at(self._day, ends))
        if time != shown.time:
            fields["time"] = time
        if one != other:
            fields |= _handed(shown, one, other)
        self._ahead[activity] = replace(shown, **fields)
        self._acts.change(shown, **fields)
        self._show()
        block = self.grid.current()
        if block is not None:
            block.setFocus()
            announce(block, block.slot.said)

    def _on_add(self, person: str, begins: int) -> None:
        if self._plan is None or not self._day:
            self._acts.say(self.tr("Say first, under School, on which day the visit is."))
            return
        time = (time_at(self._day, begins), time_at(self._day, begins + _ADDED))
        who = (person,) if person else ()
        self._acts.add(self._plan.scope, "activity", kind="walk", source="observation", time=time, who=who)

    def _on_out(self, activity: str) -> None:
        shown = next((one for one in self._activities() if one.record_id == activity), None)
        if shown is not None:
            self._acts.delete(shown, self.tr("The activity is out of the plan. What was noted in it stays."))


def _people(activity: Activity, names: dict[str, str]) -> list[str]:
    return [one for one in dict.fromkeys((*activity.who, activity.scribe)) if one in names]


def _handed(activity: Activity, one: str, other: str) -> dict[str, Any]:
    """Return what an activity says of its people once one of them ("" for nobody) gave it to another."""
    who = [other if person == one else person for person in activity.who] if one else [*activity.who, other]
    who = [person for person in dict.fromkeys(who) if person]
    if other and other not in who and one != activity.scribe:
        who.append(other)
    fields: dict[str, Any] = {"who": tuple(who)}
    if one and activity.scribe == one:
        fields["scribe"] = other
    return fields
