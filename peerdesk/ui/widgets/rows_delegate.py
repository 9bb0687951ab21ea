"""How rows of a list are measured and painted."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from peerdesk.overriding import override
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.words import Words, paint_line

Row = TypeVar("Row")
_BAR = 3


class RowsDelegate(QStyledItemDelegate, Generic[Row]):
    """Base of delegates for RowsView: override `measure`, `guess` and `paint_row`.

    As it is, it shows one line of the model's words in each row.
    """

    def __init__(self, theme: Theme) -> None:
        """Prepare to paint in a theme."""
        super().__init__()
        self.theme = theme
        self.words = Words(theme)

    def measure(self, row: Row, width: int) -> int:  # noqa: ARG002 - for those who wrap
        """Return the exact height of a row in pixels. Called when it is about to be seen."""
        return self.theme.px("row")

    def guess(self, row: Row, width: int) -> int:
        """Return about the height of a row in pixels. Called for all rows, so it must be quick."""
        return self.measure(row, width)

    def guesses(self, rows: Sequence[Row], width: int) -> list[int]:
        """Return the guesses of many rows."""
        return [self.guess(row, width) for row in rows]

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, said: str) -> None:  # noqa: ARG002 - for those who draw
        """Paint one row's content; its ground is painted already."""
        gap = self.theme.gap("s")
        paint_line(painter, rect.adjusted(gap, 0, -gap, 0), self.theme, said)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint ground, signs of choice and focus, then the row."""
        model = index.model()
        if not isinstance(model, RowsModel):
            return
        painter.save()
        self._paint_ground(painter, option)
        row = model.row_at(index)
        if row is not None:
            self.paint_row(painter, option.rect, row, str(index.data()))
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Answer plain views; RowsView asks `measure`."""
        model = index.model()
        row = model.row_at(index) if isinstance(model, RowsModel) else None
        height = self.theme.px("row") if row is None else self.measure(row, option.rect.width())
        return QSize(0, height)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state, flag, theme = option.state, QStyle.StateFlag, self.theme
        chosen = bool(state & flag.State_Selected)
        rect, radius = QRectF(option.rect).adjusted(0, 1, 0, -1), theme.fixed("radius.medium")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & flag.State_MouseOver:
            painter.setBrush(theme.colour("wash" if chosen else "hover"))
            painter.drawRoundedRect(rect, radius, radius)
        if chosen:
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(rect.x(), rect.y() + 2, _BAR, rect.height() - 4), 1.5, 1.5)
        if state & flag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("accent"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
