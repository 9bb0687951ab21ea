"""The days of a plan as a timetable: side by side where there is room, else one at a time; a column a person."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.dates import day_in_words
from peerdesk.domain.naming import named
from peerdesk.domain.review import Activity, Member
from peerdesk.domain.stands_on import joined
from peerdesk.domain.timetable import minutes_of, time_at
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.day_block import Slot
from peerdesk.ui.widgets.day_grid import DayGrid
from peerdesk.ui.widgets.day_sheet import ALONE
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
        self._beside = False
        self.tabs: Tabs | None = None
        self.days = QWidget()  # where the tabs stand, for whoever lays this pane out
        self._days_row = QHBoxLayout(self.days)
        self._days_row.setContentsMargins(0, 0, 0, 0)
        self.grid = DayGrid(theme, self.tr("Timetable of the day"))
        self.hint = Paragraph(
            theme,
            self.tr(
                "Drag, or use the keys: Up and Down move by 5 minutes, with Shift they lengthen; Ctrl+Left and "
                "Ctrl+Right change the person, with Shift the day. Enter opens, N adds, Del takes out."
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
            if self._beside:
                self._day = found.time[0][:10]
            else:
                self._pick_day(found.time[0][:10])
        self.grid.choose(activity)

    def day(self) -> str:
        """Return the day that is shown, or on which the chosen activity is; "" while there is none."""
        return self._day

    def _wire(self) -> None:
        self.grid.placed.connect(self._on_placed)
        self.grid.day_wanted.connect(self._on_day)
        self.grid.chosen.connect(self.chosen)
        self.grid.opened.connect(self.opened)
        self.grid.add_wanted.connect(self._on_add)
        self.grid.out_wanted.connect(self._on_out)
        self.grid.area.resized.connect(self._fit)

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

    def _fit(self) -> None:
        """Show the days side by side, or one at a time, if there is another room for them."""
        if self._plan is not None and self._has_room() != self._beside:
            self._show()

    def _has_room(self) -> bool:
        return len(self._days) > 1 and self.grid.has_room(len(self._columns(self._days)), len(self._days))

    def _show(self) -> None:
        if self._plan is None:
            return
        self._beside = self._has_room()
        if self.tabs is not None:
            self.tabs.setVisible(not self._beside)
        days = self._days if self._beside else (self._day,)
        names = self._names()
        slots = [
            self._slot(one, person, names)
            for one in self._activities()
            if len(one.time) > 1 and one.time[0][:10] in days
            for person in (_people(one, names) or ("",))
        ]
        said = [(day, day_in_words(day, year=False)) for day in days] if self._beside else ALONE
        self.grid.show_day(self._columns(days), slots, editable=self._editable, days=said)

    def _columns(self, days: Sequence[str]) -> list[tuple[str, str]]:
        """Return a column for each of the team, and one for nobody if it is needed on one of the days."""
        names = self._names()
        here = [one for one in self._activities() if len(one.time) > 1 and one.time[0][:10] in days]
        busy = {person for one in here for person in (_people(one, names) or ("",))}
        team = [one for one in self._members() if one.role in _IN_SCHOOL or one.record_id in busy]
        columns = [(one.record_id, names[one.record_id]) for one in team]
        return [("", self.tr("Nobody yet")), *columns] if "" in busy or not columns else columns

    def _members(self) -> Sequence[Member]:
        return self._plan.members if self._plan else ()

    def _names(self) -> dict[str, str]:
        return {one.record_id: named(one) or self.tr("No name yet") for one in self._members()}

    def _slot(self, activity: Activity, person: str, names: dict[str, str]) -> Slot:
        day, begins, ends = activity.time[0][:10], *(one[11:] for one in activity.time)
        people = [names[one] for one in _people(activity, names)]
        times = f"{begins}–{ends}"
        title = activity.title or self.tr("Without a name yet")
        when, who = self.tr("{} to {}").format(begins, ends), joined(people) or self.tr("nobody yet")
        on = day_in_words(day, year=False) if self._beside else ""
        return Slot(
            activity=activity.record_id,
            person=person,
            begins=minutes_of(begins),
            ends=max(minutes_of(ends), minutes_of(begins)),
            title=activity.title,
            below=" · ".join(filter(None, (times, activity.place))),
            said=", ".join(filter(None, (title, on, when, who, activity.place))),
            together=activity.kind == "meeting",
            day=day if self._beside else "",
        )

    def _on_placed(self, activity: str, one: str, other: str, begins: int, ends: int, on: str) -> None:
        shown = next((found for found in self._activities() if found.record_id == activity), None)
        if shown is None:
            return
        fields: dict[str, Any] = {}
        day = on or self._day
        time = (time_at(day, begins), time_at(day, ends))
        if time != shown.time:
            fields["time"] = time
        if one != other:
            fields |= _handed(shown, one, other)
        self._change(shown, fields)

    def _on_day(self, activity: str, step: int) -> None:
        """Put an activity on the day before or after, at the same time."""
        shown = next((one for one in self._activities() if one.record_id == activity and one.time), None)
        at = self._days.index(shown.time[0][:10]) + step if shown is not None else -1
        if shown is None or not 0 <= at < len(self._days):
            return
        day = self._days[at]
        if not self._beside:
            self._day = day
            if self.tabs is not None:
                self.tabs.show_value(day)
        self._change(shown, {"time": tuple(day + one[10:] for one in shown.time)}, "" if self._beside else day)

    def _change(self, shown: Activity, fields: dict[str, Any], day: str = "") -> None:
        """Change an activity; its block keeps the keys, and it is said where it is now, on a `day` if that is given."""
        self._ahead[shown.record_id] = replace(shown, **fields)
        self._acts.change(shown, **fields)
        self._show()
        block = self.grid.current()
        if block is not None:
            block.setFocus()
            announce(block, ", ".join(filter(None, (day and day_in_words(day, year=False), block.slot.said))))

    def _on_add(self, person: str, begins: int, on: str) -> None:
        day = on or self._day
        if self._plan is None or not day:
            self._acts.say(self.tr("Say first, under School, on which day the visit is."))
            return
        time = (time_at(day, begins), time_at(day, begins + _ADDED))
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
