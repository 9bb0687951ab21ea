"""The steps as a list: what is shown in which order, moved by keys or by hand; what is set aside comes last."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from peerdesk.domain.feedback import Aside
from peerdesk.domain.report import KIND_WORDS
from peerdesk.overriding import override
from peerdesk.ui.feedback.looking import Step, tr
from peerdesk.ui.icons import paint_icon
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.words import paint_line

_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_LINE = 2


def aside_words(aside: Aside) -> str:
    """Return why something is not shown."""
    said: dict[Aside, str] = {
        "": "",
        "no words": tr("Not shown: it has no words yet"),
        "not agreed": tr("Not shown: not agreed yet"),
        "held back": tr("Not shown: it rests on something that is held back"),
        "left out": tr("Not shown: you leave it out"),
    }
    return said[aside]


def kind_words(step: Step) -> str:
    """Return what a step is, quietly."""
    if step.message is not None:
        return aside_words(step.aside) or KIND_WORDS[step.message.kind]
    return tr("To begin with") if step.kind == "opening" else tr("At the end")


def say_step(step: Step) -> str:
    """Return a step in words, as a screen reader says it."""
    said = tr("the head said something here") if step.heard else ""
    return ", ".join(filter(None, (f"{kind_words(step)}: {step.title or tr('no words yet')}", said)))


class StepsDelegate(RowsDelegate[Step]):
    """Paints what a step is, its words, and a quote's sign where the head said something."""

    @override
    def measure(self, row: Step, width: int) -> int:
        theme = self.theme
        words = self.words.height(row.title or "–", "body", self._width(width))
        return words + theme.line("caption") + 2 * theme.gap("xs") + 2

    @override
    def guess(self, row: Step, width: int) -> int:
        words = self.words.guess(row.title or "–", "body", self._width(width))
        return words + self.theme.line("caption") + 2 * self.theme.gap("xs") + 2

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: Step, said: str) -> None:
        theme, gap = self.theme, self.theme.gap("s")
        above = QRect(rect.x() + gap, rect.y() + theme.gap("xs"), self._width(rect.width()), theme.line("caption"))
        paint_line(painter, above, theme, kind_words(row), "caption", "soft")
        below = QRect(above.x(), above.bottom() + 1, above.width(), rect.height())
        self.words.paint(painter, below, row.title or "–", "body", "soft" if row.aside else "ink")
        if row.heard:
            side = theme.px("icon_small")
            icon = QRect(rect.right() - gap - side, above.y() + (above.height() - side) // 2, side, side)
            paint_icon(painter, icon, theme, "quote", "soft")

    def _width(self, width: int) -> int:
        return max(40, width - 3 * self.theme.gap("s") - self.theme.px("icon_small"))


class StepsView(RowsView[Step]):
    """The list.

    Signals:
        moved: a message goes to another place: its key, and the place among those that are shown, from 0.
        switched: leave this message out, or show it after all; its key.
        took_back: the last move is to be taken back.
    """

    moved = Signal(str, int)
    switched = Signal(str)
    took_back = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make an empty list."""
        self.steps: RowsModel[Step] = RowsModel(say_step, lambda step: step.key)
        super().__init__(theme, self.steps, StepsDelegate(theme), tr("What is shown, in order"))
        self._theme = theme
        self.movable = self.can_take_back = False
        self._pressed: QPoint | None = None
        self._carried: Step | None = None
        self._to = -1
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def move_current(self, by: int) -> None:
        """Move the message that the keys are on."""
        step, keys = self.current_row(), self._shown()
        if self.movable and step is not None and step.key in keys:
            to = keys.index(step.key) + by
            if 0 <= to < len(keys):
                self.moved.emit(step.key, to)

    def _shown(self) -> list[str]:
        """Return the keys of the messages that are shown, in order."""
        return [one.key for one in self.steps.rows() if one.kind == "message" and not one.aside]

    # Keys

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_ours(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._carried is not None and event.key() == Qt.Key.Key_Escape:
            self._drop_nowhere()
        elif not self._is_ours(event):
            super().keyPressEvent(event)
        elif event.key() in _STEPS:
            self.move_current(_STEPS[event.key()])
        elif event.key() == Qt.Key.Key_Space:
            self._switch()
        else:
            self.took_back.emit()

    def _is_ours(self, event: QKeyEvent) -> bool:
        if event.key() in _STEPS:
            return self.movable and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Space:
            return self.movable and not event.modifiers()
        return self.can_take_back and event.matches(QKeySequence.StandardKey.Undo)

    def _switch(self) -> None:
        step = self.current_row()
        if step is not None and step.kind == "message":
            self.switched.emit(step.key)

    # By hand

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        step = self.steps.row_at(self.indexAt(event.position().toPoint()))
        can = self.movable and event.button() == Qt.MouseButton.LeftButton and step is not None
        self._pressed = event.position().toPoint() if can and step is not None and step.key in self._shown() else None

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None:
            super().mouseMoveEvent(event)
        elif self._carried or (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._carried = self._carried or self.steps.row_at(self.indexAt(self._pressed))
            self._to = self._place_at(at)
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        carried, to = self._carried, self._to
        self._drop_nowhere()
        keys = self._shown()
        if carried is not None and carried.key in keys:
            here = keys.index(carried.key)
            to -= to > here  # it is no longer before the place
            if to != here:
                self.moved.emit(carried.key, to)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._carried is None:
            return
        keys = self._shown()
        row = self.visualRect(self.steps.index_of(keys[min(self._to, len(keys) - 1)]))
        top = row.bottom() if self._to == len(keys) else row.top()
        with QPainter(self.viewport()) as painter:
            painter.fillRect(row.x(), max(0, top - 1), row.width(), _LINE, self._theme.colour("accent"))

    def _place_at(self, at: QPoint) -> int:
        keys = self._shown()
        middles = [self.visualRect(self.steps.index_of(key)).center().y() for key in keys]
        return sum(middle < at.y() for middle in middles)

    def _drop_nowhere(self) -> None:
        self._pressed, self._carried, self._to = None, None, -1
        self.viewport().unsetCursor()
        self.viewport().update()
