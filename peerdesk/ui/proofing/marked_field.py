"""One field of text that others will read: a quiet mark under each word that is worth a second look.

The marks lie over the text and are no part of it: undo, drafts and what is kept know nothing of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from peerdesk.domain.wording import MarkKind, WordMark, as_it_stands
from peerdesk.overriding import override
from peerdesk.ui.theme import Theme

Field = QTextEdit | QPlainTextEdit
_MOST = 200  # marks of one field: they are painted anew at each key
_LINES: dict[MarkKind, tuple[QTextCharFormat.UnderlineStyle, str]] = {
    "name": (QTextCharFormat.UnderlineStyle.DashUnderline, "develop"),
    "one person": (QTextCharFormat.UnderlineStyle.DashUnderline, "develop"),
    "word": (QTextCharFormat.UnderlineStyle.DotLine, "question"),
    "spelling": (QTextCharFormat.UnderlineStyle.WaveUnderline, "accent"),
}


@dataclass(frozen=True)
class Standing:
    """A mark and where it stands now."""

    mark: WordMark
    cursor: QTextCursor


class MarkedField(QObject):
    """Paints marks and knows which one a person means.

    Signals:
        typed: the text changed.
        seen: the field came into sight, or got focus.
        asked: somebody wants to know about a mark (a Standing).
        changed: other words are marked now.
    """

    typed = Signal()
    seen = Signal()
    asked = Signal(object)
    changed = Signal()

    def __init__(self, theme: Theme, field: Field) -> None:
        """Mark nothing yet; it goes with the field."""
        super().__init__(field)
        self.field = field
        self._theme = theme
        self._standing: list[Standing] = []
        self._typed_at = -1
        self._said = ""
        field.installEventFilter(self)
        field.viewport().installEventFilter(self)
        field.textChanged.connect(self._on_typed)
        field.cursorPositionChanged.connect(self._paint)
        theme.changed.connect(self._paint)

    def text(self) -> str:
        """Return what stands in the field, a letter for a letter."""
        return self.field.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_marks(self, marks: Sequence[WordMark]) -> None:
        """Mark these words of the text as it stands, the first _MOST of them."""
        text = self.text()
        self._standing = [Standing(one, self._cursor(text, one)) for one in marks[:_MOST]]
        self._on_marked()

    def standing(self) -> list[Standing]:
        """Return the marks in order, as far as their words still stand there."""
        return [one for one in self._standing if one.cursor.selectedText() == one.mark.words]

    def next_after(self, position: int) -> Standing | None:
        """Return the first mark that begins at or after a place of Qt's, or None."""
        return next((one for one in self.standing() if one.cursor.selectionStart() >= position), None)

    def show_mark(self, standing: Standing) -> QRect:
        """Bring a mark into sight, with the caret at its end; return where its words stand in the viewport."""
        caret = self.field.textCursor()
        caret.setPosition(standing.cursor.selectionEnd())
        self.field.setTextCursor(caret)
        self.field.ensureCursorVisible()
        begins = QTextCursor(standing.cursor)
        begins.setPosition(standing.cursor.selectionStart())
        first, last = self.field.cursorRect(begins), self.field.cursorRect(caret)
        return first.united(last) if first.top() == last.top() else last

    def say_instead(self, standing: Standing, words: str) -> None:
        """Put words in the place of those that are marked, as if they were typed."""
        if standing not in self.standing():
            return
        before = self.text()[: standing.mark.start]
        whole = standing.mark.kind == "spelling"
        standing.cursor.insertText(words if whole else as_it_stands(words, before))
        self.field.setTextCursor(standing.cursor)

    def drop(self, standing: Standing) -> None:
        """Mark these words no longer."""
        self._standing = [one for one in self._standing if one is not standing]
        self._on_marked()

    def describe(self, text: str) -> None:
        """Let screen readers say what is marked, unless something weightier is said of the field."""
        if self.field.accessibleDescription() in ("", self._said):
            self.field.setAccessibleDescription(text)
            self._said = text

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Show, QEvent.Type.FocusIn) and watched is self.field:
            self.seen.emit()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _asks_for_menu(event):
            return self._ask_at(self.field.textCursor())
        elif kind == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            at = self.field.cursorForPosition(event.pos()) if by_mouse else self.field.textCursor()
            return self._ask_at(at)
        return super().eventFilter(watched, event)

    def _ask_at(self, caret: QTextCursor) -> bool:
        at = caret.position()
        for one in self.standing():
            if one.cursor.selectionStart() <= at <= one.cursor.selectionEnd():
                self.asked.emit(one)
                return True
        return False

    def _cursor(self, text: str, mark: WordMark) -> QTextCursor:
        cursor = QTextCursor(self.field.document())
        cursor.setPosition(_units(text[: mark.start]))
        cursor.setPosition(_units(text[: mark.end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.setKeepPositionOnInsert(True)  # what is typed right behind the word is not marked with it
        return cursor

    def _on_typed(self) -> None:
        self._typed_at = self.field.textCursor().position()
        self.typed.emit()
        standing = self.standing()
        if len(standing) != len(self._standing):
            self._standing = standing
            self._on_marked()

    def _on_marked(self) -> None:
        self._paint()
        self.changed.emit()

    def _paint(self) -> None:
        """Paint all marks, but that of a word which somebody is just typing."""
        at = self.field.textCursor().position()
        writing = at if self.field.hasFocus() and at == self._typed_at else -1
        shown = [one for one in self.standing() if one.cursor.selectionEnd() != writing]
        self.field.setExtraSelections([self._painted(one) for one in shown])

    def _painted(self, one: Standing) -> QTextEdit.ExtraSelection:
        style, colour = _LINES[one.mark.kind]
        painted = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setUnderlineStyle(style)
        form.setUnderlineColor(self._theme.colour(colour))
        painted.cursor, painted.format = one.cursor, form
        return painted


def _asks_for_menu(event: QKeyEvent) -> bool:
    shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and bool(shift))


def _units(text: str) -> int:
    """Return how many places text takes in a document of Qt, which counts in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
