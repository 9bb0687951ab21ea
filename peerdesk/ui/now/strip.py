"""Today's activities at the side: one's own first, the one the line stands in marked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.review import Activity
from peerdesk.overriding import override
from peerdesk.ui.icons import paint_icon
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.words import paint_line

State = Literal["", "done", "now"]
_TIME, _PAD = 48, 8
_TEAM = ("lead", "deputy", "reviewer", "shadow", "governor")


@dataclass(frozen=True)
class StripRow:
    """An activity, or a heading over several (then `activity` is "").

    Attributes:
        time: "10:45", "" for none.
        who: their names, and who of the school takes part.
        state: done, or what the clock says is now.
        current: the line stands in it.
        begun: a line was begun in it and not kept.
    """

    activity: str
    title: str
    time: str = ""
    who: str = ""
    mine: bool = False
    state: State = ""
    current: bool = False
    begun: bool = False


def activities_of_day(plan: ReviewPlan, here: str) -> list[Activity]:
    """Return today's activities in order, those without a time last; the whole plan's if today has none."""
    today = [one for one in plan.activities if not one.time or one.time[0][:10] == here[:10]]
    return today if any(one.time for one in today) else list(plan.activities)


def state_of(activity: Activity, here: str) -> State:
    """Return what the clock says of an activity."""
    if len(activity.time) < 2 or activity.time[0] == activity.time[1]:
        return ""  # what just happened has no end
    return "now" if activity.time[0] <= here < activity.time[1] else "done" if activity.time[1] <= here else ""


def running_for(plan: ReviewPlan, me: str, here: str) -> Activity | None:
    """Return a member's own activity of this moment: of two, the one that began last."""
    mine = [one for one in plan.activities if _is_of(one, me) and state_of(one, here) == "now"]
    return max(mine, key=lambda one: one.time[0], default=None)


def likely_for(plan: ReviewPlan, me: str, here: str) -> str:
    """Return where a member starts: what runs, or else what began last, or what comes first; "" for nowhere."""
    day = activities_of_day(plan, here)
    mine = [one for one in day if me in one.who] or day
    begun = [one for one in mine if one.time and one.time[0] <= here]
    first = running_for(plan, me, here) or next(iter([*begun[-1:], *mine]), None)
    return first.record_id if first else ""


def asker_for(activity: Activity | None, me: str) -> str:
    """Return who asks where one of two writes: the scribe writes, the other asks; "" for nobody in particular."""
    others = [one for one in activity.who if one != me] if activity else []
    return others[0] if activity and activity.scribe == me and len(others) == 1 else ""


def make_rows(
    plan: ReviewPlan, me: str, here: str, current: str, begun: Collection[str], words: Mapping[str, str]
) -> list[StripRow]:
    """Return the rows of a day.

    Args:
        plan: of the review.
        me: record id of this desk's person.
        here: local time, `YYYY-MM-DDTHH:MM`.
        current: id of the activity in which the line stands.
        begun: ids of activities in which a line was begun.
        words: "mine", "others", "all", "with", "training" as they are said here.
    """
    names = {
        one.record_id: words["training"].format(one.name) if one.role == "shadow" else one.name for one in plan.members
    }
    team = {one.record_id for one in plan.members if one.role in _TEAM}
    rows = []
    for one in activities_of_day(plan, here):
        everybody = len(team) > 1 and team <= set(one.who)
        who = words["all"] if everybody else ", ".join(names[member] for member in one.who if member in names)
        school = words["with"].format(one.joint_with) if one.joint_with else ""
        rows.append(
            StripRow(
                one.record_id,
                one.title,
                one.time[0][-5:] if one.time else "",
                " · ".join(filter(None, (who, school))),
                mine=_is_of(one, me),
                state=state_of(one, here),
                current=one.record_id == current,
                begun=one.record_id in begun,
            )
        )
    mine, others = [row for row in rows if row.mine], [row for row in rows if not row.mine]
    return [
        *([StripRow("", words["mine"]), *mine] if mine else ()),
        *([StripRow("", words["others"]), *others] if others else ()),
    ]


def _is_of(activity: Activity, me: str) -> bool:
    """Say whether a member does it; what names nobody is everybody's."""
    return not activity.who or me in activity.who


class _StripModel(RowsModel[StripRow]):
    """Headings cannot be reached by keys."""

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        row = self.row_at(index) if index.isValid() else None
        return super().flags(index) if row and row.activity else Qt.ItemFlag.ItemIsEnabled


