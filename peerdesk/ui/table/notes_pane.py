"""The left side of the table: notes on the question, those that were starred first."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.domain.coverage import By
from peerdesk.domain.evidence import Note
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.table.note_rows import NoteDelegate, say_note
from peerdesk.ui.table.rows import NoteRow
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.tabs import Tabs


class NotesPane(QWidget):
    """Lists notes and lets a person choose among them.

    Signals:
        include_requested: the lead wants all notes of an activity in, as tuple of Note.
        chosen_changed: other notes are chosen.
    """

    include_requested = Signal(object)
    chosen_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a pane without notes."""
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[NoteRow, ...] = ()
        self._question, self._leads = "", False
        self._only: tuple[Callable[[Note], bool], str] | None = None
        self._about: Collection[str] | None = None
        self._model: RowsModel[NoteRow] = RowsModel(say_note, lambda row: row.note.record_id)
        self._delegate = NoteDelegate(theme)
        self._build()
        self._wire()

    # What the page asks

    def show_rows(
        self, rows: Sequence[NoteRow], question: str, *, leads: bool, about: Collection[str] | None = None
    ) -> None:
        """Show the notes of a question.

        Args:
            rows: all notes.
            question: record id, or another name for what they are shown for.
            leads: offers to include what somebody in training wrote.
            about: ids of the notes that are about it; None for those that are linked to the question.
        """
        self._about = about
        if question != self._question:
            self._only = None
            self.tabs.show_value("question")
            self.view.clearSelection()
        self._rows, self._question, self._leads = tuple(rows), question, leads
        self._refresh()

    def show_only(self, by: By, key: str, words: str) -> None:
        """Show only what is in one column of the coverage of this question, and say so in these words."""

        def is_in(note: Note) -> bool:
            return key == {"kind": note.source, "voice": note.voice, "reviewer": note.observed_by}[by]

        self._show_filtered(is_in, words)

    def show_some(self, notes: Collection[str], words: str) -> None:
        """Show only these notes of this question, and say so in these words."""
        self._show_filtered(lambda note: note.record_id in notes, words)

    def _show_filtered(self, is_in: Callable[[Note], bool], words: str) -> None:
        self._only = (is_in, words)
        self.tabs.show_value("question")
        self._refresh()

    def set_large(self, large: bool) -> None:
        """Write the notes larger, or no longer."""
        self._delegate.large = large
        self.view.lay_out_anew()

    def set_slim(self, slim: bool) -> None:
        """Leave out the key hints where there is no room."""
        self._foot.setVisible(not slim)

    def chosen(self) -> list[NoteRow]:
        """Return the chosen notes, or else the one that the keys are on."""
        current = self.view.current_row()
        return self.view.chosen_rows() or ([current] if current else [])

    def choose_current(self) -> None:
        """Choose the note that the keys are on, or leave it again."""
        index = self.view.currentIndex()
        if index.isValid():
            self.view.selectionModel().select(index, self.view.selectionModel().SelectionFlag.Toggle)

    def include(self) -> None:
        """Ask for the notes of the activity on the button to be included."""
        notes = self._waiting()
        if notes:
            self.include_requested.emit(notes)

    # How it is made

    def _build(self) -> None:
        theme = self._theme
        tabs = [("question", ""), ("uncited", ""), ("all", "")]
        self.tabs = Tabs(theme, tabs, self.tr("Which notes"))
        self.view = RowsView(theme, self._model, self._delegate, self.tr("Notes"))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.filtered = Label(theme, "", "caption", "soft", elided=True)
        self.show_all = Button(theme, self.tr("Show all"), kind="link")
        self._filter = _row(theme, self.filtered, self.show_all)
        self.waiting = Label(theme, "", "caption", "soft", elided=True)
        self.include_button = Button(theme, self.tr("Include"), "user-plus")
        self._training = _row(theme, self.waiting, self.include_button)
        self.none = Paragraph(theme, "", "body", "soft")
        self._foot = Paragraph(theme, "", "caption", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.gap("s"), 0)
        column.setSpacing(theme.gap("xs"))
        for widget in (self.tabs, self._filter, self._training, self.none):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        column.addWidget(self._foot)

    def _wire(self) -> None:
        self.tabs.picked.connect(lambda _: self._on_tab())
        self.show_all.clicked.connect(self._on_show_all)
        self.include_button.clicked.connect(self.include)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_training())

    # What it shows

    def _refresh(self) -> None:
        about = self._about
        asked = [
            row
            for row in self._rows
            if (self._question in row.note.questions if about is None else row.note.record_id in about)
        ]
        uncited = [row for row in self._rows if not row.cited_in]
        found = {"question": asked, "uncited": uncited, "all": list(self._rows)}
        keys = self.tr("Space choose · N new · F cite · Shift F other way · A agree")
        self._foot.setText(keys if about is None else self.tr("Space choose · F cite"))
        here = self.tr("This question {}") if about is None else self.tr("About this {}")
        self.tabs.set_word("question", here.format(len(asked)))
        self.tabs.set_word("uncited", self.tr("Not cited {}").format(len(uncited)))
        self.tabs.set_word("all", self.tr("All {}").format(len(self._rows)))
        shown = [row for row in found[self.tabs.value()] if self._only is None or self._only[0](row.note)]
        shown.sort(key=lambda row: not row.note.starred)
        self._model.show_rows(shown)
        self._filter.setVisible(self._only is not None)
        if self._only is not None:
            self.filtered.setText(self.tr("{} of {}, {} only").format(len(shown), len(asked), self._only[1]))
        self.none.setVisible(not shown)
        self.none.setText(
            self.tr("No note here yet.") if self._rows else self.tr("Notes come here as the team brings them in.")
        )
        self._show_training()

    def _show_training(self) -> None:
        notes = self._waiting()
        self._training.setVisible(bool(notes))
        if notes:
            title = next(row.activity for row in self._rows if row.note is notes[0])
            said = self.tr("{} in training, {}").format(len(notes), title or self.tr("no activity"))
            self.waiting.setText(said)
            self.include_button.setAccessibleName(self.tr("Include {}").format(said))

    def _waiting(self) -> tuple[Note, ...]:
        """Return the notes in training of one whole activity: where the keys are, or else the first in the list."""
        shown = [row for row in (self.view.current_row(), *self._model.rows()) if row and row.note.marked]
        if not self._leads or not shown:
            return ()
        first = shown[0].note
        return tuple(
            row.note
            for row in self._rows
            if row.note.marked and (row.note.activity, row.note.author) == (first.activity, first.author)
        )

    def _on_tab(self) -> None:
        self._only = None
        self._refresh()

    def _on_show_all(self) -> None:
        self._only = None
        self._refresh()
        self.view.setFocus()


def _row(theme: Theme, words: QWidget, button: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(theme.gap("xs"), 0, 0, 0)
    row.setSpacing(theme.gap("s"))
    row.addWidget(words, 1)
    row.addWidget(button)
    return line
