"""The card of one mark: what may be the matter, other ways to say it, and leaving it. It changes nothing by itself."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from peerdesk.domain.wording import WordMark
from peerdesk.overriding import override
from peerdesk.ui.proofing.words import heading_of, said_of, tr
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.floating import MARGIN, paint_ground
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph

_WIDTH = 300  # pixels at 100 % text
_BACK, _ON = (Qt.Key.Key_Up, Qt.Key.Key_Left), (Qt.Key.Key_Down, Qt.Key.Key_Right)


class MarkCard(QWidget):
    """Floats under the words; Esc or a press elsewhere closes it.

    Signals:
        chosen: the words to put in their place.
        left: they may stay as they are.
        added: this word is right, here and in all that is written on this laptop.
        on_requested: the next mark is wanted.
        closed: it is gone; True if the keys were in it.
    """

    chosen = Signal(str)
    left = Signal()
    added = Signal()
    on_requested = Signal()
    closed = Signal(bool)

    def __init__(self, theme: Theme, page: QWidget, mark: WordMark, around: Callable[[], QRect]) -> None:
        """Make a card that is not shown yet.

        Args:
            theme: for sizes and grounds.
            page: over which it floats.
            mark: what it is about.
            around: answers where the words stand in the window.
        """
        super().__init__(page.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(f"{said_of(mark)}.")
        self._theme, self._page, self._around, self._moved = theme, page, around, False
        self._words = Label(theme, f"“{mark.words}”", bold=True, elided=True)
        self._waits = Paragraph(theme, tr("Looking for what was meant…"), tone="soft")
        self._ways, self._spells = QVBoxLayout(), False
        self._ways.setSpacing(theme.gap("xs"))
        self.buttons: list[Button] = []
        self._build(mark)
        self.show_ways(mark.instead)
        self._waits.setVisible(mark.kind == "spelling")

    def open(self) -> None:
        """Show it, and put the keys into it."""
        self.window().installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        self.show()
        self.raise_()
        self.place()
        self._stops()[0].setFocus(Qt.FocusReason.PopupFocusReason)
        announce(self, self.accessibleName())

    def show_ways(self, ways: Sequence[str]) -> None:
        """Offer what can stand in the place of the words, likeliest first, before what was offered already."""
        for at, words in enumerate(ways):
            said = words if self._spells else tr("Say “{}”").format(words)
            button = Button(self._theme, said, kind="slot")
            button.clicked.connect(lambda _=False, words=words: self._answer(lambda: self.chosen.emit(words)))
            self._ways.insertWidget(at, button)
            self.buttons.insert(at, button)

    def show_suggestions(self, ways: Sequence[str]) -> None:
        """Offer what may have been meant, which took a while to find; nobody may be waiting any more."""
        if not self.isVisible():
            return
        self._waits.setText(tr("Nothing in the dictionary is near it."))
        self._waits.setVisible(not ways)
        self._spells = True
        self.show_ways(ways)
        for button in self.buttons:
            button.show()
        if ways and not self._moved:
            self.buttons[0].setFocus(Qt.FocusReason.PopupFocusReason)
        self.place()

    def place(self) -> None:
        """Put it under the words, or above them where there is no room; never outside the page."""
        page = QRect(self._page.mapTo(self.window(), QPoint(0, 0)), self._page.size())
        window, around = page.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN), self._around()
        column = self.layout()
        if column is None:
            return
        width = min(self._theme.px(_WIDTH), window.width()) + 2 * MARGIN
        column.activate()
        height = max(column.totalHeightForWidth(width), column.sizeHint().height())
        below, above = around.bottom() + 2 - MARGIN, around.top() - 2 - height + MARGIN
        top = below if below + height <= window.bottom() + MARGIN or above < window.top() - MARGIN else above
        top = max(min(top, window.bottom() + MARGIN - height), window.top() - MARGIN)
        left = max(min(around.left() - MARGIN, window.right() + MARGIN - width), window.left() - MARGIN)
        self.setGeometry(QRect(QPoint(left, top), self.size()))
        self.resize(width, height)

    def close_card(self, *, by_key: bool) -> None:
        """Go away."""
        if not self.isVisible():
            return
        self.hide()
        self.close()
        self.closed.emit(by_key)

    # How it is made

    def _build(self, mark: WordMark) -> None:
        theme, gap = self._theme, self._theme.gap
        self.leave = Button(theme, tr("Leave it"), kind="quiet")
        self.add = Button(theme, tr("Add this word"), kind="quiet")
        self.leave.clicked.connect(lambda: self._answer(self.left.emit))
        self.add.clicked.connect(lambda: self._answer(self.added.emit))
        column = QVBoxLayout(self)
        inside = MARGIN + gap(12)
        column.setContentsMargins(inside, inside, inside, inside - gap("xs"))
        column.setSpacing(gap("xs"))
        column.addWidget(Label(theme, heading_of(mark.kind), "caption", "soft"))
        column.addWidget(self._words)
        for said, tone in ((_sentence(mark.why), "ink"), (_hint(mark.hint), "soft")):
            if said:
                column.addWidget(Paragraph(theme, said, tone=tone))
        column.addSpacing(gap("xs"))
        column.addWidget(self._waits)
        column.addLayout(self._ways)
        last = QHBoxLayout()
        last.setSpacing(gap("s"))
        last.addWidget(self.leave)
        last.addWidget(self.add)
        last.addStretch()
        column.addLayout(last)
        self.add.setVisible(mark.kind == "spelling")

    def _stops(self) -> list[Button]:
        return [one for one in (*self.buttons, self.leave, self.add) if one.isVisibleTo(self)]

    def _answer(self, tell: Callable[[], object]) -> None:
        self.close_card(by_key=True)
        tell()

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if isValid(self) and now is not None and now is not self and not self.isAncestorOf(now):
            self.close_card(by_key=False)

    # What Qt asks

    @override
    def event(self, event: QEvent) -> bool:
        own = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F7
        if own and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card(by_key=True)
        elif event.key() == Qt.Key.Key_F7:
            self._answer(self.on_requested.emit)
        elif event.key() in (*_BACK, *_ON):
            self.focusNextPrevChild(event.key() in _ON)
        else:
            event.accept()  # no other key goes on to the page behind it

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        self._moved = True
        stops, focused = self._stops(), QApplication.focusWidget()
        at = stops.index(focused) if isinstance(focused, Button) and focused in stops else -1
        stops[(at + (1 if next else -1)) % len(stops)].setFocus(
            Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        )
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window():
            QTimer.singleShot(0, self, self.place)  # once the page is laid out anew
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_ground(painter, QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN), self._theme)


def _sentence(why: str) -> str:
    said = why[:1].upper() + why[1:]
    return said if said.endswith(".") or not said else f"{said}."


def _hint(hint: str) -> str:
    return tr("One might say: {}").format(hint) if hint else ""
