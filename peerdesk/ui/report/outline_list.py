"""The outline as a list: where one is, and what is written already."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from peerdesk.overriding import override
from peerdesk.ui.icons import paint_icon
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.report.outline import Part
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.words import paint_line


def say_part(part: Part) -> str:
    """Return a part in words, as a screen reader says it."""
    return f"{part.group}: {part.word}, {'written' if part.is_written else 'nothing written'}"


class OutlineDelegate(RowsDelegate[Part]):
    """Paints a part's name, and a tick where the lead has written; the group's name above its first part."""

    firsts: frozenset[str] = frozenset()

    @override
    def measure(self, row: Part, width: int) -> int:
        return self.theme.px("row") + (
            self.theme.line("caption") + self.theme.gap("s") if row.key in self.firsts else 0
        )

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        part = model.row_at(index) if isinstance(model, RowsModel) else None
        inside = QStyleOptionViewItem(option)
        if part is not None and part.key in self.firsts:
            theme, rect = self.theme, option.rect
            group = QRect(rect.x(), rect.y() + theme.gap("xs"), rect.width(), theme.line("caption"))
            paint_line(painter, group, theme, part.group, "caption", "soft", bold=True)
            inside.rect = rect.adjusted(0, rect.height() - theme.px("row"), 0, 0)
        super().paint(painter, inside, index)

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: Part, said: str) -> None:
        theme = self.theme
        side, gap = theme.px("icon_small"), theme.gap("s")
        if row.is_written:
            icon = QRect(rect.right() - gap - side, rect.y() + (rect.height() - side) // 2, side, side)
            paint_icon(painter, icon, theme, "check", "soft")
        words = rect.adjusted(gap, 0, -2 * gap - side, 0)
        paint_line(painter, words, theme, row.word, tone="ink" if row.is_written else "soft")
