"""The line itself: text in which marks are painted, Enter keeps, Escape never deletes."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from peerdesk.domain.canonical import clean_text
from peerdesk.domain.line import as_text
from peerdesk.domain.many_lines import to_lines, without_turns
from peerdesk.domain.marks import Mark
from peerdesk.overriding import override
from peerdesk.ui.now.typed import closing_marks
from peerdesk.ui.theme import Theme

Marks = Callable[[str], Sequence[Mark]]
_MOST_LINES = 4
_LAST_WORD = re.compile(r"\S+\Z")
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_TAKES_AWAY = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ONCE = (*_ENTER, Qt.Key.Key_Escape)  # a key that is held is one press
_OFFERED = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape)


class LineEdit(QTextEdit):
    """Plain text at the reading size, growing from one line to four, then scrolling inside.

    Signals:
        typed: the text is another one.
        enter_pressed: keep it.
        made_of_it_requested: Tab: go to what we make of it.
        escape_pressed: once; it never deletes.
        list_requested: Down in the last line.
        about_to_type: a key that writes was pressed, and has not written yet.
        back_requested: Up in an empty line: what was put aside is wanted again.
        many_pasted: a text of several lines, of which none was written here.
    """

    many_pasted = Signal(str)
    typed = Signal()
    enter_pressed = Signal()
    made_of_it_requested = Signal()
    escape_pressed = Signal()
    list_requested = Signal()
    about_to_type = Signal()
    back_requested = Signal()

    def __init__(self, theme: Theme, marks: Marks, parent: QWidget | None = None) -> None:
        """Make an empty line; `marks` says what of a text is understood."""
        super().__init__(parent)
        self._theme, self._marks = theme, marks
        self._said = self._ghost = ""
        self.offers: Callable[[int], bool] = lambda _: False
        self.setProperty("kind", "bare")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("What we saw or heard"))
        self.setPlaceholderText(self.tr("What do you see or hear?"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self._highlighter = _Highlighter(theme, marks, self.document())
        self._take_look()
        theme.changed.connect(self._take_look)
        self.textChanged.connect(self._on_text_changed)

    def text(self) -> str:
        """Return what is typed, marks included."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Put another text in place of what stands there; undo does not go back behind it."""
        self.setPlainText(text)
        self._set_line_height()
        self.moveCursor(QTextCursor.MoveOperation.End)

    def replace_text(self, text: str, caret: int | None = None) -> None:
        """Change what is typed as a person would: undo takes it back. The caret goes to the end unless told."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.setPosition(len(text) if caret is None else caret)
        self.setTextCursor(cursor)

    def show_marks_again(self) -> None:
        """Paint marks anew: what is understood by them changed."""
        self._highlighter.rehighlight()

    # What keys do

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), event.modifiers() in _PLAIN
        if (plain and key in _OFFERED and self.offers(key)) or (event.isAutoRepeat() and key in _ONCE):
            pass
        elif key in _ENTER and plain:
            self.enter_pressed.emit()
        elif key == Qt.Key.Key_Up and plain and not self.text():
            self.back_requested.emit()
        elif key == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        elif key == Qt.Key.Key_Tab and plain:
            self.made_of_it_requested.emit()
        elif key == Qt.Key.Key_Backspace and plain and self._take_back():
            pass
        elif key == Qt.Key.Key_Down and plain and self._is_in_last_line():
            self.list_requested.emit()
        else:
            self._write(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return (next and self.offers(Qt.Key.Key_Tab)) or super().focusNextPrevChild(next)

    def _write(self, event: QKeyEvent) -> None:
        if writes(event):
            self.about_to_type.emit()
        super().keyPressEvent(event)

    def _take_back(self) -> bool:
        """Turn the mark before the caret back into text; once more deletes as anywhere. Say whether it was one."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return False
        text, at = self.text(), cursor.position()
        marks = self._marks(text)
        mark = next((one for one in closing_marks(text, marks) if one.end == at), None)
        if mark is not None:
            self.replace_text(as_text(text, mark), at + 1)
            return True
        word = _LAST_WORD.search(text[:at])
        start = word.start() if word else at
        if any(one.kind == "plain" and one.start == start < at - 1 for one in marks):
            self.replace_text(text[:start] + text[start + 1 : at - 1] + text[at:], at - 2)
            return True
        return False

    def _is_in_last_line(self) -> bool:
        cursor = self.textCursor()
        return not cursor.movePosition(QTextCursor.MoveOperation.Down)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() or event.preeditString():
            self.about_to_type.emit()
        super().inputMethodEvent(event)

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not source.hasUrls() and super().canInsertFromMimeData(source)  # a file is the page's matter

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        text = without_turns(clean_text(source.text()))  # what is seen is what is kept
        lines = to_lines(text)
        if len(lines) > 1:
            self.many_pasted.emit(text)
            return
        self.about_to_type.emit()
        self.textCursor().insertText(lines[0] if lines and "\t" in text else text.strip("\n"))

    def show_ghost(self, rest: str) -> None:
        """Write softly behind the caret what Tab would add; "" for nothing."""
        if rest != self._ghost:
            self._ghost = rest
            self.viewport().update()

    def _baseline(self) -> float:
        """Return where the letters of the caret's line stand, in pixels from the top."""
        cursor = self.textCursor()
        block = cursor.block()
        line = block.layout().lineForTextPosition(cursor.positionInBlock())
        top = self.document().documentLayout().blockBoundingRect(block).top()
        return top + line.y() + line.ascent() - self.verticalScrollBar().value()

    # How it looks

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._ghost and self.hasFocus():
            caret = self.cursorRect()
            with QPainter(self.viewport()) as painter:
                painter.setFont(self.font())
                painter.setPen(self._theme.colour("soft"))
                painter.drawText(QPointF(caret.right() + 1, self._baseline()), self._ghost)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self.height())

    def _on_text_changed(self) -> None:
        if self.text() == self._said:
            return  # only painted anew
        self._said = self.text()
        if self.document().blockCount() > 1:
            self._highlighter.rehighlight()
        self._fit()
        self.typed.emit()

    def _take_look(self) -> None:
        font = self._theme.font("reading")
        self.setFont(font)
        self.viewport().setFont(font)  # which writes the hint, and hears of no new sheet
        self._set_line_height()
        self._highlighter.rehighlight()
        self._fit()

    def _set_line_height(self) -> None:
        """Set lines apart as the theme says, without a step for undo."""
        kind = QTextBlockFormat()
        kind.setLineHeight(self._theme.line("reading"), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        document = self.document()
        undoable = document.isUndoAvailable()
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(kind)
        if not undoable:
            document.clearUndoRedoStacks()

    def _fit(self) -> None:
        line = self._theme.line("reading")
        lines = max(1, round(self.document().size().height() / line))
        room = lines * line + self._theme.gap("s") if lines <= _MOST_LINES else _MOST_LINES * line
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > _MOST_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != bar:
            self.setVerticalScrollBarPolicy(bar)
        if self.height() != room or self.minimumHeight() != room:
            self.setFixedHeight(max(room, self._theme.px("control")))


def writes(event: QKeyEvent) -> bool:
    """Say whether a key changes what is typed."""
    return (event.text().isprintable() and bool(event.text())) or event.key() in _TAKES_AWAY


class _Highlighter(QSyntaxHighlighter):
    """Paints what is understood: bold, in the accent, on a wash; a backslash softly."""

    def __init__(self, theme: Theme, marks: Marks, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme, self._marks = theme, marks

    @override
    def highlightBlock(self, text: str) -> None:
        start = self.currentBlock().position()
        for mark in self._marks(self.document().toPlainText()):
            first, end = mark.start - start, mark.end - start
            if first < len(text) and end > 0:
                self.setFormat(max(first, 0), end - max(first, 0), self._look_of(mark))

    def _look_of(self, mark: Mark) -> QTextCharFormat:
        look = QTextCharFormat()
        if mark.kind == "plain":
            look.setForeground(self._theme.colour("soft"))
        elif mark.taken:
            look.setForeground(self._theme.colour("accent"))
            look.setBackground(self._theme.colour("wash"))
            look.setFontWeight(QFont.Weight.Bold)
        else:  # it stays in the text, so it is only pointed at
            look.setForeground(self._theme.colour("accent"))
        return look
