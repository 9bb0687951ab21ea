"""A list whose rows have different heights and that does not mind how many there are.

A QListView by birth, so that screen readers, selection, keys, drag and the delegate work as anywhere; only its
geometry is ours: heights are guessed, made exact when a row is about to be seen, and summed once.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from peerdesk.overriding import override
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.rows_delegate import RowsDelegate

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_AHEAD = 200  # pixels below the window that are made exact as well
_STEP = 24  # pixels of one wheel notch's line
_NO_STATE = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus


class RowsView(QListView, Generic[Row]):
    """Shows a RowsModel through a RowsDelegate; several rows may be chosen."""

    def __init__(
        self, theme: Theme, model: RowsModel[Row], delegate: RowsDelegate[Row], name: str, parent: QWidget | None = None
    ) -> None:
        """Show `model`; `name` is what a screen reader calls the list."""
        super().__init__(parent)
        self._rows_model, self._delegate = model, delegate
        self._heights: list[int] = []
        self._exact = bytearray()
        self._tops: list[int] = [0]
        self._laid_width = -1
        self._laid = -1  # `times` of the model when these were the heights
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setItemDelegate(delegate)
        self.setModel(model)
        theme.changed.connect(self._on_theme_changed)

    # What pages ask

    def current_row(self) -> Row | None:
        """Return the row the keys are on."""
        return self._rows_model.row_at(self.currentIndex())

    def chosen_rows(self) -> list[Row]:
        """Return the chosen rows from top to bottom."""
        at = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self._rows_model.rows()[row] for row in at]

    def choose(self, keys: Iterable[str]) -> None:
        """Choose the rows of these names, and go to the first of them."""
        flag = QItemSelectionModel.SelectionFlag
        indexes = sorted(i for i in map(self._rows_model.index_of, keys) if i.isValid())
        self.selectionModel().clearSelection()
        for index in indexes:
            self.selectionModel().select(index, flag.Select)
        if indexes:
            self.selectionModel().setCurrentIndex(indexes[0], flag.NoUpdate)
            self.scrollTo(indexes[0])

    # Geometry

    @override
    def doItemsLayout(self) -> None:
        """Lay out if there is something new: Qt asks for it after each change of the rows."""
        if self._laid != self._rows_model.times or self._laid_width != self.viewport().width():
            self.lay_out_anew()

    def lay_out_anew(self) -> None:
        """Lay out all rows: they are measured otherwise than before."""
        keep, inset = self._at_top()
        rows: Sequence[Row] = self._rows_model.rows() if self.isVisible() else ()
        self._laid = self._rows_model.times if self.isVisible() else -1
        self._laid_width = self.viewport().width()
        self._heights = self._delegate.guesses(rows, self._laid_width)
        self._exact = bytearray(len(rows))
        self._sum()
        self._stay(keep, inset)
        self.viewport().update()

    def _on_theme_changed(self) -> None:  # a signal connected to Qt's own method outlives the view
        self.lay_out_anew()

    def _stay(self, keep: int, inset: int) -> None:
        """Bring the row that was at the top back to the top."""
        if self._heights and (keep or inset):
            keep = min(keep, len(self._heights) - 1)
            self._settle(keep)
            self.verticalScrollBar().setValue(self._tops[keep] + inset)

    def _sum(self) -> None:
        self._tops = list(accumulate(self._heights, initial=0))
        self.updateGeometries()

    @override
    def updateGeometries(self) -> None:
        bar, page = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(page)
        bar.setSingleStep(_STEP)
        bar.setRange(0, max(0, self._tops[-1] - page))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.doItemsLayout()
        super().showEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        moved = abs(self.viewport().width() - self._laid_width)
        if not moved:
            self.updateGeometries()
        elif moved <= self.verticalScrollBar().sizeHint().width() and self._laid == self._rows_model.times:
            self._on_bar()
        else:
            self.doItemsLayout()

    def _on_bar(self) -> None:
        """Take note that the scroll bar came or went: what was guessed is as good as before, and nothing is exact."""
        keep, inset = self._at_top()
        self._laid_width = self.viewport().width()
        self._exact = bytearray(len(self._heights))
        self._stay(keep, inset)
        self.updateGeometries()
        self.viewport().update()

    def _row_over(self, y: int) -> int:
        """Return the row at y pixels from the top of the first; -1 above it."""
        return bisect_right(self._tops, y) - 1

    def _at_top(self) -> tuple[int, int]:
        """Return the row at the top of the window and how many pixels of it are above."""
        if not self._heights:
            return 0, 0
        y = self.verticalScrollBar().value()
        at = min(max(self._row_over(y), 0), len(self._heights) - 1)
        return at, y - self._tops[at]

    def _settle(self, first: int, step: int = 1) -> None:
        """Make heights exact from this row to the end of the window; with -1, of a window that it is the last of."""
        room, at, moved = self.viewport().height() + _AHEAD, first, False
        rows = self._rows_model.rows()
        while 0 <= at < len(self._heights) and room > 0:
            if not self._exact[at]:
                self._exact[at] = 1
                height = self._delegate.measure(rows[at], self._laid_width)
                moved |= height != self._heights[at]
                self._heights[at] = height
            room -= self._heights[at]
            at += step
        if moved:
            self._sum()

    # What the model tells

    @override
    def rowsInserted(self, parent: Index, first: int, last: int) -> None:
        count, rows = last - first + 1, self._rows_model.rows()
        if len(self._heights) + count != len(rows):
            return  # not laid out yet: showEvent does it
        keep, inset = self._at_top()
        self._heights[first:first] = self._delegate.guesses(rows[first : last + 1], self._laid_width)
        self._exact[first:first] = bytes(count)
        self._laid = self._rows_model.times
        self._sum()
        if self.verticalScrollBar().value():
            self._stay(keep + (count if first <= keep else 0), inset)
        self.viewport().update()

    @override
    def rowsAboutToBeRemoved(self, parent: Index, first: int, last: int) -> None:
        super().rowsAboutToBeRemoved(parent, first, last)
        if len(self._heights) == len(self._rows_model.rows()):
            self._laid = self._rows_model.times
        del self._heights[first : last + 1], self._exact[first : last + 1]
        self._sum()
        self.viewport().update()

    @override
    def dataChanged(self, top: Index, bottom: Index, roles: Sequence[int] = ()) -> None:
        first, end = top.row(), bottom.row() + 1
        if end > len(self._heights):
            return
        self._heights[first:end] = self._delegate.guesses(self._rows_model.rows()[first:end], self._laid_width)
        self._exact[first:end] = bytes(end - first)
        self._laid = self._rows_model.times
        self._sum()
        self.viewport().update()

    # What Qt asks of a view

    @override
    def visualRect(self, index: Index) -> QRect:
        at = index.row()
        if not index.isValid() or at >= len(self._heights):
            return QRect()
        top = self._tops[at] - self.verticalScrollBar().value()
        return QRect(0, top, self._laid_width, self._heights[at])

    @override
    def indexAt(self, point: QPoint) -> QModelIndex:
        at = self._row_over(point.y() + self.verticalScrollBar().value())
        return self._rows_model.index(at, 0) if 0 <= at < len(self._heights) else QModelIndex()

    @override
    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    @override
    def horizontalOffset(self) -> int:
        return 0

    @override
    def isIndexHidden(self, index: Index) -> bool:
        return False

    @override
    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        at, bar, page = index.row(), self.verticalScrollBar(), self.viewport().height()
        if not 0 <= at < len(self._heights):
            return
        self._settle(at)
        top, bottom = self._tops[at], self._tops[at + 1]
        if hint == QAbstractItemView.ScrollHint.PositionAtTop or top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + page:
            self._settle(at, -1)  # what is above it will be seen, and may be higher
            bar.setValue(self._tops[at + 1] - page)

    @override
    def moveCursor(
        self,
        action: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        if not self._heights:
            return QModelIndex()
        last = len(self._heights) - 1
        at = min(max(self._goal(action, max(self.currentIndex().row(), -1)), 0), last)
        step = -1 if at < self.currentIndex().row() else 1
        while 0 <= at <= last:
            index = self._rows_model.index(at, 0)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                return index
            at += step
        return self.currentIndex()

    def _goal(self, action: QAbstractItemView.CursorAction, at: int) -> int:
        move = QAbstractItemView.CursorAction
        match action:
            case move.MoveDown | move.MoveNext | move.MoveRight:
                return at + 1
            case move.MoveUp | move.MovePrevious | move.MoveLeft:
                return at - 1
            case move.MoveHome:
                return 0
            case move.MoveEnd:
                return len(self._heights) - 1
        page = self.viewport().height() * (1 if action == move.MovePageDown else -1)
        return self._row_over(self._tops[max(0, at)] + page)

    @override
    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        y, last = self.verticalScrollBar().value(), len(self._heights) - 1
        if last < 0:
            return
        rect = rect.normalized()
        first, end = (min(max(self._row_over(edge + y), 0), last) for edge in (rect.top(), rect.bottom()))
        model = self._rows_model
        self.selectionModel().select(QItemSelection(model.index(first, 0), model.index(end, 0)), command)

    @override
    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()  # QListView's own would scroll by its own geometry, which is empty

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._heights:
            return
        at, _ = self._at_top()
        self._settle(at)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~_NO_STATE
        end = self.viewport().height()
        with QPainter(self.viewport()) as painter:
            while at < len(self._heights):
                index = self._rows_model.index(at, 0)
                rect = self.visualRect(index)
                if rect.top() >= end:
                    break
                if rect.intersects(event.rect()):
                    option.rect, option.state = rect, plain | self._state(index)
                    self._delegate.paint(painter, option, index)
                at += 1

    def _state(self, index: QModelIndex) -> QStyle.StateFlag:
        state = QStyle.StateFlag.State_None
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if index == self.currentIndex() and self.hasFocus():
            state |= QStyle.StateFlag.State_HasFocus
        if self.underMouse() and index == self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos())):
            state |= QStyle.StateFlag.State_MouseOver
        return state
