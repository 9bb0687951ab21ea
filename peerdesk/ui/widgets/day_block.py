"""One activity in one person's column of a day: pressed to choose, dragged to move, its edges dragged to lengthen."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.words import Words, paint_line

Grip = Literal["move", "top", "bottom"]
_LETTERS = 4  # of a place: fewer say nothing
_EDGE = 6  # pixels at an upper or lower edge that lengthen instead of moving


@dataclass(frozen=True)
class Slot:
    """What a block shows.

    Attributes:
        activity: its id; person: in whose column it stands, "" for nobody's.
        begins, ends: minutes since midnight.
        below: times and place in a few words.
        said: all of it, for who hears it.
        together: the whole team, shown on another ground.
        day: on which of the days that stand side by side, `YYYY-MM-DD`; "" where one stands alone.
    """

    activity: str
    person: str
    begins: int
    ends: int
    title: str
    below: str
    said: str
    together: bool = False
    day: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it apart in a day."""
        return (self.activity, self.person)


class DayBlock(QAbstractButton):
    """A block of the day grid, which does what is asked.

    Signals:
        dragged: the pointer moved so far from where it was pressed, with this grip.
        dropped: the pointer let go after that.
        given_up: Esc while it was dragged.
        opened: a double click.
    """

    dragged = Signal(object, QPoint)
    dropped = Signal()
    given_up = Signal()
    opened = Signal()

    def __init__(self, theme: Theme, slot: Slot, parent: QWidget) -> None:
        """Make a block."""
        super().__init__(parent)
        self._theme, self._words = theme, Words(theme, kept=4)
        self.slot = slot
        self.movable = True
        self._pressed: QPoint | None = None
        self._grip: Grip = "move"
        self._is_dragged = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMouseTracking(True)
        self.show_slot(slot)

    def show_slot(self, slot: Slot) -> None:
        """Show what it says now."""
        self.slot = slot
        self.setText(slot.title)
        self.setAccessibleName(slot.said)
        self.setToolTip(slot.said)
        self.update()

    @override
    def nextCheckState(self) -> None:
        """Stay as it is: the day says which one is chosen."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_dragged:
            self._end_drag()
            self.given_up.emit()
        else:
            event.ignore()  # the grid knows the keys

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.movable:
            self._pressed, self._grip = event.globalPosition().toPoint(), self._grip_at(event.position().toPoint())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.globalPosition().toPoint()
        if self._pressed is None:
            grip = self._grip_at(event.position().toPoint()) if self.movable else "move"
            self.setCursor(Qt.CursorShape.ArrowCursor if grip == "move" else Qt.CursorShape.SizeVerCursor)
            return
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._is_dragged or far:
            self._is_dragged = True
            self.dragged.emit(self._grip, at - self._pressed)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_dragged = self._is_dragged
        self._end_drag()
        super().mouseReleaseEvent(event)
        if was_dragged:
            self.dropped.emit()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._end_drag()
        self.opened.emit()

    def _end_drag(self) -> None:
        self._pressed, self._is_dragged = None, False

    def _grip_at(self, at: QPoint) -> Grip:
        edge = min(_EDGE, self.height() // 4)
        return "top" if at.y() < edge else "bottom" if at.y() >= self.height() - edge else "move"

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rect = self.rect().adjusted(1, 1, -2, -2)
            tone, width = ("accent", 2) if self.isChecked() else ("edge", 1)
            painter.setPen(QPen(theme.colour(tone), width))
            painter.setBrush(theme.colour("wash" if self.isChecked() else "heat_2" if self.slot.together else "sheet"))
            radius = theme.fixed("radius.medium")
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, 0.5, 0.5), radius, radius)
            gap = theme.gap(6)
            self._paint_words(painter, rect.adjusted(gap, theme.gap(3), -gap, -2))

    def _paint_words(self, painter: QPainter, room: QRect) -> None:
        theme, line = self._theme, self._theme.line("caption")
        title = self.slot.title or self.tr("Without a name yet")
        if room.height() < 2 * line:
            paint_line(painter, QRect(room.x(), room.y(), room.width(), line), theme, title, "caption", bold=True)
            return
        needed = self._words.height(title, "caption", room.width(), bold=True)
        lines = max(1, min(needed // line, room.height() // line - 1))
        if lines == 1:
            paint_line(painter, QRect(room.x(), room.y(), room.width(), line), theme, title, "caption", bold=True)
        else:
            painter.save()
            painter.setClipRect(QRect(room.x(), room.y(), room.width(), lines * line))
            self._words.paint(painter, room, title, "caption", bold=True)
            painter.restore()
        below = QRect(room.x(), room.y() + lines * line, room.width(), line)
        paint_line(painter, below, theme, self._below(room.width()), "caption", "soft", figures=True)

    def _below(self, wide: int) -> str:
        """Return times and place, or as much of them as says something in so many pixels: both times, or the first."""
        times, dot, place = self.slot.below.partition(" · ")
        metrics = QFontMetrics(self._theme.font("caption", figures=True))
        if metrics.horizontalAdvance(f"{times}{dot}{place[:_LETTERS]}…") <= wide:
            return self.slot.below
        return times if metrics.horizontalAdvance(times) <= wide else times.partition("–")[0]
