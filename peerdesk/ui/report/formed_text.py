"""The field for a part of the report: what one sees is what will stand there, and what is kept are light marks."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QToolTip, QWidget

from peerdesk.domain.citations import show_citations
from peerdesk.domain.section_text import Line, LineKind, lines_of, text_of, words_in
from peerdesk.overriding import override
from peerdesk.ui.report.formed_document import Forms, kind_of, lines_from_html, lines_in, plain, put_lines, set_kind
from peerdesk.ui.report.standing_lines import StandingLines
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.cited_text import BRACKET, CitedText, number_all, to_kept

OWN = "application/x-peerdesk-words"
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EIGHT = (Qt.Key.Key_8, Qt.Key.Key_Asterisk, Qt.Key.Key_ParenLeft)  # what Shift makes of it here and there
_THREE = (Qt.Key.Key_3, Qt.Key.Key_NumberSign, Qt.Key.Key_sterling, Qt.Key.Key_section)
_STARTS: dict[str, LineKind] = {"- ": "bullet", "* ": "bullet", "• ": "bullet", "# ": "heading", "### ": "heading"}
_STRONG = re.compile(r"(?<![\w*])\*\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*\*$")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*$")


class FormedText(CitedText):
    """Paragraphs, bullets and small headings, with emphasis and numbers that stand for notes.

    Signals:
        stands_at: the ids of the notes that the citation at the caret stands for; () where there is none.
    """

    stands_at = Signal(tuple)
    _read_at, _read = -1, ""
    _said: tuple[str, dict[str, int], str] | None = None  # what is written, with which numbers, and the same with ids

    def __init__(self, theme: Theme, name: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        """Make an empty field; `name` is what screen readers say, `hint` stands in it while it is empty."""
        super().__init__(theme, name, hint=hint, parent=parent)
        self.tells: Callable[[Sequence[str]], str] = lambda _: ""
        self._stood: tuple[str, ...] = ()
        self._painter.read_marks = False
        self._standing = StandingLines(self)
        self.cursorPositionChanged.connect(self._on_moved)

    # What the sheet asks

    def switch_voice(self, *, bold: bool = False) -> None:
        """Make what is chosen, or what is typed next, emphasised or strong; or no longer."""
        cursor = self.textCursor()
        if self.isReadOnly() or kind_of(cursor.block()) == "heading":
            return
        is_on = self._has_voice(cursor, bold=bold)
        form = plain() if is_on else plain(bold=bold, italic=not bold)
        if cursor.hasSelection():
            self._whole_words(cursor).setCharFormat(form)
        else:
            self.setCurrentCharFormat(form)
        said = self.tr("Strong") if bold else self.tr("Emphasis")
        announce(self, self.tr("{}, no longer").format(said) if is_on else said)

    def switch_kind(self, kind: LineKind) -> None:
        """Make the lines that are chosen bullets or headings; or paragraphs, where all of them are that already."""
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        blocks = self._blocks(cursor)
        other: LineKind = "text" if all(kind_of(self.document().findBlock(at)) == kind for at in blocks) else kind
        cursor.beginEditBlock()
        for at in blocks:
            line = QTextCursor(self.document())
            line.setPosition(at)
            set_kind(line, other, self._forms())
        cursor.endEditBlock()
        words = {"text": self.tr("Paragraph"), "bullet": self.tr("Bullet"), "heading": self.tr("Small heading")}
        announce(self, words[other])

    def cite(self, note_id: str) -> None:
        """Cite a note at the caret; in a citation that stands there, beside what it cites."""
        self._number([f"[[{note_id}]]"])
        number, cursor = self._numbers[note_id], self.textCursor()
        found = self._citation_at(cursor)
        if found is not None and cursor.position() > found[0]:
            cursor.setPosition(found[1] - 1)
            cursor.insertText(f", {number}")
            cursor.setPosition(cursor.position() + 1)
        else:
            before = _before(cursor)
            cursor.insertText(f"{' ' if before[-1:].strip() else ''}[{number}]")
        self.setTextCursor(cursor)

    def choose(self, start: int, end: int, words: str) -> None:
        """Choose words that stand from one letter up to another, or where else they stand now."""
        raw = self.shown()
        if raw[start:end] != words:
            start = max(raw.find(words), 0)
            end = start + len(words)
        if raw[start:end] == words:
            cursor = self.textCursor()
            cursor.setPosition(_units(raw[:start]))
            cursor.setPosition(_units(raw[:end]), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def note_ids_at_caret(self) -> tuple[str, ...]:
        """Return the notes that the citation at the caret stands for."""
        found = self._citation_at(self.textCursor())
        return found[2] if found else ()

    @override
    def text(self) -> str:
        written = self._written()
        if self._said is None or self._said[0] is not written or self._said[1] is not self._numbers:
            self._said = (written, self._numbers, to_kept(written, self._numbers))
        return self._said[2]

    # How it is made

    @override
    def _written(self) -> str:
        at = self.document().revision()
        if at != self._read_at:
            self._read_at, self._read = at, text_of(self._standing.lines())
        return self._read

    @override
    def _tidied(self, text: str) -> str:
        return text_of(lines_of(text))

    @override
    def _put(self, shown: str) -> None:
        self._showing = True
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        set_kind(cursor, "text", self._forms())
        put_lines(cursor, lines_of(shown), self._forms())
        cursor.endEditBlock()
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._read_at = -1
        self._showing = False
        self._grow()

    @override
    def _set_lines(self) -> None:
        """Set each line anew, in the size of now."""
        block, forms = self.document().begin(), self._forms()
        self.document().setIndentWidth(self._theme.px(20))
        while block.isValid():
            QTextCursor(block).mergeBlockFormat(forms.of(kind_of(block)))
            block = block.next()
        self.document().clearUndoRedoStacks()

    def _forms(self) -> Forms:
        return Forms(self._theme, self._role)

    def _number(self, texts: Sequence[str]) -> None:
        """Give a number to each id of a text that has none here."""
        self._numbers = number_all(self._numbers, texts)
        self._painter.known = set(self._numbers.values())

    # What a person types

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = None if self.isReadOnly() else self._act_of(event)
        if act is not None:
            act()
            return
        super().keyPressEvent(event)
        if event.text() in (" ", "*") and not self.isReadOnly():
            self._form_typed()

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == _CONTROL and key in (Qt.Key.Key_I, Qt.Key.Key_B):
            return partial(self.switch_voice, bold=key == Qt.Key.Key_B)
        if held == _CONTROL | _SHIFT and key in (*_EIGHT, *_THREE):
            return partial(self.switch_kind, "bullet" if key in _EIGHT else "heading")
        if key in _ENTER and held in (Qt.KeyboardModifier.NoModifier, _SHIFT):
            return self._begin_line
        if key == Qt.Key.Key_Backspace and held == Qt.KeyboardModifier.NoModifier:
            return self._taken_back()
        return None

    def _begin_line(self) -> None:
        """Go on in a new line: a bullet after a bullet, until one has no words; words after a heading."""
        cursor = self.textCursor()
        kind = kind_of(cursor.block())
        if kind == "bullet" and not cursor.block().text() and not cursor.hasSelection():
            set_kind(cursor, "text", self._forms())
        else:
            cursor.beginEditBlock()
            cursor.insertBlock()
            if kind == "heading":
                set_kind(cursor, "text", self._forms())
            cursor.setBlockCharFormat(plain())
            cursor.endEditBlock()
            self.setCurrentCharFormat(plain())
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _taken_back(self) -> Callable[[], object] | None:
        """Return what Backspace takes back as a whole: being a bullet or a heading, or a citation."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return None
        if cursor.atBlockStart() and kind_of(cursor.block()) != "text":
            return partial(set_kind, cursor, "text", self._forms())
        found = self._citation_at(cursor)
        if found is None or found[1] != cursor.position():
            return None
        cursor.setPosition(found[0], QTextCursor.MoveMode.KeepAnchor)
        return cursor.removeSelectedText

    def _form_typed(self) -> None:
        """Take light marks that were just typed for what they mean."""
        cursor = self.textCursor()
        before = _before(cursor)
        if before in _STARTS and kind_of(cursor.block()) == "text":
            cursor.beginEditBlock()
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            set_kind(cursor, _STARTS[before], self._forms())
            cursor.endEditBlock()
        elif before.endswith("*") and kind_of(cursor.block()) != "heading":
            self._voice_typed(cursor, before)

    def _voice_typed(self, cursor: QTextCursor, before: str) -> None:
        strong, emphasis = _STRONG.search(before), _EMPHASIS.search(before)
        found = strong or emphasis
        if found is None:
            return
        cursor.beginEditBlock()
        length = _units(found[0])
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, length)
        cursor.insertText(found[1], plain(bold=strong is not None, italic=strong is None))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(plain())

    # What is copied and pasted

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        lines = lines_in(self.document(), start, end)
        if len(lines) == 1 and cursor.selectedText() != self.document().findBlock(start).text():
            lines = [Line("text", lines[0].words)]  # words of a bullet are no bullet
        copied = QMimeData()
        copied.setText(cursor.selectedText().replace("\u2029", "\n"))
        copied.setData(OWN, to_kept(text_of(lines), self._numbers).encode())
        return copied

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasFormat(OWN) or source.hasHtml() or source.hasText()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        lines = self._lines_from(source)
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        put_lines(cursor, lines, self._forms())
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _lines_from(self, source: QMimeData) -> Sequence[Line]:
        if source.hasFormat(OWN):
            kept = bytes(source.data(OWN).data()).decode("utf-8", "replace")
            self._number([kept])
            return lines_of(show_citations(kept, self._numbers)) or lines_of(source.text())
        if source.hasHtml() and (copied := lines_from_html(source.html())):
            return copied
        text = source.text()
        lines = lines_of(text)
        return [Line("text", words_in(text))] if len(lines) == 1 and lines[0].kind == "text" else lines

    # What stands behind a number

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self.viewport().mapFrom(self, event.pos())
            found = self._citation_at(self.cursorForPosition(at))
            said = self.tells(found[2]) if found else ""
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def _on_moved(self) -> None:
        ids = self.note_ids_at_caret()
        if ids != self._stood:
            self._stood = ids
            self.stands_at.emit(ids)

    def _citation_at(self, cursor: QTextCursor) -> tuple[int, int, tuple[str, ...]] | None:
        """Return where the citation begins and ends that a cursor stands in or beside, and whom it cites."""
        block = cursor.block()
        ids = {number: note_id for note_id, number in self._numbers.items()}
        text = block.text()
        for match in BRACKET.finditer(text):
            start, end = (block.position() + _units(text[:at]) for at in match.span())
            found = [ids.get(int(number)) for number in re.findall(r"\d+", match[1])]
            if start <= cursor.position() <= end and all(found):
                return start, end, tuple(one for one in found if one)
        return None

    # Choice

    def _blocks(self, cursor: QTextCursor) -> list[int]:
        """Return where the lines begin that are chosen, or the one of the caret."""
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        block = self.document().findBlock(first)
        found = [block.position()]
        while (block := block.next()).isValid() and block.position() < last:
            found.append(block.position())
        return found

    def _whole_words(self, cursor: QTextCursor) -> QTextCursor:
        """Return the choice with the rest of the words that it begins and ends in."""
        document, whole = self.document(), QTextCursor(self.document())
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        while start > 0 and _is_word(document, start - 1) and _is_word(document, start):
            start -= 1
        while _is_word(document, end - 1) and _is_word(document, end):
            end += 1
        whole.setPosition(start)
        whole.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return whole

    def _has_voice(self, cursor: QTextCursor, *, bold: bool) -> bool:
        if not cursor.hasSelection():
            form = self.currentCharFormat()
            return form.fontWeight() >= QFont.Weight.DemiBold if bold else form.fontItalic()
        lines = lines_in(self.document(), cursor.selectionStart(), cursor.selectionEnd())
        runs = [run for line in lines for run in line.words if run.text.strip()]
        return bool(runs) and all(run.bold if bold else run.italic for run in runs)


def _before(cursor: QTextCursor) -> str:
    """Return what stands in a cursor's line before it."""
    chosen = QTextCursor(cursor)
    chosen.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    return chosen.selectedText()


def _units(text: str) -> int:
    """Return how many places text takes in a document of Qt, which counts in UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _is_word(document: QTextDocument, at: int) -> bool:
    letter = document.characterAt(at)
    return letter.isalnum() or letter == "_"
