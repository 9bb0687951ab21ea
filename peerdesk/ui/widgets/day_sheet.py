"""The ground of a day grid: hours as lines, people as columns, and where a block of so many minutes stands on it.

Several days stand side by side, each with all of the people.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.day_block import Slot
from peerdesk.ui.widgets.words import paint_line

STEP = 5  # minutes by which a block moves
Columns: TypeAlias = Sequence[tuple[str, str]]
"""Ids and what they are called."""
ALONE: Columns = (("", ""),)
"""The days where one stands alone."""
_HOUR = 60
_MINUTE = 2  # pixels of a minute at 100 % text
_COLUMN, _GUTTER = 104, 48  # pixels at 100 % text: the least a column takes, and what the hours take
_BESIDE = 96  # the same where several days stand side by side
_FIRST, _LAST = 8 * _HOUR, 16 * _HOUR  # what of a day is always there
_TARGET = 32  # pixels that a finger needs


class DaySheet(QWidget):
    """Paints hours and columns. The blocks are its children, placed by who made them."""

    def __init__(self, theme: Theme) -> None:
        """Make an empty sheet."""
        super().__init__()
        self._theme = theme
        self.people: Columns = ()
        self.days = ALONE
        self.first, self.last = _FIRST, _LAST
        self._wide = 0

    def lay(self, people: Columns, days: Columns, slots: Iterable[Slot], wide: int) -> None:
        """Take columns and hours; `wide` is the room that there is, in pixels."""
        self.people, self.days, self._wide = people, days, wide
        times = [(one.begins, one.ends) for one in slots]
        self.first = min([_FIRST, *(begins // _HOUR * _HOUR for begins, _ in times)])
        self.last = max([_LAST, *(-(-ends // _HOUR) * _HOUR for _, ends in times)])
        self.setFixedSize(self.gutter + self.count * self.column, self.y_of(self.last) + self._theme.gap("m"))
        self.update()

    @property
    def gutter(self) -> int:
        """Pixels that the hours take at the left."""
        return self._theme.px(_GUTTER)

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.people) * len(self.days)

    @property
    def column(self) -> int:
        """Pixels of a column."""
        room = (self._wide - self.gutter) // max(1, self.count)
        return max(self._theme.px(_BESIDE if len(self.days) > 1 else _COLUMN), room)

    def has_room(self, people: int, days: int, wide: int) -> bool:
        """Answer whether so many days stand side by side in a room of so many pixels."""
        return self.gutter + people * days * self._theme.px(_BESIDE) <= wide

    @property
    def minute(self) -> float:
        """Pixels of a minute."""
        return _MINUTE * self._theme.scale

    def y_of(self, minutes: int) -> int:
        """Return how many pixels below the top a time stands."""
        return round((minutes - self.first) * self.minute) + self._theme.gap("s")

    def minutes_by(self, pixels: int) -> int:
        """Return the minutes that so many pixels are, in whole steps."""
        return round(pixels / self.minute / STEP) * STEP

    def place_of(self, slot: Slot, lane: int, lanes: int) -> QRect:
        """Return where a block stands; `lane` of `lanes` where several are at one time."""
        at = self._column_of(slot.day, slot.person)
        wide = (self.column - self._theme.gap("xs")) // lanes
        top, bottom = self.y_of(slot.begins), self.y_of(slot.ends)
        left = self.gutter + at * self.column + lane * wide
        return QRect(left, top, max(wide - 2, _TARGET), max(bottom - top, _TARGET))

    def whose_at(self, at: QPoint) -> tuple[str, str]:
        """Return the day and the person of the column in which a point lies; of the nearest one outside of all."""
        number = min(max((at.x() - self.gutter) // self.column, 0), self.count - 1)
        day, person = divmod(number, len(self.people))
        return self.days[day][0], self.people[person][0]

    def _column_of(self, day: str, person: str) -> int:
        days, people = ([key for key, _ in some] for some in (self.days, self.people))
        at_day = days.index(day) if day in days else 0
        return at_day * len(people) + (people.index(person) if person in people else 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setPen(QPen(theme.colour("line"), 1))
            for hour in range(self.first, self.last + 1, _HOUR):
                painter.drawLine(self.gutter, self.y_of(hour), self.width(), self.y_of(hour))
            for at in range(self.count + 1):
                left = self.gutter + at * self.column - theme.gap("xs") // 2
                is_between = len(self.days) > 1 and 0 < at < self.count and at % len(self.people) == 0
                painter.setPen(QPen(theme.colour("edge" if is_between else "line"), 1))
                painter.drawLine(left, 0, left, self.height())
            line = theme.line("caption")
            for hour in range(self.first, self.last + 1, _HOUR):
                room = QRect(0, self.y_of(hour) - line // 2, self.gutter - theme.gap("s"), line)
                paint_line(painter, room, theme, f"{hour // _HOUR:02}:00", "caption", "soft", figures=True)


class ColumnNames(QWidget):
    """The names above the columns, below those of days side by side; they stay at the top."""

    def __init__(self, theme: Theme, sheet: DaySheet) -> None:
        """Name the columns of a sheet."""
        super().__init__()
        self._theme, self._sheet, self._left = theme, sheet, 0
        self.fit()
        theme.changed.connect(self.fit)

    def move_to(self, left: int) -> None:
        """Stand as far left as the sheet does, in pixels."""
        self._left = left
        self.update()

    def fit(self) -> None:
        """Take the height that a name needs."""
        lines = 2 if len(self._sheet.days) > 1 else 1
        self.setFixedHeight(lines * self._theme.line("body") + self._theme.gap("xs"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        sheet, line = self._sheet, self._theme.line("body")
        top = self.height() - line - self._theme.gap("xs")
        with QPainter(self) as painter:
            for at, (_, day) in enumerate(sheet.days):
                wide = len(sheet.people) * sheet.column
                room = QRect(sheet.gutter + at * wide - self._left, 0, wide - self._theme.gap("s"), line)
                paint_line(painter, room, self._theme, day, "body", bold=True)
                for number, (_, name) in enumerate(sheet.people):
                    column = QRect(room.left() + number * sheet.column, top, sheet.column - self._theme.gap("s"), line)
                    said = self._fitting(name, column.width(), bold=not day)
                    paint_line(painter, column, self._theme, said, "body", "soft" if day else "ink", bold=not day)

    def _fitting(self, name: str, wide: int, *, bold: bool) -> str:
        """Return a name, without what stands in brackets after it where there is no room for that."""
        letters = QFontMetrics(self._theme.font("body", bold=bold))
        return name if letters.horizontalAdvance(name) <= wide else name.partition(" (")[0]


def lanes_of(slots: Sequence[Slot]) -> dict[tuple[str, str], tuple[int, int]]:
    """Return for each block which lane of how many it takes: those of a column that are at one time stand abreast."""
    lanes: dict[tuple[str, str], tuple[int, int]] = {}
    for where in dict.fromkeys((one.day, one.person) for one in slots):
        column = sorted(
            (one for one in slots if (one.day, one.person) == where), key=lambda one: (one.begins, -one.ends)
        )
        group: list[Slot] = []
        until = -1
        for one in column:
            if one.begins >= until:
                lanes |= _abreast(group)
                group = []
            group.append(one)
            until = max(until, one.ends)
        lanes |= _abreast(group)
    return lanes


def _abreast(group: Sequence[Slot]) -> dict[tuple[str, str], tuple[int, int]]:
    ends: list[int] = []
    taken: dict[tuple[str, str], int] = {}
    for one in group:
        free = next((at for at, end in enumerate(ends) if end <= one.begins), len(ends))
        ends[free : free + 1] = [one.ends]
        taken[one.key] = free
    return {key: (lane, len(ends)) for key, lane in taken.items()}
