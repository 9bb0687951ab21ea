"""A sheet over the window: what must be read or answered now, with the page dimmed behind it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.floating import paint_shadow
from peerdesk.ui.widgets.journal import Journal
from peerdesk.ui.widgets.picture import Picture
from peerdesk.ui.widgets.practice_band import PracticeBand
from peerdesk.ui.widgets.scroll import ScrollColumn

ALWAYS = (QKeySequence("Ctrl+Shift+S"),)  # keys of the window that work over any sheet: somebody may not be safe
_VEIL = {False: 0.27, True: 0.51}  # of the ink, by light and dark


class Sheet(QDialog):
    """A card over a veil, as a child of the window; open it with `open_over()`, Esc closes it.

    Fill `content` (it scrolls when the window is low) and `foot` (always seen). Focus stays inside, and goes
    back to where it was when the sheet closes. It never blocks: what follows is told by `accepted` and `rejected`.
    """

    def __init__(self, theme: Theme, parent: QWidget, title: str, width: int = 600, *, high: bool = False) -> None:
        """Make a sheet that is not shown yet.

        Args:
            theme: for sizes and grounds.
            parent: any widget of the window to cover.
            title: what screen readers call it.
            width: pixels at 100 % text; never wider than the window.
            high: near the top of the window instead of in its middle.
        """
        super().__init__(parent.window())
        self.setWindowFlags(Qt.WindowType.Widget)  # a child, not a window of its own
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self.setWindowTitle(title)
        self.theme = theme
        self._width, self._high = width, high
        self._before = QApplication.focusWidget() or parent.window().focusWidget()
        self._card = QFrame(self)
        self._card.setProperty("kind", "card")
        column = ScrollColumn(theme)
        self.content = column.body
        self.foot = QHBoxLayout()
        outer = QVBoxLayout(self._card)
        self._band = PracticeBand(theme) if theme.practice else None
        if self._band is not None:
            outer.addWidget(self._band)
        outer.addWidget(column)
        outer.addLayout(self.foot)
        self._set_gaps()
        theme.changed.connect(self._on_theme_changed)

    def open_over(self) -> None:
        """Show it over the window and put focus inside."""
        self.window().installEventFilter(self)
        self.show()
        self.raise_()
        inside = self._stops()
        if inside and not self.isAncestorOf(QApplication.focusWidget() or self.window()):
            inside[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def set_gaps(self, across: int, upright: int) -> None:
        """Set the room between the card's edge and its content, in pixels."""
        self.content.setContentsMargins(across, upright, across, upright)
        above = self.theme.gap("s")  # what scrolls away does not end at the buttons' very edge
        filled = bool(self.foot.count())
        self.foot.setContentsMargins(across, above if filled else 0, across, upright if filled else 0)

    def done(self, result: int) -> None:
        """Close, and give focus back."""
        for journal in self.findChildren(Journal):
            journal.journal_now()  # what is typed here waits on disk, to be offered again
        before = self._before
        super().done(result)
        self.close()
        if before is not None and _is_there(before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _set_gaps(self) -> None:
        gap = self.theme.gap(28)
        outer = self._card.layout()
        if outer is not None:
            outer.setContentsMargins(0, 0, 0, 0)
            outer.setSpacing(0)
        self.content.setSpacing(self.theme.gap("s"))
        self.foot.setSpacing(self.theme.gap("s"))
        self.set_gaps(gap, gap * 3 // 4)

    def _on_theme_changed(self) -> None:
        self._set_gaps()
        self.place()

    def place(self) -> None:
        """Fit the card to its content and the window; call it after the content changed."""
        window, margin = self.window().rect(), 16
        self.setGeometry(window)
        width = min(self.theme.px(self._width), window.width() - 2 * margin)
        foot = self.foot.sizeHint().height() if self.foot.count() else 0
        narrow = width - 2 - self.theme.fixed("width.bar")  # so that a bar which was there once can go again
        wanted = self.content.totalHeightForWidth(narrow) if self.content.hasHeightForWidth() else -1
        wanted = wanted if wanted > 0 else self.content.sizeHint().height()
        band = self._band.height() if self._band is not None else 0
        height = min(wanted + foot + band + 2, window.height() - 2 * margin)
        top = self.theme.px(56) + 12 if self._high else (window.height() - height) // 2
        top = min(top, window.height() - margin - height)
        self._card.setGeometry(QRect(QPoint((window.width() - width) // 2, top), self._card.size()))
        self._card.resize(width, height)
        self.update()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.place()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self.place()
        return super().eventFilter(watched, event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence(event.keyCombination())
            event.setAccepted(keys not in ALWAYS)  # the page's keys sleep while a sheet lies over it
            return True
        return super().event(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        stops = self._stops()
        if stops:
            now = QApplication.focusWidget()
            at = stops.index(now) if now in stops else -1
            reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
            stops[(at + (1 if next else -1)) % len(stops)].setFocus(reason)
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(self.theme.colour("ink") if not self.theme.dark else QColor(Qt.GlobalColor.black))
        veil.setAlphaF(_VEIL[self.theme.dark])
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), veil)
            paint_shadow(painter, QRectF(self._card.geometry()), self.theme)

    def _stops(self) -> list[QWidget]:
        """Return what Tab reaches inside, in order."""
        stops = []
        left = len(self.findChildren(QWidget))  # the chain goes on through the whole window: no need to walk there
        at = self.nextInFocusChain()
        while at is not None and at is not self and left:
            if self.isAncestorOf(at):
                left -= 1
                if at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisibleTo(self) and at.isEnabled():
                    stops.append(at)
            at = at.nextInFocusChain()
        return stops


def make_title(theme: Theme, text: str, icon: str = "") -> QWidget:
    """Return a sheet's name, with its icon before it."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.gap(10))
    if icon:
        row.addWidget(Picture(theme, icon, 22, "ink"))
    label = QLabel(text)
    label.setProperty("role", "title")
    row.addWidget(label)
    row.addStretch()
    return line


def _is_there(widget: QWidget) -> bool:
    return isValid(widget) and widget.isVisible()
