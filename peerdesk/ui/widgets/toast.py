"""What was just done, and a way to take it back, at the bottom of the page."""

from PySide6.QtCore import QEvent, QRectF, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.floating import MARGIN, paint_ground
from peerdesk.ui.widgets.label import Label, make_key_hint
from peerdesk.ui.widgets.picture import Picture


class Toast(QWidget):
    """Appears for eight seconds, longer under the pointer or focus; takes no focus; the newest replaces the older.

    Signals:
        undo_requested: Undo was pressed.
    """

    undo_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make a toast that is not shown yet."""
        super().__init__(parent)
        self._theme, self._page = theme, parent
        self.stays_ms = theme.fixed("motion.toast")
        self._text = Label(theme, elided=True)
        self.undo = Button(theme, self.tr("Undo"), kind="link")
        self._key = make_key_hint("Ctrl+Z")
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN + 16, MARGIN + 4, MARGIN + 16, MARGIN + 4)
        row.setSpacing(theme.gap("s"))
        self._sign = Picture(theme, "check", tone="strength")
        row.addWidget(self._sign)
        row.addWidget(self._text)
        row.addSpacing(theme.gap("s"))
        row.addWidget(self.undo)
        row.addWidget(self._key)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._go)
        self.undo.clicked.connect(self._on_undo)
        self.hide()

    def text(self) -> str:
        """Return what it says."""
        return self._text.text()

    def say(self, text: str, *, undoable: bool = False, done: bool = True) -> None:
        """Say what was done, or what could not be done; with `undoable`, offer Undo."""
        self._sign.show_icon("check" if done else "circle-alert", "strength" if done else "develop")
        self._text.setText(text)
        self.undo.setVisible(undoable)
        self._key.setVisible(undoable)
        self.show()
        self.place()
        self.raise_()
        self._clock.start(self.stays_ms)
        announce(self, text)

    def place(self) -> None:
        """Stand at the bottom centre of the parent."""
        page, size = self._page, self.sizeHint()
        width = min(size.width(), page.width())
        self.setGeometry((page.width() - width) // 2, page.height() - size.height() - 12, width, size.height())

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._clock.stop()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._clock.start(self.stays_ms)
        super().leaveEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_ground(painter, QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN), self._theme)

    def _go(self) -> None:
        if QApplication.focusWidget() is self.undo:
            self._clock.start(self.stays_ms)
        else:
            self.hide()

    def _on_undo(self) -> None:
        self.hide()
        self.undo_requested.emit()
