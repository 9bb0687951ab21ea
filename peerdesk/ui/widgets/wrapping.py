"""A row that goes on in the next line where the window is too narrow or the text too large."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from peerdesk.overriding import override

_CHANGES = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


class WrappingRow(QWidget):
    """Lays out widgets from left to right, and begins another line where they do not fit."""

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        """Make an empty row; `gap` pixels stand between its widgets."""
        super().__init__(parent)
        self._gap = gap
        self._widgets: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget, at: int | None = None) -> None:
        """Add a widget before the one at that place, or after all."""
        widget.setParent(self)
        self._widgets.insert(len(self._widgets) if at is None else at, widget)
        widget.installEventFilter(self)
        self.updateGeometry()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._lay_out(width, place=False)

    @override
    def sizeHint(self) -> QSize:
        hints = [one.sizeHint() for one in self._seen()]
        wide = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    @override
    def minimumSizeHint(self) -> QSize:
        hints = [_smallest(one) for one in self._seen()]
        return QSize(max((one.width() for one in hints), default=0), max((one.height() for one in hints), default=0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(self.width(), place=True)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._lay_out(self.width(), place=True)
        return super().event(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _CHANGES:
            self.updateGeometry()
            self._lay_out(self.width(), place=True)
        return super().eventFilter(watched, event)

    def _seen(self) -> list[QWidget]:
        return [one for one in self._widgets if not one.isHidden()]

    def _lay_out(self, width: int, *, place: bool) -> int:
        """Return how high the rows are in pixels; `place` the widgets, too."""
        x = y = line = 0
        for one in self._seen():
            hint = one.sizeHint()
            wide = max(min(hint.width(), width), _smallest(one).width())
            if x and x + wide > width:
                x, y, line = 0, y + line, 0
            if place:
                one.setGeometry(QRect(QPoint(x, y), QSize(wide, hint.height())))
            x += wide + self._gap
            line = max(line, hint.height())
        return y + line


def _smallest(widget: QWidget) -> QSize:
    """Return how small a widget may be: no smaller than its hint where its policy says so."""
    shrinks = widget.sizePolicy().horizontalPolicy().value & QSizePolicy.PolicyFlag.ShrinkFlag.value
    return widget.minimumSizeHint() if shrinks else widget.sizeHint()
