"""One look-for of the checklist: its words, and how far it was there where that may be seen."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from peerdesk.domain.framework import LookFor
from peerdesk.domain.looking import STATE_WORDS, State, words_of
from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.words import Words

STATES: tuple[State, ...] = tuple(STATE_WORDS)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PAD, _BAR = 6, 3


class LookForRow(QAbstractButton):
    """A row that keys and fingers reach: arrows go on, a digit says how far it was there.

    Signals:
        taken: the person is on it now.
        stepped: -1 for the row above, 1 for the one below.
        state_typed: a state was chosen by its digit.
        left: Escape.
    """

    taken = Signal()
    stepped = Signal(int)
    state_typed = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, look_for: LookFor, question: str, parent: QWidget | None = None) -> None:
        """Show a look-for of a question."""
        super().__init__(parent)
        self.look_for, self.question = look_for, question
        self._theme, self._words = theme, Words(theme, kept=8)
        self._said: tuple[str, ...] = ()
        self._in_hand = False
        self._high: tuple[tuple[int, float, tuple[str, ...]], int] = ((0, 0.0, ()), 0)
        self.setText(words_of(look_for))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)
        self.show_said("", "")

    @property
    def key(self) -> tuple[str, str]:
        """What names the row: a look-for may stand under several questions."""
        return self.question, self.look_for.look_for_id

    def show_said(self, own: str, team: str) -> None:
        """Show what one said oneself, and what the team has seen; "" for what is not to be seen."""
        said = tuple(filter(None, (own, team)))
        self.setAccessibleName(". ".join((self.text().rstrip("."), *said)))
        if said != self._said:
            self._said = said
            self.updateGeometry()
            self.update()

    def show_in_hand(self, in_hand: bool) -> None:
        """Show whether it is the row in hand."""
        if in_hand != self._in_hand:
            self._in_hand = in_hand
            self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        digit = int(event.text()) if event.text() in tuple("12345") and not chord else 0
        if digit:
            self.state_typed.emit(STATES[digit - 1])
        elif event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text().strip() and event.text().isprintable() and not chord:
            event.ignore()  # the page gives it to the line
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.taken.emit()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        asked = (width, self._theme.scale, self._said)
        if self._high[0] != asked:  # layouts ask many times
            self._high = (asked, self._measure(self._room(width)))
        return self._high[1]

    @override
    def sizeHint(self) -> QSize:
        width = self._theme.px(self._theme.fixed("width.measure"))
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px("row"))

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)
            room = QRect(theme.gap("s"), theme.gap(_PAD), self._room(self.width()), self.height())
            room.setTop(room.top() + self._words.paint(painter, room, self.text()))
            for one in self._said:
                room.setTop(room.top() + self._words.paint(painter, room, one, "caption", "soft"))

    def _paint_ground(self, painter: QPainter) -> None:
        theme, rect = self._theme, QRectF(self.rect()).adjusted(0, 1, 0, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._in_hand or self.underMouse():
            painter.setBrush(theme.colour("wash" if self._in_hand else "hover"))
            painter.drawRoundedRect(rect, theme.fixed("radius.medium"), theme.fixed("radius.medium"))
        if self._in_hand:
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(rect.x(), rect.y() + 2, _BAR, rect.height() - 4), 1.5, 1.5)

    def _measure(self, room: int) -> int:
        high = self._words.height(self.text(), "body", room)
        high += sum(self._words.height(one, "caption", room) for one in self._said)
        return max(self._theme.px("row"), high + 2 * self._theme.gap(_PAD))

    def _room(self, width: int) -> int:
        return max(40, width - 2 * self._theme.gap("s"))
