"""The focus ring: where the keys go, shown when the keys brought one there."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from peerdesk.overriding import override
from peerdesk.ui.soon import soon
from peerdesk.ui.theme import Theme

_OWN_SIGN = (QAbstractItemView, QLineEdit, QPlainTextEdit, QTextEdit)  # a current row, a caret
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.Shortcut)
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress, QEvent.Type.Wheel)
_OUT, _RADIUS = 3, 8


class FocusRing(QWidget):
    """Lies over the whole window, lets everything through, and paints a ring around what has focus."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Watch the focus of a window."""
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._by_key = False
        self._around: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        window.installEventFilter(self)
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _KEYS:
            self._by_key = True
        elif kind in _PRESSES:
            self._by_key = False
            self._show_around(None)
        elif kind == QEvent.Type.Show and isinstance(watched, QWidget):
            handle = watched.window().windowHandle()
            if handle is not None:
                handle.installEventFilter(self)  # keys and presses come through here before any widget
        elif kind in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest):
            self._follow()
        return super().eventFilter(watched, event)

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:  # noqa: ARG002 - Qt's signal
        inside = now is not None and self._window.isAncestorOf(now)
        self._show_around(now if inside and self._by_key and not isinstance(now, _OWN_SIGN) else None)
        soon(self, self._follow)  # a scroll area brings what has focus into sight only after this

    def _show_around(self, widget: QWidget | None) -> None:
        if self._around is not widget:
            for one in filter(isValid, self._watched):
                one.removeEventFilter(self)
            self._around, self._watched = widget, self._way_up(widget)
            for one in self._watched:
                one.installEventFilter(self)
        self._follow()

    def _way_up(self, widget: QWidget | None) -> list[QWidget]:
        """Return a widget and all that it lies in, below the window: when one of them moves, it moves."""
        way: list[QWidget] = []
        while widget is not None and widget is not self._window:
            way.append(widget)
            widget = widget.parentWidget()
        return way

    def _follow(self) -> None:
        """Lie where the widget is now."""
        widget = self._around if self._around is not None and isValid(self._around) else None
        self.setVisible(widget is not None)
        if widget is not None:
            corner = widget.mapTo(self._window, QPoint(0, 0))
            rect = widget.rect().translated(corner).adjusted(-_OUT, -_OUT, _OUT, _OUT)
            self.setGeometry(rect.intersected(self._window.rect()))
            self.raise_()
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), self._theme.fixed("width.ring")))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
