"""The pictures of a phone or card, small, the newest first; several may be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from peerdesk.desk.pictures import Listed
from peerdesk.domain.dates import day_in_words
from peerdesk.overriding import override
from peerdesk.ui.icons import paint_icon
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.words import paint_line

_SIDE = 128  # pixels at 100 % of a picture's longer side


@dataclass(frozen=True)
class PhoneRow:
    """A picture in the list.

    Attributes:
        when: "9 March, 10:42", by the clock here; with the weekday it would not fit at 200 %.
    """

    listed: Listed
    when: str


def row_of(listed: Listed) -> PhoneRow:
    """Return the row of a picture."""
    at = datetime.fromtimestamp(listed.taken_at, UTC).astimezone()
    _, day = day_in_words(at.date().isoformat(), year=False).split(" ", 1)
    return PhoneRow(listed, f"{day}, {at:%H:%M}")


def key_of(row: PhoneRow) -> str:
    """Return what names a row."""
    return str(row.listed.path)


class PhoneList(QListView):
    """Rows of small pictures; a click or Space chooses, and chooses no longer."""

    def __init__(self, theme: Theme, name: str) -> None:
        """Make an empty list."""
        super().__init__()
        self.rows: RowsModel[PhoneRow] = RowsModel(lambda row: f"{row.when}, {row.listed.path.name}", key_of)
        self._theme = theme
        self._delegate = _Delegate(theme, {})
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        theme.changed.connect(self.doItemsLayout)

    def show_small(self, small: Mapping[str, QPixmap]) -> None:
        """Show pictures that were read, by key; a null one for what cannot be."""
        self._delegate.small = small
        self.viewport().update()

    def wanted(self, small: Mapping[str, QPixmap]) -> PhoneRow | None:
        """Return the first row in sight of which no picture was read yet."""
        here = self.viewport().rect()
        for at, row in enumerate(self.rows.rows()):
            if key_of(row) in small:
                continue
            rect = self.visualRect(self.rows.index(at, 0))
            if rect.top() > here.bottom():
                return None
            if rect.intersects(here):
                return row
        return None

    def chosen(self) -> list[PhoneRow]:
        """Return what is chosen, the oldest first."""
        at = sorted((index.row() for index in self.selectedIndexes()), reverse=True)
        return [self.rows.rows()[one] for one in at]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room, least = self.viewport().width(), self._delegate.least()
        self._delegate.width = max(least, room // max(1, room // least) - 1)
        self.doItemsLayout()


class _Delegate(QStyledItemDelegate):
    """A picture, its time below it, and a tick when it is chosen."""

    def __init__(self, theme: Theme, small: Mapping[str, QPixmap]) -> None:
        super().__init__()
        self._theme, self.small = theme, small
        self.width = self.least()

    def least(self) -> int:
        """Return the pixels that a picture takes at least, with the room around it."""
        return _SIDE + self._theme.px(68)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        theme = self._theme
        return QSize(self.width, _SIDE + theme.line("caption") + 3 * theme.gap("s"))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model, theme, flag = index.model(), self._theme, QStyle.StateFlag
        row = model.row_at(index) if isinstance(model, RowsModel) else None
        if row is None:
            return
        chosen, rect = bool(option.state & flag.State_Selected), option.rect.adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("accent") if option.state & flag.State_HasFocus or chosen else Qt.PenStyle.NoPen)
        painter.setBrush(
            theme.colour("wash" if chosen else "hover" if option.state & flag.State_MouseOver else "sheet")
        )
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self._paint_small(painter, QRect(rect.x(), rect.y() + theme.gap("s"), rect.width(), _SIDE), row)
        line = theme.line("caption")
        below = QRect(rect.x() + 6, rect.bottom() - line - theme.gap("xs"), rect.width() - 12, line)
        paint_line(painter, below, theme, row.when, "caption", align=Qt.AlignmentFlag.AlignHCenter)
        if chosen:
            self._paint_tick(painter, rect)
        painter.restore()

    def _paint_small(self, painter: QPainter, room: QRect, row: PhoneRow) -> None:
        picture = self.small.get(key_of(row))
        if picture is None or picture.isNull():
            side = 24
            at = QRect(room.center().x() - side // 2, room.center().y() - side // 2, side, side)
            paint_icon(painter, at, self._theme, "image" if picture is None else "circle-alert", "soft")
            return
        size = picture.size().scaled(QSize(min(room.width(), _SIDE), _SIDE), Qt.AspectRatioMode.KeepAspectRatio)
        at = QRect(room.center().x() - size.width() // 2, room.center().y() - size.height() // 2, *size.toTuple())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(at, picture)

    def _paint_tick(self, painter: QPainter, rect: QRect) -> None:
        theme, side = self._theme, 22
        at = QRect(rect.right() - side - 6, rect.y() + 6, side, side)
        painter.setPen(theme.colour("on_accent"))
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(at)
        paint_icon(painter, at.adjusted(4, 4, -4, -4), theme, "check", "on_accent")
