"""A day as a grid, or several side by side: people across, time down. Blocks are dragged, or moved by keys."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.day_block import DayBlock, Grip, Slot
from peerdesk.ui.widgets.day_sheet import ALONE, STEP, ColumnNames, Columns, DaySheet, lanes_of

_UP, _DOWN, _LEFT, _RIGHT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier
_LAST_MINUTE = 24 * 60 - STEP


class DayGrid(QWidget):
    """One Tab stop.

    Up and Down move by 5 minutes, with Shift they lengthen; Ctrl+Left and Ctrl+Right change the person, with Shift
    the day; Left, Right, Page Up and Page Down go from block to block; Enter opens, N adds, Del takes out.

    Signals:
        placed: activity, from whom, to whom, begins, ends (minutes since midnight), day (as it was given).
        day_wanted: the activity is to go to the day before (-1) or after (1), which may not be among those shown.
        opened: the activity is to be edited.
        chosen: the keys or the pointer are on this activity.
        add_wanted: an activity for a person, from a minute of a day.
        out_wanted: the activity is to be taken out.
    """

    placed = Signal(str, str, str, int, int, str)
    day_wanted = Signal(str, int)
    opened = Signal(str)
    chosen = Signal(str)
    add_wanted = Signal(str, int, str)
    out_wanted = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        """Make a grid without anybody; `name` is what screen readers call it."""
        super().__init__()
        self._theme = theme
        self._blocks: dict[tuple[str, str], DayBlock] = {}
        self._at: tuple[str, str] | None = None
        self._editable = False
        self._people: Columns = ()
        self._days = ALONE
        self.setAccessibleName(name)
        self.sheet = DaySheet(theme)
        self.names = ColumnNames(theme, self.sheet)
        self.area = _Area()
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.sheet)
        self.area.viewport().setAutoFillBackground(False)
        self.sheet.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.names)
        column.addWidget(self.area, 1)
        self.area.resized.connect(self._lay)
        self.area.horizontalScrollBar().valueChanged.connect(self.names.move_to)
        theme.changed.connect(self._lay)

    def show_day(self, people: Columns, slots: Sequence[Slot], *, editable: bool, days: Columns = ALONE) -> None:
        """Show a day, or several side by side.

        Args:
            people: id and name of each column.
            slots: a block each.
            editable: whether they can be moved.
            days: what each is known by and called, where there are several; each has a column for each person.
        """
        self._editable, self._days = editable, days
        wanted = {one.key: one for one in slots}
        for key in [key for key in self._blocks if key not in wanted]:
            gone = self._blocks.pop(key)
            gone.hide()
            gone.deleteLater()
        for key, slot in wanted.items():
            block = self._blocks.get(key) or self._make(slot)
            block.show_slot(slot)
            block.movable = editable
        self._blocks = {key: self._blocks[key] for key in wanted}
        self._people = people
        self._lay()
        self._follow()

    def blocks(self) -> list[DayBlock]:
        """Return the blocks in the order in which they were given."""
        return list(self._blocks.values())

    def choose(self, activity: str) -> None:
        """Show which activity is chosen; the keys are on its first block, unless they are on one of its blocks."""
        if self._at is None or self._at[0] != activity:
            self._at = next((key for key in self._blocks if key[0] == activity), self._at)
        self._follow()

    def go_to(self, activity: str, person: str) -> None:
        """Let the keys be on a block, as soon as it is there."""
        self._at = (activity, person)

    def has_room(self, people: int, days: int) -> bool:
        """Answer whether so many days of so many people have room side by side, the bar for scrolling aside."""
        return self.sheet.has_room(people, days, self.area.width() - self._theme.fixed("width.bar"))

    def current(self) -> DayBlock | None:
        """Return the block that the keys are on."""
        return self._blocks.get(self._at) if self._at else None

    # What the person does

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        block = self.current()
        key, with_ = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._walk(block, key) if with_ == _NONE else False:
            return
        if not self._editable or not self._act(block, key, with_):
            event.ignore()

    def _walk(self, block: DayBlock | None, key: Qt.Key) -> bool:
        """Go to another block, or open this one; say whether that is what the key is for."""
        if block is None:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(block.slot.activity)
        elif key in (_LEFT, _RIGHT):
            self._go_across(block.slot, -1 if key == _LEFT else 1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._go_along(block.slot, -1 if key == Qt.Key.Key_PageUp else 1)
        else:
            return False
        return True

    def _act(self, block: DayBlock | None, key: Qt.Key, with_: Qt.KeyboardModifier) -> bool:
        """Change the day; say whether that is what the keys are for."""
        if key == Qt.Key.Key_N and with_ == _NONE:
            self._add(block)
        elif block is None:
            return False
        elif key == Qt.Key.Key_Delete and with_ == _NONE:
            self._take_out(block)
        elif key in (_UP, _DOWN) and with_ in (_NONE, _SHIFT):
            self._shift(block.slot, -STEP if key == _UP else STEP, only_end=with_ == _SHIFT)
        elif key in (_LEFT, _RIGHT) and with_ in (_CTRL, _CTRL | _SHIFT):
            self._send(block.slot, -1 if key == _LEFT else 1, to_day=with_ != _CTRL)
        else:
            return False
        return True

    def _add(self, block: DayBlock | None) -> None:
        people = [person for person, _ in self._people]
        if block is not None:
            self.add_wanted.emit(block.slot.person, block.slot.ends, block.slot.day)
        elif people:
            self.add_wanted.emit(people[0], self.sheet.first + 60, self._days[0][0])

    def _take_out(self, block: DayBlock) -> None:
        near = self._neighbour(block.slot, 1) or self._neighbour(block.slot, -1)
        if near is not None:
            self._go(near)
        self.out_wanted.emit(block.slot.activity)

    def _shift(self, slot: Slot, by: int, *, only_end: bool) -> None:
        begins, ends = slot.begins + (0 if only_end else by), slot.ends + by
        if begins >= 0 and begins + STEP <= ends <= _LAST_MINUTE:
            self.placed.emit(slot.activity, slot.person, slot.person, begins, ends, slot.day)

    def _send(self, slot: Slot, step: int, *, to_day: bool) -> None:
        if to_day:
            self.day_wanted.emit(slot.activity, step)
        else:
            self._hand_on(slot, step)

    def _hand_on(self, slot: Slot, step: int) -> None:
        people = [person for person, _ in self._people]
        at = people.index(slot.person) + step
        if 0 <= at < len(people):
            self.go_to(slot.activity, people[at])
            self.placed.emit(slot.activity, slot.person, people[at], slot.begins, slot.ends, slot.day)

    def _go_across(self, slot: Slot, step: int) -> None:
        columns = [(day, person) for day, _ in self._days for person, _ in self._people]
        at = columns.index((slot.day, slot.person)) + step
        while 0 <= at < len(columns):
            there = [one for one in self._blocks.values() if (one.slot.day, one.slot.person) == columns[at]]
            if there:
                self._go(min(there, key=lambda one: abs(one.slot.begins - slot.begins)))
                return
            at += step

    def _go_along(self, slot: Slot, step: int) -> None:
        near = self._neighbour(slot, step)
        if near is not None:
            self._go(near)

    def _neighbour(self, slot: Slot, step: int) -> DayBlock | None:
        where = (slot.day, slot.person)
        column = [one for one in self._blocks.values() if (one.slot.day, one.slot.person) == where]
        column.sort(key=lambda one: (one.slot.begins, one.slot.ends))
        at = [one.slot.key for one in column].index(slot.key) + step
        return column[at] if 0 <= at < len(column) else None

    def _go(self, block: DayBlock) -> None:
        self._at = block.slot.key
        self._follow()
        block.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(block)
        self.chosen.emit(block.slot.activity)

    # Dragging

    def _on_dragged(self, key: tuple[str, str], grip: Grip, by: QPoint) -> None:
        block = self._blocks[key]
        block.raise_()
        target = self._target(block.slot, grip, by)
        block.setGeometry(self.sheet.place_of(target, 0, 1))
        block.setProperty("target", target)
        at = block.geometry().center() if grip == "move" else block.geometry().bottomLeft()
        self.area.ensureVisible(at.x(), at.y(), 20, 20)

    def _target(self, slot: Slot, grip: Grip, by: QPoint) -> Slot:
        """Return where and when a block would be if it were let go now."""
        step, first, last = self.sheet.minutes_by(by.y()), self.sheet.first, self.sheet.last
        if grip == "top":
            return replace(slot, begins=min(max(slot.begins + step, first), slot.ends - STEP))
        if grip == "bottom":
            return replace(slot, ends=max(min(slot.ends + step, last), slot.begins + STEP))
        step = min(max(step, first - slot.begins), last - slot.ends)
        home = self.sheet.place_of(slot, 0, 1).center()
        day, person = self.sheet.whose_at(home + QPoint(by.x(), 0))
        return replace(slot, day=day, person=person, begins=slot.begins + step, ends=slot.ends + step)

    def _on_dropped(self, key: tuple[str, str]) -> None:
        block = self._blocks[key]
        slot, target = block.slot, block.property("target")
        self._lay()
        if target is not None and target != slot:
            self.go_to(slot.activity, target.person)
            self.placed.emit(slot.activity, slot.person, target.person, target.begins, target.ends, target.day)

    # How it is made

    def _make(self, slot: Slot) -> DayBlock:
        block, key = DayBlock(self._theme, slot, self.sheet), slot.key
        block.pressed.connect(lambda: self._go(block))
        block.opened.connect(lambda: self.opened.emit(key[0]))
        block.dragged.connect(partial(self._on_dragged, key))
        block.dropped.connect(partial(self._on_dropped, key))
        block.given_up.connect(self._lay)
        self._blocks[key] = block
        return block

    def _lay(self) -> None:
        """Place all blocks."""
        slots = [one.slot for one in self._blocks.values()]
        self.sheet.lay(self._people, self._days, slots, self.area.viewport().width())
        self.names.fit()
        self.names.update()
        lanes = lanes_of(slots)
        for key, block in self._blocks.items():
            block.setProperty("target", None)
            block.setGeometry(self.sheet.place_of(block.slot, *lanes[key]))
            block.show()

    def _follow(self) -> None:
        """Let one block be the Tab stop, and show the chosen activity in all its columns."""
        if self._at not in self._blocks:
            activity = self._at[0] if self._at else ""
            self._at = next((key for key in self._blocks if key[0] == activity), next(iter(self._blocks), None))
        for key, block in self._blocks.items():
            block.setChecked(self._at is not None and key[0] == self._at[0])
            block.setFocusPolicy(Qt.FocusPolicy.StrongFocus if key == self._at else Qt.FocusPolicy.ClickFocus)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if self._blocks else Qt.FocusPolicy.StrongFocus)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(140))


class _Area(QScrollArea):
    """Scrolls with the wheel and with what has focus; the keys are the grid's.

    Signals:
        resized: there is another room for the columns.
    """

    resized = Signal()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
