"""Changing a note where it stands: its words, what we make of it, its sign, its questions; or parting it in two."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from peerdesk.domain.review import Question
from peerdesk.overriding import override
from peerdesk.ui.commands import key_hint
from peerdesk.ui.notes.rows import NoteRow, short_name
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.chip import SIGNS, ChipRow
from peerdesk.ui.widgets.fields import TextBox
from peerdesk.ui.widgets.journal import Journal
from peerdesk.ui.widgets.room import Room

SPLIT = "Ctrl+Shift+Return"
_PART = "\x1e"  # between a note's words and what was made of them, in a draft of both


class NoteEditor(Card):
    """Stands over its row. Enter keeps, Escape gives back what was, Ctrl+Shift+Enter parts it at the cursor.

    Signals:
        kept: keep what stands here.
        left: leave it as it was.
        split: part it: what stands before the cursor, and what stands after it.
    """

    kept = Signal()
    left = Signal()
    split = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make an editor that is not seen yet."""
        super().__init__(theme, "chosen", parent)
        self._theme = theme
        self.row: NoteRow | None = None
        self.setAccessibleName(self.tr("Change this note"))
        self.text = _Box(theme, self.tr("What we saw or heard"), 2)
        self.made_of_it = QLineEdit()
        self.made_of_it.setAccessibleName(self.tr("What we make of it"))
        self.made_of_it.setPlaceholderText(self.tr("What we make of it"))
        self.signs = ChipRow(theme, SIGNS, self.tr("What it says to the question"))
        self.questions: dict[str, Button] = {}
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self.split_here = Button(theme, self.tr("Split here"), kind="quiet")
        self.split_here.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor where it parts
        self.split_here.setToolTip(self.tr("Two notes, parted at the cursor ({})").format(key_hint(SPLIT)))
        self.keep = Button(theme, self.tr("Keep"))
        self.cancel = Button(theme, self.tr("Leave it"), kind="quiet")
        foot = QHBoxLayout()
        foot.setSpacing(theme.gap("xs"))
        foot.addWidget(self.split_here)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.keep)
        self.body.addWidget(self.text)
        self.body.addWidget(self.made_of_it)
        self.body.addWidget(self.signs)
        self.body.addLayout(self._chips)
        self.body.addLayout(foot)
        self._rooms = (Room(self.text, self.text.toPlainText), Room(self.made_of_it, self.made_of_it.text))
        self.journal = Journal(self, self._unkept)
        self.text.textChanged.connect(self.journal.note)
        self.made_of_it.textEdited.connect(self.journal.note)
        self.text.enter_pressed.connect(self._on_keep)
        self.made_of_it.returnPressed.connect(self._on_keep)
        self.keep.clicked.connect(self._on_keep)
        self.cancel.clicked.connect(self.left)
        self.split_here.clicked.connect(self.part)
        self.hide()

    def begin(self, row: NoteRow, questions: Sequence[Question]) -> None:
        """Show a row's words to be changed."""
        self.row = row
        self.text.setPlainText(row.text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.made_of_it.setText(row.made_of_it)
        self.signs.show_value(row.sign)
        self._fill(row, questions)

    def take_up(self, words: str) -> None:
        """Put words here that were typed and never kept; after the mark, what was made of it."""
        text, _, made_of_it = words.partition(_PART)
        self.text.setPlainText(text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.made_of_it.setText(made_of_it)

    def changes(self) -> dict[str, Any]:
        """Return what the note is to say."""
        return {
            "text": self.text.toPlainText().strip(),
            "made_of_it": self.made_of_it.text().strip(),
            "sign": self.signs.value() or "noted",
        }

    def chosen_questions(self) -> list[str]:
        """Return the ids of the questions it is to bear on."""
        return [one for one, chip in self.questions.items() if chip.isChecked()]

    def part(self) -> None:
        """Part the words at the cursor."""
        if all(room.fits() for room in self._rooms):
            text, at = self.text.toPlainText(), self.text.textCursor().position()
            said = text.encode("utf-16-le")  # Qt counts as UTF-16 does
            self.split.emit(said[: 2 * at].decode("utf-16-le"), said[2 * at :].decode("utf-16-le"))

    def _on_keep(self) -> None:
        if all(room.fits() for room in self._rooms):
            self.kept.emit()

    def _unkept(self) -> str:
        row, said = self.row, (self.text.toPlainText(), self.made_of_it.text())
        if row is None or said == (row.text, row.made_of_it):
            return ""
        return _PART.join(said) if said[1] else said[0]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        event.accept()  # the list below must not take what is meant for here

    def _fill(self, row: NoteRow, questions: Sequence[Question]) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.questions = {}
        now = row.note.questions if row.note else ()
        for at, one in enumerate(questions, 1):
            chip = Button(self._theme, f"Q{at}", kind="chip", name=short_name(at, one))
            chip.setChecked(one.record_id in now)
            self._chips.addWidget(chip)
            self.questions[one.record_id] = chip
        self._chips.addStretch()


class _Box(TextBox):
    """Enter keeps; Shift+Enter begins a new line."""

    enter_pressed = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.isAutoRepeat():
            event.accept()  # the key that opened the editor is still held
        elif shift:
            super().keyPressEvent(event)
        else:
            self.enter_pressed.emit()
