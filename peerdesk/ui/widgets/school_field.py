"""A school by typing: schools of the register that match are listed under the field; any other name does as well."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.school import School
from peerdesk.overriding import override
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.kept import KeptLine
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.words import paint_line

_PAUSE_MS = 120
_LEAST_LETTERS = 2
_SHOWN = 5


class SchoolField(QWidget):
    """A line and, while it is typed in, the schools that match.

    Signals:
        wanted: look for the schools that match these words, then call `show_schools`.
        picked: a School of the register.
        given: a name that is not picked from the register.
    """

    wanted = Signal(str)
    picked = Signal(object)
    given = Signal(str)

    def __init__(self, theme: Theme, name: str, hint: str = "") -> None:
        """Make an empty field."""
        super().__init__()
        self._theme = theme
        self.line = KeptLine(theme, name, hint)
        self._model: RowsModel[School] = RowsModel(_words, lambda school: school.urn)
        self.list = RowsView(theme, self._model, _SchoolDelegate(theme), self.tr("Schools of the register"))
        self.list.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.hide()
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_PAUSE_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("xs"))
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(lambda _: self._clock.start())
        self.line.given.connect(self._on_given)
        self._clock.timeout.connect(self._ask)
        self.list.clicked.connect(self._pick)

    def show_value(self, name: str) -> None:
        """Show the name that is kept."""
        self.line.show_value(name)

    def show_schools(self, schools: Sequence[School]) -> None:
        """List what matches; nothing is listed once the person has left."""
        self._model.show_rows(schools if self.line.hasFocus() else ())
        rows = min(len(self._model.rows()), _SHOWN)
        self.list.setVisible(rows > 0)
        self.list.setFixedHeight(rows * 2 * self._theme.line("body"))
        if rows:
            announce(self.line, self.tr("%n schools match; Down chooses", "", len(schools)))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.FocusOut:
            self._hide()
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Choose in the list without leaving the line."""
        if not self.list.isVisible():
            return False
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.list.keyPressEvent(event)
            announce(self.list, str(self.list.currentIndex().data() or ""))
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._hide()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.current_row():
            self._pick()
            return True
        return False

    def _ask(self) -> None:
        words = self.line.text()
        if len(words.strip()) < _LEAST_LETTERS or self.line.isReadOnly():
            self._hide()
        else:
            self.wanted.emit(words)

    def _pick(self) -> None:
        school = self.list.current_row()
        self._hide()
        if school is not None:
            self.line.setText(school.name)
            self.line.mark_given()
            self.picked.emit(school)

    def _on_given(self, name: str) -> None:
        self._hide()
        self.given.emit(name)

    def _hide(self) -> None:
        self._clock.stop()
        self.list.hide()


def _words(school: School) -> str:
    return ", ".join(part for part in (school.name, school.town, school.phase) if part)


class _SchoolDelegate(RowsDelegate[School]):
    """Name, and where it is."""

    @override
    def measure(self, row: School, width: int) -> int:
        return 2 * self.theme.line("body")

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: School, said: str) -> None:
        inside = rect.adjusted(self.theme.gap("s"), 2, -self.theme.gap("s"), -2)
        half = inside.height() // 2
        paint_line(painter, inside.adjusted(0, 0, 0, -half), self.theme, row.name)
        where = " · ".join(part for part in (row.address, row.phase) if part)
        paint_line(painter, inside.adjusted(0, half, 0, 0), self.theme, where, "caption", "soft")
