"""Find or do anything: type a few letters, press Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from peerdesk.overriding import override
from peerdesk.ui.commands import Command, key_hint
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.theme import Theme
from peerdesk.ui.unjournaled import leave_out
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.card import make_hairline
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.picture import Picture
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.sheet import Sheet
from peerdesk.ui.widgets.words import paint_line

_SHOWN = 8  # rows, where there is room
_BESIDES = 110  # pixels that field, foot and margins take
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Palette(Sheet):
    """Lists what can be done here and filters it as one types. Focus stays in the field."""

    def __init__(self, theme: Theme, parent: QWidget, commands: Sequence[Command], title: str = "") -> None:
        """Offer `commands`; those that make no sense now are left out. `title` says what they are, if not all."""
        super().__init__(theme, parent, title or self.tr("Find or do anything"), high=True)
        self._commands = [command for command in commands if command.enabled()]
        self.field = QLineEdit()
        leave_out(self.field, "search")
        self.field.setProperty("kind", "bare")
        self.field.setAccessibleName(title or self.tr("Find or do anything"))
        self.field.setPlaceholderText(title or self.tr("What would you like to do?"))
        self._model: RowsModel[Command] = RowsModel(_words, lambda command: command.name)
        self.list = RowsView(theme, self._model, _CommandDelegate(theme), self.tr("What can be done here"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self._build()
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._do_current)
        self.list.clicked.connect(self._do_current)
        self.field.installEventFilter(self)
        self._filter("")
        self.field.setFocus()

    def commands_shown(self) -> tuple[Command, ...]:
        """Return what the list shows now, in order."""
        return self._model.rows()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.field and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            self.list.keyPressEvent(event)
            announce(self.list, str(self.list.currentIndex().data() or ""))
            return True
        return super().eventFilter(watched, event)

    @override
    def place(self) -> None:
        row = self.theme.px("rail_row")
        room = (self.window().height() - self.theme.px(_BESIDES)) // row
        self.list.setFixedHeight(row * max(1, min(len(self._model.rows()), _SHOWN, room)))
        super().place()

    def _build(self) -> None:
        theme = self.theme
        head = QHBoxLayout()
        head.setContentsMargins(theme.gap(16), 0, theme.gap(16), 0)
        head.setSpacing(theme.gap("m"))
        head.addWidget(Picture(theme, "search"))
        self.field.setFixedHeight(theme.px(44))
        head.addWidget(self.field)
        self.content.addLayout(head)
        self.content.addWidget(make_hairline())
        self.content.addWidget(self.list)
        self.content.addWidget(make_hairline())
        hint = Label(theme, self.tr("Up and Down choose · Enter does it · Esc closes"), "caption", "soft", elided=True)
        hint.setContentsMargins(theme.gap("m"), 0, 0, 0)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.gap("m"), 0, theme.gap("m"), 0)
        foot.addWidget(hint)
        self.content.addLayout(foot)
        self.content.setSpacing(theme.gap("xs"))
        self.set_gaps(4, 2)

    def _filter(self, typed: str) -> None:
        found = find_commands(self._commands, typed)
        self._model.show_rows(found)
        if found:
            self.list.choose([found[0].name])
        announce(self.list, self.tr("%n found", "", len(found)))
        self.place()

    def _do_current(self) -> None:
        command = self.list.current_row()
        if command is not None:
            self.accept()
            command.act()


def find_commands(commands: Sequence[Command], typed: str) -> list[Command]:
    """Return the commands that hold every word typed, those that begin with it first."""
    wanted = typed.lower().split()
    found = [c for c in commands if all(word in _words(c).lower() for word in wanted)]
    return sorted(found, key=lambda command: not command.text.lower().startswith(typed.lower()))


def _words(command: Command) -> str:
    return f"{command.text}, {command.group}, {key_hint(command.keys)}".removesuffix(", ")


class _CommandDelegate(RowsDelegate[Command]):
    """What it does at the left, where it belongs and its keys at the right."""

    def measure(self, row: Command, width: int) -> int:  # noqa: ARG002 - one line each
        return self.theme.px("rail_row")

    def paint_row(self, painter: QPainter, rect: QRect, row: Command, said: str) -> None:  # noqa: ARG002
        theme, right = self.theme, Qt.AlignmentFlag.AlignRight
        gap = theme.gap(12)
        inside = rect.adjusted(gap, 0, -gap, 0)
        used = paint_line(painter, inside, theme, key_hint(row.keys), "caption", "soft", align=right)
        inside.setRight(inside.right() - (used + gap if used else 0))
        used = paint_line(painter, inside, theme, row.group, "caption", "soft", align=right)
        inside.setRight(inside.right() - used - gap)
        paint_line(painter, inside, theme, row.text)