class StripDelegate(RowsDelegate[StripRow]):
    """Paints time, title and who."""

    @override
    def measure(self, row: StripRow, width: int) -> int:
        theme = self.theme
        if not row.activity:
            return theme.px("row")
        title = self.words.height(row.title, "body", self._room(width), bold=row.current)
        who = theme.line("caption") if row.who else 0
        return title + who + 2 * theme.gap(6)

    @override
    def guess(self, row: StripRow, width: int) -> int:
        return self.theme.line("body") + self.theme.line("caption") + 2 * self.theme.gap(6)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        row = model.row_at(index) if isinstance(model, _StripModel) else None
        if row is not None and row.current:
            option = QStyleOptionViewItem(option)
            option.state |= QStyle.StateFlag.State_Selected
        if row is not None and not row.activity:
            option = QStyleOptionViewItem(option)
            option.state &= ~QStyle.StateFlag.State_MouseOver
        super().paint(painter, option, index)

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: StripRow, said: str) -> None:
        theme = self.theme
        if not row.activity:
            line = rect.adjusted(theme.gap(_PAD), theme.gap("s"), 0, 0)
            paint_line(painter, line, theme, row.title, "caption", "soft", bold=True)
            return
        left, top = theme.gap(_PAD) + theme.px(_TIME), rect.y() + theme.gap(6)
        clock = QRect(theme.gap(_PAD), top, theme.px(_TIME), theme.line("body"))
        paint_line(painter, clock, theme, row.time, "caption", "soft", figures=True)
        title = QRect(left, top, self._room(rect.width()), rect.height())
        tone = "soft" if row.state == "done" and not row.current else "ink"
        high = self.words.paint(painter, title, row.title, "body", tone, bold=row.current)
        self._paint_sign(painter, rect, top, row)
        who = QRect(left, top + high, self._room(rect.width()), theme.line("caption"))
        paint_line(painter, who, theme, row.who, "caption", "soft")

    def _paint_sign(self, painter: QPainter, rect: QRect, top: int, row: StripRow) -> None:
        """Paint what is to be known about it: a line was begun, it is now, it is over."""
        icon = "pencil-line" if row.begun else {"now": "clock", "done": "check", "": ""}[row.state]
        if not icon:
            return
        side = self.theme.px("icon_small")
        y = top + (self.theme.line("body") - side) // 2
        tone = "accent" if row.begun or row.state == "now" else "soft"
        square = QRect(rect.right() - self.theme.gap(_PAD) - side, y, side, side)
        paint_icon(painter, square, self.theme, icon, tone)

    def _room(self, width: int) -> int:
        theme = self.theme
        return max(40, width - 3 * theme.gap(_PAD) - theme.px(_TIME) - theme.px("icon_small"))


class Strip(RowsView[StripRow]):
    """The day. Arrows move, Enter or a click goes there; letters go to the line.

    Signals:
        picked: id of the activity to go to.
        left: Escape.
    """

    picked = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty strip."""
        self._strip_model = _StripModel(self._spoken, lambda row: row.activity or row.title)
        super().__init__(theme, self._strip_model, StripDelegate(theme), "", parent)
        self.setAccessibleName(self.tr("Today's activities"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._theme = theme
        self._current = ""
        self.clicked.connect(self._pick)

    def rows(self) -> tuple[StripRow, ...]:
        """Return what is shown."""
        return self._strip_model.rows()

    def show_rows(self, rows: list[StripRow]) -> None:
        """Show the day; the keys stay where they are, or start at the current activity."""
        self._strip_model.show_rows(rows)
        current = next((row.activity for row in rows if row.current), "")
        if current and not self.currentIndex().isValid():
            self.setCurrentIndex(self._strip_model.index_of(current))
        if current != self._current:
            self._current = current
            self.scrollTo(self._strip_model.index_of(current))

    def rect_of(self, activity: str) -> QRect:
        """Return where an activity's row is, in pixels of the viewport."""
        return self.visualRect(self._strip_model.index_of(activity))

    def go(self) -> None:
        """Go to the activity the keys are on."""
        self._pick(self.currentIndex())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.go()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text() and event.text().isprintable():
            event.ignore()  # the page gives it to the line
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self._strip_model.index_of(self._current))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.fixed("width.panel"), super().sizeHint().height())

    def _pick(self, index: QModelIndex) -> None:
        row = self._strip_model.row_at(index)
        if row is not None and row.activity:
            self.picked.emit(row.activity)

    def _spoken(self, row: StripRow) -> str:
        state = {"done": self.tr("over"), "now": self.tr("now"), "": ""}[row.state]
        begun = self.tr("a line was begun here") if row.begun else ""
        here = self.tr("the line is here") if row.current else ""
        return ", ".join(filter(None, (row.time, row.title, row.who, state, here, begun)))
