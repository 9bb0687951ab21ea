"""Keeping the editor over the row that is being changed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView

from peerdesk.domain.review import Question
from peerdesk.overriding import override
from peerdesk.ui.notes.editor import NoteEditor
from peerdesk.ui.notes.notes_view import NotesView
from peerdesk.ui.notes.rows import NoteRow
from peerdesk.ui.theme import Theme

_AROUND = 6  # pixels between the editor and its neighbours, above and below together


class Editing(QObject):
    """Opens the editor in the list, moves it along, and closes it.

    Signals:
        kept: a NoteRow as it was shown; the editor says what it is to become.
        split: a NoteRow as it was shown, and the words of both parts.
        settled: the key of a row whose editor is closed, kept or left.
    """

    kept = Signal(object)
    split = Signal(object, str, str)
    settled = Signal(str)

    _resized = Signal()

    def __init__(self, view: NotesView, theme: Theme) -> None:
        """Edit in a list."""
        super().__init__(view)
        self._view = view
        self.editor = NoteEditor(theme, view.viewport())
        self.editor.kept.connect(self._on_kept)
        self.editor.left.connect(self.close)
        self.editor.split.connect(lambda *parts: self.split.emit(self.editor.row, *parts))
        view.verticalScrollBar().valueChanged.connect(lambda _: self.place())
        view.viewport().installEventFilter(self)
        self._resized.connect(self._make_room, Qt.ConnectionType.QueuedConnection)  # the list is laid out first
        theme.changed.connect(self._resized)
        view.notes_model.rowsInserted.connect(lambda *_: self.place())
        view.notes_model.rowsRemoved.connect(lambda *_: self.place())

    @property
    def row(self) -> NoteRow | None:
        """The row that is being changed."""
        return self.editor.row

    def begin(self, row: NoteRow, questions: Sequence[Question]) -> None:
        """Open the editor over a row."""
        self.editor.begin(row, questions)
        self.editor.show()
        self._make_room()
        self.editor.text.setFocus()

    def close(self) -> None:
        """Close the editor; the row says what the desk says, and nothing of it is to be offered again."""
        if self.editor.row is not None:
            self.settled.emit(self.editor.row.key)
        self._hide()

    def _hide(self) -> None:
        self.editor.journal.forget()
        self.editor.row = None
        self.editor.hide()
        self._view.delegate.edited = ("", 0)
        self._view.lay_out_anew()
        self._view.setFocus()

    def place(self) -> None:
        """Lay the editor over its row."""
        row = self.editor.row
        if row is None:
            return
        index = self._view.notes_model.index_of(row.key)
        if not index.isValid():  # filtered away or deleted: what was typed stays on disk, to be offered again
            self.editor.journal.journal_now()
            self._hide()
            return
        gutter = self._view.delegate.gutter()
        self.editor.setGeometry(self._view.visualRect(index).adjusted(gutter, 2, -2, -4))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._resized.emit()
        return super().eventFilter(watched, event)

    @Slot()
    def _make_room(self) -> None:
        """Make the row as high as the editor, and bring it into view."""
        row = self.editor.row
        if row is None:
            return
        self._view.delegate.edited = (row.key, self.editor.sizeHint().height() + _AROUND)
        self._view.lay_out_anew()
        index, hint = self._view.notes_model.index_of(row.key), QAbstractItemView.ScrollHint.EnsureVisible
        if self._view.delegate.edited[1] > self._view.viewport().height():  # its words before its buttons
            hint = QAbstractItemView.ScrollHint.PositionAtTop
        self._view.scrollTo(index, hint)
        self.place()

    def _on_kept(self) -> None:
        if self.editor.row is not None and self.editor.changes()["text"]:
            self.kept.emit(self.editor.row)
