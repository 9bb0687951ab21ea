"""Choosing a note to cite: type a few letters or its number, press Enter."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from peerdesk.overriding import override
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.report.citable import Citable
from peerdesk.ui.theme import theme_of
from peerdesk.ui.unjournaled import leave_out
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.sheet import Sheet, make_title
from peerdesk.ui.widgets.words import paint_line

_SHOWN = 7  # rows, where there is room
_BESIDES = 230  # pixels that title, field and margins take
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CiteSheet(Sheet):
    """Lists what can be cited, what is cited already first. Focus stays in the field."""

    def __init__(self, parent: QWidget, notes: Sequence[Citable], cite: Callable[[str], object]) -> None:
        """Ask; `cite` gets the id of the note that was chosen."""
        theme = theme_of(parent)
        super().__init__(theme, parent, parent.tr("Cite a note"), width=640, high=True)
        self._notes, self._cite = notes, cite
        self.field = QLineEdit()
        leave_out(self.field, "search")
        self.field.setAccessibleName(self.tr("Which note"))
        self.field.setPlaceholderText(self.tr("Its number, or words of it"))
        self._model: RowsModel[Citable] = RowsModel(lambda one: one.said, lambda one: one.note_id)
        self.list = RowsView(theme, self._model, _CitableDelegate(theme), self.tr("Notes"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.none = Paragraph(theme, self.tr("No note says that."), tone="soft")
        self.content.addWidget(make_title(theme, self.tr("Cite a note"), "quote"))
        for widget in (self.field, self.none, self.list):
            self.content.addWidget(widget)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._on_chosen)
        self.list.clicked.connect(self._on_chosen)
        self.field.installEventFilter(self)
        self._filter("")
        self.field.setFocus()

    def shown(self) -> Sequence[Citable]:
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
        row = 2 * self.theme.px("row")
        room = (self.window().height() - self.theme.px(_BESIDES)) // row
        self.list.setFixedHeight(row * max(1, min(len(self._model.rows()), _SHOWN, room)))
        super().place()

    def _filter(self, typed: str) -> None:
        wanted = typed.casefold().split()
        found = [one for one in self._notes if all(word in one.said.casefold() for word in wanted)]
        found.sort(key=lambda one: str(one.number) != typed.strip())
        self._model.show_rows(found)
        if found:
            self.list.choose([found[0].note_id])
        self.none.setVisible(not found)
        announce(self.list, self.tr("%n found", "", len(found)))
        self.place()

    def _on_chosen(self) -> None:
        one = self.list.current_row()
        if one is not None:
            self.accept()
            self._cite(one.note_id)


class _CitableDelegate(RowsDelegate[Citable]):
    """Its number and words in one line, where it is from in another."""

    @override
    def measure(self, row: Citable, width: int) -> int:
        return 2 * self.theme.px("row")

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: Citable, said: str) -> None:
        theme, gap = self.theme, self.theme.gap("s")
        number = QRect(rect.x() + gap, rect.y(), theme.px(28), rect.height() // 2)
        words = QRect(number.right() + gap, rect.y(), rect.right() - number.right() - 2 * gap, rect.height() // 2)
        paint_line(
            painter, number, theme, str(row.number or ""), "caption", "accent", align=Qt.AlignmentFlag.AlignRight
        )
        paint_line(painter, words, theme, row.text)
        beside = " · ".join(part for part in (row.kind, row.beside) if part)
        paint_line(painter, words.translated(0, rect.height() // 2 - theme.gap("xs")), theme, beside, "caption", "soft")
