"""What the head sees: one thing at a time, as large as it can be, and nothing else. A window of its own."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.domain.feedback import OPENING
from peerdesk.overriding import override
from peerdesk.ui.feedback.fitted import Fitted
from peerdesk.ui.feedback.looking import Step
from peerdesk.ui.feedback.pieces import pieces_of
from peerdesk.ui.feedback.stage_bar import StageBar
from peerdesk.ui.feedback.words_panel import WordsPanel
from peerdesk.ui.shown import show_to_others
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.lane_column import LaneColumn
from peerdesk.ui.widgets.practice_band import PracticeBand
from peerdesk.ui.widgets.ring import FocusRing

KEY = Qt.Key
_ON = frozenset({KEY.Key_Right, KEY.Key_Space, KEY.Key_PageDown, KEY.Key_Return, KEY.Key_Enter, KEY.Key_N})
_BACK = frozenset({KEY.Key_Left, KEY.Key_Backspace, KEY.Key_PageUp, KEY.Key_P})
_BLANK = frozenset({KEY.Key_B, KEY.Key_Period, KEY.Key_W, KEY.Key_Comma})
_LEAVE = frozenset({KEY.Key_Escape, KEY.Key_F11, KEY.Key_F5})
_BAR_MS = 3000  # after the pointer rests
_SWIPE = 60  # pixels across
_PANEL = 320  # pixels at 100 % text
_MOST_OF_WIDTH = 0.4


class Stage(QWidget):
    """Shows steps. Toasts, lines and sheets of PeerDesk stay in its other window, and its keys sleep here.

    Signals:
        stepped: the key of the step that is seen now.
        leave_given: the head gave leave, or took it back.
        other_words_wanted: both agree other words for the message that is seen.
        undo_wanted: take back what was just written down.
        safety_wanted: somebody may not be safe.
        left: it is over.
    """

    stepped = Signal(str)
    leave_given = Signal(bool)
    other_words_wanted = Signal()
    undo_wanted = Signal()
    safety_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make a window that is not shown yet; `parent` is the page that it belongs to."""
        super().__init__(parent, Qt.WindowType.Window)
        self.theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("kind", "paper")
        show_to_others(self)
        self.setAccessibleName(self.tr("Feedback"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._steps: tuple[Step, ...] = ()
        self._asks, self._at, self._more, self._is_blank = "", 0, False, False
        self._is_aside = False
        self._pressed: QPoint | None = None
        self.panel: WordsPanel | None = None
        self._build()

    # What the page asks

    def show_steps(self, steps: Sequence[Step], asks: str, *, leave: bool) -> None:
        """Show these steps from now on, where it stands now if that is still among them."""
        key = self.key()
        self._steps, self._asks = tuple(steps), asks
        keys = [one.key for one in self._steps]
        self._at = keys.index(key) if key in keys else min(self._at, max(0, len(keys) - 1))
        self.bar.tick.setChecked(leave)
        self._show(told=False)

    def key(self) -> str:
        """Return the key of the step that is seen; "" if there is none."""
        return self._steps[self._at].key if self._steps else ""

    def go_to(self, key: str) -> None:
        """Show a step."""
        keys = [one.key for one in self._steps]
        if key in keys:
            self._go(keys.index(key))

    def hold_panel(self, panel: WordsPanel | None) -> None:
        """Let somebody write down at the side what the head says, or nobody any longer."""
        if self.panel is not None:
            self.side.body.removeWidget(self.panel)
        self.panel = panel
        if panel is not None:
            self.side.body.insertWidget(0, panel)
            panel.show()
        self._show_side()

    def switch_side(self) -> None:
        """Put the field at the side away, since somebody writes elsewhere, or back."""
        self._is_aside = not self._is_aside
        if self._is_aside:
            self.setFocus()
        self._show_side()

    def _show_side(self) -> None:
        self.side.setVisible(self.panel is not None and not self._is_aside)
        self._fit()

    def open_on(self, screen: QScreen | None) -> None:
        """Fill a screen: the one that the head sees."""
        screen = screen or self.screen()
        self.setGeometry(screen.availableGeometry())
        self.showFullScreen()
        self.raise_()
        self.activateWindow()
        self.setFocus()
        self._show()

    # How it is made

    def _build(self) -> None:
        theme = self.theme
        self.said = Fitted(theme)
        self.said.setMouseTracking(True)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.gap("xl"))
        self._row.addWidget(self.said, 1)
        self.side = LaneColumn(theme)
        self.side.body.addStretch()
        self.side.hide()
        self._row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if theme.practice:
            column.addWidget(PracticeBand(theme))
        column.addLayout(self._row, 1)
        self.bar = StageBar(theme, self)
        self.bar.back.clicked.connect(lambda: self.step(-1))
        self.bar.on.clicked.connect(lambda: self.step(1))
        self.bar.more.clicked.connect(self.switch_more)
        self.bar.words.clicked.connect(self.other_words_wanted)
        self.bar.leave.clicked.connect(self.close)
        self.bar.tick.clicked.connect(self.leave_given)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_BAR_MS)
        self._rest.timeout.connect(self._hide_bar)
        self.ring = FocusRing(theme, self)
        theme.changed.connect(self._fit)
        self._fit()

    # What is shown

    def step(self, by: int) -> None:
        """Go on, or back; at the ends it stays. What is blank is seen again first."""
        if self._is_blank:
            self.blank()
        else:
            self._go(self._at + by)

    def switch_more(self) -> None:
        """Show how we know, below the sentence, or the sentence alone."""
        self._show_more(not self._more)

    def _show_more(self, more: bool) -> None:
        if self._more != (more and self._has_more()):
            self._more = not self._more
            self._show()

    def _answer_leave(self) -> None:
        if self.bar.tick.isVisible():  # where it is asked, and nowhere by a slip
            self.bar.tick.click()

    def blank(self) -> None:
        """Show nothing while people talk, or what was there."""
        self._is_blank = not self._is_blank
        self._show()

    def _go(self, at: int) -> None:
        at = min(max(at, 0), len(self._steps) - 1)
        if at != self._at:
            self._at, self._more = at, False
            self._show()
            self.stepped.emit(self.key())

    def _has_more(self) -> bool:
        message = self._steps[self._at].message if self._steps else None
        return message is not None and bool(message.more)

    def _show(self, *, told: bool = True) -> None:
        if not self._steps:
            return
        step = self._steps[self._at]
        asks = self._asks if step.key == OPENING else ""
        before = self.said.text()
        self.said.show_pieces(() if self._is_blank else pieces_of(step, more=self._more, asks=asks))
        if self._is_blank:
            self.said.setAccessibleName(self.tr("Nothing is shown"))
        if told or self.said.text() != before:
            announce(self.said, self.said.accessibleName())
        self.bar.show_step(
            is_first=self._at == 0,
            is_last=self._at == len(self._steps) - 1,
            has_more=self._has_more(),
            is_message=step.finding is not None,
            asks=bool(asks),
        )
        self._place_bar()

    def _fit(self) -> None:
        gap = self.theme.gap("xxl")
        self._row.setContentsMargins(gap, gap, gap, self._bar_height() + self.theme.gap("s"))
        self.side.setFixedWidth(min(self.theme.px(_PANEL), int(self.width() * _MOST_OF_WIDTH)))
        self._place_bar()

    # Keys, and what a hand does

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._do(event):
            super().keyPressEvent(event)

    def _do(self, event: QKeyEvent) -> bool:
        """Do what a key means here; say whether it means anything."""
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self._do_chord(event)
        if key in _LEAVE:
            self.close()
        elif key in _BACK or (key == KEY.Key_Space and shift):
            self.step(-1)
        elif key in _ON:
            self.step(1)
        elif key in _BLANK:
            self.blank()
        else:
            return self._do_seldom(key)
        return True

    def _do_seldom(self, key: int) -> bool:
        acts: dict[int, Callable[[], object]] = {
            KEY.Key_Home: lambda: self._go(0),
            KEY.Key_End: lambda: self._go(len(self._steps) - 1),
            KEY.Key_Down: partial(self._show_more, True),
            KEY.Key_Up: partial(self._show_more, False),
            KEY.Key_M: self.switch_more,
            KEY.Key_L: self._answer_leave,
            KEY.Key_E: self.bar.words.click,
            KEY.Key_S: self.to_other_screen,
            KEY.Key_T: self.switch_side,
        }
        act = acts.get(key)
        if act is not None:
            act()
        return act is not None

    def _do_chord(self, event: QKeyEvent) -> bool:
        keys = QKeySequence(event.keyCombination())
        if keys == QKeySequence("Ctrl+Shift+S"):
            self.close()
            self.safety_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        return True  # no other chord reaches what lies behind

    def to_other_screen(self) -> None:
        """Go to the next screen, if there are several."""
        other = other_screen(self)
        if other is not None:
            self.showNormal()
            self.open_on(other)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        across = event.position().toPoint().x() - self._pressed.x()
        inside = self.said.geometry().contains(self._pressed)
        at, self._pressed = self._pressed, None
        if abs(across) > _SWIPE:
            self.step(1 if across < 0 else -1)
        elif inside:
            self.step(-1 if at.x() < self.said.geometry().left() + self.said.width() // 3 else 1)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.show_bar()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        if next and self.hasFocus() and self.panel is not None and self.panel.field.isVisible():
            self.panel.field.setFocus(Qt.FocusReason.TabFocusReason)  # somebody writes: that is where they want to go
            return True
        self.show_bar()
        return super().focusNextPrevChild(next)

    def show_bar(self) -> None:
        """Show what may be pressed, as long as a hand is there."""
        self.bar.set_whole(whole=True)
        self._place_bar()
        self._rest.start()

    def _hide_bar(self) -> None:
        focused = self.focusWidget()
        if self.bar.underMouse() or (focused is not None and self.bar.isAncestorOf(focused)):
            self._rest.start()
        else:
            self.bar.set_whole(whole=False)

    def _bar_height(self) -> int:
        """Return the room below what is said: the same whether or not anything stands there."""
        return self.theme.px("control") + self.theme.gap("xs") + self.theme.gap("s")

    def _place_bar(self) -> None:
        height = self._bar_height()
        self.bar.setGeometry(0, self.height() - height, self.width(), height)
        self.bar.raise_()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.left.emit()


def other_screen(widget: QWidget) -> QScreen | None:
    """Return the screen after the one on which something is seen; None if all show the same."""
    here, screens = widget.screen().geometry(), QGuiApplication.screens()
    at = next((at for at, one in enumerate(screens) if one.geometry() == here), 0)
    after = [*screens[at + 1 :], *screens[:at]]
    return next((one for one in after if one.geometry() != here), None)
