"""Copies of one's notes as a list, the newest first, under the days on which they were made."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from peerdesk.desk.copies import Copy
from peerdesk.overriding import override
from peerdesk.ui.copies_words import day_words, how_words, size_words, where_words, why_words
from peerdesk.ui.icons import paint_icon
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.words import paint_line

_HOW_WIDTH = 190


@dataclass(frozen=True)
class CopyRow:
    """A copy, and the day over it if it is the first of that day."""

    copy: Copy
    day: str = ""


def rows_of(copies: Sequence[Copy]) -> list[CopyRow]:
    """Return the rows of copies that are in order."""
    rows = []
    for day, of_day in groupby(copies, lambda one: day_words(one.made_at)):
        rows += [CopyRow(one, day if at == 0 else "") for at, one in enumerate(of_day)]
    return rows


def about(copy: Copy) -> str:
    """Return where a copy is, how large, and why it was made."""
    return " · ".join(filter(None, [where_words(copy), size_words(copy.size_bytes), why_words(copy)]))


class _CopyDelegate(RowsDelegate[CopyRow]):
    """The hour and how it is; below, where, how large, and why."""

    @override
    def measure(self, row: CopyRow, width: int) -> int:
        return self._head(row) + self.theme.line("body") + self.theme.line("caption") + self.theme.gap("s") * 2

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        row = model.row_at(index) if isinstance(model, RowsModel) else None
        head = self._head(row) if row is not None else 0
        below = QStyleOptionViewItem(option)
        below.rect = option.rect.adjusted(0, head, 0, 0)
        super().paint(painter, below, index)
        if row is not None and head:
            line = QRect(option.rect.left(), option.rect.top(), option.rect.width(), head - self.theme.gap("xs"))
            gap = self.theme.gap("s")
            paint_line(painter, line.adjusted(gap, gap, -gap, 0), self.theme, row.day, "caption", "soft")

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: CopyRow, said: str) -> None:
        theme = self.theme
        inside = rect.adjusted(theme.gap(12), theme.gap("s"), -theme.gap(12), 0)
        line = QRect(inside.left(), inside.top(), inside.width(), theme.line("body"))
        how = QRect(line.left(), line.top(), min(theme.px(_HOW_WIDTH), line.width() * 3 // 4), line.height())
        how.moveRight(line.right())
        hour = f"{row.copy.made_at.astimezone():%H:%M}"
        paint_line(painter, line.adjusted(0, 0, -how.width(), 0), theme, hour, bold=True, figures=True)
        self._paint_how(painter, how, row.copy)
        line = QRect(line.left(), line.bottom() + 1, line.width(), theme.line("caption"))
        paint_line(painter, line, theme, about(row.copy), "caption", "soft")

    def _paint_how(self, painter: QPainter, rect: QRect, copy: Copy) -> None:
        icon, word, tone = how_words(copy)
        side = self.theme.px("icon_small")
        paint_icon(
            painter, QRect(rect.left(), rect.top() + (rect.height() - side) // 2, side, side), self.theme, icon, tone
        )
        words = rect.adjusted(side + self.theme.gap("xs") + 2, 0, 0, 0)
        paint_line(painter, words, self.theme, word, "caption", tone)

    def _head(self, row: CopyRow) -> int:
        return self.theme.line("caption") + self.theme.gap(12) if row.day else 0


class CopiesList(RowsView[CopyRow]):
    """One copy can be chosen.

    Signals:
        chosen: another copy is chosen, or none.
        opened: Enter or a double click; look into the one that is chosen.
    """

    chosen = Signal()
    opened = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        self.copies_model = RowsModel[CopyRow](_said, lambda row: str(row.copy.path))
        super().__init__(theme, self.copies_model, _CopyDelegate(theme), "", parent)
        self.setAccessibleName(self.tr("Copies of your notes"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def show_copies(self, copies: Sequence[Copy]) -> None:
        """Show these; what is chosen stays so, else it is the newest that is sound."""
        before = self.chosen_copy()
        self.copies_model.show_rows(rows_of(copies))
        keep = before.path if before else next((one.path for one in copies if one.sound), None)
        if keep is not None:
            self.choose([str(keep)])
        self.chosen.emit()

    def chosen_copy(self) -> Copy | None:
        """Return the copy that is chosen."""
        return next((row.copy for row in self.chosen_rows()), None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)


def _said(row: CopyRow) -> str:
    copy = row.copy
    return ", ".join([f"{copy.made_at.astimezone():%H:%M}", day_words(copy.made_at), how_words(copy)[1], about(copy)])
