"""One of many lines: whether it is kept, what it says, and what is understood of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from peerdesk.domain.line import Line, LineContext
from peerdesk.domain.many_lines import seen_at
from peerdesk.overriding import override
from peerdesk.ui.now.typed import Typed, understand
from peerdesk.ui.theme import Theme
from peerdesk.ui.unjournaled import leave_out
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.room import Room
from peerdesk.ui.widgets.tick import Tick

_CHORD = Qt.KeyboardModifier.ControlModifier
Understood = tuple[str, Line]
"""When it was seen ("HH:MM", "" for now), and what the line says."""


def understand_line(text: str, context: LineContext) -> Understood:
    """Return what would be kept of a line."""
    seen = seen_at(text)
    return seen.at, understand(Typed(text=seen.text), context)


class EnterField(QLineEdit):
    """A line in which Enter presses no button of the sheet that it stands in."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & _CHORD:
            event.ignore()  # it is the sheet's
        elif not event.isAutoRepeat():  # held down it would run on to Keep
            self.returnPressed.emit()


class ManyRow(QWidget):
    """A tick, a field, a button that joins it to the line above, and its chips.

    Signals:
        edited: something else stands in it, or it is kept or left out.
        join_requested: it belongs to the line above.
    """

    edited = Signal()
    join_requested = Signal()

    def __init__(self, theme: Theme, number: int, text: str, context: Callable[[], LineContext]) -> None:
        """Hold a line; `number` counts from 1."""
        super().__init__()
        self._context = context
        self.setAccessibleName(self.tr("Line {}").format(number))
        self.tick = Tick(theme)
        self.tick.setChecked(True)
        self.tick.setAccessibleName(self.tr("Keep line {}").format(number))
        self.field = EnterField(text)
        leave_out(self.field, "with its line")
        self.field.setAccessibleName(self.tr("Line {}").format(number))
        self.room = Room(self.field, self.field.text)
        self.field.setCursorPosition(0)
        self.join = Button(theme, self.tr("Join up"), kind="link", name=self.tr("Join to the line above"))
        if number == 1:
            self.join.hide()
        self.chips = Label(theme, "", "caption", "soft", elided=True)
        top = QHBoxLayout()
        top.setSpacing(theme.gap("s"))
        top.addWidget(self.tick)
        top.addWidget(self.field, 1)
        top.addWidget(self.join)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        below = QHBoxLayout()
        below.addSpacing(self.tick.sizeHint().width() + theme.gap("s"))
        below.addWidget(self.chips, 1)
        column.addLayout(below)
        self.field.textEdited.connect(self._on_edited)
        self.tick.toggled.connect(self.edited)
        self.join.clicked.connect(self.join_requested)
        self.show_chips()

    def understood(self) -> Understood:
        """Return what would be kept."""
        return understand_line(self.field.text(), self._context())

    def show_chips(self) -> None:
        """Say what is understood besides the words."""
        seen, line = self.understood()
        marks = [one.shown for one in line.marks if one.kind != "plain"]
        said = [self.tr("seen at {}").format(seen)] if seen else []
        self.chips.setText(" · ".join([*said, *marks]))
        self.chips.setHidden(not (said or marks))
        self.field.setAccessibleDescription(self.chips.text())

    def _on_edited(self) -> None:
        self.show_chips()
        self.edited.emit()
